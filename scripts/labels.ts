import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Kind } from '../src/context/model.ts';

/** One labelled repository, as far as the scripts need it. */
export interface Label {
  readonly repo: string;
  readonly commit: string;
  readonly context: Kind;
  readonly acceptable: readonly Kind[];
  readonly traits: readonly string[];
  readonly traits_contested: readonly string[];
  readonly practices: Readonly<Record<string, 'yes' | 'no' | 'na' | 'unsure'>>;
  readonly evidence: Readonly<Record<string, string>>;
  readonly gaps: readonly {
    readonly practice: string;
    readonly severity: string;
    readonly why: string;
    readonly by?: string;
  }[];
  readonly why: string;
}

export interface Sample {
  readonly label: Label;
  readonly directory: string;
  readonly owner: string;
}

/** The labels of some files, with the folders where their repositories are laid out (OWNER+NAME). */
export function readSamples(labelFiles: readonly string[], checkouts: readonly string[]): Sample[] {
  const samples: Sample[] = [];
  for (const line of labelFiles.flatMap((path) => readFileSync(path, 'utf8').split('\n'))) {
    if (line.trim() === '') continue;
    const label = JSON.parse(line) as Label;
    const name = label.repo.replace('/', '+');
    const directory = checkouts.map((folder) => join(folder, name)).find((path) => existsSync(path));
    if (directory === undefined) console.error(`${label.repo} is not laid out under ${checkouts.join(', ')}`);
    else samples.push({ label, directory, owner: (label.repo.split('/')[0] ?? '').toLowerCase() });
  }
  return samples;
}

/** Values of a repeatable option of a script's command line: `--labels A --labels B`. */
export function optionValues(name: string): string[] {
  const { argv } = process;
  return argv.flatMap((argument, index) => (argument === `--${name}` ? (argv[index + 1] ?? []) : []));
}

const FOLDS = 10;

/** Ten folds for cross-validation, by owner: an organisation is never on both sides. The order has nothing to do with names. */
export function foldsByOwner(owners: readonly string[]): { readonly count: number; of(owner: string): number } {
  const sorted = [...new Set(owners)].sort((a, b) => hash(a) - hash(b));
  const folds = new Map(sorted.map((owner, index) => [owner, index % FOLDS]));
  return { count: FOLDS, of: (owner) => folds.get(owner) ?? 0 };
}

function hash(text: string): number {
  let value = 17;
  for (const char of text) value = (Math.imul(value, 31) + char.charCodeAt(0)) >>> 0;
  return (Math.imul(value, 2_654_435_761) >>> 0) % 1_000_003;
}
