import { posix } from 'node:path';
import { folderOf } from '../repository/paths.ts';
import { resolvePath } from './manifests/fields.ts';
import type { FactSource } from './source.ts';

/** References to other projects of the repository by their place, where manifests name no package: MSBuild, Gradle, Elixir umbrellas. */
export interface LocalReference {
  /** The manifest. */
  readonly path: string;
  /** The folder that it refers to. */
  readonly folder: string;
}

/** Reads them from project files, line by line: what cannot be read refers to nothing. */
export function readLocalReferences(source: FactSource): LocalReference[] {
  const projects = source.files.matching(['*.csproj', '*.fsproj', '*.vbproj']);
  const scripts = source.files.matching(['*.gradle', '*.gradle.kts']);
  return [
    ...projects.flatMap(({ path }) =>
      [...(source.text(path) ?? '').matchAll(/<ProjectReference\s[^>]{0,200}?Include="([^"]{1,300})"/g)].flatMap(
        (match) => {
          const project = resolvePath(folderOf(path), match[1] ?? '');
          return project === undefined ? [] : [{ path, folder: folderOf(project) }];
        },
      ),
    ),
    ...scripts.flatMap(({ path }) => gradleReferences(path, source)),
    ...source.files.named('mix.exs').flatMap(({ path }) => umbrellaReferences(path, source)),
  ];
}

/** `{:store, in_umbrella: true}`: the apps of an umbrella lie beside one another. */
function umbrellaReferences(path: string, source: FactSource): LocalReference[] {
  const matches = (source.text(path) ?? '').matchAll(/\{\s*:(\w{1,80})\s*,[^{}]{0,200}?\bin_umbrella:\s*true/g);
  return [...matches].map((match) => ({ path, folder: posix.join(folderOf(folderOf(path)), match[1] ?? '') }));
}

/** `project(":services:common")`, and `projects.services.common` where that is a folder. */
function gradleReferences(path: string, source: FactSource): LocalReference[] {
  const text = source.text(path) ?? '';
  const named = [...text.matchAll(/\bproject\(\s*(?:path\s*[:=]\s*)?["']:([\w.:-]{1,200})["']/g)].map(
    (match) => match[1]?.replaceAll(':', '/') ?? '',
  );
  const typed = [...text.matchAll(/\bprojects((?:\.\w{1,60}){1,6})\b/g)].map((match) =>
    (match[1] ?? '')
      .slice(1)
      .replaceAll('.', '/')
      .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
      .toLowerCase(),
  );
  const root = gradleRoot(folderOf(path), source);
  return [...named, ...typed].map((folder) => ({ path, folder: posix.join(root, folder) }));
}

/** The nearest folder above with a settings script. */
function gradleRoot(folder: string, source: FactSource): string {
  for (let at = folder; at !== ''; at = folderOf(at)) {
    if (['settings.gradle', 'settings.gradle.kts'].some((name) => source.files.get(`${at}/${name}`) !== undefined))
      return at;
  }
  return '';
}
