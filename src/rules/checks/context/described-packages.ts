import type { Evidence } from '../../../facts/evidence.ts';
import { unitPrefix } from '../../own.ts';
import type { View } from '../../view.ts';

/* What is made for others in ways that no manifest reader knows: plugins of programs, and packages of languages that are rarer here. */

interface Description {
  /** The glob of the file, from the folder of the unit. */
  readonly file: string;
  readonly says: RegExp;
  readonly detail: string;
}

const DESCRIPTIONS: readonly Description[] = [
  {
    file: 'extension.json',
    says: /"manifest_version"[\s\S]*"(?:MediaWiki|AutoloadNamespaces|AutoloadClasses)"|"(?:MediaWiki|AutoloadNamespaces|AutoloadClasses)"[\s\S]*"manifest_version"/,
    detail: 'an extension of MediaWiki',
  },
  { file: 'skin.json', says: /"manifest_version"/, detail: 'a skin of MediaWiki' },
  { file: 'pom.xml', says: /<packaging>\s*hpi\s*<\/packaging>/, detail: 'a plugin of Jenkins' },
  { file: 'META-INF/plugin.xml', says: /<idea-plugin\b/, detail: 'a plugin of IntelliJ' },
  { file: 'src/main/resources/META-INF/plugin.xml', says: /<idea-plugin\b/, detail: 'a plugin of IntelliJ' },
  // The help of a plugin begins with its own tag; without one Vim does not find it.
  { file: 'doc/*.txt', says: /^\*[\w.-]+\.txt\*/, detail: 'a plugin of Vim' },
  // https://developer.wordpress.org/plugins/plugin-basics/header-requirements/
  { file: '*.php', says: /^[ \t*#/]{0,10}Plugin Name:[ \t]*\S/m, detail: 'a plugin of WordPress' },
  { file: 'plugin.rb', says: /^#\s*name:.*\n(?:#.*\n)*#\s*about:/m, detail: 'a plugin of Discourse' },
  { file: 'DESCRIPTION', says: /^Package:[ \t]*\w[\s\S]*^Licen[cs]e:/m, detail: 'a package of R' },
  {
    file: 'project.clj',
    says: /\(defproject\s+[\w.-]+\/[\w.-]+\s+"[\s\S]*?(?::deploy-repositories|clojars)/,
    detail: 'a library of Clojure that is deployed to a repository',
  },
  {
    // What is started, or served, has a namespace to begin with; the sentence is the one that Leiningen fills in.
    file: 'project.clj',
    says: /(?<![\s\S])(?![\s\S]*(?::main\b|:uberjar|:ring\s|:aot\b|FIXME: write))(?=[\s\S]*\(defproject\s)(?=[\s\S]*:description\s)(?=[\s\S]*:licen[cs]e\b)/,
    detail: 'a library of Clojure',
  },
  { file: 'build.clj', says: /\bdeps-deploy\b/, detail: 'a library of Clojure that is deployed to a repository' },
  {
    file: 'Makefile.PL',
    says: /(?<![\s\S])(?![\s\S]*\bNAME\b\W{1,6}App::)(?![\s\S]*\bNAME\b\W{1,30}([a-z][\w-]*)['"][\s\S]*\bEXE_FILES\b\W{1,30}\1\W)(?=[\s\S]*\bWriteMakefile1?\s*\()(?=[\s\S]*\b(?:LICENSE|ABSTRACT(?:_FROM)?|META_MERGE)\b)/,
    detail: 'a distribution for CPAN',
  },
  // The build of Scala's Mill, of which a module is published.
  { file: 'build.{mill,sc}', says: /\b(?:Sonatype(?:Central)?)?PublishModule\b/, detail: 'a library of Scala' },
  {
    file: 'dist.ini',
    says: /(?<![\s\S])(?=[\s\S]*^name\s*=\s*(?!App-)\S)(?=[\s\S]*^license\s*=)/m,
    detail: 'a distribution for CPAN',
  },
  {
    // Programs and experiments keep the version that the generator wrote, or none.
    file: 'Project.toml',
    says: /(?<![\s\S])(?=[\s\S]*^name\s*=\s*"\w+")(?=[\s\S]*^uuid\s*=)(?=[\s\S]*^version\s*=\s*"(?!0\.1\.0")\d)(?=[\s\S]*^\[compat\])/m,
    detail: 'a package of Julia',
  },
  { file: '*.nimble', says: /(?<![\s\S])(?![\s\S]*^bin\s*=)(?=[\s\S]*^license\s*=)/m, detail: 'a package of Nim' },
  { file: 'shard.yml', says: /(?<![\s\S])(?![\s\S]*^targets:)(?=[\s\S]*^license:)/m, detail: 'a shard of Crystal' },
  { file: 'dub.json', says: /"targetType"\s*:\s*"(?:sourceL|l)ibrary"/, detail: 'a package of D' },
  { file: 'elm.json', says: /"type"\s*:\s*"package"/, detail: 'a package of Elm' },
  { file: 'gleam.toml', says: /^licences\s*=/m, detail: 'a package of Gleam' },
  {
    file: '*.rockspec',
    says: /(?<![\s\S])(?![\s\S]*\bbin\s*=\s*\{)(?=[\s\S]*\bmodules\s*=\s*\{)/,
    detail: 'a rock of Lua',
  },
  {
    file: '{,*/}{,*/}{,*/}dune',
    says: /\(library\b(?:\s*\(\w+\s[^()]{0,400}\)){0,20}?\s*\(public_name\b/,
    detail: 'a library of OCaml',
  },
  {
    // What compares a build with its last release; services fill in what Maven Central asks for, too.
    file: 'build.sbt',
    says: /\b(?:tlBaseVersion|mimaPreviousArtifacts)\b/,
    detail: 'artifacts of sbt that are published for others',
  },
  {
    file: '{,*/}build.sbt',
    says: /\benablePlugins\((?:[\w, ]*\b)?SbtPlugin\b|\bsbtPlugin\s*:=\s*true/,
    detail: 'a plugin of sbt',
  },
  // https://arduino.github.io/arduino-cli/latest/library-specification/#libraryproperties-file-format
  {
    file: 'library.properties',
    says: /^name=(?=[\s\S]*^(?:architectures|category|sentence)=)/m,
    detail: 'a library of Arduino',
  },
  {
    file: 'package.yaml',
    says: /^library:(?=[\s\S]*^[ \t]+exposed-modules:)/m,
    detail: 'a package of Haskell with modules for others',
  },
  { file: 'init.rb', says: /\bRedmine::Plugin\.register\b/, detail: 'a plugin of Redmine' },
];

/** What is put into programs of others, by the file in which those look for a description of it. */
export function describedPackages(view: View): Evidence[] {
  const prefix = unitPrefix(view);
  const { source } = view.facts;
  return DESCRIPTIONS.flatMap(({ file, says, detail }) => {
    const found = source.files
      .matching([`/${prefix}${file}`])
      .find(({ path, role }) => role !== 'test' && role !== 'example' && says.test(source.text(path) ?? ''));
    return found === undefined ? [] : [{ path: found.path, detail }];
  });
}
