import type { z } from 'zod';
import type { DataFile, KeyPath } from './data-file.ts';
import type { ConfigProblem } from './error.ts';
import { didYouMean } from './nearest.ts';

type Issue = z.core.$ZodIssue;
type RawIssue = z.core.$ZodRawIssue;

export type Validated<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] };

/** Holds a file against a schema. Problems name the place, what was expected and the nearest valid name. */
export function validate<T>(schema: z.ZodType<T>, data: DataFile, value: unknown = data.value): Validated<T> {
  const result = schema.safeParse(value, { error: messageOf });
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.flatMap((issue) => problemsOf(issue, [], value, data));
  return { ok: false, problems };
}

/** More names than this are not listed. */
const MAX_NAMES = 30;
/** With a guess, fewer do. */
const MAX_NAMES_BESIDE_GUESS = 10;

/** Texts for all that the schemas have no text of their own for. What only the finished issue tells is added later. */
function messageOf(issue: RawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return expected([nounOf(issue.expected)], issue.input);
    case 'invalid_value':
      return expected(issue.values.map(String), issue.input);
    case 'too_small':
      if (issue.origin === 'array') return 'expected at least one, found an empty list';
      return issue.input === ''
        ? 'expected text, found ""'
        : `too short: expected at least ${issue.minimum} characters`;
    case 'invalid_format':
      return issue.format === 'url'
        ? `expected an address, such as https://example.org, found ${describe(issue.input)}`
        : undefined;
    // The schema is at hand only here: its keys are handed on in the message.
    case 'unrecognized_keys':
      return JSON.stringify(Object.keys((issue.inst as SchemaWithShape | undefined)?._zod?.def?.shape ?? {}));
    default:
      return undefined;
  }
}

interface SchemaWithShape {
  readonly _zod?: { readonly def?: { readonly shape?: object } };
}

function problemsOf(issue: Issue, above: KeyPath, root: unknown, data: DataFile): ConfigProblem[] {
  const path = [...above, ...(issue.path as (string | number)[])];
  if (issue.code === 'unrecognized_keys') {
    const names = namesIn(issue);
    return issue.keys.map((key) => ({
      origin: data.placeOfKey([...path, key]),
      key: printKey(path),
      text: unknownKey(key, names),
    }));
  }
  if (issue.code === 'invalid_union') return unionProblems(issue, path, root, data);
  return [{ origin: data.placeOf(path), key: printKey(path), text: issue.message }];
}

function unknownKey(key: string, names: readonly string[]): string {
  const guess = didYouMean(key, names);
  if (guess !== '') return `unknown key "${key}"${guess}`;
  return names.length <= MAX_NAMES ? `unknown key "${key}"; expected ${enumerate(names)}` : `unknown key "${key}"`;
}

/** Of the forms that a value can have, the problems of the one that was meant; of all together where none is near. */
function unionProblems(
  issue: z.core.$ZodIssueInvalidUnion,
  path: KeyPath,
  root: unknown,
  data: DataFile,
): ConfigProblem[] {
  const input = valueAt(root, path);
  const near = issue.errors.filter((issues) => !issues.some((item) => item.path.length === 0 && isMismatch(item)));
  const known = near.filter((issues) => unknownKeys(issues).length < keysOf(input).length);
  const candidates = known.length > 0 ? known : near.length === 1 ? near : [];
  const [best] = [...candidates].sort((a, b) => unknownKeys(a).length - unknownKeys(b).length || a.length - b.length);
  if (best !== undefined) return best.flatMap((item) => problemsOf(item, path, root, data));
  if (near.length > 0) {
    const [key = ''] = keysOf(input);
    const missing = (issues: readonly Issue[]): string[] =>
      key === '' ? issues.flatMap((item) => (item.path.length === 1 ? String(item.path[0]) : [])) : [];
    const names = [...new Set(near.flatMap((issues) => [...issues.flatMap(namesIn), ...missing(issues)]))];
    const text = key === '' ? `expected one of ${enumerate(names)}` : unknownKey(key, names);
    return [{ origin: key === '' ? data.placeOf(path) : data.placeOfKey([...path, key]), key: printKey(path), text }];
  }
  const forms = [...new Set(issue.errors.flat().flatMap(formsOf))];
  return [{ origin: data.placeOf(path), key: printKey(path), text: expected(forms, input) }];
}

/** Whether the value is of another form altogether. */
function isMismatch(issue: Issue): boolean {
  if (issue.code !== 'invalid_union') return issue.code === 'invalid_type' || issue.code === 'invalid_value';
  return issue.errors.every((issues) => issues.some((item) => item.path.length === 0 && isMismatch(item)));
}

function formsOf(issue: Issue): string[] {
  if (issue.code === 'invalid_type') return [nounOf(issue.expected)];
  if (issue.code === 'invalid_union') return issue.errors.flat().flatMap(formsOf);
  return issue.code === 'invalid_value' ? issue.values.map(String) : [];
}

function unknownKeys(issues: readonly Issue[]): string[] {
  return issues.flatMap((issue) => (issue.code === 'unrecognized_keys' && issue.path.length === 0 ? issue.keys : []));
}

function namesIn(issue: Issue): string[] {
  return issue.code === 'unrecognized_keys' ? (JSON.parse(issue.message) as string[]) : [];
}

function keysOf(value: unknown): string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}

function valueAt(root: unknown, path: KeyPath): unknown {
  return path.reduce<unknown>((value, key) => (value as Record<string | number, unknown> | undefined)?.[key], root);
}

/** "expected a, b or c, found "d"; did you mean "c"?" */
function expected(names: readonly string[], input: unknown): string {
  if (input === undefined) return `missing: expected ${names.length > MAX_NAMES ? 'a name' : enumerate(names)}`;
  const guess = typeof input === 'string' ? didYouMean(input, names) : '';
  const isLong = names.length > (guess === '' ? MAX_NAMES : MAX_NAMES_BESIDE_GUESS);
  return isLong
    ? `${describe(input)} is not known here${guess}`
    : `expected ${enumerate(names)}, found ${describe(input)}${guess}`;
}

function enumerate(names: readonly string[]): string {
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

function nounOf(type: string): string {
  return NOUNS[type] ?? type;
}

const NOUNS: Readonly<Record<string, string>> = {
  string: 'text',
  object: 'a map',
  record: 'a map',
  array: 'a list',
  boolean: 'true or false',
  number: 'a number',
};

const MAX_SHOWN = 60;

function describe(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  if (typeof value !== 'string') return String(value);
  return JSON.stringify(value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value);
}

/** ["exemptions", 0, "reason"] → "exemptions[0].reason" */
export function printKey(path: KeyPath): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}
