import type { CodeHit, ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Check } from '../../check.ts';
import { found, type Outcome, unknown } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** With comments: an empty block that says why it is empty is a decision, not an oversight. */
const PROBES: readonly ProbeDefinition[] = [
  {
    pattern: '\\bcatch[ \\t]*(?:\\([^()\\n]{0,80}\\))?[ \\t]*\\{\\s*\\}',
    words: ['catch'],
    languages: ['javascript', 'typescript', 'vue', 'svelte', 'dart', 'swift'],
    comments: true,
    collect: true,
  },
  {
    // Narrow ones (a number that is none, an interrupted sleep) are often meant; those for everything never are.
    pattern:
      '\\bcatch[ \\t]*\\([ \\t]*(?:final[ \\t]+)?(?:\\w+[ \\t]*:[ \\t]*)?\\\\?(?:[\\w.]+\\.)?(?:Exception|Throwable|Error|RuntimeException|IOException|SQLException)\\b[^()\\n]{0,40}\\)[ \\t\\r\\n]*\\{\\s*\\}|\\bcatch[ \\t\\r\\n]*\\{\\s*\\}',
    words: ['catch'],
    languages: ['java', 'kotlin', 'groovy', 'csharp', 'php'],
    comments: true,
    collect: true,
  },
  {
    pattern:
      '^[ \\t]*except(?:[ \\t]+\\(?(?:Exception|BaseException)\\)?(?:[ \\t]+as[ \\t]+\\w+)?)?[ \\t]*:[ \\t]*\\r?\\n?[ \\t]*(?:pass|\\.\\.\\.)[ \\t]*$',
    words: ['except'],
    languages: ['python'],
    comments: true,
    collect: true,
  },
  {
    pattern:
      '^[ \\t]*rescue(?:[ \\t]+(?:StandardError|Exception))?(?:[ \\t]*=>[ \\t]*\\w+)?[ \\t]*\\r?\\n[ \\t]*(?:nil[ \\t]*\\r?\\n[ \\t]*)?end\\b',
    words: ['rescue'],
    languages: ['ruby'],
    comments: true,
    collect: true,
  },
  {
    pattern: '\\bif[ \\t]+err[ \\t]*!=[ \\t]*nil[ \\t]*\\{\\s*\\}',
    words: ['err'],
    languages: ['go'],
    comments: true,
    collect: true,
  },
];

/** Fewer are judgement calls of somebody who knew the place. */
const FEW = 5;
/** As a share of the source files: what is one in a large code base is a habit in a small one. */
const SHARE = 0.04;
/** Build scripts and what is only loaded in development. */
const ASIDE = /(?:^|\/)(?:scripts?|tools?|build|hack|migrations?|legacy|old|archived?|attic|deprecated|polyfills?)\//i;
/** Left there, but switched off. */
const COMMENTED = /^\s*(?:\/\/|\/?\*|#)/;
/** Nobody writes lines of this length: what others wrote was put there as it came. */
const BUNDLED_LINE = 2_000;

/** Whether errors are dropped without a word only here and there. Option `atLeast`: from how many on it is a habit. */
export const swallowedErrors: Check = {
  name: 'swallowed-errors',
  probes: PROBES,
  run(view, options): Outcome {
    const hits = PROBES.flatMap((probe) => view.facts.code.hits(probe)).filter(
      (hit) => view.here(hit.path) && !ASIDE.test(hit.path) && isWritten(hit, view),
    );
    const files = view.facts.source.files
      .under(view.unit)
      .filter((file) => file.role === 'source' && file.language !== undefined && view.here(file.path)).length;
    const few = typeof options.atLeast === 'number' ? options.atLeast : FEW;
    if (hits.length < Math.max(few, files * SHARE)) return view.facts.code.truncated ? unknown() : found([]);
    return found(hits.map((hit): Evidence => ({ path: hit.path, line: hit.line, detail: hit.text })));
  },
};

function isWritten(hit: CodeHit, view: View): boolean {
  const line = lineOf(view.facts.source.text(hit.path) ?? '', hit.line);
  return line.length < BUNDLED_LINE && !COMMENTED.test(line);
}

function lineOf(text: string, line: number): string {
  let start = 0;
  for (let count = 1; count < line && start !== -1; count++) start = text.indexOf('\n', start) + 1 || -1;
  if (start === -1) return '';
  const end = text.indexOf('\n', start);
  return text.slice(start, end === -1 ? undefined : end);
}
