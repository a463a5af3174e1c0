import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { compileCatalogue } from '../../src/rules/compile.ts';

/* What a repository holds must not make a pattern try for minutes what it cannot match: indented lists, empty lines, rows of dashes. */

const indented = (lines: number, width: number): string =>
  Array.from(
    { length: lines },
    (_, index) => `${' '.repeat(width)}${['logs:', 'key: value', '- item', 'timeout: 5'][index % 4]}`,
  ).join('\n');

const TEXTS = [
  `logging:\n${indented(150, 12)}\n`,
  `${' '.repeat(150)}\n`.repeat(15),
  '\n'.repeat(2000),
  ' '.repeat(2500),
  '\t\tx\n'.repeat(300),
  'a'.repeat(3000),
  'a-'.repeat(1500),
  'a.b_c/'.repeat(400),
  '---\n'.repeat(500),
  'import x from y '.repeat(200),
  'f('.repeat(500),
  '{ "a": ['.repeat(300),
  '  try {\n    await foo.bar(baz);\n  } catch (error) {\n    console.log(error);\n  }\n'.repeat(60),
  '# a b c\n\n- [x](y) the\n'.repeat(150),
];

interface Named {
  readonly name: string;
  readonly pattern: string;
}

/** Whatever in the data can be read as an expression, wherever it stands. */
function patternsIn(value: unknown, owner = '', key = ''): Named[] {
  if (typeof value === 'string') return PROSE.has(key) ? [] : [{ name: `${owner}: ${value}`, pattern: value }];
  if (value === null || typeof value !== 'object') return [];
  const named = 'id' in value && typeof value.id === 'string' ? value.id : owner;
  return Object.entries(value).flatMap(([name, item]) => patternsIn(item, named, Array.isArray(value) ? key : name));
}

const PROSE = new Set(['title', 'why', 'message', 'remedy', 'reason', 'because', 'default', 'claim', 'references']);

/** Tells after each pattern that it is through. */
const CODE = `
const { parentPort, workerData: { patterns, texts } } = require('node:worker_threads');
for (const [index, pattern] of patterns.entries()) {
  for (const flags of ['gm', 'gim']) {
    let expression;
    try { expression = new RegExp(pattern, flags); } catch { continue; }
    for (const text of texts) {
      expression.lastIndex = 0;
      for (let found = 0; found < 20; found += 1) {
        const match = expression.exec(text);
        if (match === null) break;
        if (match[0] === '') expression.lastIndex += 1;
      }
    }
  }
  parentPort.postMessage(index);
}
parentPort.postMessage(-1);
`;

/** Far above what any pattern needs, even on a busy machine; the ones that were wrong took minutes. */
const LIMIT = 8_000;

/** The patterns that do not come to an end, found by stopping at each and going on behind it. */
async function endless(all: readonly Named[], limit: number): Promise<string[]> {
  const found: string[] = [];
  for (let from = 0; from < all.length; ) from = await runFrom(from);
  return found;

  function runFrom(from: number): Promise<number> {
    return new Promise((resolve, reject) => {
      let next = from;
      const patterns = all.slice(from).map(({ pattern }) => pattern);
      const worker = new Worker(CODE, { eval: true, workerData: { patterns, texts: TEXTS } });
      const giveUp = (): void => {
        found.push(all[next]?.name ?? '');
        void worker.terminate();
        resolve(next + 1);
      };
      let timer = setTimeout(giveUp, limit);
      worker.on('error', reject);
      worker.on('message', (index: number) => {
        clearTimeout(timer);
        if (index < 0) {
          void worker.terminate();
          resolve(all.length);
          return;
        }
        next = from + index + 1;
        timer = setTimeout(giveUp, limit);
      });
    });
  }
}

test('no pattern of the rules is led astray by a hostile text', { timeout: 120_000 }, async () => {
  const { rules, kinds, traits, units, technologies } = compileCatalogue('rules');
  const patterns = [rules, kinds, traits, units, technologies].flatMap((part) => patternsIn(part));
  const expressions = [...new Map(patterns.map((item) => [item.pattern, item])).values()].filter(({ pattern }) =>
    /[*+}]/.test(pattern),
  );
  expect(expressions.length).toBeGreaterThan(900);
  expect(await endless(expressions, LIMIT)).toEqual([]);
});

test('one that is led astray is named', { timeout: 60_000 }, async () => {
  const bad = { name: 'bad', pattern: '^(?:[ \\t]+[^\\n]*\\n){0,9}?[ \\t]+level' };
  expect(await endless([{ name: 'good', pattern: 'a+' }, bad, { name: 'last', pattern: 'b+' }], 1_000)).toEqual([
    'bad',
  ]);
});
