import { purposeOfPath } from '../../../facts/containers/purpose.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import { folderOf } from '../../../repository/paths.ts';
import { roleOf } from '../../../repository/roles.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { productionImages } from '../shared/production-images.ts';

interface Manager {
  readonly lock: string;
  /** Installs what the manifest allows today, and rewrites the lock file. */
  readonly loose: RegExp;
  readonly frozen: RegExp;
}

const MANAGERS: readonly Manager[] = [
  {
    lock: 'package-lock.json',
    loose: /^npm\s+(?:install|i)(?:\s+--?[\w-]+(?:=\S+)?)*$/,
    frozen: /^npm\s+(?:.*\s)?(?:ci|clean-install)\b/,
  },
  {
    lock: 'yarn.lock',
    loose: /^yarn(?:\s+install)?(?:\s+(?!--(?:frozen-lockfile|immutable|pure-lockfile))--?[\w-]+(?:=\S+)?)*$/,
    frozen: /^yarn\b.*--(?:frozen-lockfile|immutable)/,
  },
  { lock: 'pnpm-lock.yaml', loose: /^pnpm\s+(?:install|i)\b.*--no-frozen-lockfile/, frozen: /^pnpm\s+(?:install|i)\b/ },
  {
    lock: 'Pipfile.lock',
    loose: /^pipenv\s+install(?:\s+--(?!deploy|ignore-pipfile)[\w-]+)*$/,
    frozen: /^pipenv\s+(?:sync|install\s.*--deploy)/,
  },
  { lock: 'Gemfile.lock', loose: /^bundle\s+update(?:\s+--[\w-]+)*$/, frozen: /^bundle(?:\s+install)?\b/ },
  { lock: 'composer.lock', loose: /^composer\s+update(?:\s+--?[\w-]+(?:=\S+)?)*$/, frozen: /^composer\s+install\b/ },
];

/** Whether builds install what the lock file says. Only commands without package names are judged: others add tools. */
export const frozenInstall: Check = {
  name: 'frozen-install',
  run(view) {
    const loose: Evidence[] = [];
    const frozen: Evidence[] = [];
    for (const { text, folder, path, line } of commandsOf(view)) {
      for (const manager of MANAGERS) {
        const isLoose = manager.loose.test(text);
        if (!isLoose && !manager.frozen.test(text)) continue;
        if (!isLocked(folder, manager.lock, view)) continue;
        const evidence = { path, ...atLine(line), detail: text.slice(0, 100), subject: `${path}: ${manager.lock}` };
        (isLoose ? loose : frozen).push(evidence);
      }
    }
    // A step that several jobs or scripts reach is one place to mend.
    const places = loose.filter(
      ({ path, line }, index) => loose.findIndex((other) => other.path === path && other.line === line) === index,
    );
    return places.length > 0 ? no(places) : yes(frozen.slice(0, 3));
  },
};

/** `exit $(git status --porcelain | wc -l)`, `git diff --exit-code` */
const LOOKS_FOR_CHANGES = /\bgit\s+(?:status\s+(?:--porcelain|-s)\b|diff\s.*--(?:exit-code|quiet)\b)/;

interface Command {
  readonly text: string;
  readonly folder: string;
  readonly path: string;
  readonly line: number | undefined;
}

function commandsOf(view: View): Command[] {
  const commands: Command[] = [];
  for (const pipeline of view.facts.pipelines) {
    // Pipelines that refresh the dependencies are meant to change the lock file.
    if (/updat|upgrad|bump|depend|refresh/i.test(`${pipeline.path} ${pipeline.name ?? ''}`)) continue;
    for (const job of pipeline.jobs) {
      const own = job.steps.flatMap((step) => step.commands);
      // A job that fails when the lock file has changed installs loosely on purpose.
      if (own.some(({ text }) => LOOKS_FOR_CHANGES.test(text))) continue;
      for (const { text, path, line, folder } of own) {
        commands.push({ text: text.trim(), folder: folder ?? '', path, line });
      }
    }
  }
  for (const dockerfile of productionImages(view)) {
    for (const run of dockerfile.runs) {
      // A stage for the desk is followed by the one that is delivered.
      const isLast = run.stage === dockerfile.stages.length - 1;
      const alias = dockerfile.stages[run.stage]?.alias ?? '';
      if (!isLast && purposeOfPath(alias, 'config') === 'development') continue;
      for (const text of run.text.slice(0, 4_000).split(/&&|;|\|\|/)) {
        commands.push({
          text: text.trim().replace(/^--mount=\S+\s+/, ''),
          folder: folderOf(dockerfile.path),
          path: dockerfile.path,
          line: run.line,
        });
      }
    }
  }
  return commands;
}

function isLocked(folder: string, lock: string, view: View): boolean {
  const prefix = folder === '' || folder === '.' ? '' : `${folder}/`;
  const file = view.facts.source.files.get(`${prefix}${lock}`);
  // Yarn from version 2 on freezes in CI by itself.
  if (
    lock === 'yarn.lock' &&
    (view.facts.source.files.get(`${prefix}.yarnrc.yml`) ?? view.facts.source.files.get('.yarnrc.yml')) !== undefined
  )
    return false;
  return file !== undefined && roleOf(`${prefix}package.json`, false) === 'config';
}
