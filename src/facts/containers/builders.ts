import type { FileEntry } from '../../repository/file-index.ts';
import { lineOf } from '../lines.ts';
import type { FactSource } from '../source.ts';

/** Ways to build a container image without a Dockerfile. */
const IMAGE_BUILDERS = [
  'buildpacks',
  'procfile',
  'jib',
  'spring-boot',
  'maven-docker',
  'quarkus',
  'sbt',
  'dotnet',
  'ko',
  'goreleaser',
  'nixpacks',
  'nix',
  'apko',
  'bazel',
  'blubber',
  'bake',
  'earthly',
  'apptainer',
  'gradle-docker',
  'rockcraft',
  'packer',
  'buildah',
  'build-macros',
  's2i',
] as const;

export type ImageBuilder = (typeof IMAGE_BUILDERS)[number];

export interface ContainerBuild {
  readonly builder: ImageBuilder;
  readonly path: string;
  readonly line?: number;
}

interface Recognition {
  readonly builder: ImageBuilder;
  /** Over the lower-cased name. */
  readonly name: RegExp;
  readonly path?: RegExp;
  /** What the text must say; where there is none, the name is enough. */
  readonly text?: RegExp;
}

const RECOGNITIONS: readonly Recognition[] = [
  // Julia's Project.toml has the same name on systems that ignore case.
  { builder: 'buildpacks', name: /^project\.toml$/, text: /io\.buildpacks|^\[_\]|\[\[?(?:_\.)?(?:io\.)?build/m },
  // Without an image to build it names what is built otherwise. https://devcenter.heroku.com/articles/build-docker-images-heroku-yml
  { builder: 'buildpacks', name: /^heroku\.ya?ml$/, text: /^build:\s*\n(?:[ \t]+.*\n)*?[ \t]+docker:/m },
  { builder: 's2i', name: /^(?:environment|assemble)$/, path: /(?:^|\/)\.s2i\// },
  { builder: 'procfile', name: /^procfile$/, text: /^[\w-]+\s*:\s*\S/m },
  {
    builder: 'jib',
    name: /^(?:build\.gradle(?:\.kts)?|pom\.xml|libs\.versions\.toml)$/,
    text: /com\.google\.cloud\.tools\.jib|jib-maven-plugin/,
  },
  {
    builder: 'spring-boot',
    name: /^(?:build\.gradle(?:\.kts)?|pom\.xml)$/,
    text: /[bB]ootBuildImage|<goal>build-image/,
  },
  { builder: 'maven-docker', name: /^pom\.xml$/, text: /docker-maven-plugin|dockerfile-maven-plugin/ },
  { builder: 'quarkus', name: /^(?:build\.gradle(?:\.kts)?|pom\.xml)$/, text: /quarkus-container-image-/ },
  { builder: 'sbt', name: /^(?:build\.sbt|plugins\.sbt)$/, text: /\bDockerPlugin\b|\bdockerBaseImage\b|"sbt-docker"/ },
  {
    builder: 'dotnet',
    name: /\.(?:csproj|fsproj)$/,
    text: /<(?:ContainerRepository|ContainerImageName|ContainerBaseImage|EnableSdkContainerSupport)>/,
  },
  { builder: 'ko', name: /^\.ko\.ya?ml$/ },
  { builder: 'goreleaser', name: /^\.?goreleaser[\w.-]*\.ya?ml$/, text: /^(?:dockers|dockers_v2|kos)\s*:/m },
  { builder: 'nixpacks', name: /^(?:nixpacks\.(?:toml|json)|railpack\.json)$/ },
  {
    builder: 'nix',
    name: /\.nix$/,
    text: /dockerTools\.(?:build|stream)|nix2container|\b(?:buildLayeredImage|streamLayeredImage)\b/,
  },
  { builder: 'apko', name: /^(?:[\w-]+\.)?apko\.ya?ml$/ },
  {
    builder: 'bazel',
    name: /^build(?:\.bazel)?$/,
    text: /^\s*(?:oci_image|container_image|(?:py3|go|java|cc|nodejs)_image)\s*\(/m,
  },
  { builder: 'blubber', name: /^blubber[\w.-]*\.ya?ml$/, text: /^variants\s*:/m },
  { builder: 'bake', name: /^docker-bake[\w.-]*\.(?:hcl|json)$/ },
  { builder: 'earthly', name: /^earthfile$/, text: /^\s+SAVE IMAGE\b/m },
  {
    builder: 'gradle-docker',
    name: /^build\.gradle(?:\.kts)?$/,
    text: /com\.bmuschko\.docker|com\.palantir\.docker|se\.transmode\.gradle.{0,20}docker|io\.micronaut\.docker|\bdockerBuild(?:Native)?\b/,
  },
  { builder: 'rockcraft', name: /^rockcraft\.ya?ml$/ },
  { builder: 'packer', name: /\.pkr\.hcl$/, text: /^source\s+"docker"/m },
  {
    builder: 'buildah',
    name: /^[\w-]*(?:image|container|buildah)[\w-]*\.sh$/,
    text: /\bbuildah\s+(?:from|config|commit|copy)\b/,
  },
  // Macros of build systems that write the Dockerfile themselves.
  {
    builder: 'build-macros',
    name: /^(?:[\w-]*docker[\w-]*\.(?:def|bzl|star)|buck|defs\.bzl)$/,
    text: /\bdocker_(?:build|image)\s*\(|\bdocker\s+build\b/,
  },
  { builder: 'apptainer', name: /\.def$|^singularity(?:\.[\w-]+)?$/, text: /^bootstrap\s*:/im },
];

/** Files of these names are read at most so often: a monorepo has thousands of build files. */
const READ_LIMIT = 400;

const NAMED =
  /^(?:environment$|assemble$|project\.toml|heroku\.|procfile|build\.|build$|pom\.xml|libs\.versions|plugins\.sbt|\.ko\.|\.?goreleaser|nixpacks|railpack|blubber|docker-bake|earthfile|singularity|rockcraft|buck$|defs\.bzl$)|\.(?:csproj|fsproj|nix|def)$|apko\.ya?ml$|\.pkr\.hcl$|docker[\w-]*\.(?:bzl|star)$|(?:image|container|buildah)[\w-]*\.sh$/;

/** Image builds other than Dockerfiles, by configuration files and build plugins. */
export function readBuilders(files: readonly FileEntry[], source: FactSource): ContainerBuild[] {
  const builds: ContainerBuild[] = [];
  let budget = READ_LIMIT;
  for (const file of files) {
    const name = file.name.toLowerCase();
    if (!NAMED.test(name)) continue;
    for (const { builder, name: pattern, path, text } of RECOGNITIONS) {
      if (!pattern.test(name) || path?.test(file.path) === false) continue;
      if (text === undefined) {
        builds.push({ builder, path: file.path });
        continue;
      }
      if (budget-- <= 0) continue;
      const content = source.text(file.path);
      const line = content === undefined ? undefined : lineOf(content, text);
      if (line !== undefined) builds.push({ builder, path: file.path, line });
    }
  }
  return builds;
}
