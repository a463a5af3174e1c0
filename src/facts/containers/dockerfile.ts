import {
  Copy,
  DockerfileParser,
  type Dockerfile as DockerfileTree,
  From,
  Healthcheck,
  type Instruction,
  PropertyInstruction,
} from 'dockerfile-ast';
import type { FileEntry } from '../../repository/file-index.ts';
import { strings } from '../data.ts';
import { FormatError } from '../format-error.ts';
import type { FactSource } from '../source.ts';
import type {
  ContainerCommand,
  ContainerCopy,
  ContainerSetting,
  ContainerStage,
  ContainerVariable,
  Dockerfile,
} from './dockerfile-model.ts';
import { BACKING, type ContainerPurpose, purposeOfPath } from './purpose.ts';

/** A Dockerfile of more than this was not written by hand. */
const SIZE_LIMIT = 128 * 1024;

const NAME = /^(?:(?:docker|container)file(?:[.\-_][\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/i;
const OTHER_ENDING = /\.(?:dockerignore|containerignore|md|txt|lock|ya?ml|json|toml|log|orig|bak)$/i;

/** Whether a file is a Dockerfile or Containerfile by its name; templates of one (`Dockerfile.j2`) count. */
export function isDockerfile(file: FileEntry): boolean {
  if (!/file/i.test(file.name) || !NAME.test(file.name) || OTHER_ENDING.test(file.name)) return false;
  return file.language === undefined || file.language === 'template';
}

/**
 * Reads one Dockerfile.
 * @returns `undefined` for a template or fragment that has no `FROM` of its own
 * @throws FormatError when a Dockerfile has no `FROM`, or is too large
 */
export function readDockerfile(file: FileEntry, source: FactSource): Dockerfile | undefined {
  if (file.size > SIZE_LIMIT)
    throw new FormatError(`this Dockerfile has ${file.size} bytes, the limit is ${SIZE_LIMIT}`);
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const tree = DockerfileParser.parse(text);
  const stages: ContainerStage[] = [];
  const layers: Layer[] = [];
  const runs: ContainerCommand[] = [];
  const copies: ContainerCopy[] = [];
  const variables: ContainerVariable[] = [];
  for (const instruction of tree.getInstructions()) {
    const line = (instruction.getRange()?.start.line ?? 0) + 1;
    const keyword = instruction.getKeyword();
    if (instruction instanceof From) {
      const stage = readStage(instruction, line, stages, tree);
      layers.push({
        ...(stage.parent === undefined ? { ports: [] } : layers[stage.parent]),
        ports: [...(layers[stage.parent ?? -1]?.ports ?? [])],
      });
      stages.push(stage);
      continue;
    }
    if (instruction instanceof PropertyInstruction && (keyword === 'ENV' || keyword === 'ARG')) {
      for (const property of instruction.getProperties()) {
        const name = property.getName();
        const value = property.getValue();
        const kind = keyword === 'ENV' ? 'env' : 'arg';
        if (name === '') continue;
        variables.push({ name, kind, valued: value !== null && value !== '', stage: stages.length - 1, line });
      }
      continue;
    }
    const layer = layers.at(-1);
    if (layer === undefined) continue;
    const stage = stages.length - 1;
    if (keyword === 'RUN') runs.push(readCommand(instruction, line, stage));
    else if (keyword === 'COPY' || keyword === 'ADD') copies.push(readCopy(instruction, keyword, line, stage));
    else applySetting(layer, instruction, keyword, line, stage, tree);
  }
  if (stages.length === 0) {
    // `cat base.Dockerfile tools.Dockerfile` makes one of several: a part without FROM has a name that says which part it is.
    if (
      file.language === 'template' ||
      !/^(?:docker|container)file$/i.test(file.name) ||
      /\{\{|\{%|<%|^#include/m.test(text)
    )
      return undefined;
    throw new FormatError('a Dockerfile needs a FROM instruction');
  }
  const final = layers.at(-1) ?? { ports: [] };
  return {
    path: file.path,
    role: file.role,
    purpose: purposeOf(file, stages, final, copies, runs),
    stages,
    ...final,
    runs,
    copies,
    variables,
  };
}

/** What later instructions of a stage override, and stages built on it inherit. */
interface Layer {
  user?: ContainerSetting;
  ports: string[];
  healthcheck?: ContainerSetting & { readonly disabled: boolean };
  entrypoint?: ContainerCommand;
  command?: ContainerCommand;
}

function applySetting(
  layer: Layer,
  instruction: Instruction,
  keyword: string,
  line: number,
  stage: number,
  tree: DockerfileTree,
): void {
  const text = oneLine(instruction.getRawArgumentsContent() ?? '');
  switch (keyword) {
    case 'USER':
      layer.user = { text: substitute(text, (name) => tree.resolveVariable(name, line - 1)), line };
      break;
    case 'EXPOSE':
      for (const argument of instruction.getArguments()) layer.ports.push(argument.getValue());
      break;
    case 'HEALTHCHECK': {
      const disabled =
        instruction instanceof Healthcheck && /^none$/i.test(instruction.getSubcommand()?.getValue() ?? '');
      layer.healthcheck = { text, line, disabled };
      break;
    }
    case 'ENTRYPOINT':
      layer.entrypoint = readCommand(instruction, line, stage);
      // As Docker does: a new ENTRYPOINT forgets the CMD that was inherited.
      if (layer.command !== undefined && layer.command.stage !== stage) delete layer.command;
      break;
    case 'CMD':
      layer.command = readCommand(instruction, line, stage);
      break;
  }
}

function readStage(from: From, line: number, earlier: readonly ContainerStage[], tree: DockerfileTree): ContainerStage {
  const written = (from.getImage() ?? '').replace(/^(["'])(.*)\1$/, '$2');
  const image = substitute(written, (name) => initialValue(tree, name));
  const alias = from.getBuildStage();
  const parent = earlier.findLastIndex((stage) => stage.alias?.toLowerCase() === image.toLowerCase());
  const reference = splitImage(image);
  return {
    ...reference,
    ...(alias === null ? {} : { alias }),
    ...(parent < 0 ? {} : { parent }),
    variable: image.includes('$') || image.includes('{{'),
    line,
  };
}

/** The parts of `registry:5000/name:tag@sha256:…`. */
function splitImage(written: string): { image: string; tag?: string; digest?: string } {
  const [reference = '', digest] = written.split('@', 2);
  // A colon before the last slash belongs to the registry's port; one inside `${…}` to the variable.
  const colon = reference.lastIndexOf(':');
  const isTag = colon > reference.lastIndexOf('/') && colon > reference.lastIndexOf('}');
  const afterVariable = /^(.*\}):([^:/]*)$/.exec(reference);
  const [image, tag] = isTag
    ? [reference.slice(0, colon), reference.slice(colon + 1)]
    : afterVariable !== null
      ? [afterVariable[1] ?? '', afterVariable[2]]
      : [reference, undefined];
  return { image, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

/** The default of an `ARG` before the first `FROM`: the only ones that a `FROM` sees. */
function initialValue(tree: DockerfileTree, name: string): string | null | undefined {
  const property = tree
    .getInitialARGs()
    .findLast((arg) => arg.getProperty()?.getName() === name)
    ?.getProperty();
  return property?.getValue();
}

const VARIABLE = /\$(?:\{(\w+)(?::-([^{}]*))?\}|(\w+))/g;

/** `$A`, `${A}` and `${A:-default}` with what is known; the rest stays as written. */
function substitute(text: string, lookup: (name: string) => string | null | undefined): string {
  return text.replace(VARIABLE, (written: string, braced?: string, fallback?: string, bare?: string) => {
    const value = lookup(braced ?? bare ?? '');
    return value !== null && value !== undefined && value !== '' ? value : (fallback ?? written);
  });
}

function readCommand(instruction: Instruction, line: number, stage: number): ContainerCommand {
  const content = instruction.getArgumentsContent() ?? '';
  const exec = execForm(content);
  if (exec !== undefined) return { text: exec.join(' '), line, form: 'exec', stage };
  const text = content.startsWith('<<') ? content : oneLine(instruction.getRawArgumentsContent() ?? '');
  return { text, line, form: 'shell', stage };
}

/** The words of `["a", "b"]`; Docker takes what is not valid JSON as shell form, and so do we. */
function execForm(content: string): string[] | undefined {
  if (!/^\s*\[/.test(content)) return undefined;
  try {
    const words: unknown = JSON.parse(content);
    return Array.isArray(words) ? strings(words) : undefined;
  } catch {
    return undefined;
  }
}

function readCopy(instruction: Instruction, keyword: 'COPY' | 'ADD', line: number, stage: number): ContainerCopy {
  const from = instruction instanceof Copy ? instruction.getFromFlag()?.getValue() : undefined;
  const parts =
    execForm(instruction.getArgumentsContent() ?? '') ??
    instruction.getArguments().map((argument) => argument.getValue());
  return {
    instruction: keyword,
    ...(from === undefined || from === null ? {} : { from }),
    sources: parts.slice(0, -1),
    stage,
    line,
  };
}

/** Continuation lines joined, comment lines between them dropped. */
function oneLine(raw: string): string {
  return raw
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => !line.startsWith('#'))
    .map((line) => line.replace(/[\\`]$/, '').trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** Programs that only keep a container open, or run whatever one types. */
const SHELLS =
  /^(?:\/(?:usr\/)?bin\/)?(?:ba|z|a)?sh(?: -\w+.*)?$|^sleep infinity$|^tail -f \/dev\/null$|^(?:\/usr)?(?:\/lib\/systemd\/systemd|\/sbin\/init)$/;

const OPENED = /^(?:\/(?:usr\/)?bin\/)?(?:ba|z|a)?sh$/;

/** Folders named after distributions hold the environments that packages for them are built in. */
const DISTRIBUTION =
  /(?:^|\/)(?:ubuntu|debian|fedora|centos|rocky(?:linux)?|alma(?:linux)?|oracle(?:linux)?|rhel|ubi|(?:open)?suse|leap|amazon(?:linux)?|amzn|mageia|gentoo|archlinux|manylinux|musllinux|bionic|focal|jammy|noble|stretch|buster|bullseye|bookworm|trixie)[\d._-]*[\w.-]*\/[^/]+$/i;
/** Programs that make the software, in a container that is left when they are done. */
const BUILD_TOOLS =
  /^(?:\.\/)?(?:make(?: (?:all|build|test|check|package|deb|rpm|dist))?$|cmake\b|ninja\b|meson\b|dpkg-buildpackage|debuild|rpmbuild|fpm\b|cargo (?:build|test|clippy)|mvnw? (?:package|test|verify)|gradlew? (?:build|test|assemble)|go (?:build|test)\b|pytest\b|tox\b|nox\b|npm (?:test|run (?:build|lint|test))|yarn (?:build|lint|test)\b|build\.sh\b)/;
/** Programs that test the software, and files that are started to do so. */
const TESTS =
  /\/tests?\/[\w./-]*(?:runner|run|all|test|suite)[\w-]*\.(?:rb|py|js|ts|sh|pl|php)\b|(?:^|[\s/])(?:pytest|rspec|phpunit)(?:\s|$)|\b(?:npm|yarn|pnpm|make|cargo|go|mix|rake|gradlew|mvn)\s+(?:run\s+)?test\b/;
/** What is copied only to install other things: package sources, keys, patches. */
const INSTALLING = /\.(?:repo|list|sources|gpg|asc|key|crt|pem|patch|cmake)$/i;
const DEPENDENCY_LIST =
  /(?:^|\/)(?:gemfile[*\w.]*|package(?:-lock)?\*?(?:\.json)?|yarn\.lock|pnpm-lock\.yaml|[\w-]*requirements[\w*.-]*\.(?:txt|in|yml)|pipfile[*\w.]*|poetry\.lock\*?|composer\.(?:json|lock|\*))$/i;
/** Ansible, Puppet and their like carry the files of what they install, which others wrote. */
const INSTALLED =
  /(?:^|\/)(?:(?:roles|cookbooks|salt|states|formulas?)\/(?:[^/]+\/)+(?:files|templates)|modules\/[^/]+\/files)\//i;

/** Bases that bring an editor's tools, and what keeps a container open for somebody who works in it. */
const WORKPLACE = /(?:^|\/)(?:vscode\/)?devcontainers?\/|(?:^|\/)gitpod\/workspace/;
const WAITS = /^(?:\[?"?)sleep["', ]+(?:infinity|inf)\b|^(?:\/usr\/sbin\/)?sshd\b/;

/** Machines on which a CI runs its jobs. */
const WORKER_IMAGE =
  /(?:^|\/)(?:buildbot-worker|(?:inbound|jnlp)-agent|ssh-agent|actions-runner|gitlab-runner\w*|buildkite-agent|(?:cimg|circleci)\/\w+)/;
const WORKER =
  /\bpip3?\b[^\n]*\sinstall\b[^\n]*\bbuildbot-worker\b|\bactions\/runner\/releases\/|\binstall\b[^\n]*\b(?:gitlab-runner|buildkite-agent)\b/;

/** What the last of several stages is called that is handed out. */
const RUNS_IN_THE_END = /^(?:prod(?:uction)?|release|runtime|deploy(?:ment)?)$/i;

/** A path that says nothing: a container that starts a program of the build context is the software's own. */
function purposeOf(
  file: FileEntry,
  stages: readonly ContainerStage[],
  final: Layer,
  copies: readonly ContainerCopy[],
  runs: readonly ContainerCommand[],
): ContainerPurpose {
  if (INSTALLED.test(file.path)) return 'unknown';
  const byPath = purposeOfPath(file.path, file.role);
  // What is checked and what runs in the end may be stages of one file.
  if (byPath === 'ci' && RUNS_IN_THE_END.test(stages.at(-1)?.alias ?? '')) return 'app';
  if (byPath !== 'unknown') return byPath;
  const started = final.entrypoint ?? final.command;
  if (WORKER_IMAGE.test(bottom(stages)) || runs.some(({ text }) => WORKER.test(text))) return 'ci';
  if (WORKPLACE.test(bottom(stages)) || WAITS.test(started?.text ?? '')) return 'development';
  const copiesSource = copies.some(
    (copy) => copy.from === undefined && !copy.sources.every((path) => /^https?:/.test(path) || INSTALLING.test(path)),
  );
  if (started === undefined) {
    if (DISTRIBUTION.test(file.path)) return 'ci';
    // The lists of what is to be installed, and nothing of what would use it.
    const taken = copies.flatMap((copy) => (copy.from === undefined ? copy.sources : []));
    if (taken.length > 0 && taken.every((path) => DEPENDENCY_LIST.test(path))) return 'development';
    return copiesSource && !BACKING.test(bottom(stages)) ? 'app' : 'unknown';
  }
  if (BUILD_TOOLS.test(started.text) || TESTS.test(started.text)) return 'ci';
  if (SHELLS.test(started.text)) {
    // Tools for the command line end in a shell, with the software copied in.
    const isOpened = OPENED.test(started.text) && copies.length > 0;
    return isOpened || (copiesSource && started.text.includes(' ')) ? 'app' : 'unknown';
  }
  return copiesSource || final.ports.length > 0 || !file.path.includes('/') ? 'app' : 'unknown';
}

function bottom(stages: readonly ContainerStage[]): string {
  return stages.findLast((stage) => stage.parent === undefined)?.image ?? '';
}
