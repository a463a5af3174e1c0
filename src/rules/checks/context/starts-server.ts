import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** How a program takes requests: it listens, is mounted into a server, or is called as a function for each request. */
const PROBES: readonly ProbeDefinition[] = [
  {
    pattern:
      '\\.listen\\s*\\(\\s*(?:\\{|process\\.env|config|port|PORT|\\d|Number|parseInt|\\+|options|settings|server|env\\b|(?:this|app)\\.(?:get|port|config|options))|\\bcreateServer\\s*\\(|\\bnew\\s+(?:\\w+\\.)?(?:WebSocketServer|WebSocket\\.Server|SocketServer|ApolloServer|GraphQLServer|Koa|Hono|Elysia|NodeHttpServer)\\b|\\bNestFactory\\.create|\\b(?:Deno|Bun)\\.serve\\b|\\bHttp(?:Layer)?Router\\.(?:serve|toWeb)|\\bHttpServer\\.serve\\b|\\bfetch\\s*\\(\\s*req(?:uest)?\\s*[:,)]\\s*(?:Request|env)|\\bAPIGatewayProxy(?:Handler|Event|Result)|\\bapp\\.http\\s*\\(\\s*[\'"]|\\bAzureFunction\\b|\\bhttpTrigger\\b|\\bfunctions\\.https?\\.|\\bon(?:Request|Call)\\s*\\(\\s*(?:async|\\{)|\\bNext(?:Api)?Request\\b|\\bProbot\\b|\\bExpressReceiver\\b|\\bServiceRunner\\b|\\b[hH]api\\.[sS]erver\\s*\\(',
    words: [
      'Hapi',
      'hapi',
      'listen',
      'createServer',
      'WebSocketServer',
      'Server',
      'SocketServer',
      'ApolloServer',
      'GraphQLServer',
      'Koa',
      'Hono',
      'Elysia',
      'NodeHttpServer',
      'NestFactory',
      'serve',
      'HttpRouter',
      'HttpLayerRouter',
      'HttpServer',
      'fetch Request',
      'APIGatewayProxyHandler',
      'APIGatewayProxyEvent',
      'APIGatewayProxyResult',
      'app http',
      'AzureFunction',
      'httpTrigger',
      'functions',
      'onRequest',
      'onCall',
      'NextRequest',
      'NextApiRequest',
      'Probot',
      'ExpressReceiver',
      'ServiceRunner',
    ],
    languages: ['javascript', 'typescript'],
  },
  {
    // What a framework calls for an address, by its file: Next, SvelteKit, Astro.
    pattern: String.raw`^export\s+(?:async\s+)?(?:function|const)\s+(?:GET|POST|PUT|PATCH|DELETE)\b`,
    flags: 'm',
    words: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    languages: ['javascript', 'typescript'],
  },
  {
    // https://morepath.readthedocs.io
    pattern: String.raw`\bmorepath\.(?:run|autoscan|commit)\s*\(`,
    words: ['morepath'],
    languages: ['python'],
  },
  {
    // Objects that are called from other machines. https://docs.oracle.com/javase/tutorial/rmi/
    pattern: String.raw`\bLocateRegistry\.createRegistry\s*\(|\bNaming\.rebind\s*\(`,
    words: ['LocateRegistry', 'Naming'],
    languages: ['java', 'kotlin'],
  },
  {
    pattern:
      '\\b(?:Flask|Quart|FastAPI|Starlette|Litestar|Sanic|APIFlask|FlaskBB|Chalice)\\(|\\bweb\\.Application\\(|\\btornado\\.web\\.Application|\\bfalcon\\.(?:App|API|asgi)|\\bmake_wsgi_app\\(|\\bget_[aw]sgi_application\\(|\\bWSGI_APPLICATION\\b|\\bROOT_URLCONF\\b|\\b(?:Threading)?HTTPServer\\(|\\bsocketserver\\.|\\bgrpc(?:\\.aio)?\\.server\\(|\\bcherrypy\\.(?:quickstart|tree)|\\bwebsockets\\.serve\\(|\\basyncio\\.start_server|\\bwebapp2\\.WSGIApplication|\\bfunc\\.HttpRequest|\\buvicorn\\.run\\(|\\bdef \\w+\\(\\s*environ\\s*,\\s*start_response|\\bSocketModeHandler\\(|\\bweb\\.run_app\\(|\\brun\\s*\\(\\s*(?:app\\s*=\\s*\\w+\\s*,\\s*)?host\\s*=|\\bwaitress\\.serve\\(',
    flags: 'm',
    words: [
      'Flask',
      'Quart',
      'FastAPI',
      'Starlette',
      'Litestar',
      'Sanic',
      'APIFlask',
      'Chalice',
      'Application',
      'falcon',
      'make_wsgi_app',
      'get_wsgi_application',
      'get_asgi_application',
      'WSGI_APPLICATION',
      'ROOT_URLCONF',
      'HTTPServer',
      'ThreadingHTTPServer',
      'socketserver',
      'grpc',
      'cherrypy',
      'websockets',
      'start_server',
      'webapp2',
      'HttpRequest',
      'uvicorn',
      'environ start_response',
      'SocketModeHandler',
      'run_app',
      'run host',
      'waitress',
    ],
    languages: ['python'],
  },
  {
    pattern:
      '\\bListenAndServe(?:TLS)?\\s*\\(|\\bhttp\\.Serve(?:TLS)?\\s*\\(|\\bnet\\.Listen\\s*\\((?!\\s*"tcp"\\s*,\\s*"(?:[\\w.]*):0")|\\bgrpc\\.NewServer\\s*\\(|\\bfasthttp\\.(?:Server|ListenAndServe|Serve)|\\bgin\\.(?:Default|New)\\s*\\(|\\becho\\.New\\s*\\(|\\bfiber\\.New\\s*\\(|\\blambda\\.Start\\w*\\s*\\(|\\bhttp\\.Server\\s*\\{',
    words: [
      'ListenAndServe',
      'ListenAndServeTLS',
      'Serve',
      'ServeTLS',
      'Listen',
      'NewServer',
      'fasthttp',
      'gin',
      'echo',
      'fiber',
      'lambda',
      'Server',
    ],
    languages: ['go'],
  },
  {
    pattern:
      '\\baxum::(?:serve|Server)|\\bHttpServer::new|\\bwarp::serve|\\brocket::(?:build|ignite|launch)|#\\[launch\\]|\\bServer::(?:bind|builder)|\\b(?:Tcp|Udp)Listener::bind|\\btide::(?:new|with_state)|\\blambda_(?:http|runtime)::|\\bIron::new|\\bhyper::(?:server|Server)|\\bserve_connection\\b|\\bpoem::Server|\\bUdpSocket::bind|\\bserver::(?:conn|new)\\b',
    words: [
      'axum',
      'HttpServer',
      'warp',
      'rocket',
      'launch',
      'Server',
      'TcpListener',
      'tide',
      'lambda_http',
      'lambda_runtime',
      'Iron',
      'hyper',
      'serve_connection',
      'poem',
      'UdpSocket',
      'server',
    ],
    languages: ['rust'],
  },
  {
    pattern:
      '@SpringBootApplication\\b|\\bSpringBootServletInitializer\\b|@(?:Rest)?Controller\\b|^@Path\\s*\\(|\\bHttpServlet\\b|@WebServlet\\b|\\bJAXRSServerFactoryBean\\b|\\bnew\\s+(?:Jetty)?Server\\s*\\(|\\bHttpServer\\.create|\\bembeddedServer\\s*\\(|\\bJavalin\\.create|\\bVertx\\.vertx|\\bextends\\s+Application\\s*<|\\bServerSocket\\s*\\(|\\bServer(?:Bootstrap|SocketChannel)\\b|\\bextends\\s+WebSocketServer\\b|\\bServerBuilder\\.|\\bRequestHandler\\s*<|\\bRequestStreamHandler\\b|@HttpTrigger\\b|\\bAPIGateway\\w*ProxyRequestEvent\\b|\\bRouterFunction\\b|^\\s*routing\\s*\\{|\\bfun\\s+(?:Application|Route)\\.\\w+\\s*\\(',
    flags: 'm',
    words: [
      'SpringBootApplication',
      'SpringBootServletInitializer',
      'RestController',
      'Controller',
      'Path',
      'HttpServlet',
      'WebServlet',
      'JAXRSServerFactoryBean',
      'Server',
      'JettyServer',
      'HttpServer',
      'embeddedServer',
      'Javalin',
      'Vertx',
      'extends Application',
      'ServerSocket',
      'ServerBootstrap',
      'ServerSocketChannel',
      'WebSocketServer',
      'ServerBuilder',
      'RequestHandler',
      'RequestStreamHandler',
      'HttpTrigger',
      'APIGatewayProxyRequestEvent',
      'APIGatewayV2ProxyRequestEvent',
      'RouterFunction',
      'routing',
      'fun Application',
      'fun Route',
    ],
    languages: ['java', 'kotlin', 'groovy'],
  },
  {
    pattern:
      '\\bHttp\\(\\)\\s*\\.(?:newServerAt|bind\\w*)|\\bHttp\\.get\\(\\w*\\)\\.bind|\\b(?:Blaze|Ember)Server(?:Builder)?\\b|\\bextends\\s+(?:\\w*BaseController|AbstractController|InjectedController|Controller|HttpApp|ScalatraServlet|HttpServlet)\\b|\\bRequestHandler\\[|\\bNettyServer\\b|\\bServer(?:Bootstrap|SocketChannel|Socket)\\b|\\bHttp\\.serve(?:AndAnnounce)?\\s*\\(|\\bServer\\.(?:serve|install)\\s*[\\[(]|\\bBuiltInComponentsFromContext\\b|\\brun-(?:jetty|server)\\b',
    words: [
      'newServerAt',
      'Http',
      'BlazeServerBuilder',
      'BlazeServer',
      'EmberServerBuilder',
      'BaseController',
      'AbstractController',
      'InjectedController',
      'Controller',
      'HttpApp',
      'ScalatraServlet',
      'HttpServlet',
      'RequestHandler',
      'NettyServer',
      'ServerBootstrap',
      'ServerSocketChannel',
      'ServerSocket',
      'Server',
      'BuiltInComponentsFromContext',
      'run',
    ],
    languages: ['scala', 'clojure'],
  },
  {
    pattern:
      '\\bSinatra::(?:Base|Application)|\\bRails\\.application\\b|\\bGrape::API\\b|\\bWEBrick::|\\bApplicationController\\b|\\bHanami\\b|\\bRoda\\b|\\bTCPServer\\b|^\\s*require\\s*[\'"]sinatra',
    flags: 'm',
    words: ['Sinatra', 'Rails', 'Grape', 'WEBrick', 'ApplicationController', 'Hanami', 'Roda', 'TCPServer', 'sinatra'],
    languages: ['ruby'],
  },
  {
    pattern:
      '\\$_(?:SERVER\\s*\\[\\s*[\'"](?:REQUEST|HTTP|PATH_INFO|QUERY)|GET|POST|REQUEST|SESSION)\\b|\\bextends\\s+(?:\\w*Controller|ControllerBase)\\b|\\bRoute::(?:get|post|resource|group|middleware)|\\bnew\\s+(?:\\\\?Slim\\\\App|Silex\\\\Application)|#\\[Route\\(',
    words: ['_SERVER', '_GET', '_POST', '_REQUEST', '_SESSION', 'extends', 'Route', 'Slim', 'Silex'],
    languages: ['php'],
  },
  {
    pattern:
      '\\bWebApplication\\.Create|\\bWebHost\\b|\\bUseKestrel\\b|\\bUseStartup\\b|\\bConfigureWebHostDefaults\\b|:\\s*(?:ControllerBase|Controller|ApiController)\\b|\\[ApiController\\]|\\bHttpListener\\s*\\(|\\bTcpListener\\s*\\(|\\bUdpClient\\s*\\(|\\[HttpTrigger|\\bHttpTrigger\\b|\\b(?:ENet\\.|new\\s+)Host\\s*\\(|\\bAPIGatewayProxyRequest\\b',
    words: [
      'WebApplication',
      'WebHost',
      'UseKestrel',
      'UseStartup',
      'ConfigureWebHostDefaults',
      'ControllerBase',
      'Controller',
      'ApiController',
      'HttpListener',
      'TcpListener',
      'UdpClient',
      'HttpTrigger',
      'Host',
      'APIGatewayProxyRequest',
    ],
    languages: ['csharp', 'fsharp'],
  },
  {
    pattern:
      '\\buse\\s+Phoenix\\.Endpoint\\b|\\bPlug\\.(?:Cowboy|Router)\\b|\\{\\s*Bandit\\b|\\bcowboy:start|\\bgen_tcp:listen|:gen_tcp\\.listen|\\bNewServer\\b',
    words: ['Phoenix', 'Plug', 'Bandit', 'cowboy', 'gen_tcp'],
    languages: ['elixir', 'erlang'],
  },
  {
    pattern:
      '\\bhttplib::(?:SSL)?Server\\b|\\bcrow::|\\bdrogon::|\\btcp::acceptor\\b|\\bgrpc::ServerBuilder\\b|\\bQWebSocketServer\\b|\\buWS::(?:SSL)?App\\b|\\bmg_http_listen|\\bmg_bind|\\benet_host_create|\\bQ(?:Tcp|Http)Server\\b|\\blisten\\s*\\(\\s*\\w+\\s*,\\s*(?:\\d+|\\w+)\\s*\\)|\\bMHD_start_daemon|\\bevhttp_bind',
    words: [
      'httplib',
      'crow',
      'drogon',
      'acceptor',
      'ServerBuilder',
      'QWebSocketServer',
      'uWS',
      'mg_http_listen',
      'mg_bind',
      'enet_host_create',
      'QTcpServer',
      'QHttpServer',
      'listen',
      'MHD_start_daemon',
      'evhttp_bind_socket',
    ],
    languages: ['c', 'cpp'],
  },
  {
    pattern:
      '\\bWarp\\.run|\\brun(?:TLS|Settings)?\\s+port\\b|\\bscotty\\b|\\bHttpServer\\.bind|\\bshelf_io\\.serve|\\bserve\\s*\\(\\s*handler|\\b(?:use|Base)\\s+[\'"]?Mojolicious|\\bDancer2?\\b|\\buse Catalyst\\b|\\bimport\\s+Vapor\\b|\\buse CGI\\b',
    words: [
      'Warp',
      'scotty',
      'HttpServer',
      'shelf_io',
      'handler',
      'Mojolicious',
      'Dancer',
      'Dancer2',
      'Catalyst',
      'Vapor',
      'CGI',
      'port',
    ],
    languages: ['haskell', 'dart', 'perl', 'swift'],
  },
  {
    pattern:
      '\\bDream\\.run\\b|\\bOpium\\.App\\b|\\bturbo\\.web\\.Application\\b|\\blapis\\.serve\\b|\\bKemal\\.run\\b|\\bHTTP\\.serve!?\\s*\\(|\\bGenie\\.(?:up|loadapp)\\b|\\bpr_run\\s*\\(',
    words: ['Dream', 'Opium', 'turbo', 'lapis', 'Kemal', 'HTTP', 'Genie', 'pr_run'],
    languages: ['ocaml', 'lua', 'crystal', 'julia', 'r'],
  },
];

/** Helpers of developers that bring up a server of their own for a moment. */
const ASIDE =
  /(?:^|\/)(?:scripts?|tools?|hack|dev\w*|ci|build|contrib|website|docs?|site|ansible|roles|salt|gulp\w*|tasks?|webpack\w*|mocks?|stubs?|exercises?|ch(?:apter)?[-_]?\d+)\//i;
const ASIDE_NAME =
  /(?:^|\/)(?:(?:webpack|vite|rollup|gulpfile|gruntfile|next|nuxt|karma|dev-?server)[\w.-]*)\.[cm]?[jt]s$|(?:^|[/_])(?:debug|pprof|profil(?:e|er|ing))\.go$/i;

/** Whether the source takes requests, in at least `atLeast` files (1 unless told otherwise). */
export const startsServer: Check = {
  name: 'starts-server',
  probes: PROBES,
  run: (view, options) => {
    const hits = PROBES.flatMap((probe) => view.facts.code.hits(probe)).filter(
      (hit) => view.here(hit.path) && !ASIDE.test(hit.path) && !ASIDE_NAME.test(hit.path),
    );
    const atLeast = typeof options.atLeast === 'number' ? options.atLeast : 1;
    if (new Set(hits.map((hit) => hit.path)).size < atLeast) return found([]);
    return found(hits.map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text })));
  },
};
