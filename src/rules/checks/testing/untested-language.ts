import type { Language } from '../../../repository/languages.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { own } from '../../own.ts';

/** Languages whose tests are written in any of them. */
const FAMILIES: readonly (readonly Language[])[] = [
  ['javascript', 'typescript', 'vue', 'svelte', 'astro', 'html', 'template'],
  ['java', 'kotlin', 'scala', 'groovy', 'clojure'],
  ['c', 'cpp', 'objective-c', 'swift'],
  ['csharp', 'fsharp'],
  ['elixir', 'erlang'],
];

/** Languages whose tests stand in the source itself, or that are mostly tested from another. */
const NOT_ASKED: ReadonlySet<Language> = new Set([
  'rust',
  'zig',
  'html',
  'template',
  'shell',
  'powershell',
  'sql',
  'terraform',
  'proto',
  'graphql',
  'notebook',
  'lua',
  'perl',
  'r',
  'gdscript',
] as Language[]);

/** The share of the source from which on a language is what the software is mostly written in. */
const MAIN_SHARE = 0.6;
/** With less source than this there is little to be tested. */
const SOME_SOURCE = 60_000;
/** More tests than this, for as many source files, test it from another language. */
const TESTS_PER_FILE = 0.1;

/** Whether what the software is mostly written in has no tests, though a smaller part of it has some. */
export const untestedLanguage: Check = {
  name: 'untested-language',
  run(view) {
    // What describes machines is no program, whatever small ones lie beside.
    if (view.trait('infrastructure').value === true) return no();
    const { languages, sourceSize, byRole } = own(view);
    const tests = byRole.get('test') ?? [];
    const source = byRole.get('source') ?? [];
    const main = [...languages].toSorted(([, a], [, b]) => b.size - a.size)[0]?.[0];
    if (main === undefined || NOT_ASKED.has(main) || sourceSize < SOME_SOURCE) return no();
    const family: readonly Language[] = FAMILIES.find((members) => members.includes(main)) ?? [main];
    const size = family.reduce((sum, language) => sum + (languages.get(language)?.size ?? 0), 0);
    if (size / sourceSize < MAIN_SHARE) return no();
    const count = source.filter((file) => file.language !== undefined && family.includes(file.language)).length;
    const isTested = tests.some((file) => file.language !== undefined && family.includes(file.language));
    if (isTested || tests.length > count * TESTS_PER_FILE) return no();
    const example = languages.get(main)?.example.path ?? view.unit;
    const share = Math.round((100 * size) / sourceSize);
    return yes([{ path: example, detail: `${count} files in ${main} (${share} % of the source), and no test in it` }]);
  },
};
