import { ENVIRONMENT_READS, SYSTEM_VARIABLES } from '../../../facts/environment.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { lineAt } from '../../../facts/lines.ts';
import type { Role } from '../../../repository/roles.ts';
import type { Check } from '../../check.ts';
import { no, type Outcome, unknown, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { PLANS } from './documented-configuration.ts';

/** The variables that the code reads and that nothing tells of. Those of platforms and SDKs are told of elsewhere. */
export function untoldVariables(view: View): ReadonlyMap<string, Evidence> {
  const missing = new Map(variablesOf(view));
  for (const { names } of [...view.facts.environment.documented, ...view.facts.environment.tracked])
    for (const name of names) missing.delete(name);
  forgetTold(missing, view);
  return missing;
}

/** One forgotten switch for debugging is no list out of step. */
const TOLERATED = 2;
const TOLERATED_SHARE = 0.15;
/** Variables that platforms and SDKs bring. */
const FOREIGN =
  /^(?:GITHUB_|ACTIONS_|SLURM_|LOCAL_RANK$|RANK$|WORLD_SIZE$|SSH_|GPG_|DOCKER_|GAE_|GITLAB_|CI_|AWS_|AZURE_|GOOGLE_APPLICATION|GCP_PROJECT|K_|NPM_|npm_|VERCEL_|NETLIFY_|HEROKU_|RAILWAY_|RENDER_|FLY_|KUBERNETES_|NAIS_|DYNO|OTEL_|PYTEST_|JEST_|NODE_|NEXT_|VITE_|DEBUG$|PORT$|HOST$|LOG_LEVEL$|HTTPS?_PROXY$|NO_PROXY$|https?_proxy$|no_proxy$|WEB_CONCURRENCY$|RAILS_|RACK_|BUNDLE_|DJANGO_SETTINGS|PYTHON|CARGO_|RUST_|GO[A-Z]+$|JAVA_|XDG_|MIX_|DOTNET_|ASPNETCORE_|REACT_APP_VERSION|WINDOWS|PROGRAM|DISPLAY|BROWSER$|CC$|CXX$)/;
const EXPLAINING: ReadonlySet<Role> = new Set<Role>(['docs', 'config', 'ci', 'agent-tooling', 'asset', 'test']);
const READABLE =
  /\.(?:md|mdx|rst|adoc|txt|ya?ml|json|toml|env|ini|cfg|conf|properties|tf|tfvars|service|j2|tpl|gotmpl|erb|nix)(?:\.[\w-]+)?$|^\.env|dockerfile|^makefile|procfile|^\.[\w.-]*rc$/i;
/** A class or struct that is the list of the settings, each field with its name and default. */
const SETTINGS_CLASS = {
  pattern: String.raw`\(\s*(?:\w+\.)?BaseSettings\s*[,)]|\benvconfig:"|\benvconfig\.Process\(|\bFigment::`,
  words: ['BaseSettings', 'envconfig', 'Figment'],
};
const FILES_LIMIT = 600;
const SIZE_LIMIT = 128 * 1024;

/**
 * Whether the variables that the code reads are all told of somewhere: in an example, a document, a deployment.
 * Option `listed`: whether a list of them is kept at all, which names most of what is read; `told`: whether the README or the documents
 * name most of them, wherever.
 */
export const configurationInStep: Check = {
  name: 'configuration-in-step',
  probes: [SETTINGS_CLASS],
  run(view, options) {
    const read = variablesOf(view);
    if (options.listed === true) return isListed(read, view) ? yes([...read.values()].slice(0, 1)) : no();
    if (options.told === true) return toldIn(read, view);
    const missing = new Map(read);
    for (const { names } of [...view.facts.environment.documented, ...view.facts.environment.tracked])
      for (const name of names) missing.delete(name);
    if (missing.size > allowed(read.size)) forgetTold(missing, view);
    if (view.facts.source.repository.truncated && missing.size > 0) return unknown();
    return missing.size <= allowed(read.size) ? yes([...read.values()].slice(0, 3)) : no([...missing.values()]);
  },
};

/** Fewer are told in passing. */
const ENOUGH = 4;

function isListed(read: ReadonlyMap<string, Evidence>, view: View): boolean {
  const lists = view.facts.environment.documented.filter(({ form }) => form === 'env-example' || form === 'prose');
  const told = new Set(lists.flatMap(({ names }) => names));
  const known = [...read.keys()].filter((name) => told.has(name)).length;
  return known >= ENOUGH && known >= read.size / 2;
}

/** What people read before they start the program. */
const GUIDES = [
  '/README*',
  '/*/README*',
  '/{INSTALL,CONTRIBUTING,DEVELOPMENT,DEVELOPING,HACKING,CONFIGURATION}*',
  '/{docs,doc}/**',
];

function toldIn(read: ReadonlyMap<string, Evidence>, view: View): Outcome {
  const told = new Map<string, Evidence>();
  for (const { path, role, size, mode } of view.facts.source.files.matching(GUIDES).slice(0, FILES_LIMIT)) {
    if (told.size === read.size) break;
    if (role !== 'docs' || size > SIZE_LIMIT || mode === 'link' || PLANS.test(path) || !view.here(path)) continue;
    const text = view.facts.source.text(path) ?? '';
    for (const match of text.matchAll(/[A-Z][A-Z0-9_]{2,99}/g)) {
      if (!read.has(match[0]) || told.has(match[0])) continue;
      told.set(match[0], { path, line: lineAt(text, match.index), detail: `tells of ${match[0]}` });
    }
  }
  return told.size > 0 && told.size >= read.size * MOST ? yes([...told.values()].slice(0, 3)) : no();
}

const MOST = 2 / 3;

function allowed(total: number): number {
  return Math.max(TOLERATED, total * TOLERATED_SHARE);
}

/** The variables that the code reads, each with one place. */
export function variablesOf(view: View): Map<string, Evidence> {
  const names = new Map<string, Evidence>();
  for (const probe of ENVIRONMENT_READS) {
    for (const { capture, path, line } of view.facts.code.hits(probe)) {
      if (capture === undefined || names.has(capture) || !view.here(path)) continue;
      // Properties of Spring lie in files of their own, with their values.
      if (!/^[A-Z][A-Z0-9_]+$/.test(capture) || SYSTEM_VARIABLES.has(capture) || FOREIGN.test(capture)) continue;
      if (/(?:^|\/)(?:scripts?|tools?|hack|ci|migrations?|seeds?)\//i.test(path)) continue;
      names.set(capture, { path, line, detail: `reads ${capture}, which is told of nowhere` });
    }
  }
  return names;
}

/** Takes out what any text of the repository names that is not the program itself. */
function forgetTold(missing: Map<string, Evidence>, view: View): void {
  const files = view.facts.source.files.all.filter(
    ({ role, name, size, mode }) =>
      EXPLAINING.has(role) && size < SIZE_LIMIT && mode !== 'submodule' && READABLE.test(name),
  );
  for (const { path } of view.facts.code.hits(SETTINGS_CLASS)) {
    for (const match of (view.facts.source.text(path) ?? '').matchAll(
      /\b[A-Za-z][A-Za-z0-9_]{2,99}(?=\s*:|\s+\w+\s+`)/g,
    ))
      missing.delete(match[0].toUpperCase());
  }
  for (const { path, mode } of files.slice(0, FILES_LIMIT)) {
    if (missing.size === 0) return;
    if (mode === 'link') continue;
    const content = view.facts.source.repository.read(path, SIZE_LIMIT);
    if (!content.ok) continue;
    for (const match of content.bytes.toString('latin1').matchAll(/[A-Z][A-Z0-9_]{2,99}/g)) missing.delete(match[0]);
  }
}
