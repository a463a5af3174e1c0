import { DockerfileParser, type From, type Instruction } from 'dockerfile-ast';
import { folderOf } from '../../../repository/paths.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder, pathFrom } from '../folders.ts';
import { baseName, optionsOf } from '../invocation.ts';
import { quoteWord, wordsOf } from '../shell.ts';
import { includedYaml } from '../yaml-file.ts';
import type { ScriptText, YamlNode } from '../yaml-node.ts';
import { type FollowedScript, firstFile, inFolder, part, remember, type ScriptRunner } from './runner.ts';

const SIZE_LIMIT = 200_000;
const COMPOSE_NAMES = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml'];
const COMPOSE_VALUED = [
  ...[
    '-f',
    '--file',
    '-p',
    '--project-name',
    '--profile',
    '--env-file',
    '-e',
    '--env',
    '-v',
    '--volume',
    '-w',
    '--workdir',
  ],
  ...[
    '-u',
    '--user',
    '--name',
    '--entrypoint',
    '-l',
    '--label',
    '--scale',
    '--exit-code-from',
    '--project-directory',
    '-t',
  ],
];
const BUILD_VALUED = [
  ...['-f', '--file', '-t', '--tag', '--target', '--build-arg', '--platform', '--cache-from', '--cache-to', '--label'],
  ...['--secret', '--ssh', '--output', '-o', '--progress', '--network', '--builder', '--build-context', '--iidfile'],
];

/** `docker build`: the commands of the stages that are built. `docker compose`: the commands of the services. */
export function createDockerRunner(source: FactSource): ScriptRunner {
  const instructionsOf = remember((key: string): readonly ScriptText[] => {
    const [path = '', target] = key.split('\0');
    const text = source.files.get(path) === undefined ? undefined : source.text(path);
    if (text === undefined || text.length > SIZE_LIMIT) return [];
    return stagesOf(text, target === '' ? undefined : target).flatMap(({ instructions }) =>
      instructions.flatMap(runText),
    );
  });
  const build: Build = (path, context, target) => {
    const parts = instructionsOf(`${path}\0${target ?? ''}`);
    // Where the context is copied to cannot be known; as a rule the commands run at its root.
    return parts.length === 0 ? [] : [{ label: path, path, folder: context, parts }];
  };
  return {
    programs: ['docker', 'podman', 'docker-compose', 'podman-compose', 'buildah'],
    follow: ({ program, args }, folder) => {
      const name = baseName(program);
      if (name.endsWith('-compose')) return followCompose(source, args, folder, build);
      const words = args.filter((arg, index) => index > 0 || !arg.startsWith('-'));
      if (words[0] === 'compose') return followCompose(source, words.slice(1), folder, build);
      const [verb, ...rest] = words[0] === 'buildx' || words[0] === 'image' ? words.slice(1) : words;
      return verb === 'build' || verb === 'bud' ? followBuild(rest, folder, build) : [];
    },
  };
}

/** The RUN instructions of a Dockerfile as far as they are needed for a target. */
type Build = (path: string, context: string, target: string | undefined) => readonly FollowedScript[];

function followBuild(args: readonly string[], folder: string, build: Build): readonly FollowedScript[] {
  const { plain, values } = optionsOf(args, BUILD_VALUED);
  const context = changeFolder(folder, plain.at(-1) ?? '.');
  const file = [...(values.get('-f') ?? []), ...(values.get('--file') ?? [])].at(0);
  const path = file === undefined ? inFolder(context, 'Dockerfile') : pathFrom(folder, file);
  return build(path, context, values.get('--target')?.at(0));
}

interface Stage {
  readonly name: string | null;
  /** Other stages that it is made from, by name or number. */
  readonly needs: readonly string[];
  readonly instructions: readonly Instruction[];
}

/** The stages that BuildKit builds for a target: the target, or the last one, with all that they are made from. */
function stagesOf(text: string, target: string | undefined): readonly Stage[] {
  const stages: { name: string | null; needs: string[]; instructions: Instruction[] }[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const keyword = instruction.getKeyword();
    if (keyword === 'FROM') {
      const from = instruction as From;
      stages.push({ name: from.getBuildStage(), needs: [from.getImageName() ?? ''], instructions: [] });
      continue;
    }
    const stage = stages.at(-1);
    stage?.instructions.push(instruction);
    if (keyword !== 'COPY' && keyword !== 'RUN') continue;
    const raw = instruction.getTextContent();
    for (const match of raw.matchAll(/(?:--from=|[,=]from=)([\w.-]+)/g)) stage?.needs.push(match[1] ?? '');
  }
  const wanted = new Set<number>();
  const want = (index: number): void => {
    const stage = stages[index];
    if (stage === undefined || wanted.has(index)) return;
    wanted.add(index);
    for (const need of stage.needs) {
      const found = stages.findIndex(
        (other, at) => at < index && (other.name?.toLowerCase() === need.toLowerCase() || String(at) === need),
      );
      if (found !== -1) want(found);
    }
  };
  const last =
    target === undefined ? -1 : stages.findIndex((stage) => stage.name?.toLowerCase() === target.toLowerCase());
  want(last === -1 ? stages.length - 1 : last);
  return stages.filter((_, index) => wanted.has(index));
}

function runText(instruction: Instruction): readonly ScriptText[] {
  if (instruction.getKeyword() !== 'RUN') return [];
  const line = instruction.getRange().start.line + 1;
  const text = instruction
    .getTextContent()
    .replace(/^\s*RUN\s+/i, '')
    .replace(/^(?:--\w+=\S+\s+(?:\\\r?\n\s*)?)+/, '');
  if (text.startsWith('[')) {
    const words = wordsOf(text.replace(/^\[|\]\s*$/g, '').replaceAll(',', ' '));
    return [part(words.map(quoteWord).join(' '), line)];
  }
  // Comments may stand between continued lines of a Dockerfile, where a shell would not have them.
  const plain = text.replace(/^[ \t]*#.*$/gm, '\\');
  const hereDocument = /^<<-?["']?(\w+)["']?[^\n]*\n/.exec(plain);
  if (hereDocument === null) return [{ text: plain, line, exact: true }];
  return [{ text: plain.slice(hereDocument[0].length).replace(/\n\w+\s*$/, '\n'), line: line + 1, exact: true }];
}

function followCompose(
  source: FactSource,
  args: readonly string[],
  folder: string,
  build: Build,
): readonly FollowedScript[] {
  const verb = args.find(
    (arg, index) =>
      ['run', 'exec', 'up', 'build', 'start'].includes(arg) && !COMPOSE_VALUED.includes(args[index - 1] ?? ''),
  );
  if (verb === undefined) return [];
  const at = args.indexOf(verb);
  const global = optionsOf(args.slice(0, at), COMPOSE_VALUED);
  const files = [...(global.values.get('-f') ?? []), ...(global.values.get('--file') ?? [])].map((file) =>
    pathFrom(folder, file),
  );
  const usual = firstFile(source, folder, COMPOSE_NAMES);
  const paths = (files.length > 0 ? files : [usual].filter((path) => path !== undefined)).filter((path) =>
    source.files.get(path),
  );
  const [first, ...command] = plainFrom(args.slice(at + 1));
  if (verb === 'run' || verb === 'exec') {
    if (first === undefined) return [];
    if (command.length > 0) {
      const text = command.map(quoteWord).join(' ');
      return [{ label: `docker compose ${verb} ${first}`, path: '', folder, parts: [part(text, 0)] }];
    }
    return verb === 'exec' ? [] : servicesOf(source, paths, [first], verb, build);
  }
  return servicesOf(
    source,
    paths,
    [first, ...command].filter((name) => name !== undefined),
    verb,
    build,
  );
}

/** The service and what follows it: options behind the service belong to its command. */
function plainFrom(args: readonly string[]): readonly string[] {
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    if (!arg.startsWith('-')) return args.slice(at);
    if (COMPOSE_VALUED.includes(arg)) at++;
  }
  return [];
}

function servicesOf(
  source: FactSource,
  paths: readonly string[],
  names: readonly string[],
  verb: string,
  build: Build,
): readonly FollowedScript[] {
  return paths.flatMap((path) => {
    const services = includedYaml(source, path).get('services').entries.slice(0, 100);
    return services
      .filter(({ key }) => names.length === 0 || names.includes(key))
      .flatMap(({ key, value }): FollowedScript[] => {
        const built =
          verb === 'start' || value.get('build').kind === 'nothing'
            ? []
            : composeBuild(path, value.get('build'), build);
        const command = verb === 'build' ? [] : commandOfService(value);
        const label = `docker compose ${verb} ${key}`;
        return [...built, ...(command.length === 0 ? [] : [{ label, path, folder: folderOf(path), parts: command }])];
      });
  });
}

function composeBuild(path: string, node: YamlNode, build: Build): readonly FollowedScript[] {
  const context = changeFolder(folderOf(path), node.text ?? node.get('context').text ?? '.');
  const file = pathFrom(context, node.get('dockerfile').text ?? 'Dockerfile');
  return build(file, context, node.get('target').text);
}

/** An entrypoint that is a script of its own runs its command as a command; any other takes it as arguments. */
const WRAPPER = /(?:\.sh|entry-?point)$/;

function commandOfService(service: YamlNode): readonly ScriptText[] {
  const own = commandIn(service.get('command'));
  const [entry] = commandIn(service.get('entrypoint'));
  if (entry === undefined) return own;
  const joined = [entry, ...own].map(({ text }) => text.replace(/\s*\n\s*/g, ' ').trim()).join(' ');
  const [program = ''] = wordsOf(entry.text);
  return [part(joined, entry.line), ...(WRAPPER.test(program) ? own : [])];
}

function commandIn(command: YamlNode): readonly ScriptText[] {
  if (command.kind === 'text') return command.script === undefined ? [] : [command.script];
  const words = command.texts.map(quoteWord);
  return words.length === 0 ? [] : [part(words.join(' '), command.line)];
}
