import type { FileEntry } from '../../repository/file-index.ts';
import { parseRequirement } from './python-requirement.ts';

/** One line of a requirements file, continuation lines joined. */
export type RequirementLine =
  | {
      readonly kind: 'package';
      readonly name: string;
      readonly version?: string;
      readonly line: number;
      /** Who asked for it, where a compiler of requirements has written that down. */
      readonly via: readonly string[];
      readonly hashed: boolean;
    }
  | { readonly kind: 'include' | 'constraint'; readonly path: string; readonly line: number }
  | { readonly kind: 'unreadable'; readonly line: number };

const NAME = /^(?:[\w.-]*[-_.])?requirements?(?:[-_.][\w.-]*|\d*)$/;

/** requirements.txt, dev-requirements.in, requirements/test.txt, requirements/base.pip; no constraints, which demand nothing. */
export function isRequirementsFile(file: FileEntry): boolean {
  const name = file.name.toLowerCase();
  const ending = name.endsWith('.txt') || name.endsWith('.pip') ? 4 : name.endsWith('.in') ? 3 : 0;
  if (ending === 0 || name.includes('constraint') || name.startsWith('readme')) return false;
  if (name.includes('requirement')) return NAME.test(name.slice(0, -ending));
  const path = file.path.toLowerCase();
  return path.startsWith('requirements/') || path.includes('/requirements/');
}

/**
 * Reads the text of a requirements file line by line.
 * @see https://pip.pypa.io/en/stable/reference/requirements-file-format/
 */
export function parseRequirementsFile(text: string): RequirementLine[] {
  const found: RequirementLine[] = [];
  let via: string[] | undefined;
  let pending = '';
  let start = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (pending === '' && line.startsWith('#')) {
      via = continueAnnotation(line, via, found.at(-1));
      continue;
    }
    if (pending === '') start = index + 1;
    if (line.endsWith('\\')) {
      pending += `${line.slice(0, -1)} `;
      continue;
    }
    const logical = (pending + line).trim();
    pending = '';
    if (logical === '') continue;
    via = [];
    const read = parseLine(logical, start, via);
    if (read !== undefined) found.push(read);
  }
  const rest = pending === '' ? undefined : parseLine(pending.trim(), start, []);
  return rest === undefined ? found : [...found, rest];
}

/** `# via flask`, or `# via` and then a line each: pip-compile and uv write these below the package. */
function continueAnnotation(
  comment: string,
  via: string[] | undefined,
  last: RequirementLine | undefined,
): string[] | undefined {
  const [, first] = /^#\s*via\b(.*)$/.exec(comment) ?? [];
  if (last?.kind !== 'package' || via === undefined) return undefined;
  if (first !== undefined) {
    if (first.trim() !== '') via.push(first.trim());
    else via.push('');
  } else if (via.length > 0 && /^#\s{2,}\S/.test(comment)) via.push(comment.replace(/^#\s+/, ''));
  else return undefined;
  return via;
}

const OPTION = /^(-r|--requirement|-c|--constraint|-e|--editable)(?:\s*=\s*|\s+|(?=[^\s-]))(.+)$/;

function parseLine(logical: string, line: number, via: string[]): RequirementLine | undefined {
  const comment = / #\s*(.*)$/.exec(logical);
  const code = (comment === null ? logical : logical.slice(0, comment.index)).trim();
  if (comment?.[1]?.startsWith('via '))
    via.push(
      ...comment[1]
        .slice(4)
        .split(',')
        .map((name) => name.trim()),
    );
  const [, option, value = ''] = OPTION.exec(code) ?? [];
  if (option === '-r' || option === '--requirement') return { kind: 'include', path: unquote(value), line };
  if (option === '-c' || option === '--constraint') return { kind: 'constraint', path: unquote(value), line };
  const specifier = option === undefined ? code : value;
  if (specifier.startsWith('-')) return undefined;
  if (/^(?:\.|\/|~)/.test(specifier) || /^file:/.test(specifier)) return undefined;
  const hashed = specifier.includes('--hash');
  const parsed = parseAddress(specifier) ?? parseRequirement(specifier.split(/\s--?[a-z]/, 1)[0] ?? '');
  return parsed === undefined ? { kind: 'unreadable', line } : { kind: 'package', ...parsed, line, via, hashed };
}

function unquote(value: string): string {
  return value.trim().replace(/^(["'])(.*)\1$/, '$2');
}

const MAX_ADDRESS = 2000;

/** `git+https://host/owner/name.git@ref#egg=name`: the name is the egg, else that of the repository or wheel. */
function parseAddress(specifier: string): { name: string; version?: string } | undefined {
  if (!/^(?:(?:git|hg|svn|bzr)\+|https?:\/\/|git@)/.test(specifier)) return undefined;
  const [address = ''] = specifier.split(/\s/, 1);
  if (address.length > MAX_ADDRESS) return undefined;
  const egg = /[#&]egg=([\w.-]+)/.exec(address)?.[1];
  const last =
    address
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? '';
  const parsed = parseRequirement(egg ?? last.replace(/@.*$|\.git\b.*$|-\d[\w.+!-]*\.(?:whl|tar\.gz|zip)$/g, ''));
  return parsed === undefined ? undefined : { name: parsed.name, version: address };
}

/** Whether a tool has resolved and pinned the whole list: then it is a lock file as well. */
export function isCompiled(text: string, lines: readonly RequirementLine[]): boolean {
  if (
    /^#.*(?:autogenerated by (?:pip-compile|uv)|generated by (?:rye|pip-compile-multi))/im.test(text.slice(0, 2000))
  ) {
    return true;
  }
  const packages = lines.filter((line) => line.kind === 'package');
  return packages.length > 0 && packages.every((line) => line.hashed);
}

/** Whether a package of a compiled list was asked for by a person: by a file, not by another package alone. */
export function isDirect(via: readonly string[]): boolean {
  const sources = via.filter((source) => source !== '');
  if (sources.length === 0) return true;
  return sources.some((source) => /^-r\b|\.in\b|\b(?:pyproject\.toml|setup\.py|setup\.cfg)\)/.test(source));
}
