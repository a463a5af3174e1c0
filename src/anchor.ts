import type { FileEntry, FileIndex } from './repository/file-index.ts';
import type { Language } from './repository/languages.ts';

/** Manifests and the languages that they are for; the most telling first where neither is written more than the other. */
const MANIFESTS: readonly (readonly [name: string, ...languages: Language[]])[] = [
  ['package.json', 'javascript', 'typescript', 'vue', 'svelte', 'astro'],
  ['pyproject.toml', 'python'],
  ['setup.py', 'python'],
  ['go.mod', 'go'],
  ['Cargo.toml', 'rust'],
  ['pom.xml', 'java', 'kotlin'],
  ['build.gradle', 'java', 'kotlin', 'groovy'],
  ['build.gradle.kts', 'java', 'kotlin'],
  ['build.sbt', 'scala'],
  ['Gemfile', 'ruby'],
  ['composer.json', 'php'],
  ['mix.exs', 'elixir'],
  ['Package.swift', 'swift'],
  ['pubspec.yaml', 'dart'],
  ['CMakeLists.txt', 'c', 'cpp'],
  ['Chart.yaml'],
  ['requirements.txt', 'python'],
];

/**
 * Where a finding about a whole folder is shown: the manifest of the language that most of it is written in, else its README,
 * else another file.
 * @param folder `.` is the root
 * @returns `undefined` when there is no file
 */
export function anchorIn(folder: string, files: FileIndex): string | undefined {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const manifests = MANIFESTS.filter(([name]) => files.get(prefix + name) !== undefined);
  const all = files.under(folder);
  const main = manifests.length > 1 ? mostWritten(manifests, all) : manifests[0];
  if (main !== undefined) return prefix + main[0];
  const near = all.filter(({ path }) => !path.slice(prefix.length).includes('/'));
  const told = near.find(isProjectFile) ?? near.find(({ name }) => /^readme(?:\.\w+)?$/i.test(name));
  return (told ?? near.find(({ name }) => !name.startsWith('.')) ?? near[0] ?? all[0])?.path;
}

/** The one whose languages have the most source; the first of them, if it is a draw. */
function mostWritten(manifests: typeof MANIFESTS, files: readonly FileEntry[]): (typeof MANIFESTS)[number] | undefined {
  const sizes = new Map<Language, number>();
  for (const { language, role, size } of files) {
    if (role === 'source' && language !== undefined) sizes.set(language, (sizes.get(language) ?? 0) + size);
  }
  const written = manifests.map(([, ...languages]) =>
    languages.reduce((sum, language) => sum + (sizes.get(language) ?? 0), 0),
  );
  return manifests[written.indexOf(Math.max(...written))];
}

/** Manifests whose name is that of the project. */
function isProjectFile({ name }: FileEntry): boolean {
  return /\.(?:csproj|fsproj|vbproj|cabal|gemspec|slnx?)$/.test(name);
}
