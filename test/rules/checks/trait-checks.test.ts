import { describe, expect, it } from 'vitest';
import { runCheck } from './run-check.ts';

describe('starts-server', () => {
  it.each([
    ['server.js', 'app.listen(process.env.PORT);\n'],
    ['src/socket.ts', 'const server = new WebSocketServer({ port: 8080 });\n'],
    ['src/get.ts', 'export const handler: APIGatewayProxyHandler = async () => ({ statusCode: 200, body: "" });\n'],
    ['shop/app.py', 'from flask import Flask\n\napp = Flask(__name__)\n'],
    ['bot.py', 'SocketModeHandler(app, token).start()\n'],
    ['main.go', 'package main\n\nfunc main() { grpc.NewServer() }\n'],
    ['src/main.rs', 'async fn main() { axum::serve(listener, app).await.unwrap(); }\n'],
    ['src/main/java/shop/Get.java', 'public class Get implements RequestHandler<Event, Reply> {}\n'],
    ['app/controllers/Home.scala', 'class Home(cc: Components) extends AbstractController(cc)\n'],
    ['index.php', "<?php echo $_GET['page'];\n"],
    ['Server/Program.cs', 'var listener = new TcpListener(IPAddress.Any, 4000);\n'],
  ])('sees how %s takes requests', (path, text) => {
    expect(runCheck('starts-server', { [path]: text }).evidence[0]?.path).toBe(path);
  });

  it.each([
    ['a client', { 'main.py': 'import requests\n\nrequests.get("https://example.org")\n' }],
    ['a listener of events', { 'ui.js': 'button.listen("click", open);\n' }],
    ['a helper of developers', { 'scripts/serve.js': 'app.listen(8080);\n' }],
    ['a test', { 'test/server.test.js': 'app.listen(0);\n' }],
  ])('takes %s for none', (_, files) => {
    expect(runCheck('starts-server', files).value).toBe(false);
  });

  it('counts files when asked', () => {
    const files = { 'a.js': 'app.listen(8080);\n', 'b.js': 'app.listen(8081);\n' };
    expect(runCheck('starts-server', files, { with: { atLeast: 2 } }).value).toBe(true);
    expect(runCheck('starts-server', files, { with: { atLeast: 3 } }).value).toBe(false);
  });
});

describe('web-pages', () => {
  it.each([
    ['components', { 'src/App.tsx': 'export {};\n', 'src/Page.tsx': 'export {};\n' }],
    ['templates of a server', { 'app/views/a.html.erb': '<p>\n', 'app/views/b.html.erb': '<p>\n' }],
    ['static files', { 'public/index.html': '<p>\n', 'public/about.html': '<p>\n' }],
  ])('sees %s', (_, files) => {
    expect(runCheck('web-pages', files).value).toBe(true);
  });

  it.each([
    ['the site about the software', { 'website/index.html': '<p>\n', 'website/about.html': '<p>\n' }],
    ['mail', { 'emails/welcome.html': '<p>\n', 'emails/bye.html': '<p>\n' }],
    ['files of configuration management', { 'roles/a/templates/a.conf.j2': 'x\n', 'modules/a/templates/b.erb': 'x\n' }],
  ])('leaves out %s', (_, files) => {
    expect(runCheck('web-pages', files).value).toBe(false);
  });
});

describe('many-programs', () => {
  const exercises = Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`chapter${index}/main.go`, 'package main\n\nfunc main() {}\n']),
  );

  it('sees a collection of exercises', () => {
    expect(runCheck('many-programs', exercises).value).toBe(true);
  });

  it('leaves the commands of one program alone', () => {
    const commands = Object.fromEntries(Object.entries(exercises).map(([path, text]) => [`cmd/${path}`, text]));
    expect(runCheck('many-programs', commands).value).toBe(false);
  });

  it('leaves a workspace alone', () => {
    const workspace = { ...exercises, 'package.json': '{"private": true, "workspaces": ["chapter*"]}\n' };
    expect(runCheck('many-programs', workspace).value).toBe(false);
  });
});

describe('offers-library', () => {
  const python = '[project]\nname = "shapes"\nversion = "1.0.0"\nlicense = "MIT"\n';

  it('sees a package that is published', () => {
    expect(runCheck('offers-library', { 'pyproject.toml': python, 'shapes/__init__.py': '' }).value).toBe(true);
  });

  it.each([
    ['a web application', { 'shapes/main.py': 'app = FastAPI()\n' }],
    ['what a platform starts', { Procfile: 'web: python -m shapes\n' }],
    ['what a container serves', { Dockerfile: 'FROM python:3.12\nEXPOSE 80\nCMD ["python", "-m", "shapes"]\n' }],
  ])('takes %s for none, however it is described', (_, files) => {
    expect(runCheck('offers-library', { 'pyproject.toml': python, ...files }).value).toBe(false);
  });

  it('does not believe in an entry point that npm wrote', () => {
    const manifest = '{"name": "site", "version": "1.0.0", "main": "index.js", "license": "ISC"}\n';
    expect(runCheck('offers-library', { 'package.json': manifest }).value).toBe(false);
    expect(runCheck('offers-library', { 'package.json': manifest, 'index.js': 'exports.a = 1;\n' }).value).toBe(true);
  });
});

describe('separate-parts', () => {
  it('counts what is installed or started by itself', () => {
    const files = {
      'client/package.json': '{"name": "client", "private": true}\n',
      'server/go.mod': 'module example.org/server\n',
    };
    expect(runCheck('separate-parts', files).value).toBe(true);
  });

  it('leaves out what serves the software', () => {
    const files = {
      'package.json': '{"name": "shop", "private": true}\n',
      'docs/package.json': '{"name": "docs", "private": true}\n',
      'e2e/package.json': '{"name": "e2e", "private": true}\n',
      'api-test/package.json': '{"name": "api-test", "private": true}\n',
      'infra/main.tf': 'resource "aws_s3_bucket" "a" {}\n',
    };
    expect(runCheck('separate-parts', files).value).toBe(false);
  });

  it('counts charts when there are several', () => {
    const chart = 'apiVersion: v2\nname: a\nversion: 1.0.0\n';
    const files = { 'charts/a/Chart.yaml': chart, 'charts/b/Chart.yaml': chart, 'charts/c/Chart.yaml': chart };
    expect(runCheck('separate-parts', files).value).toBe(true);
    expect(runCheck('separate-parts', { 'charts/a/Chart.yaml': chart }).value).toBe(false);
  });
});

describe('no-networking', () => {
  it.each([
    ['src/main.rs', 'fn main() { println!("{}", 1 + 1); }\n'],
    ['src/check.rs', 'fn is_network(name: &str) -> bool { name == "TcpStream::connect" }\n'],
    ['shapes/area.py', 'import urllib.parse\n\ndef area(a):\n    return a * a\n'],
  ])('holds for %s', (path, text) => {
    expect(runCheck('no-networking', { [path]: text }).value).toBe(true);
  });

  it.each([
    ['src/main.rs', 'fn main() { TcpStream::connect("example.org:80"); }\n'],
    ['update.py', 'import httpx\n\nhttpx.get("https://example.org")\n'],
    ['Game.cs', 'var client = new UdpClient(4000);\n'],
    ['backup.sh', 'rsync -a ~/photos nas:/volume1\n'],
  ])('does not hold for %s', (path, text) => {
    expect(runCheck('no-networking', { [path]: text }).value).toBe(false);
  });
});

describe('no-networking apart from telemetry', () => {
  const files = {
    'pyproject.toml': '[project]\nname = "shapes"\nversion = "1.0.0"\ndependencies = ["posthog"]\n',
    'shapes/area.py': 'def area(a):\n    return a * a\n',
    'shapes/usage.py': 'import urllib.request\n\nurllib.request.urlopen("https://stats.example.org")\n',
  };

  it('leaves aside what is only reported to the makers, when asked', () => {
    expect(runCheck('no-networking', files).value).toBe(false);
    expect(runCheck('no-networking', files, { with: { telemetry: 'allowed' } }).value).toBe(true);
  });
});

describe('opens-database', () => {
  it.each([
    ['app/data.py', 'table = boto3.resource("dynamodb").Table("orders")\n'],
    ['main.go', 'package main\n\nvar db, _ = sql.Open("postgres", url)\n'],
    ['src/main.ts', 'const client = new CosmosClient(process.env.COSMOS);\n'],
    ['app/Notes.kt', 'abstract class Notes : RoomDatabase()\n'],
  ])('sees it in %s', (path, text) => {
    expect(runCheck('opens-database', { [path]: text }).evidence[0]?.path).toBe(path);
  });

  it('leaves out what is used beside the software', () => {
    const files = { 'scripts/seed.py': 'import sqlite3\n\nsqlite3.connect("a.db")\n' };
    expect(runCheck('opens-database', files).value).toBe(false);
  });
});

describe('configures-machines', () => {
  it.each([
    ['Ansible', { 'deploy/roles/web/tasks/main.yml': '- debug:\n', 'deploy/group_vars/all.yml': 'a: 1\n' }],
    ['Chef', { 'recipes/default.rb': 'package "nginx"\n', Berksfile: 'metadata\n' }],
    ['Puppet', { Puppetfile: 'mod "a"\n', 'site/web/manifests/init.pp': 'class web {}\n' }],
  ])('sees %s', (_, files) => {
    expect(runCheck('configures-machines', files).value).toBe(true);
  });

  it('leaves out what users contributed', () => {
    const files = { 'contrib/roles/a/tasks/main.yml': '- debug:\n', 'contrib/group_vars/all.yml': 'a: 1\n' };
    expect(runCheck('configures-machines', files).value).toBe(false);
  });
});

describe('command-distribution', () => {
  it('sees a program that is built to be handed out', () => {
    const files = { 'main.go': 'package main\n\nfunc main() {}\n', '.goreleaser.yml': 'version: 2\n' };
    expect(runCheck('command-distribution', files).evidence[0]?.path).toBe('main.go');
    expect(runCheck('command-distribution', { 'main.go': 'package main\n\nfunc main() {}\n' }).value).toBe(false);
  });
});

describe('released-server', () => {
  it('sees the image that the README offers', () => {
    const files = { 'README.md': '# notes\n\n    docker run -p 80:80 ghcr.io/acme/notes:latest\n' };
    expect(runCheck('released-server', files).evidence[0]?.detail).toBe('the image ghcr.io/acme/notes');
    expect(runCheck('released-server', { 'README.md': '# notes\n\n    docker compose up\n' }).value).toBe(false);
  });
});
