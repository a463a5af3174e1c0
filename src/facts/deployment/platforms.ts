import type { FileEntry } from '../../repository/file-index.ts';
import { atLine, lineOf } from '../lines.ts';
import type { FactSource } from '../source.ts';
import { type Deployment, environmentOf, type Platform } from './deployment.ts';
import { RECOGNITIONS, type Recognition } from './recognitions.ts';

/** Files of one platform: thousands of recipes tell no more than the first ones. */
const PLATFORM_LIMIT = 40;
const READ_LIMIT = 600;

/** The platforms that a file's name leaves possible. Cheap: it is asked of every file. */
function candidatesOf(file: FileEntry): Recognition[] {
  const name = file.name.toLowerCase();
  if (!LIKELY.test(name)) return [];
  const found = RECOGNITIONS.filter((recognition) => recognition.name.test(name));
  if (found.length === 0) return found;
  const path = file.path.toLowerCase();
  return found.filter((recognition) => recognition.path === undefined || recognition.path.test(path));
}

const LIKELY =
  /\.(?:ya?ml|json|jsonc|toml|config|bicep|nomad(?:\.tpl)?|hcl|service|pp|sls|nix|conf|cfg|gotmpl|j2|erb|in|tmpl|template)$|^(?:procfile|capfile|puppetfile|berksfile|cheffile|policyfile\.rb|checks|dokku_scale|\.?dokploy.*|cname|kustomization|dinghyfile|fabfile\.py|deploy\.(?:rb|php)|appengine-web\.xml|serverless\..*|sst\.config\..*|ecosystem.*|pm2.*|.*\.rb)$/;

/** Reads the configuration files of platforms that have one of their own. */
export function readPlatforms(files: readonly FileEntry[], source: FactSource): Deployment[] {
  const deployments: Deployment[] = [];
  const counts = new Map<Platform, number>();
  let budget = READ_LIMIT;
  for (const file of files) {
    for (const recognition of candidatesOf(file)) {
      const count = counts.get(recognition.platform) ?? 0;
      if (count >= PLATFORM_LIMIT) continue;
      const needsText =
        recognition.text !== undefined || recognition.not !== undefined || recognition.probe !== undefined;
      if (needsText && budget-- <= 0) continue;
      const found = source.guard('deployment', file.path, () => recognise(recognition, file, needsText, source));
      if (found === undefined) continue;
      counts.set(recognition.platform, count + 1);
      deployments.push(found);
      break;
    }
  }
  return deployments;
}

function recognise(
  { platform, detail, text, not, probe }: Recognition,
  file: FileEntry,
  needsText: boolean,
  source: FactSource,
): Deployment | undefined {
  const found = { platform, path: file.path, ...environmentOf(file.path) };
  if (!needsText) return { ...found, detail, probes: [] };
  const content = source.text(file.path);
  if (content === undefined) return undefined;
  if (text !== undefined && !text.test(content)) return undefined;
  if (not?.test(content) === true) return undefined;
  const probeLine = probe === undefined ? undefined : lineOf(content, probe);
  return {
    ...found,
    ...atLine(text === undefined ? undefined : lineOf(content, text)),
    detail: platform === 'procfile' ? `processes: ${processes(content)}` : detail,
    probes: probeLine === undefined ? [] : ['health-check'],
    ...(probeLine === undefined ? {} : { probeLine }),
  };
}

function processes(procfile: string): string {
  return [...procfile.matchAll(/^([\w-]{1,40})[ \t]*:[ \t]*\S/gm)].map((match) => match[1]).join(', ');
}
