import { commandsIn, createStep, createUse } from './build.ts';
import { changeFolder } from './folders.ts';
import { commandVariants, type MatrixRow } from './matrix.ts';
import type { CiStep, CiUse } from './pipeline.ts';
import { nothingIn, type YamlNode } from './yaml-node.ts';

type Variables = Readonly<Record<string, string>>;

interface CircleStepContext {
  /** Commands that the configuration defines, to be put in where they are called. */
  readonly commands: YamlNode;
  readonly orbs: ReadonlyMap<string, CiUse>;
  readonly environment: Variables;
  readonly parameters: Variables;
  readonly rows: readonly MatrixRow[];
  readonly folder: string | undefined;
  readonly path: string;
  /** The commands that led here. */
  readonly via: readonly string[];
  /** Steps that may still be read: commands that call each other multiply them. */
  readonly budget: { steps: number };
}

const DEPTH_LIMIT = 5;

/** The steps of a job: `run`, calls of commands and orbs, and what CircleCI brings itself (`checkout`, `save_cache`). */
export function readCircleSteps(list: YamlNode, context: CircleStepContext): CiStep[] {
  return list.kind === 'list' ? list.items.flatMap((item) => readStep(item, context)) : [];
}

function readStep(item: YamlNode, context: CircleStepContext): CiStep[] {
  const entry = item.entries[0];
  const word = item.text ?? entry?.key;
  if (word === undefined || context.budget.steps-- <= 0) return [];
  const options = entry?.value ?? nothingIn(item.path, item.line);
  if (word === 'run') return [readRun(item, options, context)];
  if (word === 'when' || word === 'unless') return readCircleSteps(options.get('steps'), context);
  const command = context.commands.get(word);
  if (command.kind === 'map') {
    if (context.via.length >= DEPTH_LIMIT || context.via.includes(word)) return [];
    const given = Object.entries(options.record).map(([key, value]): [string, string] => [
      key,
      fillParameters(value, context.parameters),
    ]);
    const parameters = { ...defaultsOf(command.get('parameters')), ...Object.fromEntries(given) };
    return readCircleSteps(command.get('steps'), { ...context, parameters, via: [...context.via, word] });
  }
  const [orb = '', ...rest] = word.split('/');
  const use = context.orbs.get(orb);
  const line = item.line;
  if (use === undefined || rest.length === 0) {
    return [createStep({ name: options.get('name').text ?? word, line, environment: context.environment })];
  }
  const uses = createUse(`${use.name}/${rest.join('/')}`, { ref: use.ref, line, with: options.record });
  return [createStep({ name: options.get('name').text, line, uses, environment: context.environment })];
}

function readRun(item: YamlNode, options: YamlNode, context: CircleStepContext): CiStep {
  const script = options.script ?? options.get('command').script;
  const text = script === undefined ? '' : fillParameters(script.text, context.parameters);
  const folder = changeFolder('', options.get('working_directory').text ?? context.folder ?? '', ['~/project']);
  // A working directory outside of the checkout is where the checkout goes: `working_directory: ~/app`.
  const inside = options.get('working_directory').kind === 'nothing' && /^[~/]/.test(folder) ? '' : folder;
  const commands =
    script === undefined
      ? []
      : commandsIn([{ ...script, text }], { path: context.path, via: context.via, folder: inside }).map((command) => ({
          ...command,
          // Parameters that a matrix gives are filled in like any other matrix.
          text:
            context.rows.length === 0
              ? command.text
              : command.text.replace(/<<\s{0,10}parameters\.([\w-]{1,100})\s{0,10}>>/g, '$${{ matrix.$1 }}'),
        }));
  return createStep({
    name: options.get('name').text,
    line: item.line,
    run: script === undefined ? undefined : text,
    commands: commandVariants(commands, context.rows),
    condition: options.get('when').text,
    environment: { ...context.environment, ...options.get('environment').record },
  });
}

/** `<< parameters.name >>` with the values that are known. */
export function fillParameters(text: string, parameters: Readonly<Record<string, string>>): string {
  if (!text.includes('<<')) return text;
  return text.replace(/<<\s{0,10}parameters\.([\w-]{1,100})\s{0,10}>>/g, (written, name: string) =>
    Object.hasOwn(parameters, name) ? (parameters[name] ?? written) : written,
  );
}

export function defaultsOf(declared: YamlNode): Readonly<Record<string, string>> {
  return Object.fromEntries(
    declared.entries.flatMap(({ key, value }) => {
      const text = value.get('default').text;
      return text === undefined ? [] : [[key, text]];
    }),
  );
}
