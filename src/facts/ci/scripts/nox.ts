import { folderOf } from '../../../repository/paths.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder, pathFrom } from '../folders.ts';
import { optionsOf } from '../invocation.ts';
import { quoteWord } from '../shell.ts';
import type { ScriptText } from '../yaml-node.ts';
import { firstFile, part, remember, type ScriptRunner } from './runner.ts';

interface Session {
  readonly line: number;
  /** Not run unless it is asked for. */
  readonly optional: boolean;
  readonly tags: readonly string[];
  readonly commands: readonly ScriptText[];
}

interface Noxfile {
  readonly sessions: ReadonlyMap<string, Session>;
  readonly defaults: readonly string[] | undefined;
}

const VALUED = [
  '-s',
  '-e',
  '--session',
  '--sessions',
  '-f',
  '--noxfile',
  '-t',
  '--tags',
  '-k',
  '--keywords',
  '-p',
  '--python',
  '--pythons',
];

/** Sessions of a noxfile, read without running it. https://nox.thea.codes */
export function createNoxRunner(source: FactSource): ScriptRunner {
  const load = remember((path: string) => readNoxfile(source.text(path) ?? ''));
  return {
    programs: ['nox'],
    follow: ({ args, environment }, folder) => {
      const { plain, values } = optionsOf(args, VALUED);
      const named = [...(values.get('-f') ?? []), ...(values.get('--noxfile') ?? [])].at(0);
      const path = named === undefined ? firstFile(source, folder, ['noxfile.py']) : pathFrom(folder, named);
      if (path === undefined || source.files.get(path) === undefined) return [];
      const noxfile = load(path);
      // `-s lint tests` names several.
      const asked = ['-s', '-e', '--session', '--sessions'].flatMap((name) => values.get(name) ?? []).concat(plain);
      const written = asked.length > 0 ? asked : environment.NOXSESSION === undefined ? [] : [environment.NOXSESSION];
      const tags = ['-t', '--tags'].flatMap((name) => values.get(name) ?? []);
      return namesOf(
        noxfile,
        written.flatMap((name) => name.split(',')),
        tags,
      ).flatMap((name) => {
        const session = noxfile.sessions.get(name);
        if (session === undefined || session.commands.length === 0) return [];
        const label = `nox -s ${name}`;
        return [{ label, path, folder: changeFolder('', folderOf(path)), parts: session.commands }];
      });
    },
  };
}

function namesOf(noxfile: Noxfile, asked: readonly string[], tags: readonly string[]): readonly string[] {
  // `tests-3.12` and `tests(django=5)` are variants of `tests`.
  const known = asked.flatMap((name) => {
    const plain = name.replace(/\(.*$/s, '');
    const found = [plain, plain.replace(/-[\d.]+$/, '')].find((candidate) => noxfile.sessions.has(candidate));
    return found === undefined ? [] : [found];
  });
  if (known.length > 0) return [...new Set(known)];
  const all = [...noxfile.sessions];
  if (tags.length > 0)
    return all.filter(([, session]) => session.tags.some((tag) => tags.includes(tag))).map(([name]) => name);
  const isResolved = asked.every((name) => !/[${]/.test(name));
  if (asked.length > 0 && isResolved) return [];
  return noxfile.defaults ?? all.filter(([, session]) => !session.optional).map(([name]) => name);
}

const DECORATOR = /^@(?:nox\.)?session\b/;
const RUN = /\bsession\.(run|run_always|run_install|notify)\(/g;

/** Finds the functions that `@nox.session` marks, and the literal arguments of their `session.run` calls. */
function readNoxfile(text: string): Noxfile {
  const sessions = new Map<string, Session>();
  const lines = text.split('\n');
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length + 1;
  }
  for (let at = 0; at < lines.length; at++) {
    if (!DECORATOR.test(lines[at] ?? '')) continue;
    const decorator = callAt(text, starts[at] ?? 0);
    let head = at;
    while (head < lines.length && !/^(?:async )?def /.test(lines[head] ?? '')) head++;
    const name = /def (\w+)/.exec(lines[head] ?? '')?.[1];
    if (name === undefined) break;
    let end = head + 1;
    while (end < lines.length && (/^[\s#)]/.test(lines[end] ?? '') || lines[end] === '')) end++;
    const named = /\bname\s*=\s*["']([^"']+)["']/.exec(decorator)?.[1];
    const tags = /\btags\s*=\s*\[([^\]]*)\]/.exec(decorator)?.[1] ?? '';
    const body = text.slice(starts[head] ?? 0, end < lines.length ? starts[end] : undefined);
    sessions.set(named ?? name, {
      line: head + 1,
      optional: /\bdefault\s*=\s*False\b/.test(decorator),
      tags: literalsOf(tags),
      commands: commandsOf(body, head + 1),
    });
    at = end - 1;
  }
  const defaults = /^nox\.options\.sessions\s*=\s*[[(]([^\])]*)[\])]/m.exec(text)?.[1];
  return { sessions, defaults: defaults === undefined ? undefined : literalsOf(defaults) };
}

function commandsOf(body: string, firstLine: number): readonly ScriptText[] {
  const commands: ScriptText[] = [];
  let line = firstLine;
  let counted = 0;
  for (const match of body.matchAll(RUN)) {
    for (; counted < match.index; counted++) if (body[counted] === '\n') line++;
    const call = callAt(body, match.index);
    const words = argumentsOf(call.slice(call.indexOf('(') + 1));
    if (words.length === 0) continue;
    const text = match[1] === 'notify' ? `nox -s ${words[0]}` : words.map(quoteWord).join(' ');
    commands.push(part(text, line));
    if (commands.length >= 100) break;
  }
  return commands;
}

const CALL_LIMIT = 4000;

/** The text of a call from here to the parenthesis that closes it. */
function callAt(text: string, from: number): string {
  let depth = 0;
  const limit = Math.min(text.length, from + CALL_LIMIT);
  for (let at = from; at < limit; at++) {
    const c = text[at];
    if (c === '"' || c === "'") {
      const close = text.indexOf(c, at + 1);
      if (close === -1 || close >= limit) break;
      at = close;
    } else if (c === '(') depth++;
    else if (c === ')' && --depth === 0) return text.slice(from, at + 1);
    else if (c === '\n' && depth === 0) return text.slice(from, at);
  }
  return text.slice(from, limit);
}

function literalsOf(text: string): string[] {
  return [...text.slice(0, CALL_LIMIT).matchAll(/"([^"\n]*)"|'([^'\n]*)'/g)].map((match) => match[1] ?? match[2] ?? '');
}

/** The leading literal arguments; keyword arguments (`env={…}`) end them, variables are left out. */
function argumentsOf(text: string): readonly string[] {
  const keyword = /[,\n(]\s*\w+\s*=(?!=)/.exec(
    text.replace(/"[^"\n]*"|'[^'\n]*'/g, (literal) => '_'.repeat(literal.length)),
  );
  return literalsOf(keyword === null ? text : text.slice(0, keyword.index));
}
