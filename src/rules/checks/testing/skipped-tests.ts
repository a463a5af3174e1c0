import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Language } from '../../../repository/languages.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

interface Style {
  readonly languages: readonly Language[];
  readonly words: readonly string[];
  /** Marks that switch a test off whatever holds; what depends on the platform or a setting is no skipped test. */
  readonly skip: string;
}

const STYLES: readonly Style[] = [
  {
    languages: ['javascript', 'typescript'],
    words: ['xit', 'xtest', 'xdescribe', 'xcontext', 'skip'],
    skip: String.raw`^[ \t]*(?:x(?:it|test|describe|context)\s*\(\s*['"${'`'}]|(?:it|test|describe|context|suite)\.skip\s*\(\s*['"${'`'}])`,
  },
  {
    languages: ['python'],
    words: ['skip'],
    skip: String.raw`^[ \t]*@(?:pytest\.mark\.skip\b|(?:unittest\.)?skip\()`,
  },
  {
    languages: ['java', 'kotlin', 'groovy', 'scala'],
    words: ['Disabled', 'Ignore'],
    skip: String.raw`^[ \t]*@(?:Disabled|Ignore)(?![\w.])`,
  },
  {
    languages: ['csharp', 'fsharp'],
    words: ['Skip', 'Ignore'],
    skip: String.raw`\[(?:Fact|Theory)\([^)\n]{0,80}\bSkip\s*=|^[ \t]*\[Ignore\b`,
  },
  {
    languages: ['ruby'],
    words: ['xit', 'xdescribe', 'xcontext', 'xscenario'],
    skip: String.raw`^[ \t]*x(?:it|describe|context|scenario)\s*[('"]`,
  },
  { languages: ['elixir'], words: ['skip'], skip: String.raw`^[ \t]*@(?:module)?tag\s+:skip\b` },
  { languages: ['rust'], words: ['ignore'], skip: String.raw`^[ \t]*#\[ignore\b` },
];

const PROBES = STYLES.map(
  ({ languages, words, skip }): ProbeDefinition => ({
    languages,
    words,
    pattern: skip,
    roles: languages[0] === 'rust' ? ['test', 'source'] : ['test'],
  }),
);

/** Fewer skipped tests than this are looked after one by one. */
const MANY = 10;
/** Skipped tests for each file with tests: at ten tests a file, more than one in twenty. */
const SHARE = 0.5;

/** Whether tests are switched off in mass, by marks that hold whatever the surroundings. */
export const skippedTests: Check = {
  name: 'skipped-tests',
  probes: PROBES,
  run(view) {
    const counts: { readonly evidence: Evidence; readonly count: number }[] = [];
    STYLES.forEach((style, index) => {
      const pattern = new RegExp(style.skip, 'gm');
      for (const hit of view.facts.code.hits(PROBES[index] as ProbeDefinition)) {
        if (!view.here(hit.path)) continue;
        const count = (view.facts.source.text(hit.path)?.match(pattern) ?? []).length;
        counts.push({
          evidence: { path: hit.path, line: hit.line, detail: `${count} skipped: ${hit.text.slice(0, 80)}` },
          count,
        });
      }
    });
    const skipped = counts.reduce((sum, { count }) => sum + count, 0);
    const files = view.facts.source.files
      .under(view.unit)
      .filter((file) => file.role === 'test' && file.language !== undefined && view.here(file.path)).length;
    if (skipped < MANY || skipped < files * SHARE) return no();
    counts.sort((a, b) => b.count - a.count);
    return yes(counts.slice(0, 10).map(({ evidence }) => evidence));
  },
};
