import { needleTest } from '../../../facts/code/needles.ts';
import type { ProbeDefinition } from '../../../facts/code/probes.ts';

/* What credentials look like, by the service that gives them out. */

export interface TokenFormat {
  readonly name: string;
  /** The first group is the random part, judged by its randomness; without one, the whole match. */
  readonly pattern: RegExp;
  /** What must stand nearby for the match to be a secret at all. */
  readonly nearby?: RegExp;
}

export const TOKENS: readonly TokenFormat[] = [
  // An access key id is only a name, as in signed addresses: it takes the 40 characters of the key itself, which are no hash of a commit.
  {
    name: 'AWS access key',
    pattern: /(?<!X-Amz-Credential=|AWSAccessKeyId=)\b(?:AKIA|ASIA)([A-Z2-7]{16})\b/g,
    nearby: /(?<![A-Za-z0-9/+])(?![0-9a-f]{40}(?![A-Za-z0-9/+=]))[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g,
  },
  { name: 'GitHub token', pattern: /\bgh[pousr]_([A-Za-z0-9]{36})\b/g },
  { name: 'GitHub token', pattern: /\bgithub_pat_([A-Za-z0-9]{22}_[A-Za-z0-9]{59})\b/g },
  { name: 'GitLab token', pattern: /\bgl(?:pat|dt|rt|cbt|ptt|soat)-([A-Za-z0-9_-]{20,64})(?![\w-])/g },
  { name: 'Slack token', pattern: /\bxox[abpors]-(\d{9,14}-\d{9,14}-[A-Za-z0-9-]{20,80})/g },
  {
    name: 'Slack webhook',
    pattern: /hooks\.slack\.com\/services\/T[A-Z0-9]{8,12}\/B[A-Z0-9]{8,12}\/([A-Za-z0-9]{24})\b/g,
  },
  { name: 'Discord webhook', pattern: /discord(?:app)?\.com\/api\/webhooks\/\d{17,20}\/([\w-]{60,80})/g },
  { name: 'Stripe live key', pattern: /\b[sr]k_live_([A-Za-z0-9]{24,100})\b/g },
  { name: 'npm token', pattern: /\bnpm_([A-Za-z0-9]{36})\b/g },
  { name: 'PyPI token', pattern: /\bpypi-AgEIcHlwaS5vcmc([\w-]{50,200})/g },
  { name: 'RubyGems token', pattern: /\brubygems_([a-f0-9]{48})\b/g },
  { name: 'SendGrid key', pattern: /\bSG\.([\w-]{22}\.[\w-]{43})(?![\w-])/g },
  { name: 'OpenAI key', pattern: /\bsk-(?:proj-|svcacct-)?([\w-]{20,100}T3BlbkFJ[\w-]{20,100})/g },
  { name: 'Anthropic key', pattern: /\bsk-ant-(?:api|admin)\d\d-([\w-]{80,110})/g },
  { name: 'Hugging Face token', pattern: /\bhf_([A-Za-z]{34})\b/g },
  { name: 'DigitalOcean token', pattern: /\bdo[opr]_v1_([a-f0-9]{64})\b/g },
  { name: 'Shopify token', pattern: /\bshp(?:at|ca|pa|ss)_([a-fA-F0-9]{32})\b/g },
  { name: 'Telegram bot token', pattern: /\b\d{8,10}:(AA[\w-]{33})(?![\w-])/g },
  {
    name: 'Azure storage key',
    pattern: /AccountKey=(?!Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq)([A-Za-z0-9+/]{86}==)/g,
  },
  { name: 'Databricks token', pattern: /\bdapi([a-f0-9]{32})\b/g },
  { name: 'HashiCorp Vault token', pattern: /\bhvs\.([\w-]{90,120})/g },
  { name: 'Terraform Cloud token', pattern: /\b[A-Za-z0-9]{14}\.atlasv1\.([\w-]{60,70})/g },
  { name: 'Grafana token', pattern: /\bglsa_([A-Za-z0-9]{32}_[a-f0-9]{8})\b/g },
  { name: 'Linear key', pattern: /\blin_api_([A-Za-z0-9]{40})\b/g },
  { name: 'Postman key', pattern: /\bPMAK-([a-f0-9]{24}-[a-f0-9]{34})\b/g },
  // A database that is reached over the network: the host has a name that is known outside.
  {
    name: 'database password',
    pattern:
      /\b(?:postgres(?:ql)?|mysql|mongodb(?:\+srv)?|rediss?|amqps?):\/\/[\w.%-]{1,60}:([^\s"'@:/{}<>$]{8,100})@(?!(?:[\w-]+\.)*(?:example|test|local|localhost|invalid|internal)\b)(?:[\w-]+\.){1,6}(?:com|net|org|io|app|dev|cloud|tech|co|eu|de|uk|us|ai)\b/g,
  },
];

/** One look at the bytes says whether any of the formats can be in them. */
export const hasTokenHint = needleTest([
  ...['AKIA', 'ASIA', 'ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'],
  ...['pat', 'dt', 'rt', 'cbt', 'ptt', 'soat'].map((sort) => `gl${sort}-`),
  ...[...'abpors'].map((sort) => `xox${sort}-`),
  ...['at', 'ca', 'pa', 'ss'].map((sort) => `shp${sort}_`),
  ...['postgres', 'postgresql', 'mysql', 'mongodb', 'srv', 'redis', 'rediss', 'amqp', 'amqps'].map(
    (scheme) => `${scheme}://`,
  ),
  ...[
    'slack.com/services',
    '/api/webhooks/',
    'k_live_',
    'npm_',
    'pypi-Ag',
    'rubygems_',
    'SG.',
    'T3BlbkFJ',
    'sk-ant-',
    'hf_',
    '_v1_',
  ],
  ...[':AA', 'AccountKey=', 'dapi', 'hvs.', '.atlasv1.', 'glsa_', 'lin_api_', 'PMAK-', 'PRIVATE KEY'],
]);

/** What stands in nearly every file that holds a token: parts of the token itself, or what it is called. */
const WORDS = [
  ...[
    'xoxb',
    'xoxp',
    'xoxa',
    'xoxs',
    'xoxo',
    'xoxr',
    'glpat',
    'gldt',
    'glrt',
    'glcbt',
    'glptt',
    'glsoat',
    'sk',
    'pypi',
    'SG',
    'hvs',
    'atlasv1',
  ],
  ...[
    'PMAK',
    'AccountKey',
    'slack',
    'webhooks',
    'PRIVATE',
    'postgres',
    'postgresql',
    'mysql',
    'mongodb',
    'srv',
    'redis',
    'rediss',
    'amqp',
    'amqps',
  ],
  ...[
    'token',
    'tokens',
    'key',
    'keys',
    'secret',
    'secrets',
    'password',
    'auth',
    'authorization',
    'bearer',
    'credentials',
    'github',
    'stripe',
    'npm',
  ],
  ...[
    'access_key',
    'accesskey',
    'accesskeyid',
    'access_key_id',
    'secretaccesskey',
    'secret_access_key',
    'aws_access_key_id',
    'aws_secret_access_key',
  ],
  ...[
    'api_key',
    'apikey',
    'api_token',
    'apitoken',
    'access_token',
    'accesstoken',
    'auth_token',
    'authtoken',
    'secret_key',
    'secretkey',
    'bot_token',
  ],
  ...[
    'github_token',
    'githubtoken',
    'gh_token',
    'gh_pat',
    'pat',
    'npm_token',
    'hf_token',
    'hf',
    'bot',
    'stripe_key',
    'stripe_secret_key',
    'openai_api_key',
  ],
];

/**
 * Source is read once, for all rules together: this probe says which of its files are worth a second look, so that no file is
 * opened twice for nothing.
 */
export const SECRET_PROBE: ProbeDefinition = {
  pattern:
    '\\b(?:AKIA|ASIA)[A-Z2-7]{16}\\b|\\bgh[pousr]_[A-Za-z0-9]{36}|\\bgithub_pat_\\w{60}|\\bgl(?:pat|dt|rt|cbt|ptt|soat)-[\\w-]{20}|\\bxox[abpors]-\\d{9}|slack\\.com\\/services\\/T|\\/api\\/webhooks\\/\\d{17}|\\b[sr]k_live_\\w{24}|\\bnpm_\\w{36}|\\bpypi-AgEI|\\brubygems_\\w{48}|\\bSG\\.[\\w-]{22}\\.|T3BlbkFJ|\\bsk-ant-|\\bhf_[A-Za-z]{34}|\\bdo[opr]_v1_|\\bshp(?:at|ca|pa|ss)_\\w{32}|\\d{8}:AA[\\w-]{33}|AccountKey=|\\bdapi[a-f0-9]{32}|\\bhvs\\.[\\w-]{90}|\\.atlasv1\\.|\\bglsa_\\w{32}|\\blin_api_|\\bPMAK-|\\b(?:postgres(?:ql)?|mysql|mongodb|srv|rediss?|amqps?):\\/\\/[\\w.%-]{1,60}:|-----BEGIN [A-Z ]{0,10}PRIVATE KEY',
  words: WORDS,
  comments: true,
};
