import type { Dockerfile } from '../../../facts/containers.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { escapeRegExp } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';
import { productionImages } from '../shared/production-images.ts';

const SECRET =
  /(?:^|_)(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|SECRET_KEY|CREDENTIALS?|NPMRC|SSH_KEY|AUTH_KEY|MASTER_KEY)$/i;
/** Names that only sound like it, and values that builds need to get through. */
const HARMLESS =
  /PUBLIC|PUBLISHABLE|TOKENS?_(?:URL|PATH|FILE)|_FILE$|DISABLE|SKIP|DUMMY|FAKE|TEST|EXAMPLE|PLACEHOLDER|BASE$|NEXT_|VITE_|REACT_APP_|SECRET_KEY_BASE_DUMMY|CLIENT_TOKEN|SITE_KEY|MAPBOX|SENTRY_RELEASE/i;
const COPIED =
  /(?:^|\/)(?:\.env(?:\.(?:prod|production|live))?|id_rsa|id_ed25519|\.netrc|\.pypirc|credentials\.json|service-?account\.json|\.aws|\.ssh)\/?$/i;

/**
 * Whether secrets are passed into images as build arguments, variables or files, which every later layer and every puller can
 * read. With `final`: into the stage that becomes the image, and not only into one that it copies from.
 */
export const imageSecrets: Check = {
  name: 'image-secrets',
  run(view, options) {
    return found(
      productionImages(view).flatMap((file) => secretsOf(file, view, options.final === true)),
      view.facts.containers.truncated,
    );
  },
};

/** The stages whose layers the image has: the last one, and those that it builds on. */
function finalStages({ stages }: Dockerfile): ReadonlySet<number> {
  const final = new Set<number>();
  for (let index: number | undefined = stages.length - 1; index !== undefined; index = stages[index]?.parent) {
    final.add(index);
  }
  return final;
}

function secretsOf(file: Dockerfile, view: View, isFinal: boolean): Evidence[] {
  const final = finalStages(file);
  const evidence: Evidence[] = [];
  const seen = new Set<string>();
  const lines = view.facts.source.text(file.path) ?? '';
  for (const { name, kind, stage, line } of file.variables) {
    if (isFinal && !final.has(stage)) continue;
    // What stands before the first stage is seen by none that does not name it again.
    if (stage === -1 && isRepeated(file, name)) continue;
    if (!SECRET.test(name) || HARMLESS.test(name) || seen.has(name) || isSwitch(lines, name)) continue;
    // A default that everybody can read is no secret of a build, but one that all containers share.
    seen.add(name);
    evidence.push({ path: file.path, line, detail: `${kind.toUpperCase()} ${name}`, subject: `${file.path}: ${name}` });
  }
  for (const copy of file.copies) {
    if (copy.from !== undefined || copy.stage < file.stages.length - 1) continue;
    for (const source of copy.sources) {
      if (!COPIED.test(source) || !isTracked(source.replace(/^\.?\//, ''), view)) continue;
      evidence.push({
        path: file.path,
        line: copy.line,
        detail: `${copy.instruction} ${source}`,
        subject: `${file.path}: ${source}`,
      });
    }
  }
  return evidence;
}

function isRepeated({ variables }: Dockerfile, name: string): boolean {
  return variables.some((variable) => variable.name === name && variable.stage >= 0);
}

/** A value that switches something off, or stands in so that a build gets through, is no secret. */
function isSwitch(text: string, name: string): boolean {
  const written = new RegExp(
    `^[^#\\n]*\\b${escapeRegExp(name)}[ =](?:"([^"\\n]*)"|'([^'\\n]*)'|([^\\s"']*))(?=\\s|$)`,
    'gim',
  );
  return [...text.matchAll(written)].some(([, double, single, bare]) => {
    const value = double ?? single ?? bare ?? '';
    return NO_SECRET.test(value) || SENTENCE.test(value);
  });
}

const NO_SECRET =
  /^(?:no|false|none|null|unused|build.*|temp|tmp|temporary|0|1|x+|[\w-]*(?:dummy|fake|placeholder|not-?a-?real|change-?me|insecure|example|temporary|irrelevant)[\w-]*)?$/i;
/** Words in a row: nobody's password, but a remark. */
const SENTENCE = /^[A-Za-z'-]+(?: [A-Za-z'-]+){2,}[.!]?$/;

/** Copying settings that hold nothing secret is no harm. */
function isTracked(path: string, view: View): boolean {
  if (view.facts.source.files.get(path) === undefined) return false;
  if (!/\.env/.test(path)) return true;
  return view.facts.environment.tracked.some((file) => file.path === path && file.secrets.length > 0);
}
