import type { CodeHit, ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { pattern } from '../../predicates/patterns.ts';
import type { View } from '../../view.ts';
import { isInTest } from './test-material.ts';

const PROBES: readonly ProbeDefinition[] = [
  {
    pattern:
      '\\bverify\\s*=\\s*False\\b(?:(?<!^[ \\t]*verify\\s*=\\s*False)|(?=\\s*[,)]))|\\bssl\\._create_unverified_context\\b|\\bverify_mode\\s*=\\s*(?:\\w+\\.)?CERT_NONE\\b|(?<![\\w.-])[\'"]?cert_reqs[\'"]?\\s*[=:]\\s*[\'"]?(?:\\w+\\.)?CERT_NONE\\b|\\bverify_ssl\\s*=\\s*False\\b|\\bTCPConnector\\([^)\\n]{0,80}\\bssl\\s*=\\s*False',
    words: ['verify', '_create_unverified_context', 'CERT_NONE', 'verify_ssl', 'TCPConnector'],
    languages: ['python'],
  },
  {
    pattern:
      '\\brejectUnauthorized\\s*:\\s*false\\b|\\bNODE_TLS_REJECT_UNAUTHORIZED\\b[\'"\\]]*\\s*=\\s*[\'"]?0\\b|\\bstrictSSL\\s*:\\s*false\\b',
    words: ['rejectUnauthorized', 'NODE_TLS_REJECT_UNAUTHORIZED', 'strictSSL'],
    languages: ['javascript', 'typescript', 'vue', 'svelte'],
  },
  { pattern: '\\bInsecureSkipVerify\\s*[:=]\\s*true\\b', words: ['InsecureSkipVerify'], languages: ['go'] },
  {
    pattern: '\\bdanger_accept_invalid_(?:certs|hostnames)\\(\\s*true\\s*\\)',
    words: ['danger_accept_invalid_certs', 'danger_accept_invalid_hostnames'],
    languages: ['rust'],
  },
  {
    pattern: '\\bVERIFY_NONE\\b|\\bverify\\s*:\\s*false\\b(?=[^\\n]*\\bssl)|\\bssl\\s*:\\s*\\{\\s*verify\\s*:\\s*false',
    words: ['VERIFY_NONE', 'verify'],
    languages: ['ruby'],
  },
  {
    pattern:
      '\\bCURLOPT_SSL_VERIFY(?:PEER|HOST)\\b[\'"]?\\s*(?:,|=>)\\s*(?:false|0)\\b|[\'"]verify[\'"]\\s*=>\\s*false\\b|[\'"]verify_peer[\'"]\\s*=>\\s*false\\b|->withoutVerifying\\(\\)',
    words: ['CURLOPT_SSL_VERIFYPEER', 'CURLOPT_SSL_VERIFYHOST', 'verify', 'verify_peer', 'withoutVerifying'],
    languages: ['php'],
    flags: 'i',
  },
  {
    pattern:
      '\\bNoopHostnameVerifier\\b(?!;)|\\bALLOW_ALL_HOSTNAME_VERIFIER\\b|\\bAllowAllHostnameVerifier\\b(?!;)|\\bTrustAllStrategy\\b(?!;)|\\bInsecureTrustManagerFactory\\.INSTANCE\\b',
    words: [
      'NoopHostnameVerifier',
      'ALLOW_ALL_HOSTNAME_VERIFIER',
      'AllowAllHostnameVerifier',
      'TrustAllStrategy',
      'InsecureTrustManagerFactory',
    ],
    languages: ['java', 'kotlin', 'scala', 'groovy'],
  },
  {
    pattern:
      '\\bServer(?:Certificate(?:Custom)?ValidationCallback|CertificateCustomValidationCallback)\\s*\\+?=\\s*(?:\\([^)\\n]{0,80}\\)|delegate[^\\n]{0,40})\\s*(?:=>\\s*true\\b|\\{\\s*return true)|\\bDangerousAcceptAnyServerCertificateValidator\\b|\\bTrustServerCertificate\\s*=\\s*true\\b',
    words: [
      'ServerCertificateValidationCallback',
      'ServerCertificateCustomValidationCallback',
      'DangerousAcceptAnyServerCertificateValidator',
    ],
    languages: ['csharp'],
    flags: 'i',
  },
  { pattern: '\\bverify\\s*:\\s*:verify_none\\b', words: ['verify_none'], languages: ['elixir', 'erlang'] },
];

/** A user's own choice, or a place that only developers see, is said in the lines before. */
const BRANCH = /\b(?:if|elif|elsif|elseif|when|unless|case|match|else)\b|\s\?\s/i;
const CHOSEN =
  /insecure|skip_?(?:tls|ssl|cert)?_?verif|ignore_?(?:ssl|cert|tls|invalid)|no_?verify|verify_?(?:ssl|tls|certs?|peer)|self[-_ ]?signed|tls_?verify|disable_?(?:ssl|tls)|(?:allow|accept)(?:ing|s)?[ _]?(?:insecure|invalid|self)|localhost|127\.0\.0\.1|\bis_?(?:dev|local|test)|\bdevelopment\b|\bdebug\b|redis/i;
/** Whoever writes down why has thought about it. */
const REASONED = /(?:\/\/|#|\*)[^\n]*\b(?:certificates?|certs?|tls|ssl|verif\w+|validat\w+|trust\w*|handshake)\b/i;
/** A remark to an analyser that this one is meant. */
const SUPPRESSED = /\b(?:lgtm|codeql)\s*\[|\bnosec\b|\bnosemgrep\b|\bNOSONAR\b|\bnoqa:\s*S\d|\bsnyk:ignore\b/;
/** The switches themselves, whose names would speak for them. */
const SWITCHES =
  /verify_?ssl|CURLOPT_SSL_VERIFY\w+|InsecureSkipVerify|InsecureTrustManagerFactory|danger_accept_invalid_\w+|verify_(?:mode|peer|none)|VERIFY_NONE/gi;
/** A function whose name tells its callers what it leaves out. */
const HEADER =
  /^[ \t]*(?:(?:export|public|private|protected|internal|static|async|pub)[ \t]+)*(?:func|function|def|fn|fun)\b.*$/gm;
const NAMED_SO = /(?:skip|no|without)_?\w{0,8}verif|insecure|unverified|skip_?(?:ssl|tls|cert)/i;
const LINES_BEFORE = 3;
const COMMENT_LINES = 10;
/** Places that reach no stranger: local set-ups, and code that is about certificates. */
const ASIDE =
  /(?:^|[/_.-])(?:tests?|testing|integration|dev|development|local|debug|mocks?|bench\w*|probe|checker|smoke|e2e|one-?_?offs?|dev[-_]setup|dev[-_]scripts|webpack|vite|proxy|setupProxy|monitor\w*|nagios|health-?checks?|checks?|check_\w+)(?:$|[/_.-])/i;

/**
 * Whether certificates of others are taken unseen, without anybody having asked for it; with `except`, outside of files whose paths match
 * that.
 */
export const certificateChecks: Check = {
  name: 'certificate-checks',
  probes: PROBES,
  run(view, options) {
    const except = options.except === undefined ? undefined : pattern(String(options.except));
    const hits = PROBES.flatMap((probe) => view.facts.code.hits(probe)).filter(
      (hit) => view.here(hit.path) && !ASIDE.test(hit.path) && except?.test(hit.path) !== true && !isChosen(hit, view),
    );
    return found(hits.map(evidenceOf), view.facts.code.truncated);
  },
};

/** Options of a WebSocket server, where the field switches off the check of the origin and has nothing to do with certificates. */
const ACCEPT = /\bAcceptOptions\s*\{[^}]*$/;
/** A server in Node.js, whose own option it is to ask those who call for certificates. */
const ASKS_CLIENTS = /\brequestCert\s*:/;
/** What stops a task before it does anything where it matters. */
const STOPPED =
  /\b(?:quit|exit|abort|raise|return|fail)\w*\b[^\n]{0,40}\b(?:if|when|unless|in)_?\b[^\n]{0,40}\bprod(?:uction)?\b|\b(?:quit|exit|abort|fail|stop|raise)_(?:if|in|when|on)_prod(?:uction)?\b/i;
const TASK_LINES = 60;

function isChosen(hit: CodeHit, view: View): boolean {
  const text = view.facts.source.text(hit.path) ?? '';
  const lines = text.split('\n');
  if (isInTest(text, lines.slice(0, hit.line - 1).join('\n').length + 1)) return true;
  const before = (count: number): string => lines.slice(Math.max(0, hit.line - 1 - count), hit.line - 1).join('\n');
  const line = lines[hit.line - 1] ?? '';
  if (SUPPRESSED.test(line) || SUPPRESSED.test(before(1))) return true;
  const own = line.replace(SWITCHES, '');
  if (NAMED_SO.test(before(TASK_LINES).match(HEADER)?.at(-1)?.replace(SWITCHES, '') ?? '')) return true;
  const around = lines.slice(Math.max(0, hit.line - 1 - LINES_BEFORE), hit.line + LINES_BEFORE).join('\n');
  if (ASKS_CLIENTS.test(around)) return true;
  if (ACCEPT.test(before(COMMENT_LINES)) || STOPPED.test(before(TASK_LINES))) return true;
  if (BRANCH.test(before(LINES_BEFORE)) || BRANCH.test(own)) return true;
  return CHOSEN.test(before(COMMENT_LINES)) || CHOSEN.test(own) || REASONED.test(before(COMMENT_LINES));
}

function evidenceOf(hit: CodeHit): Evidence {
  return { path: hit.path, line: hit.line, detail: hit.text, subject: hit.path };
}
