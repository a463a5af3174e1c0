import type { ProbeDefinition } from '../../facts/code/probes.ts';
import type { Check } from '../check.ts';
import { no, unknown, yes } from '../outcome.ts';

/** Opening a connection or serving one, by any language's own means. */
const NETWORK: ProbeDefinition = {
  pattern:
    '(?:\\bfetch\\s*\\(|XMLHttpRequest|WebSocket|\\bnet/http\\b|"net"|http\\.(?:Get|Post|Client|NewRequest|createServer|request)|require\\([\'"](?:node:)?(?:https?|net|dgram|tls)[\'"]\\)|from [\'"](?:node:)?(?:https?|net|dgram|tls)[\'"]|\\burllib\\b|\\bhttp\\.client\\b|\\bhttplib\\b|\\bsocket\\.(?:socket|create_connection)|\\bsmtplib\\b|\\bftplib\\b|import requests|\\brequests\\.(?:get|post|Session)|\\bhttpx\\b|\\baiohttp\\b|std::net|\\breqwest\\b|\\bhyper\\b|\\bureq\\b|\\bTcp(?:Stream|Listener)\\b|HttpURLConnection|HttpClient|java\\.net\\.(?:URL|Socket)|okhttp|URLSession|Net::HTTP|open-uri|Faraday|curl_init|file_get_contents\\([\'"]http|GuzzleHttp|:httpc|HTTPoison|Network\\.HTTP|\\bcurl\\s+-|\\bwget\\s|\\bssh\\s|\\bscp\\s|libcurl|curl_easy|getaddrinfo|Invoke-WebRequest|HttpWebRequest|\\bboto3\\b|@?aws-sdk|\\bgoogle\\.cloud\\b|\\bazure\\.storage\\b|\\bparamiko\\b|\\bpsycopg2?\\b|\\bundici\\b)',
  words: [
    'fetch',
    'XMLHttpRequest',
    'WebSocket',
    'net',
    'http',
    'https',
    'dgram',
    'tls',
    'urllib',
    'httplib',
    'socket',
    'smtplib',
    'ftplib',
    'requests',
    'httpx',
    'aiohttp',
    'reqwest',
    'hyper',
    'ureq',
    'TcpStream',
    'TcpListener',
    'HttpURLConnection',
    'HttpClient',
    'okhttp',
    'okhttp3',
    'URLSession',
    'open',
    'Faraday',
    'curl_init',
    'file_get_contents',
    'GuzzleHttp',
    'httpc',
    'HTTPoison',
    'Network',
    'curl',
    'wget',
    'ssh',
    'scp',
    'libcurl',
    'curl_easy',
    'curl_easy_init',
    'getaddrinfo',
    'Invoke',
    'HttpWebRequest',
    'boto3',
    'aws',
    'google',
    'azure',
    'paramiko',
    'psycopg',
    'psycopg2',
    'undici',
  ],
};

const NETWORK_CATEGORIES = new Set([
  'web-framework',
  'http-client',
  'database-driver',
  'orm',
  'queue',
  'cache',
  'email-delivery',
  'payments',
  'product-analytics',
  'crash-reporting',
  'llm-client',
  'auth',
  'bot-framework',
  'operational-metrics',
  'distributed-tracing',
  'infrastructure-tool',
  'feature-flags',
]);

/** Whether nothing in the source opens or serves connections, directly or through a library for it. */
export const noNetworking: Check = {
  name: 'no-networking',
  probes: [NETWORK],
  run: (view) => {
    const { code, technologies, source } = view.facts;
    const sources = source.files
      .under(view.unit)
      .filter((file) => file.role === 'source' && file.language !== undefined && view.here(file.path));
    if (sources.length === 0) return no();
    const hits = code
      .hits(NETWORK)
      .filter((hit) => view.here(hit.path) && !/(?:^|\/)(?:scripts?|tools?|hack|ci|build)\//.test(hit.path));
    if (hits.length > 0) return no(hits.map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text })));
    const uses = technologies.filter(
      (use) =>
        use.scope === 'prod' &&
        use.sight === 'dependency' &&
        NETWORK_CATEGORIES.has(use.technology.category) &&
        view.here(use.evidence.path),
    );
    if (uses.length > 0) return no(uses.map((use) => use.evidence));
    if (code.truncated || view.facts.hasBrokenManifest) return unknown();
    const [first] = sources;
    return yes([{ path: first?.path ?? '.', detail: `nothing in ${sources.length} source files opens a connection` }]);
  },
};
