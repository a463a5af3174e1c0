import { atLine } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { commandsIn } from './build.ts';
import { baseName, invocationsOf } from './invocation.ts';
import type { CiCommand, CiPipeline } from './pipeline.ts';
import { createComposerRunner } from './scripts/composer.ts';
import { createDockerRunner } from './scripts/docker.ts';
import { createJustRunner } from './scripts/just.ts';
import { createMakeRunner } from './scripts/make.ts';
import { createMiseRunner } from './scripts/mise.ts';
import { createMixRunner } from './scripts/mix.ts';
import { createNodeRunner } from './scripts/node.ts';
import { createDenoRunner, createMonorepoRunner, createParallelRunner } from './scripts/node-runners.ts';
import { createNoxRunner } from './scripts/nox.ts';
import { createHatchRunner, createPythonTaskRunner } from './scripts/python-scripts.ts';
import { createRakeRunner } from './scripts/rake.ts';
import type { CreateRunner, FollowedScript, ScriptRunner } from './scripts/runner.ts';
import { createShellRunner, followShellFile } from './scripts/shell-files.ts';
import { createTaskRunner } from './scripts/task.ts';
import { createToxRunner } from './scripts/tox.ts';

const RUNNERS: readonly CreateRunner[] = [
  createNodeRunner,
  createMonorepoRunner,
  createParallelRunner,
  createDenoRunner,
  createMakeRunner,
  createJustRunner,
  createTaskRunner,
  createMiseRunner,
  createToxRunner,
  createNoxRunner,
  createPythonTaskRunner,
  createHatchRunner,
  createRakeRunner,
  createComposerRunner,
  createMixRunner,
  createDockerRunner,
  createShellRunner,
];

/** Scripts that call scripts that call scripts: real ones end before this. */
const DEPTH_LIMIT = 10;
/** What one command of a step may lead to, and what all steps of a repository may lead to. */
const COMMAND_LIMIT = 300;
const REPOSITORY_LIMIT = 6000;

type Variables = Readonly<Record<string, string>>;

/** Gives the commands that a command leads to through scripts of the repository, in the order in which they run. */
type FollowCommand = (command: CiCommand, environment: Variables) => readonly CiCommand[];

/**
 * A follower for one repository: npm scripts, Makefiles, tox, shell scripts and the like, as deep as they go.
 * Nothing is run: texts are read, and what cannot be known without running it is left as it is written.
 * Every command is followed once; what it leads to is remembered, so that loops end and repeated calls cost nothing.
 * @param checkouts folders that mean the root of the repository
 */
function createFollower(source: FactSource, checkouts: readonly string[]): FollowCommand {
  const byProgram = runnersByProgram(source);
  const known = new Map<string, readonly CiCommand[]>();

  const scriptsOf = (command: CiCommand, environment: Variables): readonly FollowedScript[] => {
    const folder = command.folder ?? '';
    for (const invocation of invocationsOf(command.text, environment)) {
      const { program } = invocation;
      const direct = followShellFile(source, program, folder, false);
      if (direct.length > 0) return direct;
      for (const runner of byProgram.get(program) ?? byProgram.get(baseName(program)) ?? []) {
        const found = runner.follow(invocation, folder);
        if (found.length > 0) return found;
      }
    }
    return [];
  };

  const follow = (command: CiCommand, environment: Variables, depth: number): readonly CiCommand[] => {
    // Only what chooses environments of tox and nox changes what a command leads to.
    const key = [command.folder ?? '', command.text, environment.TOXENV ?? '', environment.NOXSESSION ?? ''].join('\0');
    const remembered = known.get(key);
    if (remembered !== undefined) return remembered;
    if (depth >= DEPTH_LIMIT) return [];
    known.set(key, []);
    const found = new Map<string, CiCommand>();
    const scripts = source.guard('ci', command.path, () => scriptsOf(command, environment)) ?? [];
    for (const script of scripts) {
      for (const own of commandsOf(script, checkouts)) {
        if (found.size >= COMMAND_LIMIT) break;
        add(found, own);
        for (const inner of follow(own, environment, depth + 1)) {
          if (found.size >= COMMAND_LIMIT) break;
          add(found, { ...located(inner, own), via: [...own.via, ...inner.via] });
        }
      }
    }
    const commands = [...found.values()];
    known.set(key, commands);
    return commands;
  };

  return (command, environment) =>
    follow(command, environment, 0).map((found) => ({
      ...located(found, command),
      via: [...command.via, ...found.via],
    }));
}

/** What several scripts depend on is run once: the first way to it is kept. */
function add(found: Map<string, CiCommand>, command: CiCommand): void {
  const key = [command.path, command.line, command.folder, command.text].join('\0');
  if (!found.has(key)) found.set(key, command);
}

/** The commands of a script. One that stood on the command line itself has no path: it lies wherever it was called. */
function commandsOf(script: FollowedScript, checkouts: readonly string[]): readonly CiCommand[] {
  const origin = { path: script.path, via: [script.label], folder: script.folder, checkouts };
  return script.parts.flatMap((part) => commandsIn([part], origin)).filter(({ text }) => !isIdle(text));
}

const BUILT_IN =
  /^(?:(?:echo|printf|set|shopt|shift|exit|return|local|export|readonly|declare|typeset|unset|true|false|break|continue|wait|sleep|read|umask)(?:\s|$)|:(?:\s|$))/;
const MOVE = /^(?:cd|pushd|popd)(?:\s|$)/;

/** What only the shell itself does says nothing about the software, and messages (`echo "run make test"`) mislead. */
function isIdle(text: string): boolean {
  if (MOVE.test(text)) return true;
  return !/\$\(|`/.test(text) && (BUILT_IN.test(text) || invocationsOf(text).length === 0);
}

function located(command: CiCommand, caller: CiCommand): CiCommand {
  if (command.path !== '') return command;
  const { line: _, ...rest } = command;
  return { ...rest, path: caller.path, ...atLine(caller.line) };
}

function runnersByProgram(source: FactSource): ReadonlyMap<string, readonly ScriptRunner[]> {
  const byProgram = new Map<string, ScriptRunner[]>();
  for (const create of RUNNERS) {
    const runner = create(source);
    for (const program of runner.programs) byProgram.set(program, [...(byProgram.get(program) ?? []), runner]);
  }
  return byProgram;
}

/** Adds to each step the commands that its own lead to, each right behind the command that leads there. */
export function followScripts(pipelines: readonly CiPipeline[], source: FactSource): readonly CiPipeline[] {
  const checkouts = [...new Set(pipelines.flatMap((pipeline) => pipeline.checkouts ?? []))];
  const follow = createFollower(source, checkouts);
  let left = REPOSITORY_LIMIT;
  const withFollowed = (commands: readonly CiCommand[], environment: Variables): readonly CiCommand[] =>
    commands.flatMap((command) => {
      if (left <= 0) return [command];
      const found = follow(command, environment).slice(0, left);
      left -= found.length;
      return [command, ...found];
    });
  return pipelines.map((pipeline) => ({
    ...pipeline,
    jobs: pipeline.jobs.map((job) => ({
      ...job,
      steps: job.steps.map((step) =>
        step.commands.length === 0 ? step : { ...step, commands: withFollowed(step.commands, step.environment) },
      ),
    })),
  }));
}
