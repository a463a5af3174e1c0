import { pathFrom } from '../../../facts/ci/folders.ts';
import { BACKING, purposeOfPath } from '../../../facts/containers/purpose.ts';
import type { Dockerfile } from '../../../facts/containers.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { View } from '../../view.ts';

/** Servers and process files of development. */
const STARTS_DEVELOPMENT =
  /\bProcfile\.dev\b|\b(?:start|run|serve)[-_:]dev(?:elopment)?\b|\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?(?:dev|develop|start:dev)\b|\bbin\/dev\b|\bmanage\.py\s+runserver|\bflask\b.*--debug\b|--reload\b|\bnodemon\b|\bng\s+serve\b|\bwebpack-dev-server\b|\b(?:next|nuxt|astro)\s+dev\b|\bfunc\s+(?:host\s+)?start\b/;
/** Papers and manuals are made with it, at somebody's desk. */
const WRITES_DOCUMENTS =
  /^(?:\[?"?)(?:\S*\/)?(?:latexmk|(?:pdf|xe|lua)latex|tectonic|pandoc|mkdocs|sphinx-(?:build|autobuild)|asciidoctor\S*|quarto)\b/;
const DOCUMENT_IMAGE = /(?:^|\/)(?:texlive|latex|tectonic|pandoc|asciidoctor|mkdocs-material|quarto)[\w-]*$/;
/** Settings of development that are put in place, and checks that run while it is built. */
const PREPARES_DEVELOPMENT = /\bcp\b[^;&|]*\.(?:dev|development|local)\b|\bpre-commit\s+(?:run|install)\b/;
/** What the platform brings where the software runs, and stands in for it at the desk. */
const STAND_IN = /^(?:cosmos(?:db)?|azurite|dynamodb(?:-local)?|localstack|s3|sqs|smtp|mail\w*)$/i;

/** The Dockerfiles whose images may run in production: not those for development, tests, or builds. */
export function productionImages(view: View): readonly Dockerfile[] {
  const all = view.facts.containers.dockerfiles;
  return all.filter(
    (file) =>
      (file.purpose === 'app' || file.purpose === 'unknown') &&
      view.here(file.path) &&
      !isForDevelopment(file, all) &&
      !isBuiltForDevelopment(file, view),
  );
}

function isForDevelopment(file: Dockerfile, all: readonly Dockerfile[]): boolean {
  const started = `${file.entrypoint?.text ?? ''} ${file.command?.text ?? ''}`;
  const [last] = file.stages.slice(-1);
  if ([file.entrypoint?.text, file.command?.text].some((text) => WRITES_DOCUMENTS.test(text ?? ''))) return true;
  if (last !== undefined && DOCUMENT_IMAGE.test(last.image) && file.ports.length === 0) return true;
  if (STARTS_DEVELOPMENT.test(started) || file.runs.some(({ text }) => PREPARES_DEVELOPMENT.test(text))) return true;
  if (purposeOfPath(file.path, file.role) === 'app') return false;
  const folder = folderOf(file.path);
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  if (folder.includes('/') && (STAND_IN.test(name) || BACKING.test(name))) return true;
  // Beside `production.Dockerfile` or `Dockerfile.prod`, the plain one is for the desk.
  return (
    /(?:^|\/)Dockerfile$/.test(file.path) &&
    all.some((other) => folderOf(other.path) === folder && /\bprod(?:uction)?\b/i.test(nameOf(other.path)))
  );
}

/** A file with a name of its own that Compose files of development build, and that no pipeline knows. */
export function isBuiltForDevelopment({ path }: Dockerfile, { facts }: View): boolean {
  const name = nameOf(path);
  if (name === 'Dockerfile' || purposeOfPath(path, 'config') === 'app') return false;
  const building = facts.containers.services.filter(
    ({ path: compose, build, dockerfile }) =>
      build !== undefined && pathFrom(pathFrom(folderOf(compose), build), dockerfile ?? 'Dockerfile') === path,
  );
  return (
    building.length > 0 &&
    building.every(({ purpose }) => purpose === 'development' || purpose === 'ci') &&
    !facts.pipelines.some(({ path: pipeline }) => facts.source.text(pipeline)?.includes(name))
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
