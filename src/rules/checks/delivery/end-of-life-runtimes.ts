import type { Evidence } from '../../../facts/evidence.ts';
import type { Ecosystem } from '../../../facts/manifests/manifest.ts';
import type { FactSource } from '../../../facts/source.ts';
import type { Language } from '../../../repository/languages.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { isBuiltForDevelopment } from '../shared/production-images.ts';
import { endOfLife } from '../shared/runtime-support.ts';
import { todayOf } from '../shared/today.ts';

interface Runtime {
  readonly runtime: string;
  readonly version: string;
  readonly path: string;
  readonly line?: number;
}

/**
 * Whether it runs on a language runtime that got no more security fixes when the newest commit was made. Only versions that
 * are run are judged (images, version files, serverless runtimes), not the oldest one that a library still supports.
 */
export const endOfLifeRuntimes: Check = {
  name: 'end-of-life-runtimes',
  run(view) {
    const today = todayOf(view);
    const evidence: Evidence[] = [];
    for (const { runtime, version, path, line } of [
      ...fromImages(view),
      ...fromVersionFiles(view),
      ...fromPlatforms(view.facts.source, view),
    ]) {
      const end = endOfLife(runtime, version);
      if (end === undefined || end.date >= today) continue;
      evidence.push({
        path,
        ...(line === undefined ? {} : { line }),
        detail: `${runtime} ${end.release} has had no fixes since ${end.date}`,
        subject: `${path}: ${runtime}`,
      });
    }
    return found(evidence);
  },
};

/** What stands in for others in development and tests, and what is filled in before it is built. */
const ASIDE =
  /(?:^|\/)(?:templates?|docs?|guides?|website|azurite|cosmos-?db|localstack|wiremock|(?:[\w-]+-)?(?:emulators?|mocks?|fakes?|stubs?|fixtures?|tests?|e2e))\//i;

const IMAGES: Readonly<Record<string, string>> = {
  node: 'node',
  python: 'python',
  ruby: 'ruby',
  php: 'php',
  golang: 'go',
  openjdk: 'java',
  aspnet: 'dotnet',
  'eclipse-temurin': 'java',
  runtime: 'dotnet',
};

function fromImages(view: View): Runtime[] {
  return view.facts.containers.dockerfiles
    .filter(({ path, purpose }) => (purpose === 'app' || purpose === 'unknown') && view.here(path) && !ASIDE.test(path))
    .filter((file) => !isBuiltForDevelopment(file, view))
    .flatMap(({ path, stages }) => {
      const last = stages.at(-1);
      return stages.flatMap((stage) => {
        const name = stage.image.slice(stage.image.lastIndexOf('/') + 1);
        const runtime = IMAGES[name];
        const isOfficial =
          !stage.image.includes('/') ||
          /^(?:docker\.io\/library|mcr\.microsoft\.com|public\.ecr\.aws\/docker\/library)\//.test(stage.image);
        if (runtime === undefined || !isOfficial || stage.tag === undefined || stage.variable) return [];
        // Compiled programs leave the image that built them; the compiler's own fixes still matter for what it links.
        return stage === last || runtime !== 'node' ? [{ runtime, version: stage.tag, path, line: stage.line }] : [];
      });
    });
}

const FILES: Readonly<Record<string, string>> = {
  '.nvmrc': 'node',
  '.node-version': 'node',
  '.python-version': 'python',
  '.ruby-version': 'ruby',
  '.php-version': 'php',
};
/** What is written for a runtime, and what lists its packages. */
const USES: Readonly<Record<string, { readonly languages: readonly Language[]; readonly ecosystem: Ecosystem }>> = {
  python: { languages: ['python', 'notebook'], ecosystem: 'pypi' },
  ruby: { languages: ['ruby'], ecosystem: 'rubygems' },
  php: { languages: ['php'], ecosystem: 'packagist' },
};

/** Whether all that is here is written for other runtimes: a tool of somebody's has left the file. */
function isLeftOver(runtime: string, { facts, here }: View): boolean {
  const use = USES[runtime];
  if (use === undefined || facts.manifests.some(({ ecosystem }) => ecosystem === use.ecosystem)) return false;
  const written = facts.source.files.all.filter(({ path, language }) => language !== undefined && here(path));
  return written.length > 0 && !written.some(({ language }) => use.languages.includes(language as Language));
}

/** Whether Node only builds or tests what is written in a compiled language. */
function isForBuilding({ facts }: View): boolean {
  const { files } = facts.source;
  const compiled = ['go.mod', 'Cargo.toml', 'pom.xml', 'build.gradle', 'build.gradle.kts', 'build.sbt', 'mix.exs'];
  if (!compiled.some((name) => files.get(name) !== undefined)) return false;
  const manifest = facts.manifests.find(({ path }) => path === 'package.json');
  return (
    manifest?.scripts.some(({ name, command }) => /^(?:start|serve)\b/.test(name) && SERVES.test(command)) !== true
  );
}

const SERVES =
  /(?:^|[\s/])(?:node|nodemon|ts-node|tsx|next|nuxt|nest|serve|http-server|react-scripts|vite|ng|remix-serve)\s/;

const TOOLS: Readonly<Record<string, string>> = {
  nodejs: 'node',
  node: 'node',
  python: 'python',
  ruby: 'ruby',
  php: 'php',
  golang: 'go',
  go: 'go',
};

function fromVersionFiles(view: View): Runtime[] {
  const own = (name: string) =>
    view.facts.source.files
      .named(name)
      .filter(
        ({ path, role, size }) =>
          (role === 'config' || role === 'docs' || role === 'asset') && size < 2_000 && view.here(path),
      );
  const runtimes: Runtime[] = [];
  for (const [name, runtime] of Object.entries(FILES)) {
    for (const { path } of own(name)) {
      if (runtime === 'node' && !folderOf(path) && isForBuilding(view)) continue;
      if (isLeftOver(runtime, view)) continue;
      const version = (view.facts.source.text(path) ?? '').trim().split('\n');
      // Several lines name the versions that tests run on.
      if (version.length === 1 && version[0] !== undefined)
        runtimes.push({ runtime, version: version[0], path, line: 1 });
    }
  }
  for (const { path } of own('.tool-versions')) {
    (view.facts.source.text(path) ?? '').split('\n').forEach((text, index) => {
      const [tool = '', version = '', ...more] = text.trim().split(/\s+/);
      const runtime = TOOLS[tool];
      if (runtime === 'go' && isOldestOnPurpose(version, view)) return;
      if (runtime !== undefined && more.length === 0) runtimes.push({ runtime, version, path, line: index + 1 });
    });
  }
  for (const { path } of own('runtime.txt')) {
    const version = /^python-(\d[\d.]*)/.exec((view.facts.source.text(path) ?? '').trim())?.[1];
    if (version !== undefined) runtimes.push({ runtime: 'python', version, path, line: 1 });
  }
  return runtimes;
}

/** Developed with the oldest Go that go.mod promises, and released with a current one. */
function isOldestOnPurpose(version: string, { facts: { source, pipelines } }: View): boolean {
  const [minor = ''] = /^\d+\.\d+/.exec(version) ?? [];
  const promised = /^go (\d+\.\d+)/m.exec(source.text('go.mod') ?? '')?.[1];
  return (
    promised === minor &&
    pipelines.some(({ jobs }) =>
      jobs.some(({ steps }) => steps.some(({ uses }) => /^(?:old)?stable$/.test(uses?.with['go-version'] ?? ''))),
    )
  );
}

const PLATFORM_FILES = [
  'serverless.yml',
  'serverless.yaml',
  'template.yaml',
  'template.yml',
  'app.yaml',
  'app.yml',
  '*.tf',
  'now.json',
];
/** `runtime: nodejs14.x`, `Runtime: python3.7`, `runtime = "python3.7"`, `runtime: python37` of App Engine. */
const PLATFORM_RUNTIME = /^\s*(?:runtime|Runtime)\s*[:=]\s*["']?(nodejs|python|ruby|php|go)-?(\d+(?:\.\d+)?)/gm;

function fromPlatforms(source: FactSource, view: View): Runtime[] {
  return source.files
    .matching(PLATFORM_FILES)
    .filter(({ path, role, size }) => (role === 'config' || role === 'source') && size < 256 * 1024 && view.here(path))
    .flatMap(({ path }) => {
      const text = source.text(path) ?? '';
      return [...text.matchAll(PLATFORM_RUNTIME)].map((match) => {
        const [, name = '', written = ''] = match;
        const version = name !== 'nodejs' && /^\d{2,3}$/.test(written) ? `${written[0]}.${written.slice(1)}` : written;
        return {
          runtime: name === 'nodejs' ? 'node' : name,
          version,
          path,
          line: text.slice(0, match.index).split('\n').length + (match[0].startsWith('\n') ? 1 : 0),
        };
      });
    });
}
