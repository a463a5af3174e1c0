import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Language } from '../../../repository/languages.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { libraries } from './offers-library.ts';

/** How each language's programs become servers: where the application is made, its routes are mounted, or its port is opened. */
const STARTS: readonly { languages: readonly Language[]; words: readonly string[]; pattern: string }[] = [
  {
    languages: ['python'],
    words: [
      ...[
        'Flask',
        'Quart',
        'FastAPI',
        'Starlette',
        'Sanic',
        'Litestar',
        'APIFlask',
        'Robyn',
        'Bottle',
        'ROOT_URLCONF',
        'Api',
      ],
      ...['HTTPServer', 'ThreadingHTTPServer', 'make_server', 'uvicorn', 'Application', 'Configurator', 'App', 'grpc'],
      ...['run host', 'waitress', 'get_wsgi_application', 'get_asgi_application'],
    ],
    pattern: String.raw`\bapplication\s*=\s*(?:\w+\()*get_[wa]sgi_application\(|=\s*(?:\w+\.)?(?:Flask|Quart|FastAPI|APIFlask|Starlette|Sanic|Litestar|Robyn|Bottle)\s*\(|\bfalcon\.(?:asgi\.)?App\s*\(|\bweb\.Application\s*\(|\bROOT_URLCONF\s*=|\b(?:Threading)?HTTPServer\s*\(|\bmake_server\s*\(|\buvicorn\.run\s*\(|\bConfigurator\s*\(\s*settings|\bgrpc\.(?:aio\.)?server\s*\(|\brun\s*\(\s*(?:app\s*=\s*\w+\s*,\s*)?host\s*=|\bwaitress\.serve\s*\(`,
  },
  {
    languages: ['javascript', 'typescript'],
    words: ['listen', 'NestFactory', 'serve', 'fetch', 'Elysia', 'serverless', 'Hapi', 'hapi'],
    pattern: String.raw`\.listen\s*\(\s*(?:\{|\+|\(?process\.env|(?:this\.)?\w*[pP]ort\b|\w*PORT\b|[\w.]*config[\w.]*|Number\(|parseInt\(|\d{2,5}\b)|\bNestFactory\.create\w*\s*[<(]|\b(?:Deno|Bun)\.serve\s*\(|\bserve\s*\(\s*(?:\{\s*fetch\b|app\b)|\b[hH]api\.[sS]erver\s*\(`,
  },
  {
    languages: ['go'],
    words: ['ListenAndServe', 'ListenAndServeTLS', 'Serve', 'Run', 'Start', 'Listen', 'NewServer'],
    pattern: String.raw`\bListenAndServe(?:TLS)?\s*\(|\bhttp\.Serve(?:TLS)?\s*\(|\b(?:r|router|engine|srv|server)\.(?:Run|Listen)\s*\(\s*\)|\bapp\.Listen\s*\(\s*\)|\b(?:r|router|engine|app|e|s|srv|server|g)\.(?:Run|Start|Listen)\s*\(\s*(?:[":]|fmt\.Sprintf|os\.Getenv|\w*(?:[aA]ddr|[pP]ort)|cfg\.|config\.)|\bgrpc\.NewServer\s*\(`,
  },
  {
    languages: ['rust'],
    words: ['axum', 'HttpServer', 'rocket', 'launch', 'warp', 'Server', 'tide', 'salvo'],
    pattern: String.raw`\baxum::(?:serve|Server)\b|\bHttpServer::new\b|\brocket::(?:build|ignite)\b|#\[launch\]|\bwarp::serve\b|\bServer::(?:bind|builder|new)\b|\btide::(?:new|with_state)\b`,
  },
  {
    languages: ['java', 'kotlin', 'groovy', 'scala'],
    words: [
      ...[
        'SpringApplication',
        'SpringApplicationBuilder',
        'runApplication',
        'Javalin',
        'Micronaut',
        'embeddedServer',
        'EngineMain',
        'Path',
      ],
      ...[
        'HttpServer',
        'createHttpServer',
        'Undertow',
        'WebServer',
        'WebServlet',
        'ServerBuilder',
        'Server',
        'RestController',
        'Http',
      ],
      ...['EmberServerBuilder', 'BlazeServerBuilder', 'Controller', 'HttpServlet'],
    ],
    pattern: String.raw`@(?:Rest)?Controller\b|\bJavalin\.create\b|\bMicronaut\.(?:run|build)\b|\bembeddedServer\s*\(|\bEngineMain\.main\b|\bHttpServer\.create\s*\(|\bcreateHttpServer\s*\(|\bUndertow\.builder\b|\bWebServer\.builder\b|@WebServlet\b|\bextends\s+HttpServlet\b|@Path\s*\(\s*"|\bnew\s+Server\s*\(\s*(?:\d|\w*[pP]ort)|\b(?:Ember|Blaze)ServerBuilder\b|\bHttp\(\)\s*\.newServerAt\b`,
  },
  {
    languages: ['csharp', 'fsharp'],
    words: ['WebApplication', 'WebHost', 'UseStartup', 'HttpListener', 'ConfigureWebHostDefaults'],
    pattern: String.raw`\bWebApplication\.Create\w*\s*\(|\bWebHost\.CreateDefaultBuilder\b|\bUseStartup\s*<|\bConfigureWebHostDefaults\b|\bnew\s+HttpListener\b`,
  },
  {
    languages: ['ruby'],
    words: ['routes', 'sinatra', 'Sinatra', 'Roda', 'Grape', 'HTTPServer', 'Hanami', 'run'],
    pattern: String.raw`\bapplication\.routes\.draw\b|\brequire\s*['"]sinatra(?:/base)?['"]|<\s*(?:Sinatra::\w+|Roda|Grape::API|Hanami::Routes)\b|\bWEBrick::HTTPServer\b|^run\s+[A-Z]`,
  },
  {
    languages: ['php'],
    words: [
      'AppFactory',
      'Route',
      'handleRequest',
      'HttpKernel',
      'Kernel',
      'runtime',
      'autoload_runtime',
      'Application',
      'REQUEST_URI',
      'HttpServer',
      'pipe',
      'init',
      'yii',
      'bootWeb',
    ],
    pattern: String.raw`\bAppFactory::create\b|\bRoute::(?:get|post|put|patch|delete|resource|apiResource|prefix|group|middleware)\s*\(|#\[Route\s*\(|->handleRequest\s*\(|\bnew\s+(?:[\w\\]+\\)?Kernel\s*\(|\$_SERVER\s*\[\s*['"]REQUEST_URI['"]|\bnew\s+(?:[\w\\]+\\)?HttpServer\s*\(|\$app->pipe\s*\(|\bMvc\\Application::init\s*\(|\byii\\web\\Application\b|\bBoot::bootWeb\s*\(`,
  },
  {
    languages: ['elixir'],
    words: ['Router', 'router', 'Endpoint', 'Cowboy', 'Bandit'],
    pattern: String.raw`\buse\s+(?:Plug\.Router|Phoenix\.Router|Phoenix\.Endpoint|\w+Web\s*,\s*:router)\b|\bPlug\.Cowboy\b|\{\s*Bandit\b`,
  },
  {
    languages: ['swift'],
    words: ['Application', 'Router'],
    pattern: String.raw`\bApplication(?:\.make)?\s*\(\s*(?:\.detect|env)|\bApplication\s*\(\s*router\s*:`,
  },
  {
    languages: ['dart', 'haskell', 'clojure'],
    words: ['serve', 'HttpServer', 'scotty', 'run', 'jetty'],
    pattern: String.raw`\b(?:shelf_)?io\.serve\s*\(|\bHttpServer\.bind\b|^\s*(?:main\s*=\s*)?scotty\s+\d|\bWarp\.run\b|\brun-jetty\b`,
  },
  {
    languages: ['ocaml', 'lua', 'perl', 'crystal', 'julia', 'r'],
    words: [
      'Dream',
      'Opium',
      'turbo',
      'lapis',
      'Mojolicious',
      'Dancer',
      'Dancer2',
      'Catalyst',
      'Plack',
      'Kemal',
      'HTTP',
      'Genie',
      'plumb',
      'pr_run',
    ],
    pattern: String.raw`\bDream\.run\b|\bOpium\.App\.run\b|\bturbo\.web\.Application\b|\blapis\.serve\b|\buse\s+(?:Mojolicious::Lite|Dancer2?|Catalyst|Plack::Builder)\b|\bKemal\.run\b|\bHTTP\.serve!?\s*\(|\bGenie\.(?:up|loadapp)\b|\bplumb(?:er::plumb)?\s*\(|\bpr_run\s*\(`,
  },
];

const PROBES = STARTS.map((start): ProbeDefinition => start);

/** Folders and names of servers for developers, demonstrations or documentation. */
const ASIDE =
  /(?:^|\/)(?:(?:scripts?|tools?|hack|build|dev|dev[-_]\w+|devenv|devel|development|ci|contrib|examples?|demos?|samples?|docs?|[\w-]*(?:mocks?|stubs?|fakes?)|webpack|config-overrides)\/|dev[-_.]?server\.\w+$|(?:[\w-]+_)?(?:debug|pprof|profil(?:e|er|ing))\.go$)/;

/**
 * Whether the source makes a server of itself: an application object, a router or an open port, not only a library for it.
 * `apart`: in a part beside the libraries that are offered here, when there are any.
 */
export const runsServer: Check = {
  name: 'runs-server',
  probes: PROBES,
  run: (view, options) => {
    const folders = options.apart === true ? libraries(view).map(({ path }) => folderOf(path)) : [];
    return found(
      PROBES.flatMap((probe) => view.facts.code.hits(probe))
        .filter((hit) => view.here(hit.path) && !ASIDE.test(hit.path))
        .filter(({ path }) => !folders.some((folder) => folder === '' || path.startsWith(`${folder}/`)))
        .map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text })),
      view.facts.code.truncated,
    );
  },
};
