import { commandsIn, createJob, createPipeline, createStep, createTrigger, createUse } from './build.ts';
import { changeFolder } from './folders.ts';
import { type GroovyToken, lexGroovy } from './groovy-lexer.ts';
import type { CiReader, CiStep, CiTrigger, CiUse } from './pipeline.ts';

const JENKINSFILE =
  /^(?:(?:[\w.-]+\/)?\.?jenkins\/(?:[\w.-]+\/)?(?=jenkinsfile)|(?:\.?ci|\.?jenkins|build|\.jenkinsci|tools?|scripts|ops|devops|deploy(?:ment)?|pipelines?)\/)?(?:\.?jenkinsfile(?:[._-][\w.-]+)?|[\w.-]+\.jenkinsfile)$/i;
/** `shwrap` is what shared libraries call their `sh` that stops at the first failure. */
const SHELL_STEPS: ReadonlySet<string> = new Set(['sh', 'shwrap', 'bat', 'powershell', 'pwsh']);
const DEPTH_LIMIT = 200;

/** Jenkinsfiles, declarative and scripted: each stage is a job, each `sh` a step. https://www.jenkins.io/doc/book/pipeline/ */
export const jenkins: CiReader = {
  provider: 'jenkins',
  matches: (file) => /jenkinsfile/i.test(file.name) && JENKINSFILE.test(file.path),
  read: (file, source) => {
    const text = source.text(file.path);
    if (text === undefined || text.trim() === '') return [];
    const found = readJenkinsfile(lexGroovy(text), file.path);
    const stages = [...found.stages].map(([id, stage]) =>
      createJob(id, {
        line: stage.line,
        runsOn: found.runsOn,
        container: found.container,
        steps: stage.steps.map((step) => ({ ...step, environment: found.environment })),
        condition: stage.condition,
        timeoutMinutes: found.timeoutMinutes,
      }),
    );
    return [
      createPipeline('jenkins', file.path, {
        triggers: found.triggers,
        jobs: stages,
        concurrency: found.concurrency,
        external: found.external,
      }),
    ];
  },
};

interface Stage {
  readonly line: number;
  readonly steps: CiStep[];
  condition?: string;
}

interface Found {
  readonly stages: Map<string, Stage>;
  readonly runsOn: string[];
  readonly external: CiUse[];
  readonly triggers: CiTrigger[];
  readonly environment: Record<string, string>;
  container: string | undefined;
  timeoutMinutes: number | undefined;
  concurrency: boolean;
}

/** A block `name(argument) { … }`. */
interface Block {
  readonly name: string;
  readonly argument: string | undefined;
}

function readJenkinsfile(tokens: readonly GroovyToken[], path: string): Found {
  const found: Found = {
    stages: new Map(),
    runsOn: [],
    external: [],
    // Triggers are set on the server; a Jenkinsfile is the mark of a project that builds every branch and pull request.
    triggers: [createTrigger('push'), createTrigger('pull-request')],
    environment: {},
    container: undefined,
    timeoutMinutes: undefined,
    concurrency: false,
  };
  /** A call at the top: without a pipeline here, it is a step of a library that the server brings. */
  let call: CiUse | undefined;
  let hasPipeline = false;
  const blocks: Block[] = [];
  /** What a block belongs to that opens next on this statement. */
  let pending: Block | undefined;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === 'mark') {
      if (token.text === '{') {
        if (blocks.length < DEPTH_LIMIT) blocks.push(pending ?? { name: '', argument: undefined });
        pending = undefined;
      } else if (token.text === '}') blocks.pop();
      continue;
    }
    if (token.kind !== 'word') continue;
    if (token.text === 'pipeline' || token.text === 'node') hasPipeline = true;
    if (blocks.length === 0 && !NO_STEP.has(token.text) && isCall(tokens, at))
      call ??= createUse(token.text, { line: token.line });
    const previous = tokens[at - 1];
    const isMember = previous?.kind === 'mark' && previous.text === '.';
    if (SHELL_STEPS.has(token.text) && !isMember) addShellStep(tokens, at, blocks, path, found);
    else {
      if (opensBlock(tokens, at)) pending = { name: token.text, argument: argumentAt(tokens, at)?.text };
      noteWord(tokens, at, blocks, found);
    }
  }
  if (call !== undefined && !hasPipeline && found.stages.size === 0 && found.external.length === 0)
    found.external.push(call);
  return found;
}

/** What may stand at the top of a file without doing the work of a pipeline. */
const NO_STEP: ReadonlySet<string> = new Set([
  'properties',
  'library',
  'Library',
  'if',
  'for',
  'while',
  'def',
  'echo',
  'import',
]);

/** Whether a statement begins here that is a call: `buildPlugin(…)`. */
function isCall(tokens: readonly GroovyToken[], at: number): boolean {
  const previous = tokens[at - 1];
  const next = tokens[at + 1];
  const begins = previous === undefined || (previous.kind === 'mark' && previous.text === '\n');
  return begins && next?.kind === 'mark' && next.text === '(';
}

/** Whether the next brace after this word, its arguments aside, is its own. */
function opensBlock(tokens: readonly GroovyToken[], at: number): boolean {
  let depth = 0;
  for (let next = at + 1; next < Math.min(tokens.length, at + 60); next++) {
    const token = tokens[next];
    if (token?.kind !== 'mark') {
      if (depth === 0 && token?.kind === 'word') return false;
      continue;
    }
    if (token.text === '(') depth++;
    else if (token.text === ')') depth--;
    else if (token.text === '{' && depth === 0) return true;
    else if (token.text === '\n' && depth === 0) return false;
    else if (token.text === '}' && depth === 0) return false;
  }
  return false;
}

/** The first string among the arguments of a call, or the one with a name: `sh(script: '…')`, `sh '…'`. */
function argumentAt(tokens: readonly GroovyToken[], at: number, name?: string): GroovyToken | undefined {
  let depth = 0;
  let first: GroovyToken | undefined;
  for (let next = at + 1; next < Math.min(tokens.length, at + 80); next++) {
    const token = tokens[next];
    if (token === undefined) break;
    if (token.kind === 'string') {
      const label = tokens[next - 1]?.text === ':' ? tokens[next - 2]?.text : undefined;
      if (name === undefined || label === undefined) first ??= joined(tokens, next);
      if (name !== undefined && label === name) return joined(tokens, next);
    } else if (token.kind === 'mark') {
      if (token.text === '(') depth++;
      else if (token.text === ')') depth--;
      if ((token.text === '\n' || token.text === '{' || token.text === '}') && depth <= 0) break;
      if (depth < 0 || (token.text === ')' && depth === 0)) break;
    }
  }
  return first;
}

/** A string with those that are added to it: `'a ' + b + ' c'`. */
function joined(tokens: readonly GroovyToken[], from: number): GroovyToken | undefined {
  const start = tokens[from];
  if (start === undefined) return undefined;
  let text = start.text;
  for (let at = from + 1; tokens[at]?.kind === 'mark' && tokens[at]?.text === '+'; at += 2) {
    let operand = tokens[at + 1];
    if (operand?.text === '\n' && operand.kind === 'mark') operand = tokens[++at + 1];
    if (operand === undefined || operand.kind === 'mark') break;
    text += operand.kind === 'string' ? operand.text : `\${${operand.text}}`;
  }
  return { ...start, text };
}

function stageOf(blocks: readonly Block[]): string {
  return blocks.findLast((block) => block.name === 'stage')?.argument ?? 'pipeline';
}

function addShellStep(
  tokens: readonly GroovyToken[],
  at: number,
  blocks: readonly Block[],
  path: string,
  found: Found,
): void {
  const script = argumentAt(tokens, at, 'script');
  if (script === undefined) return;
  const id = stageOf(blocks);
  const folder = blocks
    .filter((block) => block.name === 'dir')
    .reduce((from, block) => changeFolder(from, block.argument ?? ''), '');
  const commands = commandsIn([{ text: script.text, line: script.line, exact: true }], { path, folder });
  const stage = stageFor(found, id, script.line);
  stage.steps.push(createStep({ line: tokens[at]?.line, run: script.text, commands }));
}

function stageFor(found: Found, id: string, line: number): Stage {
  let stage = found.stages.get(id);
  if (stage === undefined) {
    stage = { line, steps: [] };
    found.stages.set(id, stage);
  }
  return stage;
}

function noteWord(tokens: readonly GroovyToken[], at: number, blocks: readonly Block[], found: Found): void {
  const token = tokens[at];
  const word = token?.text ?? '';
  const line = token?.line ?? 1;
  const block = blocks.at(-1)?.name ?? '';
  const argument = argumentAt(tokens, at);
  if (word === 'stage' && argument !== undefined) stageFor(found, argument.text, line);
  else if (word === 'Library' && tokens[at - 1]?.text === '@') addLibraries(tokens, at, found);
  else if (word === 'library' && argument !== undefined) addLibrary(argument.text, line, found);
  else if ((word === 'cron' || word === 'pollSCM') && (block === 'triggers' || block === 'pipelineTriggers')) {
    if (word === 'cron') found.triggers.push(createTrigger('schedule', { line }));
  } else if (word === 'node' && argument !== undefined && opensBlock(tokens, at)) found.runsOn.push(argument.text);
  else if (word === 'label' && argument !== undefined && ['agent', 'node', 'docker'].includes(block))
    found.runsOn.push(argument.text);
  else if ((word === 'image' || (word === 'docker' && block === 'agent')) && argument !== undefined)
    found.container ??= argument.text;
  else if (word === 'disableConcurrentBuilds') found.concurrency = true;
  else if (word === 'timeout') found.timeoutMinutes ??= timeoutAt(tokens, at);
  else if (block === 'environment' && tokens[at + 1]?.text === '=' && tokens[at + 2]?.kind === 'string') {
    found.environment[word === '__proto__' ? '_' : word] = tokens[at + 2]?.text ?? '';
  } else if (blocks.some((outer) => outer.name === 'when') && argument !== undefined && !opensBlock(tokens, at)) {
    const stage = stageFor(found, stageOf(blocks), line);
    stage.condition = [stage.condition, `${word} ${argument.text}`]
      .filter((text) => text !== undefined)
      .join('; ')
      .slice(0, 500);
  }
}

/** `@Library(['one@1.0', 'two'])` */
function addLibraries(tokens: readonly GroovyToken[], at: number, found: Found): void {
  for (let next = at + 1; next < Math.min(tokens.length, at + 40); next++) {
    const token = tokens[next];
    if (token?.kind === 'string') addLibrary(token.text, token.line, found);
    if (token?.kind === 'mark' && token.text === ')') return;
  }
}

function addLibrary(text: string, line: number, found: Found): void {
  const at = text.lastIndexOf('@');
  found.external.push(
    at === -1 ? createUse(text, { line }) : createUse(text.slice(0, at), { line, ref: text.slice(at + 1) }),
  );
}

const MINUTES: Readonly<Record<string, number>> = { SECONDS: 1 / 60, MINUTES: 1, HOURS: 60, DAYS: 1440 };

/** `timeout(time: 15, unit: 'MINUTES')` */
function timeoutAt(tokens: readonly GroovyToken[], at: number): number | undefined {
  const call = tokens.slice(at + 1, at + 12);
  const after = (name: string): string | undefined => {
    const index = call.findIndex((token) => token.text === name);
    return index === -1 ? undefined : call[index + 2]?.text;
  };
  const time = Number(after('time') ?? call.find((token) => /^\d+$/.test(token.text))?.text);
  return Number.isFinite(time) ? time * (MINUTES[after('unit') ?? 'MINUTES'] ?? 1) : undefined;
}
