import { commandsIn, createStep, createUse } from './build.ts';
import { changeFolder } from './folders.ts';
import { commandVariants, fillIn, type MatrixRow } from './matrix.ts';
import type { CiStep } from './pipeline.ts';
import type { ScriptText, YamlNode } from './yaml-node.ts';

type Variables = Readonly<Record<string, string>>;

interface AzureStepContext {
  /** The file of the pipeline itself. */
  readonly pipeline: string;
  readonly via: readonly string[];
  readonly environment: Variables;
  readonly parameters: Variables;
  readonly rows: readonly MatrixRow[];
}

const SHELLS = ['script', 'bash', 'pwsh', 'powershell'];

/** A step that is no template: a script, or a task with what it is known to run. */
export function readAzureStep(node: YamlNode, context: AzureStepContext): CiStep[] {
  const environment = { ...context.environment, ...node.get('env').record };
  const parts = {
    name: node.get('displayName').text ?? node.get('name').text,
    line: node.line,
    ...(node.path === context.pipeline ? {} : { path: node.path, via: context.via }),
    condition: node.get('condition').text,
    environment,
    continueOnError: node.get('continueOnError').text === 'true',
  };
  const script = SHELLS.map((key) => node.get(key).script).find((found) => found !== undefined);
  if (script !== undefined) {
    const commands = commandsOf(script, node, node.get('workingDirectory').text, context);
    return [createStep({ ...parts, run: script.text, commands })];
  }
  const task = node.entry('task');
  if (task?.value.text === undefined) {
    const word = ['checkout', 'publish', 'download', 'upload'].find((key) => node.entry(key) !== undefined);
    return word === undefined ? [] : [createStep({ ...parts, name: parts.name ?? word })];
  }
  const [name = '', ref] = task.value.text.split('@');
  const inputs = node.get('inputs').record;
  const uses = createUse(name, { ref, line: task.line, with: inputs });
  const inline = node.get('inputs').get('script').script ?? node.get('inputs').get('inlineScript').script;
  const typed = inline ?? plain(commandOfTask(name, inputs), node);
  const folder = inputs.workingDirectory ?? inputs.workingDir ?? inputs.projectDirectory ?? inputs.cwd;
  const commands = typed === undefined ? [] : commandsOf(typed, node, folder, context);
  return [createStep({ ...parts, uses, run: inline?.text, commands })];
}

function plain(text: string | undefined, node: YamlNode): ScriptText | undefined {
  return text === undefined ? undefined : { text, line: node.line, exact: false };
}

function commandsOf(script: ScriptText, node: YamlNode, folder: string | undefined, context: AzureStepContext) {
  const values = { parameters: context.parameters };
  const text = fillIn(script.text, values);
  // Variables of a matrix are written `$(name)`.
  const names = new Set(context.rows.flatMap((row) => Object.keys(row)));
  const marked = text.replace(/\$\((\w+)\)/g, (written, name: string) =>
    names.has(name) ? `\${{ matrix.${name} }}` : written,
  );
  const where = changeFolder('', fillIn(folder ?? '', values));
  return commandVariants(
    commandsIn([{ ...script, text: marked }], { path: node.path, via: context.via, folder: where }),
    context.rows,
  );
}

/** What well-known tasks run, as one would type it. */
function commandOfTask(name: string, inputs: Variables): string | undefined {
  const join = (...words: (string | undefined)[]): string =>
    words.filter((word) => word !== undefined && word !== '').join(' ');
  switch (name) {
    case 'Bash':
    case 'PowerShell':
    case 'ShellScript':
    case 'BatchScript': {
      const file = inputs.filePath ?? inputs.scriptPath ?? inputs.filename;
      return file === undefined ? undefined : join(name === 'PowerShell' ? 'pwsh' : 'bash', file, inputs.arguments);
    }
    case 'CmdLine':
      return inputs.filename === undefined ? undefined : join(inputs.filename, inputs.arguments);
    case 'Npm':
      return inputs.command === 'custom' ? join('npm', inputs.customCommand) : join('npm', inputs.command ?? 'install');
    case 'Yarn':
      return join('yarn', inputs.arguments ?? inputs.Arguments);
    case 'DotNetCoreCLI':
      return inputs.command === 'custom'
        ? join('dotnet', inputs.custom, inputs.arguments)
        : join('dotnet', inputs.command ?? 'build', inputs.projects, inputs.arguments);
    case 'Maven':
      return join('mvn', inputs.goals ?? 'package', inputs.options);
    case 'Gradle':
      return join('gradle', inputs.tasks ?? 'build', inputs.options);
    case 'Go':
      return join('go', inputs.command ?? 'get', inputs.arguments);
    case 'VSTest':
      return 'vstest.console.exe';
    case 'Docker':
      return /^build/i.test(inputs.command ?? 'buildAndPush')
        ? join(
            'docker build',
            inputs.Dockerfile === undefined ? undefined : `--file ${inputs.Dockerfile.replace('**/', '')}`,
            '.',
          )
        : undefined;
    default:
      return undefined;
  }
}
