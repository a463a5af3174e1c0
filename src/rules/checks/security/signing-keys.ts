import type { CodeHit, ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine, lineAt } from '../../../facts/lines.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** What sessions, cookies, tokens and stored data are signed or encrypted with. */
const NAME =
  '(?:\\w*_)?(?:SECRET_KEY(?:_BASE)?|(?:SESSION|COOKIE|JWT|AUTH|NEXTAUTH|APP|TOKEN|ACCESS_TOKEN|REFRESH_TOKEN|HASH|SIGNING|WEBHOOK|HMAC|CSRF)_SECRET(?:_KEY)?|(?:SIGNING|ENCRYPTION|COOKIE|SESSION|JWT|HMAC)_KEY|APP_KEY)';
const LITERAL = '(?:"[^"\\n]{4,200}"|\'[^\'\\n]{4,200}\'|`[^`$\\n]{4,200}`)';

const PROBES: readonly ProbeDefinition[] = [
  {
    pattern: `\\benv(?:\\.|\\[["'])(${NAME})(?:["']\\])?\\s*(?:\\|\\||\\?\\?)\\s*${LITERAL}`,
    words: ['env'],
    languages: ['javascript', 'typescript'],
    collect: true,
  },
  {
    pattern: `\\bsession\\(\\s*\\{[^}]{0,300}\\b(secret)\\s*:\\s*${LITERAL}`,
    words: ['session'],
    languages: ['javascript', 'typescript'],
    collect: true,
  },
  {
    pattern: `\\b(?:environ\\.get|getenv|env|env\\.str|env\\.get|config|decouple\\.config)\\(\\s*["'](${NAME})["']\\s*,\\s*(?:default\\s*=\\s*)?${LITERAL}`,
    words: ['environ', 'getenv', 'env', 'config'],
    languages: ['python'],
    collect: true,
  },
  {
    pattern: `^(?:app\\.config\\[["'])?(SECRET_KEY|app\\.secret_key|JWT_SECRET(?:_KEY)?)(?:["']\\])?\\s*(?::\\s*str\\s*)?=\\s*${LITERAL}`,
    words: ['SECRET_KEY', 'secret_key', 'JWT_SECRET', 'JWT_SECRET_KEY'],
    languages: ['python'],
    collect: true,
  },
  {
    pattern: `\\bENV(?:\\.fetch\\(\\s*["'](${NAME})["']\\s*,\\s*|\\[["']${NAME}["']\\]\\s*\\|\\|\\s*)${LITERAL}`,
    words: ['ENV'],
    languages: ['ruby'],
    collect: true,
  },
  {
    pattern: `\\benv\\(\\s*["'](${NAME})["']\\s*,\\s*${LITERAL}`,
    words: ['env'],
    languages: ['php'],
    collect: true,
  },
  {
    pattern: '\\b(SignedString)\\(\\s*\\[\\]byte\\(\\s*"[^"\\n]{4,200}"',
    words: ['SignedString'],
    languages: ['go'],
    collect: true,
  },
  {
    pattern: `\\b(jwt\\.sign)\\([^\\n]{1,200}?,\\s*${LITERAL}\\s*[,)]`,
    words: ['jwt'],
    languages: ['javascript', 'typescript'],
    collect: true,
  },
];

/** Credentials of other services are called alike, and sign nothing here. */
const OF_OTHERS =
  /(?:^|[^A-Z])(?:TURNSTILE|(?:RE|H|FRIENDLY_?)?CAPTCHA|STRIPE|PAYPAL|PAYSTACK|FLUTTERWAVE|RAZORPAY|BRAINTREE|AWS|S3|MINIO|SPACES|SQS|SES|DYNAMODB|WASABI|B2|MAILGUN|MAILJET|TWILIO|PUSHER|ALGOLIA|CLOUDINARY|OPENAI|SENTRY|MAPBOX|LIVEKIT|VAPID|DD|DATADOG)_/i;

const SPRING = new RegExp(`\\$\\{(${NAME}):[^}\\s]{4,200}\\}`, 'i');

/** Set-ups of one machine, and what only tests load. */
const ASIDE =
  /(?:^|[/_.-])(?:tests?|testing|dev|devel|develop|development|local|debug|ci|demo|docker|mocks?|build|example|sample|seed|e2e|playwright|cypress|scripts?|benchmarks?)(?:$|[/_.-])/i;
/** A branch that only development takes, or a value that stops the program. */
const GUARDED =
  /\b(?:DEBUG|is_?dev\w*|is_?local\w*|is_?test\w*|NODE_ENV|RAILS_ENV|APP_ENV|development|building|collectstatic|raise|throw)\b/i;

/** Settings that another file, which is not tracked, replaces. */
const OVERRIDDEN = /\b(?:local_?settings|settings_local|settings\.local|local_config)\b/i;

/** Whether keys that sign or encrypt have a default that everybody can read. Values are not shown. */
export const signingKeys: Check = {
  name: 'signing-keys',
  probes: PROBES,
  run(view) {
    const hits = PROBES.flatMap((probe) => view.facts.code.hits(probe)).filter(
      (hit) =>
        view.here(hit.path) &&
        !ASIDE.test(hit.path) &&
        !OF_OTHERS.test(hit.capture ?? hit.text) &&
        !isNameOfCookie(hit, view) &&
        !isGuarded(hit, view) &&
        !isSetAnew(hit, view),
    );
    const evidence = hits.map(({ path, line, capture }) => ({
      path,
      line,
      detail: `${capture ?? 'a key'} has a value in the code`,
      subject: `${path}: ${capture ?? 'key'}`,
    }));
    return found([...evidence, ...springDefaults(view)], view.facts.code.truncated);
  },
};

/** `SESSION_COOKIE_KEY || 'shop_session'`: the key under which a cookie or an entry of a store is kept, not one that signs. */
const COOKIE_NAME = /(?:COOKIE|SESSION)_KEY$/;
const NAMES =
  /(["'`])(?![^"'`]*(?:secret|passw|change|key))[a-z][\w.:-]*[_.:-](?:session(?:_?id)?|cookie|token|auth|user|sid|id)\1/i;

function isNameOfCookie({ path, line, capture }: CodeHit, view: View): boolean {
  if (capture === undefined || !COOKIE_NAME.test(capture)) return false;
  const text = view.facts.source.text(path) ?? '';
  if (
    new RegExp(
      `\\b(?:cookies?|storage|headers)\\b[^\\n]{0,20}\\.(?:get|set|has|delete|getItem|setItem)\\(\\s*(?:\\w+\\.)*${capture}\\b`,
      'i',
    ).test(text)
  )
    return true;
  const lines = text.split('\n').slice(line - 1, line + 1);
  return NAMES.test(lines.join('\n')) || isNamedAlike(lines[0] ?? '', capture);
}

/** `GOOGLE_TAG_MANAGER_SESSION_KEY` of `_googleTagManager`: the entry of a session is called after what keeps it. */
function isNamedAlike(line: string, capture: string): boolean {
  const keeper = lettersOf(capture.replace(COOKIE_NAME, ''));
  return (
    keeper !== '' &&
    [...line.matchAll(/["'`]([A-Za-z_]{4,60})["'`]/g)].some(([, value = '']) => lettersOf(value) === keeper)
  );
}

function lettersOf(text: string): string {
  return text.replace(/[^A-Za-z]/g, '').toLowerCase();
}

const PRODUCTION = ['**/prod{,uction}{,_settings}.py', '**/settings_prod{,uction}.py', '**/live.py'];

/** Settings of Django that those for production, in the same folder, start from and give a key of their own. */
function isSetAnew({ path, capture }: CodeHit, view: View): boolean {
  if (capture !== 'SECRET_KEY' || !path.endsWith('.py')) return false;
  return view.facts.source.files
    .matching(PRODUCTION)
    .some(
      (file) =>
        file.path !== path &&
        folderOf(file.path) === folderOf(path) &&
        /^[ \t]*SECRET_KEY[ \t]*=(?![ \t]*["'])/m.test(view.facts.source.text(file.path) ?? ''),
    );
}

function isGuarded(hit: CodeHit, view: View): boolean {
  const text = view.facts.source.text(hit.path) ?? '';
  if (OVERRIDDEN.test(text)) return true;
  const lines = text.split('\n');
  if (hit.path.endsWith('.py') && FOR_DEVELOPMENT.test(classAround(lines, hit.line))) return true;
  const near = lines.slice(Math.max(0, hit.line - 3), hit.line + 1).join('\n');
  return GUARDED.test(near) || isMarkedForDebugging(lines, hit.line);
}

/** What `django-admin startproject` writes, in a branch that only debugging takes: `else:` of `if not DEBUG:`. */
function isMarkedForDebugging(lines: readonly string[], line: number): boolean {
  if (!lines.slice(line - 1, line + 3).some((text) => text.includes('django-insecure-'))) return false;
  const above = lines.slice(Math.max(0, line - BRANCH), line).join('\n');
  return /^if\s+not\s+DEBUG\b[\s\S]*^else:/m.test(above);
}

/** Lines in which both branches of a setting find room. */
const BRANCH = 12;

/** Settings of a machine of a developer are a class of their own in Flask and its like. */
const FOR_DEVELOPMENT = /^class\s+\w*(?:Dev(?:elop(?:ment)?)?|Test(?:ing|s)?|Local|Debug|CI)(?![a-z])/;

/** The opening of the class of Python in which a line stands; empty outside of all. */
function classAround(lines: readonly string[], line: number): string {
  const above = lines.slice(0, line).findLast((text) => /^\S/.test(text)) ?? '';
  return above.startsWith('class ') ? above : '';
}

function springDefaults(view: View): Evidence[] {
  const files = view.facts.source.files.matching([
    '**/application.{yml,yaml,properties}',
    '**/application-prod*.{yml,yaml,properties}',
  ]);
  return files.flatMap((file) => {
    if (file.role === 'test' || file.role === 'fixture' || file.role === 'example' || !view.here(file.path)) return [];
    const text = view.facts.source.text(file.path) ?? '';
    const match = SPRING.exec(text);
    if (match === null || OF_OTHERS.test(match[1] ?? '')) return [];
    const name = match[1] ?? 'a key';
    return [
      {
        path: file.path,
        ...atLine(lineAt(text, match.index)),
        detail: `${name} has a default`,
        subject: `${file.path}: ${name}`,
      },
    ];
  });
}
