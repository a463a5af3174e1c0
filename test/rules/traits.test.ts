import { describe, expect, it } from 'vitest';
import type { Trait } from '../../src/context/model.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { soughtBy } from '../../src/rules/sought.ts';
import { runCheck } from './checks/run-check.ts';

type Files = Readonly<Record<string, string>>;

const catalogue = compileCatalogue('rules');

function holds(trait: Trait, files: Files): boolean {
  const facts = createFacts(createSource(memoryRepository(files)), soughtBy(catalogue));
  return createEvaluation(facts, catalogue, '.').trait(trait).value === true;
}

describe('library', () => {
  it.each<[string, Files]>([
    [
      'a plugin of Vim',
      {
        'README.md': '# tally.vim\n\nA plugin for Vim that counts words.\n',
        'doc/tally.txt': '*tally.txt*  Counts words\n\nCONTENTS *tally*\n',
        'plugin/tally.vim': 'command! Tally call tally#count()\n',
        'autoload/tally.vim': 'function! tally#count() abort\nendfunction\n',
      },
    ],
    [
      'a library of OCaml beside its demonstrations',
      {
        'README.md': '# Tally\n\nA package to count words.\n',
        'dune-project': '(lang dune 3.0)\n',
        'tally.opam': 'opam-version: "2.0"\nsynopsis: "Counts words"\n',
        'counting/dune': '(library\n (public_name tally)\n (libraries str))\n',
        'counting/tally.ml': 'let count text = List.length (String.split_on_char (Char.chr 32) text)\n',
      },
    ],
    [
      'a library of OCaml with a server that shows it',
      {
        'README.md': '# Tally\n\nA package to count words.\n',
        'dune-project': '(lang dune 3.0)\n',
        'tally.opam': 'opam-version: "2.0"\nsynopsis: "Counts words"\n',
        'counting/dune': '(library\n (public_name tally)\n (libraries dream))\n',
        'counting/tally.ml':
          'let count text = List.length (String.split_on_char (Char.chr 32) text)\nlet () = Dream.run handler\n',
      },
    ],
    [
      'a plugin of Discourse',
      {
        'README.md': '# Tally\n\nA Discourse plugin that counts replies.\n',
        'plugin.rb': '# frozen_string_literal: true\n\n# name: tally\n# about: Counts replies\n# version: 0.1\n',
        'lib/tally.rb': 'module Tally\nend\n',
      },
    ],
    [
      'a plugin of Redmine',
      {
        'README.md': '# Tally\n\nA plugin for Redmine.\n',
        'init.rb': "Redmine::Plugin.register :tally do\n  name 'Tally'\nend\n",
      },
    ],
  ])('holds for %s', (_, files) => {
    expect(holds('library', files)).toBe(true);
  });

  it.each<[string, Files]>([
    [
      'a crate that has nothing but a program',
      {
        'README.md':
          '# qq\n\nA client for the shell. It uses the ring crate.\n\n`mise use qq --global` or `cargo install qq`\n',
        'Cargo.toml':
          '[package]\nname = "qq"\nversion = "1.0.0"\nlicense = "MIT"\ndescription = "Sends requests"\n\n[dependencies]\nclap = "4"\n',
        'src/main.rs': 'fn main() {}\n',
      },
    ],
    [
      'a command that a project of PHP installs for its developers',
      {
        'README.md':
          '# Tally\n\nTally counts the lines. The recommended way of installing this package:\n\n```bash\ncomposer require --dev acme/tally\n```\n',
        'composer.json':
          '{"name": "acme/tally", "type": "library", "license": "MIT", "description": "Command line tool that counts lines", "require": {"symfony/console": "^7"}, "bin": ["bin/tally"], "autoload": {"psr-4": {"Acme\\\\": "src"}}}\n',
        'src/Tally.php': '<?php\nclass Tally {}\n',
        'bin/tally': '#!/usr/bin/env php\n<?php\n',
      },
    ],
  ])('does not hold for %s', (_, files) => {
    expect(holds('library', files)).toBe(false);
  });

  it('takes notes in a folder of help for no plugin', () => {
    const files = { 'doc/notes.txt': 'Notes on tally.\n', 'plugin.rb': '# Loads the plugins\n' };
    expect(runCheck('offers-library', files).value).toBe(false);
  });
});

describe('web-frontend', () => {
  const server = {
    'requirements.txt': 'fastapi\nuvicorn\n',
    'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    Dockerfile: 'FROM python:3.13\nCOPY . .\nCMD ["uvicorn", "app.main:app"]\n',
    Procfile: 'web: uvicorn app.main:app\n',
  };

  it('does not hold for the templates of notes and messages', () => {
    const files = { ...server, 'util/release_notes.ejs': 'Notes\n', 'util/release_notes_rst.ejs': 'Notes\n' };
    expect(holds('web-frontend', files)).toBe(false);
  });

  it('does not hold for pages that are put into the folder of another program', () => {
    const files = {
      ...server,
      'files/etc/jupyter/templates/login.html': '<p>Log in</p>\n',
      'files/etc/jupyter/templates/page.html': '<p>Page</p>\n',
    };
    expect(holds('web-frontend', files)).toBe(false);
  });

  it('does not hold for the help beside the fields of a form', () => {
    const files = Object.fromEntries(
      ['one', 'two', 'three', 'four', 'five', 'six'].flatMap((name) => [
        [`src/main/resources/org/example/${name}/help.html`, '<div>Help</div>\n'],
        [`src/main/resources/org/example/${name}/help-address.html`, '<div>Help</div>\n'],
        [`src/main/java/org/example/${name}.java`, 'class A {}\n'],
      ]),
    );
    expect(runCheck('web-pages', files).value).toBe(false);
  });

  it('does not hold for a server that makes its mail with React', () => {
    const files = {
      'package.json':
        '{"name": "shop-server", "private": true, "dependencies": {"koa": "2", "react": "18", "react-dom": "18"}}\n',
      'server.js': 'const app = new Koa();\napp.listen(8080);\n',
      'app/views/emails/digest/Mail.jsx': 'export const Mail = () => <p>Hello</p>;\n',
      'app/views/emails/digest/Post.jsx': 'export const Post = () => <p>Post</p>;\n',
      'app/views/emails/digest/app.css': 'p { margin: 0 }\n',
    };
    expect(holds('web-frontend', files)).toBe(false);
  });

  it('holds for a single page with a style and a script', () => {
    const files = {
      'README.md': '# Lunch\n\nFinds lunch.\n',
      'public/index.html': '<script src="app.js"></script>\n',
      'public/app.js': "document.querySelector('main').textContent = 'Lunch';\n",
      'public/style.css': 'main { margin: 0 }\n',
    };
    expect(holds('web-frontend', files)).toBe(true);
    const parts = Object.fromEntries('abcdefgh'.split('').map((name) => [`src/${name}.go`, 'package main\n']));
    expect(holds('web-frontend', { ...files, ...parts })).toBe(false);
  });

  it('sees the components of Ember', () => {
    const files = {
      'assets/javascripts/components/calendar.gjs': '<template><p>Calendar</p></template>\n',
      'assets/javascripts/components/event.gjs': '<template><p>Event</p></template>\n',
    };
    expect(runCheck('web-pages', files).value).toBe(true);
  });
});

describe('cli', () => {
  it('is not what a generator wrote about the console and the command line', () => {
    const files = {
      'README.md':
        '# Getting Started with Create React App\n\nThis project was bootstrapped with [Create React App](https://github.com/facebook/create-react-app).\n\nYou will also see any lint errors in the console.\n',
      'package.json':
        '{"name": "office", "version": "0.1.0", "private": true, "dependencies": {"react": "18", "react-scripts": "5"}}\n',
      'public/index.html': '<div id="root"></div>\n',
      'src/App.tsx': 'export const App = () => <main>Office</main>;\n',
    };
    expect(holds('cli', files)).toBe(false);
  });

  it.each([
    'See the console of your browser for errors.',
    'Log in to the AWS console first.',
    'Open a new terminal and type this:',
    'An admin console for the shop.',
  ])('is not said by: %s', (sentence) => {
    const files = {
      'README.md': `# Tally\n\n${sentence}\n`,
      'requirements.txt': 'click\n',
      'tally/shop.py': 'import click\n',
    };
    expect(holds('cli', files)).toBe(false);
  });

  it.each([
    'A console application that counts lines.',
    'Counts lines from the command line.',
    'A chat for the terminal.',
  ])('is said by: %s', (sentence) => {
    const files = {
      'README.md': `# Tally\n\n${sentence}\n`,
      'requirements.txt': 'click\n',
      'tally/shop.py': 'import click\n',
    };
    expect(holds('cli', files)).toBe(true);
  });

  it('holds for a program whose part for that is called so', () => {
    const files = {
      'README.md': '# Builder\n\nBuilds images.\n',
      'requirements.txt': 'click\n',
      'builder/cli.py': 'import click\n\nfrom builder.commands import build\n',
      'builder/commands.py': 'def build():\n    pass\n',
    };
    expect(holds('cli', files)).toBe(true);
    expect(holds('cli', { ...files, 'requirements.txt': 'requests\n' })).toBe(false);
  });

  it('holds for what asks at the terminal, unless it serves', () => {
    const files = {
      'src/Main.java':
        'import java.util.Scanner;\n\npublic class Main {\n  public static void main(String[] args) {\n    Scanner in = new Scanner(System.in);\n    System.out.println(in.nextInt() + in.nextInt());\n  }\n}\n',
    };
    expect(holds('cli', files)).toBe(true);
    expect(holds('cli', { 'src/Main.java': 'public class Main {}\n' })).toBe(false);
    const served = {
      'app.py': 'import flask\n\napp = flask.Flask(__name__)\nname = input("Name: ")\napp.run()\n',
      'requirements.txt': 'flask\n',
    };
    expect(holds('cli', served)).toBe(false);
  });

  it('holds for a program of Go that is handed out and reads its arguments', () => {
    const files = {
      'README.md': '# Seal\n\nAn editor of sealed files.\n',
      '.goreleaser.yml': 'builds:\n  - main: ./cmd/seal\n',
      'go.mod': 'module example.org/seal\n\ngo 1.24\n\nrequire github.com/urfave/cli v1.22.0\n',
      'seal.go': 'package seal\n\nfunc Open() {}\n',
      'cmd/seal/main.go':
        'package main\n\nimport "github.com/urfave/cli"\n\nfunc main() {\n\tcli.NewApp().Run(nil)\n}\n',
    };
    expect(holds('cli', files)).toBe(true);
    const { '.goreleaser.yml': _, ...alone } = files;
    expect(holds('cli', alone)).toBe(false);
  });

  it('holds for the command that comes beside a service', () => {
    const files = {
      'README.md':
        '# Tally\n\nA service that counts.\n\n## The command\n\n```sh\ngo install example.org/tally/cli/cmd/tallyctl@latest\ntallyctl list\n```\n',
      'server/go.mod': 'module example.org/tally/server\n\ngo 1.24\n\nrequire github.com/labstack/echo/v4 v4.12.0\n',
      'server/main.go':
        'package main\n\nimport "github.com/labstack/echo/v4"\n\nfunc main() {\n\te := echo.New()\n\te.Start(":8080")\n}\n',
      'server/Dockerfile': 'FROM golang:1.24\nCOPY . .\nEXPOSE 8080\nCMD ["server"]\n',
      'cli/go.mod': 'module example.org/tally/cli/tallyctl\n\ngo 1.24\n\nrequire github.com/spf13/cobra v1.8.0\n',
      'cli/main.go':
        'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() {\n\tcmd := &cobra.Command{}\n\tcmd.Execute()\n}\n',
    };
    expect(holds('network-service', files)).toBe(true);
    expect(holds('cli', files)).toBe(true);
  });
});

describe('what a README says first', () => {
  const badge = (name: string) =>
    `[![${name}](https://img.shields.io/github/actions/workflow/status/acme/nudge/${name}.yml?branch=main)](https://github.com/acme/nudge/actions/workflows/${name}.yml)\n`;

  it('begins after the badges', () => {
    const files = {
      'README.md': `<p align="center"><img src="https://example.org/logo.png" height="180"></p>\n\n# Nudge\n\n${'abcdefghijkl'
        .split('')
        .map((name) => badge(name.repeat(3)))
        .join('')}\nNudge is a bot that reminds maintainers of open pull requests in our repositories.\n`,
      'requirements.txt': 'pygithub\n',
      'nudge.py': 'import github\n\nhub = github.Github()\n',
    };
    expect(holds('automation', files)).toBe(true);
  });
});

describe('automation', () => {
  it('is not the name of a product, nor a list of other repositories', () => {
    const files = {
      'README.md':
        '# Notify\n\nThis is the front end of Notify. It needs the Notify API.\n\nOur other repositories are elsewhere. Deployments are automated.\n',
      'requirements.txt': 'flask\n',
      'app/__init__.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
      'app/templates/index.html': '<p>Hello</p>\n',
      'app/templates/users.html': '<p>Users</p>\n',
      Procfile: 'web: flask run\n',
      '.github/workflows/scan.yml':
        'on:\n  schedule:\n    - cron: "0 0 * * *"\njobs:\n  scan:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make scan\n',
    };
    expect(holds('automation', files)).toBe(false);
  });
});

describe('network-service', () => {
  it('holds for a server that is handed out as a program and says so', () => {
    const files = (first: string) => ({
      'README.md': `# Gate\n\n${first}\n`,
      '.goreleaser.yml':
        'builds:\n  - main: ./cmd/gate\ndockers:\n  - image_templates: [example/gate]\nnfpms:\n  - formats: [deb]\n',
      'go.mod': 'module example.org/gate\n\ngo 1.24\n\nrequire github.com/spf13/cobra v1.8.0\n',
      'gate.go': 'package gate\n\nimport "net/http"\n\nfunc Run() { http.ListenAndServe(":80", nil) }\n',
      'cmd/gate/main.go': 'package main\n\nfunc main() { gate.Run() }\n',
    });
    expect(holds('network-service', files('An extensible server platform that uses TLS by default.'))).toBe(true);
    expect(holds('network-service', files('Counts the words of files.'))).toBe(false);
    const told = {
      ...files('A command-line server. Gate is a server.'),
      'cmd/gate/main.go':
        'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() { new(cobra.Command).Execute() }\n',
    };
    expect(holds('network-service', told)).toBe(true);
    expect(holds('cli', told)).toBe(true);
    expect(holds('cli', { ...told, 'go.mod': 'module example.org/gate\n\ngo 1.24\n' })).toBe(false);
  });

  it('does not hold for a port that is opened to look into a command', () => {
    const files = (name: string) => ({
      'README.md': '# Tally\n\nCounts words.\n',
      Dockerfile: 'FROM golang:1.24\nCOPY . .\nENTRYPOINT ["/tally"]\n',
      'go.mod': 'module example.org/tally\n\ngo 1.24\n\nrequire github.com/gin-gonic/gin v1.10.0\n',
      'main.go': 'package main\n\nfunc main() { count() }\n',
      [name]:
        'package main\n\nimport (\n\t"net/http"\n\t_ "net/http/pprof"\n)\n\nfunc watch() { http.ListenAndServe("localhost:6060", nil) }\n',
    });
    expect(holds('network-service', files('tally_debug.go'))).toBe(false);
    expect(holds('network-service', files('serve.go'))).toBe(true);
  });
});

describe('desktop', () => {
  it('does not hold for the installers of a command', () => {
    const files = {
      'README.md': '# Elmo\n\nA command line tool.\n\nThere are installers for Windows.\n\n```sh\nelmo make\n```\n',
      'package.json': '{"name": "elmo", "version": "1.0.0", "bin": "elmo.js"}\n',
      'elmo.js': 'console.log(process.argv);\n',
      'installers/win/setup.nsi': 'Name "elmo"\n',
    };
    expect(holds('desktop', files)).toBe(false);
  });
});

describe('self-hosted', () => {
  const service = {
    LICENSE: 'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\n',
    'requirements.txt': 'fastapi\nuvicorn\npsycopg\n',
    'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
    Dockerfile: 'FROM python:3.13\nCOPY . .\nCMD ["uvicorn", "app.main:app"]\n',
    Procfile: 'web: uvicorn app.main:app\n',
    'docs/installation.md': '# Installation\n\nFor developers.\n',
    '.github/FUNDING.yml': 'github: acme\n',
    '.github/ISSUE_TEMPLATE/bug.md': 'Bug\n',
    '.github/workflows/image.yml':
      'on:\n  push:\n    tags: ["v*"]\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/metadata-action@v5\n      - uses: docker/build-push-action@v6\n        with:\n          push: true\n',
  };

  it('does not hold where only the owner runs the image', () => {
    const files = {
      ...service,
      'README.md': '# Kindness\n\nThe site of our community.\n\n## Installation\n\nRun it for development.\n',
    };
    expect(holds('self-hosted', files)).toBe(false);
    const chart = { ...files, 'charts/kindness/Chart.yaml': 'name: kindness\nversion: 1.0.0\n' };
    expect(holds('self-hosted', chart)).toBe(false);
  });

  it('holds where others are handed the image', () => {
    const files = {
      ...service,
      'README.md':
        '# Kindness\n\nJoin our community on Matrix.\n\n## Installation\n\n```sh\ndocker run -p 80:80 ghcr.io/acme/kindness\n```\n',
    };
    expect(holds('self-hosted', files)).toBe(true);
  });

  it.each([
    ['docker run -d -p 9000:9000 minio/minio\n', false],
    ['docker run acme/kindness\n', true],
    ['helm repo add acme https://charts.example.org\n', true],
    ['[Deploy](https://heroku.com/deploy?template=https://github.com/acme/kindness)\n', true],
  ])('is what a README hands out: %s', (line, expected) => {
    expect(runCheck('released-server', { 'README.md': `# Kindness\n\n${line}` }).value).toBe(expected);
  });
});

describe('monorepo', () => {
  it('does not hold for the two halves of one application', () => {
    const files = {
      'backend/package.json': '{"name": "shop-backend", "private": true, "dependencies": {"express": "4"}}\n',
      'backend/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "server.js"]\n',
      'backend/server.js': "require('express')().listen(8080);\n",
      'frontend/package.json': '{"name": "shop-frontend", "private": true, "dependencies": {"react": "19"}}\n',
      'frontend/Dockerfile': 'FROM nginx:1.27\nCOPY . .\n',
      'frontend/src/App.jsx': 'export const App = () => <main>Shop</main>;\n',
    };
    expect(holds('monorepo', files)).toBe(false);
    const worker = {
      'worker/package.json': '{"name": "shop-worker", "private": true, "dependencies": {"bullmq": "5"}}\n',
      'worker/Dockerfile': 'FROM node:22\nCOPY . .\nCMD ["node", "work.js"]\n',
    };
    expect(holds('monorepo', { ...files, ...worker })).toBe(true);
  });

  it('does not hold for an estate with images of its own', () => {
    const image = 'FROM python:3.13\nCOPY . .\nCMD ["python", "run.py"]\n';
    const files = {
      'README.md': '# Estate\n\nThe infrastructure of our service, with Terraform.\n',
      'terraform/main.tf': 'resource "aws_instance" "a" {}\n',
      'terraform/dns.tf': 'resource "aws_route53_zone" "a" {}\n',
      'images/redirect/Dockerfile': image,
      'images/redirect/requirements.txt': 'tornado\n',
      'images/publisher/Dockerfile': image,
      'images/publisher/requirements.txt': 'requests\n',
      'images/games/Dockerfile': image,
      'images/games/requirements.txt': 'pygame\n',
    };
    expect(holds('infrastructure', files)).toBe(true);
    expect(holds('monorepo', files)).toBe(false);
  });
});

describe('research', () => {
  it.each<[string, Files]>([
    [
      'a thesis with its literature',
      {
        'README.md': "# Thesis\n\nWorking repository for a master's thesis on pathology.\n",
        'papers/sources.bib': '@article{a, title={A}}\n',
        'code/train.py': 'import numpy\n',
      },
    ],
    [
      'the experiments of a paper',
      {
        'README.md': '# Lines\n\nCode and data for the paper, with the experiments of section 4.\n',
        'experiments/run.py': 'import numpy\n',
      },
    ],
  ])('holds for %s', (_, files) => {
    expect(holds('research', files)).toBe(true);
  });

  it('does not hold for an application that somebody wrote as a thesis', () => {
    const files = {
      'README.md': "# Duel\n\nThe server of a site for practising, written as a bachelor's thesis.\n",
      'requirements.txt': 'fastapi\nuvicorn\n',
      'app/main.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n',
    };
    expect(holds('research', files)).toBe(false);
  });
});

describe('stores-personal-data', () => {
  const service = {
    'package.json': '{"name": "fleet", "private": true, "dependencies": {"express": "4", "pg": "8", "jose": "5"}}\n',
    'server.js': "const app = require('express')();\nconst pool = new Pool();\napp.listen(8080);\n",
    'db/schema.sql': 'CREATE TABLE clusters (id INT);\n',
  };

  it('does not hold for a store of other things behind a sign-in', () => {
    const files = {
      ...service,
      'src/signIn.ts': 'interface Claims {\n  email: string;\n  name: string;\n}\n',
      'src/configuration.ts': 'interface Configuration {\n  password: string;\n}\n',
    };
    expect(holds('stores-personal-data', files)).toBe(false);
  });

  it.each(['class Visitor(NodeVisitor):\n', 'class Subscriber(Thread):\n', 'class Profile(Settings):\n'])(
    'takes no person from %s',
    (text) => {
      expect(runCheck('people-records', { 'fleet/code.py': text }).value).toBe(false);
    },
  );

  it('takes no person from the caller of a cloud', () => {
    const caller = 'package cloud\n\nconst FuncGetCallerIdentityUserID = "get_caller_identity_user_id"\n';
    expect(runCheck('people-records', { 'fleet/code.go': caller }).value).toBe(false);
    const user = 'public class Member : IdentityUser\n{\n}\n';
    expect(runCheck('people-records', { 'fleet/Member.cs': user }).value).toBe(true);
  });

  it('still sees a table of visitors', () => {
    expect(runCheck('people-records', { 'db/schema.sql': 'CREATE TABLE visitors (id INT);\n' }).value).toBe(true);
    const query = 'export const list = () => db("users").select();\n';
    expect(runCheck('people-records', { 'src/list.js': query }).value).toBe(true);
  });
});
