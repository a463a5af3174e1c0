type Inputs = Readonly<Record<string, string>>;

/**
 * Actions that take a command as their inputs: what they run, as one would type it.
 * Only those whose command is the point; everything else about an action is in its name.
 */
const KNOWN: ReadonlyMap<string, (inputs: Inputs, environment: Inputs) => string | undefined> = new Map([
  ['actions-rs/cargo', cargo],
  ['houseabsolute/actions-rust-cross', cargo],
  ['clechasseur/rs-cargo', cargo],
  ['borales/actions-yarn', (inputs: Inputs) => join('yarn', inputs.cmd)],
  ['cypress-io/github-action', cypress],
  ['gradle/gradle-build-action', gradle],
  ['gradle/actions/setup-gradle', gradle],
  ['eskatos/gradle-command-action', gradle],
  ['burrunan/gradle-cache-action', gradle],
  ['nick-fields/retry', (inputs: Inputs) => inputs.command],
  ['nick-invision/retry', (inputs: Inputs) => inputs.command],
  ['wandalen/wretry.action', (inputs: Inputs) => inputs.command],
  ['goreleaser/goreleaser-action', (inputs: Inputs) => join('goreleaser', inputs.args)],
  ['golangci/golangci-lint-action', (inputs: Inputs) => join('golangci-lint run', inputs.args ?? '')],
  ['changesets/action', changesets],
  ['pypa/cibuildwheel', (_: Inputs, environment: Inputs) => environment.CIBW_TEST_COMMAND],
  ['docker/build-push-action', dockerBuild],
  ['redhat-actions/buildah-build', dockerBuild],
  ['shivammathur/setup-php', () => undefined],
  ['actions/github-script', () => undefined],
]);

/** Tools after which actions are named that are handed what the tool is to do: `acme/actions/gradle` with `args: check`. */
const TOOLS = 'gradle|mvn|maven|npm|yarn|pnpm|make|tox|nox|sbt|composer|dotnet|bazel|just|mage|rake';
const NAMED_AFTER_TOOL = new RegExp(`/(?:run-)?(${TOOLS})(?:-(?:action|command|build|run))?$`);
const TOOL_INPUTS = ['args', 'arguments', 'command', 'cmd', 'goals', 'tasks', 'task', 'targets', 'target'] as const;

/** Inputs that are shell text wherever they occur. */
const SHELL_INPUTS = ['run', 'runCmd', 'script', 'run-command'] as const;

/** The shell text that an action is given to run, and where: `remote` scripts run on another machine. */
export function commandOfAction(
  name: string,
  inputs: Inputs,
  environment: Inputs,
): { readonly text: string; readonly remote: boolean } | undefined {
  const lower = name.toLowerCase();
  const known = KNOWN.get(lower);
  const text = known === undefined ? ofUnknown(lower, inputs) : known(inputs, environment);
  return text === undefined ? undefined : { text, remote: /(?:^|[/-])ssh(?:-|$)/.test(lower) };
}

function ofUnknown(name: string, inputs: Inputs): string | undefined {
  return isCargo(name) ? cargo(inputs) : (shellInput(inputs) ?? toolCommand(name, inputs));
}

function toolCommand(name: string, inputs: Inputs): string | undefined {
  const tool = NAMED_AFTER_TOOL.exec(name)?.[1];
  const input = TOOL_INPUTS.find((candidate) => Object.hasOwn(inputs, candidate));
  if (tool === undefined || input === undefined) return undefined;
  const text = inputs[input]?.trim() ?? '';
  return text === tool || text.startsWith(`${tool} `) ? text : join(tool, text);
}

/** What an action is given to execute, in whatever language. */
export function scriptOfAction(inputs: Inputs): string | undefined {
  return shellInput(inputs);
}

function shellInput(inputs: Inputs): string | undefined {
  for (const name of SHELL_INPUTS) if (Object.hasOwn(inputs, name)) return inputs[name];
  return undefined;
}

function join(program: string, args: string | undefined): string | undefined {
  return args === undefined ? undefined : `${program} ${args}`.trim();
}

function cargo(inputs: Inputs): string | undefined {
  return inputs.command === undefined ? undefined : ['cargo', inputs.command, inputs.args].filter(Boolean).join(' ');
}

/** Forks of an action that runs Cargo, under the same name and with the same inputs. */
function isCargo(name: string): boolean {
  return /\/(?:[\w.-]+-)?cargo(?:-action)?$/.test(name);
}

function gradle(inputs: Inputs): string | undefined {
  return join('gradle', inputs.arguments);
}

function cypress(inputs: Inputs): string {
  const commands = [inputs.build, inputs.start, inputs.command ?? 'cypress run'];
  return commands.filter((command) => command !== undefined).join('\n');
}

function changesets(inputs: Inputs): string | undefined {
  const commands = [inputs.version, inputs.publish].filter((command) => command !== undefined);
  return commands.length === 0 ? undefined : commands.join('\n');
}

function dockerBuild(inputs: Inputs): string {
  const file = inputs.file ?? inputs.containerfiles ?? inputs.dockerfiles;
  const options = [
    file === undefined ? '' : `--file ${file}`,
    inputs.target === undefined ? '' : `--target ${inputs.target}`,
  ];
  const context = inputs.context ?? '.';
  return ['docker build', ...options, context].filter((part) => part !== '').join(' ');
}
