import type { CodeFact } from '../../../facts/code/scan.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { lineAt } from '../../../facts/lines.ts';
import type { FactSource } from '../../../facts/source.ts';
import type { FileEntry } from '../../../repository/file-index.ts';
import type { Role } from '../../../repository/roles.ts';
import { isOfOneMachine, isOwnIssuer } from './one-machine.ts';
import { isInTest, readByTestsAlone } from './test-material.ts';
import { hasTokenHint, SECRET_PROBE, TOKENS } from './token-formats.ts';
import { isOfTrial } from './trial-certificates.ts';

/* Credentials in tracked files. What is found is named by its sort and place, never by its value: reports are public. */

type SecretSort = 'token' | 'private-key';

interface CommittedSecret {
  readonly sort: SecretSort;
  readonly evidence: Evidence;
}

const KEY =
  /-----BEGIN (?:RSA |EC |DSA |OPENSSH )?PRIVATE KEY(?: BLOCK)?-----((?:\\r|\\n|["'+,\s]|[A-Za-z0-9/+=]){200,8000})-----END/g;

const PLACEHOLDER =
  /example|sample|dummy|fake|foobar|changeme|placeholder|your[-_]?|insert|replace|redacted|secret|password|x{4,}|\*{3}|0{6}|(?:012345|123456|234567|abcdef|qwerty|deadbeef)|(.)\1{5}/i;

const ROLES: ReadonlySet<Role> = new Set(['config', 'ci', 'asset', 'agent-tooling']);
/** Of the rest, only what holds text that may be a key. */
const ASSET = /\.(?:pem|key|der|csv|tsv|strings)$|^[^.]+$/i;
const FILE_LIMIT = 512 * 1024;
/** Keys that are made for trying things out on one machine. */
const LOCAL =
  /(?:^|[/_.-])(?:tests?|testing|dev|devel|development|local|localhost|demo|dummy|fake|mock|mocks|sample|samples|example|examples|snake-?oil|pebble|minica|self-?signed|fixtures?|e2e|vagrant|molecule|kitchen|insecure|docker-compose|compose)(?:$|[/_.-])/i;

/** A rig in which a service is stood up to be tried against. */
const RIG = /^integration\//;

/** What the lines before a key say when it opens nothing. */
const TRIAL =
  /\bdevelopment\b|\b(?:for|in) tests?\b|\b(?:test|example|sample) (?:[A-Z]+ )?(?:private )?key\b|\btesting\b|\bdummy|"private_key_id":\s*"(\w)\1{9}|\bnot (?:a )?(?:real )?secret\b|\b(?:is not|isn'?t|never) (?:actually )?used\b|\bunused\b|\bno security leak\b/i;

/** Where a key is published anyway: said above it, as those do who copy one that everybody has. */
const PUBLISHED = /https?:\/\/(?:[\w-]+\.)*(?:github|gitlab|githubusercontent|codeberg)\.\w+\/\S+\/\S+[^\n]*\n[^\n]*$/;

/** An account that only reads, whose password is its name: it is told to whoever asks. */
const FOR_EVERYBODY = /:\/\/(read[-_]?only|reader|guest|public|anonymous|anon):\1@/;

/** What a remark says of a token that opens nothing any more. */
const REVOKED =
  /(?:#|\/\/|\*|--)[^\n]*\b(?:defunct|revoked|invalidated|deactivated|no longer (?:valid|active|works?))\b/i;
const REMARK_REACH = 160;

const results = new WeakMap<FactSource, readonly CommittedSecret[]>();

/** Every credential in the tracked files of this software, found once for a repository. */
export function findSecrets(source: FactSource, code: CodeFact): readonly CommittedSecret[] {
  let found = results.get(source);
  if (found === undefined) {
    const suspects = new Set(code.hits(SECRET_PROBE).map(({ path }) => path));
    const secrets = source.files.all.flatMap((file) => {
      const isSuspect = file.role === 'source' ? suspects.has(file.path) : isWanted(file);
      return isSuspect ? secretsIn(file, source) : [];
    });
    found = withoutTestKeys(secrets, source);
    results.set(source, found);
  }
  return found;
}

/** What a README says of a key that lies beside it. */
const SAID_OF_TESTS = /\b(?:tests?|testing|local development|stand-?in|dummy)\b/i;

function isToldOfTests({ path, name }: FileEntry, source: FactSource): boolean {
  const readme = source.text(`${path.slice(0, -name.length)}README.md`) ?? '';
  return readme
    .split('\n')
    .some((line) => line.includes(name) && SAID_OF_TESTS.test(line) && !/\b(?:production|live)\b/i.test(line));
}

function withoutTestKeys(secrets: readonly CommittedSecret[], source: FactSource): readonly CommittedSecret[] {
  const keys = secrets.flatMap(({ sort, evidence }) =>
    sort === 'private-key' ? (source.files.get(evidence.path) ?? []) : [],
  );
  const told = new Set(keys.filter((key) => isToldOfTests(key, source)).map(({ path }) => path));
  const asked = keys.filter(({ path }) => !told.has(path));
  const ofTests = asked.length === 0 ? told : new Set([...told, ...readByTestsAlone(asked, source)]);
  return secrets.filter(({ sort, evidence }) => sort !== 'private-key' || !ofTests.has(evidence.path));
}

function isWanted(file: FileEntry): boolean {
  if (!ROLES.has(file.role) || file.mode === 'link' || file.mode === 'submodule') return false;
  return file.size >= 20 && file.size <= FILE_LIMIT && (file.role !== 'asset' || ASSET.test(file.name));
}

function secretsIn(file: FileEntry, source: FactSource): CommittedSecret[] {
  const content = source.repository.read(file.path, FILE_LIMIT);
  if (!content.ok) return [];
  if (!hasTokenHint(content.bytes)) return [];
  const text = content.bytes.toString('latin1');
  const keys = keysIn(text, file.path);
  return [
    ...tokensIn(text, file.path),
    ...(keys.length > 0 && (isOfOneMachine(text) || isOwnIssuer(text) || isOfTrial(file.path, source)) ? [] : keys),
  ];
}

/** A file has each sort of token once: rotating them is one deed. */
function tokensIn(text: string, path: string): CommittedSecret[] {
  const found = new Map<string, CommittedSecret>();
  for (const format of TOKENS) {
    if (found.has(format.name)) continue;
    for (const match of text.matchAll(format.pattern)) {
      const random = match[1] ?? match[0];
      if (!isRandom(random, format.name === 'database password')) continue;
      if (format.nearby !== undefined && !isNearby(text, match.index, format.nearby)) continue;
      if (FOR_EVERYBODY.test(match[0])) continue;
      if (REVOKED.test(text.slice(Math.max(0, match.index - REMARK_REACH), match.index))) continue;
      const evidence = {
        path,
        line: lineAt(text, match.index),
        detail: `${article(format.name)} is written here`,
        subject: `${path}: ${format.name}`,
      };
      found.set(format.name, { sort: 'token', evidence });
      break;
    }
  }
  return [...found.values()];
}

function keysIn(text: string, path: string): CommittedSecret[] {
  if (LOCAL.test(path) || RIG.test(path)) return [];
  for (const match of text.matchAll(KEY)) {
    const body = (match[1] ?? '').replace(/\\[rn]|["'+,\s]/g, '');
    const above = text.slice(Math.max(0, match.index - 300), match.index);
    if (TRIAL.test(above) || PUBLISHED.test(above.trimEnd()) || isInTest(text, match.index)) continue;
    // Encrypted keys say so in lines of their own, which the pattern does not let through.
    if (body.length < 180 || PLACEHOLDER.test(body.slice(60, 120))) continue;
    const evidence = {
      path,
      line: lineAt(text, match.index),
      detail: 'a private key that no passphrase protects',
      subject: path,
    };
    return [{ sort: 'private-key', evidence }];
  }
  return [];
}

const REACH = 300;

function isNearby(text: string, at: number, pattern: RegExp): boolean {
  const around = text.slice(Math.max(0, at - REACH), at + REACH);
  return [...around.matchAll(pattern)].some(
    ([value]) => isRandom(value, false) && /\d/.test(value) && /[a-z]/.test(value),
  );
}

/** Whether text looks drawn by lot: many different characters, nothing that a person types. */
function isRandom(text: string, short: boolean): boolean {
  if (PLACEHOLDER.test(text)) return false;
  return entropy(text) >= (short ? 2.6 : Math.min(3.4, Math.log2(text.length) - 1.2));
}

function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum -= (count / text.length) * Math.log2(count / text.length);
  return sum;
}

function article(name: string): string {
  return /^[AEIOU]/.test(name) ? `an ${name}` : `a ${name}`;
}
