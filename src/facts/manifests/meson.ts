import type { FileEntry } from '../../repository/file-index.ts';
import type { FactSource } from '../source.ts';
import { type CommandCall, commandCalls } from '../syntax/calls.ts';
import { OPERATOR, type Syntax, type Token, tokenize, WORD } from '../syntax/tokens.ts';
import { defined, unique } from './fields.ts';
import { type Dependency, emptyManifest, type Manifest } from './manifest.ts';
import { normaliseName } from './normalise.ts';

const MESON: Syntax = {
  lineComments: ['#'],
  strings: [
    { open: "'''", close: "'''", multiline: true },
    { open: "'", close: "'", escapes: true },
  ],
  word: WORD,
  symbol: OPERATOR,
};

/** https://mesonbuild.com/Reference-manual_functions.html */
export function readMeson(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const calls = commandCalls(tokenize(text, MESON));
  const project = calls.find(({ name }) => name === 'project');
  const dependencies = dependenciesOf(calls, file.role === 'test');
  const binaries = calls.flatMap((call) => (call.name === 'executable' && isInstalled(call) ? leadingText(call) : []));
  const libraries = calls.flatMap((call) => (/library$/.test(call.name) && isInstalled(call) ? leadingText(call) : []));
  if (project === undefined && dependencies.length === 0 && binaries.length === 0) return undefined;
  const version = project === undefined ? [] : keywordTexts(project, 'version');
  const licenses = project === undefined ? [] : keywordTexts(project, 'license');
  const meson = project === undefined ? [] : keywordTexts(project, 'meson_version');
  return {
    ...emptyManifest('cpp', file),
    ...defined({
      name: project === undefined ? undefined : leadingText(project)[0],
      version: version[0],
      license: licenses.length === 0 ? undefined : licenses.join(' AND '),
    }),
    packaged: project !== undefined && version.length > 0,
    dependencies,
    binaries: unique(binaries),
    entryPoints: unique(libraries),
    runtimes: meson.map((constraint) => ({ name: 'meson', constraint })),
  };
}

function dependenciesOf(calls: readonly CommandCall[], isTest: boolean): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const call of calls) {
    if (call.name !== 'dependency' && call.name !== 'subproject') continue;
    const [written] = leadingText(call);
    // An empty name is a dependency on nothing.
    if (written === undefined || written === '') continue;
    const name = normaliseName('cpp', written);
    if (found.has(name)) continue;
    const version = keywordTexts(call, 'version')[0];
    found.set(name, { name, scope: isTest ? 'test' : 'prod', ...defined({ version }), line: call.line });
  }
  return [...found.values()];
}

function leadingText(call: CommandCall): string[] {
  const [first] = call.arguments;
  return first?.kind === 'string' ? [first.text] : [];
}

function isInstalled(call: CommandCall): boolean {
  const at = keyword(call.arguments, 'install');
  return at !== -1 && call.arguments[at]?.text === 'true';
}

/** The texts of a keyword argument: one, or those of a list. */
function keywordTexts(call: CommandCall, name: string): string[] {
  const at = keyword(call.arguments, name);
  const first = call.arguments[at];
  if (at === -1 || first === undefined) return [];
  if (first.kind === 'string') return [first.text];
  if (first.text !== '[') return [];
  const end = call.arguments.findIndex((token, index) => index > at && token.text === ']' && token.kind === 'symbol');
  return call.arguments
    .slice(at, end === -1 ? undefined : end)
    .flatMap((token) => (token.kind === 'string' ? token.text : []));
}

/** Where the value of a keyword argument begins. */
function keyword(tokens: readonly Token[], name: string): number {
  const at = tokens.findIndex(
    (token, index) => token.kind === 'word' && token.text === name && tokens[index + 1]?.text === ':',
  );
  return at === -1 ? -1 : at + 2;
}
