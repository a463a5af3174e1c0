import { folderOf } from '../../../repository/paths.ts';
import { lineAt } from '../../lines.ts';
import type { FactSource } from '../../source.ts';
import type { ScriptText } from '../yaml-node.ts';
import { inFolder, part, remember, type ScriptRunner } from './runner.ts';

const ALIAS = /(?:^|[[,\s])(?:([a-z_]\w*)|"([\w.]+)"):\s*(?:\[([^\][]*)\]|"((?:[^"\\\n]|\\.)*)")/g;
const TEXT_LIMIT = 20_000;

/** Aliases of mix.exs: `mix test` may mean a list of tasks. */
export function createMixRunner(source: FactSource): ScriptRunner {
  const load = remember((path: string) => readAliases(source.text(path) ?? ''));
  return {
    programs: ['mix'],
    follow: ({ args }, folder) => {
      const [first, second] = args;
      // `mix do lint, test`
      const names =
        first === 'do'
          ? args
              .slice(1)
              .join(' ')
              .split(/,|\s\+\s/)
              .map((name) => name.trim().split(/\s+/)[0] ?? '')
          : [first ?? ''];
      const path = inFolder(folder, 'mix.exs');
      if (names[0] === '' || source.files.get(path) === undefined) return [];
      const aliases = load(path);
      return names.flatMap((name) => {
        const parts = aliases.get(name);
        // An alias may call the task that it hides: that is not the alias again.
        const isOther =
          parts !== undefined && !(parts.length === 1 && parts[0]?.text === `mix ${name} ${second ?? ''}`.trim());
        return isOther ? [{ label: `mix ${name}`, path, folder: folderOf(path), parts }] : [];
      });
    },
  };
}

function readAliases(text: string): ReadonlyMap<string, readonly ScriptText[]> {
  const aliases = new Map<string, readonly ScriptText[]>();
  const start = text.search(/\bdefp?\s+aliases\b|\baliases:\s*\[/);
  if (start === -1) return aliases;
  const end = text.slice(start).search(/\n {2}end\b/);
  const body = text.slice(start, Math.min(start + TEXT_LIMIT, end === -1 ? text.length : start + end));
  for (const match of body.replace(/^([^\n]*aliases)/, (head) => ' '.repeat(head.length)).matchAll(ALIAS)) {
    const name = match[1] ?? match[2] ?? '';
    const line = lineAt(text, start + match.index + match[0].search(/\w/));
    const tasks =
      match[4] === undefined
        ? [...(match[3] ?? '').matchAll(/"((?:[^"\\\n]|\\.)*)"/g)].map((found) => found[1] ?? '')
        : [match[4]];
    aliases.set(
      name,
      tasks.map((task) => part(/^cmd\s/.test(task) ? task.slice('cmd '.length).trim() : `mix ${task}`, line)),
    );
  }
  return aliases;
}
