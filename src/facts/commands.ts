import { baseName, invocationsOf } from './ci/invocation.ts';

/**
 * Programs that start the one that is meant, and what may stand before it: taken off the text as it is written, quotes and all. What needs
 * to know the options of such a program, `invocationsOf` sees through.
 */
const LAUNCHER =
  /^(?:\w+=(?:"[^"]*"|'[^']*'|[^\s"']*)\s+|(?:sudo|time|env|exec|command|npx(?: -y| --yes)?|bunx|pnpx|pnpm(?: exec| dlx)?|yarn(?: dlx| run)?|npm exec(?: --)?|poetry run|uvx|uv run|uv tool run|pipx run|pipenv run|pdm run|hatch run|rye run|bundle exec|python3? -m|php(?:\s+-d\s*\S+|\s+-\w)*|ruby|devbox run(?: --)?|xvfb-run(?: -\w+)*|mise exec --|nix develop(?: [^\s-]\S*| --?(?!c |command )\S+)* (?:-c|--command)|cargo|dotnet|go run)\s+|(?:git\+)?https?:\/\/[^\s#]*\/(?=[\w.-]+(?:#|\s|$))|\/usr\/(?:local\/)?bin\/|\/bin\/|\.\/|bin\/|vendor\/bin\/|node_modules\/\.bin\/|\.?v?env\/bin\/|\.tox\/\w+\/bin\/)/;

const MAX_LAUNCHERS = 8;

const stripped = new Map<string, readonly string[]>();

/**
 * A command as written and, launcher by launcher, without what stands before it: `npx cargo test` → also `cargo test` and `test`,
 * `docker exec db ./bin/jest` → also `jest`.
 */
export function withoutLaunchers(text: string): readonly string[] {
  let forms = stripped.get(text);
  if (forms === undefined) {
    const list = new Set([text]);
    for (let rest = text; list.size <= MAX_LAUNCHERS; ) {
      const shorter = rest.replace(LAUNCHER, '');
      if (shorter === rest || shorter === '') break;
      list.add(shorter);
      rest = shorter;
    }
    for (const { program, args } of invocationsOf(text).slice(1)) list.add([baseName(program), ...args].join(' '));
    forms = [...list];
    stripped.set(text, forms);
  }
  return forms;
}

/** A test for commands: the pattern holds from the first word on, with or without launchers, and ends at a word's end. */
export function commandTest(command: string): (text: string) => boolean {
  const expression = new RegExp(`^(?:${command})(?![\\w-])`);
  return (text) => withoutLaunchers(text).some((form) => expression.test(form));
}

const PREFIX = 3;

/**
 * Finds which of many command patterns a command matches. Patterns are looked up by their first letters, since each command would
 * otherwise be held against every one of them.
 */
export function commandIndex<T>(
  entries: readonly { readonly command: string; readonly value: T }[],
): (text: string) => T[] {
  const byPrefix = new Map<string, { readonly matches: (form: string) => boolean; readonly value: T }[]>();
  for (const { command, value } of entries) {
    const prefix = prefixOf(command);
    const group = byPrefix.get(prefix) ?? [];
    let expression: RegExp | undefined;
    group.push({
      matches: (form) => {
        expression ??= new RegExp(`^(?:${command})(?![\\w-])`);
        return expression.test(form);
      },
      value,
    });
    byPrefix.set(prefix, group);
  }
  return (text) => {
    const found = new Set<T>();
    for (const form of withoutLaunchers(text)) {
      for (const entry of [...(byPrefix.get(form.slice(0, PREFIX)) ?? []), ...(byPrefix.get('') ?? [])]) {
        if (!found.has(entry.value) && entry.matches(form)) found.add(entry.value);
      }
    }
    return [...found];
  };
}

/** The first letters that every match has; empty when the pattern does not begin with enough of them. */
function prefixOf(command: string): string {
  const [literal = ''] = /^[\w-]+/.exec(command) ?? [];
  const next = command[literal.length] ?? '';
  const sure = '?*{'.includes(next) && next !== '' ? literal.slice(0, -1) : literal;
  return sure.length < PREFIX || hasAlternatives(command) ? '' : sure.slice(0, PREFIX);
}

/** Whether `|` stands outside of all groups. */
function hasAlternatives(expression: string): boolean {
  let depth = 0;
  for (let index = 0; index < expression.length; index++) {
    const char = expression[index];
    if (char === '\\') index++;
    else if (char === '(' || char === '[') depth++;
    else if (char === ')' || char === ']') depth--;
    else if (char === '|' && depth === 0) return true;
  }
  return false;
}
