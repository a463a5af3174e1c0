import { describe, expect, it } from 'vitest';
import type { Trait } from '../../src/context/model.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { soughtBy } from '../../src/rules/sought.ts';

const catalogue = compileCatalogue('rules');

function holds(trait: Trait, files: Readonly<Record<string, string>>): boolean | null {
  const facts = createFacts(createSource(memoryRepository(files, { history: null })), soughtBy(catalogue));
  return createEvaluation(facts, catalogue, '.').evaluate({ trait }).value;
}

const FLASK_SERVICE = {
  'pyproject.toml':
    '[project]\nname = "accounts"\nversion = "1.0.0"\nlicense = "MIT"\ndependencies = ["flask", "click"]\n[project.scripts]\naccounts = "accounts.cli:main"\n',
  'accounts/app.py': 'from flask import Flask\n\ndef create_app():\n    app = Flask(__name__)\n    return app\n',
  'accounts/cli.py': 'import click\n\n@click.command()\ndef main():\n    create_app().run()\n',
  Dockerfile: 'FROM python:3.12\nCOPY . .\nRUN pip install .\nCMD ["accounts"]\n',
};

describe('a distribution of Perl', () => {
  it('is a library by its modules', () => {
    const modules = Object.fromEntries(
      ['Shape', 'Shape/Circle', 'Shape/Square'].map((name) => [
        `lib/${name}.pm`,
        `package ${name.replace('/', '::')};\n\n1;\n`,
      ]),
    );
    const files = { 'README.md': '# Shape\n\nShapes.\n', ...modules };
    expect(holds('library', files)).toBe(false);
    expect(
      holds('library', { ...files, 'Makefile.PL': "use ExtUtils::MakeMaker;\nWriteMakefile(NAME => 'Shape');\n" }),
    ).toBe(true);
  });
});

describe('a crate', () => {
  const CRATE = {
    'Cargo.toml':
      '[package]\nname = "fetch"\nversion = "1.0.0"\nlicense = "MIT"\ndescription = "Sends requests, a library and tool"\nkeywords = ["http"]\n',
    'README.md': '# fetch\n\nA friendly tool for HTTP, a client in one package.\n\n    cargo install fetch\n',
    'src/main.rs': 'fn main() {}\n',
  };

  it('is a library only where it has one', () => {
    expect(holds('library', CRATE)).toBe(false);
    const readme = `${CRATE['README.md']}\nAs a library:\n\n\`\`\`rust\nuse fetch::send;\n\`\`\`\n`;
    expect(holds('library', { ...CRATE, 'README.md': readme })).toBe(false);
    expect(holds('library', { ...CRATE, 'README.md': readme, 'src/lib.rs': 'pub fn send() {}\n' })).toBe(true);
  });
});

describe('a packaged web application', () => {
  it('is a service, and neither a library nor a command', () => {
    expect(holds('network-service', FLASK_SERVICE)).toBe(true);
    expect(holds('library', FLASK_SERVICE)).toBe(false);
    expect(holds('cli', FLASK_SERVICE)).toBe(false);
  });

  it('is for others to host when it says so, under a licence', () => {
    const readme = '# Accounts\n\nAn account portal that you can self-host.\n';
    expect(holds('self-hosted', FLASK_SERVICE)).toBe(false);
    expect(holds('self-hosted', { ...FLASK_SERVICE, 'README.md': readme })).toBe(false);
    const licence =
      'MIT License\n\nCopyright (c) 2024 The authors\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files.\n';
    expect(holds('self-hosted', { ...FLASK_SERVICE, 'README.md': readme, LICENSE: licence })).toBe(true);
    const runners = '# Accounts\n\nIts tests need a self-hosted runner.\n';
    expect(holds('self-hosted', { ...FLASK_SERVICE, 'README.md': runners, LICENSE: licence })).toBe(false);
  });
});

describe('network-service', () => {
  it('hears a server of Pekko whose port is opened on a line of its own', () => {
    const files = {
      'build.sbt':
        'libraryDependencies ++= Seq(\n  "org.apache.pekko" %% "pekko-http" % "1.1.0",\n  "org.tpolecat" %% "doobie-core" % "1.0.0",\n)\n',
      'src/main/scala/Server.scala': 'object Server extends App {\n  REST\n}\n',
    };
    const opened =
      'object Server extends App {\n  Http()\n    .newServerAt(config.endpoint, config.port)\n    .bind(routes)\n}\n';
    expect(holds('network-service', files)).toBe(false);
    expect(holds('network-service', { ...files, 'src/main/scala/Server.scala': opened })).toBe(true);
  });

  it('sees an application of Grails by its controllers', () => {
    const files = {
      'pom.xml':
        '<project><groupId>org.example</groupId><artifactId>portal</artifactId><version>1</version><dependencies><dependency><groupId>org.grails</groupId><artifactId>grails-dependencies</artifactId><version>1.3.7</version></dependency></dependencies></project>\n',
      'grails-app/conf/DataSource.groovy': 'dataSource { pooled = true }\n',
    };
    const controller = 'class LayerController {\n  def index = { render(view: "list") }\n}\n';
    expect(holds('network-service', files)).toBe(false);
    expect(holds('network-service', { ...files, 'grails-app/controllers/LayerController.groovy': controller })).toBe(
      true,
    );
  });

  const war = {
    'pom.xml':
      '<project><groupId>org.example</groupId><artifactId>leave</artifactId><version>1.0.0</version><packaging>war</packaging></project>\n',
    'src/main/java/org/example/Leave.java': '@Path("/leave")\npublic class Leave {}\n',
  };

  it('holds for an archive that a servlet container serves', () => {
    expect(holds('network-service', war)).toBe(true);
  });

  it('does not hold for a command that can listen by the way', () => {
    const finder = {
      'go.mod': 'module example.org/ours/finder\n',
      'main.go': 'package main\n\nfunc main() { listener, _ := net.Listen("unix", path) }\n',
      'README.md': '# Finder\n\nA command-line finder.\n\n```sh\nfinder --listen\n```\n',
    };
    expect(holds('network-service', finder)).toBe(false);
    expect(holds('cli', finder)).toBe(true);
  });
});

describe('cli', () => {
  it('does not hold for a site that is built with tools of the command line', () => {
    const site = {
      'package.json': '{"name": "clinic", "private": true, "dependencies": {"angular": "1.8.0"}}\n',
      'app/index.html': '<p>\n',
      'app/views/patient.html': '<p>\n',
      'README.md': '# Clinic\n\n```bash\nnpm install -g bower grunt-cli\nbrew install node\n```\n',
    };
    expect(holds('cli', site)).toBe(false);
    expect(holds('web-frontend', site)).toBe(true);
  });
});

describe('mobile', () => {
  it('holds for an app for KaiOS', () => {
    const app = {
      'package.json': '{"name": "reader", "private": true, "dependencies": {"preact": "10.0.0"}}\n',
      'manifest.webapp': '{"name": "Reader", "launch_path": "/index.html"}\n',
      'index.html': '<p>\n',
      'README.md': '# Reader\n\nThe reader for KaiOS.\n',
    };
    expect(holds('mobile', app)).toBe(true);
  });
});
