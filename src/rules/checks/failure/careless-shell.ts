import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Commands that change things elsewhere: what comes after a failed one must not run. */
const CHANGES: ProbeDefinition = {
  pattern:
    '^[ \\t]*(?:sudo[ \\t]+)?(?:(?:kubectl|helm|terraform|tofu|aws|gcloud|az|docker|podman|ansible-playbook|rsync|scp|git|npm|yarn|twine|heroku|fly|flyctl|cf|psql|mysql|mongo|pg_restore|systemctl|wrangler|gsutil)[ \\t]+\\S)',
  words: [
    'kubectl',
    'helm',
    'terraform',
    'tofu',
    'aws',
    'gcloud',
    'az',
    'docker',
    'podman',
    'ansible',
    'rsync',
    'scp',
    'git',
    'npm',
    'yarn',
    'twine',
    'heroku',
    'fly',
    'flyctl',
    'cf',
    'psql',
    'mysql',
    'mongo',
    'pg_restore',
    'systemctl',
    'wrangler',
    'gsutil',
  ],
  languages: ['shell'],
  roles: ['source', 'ci', 'config'],
  collect: true,
};

const EFFECT =
  /^\s*(?:sudo\s+)?(?:kubectl\s+(?:.*\s)?(?:apply|delete|create|rollout|set|patch|replace)\b|helm\s+(?:upgrade|install|uninstall)|(?:terraform|tofu)\s+(?:apply|destroy|import)|aws\s+\S+\s+(?:.*\s)?(?:sync|cp|rm|put-\S+|update-\S+|create-\S+|delete-\S+|deploy)\b|gcloud\s+.*\b(?:deploy|create|delete|update)\b|az\s+.*\b(?:create|delete|update|deploy)\b|(?:docker|podman)\s+(?:push|compose\s+up|stack\s+deploy)|ansible-playbook\s|rsync\s|scp\s|git\s+(?:push|tag)\b|(?:npm|yarn)\s+publish|twine\s+upload|heroku\s|fly(?:ctl)?\s+deploy|cf\s+(?:push|delete)|psql\s|mysql\s|mongo\s|pg_restore\s|systemctl\s+(?:restart|stop|start)|wrangler\s+(?:deploy|publish)|gsutil\s+(?:.*\s)?(?:rsync|cp|rm)\b)/;
/** Stops at the first error, by option, by trap, or by what every step says for itself. */
const STRICT =
  /^\s*set\s+(?:-\w*\s+)*-\w*e|^\s*set\s+-o\s+errexit|^#!.*\s-\w*e|^\s*trap\s+.*\bERR\b|\|\|\s*(?:exit|die|fail|abort|return)\b|\bset\s+-\w*e\w*\b|\bif\s+!\s/m;

/** Scripts that change servers, clusters or registries and go on after a failed command. A line that ends in && ties the next to it. */
export const carelessShell: Check = {
  name: 'careless-shell',
  probes: [CHANGES],
  run(view) {
    const byPath = new Map<string, { count: number; first: Evidence }>();
    for (const hit of view.facts.code.hits(CHANGES)) {
      if (!view.here(hit.path) || !EFFECT.test(hit.text) || /(?:&&|\|\|)\s*\\?$/.test(hit.text)) continue;
      const known = byPath.get(hit.path);
      if (known === undefined)
        byPath.set(hit.path, { count: 1, first: { path: hit.path, line: hit.line, detail: hit.text } });
      else known.count++;
    }
    const careless = [...byPath]
      .filter(([path, { count }]) => count >= 2 && isAsked(view.facts.source.text(path) ?? 'set -e'))
      .map(([, { first }]) => first);
    return found(careless, view.facts.code.truncated);
  },
};

/** Speaks to what runs on the desk: nothing is lost there. */
const AT_DESK = /\bhttps?:\/\/(?:localhost|127\.0\.0\.1|[\w.-]*-local)\b/;

function isAsked(text: string): boolean {
  return !STRICT.test(text) && !AT_DESK.test(text) && !isLibrary(text);
}

/** Only defines functions: it is sourced, and takes the options of the script that does so. */
function isLibrary(text: string): boolean {
  const outside = text
    .replace(/^(?:function[ \t]+)?[\w:.-]+[ \t]*(?:\(\))?[ \t]*\n?\{[ \t]*\n[\s\S]*?^\}[ \t]*$/gm, '')
    .split('\n')
    .filter((line) => !/^\s*(?:#|$|(?:export|readonly|declare|local)?\s*\w+=)/.test(line));
  return outside.length === 0 && /^\}/m.test(text);
}
