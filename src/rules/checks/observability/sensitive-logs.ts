import type { CodeHit, ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

const SECRET =
  '(?:[A-Za-z_$][\\w$]*(?:\\?)?\\.){0,4}(?:password|passwd|passphrase|client_?[sS]ecret|secret_?[kK]ey|api_?[kK]ey|private_?[kK]ey|access_?[tT]oken|refresh_?[tT]oken|auth_?[tT]oken|id_?[tT]oken|bearer_?[tT]oken|session_?[tT]oken|credit_?[cC]ard(?:_?[nN]umber)?|card_?[nN]umber|cvv|cvc)';
const PERSON =
  '(?:[A-Za-z_$][\\w$]*(?:\\?)?\\.){0,4}(?:email(?:_?[aA]ddress)?|phone(?:_?[nN]umber)?|mobile_?[nN]umber|ssn|social_?[sS]ecurity(?:_?[nN]umber)?|national_?[iI]nsurance(?:_?[nN]umber)?|nino|fnr|fodselsnummer|date_?[oO]f_?[bB]irth|birth_?[dD]ate|dob|home_?[aA]ddress|street_?[aA]ddress|iban|passport_?[nN]umber)';
/** Lengths, presence and masks of a value are not the value. */
const AFTER = '(?![\\w$(\\[=]|\\s*(?:[!=]=|\\?[^.]|&&)|\\??\\.\\w)';
const CALL =
  '\\b(?:log(?:ger|ging)?|LOG(?:GER)?|_log(?:ger)?|slog|zap|logrus|console|Log|Timber|Rails\\.logger|Logger)\\)?(?:\\.\\w+\\(\\))?\\.(?:debug|info|warn|warning|error|log|trace|fatal|exception|critical|notice|d|i|e|w|v|Printf?|Println|Debugf?|Infof?|Warnf?|Errorf?|Fatalf?|LogInformation|LogDebug|LogWarning|LogError)\\(';

/** A value put into the text of one log call: `{x}`, `${x}`, `#{x}`, `+ x`, or `, x`. The name alone in a text is not enough. */
function probe(value: string, words: readonly string[]): ProbeDefinition {
  return {
    pattern: `${CALL}[^\\n;]{0,200}?(?:(?:\\$\\{|#\\{|[^\\\\$#{]\\{)\\s*|["'\`]\\s*(?:\\+|,|%|\\.)\\s*\\(?)${value}${AFTER}`,
    flags: 'i',
    words,
    languages: [
      'javascript',
      'typescript',
      'python',
      'ruby',
      'go',
      'java',
      'kotlin',
      'scala',
      'groovy',
      'csharp',
      'php',
      'elixir',
      'dart',
      'swift',
    ],
    collect: true,
  };
}

/** The names above as whole identifiers, in any case. */
const SECRET_WORDS = [
  'password',
  'passwd',
  'passphrase',
  'clientSecret',
  'client_secret',
  'secretKey',
  'secret_key',
  'apiKey',
  'api_key',
  'privateKey',
  'private_key',
  'accessToken',
  'access_token',
  'refreshToken',
  'refresh_token',
  'authToken',
  'auth_token',
  'idToken',
  'id_token',
  'bearerToken',
  'bearer_token',
  'sessionToken',
  'session_token',
  'creditCard',
  'credit_card',
  'creditCardNumber',
  'credit_card_number',
  'cardNumber',
  'card_number',
  'cvv',
  'cvc',
];
const PERSON_WORDS = [
  'email',
  'emailAddress',
  'email_address',
  'phone',
  'phoneNumber',
  'phone_number',
  'mobileNumber',
  'mobile_number',
  'ssn',
  'socialSecurityNumber',
  'social_security_number',
  'nationalInsuranceNumber',
  'national_insurance_number',
  'nationalInsurance',
  'national_insurance',
  'nino',
  'fnr',
  'fodselsnummer',
  'dateOfBirth',
  'date_of_birth',
  'birthDate',
  'birth_date',
  'birthdate',
  'dob',
  'homeAddress',
  'home_address',
  'streetAddress',
  'street_address',
  'iban',
  'passportNumber',
  'passport_number',
];
const HEADERS: ProbeDefinition = {
  pattern: `${CALL}[^\\n;]{0,120}?\\b(?:req|request|ctx|event)\\.headers${AFTER}`,
  words: ['headers'],
  languages: ['javascript', 'typescript', 'python', 'ruby'],
  collect: true,
};
const BODIES: ProbeDefinition = {
  pattern: `${CALL}[^\\n;]{0,120}?\\b(?:req|request|ctx\\.request)\\.body${AFTER}`,
  words: ['body'],
  languages: ['javascript', 'typescript'],
  collect: true,
};

const SECRETS: readonly ProbeDefinition[] = [probe(SECRET, SECRET_WORDS), HEADERS];
const PEOPLE: readonly ProbeDefinition[] = [probe(PERSON, PERSON_WORDS), BODIES];

/** Masked on the way, or only said that it is there. */
const HARMLESS =
  /\b(?:mask\w*|redact\w*|saniti[sz]e\w*|obfuscate\w*|anonymi[sz]e\w*|scrub\w*|hash\w*|censor\w*|\*{3,}|typeof|len\(|length|slice\(|substring|substr|startsWith|Boolean\(|\?\s*['"])\b|\*{3,}|!!|\[:\d/i;
/** What runs on a developer's machine prints to its owner. */
const ASIDE =
  /(?:^|[/_.-])(?:scripts?|tools?|seeds?|seeders?|dev|debug|local|mocks?|stories|storybook|cli|cmd|bench\w*|smoke|demo)(?:$|[/_.-])/i;

/** Log lines with values that must not be kept. Option `of`: `secrets` or `people`. */
export const sensitiveLogs: Check = {
  name: 'sensitive-logs',
  probes: [...SECRETS, ...PEOPLE],
  run(view, options) {
    const probes = options.of === 'people' ? PEOPLE : SECRETS;
    const hits = probes
      .flatMap((probe) => view.facts.code.hits(probe))
      .filter(
        (hit) =>
          view.here(hit.path) && !ASIDE.test(hit.path) && !HARMLESS.test(hit.text) && !isOfSignedWebhook(hit, view),
      );
    return found(hits.map(evidenceOf), view.facts.code.truncated);
  },
};

/** Names of headers that sign a body; what sends them signs in with nothing else. */
const SIGNATURE =
  /x-hub-signature|x-slack-signature|stripe-signature|x-line-signature|svix-signature|x-shopify-hmac|x-twilio-signature|x-signature-ed25519|x-webhook-signature/i;
/** So far before the line lies the check of the signature. */
const BEFORE = 15;

function isOfSignedWebhook(hit: CodeHit, view: View): boolean {
  if (!/\bheaders\b/.test(hit.text)) return false;
  const lines = (view.facts.source.text(hit.path) ?? '').split('\n');
  return SIGNATURE.test(lines.slice(Math.max(0, hit.line - BEFORE), hit.line).join('\n'));
}

function evidenceOf(hit: CodeHit): Evidence {
  return { path: hit.path, line: hit.line, detail: hit.text, subject: hit.path };
}
