import type { FileEntry } from '../../repository/file-index.ts';
import { FormatError } from '../format-error.ts';
import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { defined } from './fields.ts';
import { type Dependency, emptyManifest, type Manifest, type ManifestReader } from './manifest.ts';
import { normaliseName } from './normalise.ts';

/** https://go.dev/ref/mod#go-mod-file */
export const goManifests: ManifestReader = {
  ecosystem: 'go',
  matches: (file) => file.name === 'go.mod',
  read: readGoMod,
};

/** https://go.dev/ref/mod#workspaces */
export const goWorkspaces: ManifestReader = {
  ecosystem: 'go',
  matches: (file) => file.name === 'go.work',
  read: readGoWork,
};

interface Directive {
  readonly verb: string;
  readonly words: readonly string[];
  readonly comment: string;
  readonly line: number;
}

function readGoMod(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const directives = parseDirectives(text);
  const name = directives.find(({ verb }) => verb === 'module')?.words[0];
  return {
    ...emptyManifest('go', file),
    ...defined({ name }),
    packaged: name !== undefined && isPublicPath(name),
    dependencies: [...requirements(directives), ...tools(directives, name)],
    runtimes: runtimesOf(directives),
  };
}

function readGoWork(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const directives = parseDirectives(text);
  return {
    ...emptyManifest('go', file),
    workspaceMembers: directives.flatMap(({ verb, words }) => (verb === 'use' ? words.slice(0, 1) : [])),
    runtimes: runtimesOf(directives),
  };
}

/** Directives of a line, and those of a block, which repeat its verb. There is no parser for this outside of Go. */
function parseDirectives(text: string): Directive[] {
  const directives: Directive[] = [];
  let block: { verb: string; line: number } | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const { code, comment } = splitComment(raw);
    const words = code.split(/[ \t\r]+/).flatMap((word) => (word === '' ? [] : unquote(word)));
    const [first] = words;
    if (first === undefined) continue;
    if (block !== undefined) {
      if (first === ')') block = undefined;
      else directives.push({ verb: block.verb, words, comment, line });
    } else if (words[1] === '(') block = { verb: first, line };
    else if (first.endsWith('(')) block = { verb: first.slice(0, -1), line };
    else directives.push({ verb: first, words: words.slice(1), comment, line });
  }
  if (block !== undefined) throw new FormatError(`"${block.verb} (" is never closed with ")"`, block.line);
  return directives;
}

/** A comment starts at `//` after a space: paths hold `//` in no other way than within quotes, which nobody writes. */
function splitComment(line: string): { code: string; comment: string } {
  const start = line.indexOf('//');
  return start === -1 ? { code: line, comment: '' } : { code: line.slice(0, start), comment: line.slice(start + 2) };
}

function unquote(word: string): string {
  return /^(["`]).*\1$/.test(word) ? word.slice(1, -1) : word;
}

/** Direct requirements; `// indirect` marks what only others need. */
function requirements(directives: readonly Directive[]): Dependency[] {
  return directives.flatMap(({ verb, words, comment, line }) => {
    const [path, version] = words;
    if (verb !== 'require' || path === undefined || /^\s*indirect\b/.test(comment)) return [];
    return [{ name: normaliseName('go', path), scope: 'prod' as const, ...defined({ version }), ...atLine(line) }];
  });
}

/** A tool is named by its package; it comes from the required module with the longest path that begins it. */
function tools(directives: readonly Directive[], self: string | undefined): Dependency[] {
  const required = directives.filter(({ verb }) => verb === 'require');
  return directives.flatMap(({ verb, words: [path], line }) => {
    if (verb !== 'tool' || path === undefined || (self !== undefined && isWithin(path, self))) return [];
    let module: Directive | undefined;
    for (const candidate of required) {
      const [name = ''] = candidate.words;
      if (isWithin(path, name) && name.length > (module?.words[0]?.length ?? 0)) module = candidate;
    }
    const [name = path, version] = module?.words ?? [];
    return [{ name: normaliseName('go', name), scope: 'dev' as const, ...defined({ version }), ...atLine(line) }];
  });
}

function isWithin(path: string, module: string): boolean {
  return path === module || path.startsWith(`${module}/`);
}

function runtimesOf(directives: readonly Directive[]): Manifest['runtimes'] {
  return directives.flatMap(({ verb, words: [constraint], line }) =>
    (verb === 'go' || verb === 'toolchain') && constraint !== undefined ? [{ name: verb, constraint, line }] : [],
  );
}

/** A path with a host can be fetched by others; `example.com` and its like belong to nobody. */
function isPublicPath(path: string): boolean {
  const [host = ''] = path.split('/', 1);
  return host.includes('.') && !/^(?:[\w-]+\.)*example(?:\.(?:com|org|net))?$/i.test(host);
}
