import { posix } from 'node:path';
import type { CodeHit, ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** The outermost place, where the error is printed and forgotten. */
const PROBES: readonly ProbeDefinition[] = [
  {
    pattern:
      '^(?:void[ \\t]+)?(?:main|run|start|cli|init|bootstrap|execute)\\([^()\\n]{0,60}\\)[ \\t]*\\.catch\\([ \\t]*(?:console\\.(?:error|log|warn)[ \\t]*\\)|(?:async[ \\t]*)?\\(?\\w+\\)?[ \\t]*=>[ \\t]*(?:console\\.(?:error|log|warn)\\((?:(?!process\\.)[^;{}]){0,120}\\)[ \\t]*\\)|\\{\\s*console\\.(?:error|log|warn)\\((?:(?!process\\.)[^;{}]){0,160}\\);?\\s*\\}[ \\t]*\\)))',
    words: ['catch'],
    languages: ['javascript', 'typescript'],
  },
  {
    pattern:
      '^if[ \\t]+__name__[ \\t]*==[ \\t]*[\'"]__main__[\'"][ \\t]*:[^\\n]*\\n[ \\t]+try:[ \\t]*\\n(?:[ \\t]+[^\\n]*\\n){1,4}?[ \\t]+except(?:[ \\t]+Exception(?:[ \\t]+as[ \\t]+\\w+)?)?:[ \\t]*\\n(?:[ \\t]+(?:print|traceback\\.print_exc|log\\w*\\.\\w+)\\([^\\n]*(?:\\n|(?![\\s\\S]))){1,3}(?![ \\t]+\\S)',
    words: ['__main__'],
    languages: ['python'],
  },
  {
    pattern:
      '^func[ \\t]+main\\(\\)[ \\t]*\\{(?:(?!^\\})[\\s\\S]){0,1500}?\\bif[ \\t]+(?:err[ \\t]*:?=[^;{\\n]{1,120};[ \\t]*)?err[ \\t]*!=[ \\t]*nil[ \\t]*\\{\\s*(?:fmt\\.(?:Print|Fprint)\\w*|log\\.Print\\w*)\\([^\\n]*\\)\\s*(?:return\\s*)?\\}\\s*^\\}',
    words: ['main'],
    languages: ['go'],
  },
  {
    pattern:
      '^fn[ \\t]+main\\(\\)[ \\t]*\\{(?:(?!^\\})[\\s\\S]){0,1500}?\\bif[ \\t]+let[ \\t]+Err\\(\\w+\\)[ \\t]*=[^{]{1,120}\\{\\s*e?println!\\([^\\n]*\\);?\\s*\\}\\s*^\\}',
    words: ['main'],
    languages: ['rust'],
  },
];

/** Whether the program says "all went well" after it failed: an error is printed at the outermost place, and the exit code stays 0. */
export const failureExit: Check = {
  name: 'failure-exit',
  probes: PROBES,
  run(view) {
    const hits = PROBES.flatMap((probe) => view.facts.code.hits(probe)).filter(
      (hit) => view.here(hit.path) && !setsCode(hit, view),
    );
    return found(
      hits.map((hit): Evidence => ({ path: hit.path, line: hit.line, detail: hit.text })),
      view.facts.code.truncated,
    );
  },
};

const SETS_CODE = /\bprocess\.exitCode\s*=/;
/** In the function that is called, which may catch everything itself. */
const FAILS = /\bcatch\b[\s\S]*?\b(?:process\.exitCode\s*=|process\.exit\(|setFailed\()/;

function setsCode(hit: CodeHit, view: View): boolean {
  const text = view.facts.source.text(hit.path);
  if (text === undefined) return true;
  if (!/\.[cm]?[jt]s$/.test(hit.path)) return false;
  return SETS_CODE.test(text) || FAILS.test(importedText(hit, text, view) ?? '');
}

/** The file from which the function that is called is imported. */
function importedText(hit: CodeHit, text: string, view: View): string | undefined {
  const name = /^(?:void[ \t]+)?(\w+)\(/.exec(hit.text.trim())?.[1];
  if (name === undefined) return undefined;
  const imported = new RegExp(
    `\\b(?:import|const)\\b[^;]{0,200}\\b${name}\\b[^;]{0,200}?(?:from|require\\()\\s*['"](\\.{1,2}/[^'"]+)['"]`,
  ).exec(text)?.[1];
  if (imported === undefined) return undefined;
  const base = posix.join(folderOf(hit.path), imported).replace(/\.[cm]?[jt]s$/, '');
  const path = ['.ts', '.js', '.mts', '.mjs', '.cjs', '/index.ts', '/index.js']
    .map((ending) => base + ending)
    .find((candidate) => view.facts.source.files.get(candidate) !== undefined);
  return path === undefined ? undefined : view.facts.source.text(path);
}
