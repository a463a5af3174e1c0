import { describe, expect, it } from 'vitest';
import { runCheck } from '../run-check.ts';

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
    ['a search for a free port', { 'port.go': 'package port\n\nfunc Free() { net.Listen("tcp", ":0") }\n' }],
    ['a test', { 'test/server.test.js': 'app.listen(0);\n' }],
    ['what stands in for a server', { 'plugins/images/serve-fixture.js': 'http.createServer(answer).listen(8080);\n' }],
  ])('takes %s for none', (_, files) => {
    expect(runCheck('starts-server', files).value).toBe(false);
  });

  it('counts files when asked', () => {
    const files = { 'a.js': 'app.listen(8080);\n', 'b.js': 'app.listen(8081);\n' };
    expect(runCheck('starts-server', files, { with: { atLeast: 2 } }).value).toBe(true);
    expect(runCheck('starts-server', files, { with: { atLeast: 3 } }).value).toBe(false);
  });
});

describe('database-tool', () => {
  it.each([
    ['# peek\n\nA web-based database explorer for PostgreSQL.\n', 'says that it is a database explorer'],
    [
      '# peek\n\nThe terminal client for all your SQL databases, written in Go.\n',
      'says that it is a client for all your SQL databases',
    ],
    ['# peek\n\nExports metrics: a MySQL server exporter.\n', 'says that it is a MySQL server exporter'],
    ['# peek\n\nA Redis desktop manager.\n', 'says that it is a Redis desktop manager'],
  ])('sees it in %j', (readme, detail) => {
    expect(runCheck('database-tool', { 'README.md': readme }).evidence).toEqual([{ path: 'README.md', detail }]);
  });

  it.each([
    '# shop\n\nA shop that keeps its orders in a PostgreSQL database.\n',
    '# shop\n\nAn API in Go with a MySQL client library.\n',
    `# shop\n\nOrders and invoices.\n\n${'It sells things to people. '.repeat(30)}\n\nOpen a database client to look at them.\n`,
  ])('does not see it in %j', (readme) => {
    expect(runCheck('database-tool', { 'README.md': readme }).value).toBe(false);
  });
});

describe('migrations-elsewhere', () => {
  const files = {
    'crates/domain/src/lib.rs': 'pub mod model;\n',
    'crates/sql/src/sql_migrations.rs': 'fn step() {}\n',
  };

  it('sees those of another part', () => {
    expect(runCheck('migrations-elsewhere', files, { unit: 'crates/domain' }).evidence).toEqual([
      { path: 'crates/sql/src/sql_migrations.rs', detail: 'migrations of another part' },
    ]);
  });

  it('leaves out its own, and asks the whole for nothing', () => {
    expect(runCheck('migrations-elsewhere', files, { unit: 'crates/sql' }).value).toBe(false);
    expect(runCheck('migrations-elsewhere', files).value).toBe(false);
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
    ['errors as Rails writes them', { 'public/404.html': '<p>\n', 'public/406-unsupported-browser.html': '<p>\n' }],
    ['files of configuration management', { 'roles/a/templates/a.conf.j2': 'x\n', 'modules/a/templates/b.erb': 'x\n' }],
  ])('leaves out %s', (_, files) => {
    expect(runCheck('web-pages', files).value).toBe(false);
  });
});

describe('web-pages in React Native', () => {
  const app = (dependencies: string) => ({
    'package.json': `{"dependencies": {"react": "19.1.0", "react-native": "0.81.5"${dependencies}}}\n`,
    'app/home.tsx': "import { View } from 'react-native';\n",
    'app/channel.tsx': "import { View } from 'react-native';\n",
  });

  it('does not take what a generator of clients fills in for pages', () => {
    const files = (folder: string) =>
      Object.fromEntries(Array.from({ length: 3 }, (_, n) => [`${folder}/part${n}.mustache`, '<p>{{name}}</p>\n']));
    expect(runCheck('web-pages', files('views')).value).toBe(true);
    expect(runCheck('web-pages', files('openapi/templates')).value).toBe(false);
  });

  it('are screens of a phone', () => {
    expect(runCheck('web-pages', app('')).value).toBe(false);
  });

  it('are shown in a browser too where it is built for one', () => {
    expect(runCheck('web-pages', app(', "react-native-web": "0.21.0"')).value).toBe(true);
  });

  it('are seen in a part beside the app', () => {
    const files = {
      ...app(''),
      'web/package.json': '{"dependencies": {"react": "19.1.0"}}\n',
      'web/src/home.tsx': 'export {};\n',
      'web/src/channel.tsx': 'export {};\n',
    };
    expect(runCheck('web-pages', files).evidence.map(({ path }) => path)).toEqual([
      'web/src/channel.tsx',
      'web/src/home.tsx',
    ]);
  });
});

describe('web-pages that were read elsewhere', () => {
  it('does not take them for its own', () => {
    const files = { 'data/raw/1.html': '<p>One</p>\n', 'data/raw/2.html': '<p>Two</p>\n' };
    expect(runCheck('web-pages', files).value).toBe(false);
  });
});

describe('web-pages by share', () => {
  const pages = { 'src/a.html': '<p>\n', 'src/b.html': '<p>\n' };

  it('asks how much of the source they are', () => {
    const server = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`src/part${index}.py`, 'x = 1\n']));
    expect(runCheck('web-pages', pages, { with: { share: 0.5 } }).value).toBe(true);
    expect(runCheck('web-pages', { ...pages, ...server }, { with: { share: 0.5 } }).value).toBe(false);
  });
});

describe('many-programs', () => {
  const exercises = Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`chapter${index}/main.go`, 'package main\n\nfunc main() {}\n']),
  );

  it('sees a collection of exercises', () => {
    expect(runCheck('many-programs', exercises).value).toBe(true);
  });

  it('sees trials in a workspace of crates of which none needs another', () => {
    const crates = Object.fromEntries(
      Array.from({ length: 18 }, (_, index) => [
        [`trial${index}/Cargo.toml`, `[package]\nname = "trial${index}"\nversion = "0.1.0"\n`],
        [`trial${index}/src/main.rs`, 'fn main() {}\n'],
      ]).flat(),
    );
    const files = { 'Cargo.toml': '[workspace]\nmembers = ["*"]\n', ...crates };
    expect(runCheck('many-programs', files).value).toBe(true);
    const needed = `${files['trial3/Cargo.toml' as keyof typeof files]}\n[dependencies]\ntrial4 = { path = "../trial4" }\n`;
    expect(runCheck('many-programs', { ...files, 'trial3/Cargo.toml': needed }).value).toBe(false);
  });

  it('leaves the commands of one program alone', () => {
    const commands = Object.fromEntries(Object.entries(exercises).map(([path, text]) => [`cmd/${path}`, text]));
    expect(runCheck('many-programs', commands).value).toBe(false);
  });

  it('counts folders of scripts of Python where there are very many, unless they are modules of a package', () => {
    const scripts = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [
        `trial${index}/main.py`,
        "def main():\n    print('hi')\n\n\nif __name__ == '__main__':\n    main()\n",
      ]),
    );
    expect(runCheck('many-programs', scripts).value).toBe(true);
    const packaged = { ...scripts, 'pyproject.toml': '[project]\nname = "trials"\nversion = "1.0"\n' };
    expect(runCheck('many-programs', packaged).value).toBe(false);
    const { 'trial1/main.py': _, ...fewer } = scripts;
    expect(runCheck('many-programs', fewer).value).toBe(false);
  });

  it('leaves alone what many people work on, and what is released', () => {
    const record = (people: number, tags: number) => ({
      commits: Array.from({ length: 30 }, (_, index) => ({
        hash: `${index}`,
        author: `Person ${index % people}`,
        email: `p${index % people}@example.org`,
        time: 1_700_000_000 + index * 86_400,
        subject: 'Change',
      })),
      tags: Array.from({ length: tags }, (_, index) => ({ name: `v1.${index}.0`, time: 1_700_000_000 })),
      remotes: [],
      shallow: false,
      truncated: false,
    });
    expect(runCheck('many-programs', exercises, { history: record(2, 0) }).value).toBe(true);
    expect(runCheck('many-programs', exercises, { history: record(9, 0) }).value).toBe(false);
    expect(runCheck('many-programs', exercises, { history: record(2, 6) }).value).toBe(false);
  });

  it('leaves a workspace alone', () => {
    const workspace = { ...exercises, 'package.json': '{"private": true, "workspaces": ["chapter*"]}\n' };
    expect(runCheck('many-programs', workspace).value).toBe(false);
  });
});

describe('many-programs that belong together', () => {
  const chapters = Array.from({ length: 16 }, (_, index) => index);
  const programs = Object.fromEntries(chapters.map((at) => [`part${at}/main.go`, 'package main\n\nfunc main() {}\n']));

  it.each([
    ['an image of the whole', { Dockerfile: 'FROM golang:1.22\nCOPY . .\nRUN go build ./...\nCMD ["/app"]\n' }],
    ['services that are composed', { 'compose.yaml': 'services:\n  web:\n    build: ./part1\n' }],
  ])('are held by %s', (_, files) => {
    expect(runCheck('many-programs', programs).value).toBe(true);
    expect(runCheck('many-programs', { ...programs, ...files }).value).toBe(false);
  });

  it('are held by references among projects', () => {
    const solution = (reference: string): Record<string, string> =>
      Object.fromEntries(
        chapters.map((at) => [
          `src/Part${at}/Part${at}.csproj`,
          `<Project Sdk="Microsoft.NET.Sdk"><ItemGroup>${reference}</ItemGroup></Project>\n`,
        ]),
      );
    expect(runCheck('many-programs', solution('<PackageReference Include="Xunit" Version="2.0.0" />')).value).toBe(
      true,
    );
    expect(runCheck('many-programs', solution('<ProjectReference Include="../Part0/Part0.csproj" />')).value).toBe(
      false,
    );
    const listed = chapters
      .map((at) => `Project("{A}") = "Part${at}", "src\\Part${at}\\Part${at}.csproj", "{B}"\nEndProject\n`)
      .join('');
    const separate = { ...solution('<PackageReference Include="Xunit" Version="2.0.0" />'), 'Parts.sln': listed };
    expect(runCheck('many-programs', separate).value).toBe(true);
  });
});

describe('offers-library', () => {
  const python = '[project]\nname = "shapes"\nversion = "1.0.0"\nlicense = "MIT"\n';

  it('sees a package that is published', () => {
    expect(runCheck('offers-library', { 'pyproject.toml': python, 'shapes/__init__.py': '' }).value).toBe(true);
  });

  it.each([
    ['a web application', { 'shapes/main.py': 'app = FastAPI()\n' }],
    ['a web application that a function makes', { 'shapes/app.py': 'def create_app():\n    app = Flask(__name__)\n' }],
    ['an application of Pyramid', { 'shapes/app.py': 'config = Configurator(settings=settings)\n' }],
    ['what a platform starts', { Procfile: 'web: python -m shapes\n' }],
    ['what a container serves', { Dockerfile: 'FROM python:3.12\nEXPOSE 80\nCMD ["python", "-m", "shapes"]\n' }],
  ])('takes %s for none, however it is described', (_, files) => {
    expect(runCheck('offers-library', { 'pyproject.toml': python, ...files }).value).toBe(false);
  });

  it.each([
    ['Arduino', { 'library.properties': 'name=Shapes\nversion=1.0.0\nsentence=Draws shapes.\narchitectures=*\n' }],
    ['Haskell', { 'package.yaml': 'name: shapes\nlibrary:\n  source-dirs: src\n  exposed-modules:\n    - Shapes\n' }],
    ['OCaml', { 'src/shapes/dune': '(library\n (name shapes)\n (public_name shapes))\n' }],
    ['sbt', { 'plugin/build.sbt': 'enablePlugins(JvmPlugin, SbtPlugin)\n' }],
  ])('sees what the packages of %s are described by', (_, files) => {
    expect(runCheck('offers-library', files).value).toBe(true);
  });

  it.each([
    ['settings of that name', { 'library.properties': 'name=shapes\nsize=3\n' }],
    ['a program of Haskell', { 'package.yaml': 'name: shapes\nexecutables:\n  shapes:\n    main: Main.hs\n' }],
    ['a build of sbt', { 'build.sbt': 'enablePlugins(JavaAppPackaging)\n' }],
  ])('takes %s for none', (_, files) => {
    expect(runCheck('offers-library', files).value).toBe(false);
  });

  it('does not believe in an entry point that npm wrote', () => {
    const manifest = '{"name": "site", "version": "1.0.0", "main": "index.js", "license": "ISC"}\n';
    expect(runCheck('offers-library', { 'package.json': manifest }).value).toBe(false);
    expect(runCheck('offers-library', { 'package.json': manifest, 'index.js': 'exports.a = 1;\n' }).value).toBe(true);
  });
});

describe('offers-library beside something else', () => {
  const python = '[project]\nname = "shapes"\nversion = "1.0.0"\nlicense = "MIT"\n';

  it('believes a README that shows the import, whatever server lies beside', () => {
    const files = { 'pyproject.toml': python, 'shapes/server.py': 'app = FastAPI()\n' };
    const readme = '# Shapes\n\n```python\nfrom shapes import area\n```\n';
    expect(runCheck('offers-library', files).value).toBe(false);
    expect(runCheck('offers-library', { ...files, 'README.md': readme }).value).toBe(true);
  });

  it('takes the crate of a program for part of it, until its use is shown', () => {
    const cargo = (version: string): string =>
      `[package]\nname = "shapes"\nversion = "${version}"\nlicense = "MIT"\ndescription = "Areas"\n`;
    const files = { 'Cargo.toml': cargo('1.0.0'), 'src/lib.rs': 'pub fn area() {}\n' };
    const program = { ...files, 'src/main.rs': 'fn main() {}\n' };
    expect(runCheck('offers-library', files).value).toBe(true);
    expect(runCheck('offers-library', { ...files, 'Cargo.toml': cargo('0.0.0') }).value).toBe(false);
    expect(runCheck('offers-library', program).value).toBe(false);
    expect(runCheck('offers-library', { ...program, 'README.md': '```rust\nuse shapes::area;\n```\n' }).value).toBe(
      true,
    );
  });

  it('wants more of a Maven artifact than coordinates and a licence', () => {
    const pom = (rest: string): string =>
      `<project><groupId>org.example</groupId><artifactId>shapes</artifactId><version>1.0.0</version>
       <licenses><license><name>MIT</name></license></licenses><url>https://example.org</url>${rest}</project>\n`;
    const published =
      '<distributionManagement><repository><url>https://repo.example.org</url></repository></distributionManagement>';
    const readme = '```xml\n<dependency>\n  <artifactId>shapes</artifactId>\n</dependency>\n```\n';
    expect(runCheck('offers-library', { 'pom.xml': pom('') }).value).toBe(false);
    expect(runCheck('offers-library', { 'pom.xml': pom(''), 'README.md': readme }).value).toBe(true);
    expect(runCheck('offers-library', { 'pom.xml': pom(published) }).value).toBe(true);
    expect(runCheck('offers-library', { 'pom.xml': pom(`<packaging>war</packaging>${published}`) }).value).toBe(false);
  });

  it('sees packages that lie side by side', () => {
    const client = `${python}keywords = ["shapes"]\n`;
    expect(runCheck('offers-library', { 'shapes-client/pyproject.toml': client }).value).toBe(true);
    expect(runCheck('offers-library', { 'shapes-client/pyproject.toml': python }).value).toBe(false);
    expect(
      runCheck('offers-library', { 'pyproject.toml': python, Procfile: 'web: x\n', 'client/pyproject.toml': client })
        .value,
    ).toBe(false);
  });

  it('sees what is put into a program of others', () => {
    const files = { 'extension.json': '{"name": "Shapes", "AutoloadNamespaces": {}, "manifest_version": 2}\n' };
    expect(runCheck('offers-library', files).value).toBe(true);
    expect(runCheck('offers-library', { 'extension.json': '{"name": "Shapes"}\n' }).value).toBe(false);
  });

  it('does not take a command that is published for an application', () => {
    const manifest = { name: 'shapes', version: '1.0.0', description: 'Draws', main: 'index.js', bin: './bin/shapes' };
    const files = { 'package.json': JSON.stringify(manifest), 'index.js': '', Procfile: 'web: node .\n' };
    expect(runCheck('offers-library', files).value).toBe(true);
  });
});

describe('documented-import', () => {
  it.each([
    [
      'npm',
      { 'package.json': '{"name": "@ours/shapes", "version": "1.0.0"}' },
      "import { area } from '@ours/shapes/area'",
    ],
    [
      'Python, by the folder',
      { 'setup.py': 'from setuptools import setup\nsetup(name="py-shapes")\n', 'shapes/__init__.py': '' },
      '>>> import shapes',
    ],
    ['Go', { 'go.mod': 'module example.org/shapes\n' }, 'go get example.org/shapes'],
    ['Ruby', { 'shapes.gemspec': 'Gem::Specification.new do |s|\n  s.name = "shapes"\nend\n' }, "gem 'shapes', '~> 1'"],
    ['PHP', { 'composer.json': '{"name": "ours/shapes"}' }, 'composer require ours/shapes'],
    [
      'Gradle',
      {
        'build.gradle': "plugins { id 'maven-publish' }\ngroup = 'org.example'\n",
        'settings.gradle': "rootProject.name = 'shapes'\n",
      },
      "implementation 'org.example:shapes:1.0'",
    ],
  ])('sees it for %s', (_, files, line) => {
    expect(runCheck('documented-import', { ...files, 'README.md': `# Use\n\n    ${line}\n` }).value).toBe(true);
  });

  it('does not take the import of something else for it', () => {
    const files = {
      'package.json': '{"name": "shapes", "version": "1.0.0"}',
      'README.md': "```js\nimport express from 'express'\nimport x from './shapes'\n```\n",
    };
    expect(runCheck('documented-import', files).value).toBe(false);
  });
});

describe('documented-command', () => {
  it('knows a program of Go whose module ends in its major version', () => {
    const files = {
      'go.mod': 'module example.org/acme/vault/v7\n\ngo 1.24\n',
      'main.go': 'package main\n\nfunc main() {}\n',
      'README.md': '# Vault\n\nOn macOS: `brew install --cask vault`\n',
    };
    const { evidence } = runCheck('documented-command', files);
    expect(evidence.map(({ detail }) => detail)).toEqual(['says to install or run vault']);
  });

  const files = { 'package.json': '{"name": "@ours/shapes", "version": "1.0.0", "bin": {"shapes": "./cli.js"}}' };

  it.each([
    ['installed', 'Run `npm install -g @ours/shapes@latest`.'],
    ['fetched and run', '    npx @ours/shapes draw'],
    ['from a package manager', 'On a Mac: `brew install ours/tap/shapes`.'],
    ['called', '```sh\n$ shapes draw --wide\n```'],
  ])('sees how it is %s', (_, text) => {
    expect(runCheck('documented-command', { ...files, 'README.md': `# Shapes\n\n${text}\n` }).value).toBe(true);
  });

  it.each([
    ['tools that it is built with', 'Run `npm install -g bower` and `brew install node`.'],
    ['a package of the same beginning', 'Run `npx @ours/shapes-studio`.'],
    ['what another command is told of it', 'Run `npx skills add @ours/shapes`.'],
    ['its use in a program', "```js\nshapes.draw()\nimport 'shapes'\n```"],
  ])('leaves out %s', (_, text) => {
    expect(runCheck('documented-command', { ...files, 'README.md': `# Shapes\n\n${text}\n` }).value).toBe(false);
  });

  it('knows the program of a Go module', () => {
    const go = { 'go.mod': 'module example.org/ours/shapes/v2\n', 'cmd/draw/main.go': 'package main\n' };
    const says = (line: string): Record<string, string> => ({ ...go, 'README.md': `# Shapes\n\n    ${line}\n` });
    expect(runCheck('documented-command', says('go install example.org/ours/shapes/v2/cmd/draw@latest')).value).toBe(
      true,
    );
    expect(runCheck('documented-command', says('go install example.org/other/tool@latest')).value).toBe(false);
    expect(runCheck('documented-command', says('go install example.org/ours/shapes/v2/tools/paint@latest')).value).toBe(
      true,
    );
  });
});

describe('runs-server apart', () => {
  const client = '[project]\nname = "client"\nversion = "1.0.0"\nlicense = "MIT"\nkeywords = ["shapes"]\n';
  const server = 'app = make_app()\nhttpd = make_server("", 8000, app)\n';

  it('sees a server beside the library, and not one inside of it', () => {
    const options = { with: { apart: true } };
    const files = { 'client/pyproject.toml': client, 'client/client/__init__.py': '' };
    expect(runCheck('runs-server', { ...files, 'server/run.py': server }, options).value).toBe(true);
    expect(runCheck('runs-server', { ...files, 'client/client/run.py': server }, options).value).toBe(false);
  });

  it('leaves out what stands in for other services', () => {
    expect(runCheck('runs-server', { 'mail-stub/run.py': server }).value).toBe(false);
    expect(runCheck('runs-server', { 'mail/run.py': server }).value).toBe(true);
  });

  it('knows hapi', () => {
    const text = 'const server = Hapi.server({ port });\nawait server.start();\n';
    expect(runCheck('runs-server', { 'server.js': text }).value).toBe(true);
  });
});

describe('separate-parts', () => {
  it('counts what is installed or started by itself', () => {
    const files = {
      'worker/package.json': '{"name": "worker", "private": true}\n',
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

  it.each([
    [
      'modules of a site',
      {
        'docroot/modules/custom/a/package.json': '{"name": "a"}\n',
        'docroot/themes/custom/b/package.json': '{"name": "b"}\n',
      },
    ],
    [
      'packages of ROS',
      {
        'drive/package.xml': '<package/>\n',
        'drive/setup.py': "setup(name='drive')\n",
        'arm/package.xml': '<package/>\n',
        'arm/setup.py': "setup(name='arm')\n",
      },
    ],
    [
      'apps of an umbrella',
      {
        'mix.exs': 'def project, do: [apps_path: "apps"]\n',
        'apps/a/mix.exs': 'defmodule A.MixProject do\n  def project, do: [app: :a, version: "0.1.0"]\nend\n',
        'apps/b/mix.exs': 'defmodule B.MixProject do\n  def project, do: [app: :b, version: "0.1.0"]\nend\n',
      },
    ],
  ])('joins %s', (_, files) => {
    expect(runCheck('separate-parts', files).value).toBe(false);
  });

  it('does not take the assets of a program for a package', () => {
    const program = {
      'setup.py': "from setuptools import setup\n\nsetup(name='site', version='1.0', description='Shows pages')\n",
      'web/package.json': '{"name": "site-assets", "version": "1.0.0", "description": "Shows pages"}\n',
    };
    const published = { with: { published: true } };
    expect(runCheck('separate-parts', program, published).value).toBe(false);
    const client = {
      ...program,
      'web/package.json': program['web/package.json'].replace('}', ', "main": "index.js"}'),
    };
    expect(runCheck('separate-parts', client, published).value).toBe(true);
    expect(runCheck('separate-parts', { ...program, 'web/index.js': '1;\n' }, published).value).toBe(true);
  });
});

describe('data-intake', () => {
  const files = (intake: number, others: number) =>
    Object.fromEntries([
      ...Array.from({ length: intake }, (_, index) => [`feeds/import_${index}.py`, 'rows = []\n']),
      ...Array.from({ length: others }, (_, index) => [`pages/page_${index}.py`, 'rows = []\n']),
    ]);

  it('wants a good part of the source to take data in', () => {
    expect(runCheck('data-intake', files(16, 84)).value).toBe(true);
    expect(runCheck('data-intake', files(16, 85)).value).toBe(false);
    expect(runCheck('data-intake', files(15, 0)).value).toBe(false);
  });
});

describe('no-networking', () => {
  it.each([
    ['src/format.ml', 'let () = print_endline (Format.sql (read_line ()))\n'],
    ['src/Format.jl', 'module Format\nusing Dates\nend\n'],
    ['R/sum.R', 'total <- function(x) sum(x)\n'],
    ['main.lua', 'local json = require "json"\n'],
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
    ['src/fetch.ml', 'let body = Cohttp_lwt_unix.Client.get uri\n'],
    ['src/Fetch.jl', 'using HTTP\n'],
    ['R/fetch.R', 'download.file(address, "data.csv")\n'],
    ['fetch.lua', 'local http = require("socket.http")\n'],
    ['src/deploy.rs', 'fn main() { Command::new("ssh").arg(host).status(); }\n'],
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

  it('knows an image or a chart that bears the name of the repository', () => {
    const history = {
      shallow: false,
      truncated: false,
      tags: [],
      commits: [],
      remotes: ['https://github.com/acme/note-keeper.git'],
    };
    const value = (line: string) =>
      runCheck('released-server', { 'README.md': `# Notes\n\n${line}\n` }, { history }).evidence[0]?.detail;
    const badge =
      '[![Pulls](https://img.shields.io/docker/pulls/acme/notekeeper)](https://hub.docker.com/r/acme/notekeeper)';
    expect(value(badge)).toBe('the image img.shields.io/docker/pulls/acme/notekeeper');
    expect(value('See [the images](https://github.com/acme/x/pkgs/container/note-keeper).')).toBe(
      'the image /pkgs/container/note-keeper',
    );
    expect(value('It keeps notes in [PostGIS](https://hub.docker.com/r/postgis/postgis).')).toBe(undefined);
  });

  it('is none where the image is built first, or is for those who develop it', () => {
    const readme = (lines: string): Record<string, string> => ({
      'README.md': `# Desk\n\n\`\`\`sh\n${lines}\n\`\`\`\n`,
    });
    expect(runCheck('released-server', readme('docker run -p 80:80 acmedesk/desk')).value).toBe(true);
    expect(runCheck('released-server', readme('docker run -e STORE=db:test acmedesk/desk')).value).toBe(true);
    expect(runCheck('released-server', readme('docker run -p 80:80 acmedesk/desk:dev')).value).toBe(false);
    const built = 'docker build --pull -t acmedesk/desk .\ndocker run -p 80:80 acmedesk/desk';
    expect(runCheck('released-server', readme(built)).value).toBe(false);
  });
});

describe('people-records', () => {
  it('does not take the members of a set of codes for people', () => {
    const table = (name: string) => ({ 'schema.sql': `CREATE TABLE ${name} (\n  id uuid,\n  code text\n);\n` });
    expect(runCheck('people-records', table('value_sets.expansion_member')).value).toBe(false);
    expect(runCheck('people-records', table('club.members')).value).toBe(true);
  });
});
