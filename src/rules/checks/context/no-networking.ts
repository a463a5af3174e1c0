import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { ownHits } from '../../own.ts';
import { withoutPermission } from './no-network-permission.ts';

/** Opening a connection or serving one, by each language's own means and well-known libraries. */
const NETWORK: readonly ProbeDefinition[] = [
  {
    pattern:
      '\\bfetch\\s*\\(|\\bXMLHttpRequest\\b|\\bnew\\s+(?:WebSocket|EventSource)\\b|\\bsendBeacon\\b|\\bhttps?\\.(?:get|request|createServer)|require\\([\'"](?:node:)?(?:https?|http2|net|dgram|tls)[\'"]\\)|from [\'"](?:node:)?(?:https?|http2|net|dgram|tls)[\'"]|\\baxios\\b|\\bundici\\b|@?aws-sdk|\\b(?:Deno|Bun)\\.(?:serve|listen|connect)',
    words: [
      'fetch',
      'XMLHttpRequest',
      'WebSocket',
      'EventSource',
      'sendBeacon',
      'http',
      'https',
      'http2',
      'net',
      'dgram',
      'tls',
      'axios',
      'undici',
      'aws',
      'Deno',
      'Bun',
    ],
    languages: ['javascript', 'typescript', 'vue', 'svelte', 'astro'],
  },
  {
    pattern:
      '\\burllib[23]?\\b(?!\\.parse)|\\bhttp\\.(?:client|server)\\b|\\bhttplib2?\\b|\\bsocket\\.(?:socket|create_connection)|\\bsocketserver\\b|\\b(?:smtp|ftp|imap|pop|xmlrpc)lib\\b|\\bimport requests\\b|\\brequests\\.(?:get|post|Session)|(?<!["\'\\w])(?:httpx|aiohttp|paramiko)\\b|\\basyncio\\.(?:open_connection|start_server)|\\bwebsockets?\\.(?:connect|serve)|\\bgrpc\\b|\\bboto3\\b|\\bgoogle\\.cloud\\b|\\bazure\\.storage\\b|\\bpsycopg2?\\b',
    words: [
      'boto3',
      'google',
      'azure',
      'psycopg',
      'psycopg2',
      'urllib',
      'urllib2',
      'urllib3',
      'http',
      'httplib',
      'httplib2',
      'socket',
      'socketserver',
      'smtplib',
      'ftplib',
      'imaplib',
      'poplib',
      'xmlrpclib',
      'requests',
      'httpx',
      'aiohttp',
      'paramiko',
      'asyncio',
      'websocket',
      'websockets',
      'grpc',
    ],
    languages: ['python', 'notebook'],
  },
  {
    pattern: '"net/http"|"net"|"net/(?:rpc|smtp)"|"google\\.golang\\.org/grpc"|"golang\\.org/x/crypto/ssh"',
    words: ['net', 'grpc', 'ssh'],
    languages: ['go'],
  },
  {
    pattern:
      '(?<!["\'`\\w])(?:(?:Tcp(?:Stream|Listener)|UdpSocket)::|reqwest::|hyper::|ureq::|isahc::|surf::|tonic::|curl::|attohttpc::|btleplug::|bluer::)',
    words: [
      'TcpStream',
      'TcpListener',
      'UdpSocket',
      'reqwest',
      'hyper',
      'ureq',
      'isahc',
      'surf',
      'tonic',
      'curl',
      'attohttpc',
      'btleplug',
      'bluer',
    ],
    languages: ['rust'],
  },
  {
    pattern:
      '\\bHttp(?:s)?URLConnection\\b|\\bopen(?:Connection|Stream)\\s*\\(\\)|\\b(?:Http|Web|Rest)Client\\b|\\bRestTemplate\\b|\\bjava\\.net\\.(?:Server|Datagram)?Socket\\b|\\bnew\\s+(?:Server)?Socket\\s*\\(|\\bokhttp3?\\b|\\bretrofit2?\\b|\\bio\\.ktor\\b|\\bakka\\.http\\b|\\bHttpServlet\\b|\\bio\\.netty\\b|\\bWebRequest\\b|\\bHttpListener\\b|\\bTcp(?:Client|Listener)\\b|\\bUdpClient\\b|\\bSystem\\.Net\\.(?:Sockets|Http)\\b|\\bLENet\\b|\\bENet\\b',
    words: [
      'HttpURLConnection',
      'HttpsURLConnection',
      'openConnection',
      'openStream',
      'HttpClient',
      'WebClient',
      'RestClient',
      'RestTemplate',
      'Socket',
      'ServerSocket',
      'DatagramSocket',
      'okhttp',
      'okhttp3',
      'retrofit',
      'retrofit2',
      'ktor',
      'akka',
      'HttpServlet',
      'netty',
      'WebRequest',
      'HttpListener',
      'TcpClient',
      'TcpListener',
      'UdpClient',
      'Sockets',
      'Net',
      'LENet',
      'ENet',
    ],
    languages: ['java', 'kotlin', 'scala', 'groovy', 'csharp', 'fsharp', 'clojure'],
  },
  {
    pattern:
      '\\bNet::(?:HTTP|FTP|SMTP|SSH)\\b|open-uri|\\bFaraday\\b|\\bTCP(?:Socket|Server)\\b|\\bHTTParty\\b|\\bRestClient\\b|\\bcurl_(?:init|exec)\\b|\\bfsockopen\\b|\\bstream_socket_|file_get_contents\\(\\s*[\'"]https?:|\\bGuzzleHttp\\b|:httpc\\b|\\bHTTPoison\\b|\\bReq\\.(?:get|post)|:gen_tcp|\\bgen_tcp:|\\bNetwork\\.(?:HTTP|Socket|Wai)|\\bLWP::|\\bIO::Socket\\b|\\bHTTP::Tiny\\b',
    words: [
      'Net',
      'open',
      'Faraday',
      'TCPSocket',
      'TCPServer',
      'HTTParty',
      'RestClient',
      'curl_init',
      'curl_exec',
      'fsockopen',
      'stream_socket_client',
      'stream_socket_server',
      'file_get_contents',
      'GuzzleHttp',
      'httpc',
      'HTTPoison',
      'Req',
      'gen_tcp',
      'Network',
      'LWP',
      'Socket',
      'HTTP',
    ],
    languages: ['ruby', 'php', 'elixir', 'erlang', 'haskell', 'perl'],
  },
  {
    pattern:
      '\\bURLSession\\b|\\bNSURLConnection\\b|\\bNWConnection\\b|\\bNSURLSession\\b|\\bcurl_easy|\\bgetaddrinfo\\b|\\bsocket\\s*\\(\\s*(?:AF|PF)_INET|\\bQ(?:NetworkAccessManager|TcpSocket|TcpServer|WebSocket)\\b|\\basio::ip\\b|\\benet_|\\bWinHttp\\w*|\\bpackage:(?:http|dio)/|\\bHttpClient\\b|\\bhttplib::',
    words: [
      'URLSession',
      'NSURLConnection',
      'NWConnection',
      'NSURLSession',
      'curl_easy',
      'curl_easy_init',
      'getaddrinfo',
      'socket',
      'QNetworkAccessManager',
      'QTcpSocket',
      'QTcpServer',
      'QWebSocket',
      'asio',
      'enet_initialize',
      'WinHttpOpen',
      'package',
      'HttpClient',
      'httplib',
    ],
    languages: ['swift', 'objective-c', 'c', 'cpp', 'dart', 'zig', 'nim'],
  },
  {
    pattern:
      '\\bcurl\\s+|\\bwget\\s|\\b(?:ssh|scp|sftp|rsync)\\s+|\\bgit (?:clone|push|pull|fetch)\\b|\\bInvoke-(?:WebRequest|RestMethod)\\b|(?<![-\\w])(?:aws|az|gcloud|kubectl|gh|docker (?:pull|push))\\s+\\w',
    words: [
      'curl',
      'wget',
      'ssh',
      'scp',
      'sftp',
      'rsync',
      'git',
      'Invoke',
      'aws',
      'az',
      'gcloud',
      'kubectl',
      'gh',
      'docker',
    ],
    languages: ['shell', 'powershell'],
  },
  {
    pattern:
      '\\b(?:Cohttp\\w*|Lwt_unix\\.(?:connect|socket)|Unix\\.(?:socket|connect|open_connection|establish_server)|Piaf|Curl|Eio\\.Net|Conduit\\w*|Http_client)\\b',
    words: ['Cohttp', 'Cohttp_lwt_unix', 'Lwt_unix', 'Unix', 'Piaf', 'Curl', 'Eio', 'Conduit', 'Http_client'],
    languages: ['ocaml'],
  },
  {
    pattern:
      '^\\s*(?:using|import)\\b[^#\\n]*\\b(?:HTTP|Sockets|Downloads|LibCURL|WebSockets|ZMQ|AWS|GitHub)\\b|\\bDownloads\\.download',
    flags: 'm',
    words: ['HTTP', 'Sockets', 'Downloads', 'LibCURL', 'WebSockets', 'ZMQ', 'AWS', 'GitHub'],
    languages: ['julia'],
  },
  {
    pattern:
      '\\b(?:httr2?|curl|RCurl|httpuv|plumber|shiny)::|\\blibrary\\((?:httr2?|RCurl|shiny|plumber)\\b|\\bdownload\\.file\\(|\\bsocketConnection\\(|\\burl\\(',
    words: ['httr', 'httr2', 'curl', 'RCurl', 'httpuv', 'plumber', 'shiny', 'download', 'socketConnection', 'url'],
    languages: ['r'],
  },
  {
    pattern: '\\brequire\\W{1,3}(?:socket|http|ssl|enet|ltn12)\\b|\\bngx\\.socket\\b',
    words: ['socket', 'http', 'ssl', 'enet', 'ltn12'],
    languages: ['lua'],
  },
  {
    // A program that leaves the connection to another one.
    pattern:
      '\\bCommand::new\\(\\s*"(?:ssh|scp|rsync|curl|wget)"|\\breadProcess\\s+"(?:curl|wget|ssh)"|"curl"\\s*\\$\\||"git (?:clone|ls-remote|fetch|push) |\\bgix::Url\\b|\\bgit2::(?:build|FetchOptions|RemoteCallbacks)\\b',
    words: ['ssh', 'scp', 'rsync', 'curl', 'wget', 'clone', 'remote', 'fetch', 'push', 'gix', 'git2'],
    languages: ['rust', 'haskell', 'swift', 'go', 'cpp', 'c'],
  },
];

const KNOWN = new Set(NETWORK.flatMap(({ languages }) => languages ?? []));

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

/** A database in the process or beside it, on the same disk. */
const LOCAL_STORES = new Set(['sqlite', 'embedded-key-value', 'jvm-databases', 'android-room', 'apple-databases']);

/** What developers run beside the software, and pages about it. */
const ASIDE =
  /(?:^|\/)(?:scripts?|tools?|hack|ci|build|dev\w*|website|docs?|site|playground|noxfile\.py|tasks\.py|setup\.py|build\.rs|install\.(?:sh|ps1)|gradle|extra|packaging|pkgs?|misc|[\w-]+-setup|regress|gems?|\w*metrics?|[\w-]*bench\w*|\w*tests?)(?:\/|$)|(?:^|\/)(?:compile|build|bootstrap|autogen|configure|download|release|package)[\w.-]*\.(?:sh|ps1)$/i;

/** Reports of use and of crashes: what a program on one machine does for its makers, not for what it is for. */
const TELEMETRY_CATEGORIES = new Set(['product-analytics', 'crash-reporting']);
const TELEMETRY_FILE =
  /(?:^|\/)[\w.-]*(?:telemetr|analytic|usage|tracking|metrics|crash|sentry|posthog)[\w.-]*(?:\/|$)/i;

/**
 * Whether nothing in the source opens or serves connections, directly or through a library for it. `telemetry: allowed` leaves
 * aside what the program only reports to its makers.
 */
export const noNetworking: Check = {
  name: 'no-networking',
  probes: NETWORK,
  run: (view, options) => {
    const isAllowed = options.telemetry === 'allowed';
    const { code, technologies, source } = view.facts;
    const forbidden = withoutPermission(view);
    if (forbidden.value === true) return forbidden;
    const sources = source.files
      .under(view.unit)
      .filter((file) => file.role === 'source' && file.language !== undefined && view.here(file.path));
    // Where most is in languages whose networking is not known here, silence says nothing.
    const known = sources.filter(({ language }) => language !== undefined && KNOWN.has(language));
    if (known.length * 2 < sources.filter(({ language }) => !isMarkup(language)).length || known.length === 0)
      return no();
    // What most of it is for is beside nothing.
    const isBeside = known.filter(({ path }) => ASIDE.test(path)).length * 2 <= known.length;
    const hits = NETWORK.flatMap((probe) => ownHits(code.hits(probe), view)).filter(
      (hit) => !(isBeside && ASIDE.test(hit.path)) && !(isAllowed && TELEMETRY_FILE.test(hit.path)),
    );
    if (hits.length > 0) return no(hits.map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text })));
    const uses = technologies.filter(
      (use) =>
        use.scope === 'prod' &&
        use.sight === 'dependency' &&
        NETWORK_CATEGORIES.has(use.technology.category) &&
        !LOCAL_STORES.has(use.technology.id) &&
        !(isAllowed && TELEMETRY_CATEGORIES.has(use.technology.category)) &&
        view.here(use.evidence.path),
    );
    if (uses.length > 0) return no(uses.map((use) => use.evidence));
    if (code.truncated || view.facts.hasBrokenManifest) return unknown();
    const [first] = known;
    return yes([{ path: first?.path ?? '.', detail: `nothing in ${known.length} source files opens a connection` }]);
  },
};

function isMarkup(language: string | undefined): boolean {
  return language === 'html' || language === 'css';
}
