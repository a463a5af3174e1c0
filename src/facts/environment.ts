import type { FileEntry } from '../repository/file-index.ts';
import type { Role } from '../repository/roles.ts';
import { isComposeFile, readComposeFile } from './containers/compose.ts';
import { isMapping, mapping } from './data.ts';
import { findReadme } from './documents/readme.ts';
import { readConfigBlocks } from './environment/blocks.ts';
import type { DocumentedConfiguration, TrackedEnvFile } from './environment/documented.ts';
import {
  isConfigExample,
  isConfigFile,
  isEnvExample,
  isEnvFile,
  readCommentedConfig,
  readConfigExample,
  readEnvExample,
  readEnvFile,
} from './environment/examples.ts';
import { readProseNames } from './environment/prose.ts';
import { readFlags, readSettings } from './environment/settings.ts';
import { lineOf } from './lines.ts';
import type { FactSource } from './source.ts';

export type { DocumentedForm } from './environment/documented.ts';
export { ENVIRONMENT_READS, SYSTEM_VARIABLES } from './environment/reads.ts';

export interface EnvironmentFact {
  readonly documented: readonly DocumentedConfiguration[];
  readonly tracked: readonly TrackedEnvFile[];
}

const ROLES: ReadonlySet<Role> = new Set(['source', 'config', 'docs', 'ci', 'asset']);

/** Files of one sort that are read, and their size: examples are short. */
const FILE_LIMIT = 60;
const SIZE_LIMIT = 256 * 1024;

/** Reads where the configuration of the software is documented, and which environment files are tracked. */
export function readEnvironment(source: FactSource): EnvironmentFact {
  const files = source.files.all.filter(
    (file) => ROLES.has(file.role) && (file.mode === 'file' || file.mode === 'executable') && file.size <= SIZE_LIMIT,
  );
  const read = <T>(chosen: readonly FileEntry[], parse: (path: string, text: string) => T | undefined): T[] =>
    chosen.slice(0, FILE_LIMIT).flatMap((file) => {
      const found = source.guard('environment', file.path, () => {
        const text = source.text(file.path);
        return text === undefined ? undefined : parse(file.path, text);
      });
      return found === undefined ? [] : [found];
    });
  const envExamples = files.filter(isEnvExample);
  const documented = [
    ...read(envExamples, readEnvExample),
    ...read(
      files.filter((file) => !envExamples.includes(file) && isConfigExample(file)),
      readConfigExample,
    ),
    ...read(files.filter(isConfigFile), readCommentedConfig),
    ...read(proseFiles(files), readProseNames),
    ...read(proseFiles(files), readSettings),
    ...read(proseFiles(files), readConfigBlocks),
    ...read(proseFiles(files), readFlags),
    ...composeFiles(files, source),
    ...read(files.filter(isHelmValues(source)), readHelmValues),
    ...read(files.filter(isManPage), readManPage),
    ...dataFiles(files, source),
  ];
  return { documented, tracked: read(files.filter(isEnvFile), readEnvFile) };
}

const PROSE = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|org|txt|pod|texi|texinfo)$|^(?:man|manual|manpage)\.ya?ml$/i;
const TELLING =
  /env|config|setting|variable|option|param|deploy|install|host|setup|docker|getting|usage|start|run|develop|operat|admin|contribut/i;

/** Texts of themes, pages that a site shows to its users, and what tells of changes. */
const OTHERS =
  /(?:^|\/)(?:themes|\w+_web\/templates|changelogs?|release[-_]?notes)\/|(?:^|\/)(?:change[-_]?log|changes|history|news|release[-_]?notes|whats[-_]?new)(?:[-_.][\w.-]*)?$/i;

/** What lies in a hidden folder configures a tool that works on the software. */
const OF_A_TOOL = /(?:^|\/)\.(?!github\/|gitlab\/|docs?\/)[\w-]+\//;

/** The READMEs, and the pages of the docs, telling names first. */
function proseFiles(files: readonly FileEntry[]): FileEntry[] {
  const readmes = ['', '.github/', 'docs/', 'doc/'].flatMap((folder) => findReadme(folder, files) ?? []);
  const pages = files.filter((file) => {
    if (readmes.includes(file) || !PROSE.test(file.name) || OTHERS.test(file.path) || OF_A_TOOL.test(file.path))
      return false;
    const isPage =
      file.role === 'docs' && /(?:^|\/)(?:docs?|documentation|wiki|manual|guides?|website)\//i.test(file.path);
    const isNearRoot =
      !file.path.includes('/') &&
      !/\.txt$|^(?:change|history|news|licen|copying|security|code_of|release|ci\.)/i.test(file.name);
    // Units have READMEs of their own.
    return isPage || isNearRoot || /^readme\./i.test(file.name);
  });
  const telling = pages.filter((file) => TELLING.test(file.path));
  return [...readmes, ...telling, ...pages.filter((file) => !telling.includes(file))];
}

function composeFiles(files: readonly FileEntry[], source: FactSource): DocumentedConfiguration[] {
  return files
    .filter((file) => isComposeFile(file) && !file.path.includes('.devcontainer/'))
    .slice(0, FILE_LIMIT)
    .flatMap((file) => {
      const services = source.guard('environment', file.path, () => readComposeFile(file, source)) ?? [];
      // What the databases beside it are told is not the configuration of the software.
      const own = services.filter((service) => service.build !== undefined || service.purpose === 'app');
      const names = [...new Set(own.flatMap((service) => service.environment))];
      const line = own.find((service) => service.environment.length > 0)?.line ?? 1;
      return names.length === 0 ? [] : [{ form: 'compose' as const, path: file.path, line, names }];
    });
}

function isHelmValues(source: FactSource): (file: FileEntry) => boolean {
  return (file) =>
    file.name === 'values.yaml' && source.files.get(`${file.path.slice(0, -file.name.length)}Chart.yaml`) !== undefined;
}

/** What `helm create` writes above the values. */
const CHART_BOILERPLATE =
  /Default values for|YAML-formatted file|Declare variables to be passed|service account|We usually recommend|choice for the user|resources, such as Minikube|lines, adjust them|image tag whose default|more information can be found|This (?:will|is|block|sets) /i;

/** Values of a chart that explain themselves: a remark or two on many values are no explanation. */
function readHelmValues(path: string, text: string): DocumentedConfiguration | undefined {
  const remarks = text
    .split('\n')
    .filter((line) => /^[ \t]*#.*[a-z] .*[a-z]/.test(line.slice(0, 400)) && !CHART_BOILERPLATE.test(line)).length;
  const names = [...text.matchAll(/^([A-Za-z][\w-]{0,99}):/gm)].map((match) => match[1] ?? '');
  const keys = text.match(/^[ \t]*(?:-[ \t]+)?[A-Za-z][\w-]{0,99}:/gm)?.length ?? 0;
  const [first] = names;
  if (remarks < 3 || remarks / Math.max(1, keys) < 0.3 || first === undefined) return undefined;
  return { form: 'helm-values', path, line: lineOf(text, `${first}:`) ?? 1, names: [...new Set(names)] };
}

function isManPage(file: FileEntry): boolean {
  return (
    /\.[1-8](?:\.(?:md|scd|adoc|in|ronn|rst|txt|pod|prebuilt))?$/.test(file.name) &&
    !/^\d/.test(file.name) &&
    !/^v\d/.test(file.name)
  );
}

/** A manual page that lists environment variables or options. */
function readManPage(path: string, text: string): DocumentedConfiguration | undefined {
  const section = /^(?:\.S[Hh]\s+"?|#{1,3}\s+|=+\s+)?(?:ENVIRONMENT(?: VARIABLES)?|OPTIONS|CONFIGURATION)"?\s*$/m.exec(
    text,
  );
  if (section === null) return undefined;
  // Fonts are written into the words.
  const body = text.slice(section.index).replace(/\\f[BIRP]/g, '');
  const options = [...body.matchAll(/(?<![\w-])(?:\\-\\-|--)([a-z][a-z\d]{1,30}(?:(?:\\-|-)[a-z\d]{1,30}){0,6})/g)].map(
    (match) => `--${(match[1] ?? '').replaceAll('\\-', '-')}`,
  );
  const variables = [...body.matchAll(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/g)].map((match) => match[0]);
  const names = [...new Set([...options, ...variables])].slice(0, 300);
  return names.length === 0 ? undefined : { form: 'man-page', path, line: lineOf(text, section[0]) ?? 1, names };
}

/** Heroku's app.json with explained variables, and JSON schemas of configurations. */
function dataFiles(files: readonly FileEntry[], source: FactSource): DocumentedConfiguration[] {
  return files
    .filter(
      (file) =>
        file.name === 'app.json' ||
        /(?:^|[._-])(?:config(?:uration)?|settings|values|options|env)[._-]schema\.json$/i.test(file.name),
    )
    .slice(0, FILE_LIMIT)
    .flatMap((file): DocumentedConfiguration[] => {
      const data = mapping(source.data(file.path, 'json'));
      const isApp = file.name === 'app.json';
      const entries = mapping(isApp ? data.env : data.properties);
      const isExplained = Object.values(entries).some(
        (entry) => isMapping(entry) && typeof entry.description === 'string',
      );
      const names = Object.keys(entries).slice(0, 300);
      if (!isExplained) return [];
      const line = lineOf(source.text(file.path) ?? '', isApp ? '"env"' : '"properties"') ?? 1;
      return [{ form: isApp ? 'app-json' : 'schema', path: file.path, line, names }];
    });
}
