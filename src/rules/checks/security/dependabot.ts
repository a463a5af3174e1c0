import type { FactSource } from '../../../facts/source.ts';

export type DependabotEntry = Readonly<Record<string, unknown>>;

/** Where Dependabot's configuration lies; `undefined` without one. */
export function dependabotFile(source: FactSource): string | undefined {
  return source.files.matching(['/.github/dependabot.yml', '/.github/dependabot.yaml'])[0]?.path;
}

/** What it is told to update; `undefined` when the file does not say. */
export function dependabotEntries(path: string, source: FactSource): DependabotEntry[] | undefined {
  const data = source.data(path);
  if (typeof data !== 'object' || data === null || !('updates' in data) || !Array.isArray(data.updates))
    return undefined;
  return data.updates.filter((entry) => typeof entry === 'object' && entry !== null);
}
