import type { FileEntry, FileIndex } from './repository/file-index.ts';

/** Manifests, the most telling first. */
const MANIFESTS = [
  'package.json',
  'pyproject.toml',
  'setup.py',
  'go.mod',
  'Cargo.toml',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'build.sbt',
  'Gemfile',
  'composer.json',
  'mix.exs',
  'Package.swift',
  'pubspec.yaml',
  'CMakeLists.txt',
  'Chart.yaml',
  'requirements.txt',
];

/**
 * Where a finding about a whole folder is shown: its manifest, else its README, else another file.
 * @param folder `.` is the root
 * @returns `undefined` when there is no file
 */
export function anchorIn(folder: string, files: FileIndex): string | undefined {
  const prefix = folder === '.' ? '' : `${folder}/`;
  const manifest = MANIFESTS.map((name) => prefix + name).find((path) => files.get(path) !== undefined);
  if (manifest !== undefined) return manifest;
  const all = files.under(folder);
  const near = all.filter(({ path }) => !path.slice(prefix.length).includes('/'));
  const told = near.find(isProjectFile) ?? near.find(({ name }) => /^readme(?:\.\w+)?$/i.test(name));
  return (told ?? near.find(({ name }) => !name.startsWith('.')) ?? near[0] ?? all[0])?.path;
}

/** Manifests whose name is that of the project. */
function isProjectFile({ name }: FileEntry): boolean {
  return /\.(?:csproj|fsproj|vbproj|cabal|gemspec|slnx?)$/.test(name);
}
