import type { FactSource } from '../source.ts';
import { commandOfAction, scriptOfAction } from './action-commands.ts';
import { commandsIn, createStep, createUse, imageUse } from './build.ts';
import { changeFolder } from './folders.ts';
import { commandVariants, fillIn, type MatrixRow, withVariables } from './matrix.ts';
import type { CiCommand, CiStep, CiUse } from './pipeline.ts';
import { includedYaml } from './yaml-file.ts';
import type { ScriptText, YamlNode } from './yaml-node.ts';

type Variables = Readonly<Record<string, string>>;

/** What holds for the steps of a job or of a composite action. */
export interface StepContext {
  readonly source: FactSource;
  readonly pipeline: string;
  /** Local actions and workflows that led here, outermost first. */
  readonly via: readonly string[];
  readonly environment: Variables;
  readonly inputs: Variables;
  readonly rows: readonly MatrixRow[];
  /** The default working directory and shell. */
  readonly folder: string | undefined;
  readonly shell: string | undefined;
  /** Folders that the repository is checked out into, beside the usual place. */
  readonly checkouts: readonly string[];
  /** Steps that may still be read: local actions that call each other multiply them. */
  readonly budget: { steps: number };
}

const DEPTH_LIMIT = 6;
/** Shells whose text is no shell text. */
const OTHER_LANGUAGE = /^(?:python[\d.]*|perl|node|deno|ruby|rscript|R|julia|elixir)\b/;

/** The steps of a list; a local composite action is followed by those of its own steps that use further actions. */
export function readGithubSteps(list: YamlNode, context: StepContext): CiStep[] {
  const steps = list.kind === 'list' ? list.items : [];
  const checkouts = [...context.checkouts, ...steps.flatMap(checkoutFolder)];
  return steps.flatMap((step) => (step.kind === 'map' ? readStep(step, { ...context, checkouts }) : []));
}

/** `actions/checkout` with a path puts this repository there, unless it checks out another one. */
function checkoutFolder(step: YamlNode): readonly string[] {
  const inputs = step.get('with');
  const path = inputs.get('path').text;
  const isCheckout = /^actions\/checkout(?:@|$)/.test(step.get('uses').text ?? '');
  return isCheckout && path !== undefined && inputs.get('repository').kind === 'nothing'
    ? [path.replace(/\/+$/, '')]
    : [];
}

function readStep(node: YamlNode, context: StepContext): CiStep[] {
  if (context.budget.steps-- <= 0) return [];
  const environment = mergeVariables(context.environment, node.get('env').record);
  const uses = node.entry('uses');
  const parts = {
    name: node.get('name').text,
    line: node.line,
    ...(node.path === context.pipeline ? {} : { path: node.path, via: context.via }),
    condition: node.get('if').text,
    environment,
    continueOnError: node.get('continue-on-error').text === 'true',
  };
  if (uses?.value.text === undefined) {
    const script = node.get('run').script;
    const commands = script === undefined ? [] : commandsOfRun(node, script, { ...context, environment });
    return [createStep({ ...parts, run: script?.text, commands })];
  }
  const use = parseUse(uses.value.text, { line: uses.line, with: node.get('with').record });
  if (use.local) {
    const inner = inlineAction(use, { ...context, environment });
    return [createStep({ ...parts, uses: use, commands: inner.commands }), ...inner.steps];
  }
  const commands = commandsOfUse(use, uses.value.path, { ...context, environment });
  return [createStep({ ...parts, uses: use, run: scriptOfAction(use.with), commands })];
}

/** `uses` of a step or job: `owner/name/path@ref`, `./path`, `docker://image:tag`. */
export function parseUse(text: string, parts: { readonly line: number; readonly with: Variables }): CiUse {
  if (text.startsWith('docker://')) return imageUse(text.slice('docker://'.length), parts);
  const local = /^\.{1,2}(?:\/|$)/.test(text);
  const at = local ? -1 : text.lastIndexOf('@');
  if (at === -1) return createUse(text, { ...parts, local });
  return createUse(text.slice(0, at), { ...parts, ref: text.slice(at + 1) });
}

export function mergeVariables(outer: Variables, inner: Variables): Variables {
  return Object.keys(inner).length === 0 ? outer : { ...outer, ...inner };
}

function commandsOfRun(node: YamlNode, script: ScriptText, context: StepContext): CiCommand[] {
  if (OTHER_LANGUAGE.test(node.get('shell').text ?? context.shell ?? '')) return [];
  const written = node.get('working-directory').text ?? context.folder ?? '';
  const folder = changeFolder('', fillIn(written, valuesOf(context)), context.checkouts);
  return commandsOf({ ...script, text: fillIn(script.text, valuesOf(context)) }, node.path, folder, context);
}

function commandsOfUse(use: CiUse, path: string, context: StepContext): CiCommand[] {
  const inputs = Object.fromEntries(
    Object.entries(use.with).map(([name, value]) => [name, fillIn(value, valuesOf(context))]),
  );
  const command = commandOfAction(use.name, inputs, context.environment);
  if (command === undefined) return [];
  const written = inputs['working-directory'] ?? inputs['build-root-directory'] ?? inputs.workdir ?? '';
  const folder = command.remote ? '~' : changeFolder('', written, context.checkouts);
  return commandsOf({ text: command.text, line: use.line ?? 1, exact: false }, path, folder, context);
}

function commandsOf(script: ScriptText, path: string, folder: string, context: StepContext): CiCommand[] {
  const commands = commandsIn([script], { path, via: context.via, folder, checkouts: context.checkouts });
  return commandVariants(withVariables(commands, context.environment), context.rows);
}

function valuesOf(context: StepContext): { readonly [context: string]: Variables } {
  return { inputs: context.inputs, env: context.environment };
}

/** The commands of a local composite action, and its steps that use actions themselves, so that their pins are seen. */
function inlineAction(use: CiUse, context: StepContext): { commands: CiCommand[]; steps: CiStep[] } {
  const folder = changeFolder('', use.name, context.checkouts);
  const base = folder === '' ? '' : `${folder}/`;
  const path = [`${base}action.yml`, `${base}action.yaml`].find((file) => context.source.files.get(file) !== undefined);
  if (path === undefined || context.via.length >= DEPTH_LIMIT || context.via.includes(use.name)) {
    return { commands: [], steps: [] };
  }
  const action = includedYaml(context.source, path);
  const runs = action.get('runs');
  if (runs.get('using').text !== 'composite') return { commands: [], steps: [] };
  const steps = readGithubSteps(runs.get('steps'), {
    ...context,
    via: [...context.via, use.name],
    inputs: inputsOf(action.get('inputs'), use.with, context),
    folder: undefined,
    shell: undefined,
  });
  return {
    commands: steps.filter((step) => step.uses === undefined).flatMap((step) => step.commands),
    steps: steps.filter((step) => step.uses !== undefined),
  };
}

/** What is given over what is the default, with the caller's own inputs filled in. */
export function inputsOf(
  declared: YamlNode,
  given: Variables,
  context: Pick<StepContext, 'inputs' | 'environment'>,
): Variables {
  const defaults = declared.entries.flatMap(({ key, value }) => {
    const text = value.get('default').text;
    return text === undefined ? [] : [[key, text] as const];
  });
  const filled = Object.entries(given).map(
    ([name, value]) => [name, fillIn(value, { inputs: context.inputs, env: context.environment })] as const,
  );
  return Object.fromEntries([...defaults, ...filled]);
}
