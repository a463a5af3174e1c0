import { BACKING } from '../../../facts/containers/purpose.ts';
import type { ComposeService, Dockerfile } from '../../../facts/containers.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Whether an image of the software itself is built. A Procfile leaves that to the platform. */
export const ownImage: Check = {
  name: 'own-image',
  run(view) {
    const { dockerfiles, services, builds, truncated } = view.facts.containers;
    const composed = new Set(services.filter((service) => runsOwn(service)).flatMap(dockerfilesOf));
    const files = dockerfiles.filter(
      (file) => view.here(file.path) && (file.purpose === 'app' || isForWork(file, composed)),
    );
    const others = builds.filter(({ path, builder }) => builder !== 'procfile' && view.here(path));
    return found(
      [
        ...files.map(({ path, stages }) => ({
          path,
          ...atLine(stages.at(-1)?.line),
          detail: 'builds a container image',
        })),
        ...others.map(({ path, line, builder }) => ({
          path,
          ...atLine(line),
          detail: `builds an image with ${builder}`,
        })),
      ],
      truncated,
    );
  },
};

/** Environments of editors and of machines, and what only tests need. */
const ENVIRONMENT =
  /(?:^|\/)(?:\.devcontainer|\.gitpod|\.github|\.vscode|\.devfile|vagrant[\w-]*|tests?|e2e|mocks?|fixtures?)\//i;

/** An image to work on the software with still runs it: a Compose file builds it, or it starts what it copied in. */
function isForWork(file: Dockerfile, composed: ReadonlySet<string>): boolean {
  if (file.purpose === 'app' || file.purpose === 'ci') return false;
  if (file.role === 'test' || file.role === 'ci' || file.role === 'agent-tooling' || ENVIRONMENT.test(file.path)) {
    return false;
  }
  const base = file.stages.findLast((stage) => stage.parent === undefined);
  const started = file.entrypoint ?? file.command;
  if (composed.has(file.path)) return started !== undefined || base === undefined || !BACKING.test(base.image);
  const copies = file.copies.some((copy) => copy.from === undefined);
  return file.purpose === 'development' && copies && started !== undefined && RUNNING.test(started.text);
}

/** Programs that run software, rather than wait, or serve a shell. */
const RUNNING =
  /^(?:\S*\/)?(?:java|node|nodemon|npm|npx|yarn|pnpm|bun|deno|python[\d.]*|uv|poetry|flask|gunicorn|uvicorn|celery|ruby|bundle|rails|rackup|puma|php|php-fpm|apache2\S*|nginx|go|air|cargo|dotnet|mix|iex|sbt|lein|clj|mvn|gradle|air|reflex)\b/;

/** Services that look at the code rather than run it. */
const TOOL =
  /(?:^|[-_.])(?:lint\w*|linters?|rubocop|cookstyle|eslint|prettier|format\w*|checks?|tests?|docs?|tools?)$/i;

function runsOwn({ name, path, role, build }: ComposeService): boolean {
  return build !== undefined && role !== 'test' && role !== 'ci' && !ENVIRONMENT.test(path) && !TOOL.test(name);
}

/** The Dockerfiles that a service may be built from; which of them are there, the fact says. */
function dockerfilesOf({ path, build, dockerfile }: ComposeService): string[] {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const context = joined(folder, (build ?? '.').replace(/\$\{\w+:?-([^{}]+)\}/g, '$1'));
  const names = dockerfile === undefined ? ['Dockerfile', 'Containerfile', 'dockerfile'] : [dockerfile];
  return names.map((name) => joined(context, name));
}

function joined(folder: string, relative: string): string {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
