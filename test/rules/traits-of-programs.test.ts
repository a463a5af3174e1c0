import { describe, expect, it } from 'vitest';
import { type Files, holds } from './trait-holds.ts';

const numbered = (count: number, path: (n: number) => string, text: string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [path(n), text]));

describe('network-service, whatever it listens by', () => {
  it('does not hold for what only runs, is put into the server of others, or is tried', () => {
    const screen = {
      'README.md':
        '# peek\n\nA terminal UI to look at the docker daemon and what it runs.\n\n    go install example.org/peek@latest\n',
      'go.mod': 'module example.org/peek\n\nrequire github.com/jroimartin/gocui v0.5.0\n',
      'main.go':
        'package main\n\nfunc main() {\n\tapp := newApp()\n\tif err := app.Run(); err != nil {\n\t\tpanic(err)\n\t}\n}\n',
      Dockerfile: 'FROM scratch\nCOPY peek /\nENTRYPOINT ["/peek"]\n',
    };
    expect(holds('network-service', screen)).toBe(false);
    const plugin = {
      'README.md': '# Courses\n\nA plugin for WordPress.\n',
      'courses.php': '<?php\n/**\n * Plugin Name: Courses\n * Version: 4.22.0\n */\n',
      ...numbered(
        4,
        (n) => `includes/class-${n}.php`,
        "<?php\n$uri = isset( $_SERVER['REQUEST_URI'] ) ? $_SERVER['REQUEST_URI'] : '';\n$page = $_GET['page'];\n",
      ),
    };
    expect(holds('network-service', plugin)).toBe(false);
    const suite = {
      'README.md': '# Acceptance tests\n\nTests of the platform.\n',
      'assets/node/server.js': "require('http').createServer((req, res) => res.end()).listen(process.env.PORT);\n",
      'assets/node/package.json': '{"name": "node", "dependencies": {"express": "^4.0.0"}}\n',
      'assets/node/Procfile': 'web: node server.js\n',
    };
    expect(holds('network-service', suite, 'https://github.com/acme/platform-acceptance-tests.git')).toBe(false);
    expect(holds('network-service', suite, 'https://github.com/acme/platform.git')).toBe(true);
  });

  it('holds for sites of OCaml and Lua, whose parts are packages too', () => {
    const ocaml = {
      'README.md': '# shelf.example.org\n\nThe server that serves the site.\n',
      'dune-project': '(lang dune 3.0)\n(package (name shelf))\n',
      'src/global/dune': '(library\n (name shelf)\n (public_name shelf.global))\n',
      'src/web/shelf.ml': 'let run () = Dream.run ~interface:"0.0.0.0" ~port:8080 (Dream.router [])\n',
      Dockerfile: 'FROM ocaml/opam:alpine\nCOPY . .\nRUN dune build\nENTRYPOINT ["/bin/server"]\n',
    };
    expect(holds('network-service', ocaml)).toBe(true);
    expect(holds('library', ocaml)).toBe(false);
    const lua = {
      'README.md': '# shelf\n\nA web interface to a database of books.\n',
      'shelf.lua':
        'local turbo = require("turbo")\nlocal sqlite = require("lsqlite3")\nturbo.web.Application({ { "^/$", Index } }):listen(8080)\n',
      'views/index.tpl': '<html></html>\n',
    };
    expect(holds('network-service', lua)).toBe(true);
    expect(holds('has-database', lua)).toBe(true);
  });

  it('holds for pages of Next that are looked at for each request', () => {
    const files = (more: Files): Files => ({
      'README.md': '# Donations\n\nThe pages on which people donate trees.\n',
      'package.json':
        '{"name": "donations", "private": true, "dependencies": {"next": "^14.0.0", "react": "^18.0.0"}}\n',
      'pages/index.tsx': 'export default function Home() {\n  return <main />;\n}\n',
      'styles/main.css': 'main {}\n',
      ...more,
    });
    const middleware =
      "import { NextRequest, NextResponse } from 'next/server';\n\nexport function middleware(request: NextRequest) {\n  return NextResponse.next();\n}\n";
    expect(holds('network-service', files({ 'middleware.ts': middleware }))).toBe(true);
    expect(holds('network-service', files({}))).toBe(false);
  });

  it('holds for a class that listens on the port that it keeps', () => {
    const files = {
      'README.md': '# Drawing\n\nDrawing together.\n',
      'server/package.json': '{"name": "server", "private": true, "dependencies": {"express": "^4.17.0"}}\n',
      'server/app/server.ts':
        "import * as http from 'http';\n\nexport class Server {\n  init(): void {\n    this.server = http.createServer(this.application.app);\n    this.server.listen(this.appPort);\n  }\n}\n",
    };
    expect(holds('network-service', files)).toBe(true);
  });

  it('holds for functions behind an address, and not for those that work on a queue', () => {
    const functions = (type: string): Files => ({
      'README.md': '# Orders\n\nTakes orders, and hands them on.\n',
      'package.json':
        '{"name": "orders", "private": true, "dependencies": {"@aws-lambda-powertools/logger": "^2.33.0"}}\n',
      'packages/create/create.ts': 'export const handler = async () => ({ statusCode: 200 });\n',
      'SAMtemplates/main.yaml': `AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\nResources:\n  Entry:\n    Type: ${type}\n`,
    });
    expect(holds('network-service', functions('AWS::Serverless::HttpApi'))).toBe(true);
    expect(holds('network-service', functions('AWS::ApiGateway::RestApi'))).toBe(true);
    expect(holds('network-service', functions('AWS::SQS::Queue'))).toBe(false);
  });

  it('does not hold for a provider of Terraform that is tried on a small server', () => {
    const server = {
      'trial/app/main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe(":8080", nil) }\n',
      'trial/app/manifest.yml': 'applications:\n  - name: trial\n',
      'trial/main.tf': 'resource "cloud_app" "trial" {}\n',
      'README.md': '# Provider\n\nManages clouds with Terraform.\n',
    };
    const plugin = 'require github.com/hashicorp/terraform-plugin-framework v1.19.0\n';
    expect(holds('network-service', { ...server, 'go.mod': 'module example.com/cloud\n' })).toBe(true);
    expect(holds('network-service', { ...server, 'go.mod': `module example.com/cloud\n\n${plugin}` })).toBe(false);
    // It is what others make theirs with.
    expect(holds('infrastructure', { ...server, 'go.mod': `module example.com/cloud\n\n${plugin}` })).toBe(true);
  });

  it('does not hold for a small program among the set-up of machines', () => {
    const files = {
      'README.md': '# dotfiles\n\nMy machines.\n',
      '.zshrc': 'export EDITOR=vim\n',
      'pkgs/calendar/pyproject.toml':
        '[project]\nname = "calendar"\ndependencies = ["fastapi", "uvicorn", "sqlalchemy", "asyncpg"]\n',
      'pkgs/calendar/calendar/app.py':
        'import uvicorn\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\nif __name__ == "__main__":\n    uvicorn.run(app)\n',
    };
    expect(holds('network-service', files, 'kim/calendar')).toBe(true);
    expect(holds('network-service', files, 'kim/dotfiles')).toBe(false);
    expect(holds('has-database', files, 'kim/.dotfiles')).toBe(false);
  });

  it.each<[string, Files]>([
    [
      'a server of Netty in Scala',
      {
        'README.md': '# Relay\n\nA websocket server for the readers of our pages.\n',
        'build.sbt': 'name := "relay"\nlibraryDependencies += "io.netty" % "netty-handler" % "4.2.0.Final"\n',
        'src/main/scala/Relay.scala':
          'import io.netty.bootstrap.ServerBootstrap\n\nobject Relay:\n  val boot = new ServerBootstrap\n  boot.bind(9664).sync()\n',
      },
    ],
    [
      'a server of Netty in Java',
      {
        'README.md': '# Relay\n\nA TCP proxy for the meters of our customers.\n',
        'pom.xml':
          '<project><groupId>org.example</groupId><artifactId>relay</artifactId><version>1</version></project>\n',
        'src/main/java/Relay.java':
          'import io.netty.bootstrap.ServerBootstrap;\n\nclass Relay {\n  ServerBootstrap boot = new ServerBootstrap();\n}\n',
      },
    ],
    [
      'a node in C++',
      {
        'README.md': '# Ledger\n\n## Build and run node\n\nRun `node` with a configuration file.\n',
        'CMakeLists.txt': 'project(ledger)\nadd_executable(node src/main.cpp)\n',
        'src/main.cpp':
          '#include <boost/asio.hpp>\n\nint main() {\n  boost::asio::ip::tcp::acceptor acceptor(context, endpoint);\n}\n',
      },
    ],
    [
      'an API on the kernel of Symfony',
      {
        'README.md': '# Shelf\n\nThe search API of our library.\n',
        'composer.json': '{"name": "acme/shelf", "type": "project", "require": {"symfony/http-kernel": "^7"}}\n',
        'web/app_prod.php': '<?php\n$kernel = new Kernel($config);\n$kernel->run();\n',
        Dockerfile: 'FROM php:8.4-fpm\nCOPY . .\nCMD ["php-fpm"]\n',
      },
    ],
  ])('holds for %s', (_, files) => {
    expect(holds('network-service', files)).toBe(true);
  });

  it('does not hold for a package of components with an application that shows them', () => {
    const files = {
      'README.md': '# Pieces\n\nPieces is a Ruby gem of components for our applications.\n',
      'pieces.gemspec':
        "Gem::Specification.new do |s|\n  s.name = 'pieces'\n  s.version = '1.0.0'\n  s.add_dependency 'rails'\nend\n",
      Gemfile: "source 'https://rubygems.org'\ngemspec\ngem 'rails'\n",
      Procfile: 'web: bundle exec rails server\n',
      'app/controllers/pieces/application_controller.rb':
        'module Pieces\n  class ApplicationController < ActionController::Base\n  end\nend\n',
    };
    expect(holds('network-service', files)).toBe(false);
    expect(holds('library', files)).toBe(true);
  });

  it('does not hold for a command that opens a port for a moment, to be signed in', () => {
    const files = {
      'README.md': '# Tally\n\nA client of our REST API for the terminal.\n\n```sh\nnpm install -g tally-client\n```\n',
      'package.json':
        '{"name": "tally-client", "version": "1.0.0", "bin": {"tally": "bin/tally.js"}, "dependencies": {"commander": "^14"}}\n',
      'bin/tally.js': "require('node:http').createServer(signIn).listen(8765);\n",
    };
    expect(holds('network-service', files)).toBe(false);
    expect(holds('cli', files)).toBe(true);
  });

  it('does not hold for a command whose spinner is started', () => {
    const files = {
      'README.md': '# Tally\n\nCounts votes.\n',
      'go.mod': 'module example.org/tally\n\nrequire github.com/gin-gonic/gin v1.10.0\n',
      'main.go': 'package main\n\nfunc main() {\n\ts := spinner.New()\n\ts.Start()\n}\n',
    };
    expect(holds('network-service', files)).toBe(false);
    const server = 'package main\n\nfunc main() {\n\tr := gin.Default()\n\tr.Run()\n}\n';
    expect(holds('network-service', { ...files, 'main.go': server })).toBe(true);
  });

  it('does not hold for pages that a server for developers serves', () => {
    const files = {
      'README.md': '# Cabin\n\nA game in the browser.\n',
      'package.json': '{"name": "cabin", "private": true, "dependencies": {"express": "^5"}}\n',
      'dev-server.js': "require('express')().listen(8080);\n",
      'index.html': '<script src="cabin.js"></script>\n',
    };
    expect(holds('network-service', files)).toBe(false);
    expect(holds('network-service', { ...files, 'server.js': files['dev-server.js'] })).toBe(true);
  });

  it('does not hold for a client that speaks of requests', () => {
    const files = {
      'README.md': '# Fetch\n\nDownloads what a REST API answers, and writes it to a file.\n',
      'fetch.py': 'import urllib.request\n\nprint(urllib.request.urlopen("https://example.org").read())\n',
    };
    expect(holds('network-service', files)).toBe(false);
  });
});

describe('library, by what its build hands out', () => {
  const header = { 'README.md': '# Words\n\nCounts words.\n', 'src/words.h': 'int words(const char *text);\n' };

  it.each<[string, Files]>([
    [
      'headers that automake installs',
      { 'Makefile.am': 'include_HEADERS = src/words.h\nlib_LTLIBRARIES = libwords.la\n' },
    ],
    ['a description for pkg-config', { 'libwords.pc.in': 'Name: words\nLibs: -lwords\n', Makefile: 'all:\n' }],
    ['headers that Meson installs', { 'meson.build': "project('words', 'c')\ninstall_headers('src/words.h')\n" }],
    [
      'an export of CMake',
      {
        'CMakeLists.txt':
          'project(words VERSION 1.0)\nadd_library(words src/words.c)\ninstall(TARGETS words EXPORT words-targets)\ninstall(EXPORT words-targets DESTINATION lib/cmake)\n',
      },
    ],
  ])('holds for %s', (_, files) => {
    expect(
      holds('library', { ...header, ...files, 'src/words.c': 'int words(const char *text) { return 0; }\n' }),
    ).toBe(true);
  });

  it('does not hold for a program that CMake installs', () => {
    const files = {
      ...header,
      'CMakeLists.txt': 'project(words)\nadd_executable(words src/words.c)\ninstall(TARGETS words DESTINATION bin)\n',
      'src/words.c': 'int main(void) { return 0; }\n',
    };
    expect(holds('library', files)).toBe(false);
  });

  it('leaves a command a command that brings its library', () => {
    const files = {
      'README.md': '# Words\n\nA command-line counter of words, like `wc`.\n',
      'Makefile.am': 'include_HEADERS = src/words.h\nbin_PROGRAMS = words\n',
      'src/words.h': 'int words(const char *text);\n',
      'src/main.c': 'int main(int argc, char **argv) { return argc; }\n',
      'build-mac.sh': '#!/bin/sh\ncurl -L "$url" | tar xz\n',
    };
    expect(holds('cli', files)).toBe(true);
    expect(holds('library', files)).toBe(true);
    expect(holds('local-only', files)).toBe(true);
  });

  it('holds for a private package that its build publishes from elsewhere', () => {
    const files = {
      'README.md':
        "# Stash\n\n```sh\nnpm install stash-state\n```\n\n```js\nimport { create } from 'stash-state'\n```\n",
      'package.json':
        '{"name": "stash-state", "private": true, "version": "2.0.0", "license": "MIT", "main": "./index.js", "scripts": {"build": "rollup -c"}}\n',
      'src/index.ts': 'export const create = () => ({});\n',
    };
    expect(holds('library', files)).toBe(true);
  });

  it('does not hold for a package that its README tells how to work on, and nobody was handed', () => {
    const files = {
      'README.md':
        '# Results\n\nData collection and export for all counties.\n\n```\ngit clone https://example.org/results\npip install -r requirements.txt\n```\n',
      'setup.py':
        "from setuptools import setup\n\nsetup(name='Results', version='0.1', license='MIT', url='https://example.org', packages=['results'])\n",
      'results/__init__.py': '',
      'results/load.py': 'def load():\n    pass\n',
    };
    expect(holds('library', files, undefined, false)).toBe(false);
    expect(holds('data-pipeline', files, undefined, false)).toBe(true);
  });
});

describe('cli, and what only has to do with commands', () => {
  it('does not hold for a library with which others write commands', () => {
    const files = {
      'README.md':
        "# Captain\n\nAll that a command-line interface needs.\n\n```js\nconst { program } = require('captain');\n```\n\n```\nUsage: split [options] <string>\n```\n",
      'package.json':
        '{"name": "captain", "version": "3.0.0", "license": "MIT", "description": "command-line programs made easy", "keywords": ["cli"], "main": "./lib/captain.js"}\n',
      'lib/captain.js': 'exports.program = { parse: () => process.argv };\n',
    };
    expect(holds('cli', files)).toBe(false);
    expect(holds('library', files)).toBe(true);
  });

  it('does not hold for the text of a thesis with a script beside', () => {
    const files = {
      'README.md':
        '# MSc thesis\n\nThe text of my thesis.\n\n```\nmake all\npython references/search.py --year 2024\n```\n',
      'thesis.tex': '\\documentclass{report}\n',
      'references.bib': '@article{a, title={A}}\n',
      'references/search.py': 'import argparse\n\nprint(argparse.ArgumentParser().parse_args())\n',
    };
    expect(holds('cli', files, 'alice/msc-thesis')).toBe(false);
  });

  it('does not hold for a bot that is started by a script', () => {
    const files = {
      'README.md':
        '# Logger\n\nAn IRC bot that keeps our logs. Another file is given by the `--config` cli argument.\n\n```\nbin/logger.sh start\n```\n',
      'requirements.txt': 'irc\n',
      'bin/logger.sh': '#!/bin/sh\ncase "$1" in start) python3 -m logger ;; esac\n',
      'logger/__main__.py': 'import argparse\nimport irc.bot\n\nargs = argparse.ArgumentParser().parse_args()\n',
    };
    expect(holds('cli', files)).toBe(false);
  });

  it('does not hold for what is called a bot, whose rules are scripts', () => {
    const files = {
      'README.md':
        '# Nag\n\nThis tool mails developers about their bugs.\n\n```\npython -m nag.rules.stale --production\n```\n',
      'nag/rules/stale.py': 'import argparse\nimport smtplib\n\nargs = argparse.ArgumentParser().parse_args()\n',
    };
    expect(holds('cli', files, 'acme/nagbot')).toBe(false);
    expect(holds('cli', files, 'acme/nag')).toBe(true);
  });

  it('holds for a service that says it has a command, and has one', () => {
    const files = {
      'README.md': '# Shorten\n\nA server that shortens addresses.\n',
      'composer.json':
        '{"name": "acme/shorten", "type": "project", "description": "Shortens addresses, with CLI and REST interfaces", "require": {"symfony/console": "^7", "mezzio/mezzio": "^3"}}\n',
      'bin/cli': '#!/usr/bin/env php\n<?php\n',
      'module/CLI/Command.php': '<?php\nclass Command extends \\Symfony\\Component\\Console\\Command\\Command {}\n',
      'public/index.php': '<?php\n$app = AppFactory::create();\n$path = $_SERVER["REQUEST_URI"];\n',
      Dockerfile: 'FROM php:8.4-cli\nCOPY . .\nCMD ["php"]\n',
    };
    expect(holds('network-service', files)).toBe(true);
    expect(holds('cli', files)).toBe(true);
  });

  it.each([
    [
      'mezzio/mezzio',
      'config/pipeline.php',
      '<?php\nreturn function (Application $app): void {\n    $app->pipe(ErrorHandler::class);\n};\n',
    ],
    ['laminas/laminas-mvc', 'web/start.php', '<?php\n\\Laminas\\Mvc\\Application::init($config)->run();\n'],
    ['yiisoft/yii2', 'web/start.php', '<?php\n(new yii\\web\\Application($config))->run();\n'],
    ['codeigniter4/framework', 'web/start.php', '<?php\nexit(CodeIgniter\\Boot::bootWeb($paths));\n'],
  ])('sees a service in what is made with %s', (framework, path, text) => {
    const files = {
      'composer.json': `{"name": "acme/orders", "type": "project", "require": {"${framework}": "^3"}}\n`,
      [path]: text,
    };
    expect(holds('network-service', files)).toBe(true);
  });

  it('holds for scripts without an ending that the README tells how to run', () => {
    const files = {
      'README.md': '# Stacks\n\nOur software in containers.\n\n```sh\nstacks up shop\n```\n',
      'exe/stacks': '#!/usr/bin/env ruby\nrequire "thor"\n',
      ...numbered(12, (n) => `projects/part${n}/docker-compose.yml`, 'services:\n  app:\n    image: ruby\n'),
    };
    expect(holds('cli', files)).toBe(true);
    expect(holds('infrastructure', files)).toBe(true);
  });
});

describe('what is on a machine or a phone', () => {
  it('does not take a library for a mobile app for a project that tries it on Android', () => {
    const files = {
      'README.md': '# Words\n\nA formatting library for C++, also on Android.\n',
      'CMakeLists.txt':
        'project(words)\nadd_library(words src/words.cc)\ninstall(EXPORT words-targets DESTINATION lib)\n',
      'src/words.cc': 'int words() { return 0; }\n',
      'support/AndroidManifest.xml': '<manifest package="org.example.words"/>\n',
      'support/build.gradle': "buildscript { dependencies { classpath 'com.android.tools.build:gradle:8.0.0' } }\n",
    };
    expect(holds('mobile', files)).toBe(false);
  });

  it('holds for a program that draws into a window of its own', () => {
    const files = {
      'CMakeLists.txt': 'project(renderer)\nfind_package(SDL2 REQUIRED)\nadd_executable(renderer src/main.cc)\n',
      'src/main.cc': '#include <SDL.h>\n\nint main() { return 0; }\n',
      'src/matrix.cc': 'int matrix() { return 0; }\n',
    };
    expect(holds('desktop', files)).toBe(true);
    expect(holds('local-only', files)).toBe(true);
  });

  it('does not take templates of messages for a site', () => {
    const files = {
      'README.md': '# Nag\n\nMails developers about their bugs, and notifies release managers.\n',
      'nag/run.py': 'import smtplib\n',
      ...numbered(8, (n) => `templates/rule${n}.html`, '<p>Hello {{ name }}</p>\n'),
    };
    expect(holds('web-frontend', files)).toBe(false);
  });
});

describe('what is one program, and what it works on', () => {
  it('does not take the modules of a Maven build with one image for parts of their own', () => {
    const module = (name: string) =>
      `<project><groupId>org.example</groupId><artifactId>${name}</artifactId><version>1</version></project>\n`;
    const files = {
      'README.md': '# Cases\n\nHandles cases.\n',
      'pom.xml':
        '<project><groupId>org.example</groupId><artifactId>cases</artifactId><version>1</version><packaging>pom</packaging><url>https://example.org</url><modules><module>domain</module><module>web</module></modules><distributionManagement><repository><url>https://example.org</url></repository></distributionManagement></project>\n',
      'domain/pom.xml': module('domain'),
      'process/pom.xml': module('process'),
      'web/pom.xml': module('web'),
      'web/src/main/java/Api.java': '@Path("/cases")\nclass Api {}\n',
      Dockerfile: 'FROM eclipse-temurin:25\nCOPY web/target/app.jar .\nCMD ["java", "-jar", "app.jar"]\n',
    };
    expect(holds('monorepo', files)).toBe(false);
  });

  it('does not take the pages of one program for two kinds of people for parts of their own', () => {
    const files = {
      'README.md': '# Courses\n\nA site for courses.\n',
      'package.json': '{"name": "root", "private": true, "workspaces": ["frontend/*"]}\n',
      'frontend/public/package.json': '{"name": "public-pages", "private": true}\n',
      'frontend/staff/package.json': '{"name": "staff-pages", "private": true}\n',
      'requirements.txt': 'django\n',
      'main/settings.py': "ROOT_URLCONF = 'main.urls'\n",
      Dockerfile: 'FROM python:3.14\nCOPY . .\nCMD ["gunicorn"]\n',
    };
    expect(holds('monorepo', files)).toBe(false);
  });

  it('does not take a service with a store for automation, for the rules about its pull requests', () => {
    const files = {
      'README.md':
        '# Rooms\n\nThe app opens at port 8080.\n\n## Assignments\n\nWhat is handed in is Pull Request (PR) of the week. It is deployed automatically.\n',
      'pom.xml':
        '<project><groupId>org.example</groupId><artifactId>rooms</artifactId><version>1</version><dependencies><dependency><groupId>io.quarkus</groupId><artifactId>quarkus-resteasy</artifactId></dependency><dependency><groupId>org.mongodb</groupId><artifactId>mongodb-driver-sync</artifactId></dependency></dependencies></project>\n',
      'src/main/java/Rooms.java': '@Path("/rooms")\nclass Rooms {}\n',
    };
    expect(holds('automation', files)).toBe(false);
  });

  it('takes functions that keep the logs of an estate in order for automation', () => {
    const files = {
      'README.md':
        '# Logs\n\nFunctions for what our infrastructure logs. One runs once a day and sets how long they are kept. What comes in is forwarded automatically.\n',
      'package.json':
        '{"name": "logs", "private": true, "dependencies": {"@aws-sdk/client-cloudwatch-logs": "^3", "@types/aws-lambda": "^8"}}\n',
      'packages/cdk/cdk.json': '{"app": "ts-node bin/cdk.ts"}\n',
      'packages/functions/src/retention.ts': "import { CloudWatchLogs } from '@aws-sdk/client-cloudwatch-logs';\n",
    };
    expect(holds('automation', files)).toBe(true);
    expect(holds('infrastructure', files)).toBe(true);
  });

  it('takes jobs of Spark that fit a model for machine learning', () => {
    const files = {
      'README.md': '# Views\n\nMakes datasets out of raw events, in Scala.\n',
      'build.sbt': 'libraryDependencies += "org.apache.spark" %% "spark-mllib" % "4.0.0"\n',
      'src/main/scala/Recommender.scala':
        'object Recommender {\n  val cv = new CrossValidator()\n  val model = cv.fit(ratings)\n}\n',
    };
    expect(holds('ml', files)).toBe(true);
  });

  it('takes what fetches figures and publishes them in another form for a pipeline', () => {
    const files = {
      'README.md':
        '# Reporter\n\nTables about our sites: it fetches analytics data, and converts it for whoever asks. A system for publishing figures.\n',
      'package.json': '{"name": "reporter", "private": true}\n',
      'index.js': "const run = require('./src/run');\n\nrun();\n",
    };
    expect(holds('data-pipeline', files)).toBe(true);
  });
});

describe('handles-payments', () => {
  it('holds for a shop that depends on something for payments', () => {
    const files = {
      'README.md': '# Courses\n\nCourses and their payment.\n',
      'pyproject.toml': '[project]\nname = "courses"\ndependencies = [\n  "acme-django-payment-gateway==1.2.0",\n]\n',
      ...numbered(10, (n) => `ecommerce/payment/part${n}.py`, 'def pay():\n    pass\n'),
    };
    expect(holds('handles-payments', files)).toBe(true);
  });
});

describe('self-hosted', () => {
  it('holds for pages that are handed out in an image', () => {
    const files = {
      'README.md':
        '# Toolshed\n\nTools for the browser. Join our [community](https://chat.example.org).\n\n## Self host\n\n```sh\ndocker run -d -p 8080:80 acme/toolshed\n```\n',
      LICENSE: 'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\n',
      'package.json': '{"name": "toolshed", "private": true, "dependencies": {"vue": "^3.5.0"}}\n',
      'src/App.vue': '<template><p>Tools</p></template>\n',
      'src/Tool.vue': '<template><p>Tool</p></template>\n',
      Dockerfile:
        'FROM node:24 AS build\nCOPY . .\nRUN npm run build\nFROM nginx:1.29\nCOPY --from=build dist /usr/share/nginx/html\n',
      '.github/workflows/release.yml':
        'on: { push: { tags: ["v*"] } }\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with: { push: true, tags: "acme/toolshed:latest" }\n',
    };
    expect(holds('self-hosted', files)).toBe(true);
    const { 'README.md': _, ...silent } = files;
    expect(holds('self-hosted', { ...silent, 'README.md': '# Toolshed\n\nTools for the browser.\n' })).toBe(false);
  });

  it('does not hold for a bot of its owner that may also be started elsewhere', () => {
    const files = {
      'README.md':
        '# Merged\n\nTells our developers which pull requests are live in production.\n\n## Deploy your own instance\n\nWe run it on Heroku; the production site is for us.\n',
      LICENSE:
        'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software\n',
      'app.json': '{"name": "merged"}\n',
      Procfile: 'web: gunicorn app:app\n',
      'requirements.txt': 'flask\n',
      'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n',
    };
    expect(holds('self-hosted', files)).toBe(false);
  });
});

describe('desktop, drawn with what the language brings', () => {
  const windows = (count: number): Files => ({
    'README.md': '# Exporter\n\nExports landscapes for other programs.\n',
    'build.gradle.kts': 'plugins {\n  kotlin("jvm") version "1.9.0"\n  id("application")\n}\n',
    ...numbered(
      count,
      (n) => `src/main/kotlin/Window${n}.kt`,
      'import javax.swing.JFrame\n\nclass Window : JFrame()\n',
    ),
  });

  it('holds for a program of many windows', () => {
    expect(holds('desktop', windows(6))).toBe(true);
  });

  it('does not hold for one picture that is drawn by the way', () => {
    expect(holds('desktop', windows(1))).toBe(false);
  });
});

describe('cli, built by Xcode', () => {
  const project = (type: string): Files => ({
    'README.md': '# Exporter\n\nExports the music library.\n',
    'src/Exporter.xcodeproj/project.pbxproj': `{\n  productType = "com.apple.product-type.${type}";\n}\n`,
    'src/export/main.m': '#import <Foundation/Foundation.h>\nint main(int argc, const char *argv[]) { return 0; }\n',
  });

  it('holds for a tool beside an application', () => {
    expect(holds('cli', project('tool'))).toBe(true);
    expect(holds('cli', project('application'))).toBe(false);
  });
});

it('handles-payments holds for a service that is named after them', () => {
  const files = {
    'README.md': '# Parking payment API\n\nTakes the payments of parking fines.\n',
    'go.mod': 'module example.com/parking-payment-api\n',
    ...numbered(3, (n) => `handlers/payment_${n}.go`, 'package handlers\n'),
  };
  expect(holds('handles-payments', files, 'acme/parking-payment-api')).toBe(true);
  expect(holds('handles-payments', files, 'acme/parking-api')).toBe(false);
});

it('self-hosted does not hold for a link to pages that the owner hosts', () => {
  const files = {
    'README.md':
      '# Cases\n\nDescriptions of the interface:\n\n- [Hosted by a service](https://example.org/docs)\n- [Self-hosted](https://staging.example.org/index.html)\n',
    LICENSE:
      'MIT License\n\nCopyright (c) 2026 Kim Berg\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software\n',
    'package.json': '{"name": "cases", "private": true, "dependencies": {"express": "^5.0.0"}}\n',
    'server.js': "require('express')().listen(3000);\n",
  };
  expect(holds('self-hosted', files)).toBe(false);
  const told = '# Cases\n\nCases is a tracker of cases that you can self-host.\n';
  expect(holds('self-hosted', { ...files, 'README.md': told })).toBe(true);
});

describe('network-service, of bots', () => {
  const files: Files = {
    'README.md': '# Reminder\n\nReminds people of birthdays.\n',
    'package.json': '{"name": "reminder", "private": true, "dependencies": {"discord.js": "^14.0.0"}}\n',
    'index.js': "const { Client } = require('discord.js');\n\nnew Client({ intents: [] }).login(process.env.TOKEN);\n",
  };

  it('holds for one that stays in a chat, and not for what only sends something there', () => {
    expect(holds('network-service', files, 'acme/birthday-bot')).toBe(true);
    expect(holds('network-service', files, 'acme/build-tools')).toBe(false);
  });
});

describe('network-service, with a framework that only comes along', () => {
  const tasks = {
    'requirements.txt': 'flask==3.0.0\napache-airflow==2.9.0\n',
    'dags/load.py': 'from airflow import DAG\n\ndag = DAG("load")\n',
    Dockerfile: 'FROM python:3.12\nCOPY . .\nCMD ["airflow", "scheduler"]\n',
  };

  it('does not hold until something takes requests', () => {
    expect(holds('network-service', tasks)).toBe(false);
    const served = { ...tasks, 'app.py': 'from flask import Flask\n\napp = Flask(__name__)\n' };
    expect(holds('network-service', served)).toBe(true);
  });

  it('holds for objects that other machines call', () => {
    const files = {
      'server/Main.java':
        'public class Main {\n  public static void main(String[] a) throws Exception {\n    LocateRegistry.createRegistry(1099).rebind("game", new Game());\n  }\n}\n',
    };
    expect(holds('network-service', files)).toBe(true);
  });
});

describe('what a game or a package is built for', () => {
  const engine = {
    'project.godot': '[application]\nconfig/name="Maze"\n',
    'scenes/player.tscn': '[gd_scene format=3]\n',
    'player.gd': 'extends CharacterBody2D\n',
    'README.md': '# Maze\n\nA 2D puzzle game. Players solve the game together.\n',
  };

  it('is a desk, for an engine that says nothing else', () => {
    expect(holds('desktop', engine)).toBe(true);
    expect(holds('desktop', { 'README.md': engine['README.md'], 'player.py': 'x = 1\n' })).toBe(false);
  });

  it('is a telephone, for a package of Flutter', () => {
    const pubspec =
      'name: tile_cache\nversion: 1.0.0\ndescription: Keeps the tiles of maps on the device for later.\nhomepage: https://example.org\nenvironment:\n  sdk: ^3.0.0\ndependencies:\n  flutter:\n    sdk: flutter\n';
    const files = {
      'pubspec.yaml': pubspec,
      'lib/tile_cache.dart': 'class TileCache {}\n',
      LICENSE: 'MIT License\n',
      'README.md': "# tile_cache\n\n```dart\nimport 'package:tile_cache/tile_cache.dart';\n```\n",
    };
    expect(holds('mobile', files)).toBe(true);
  });
});

describe('web-frontend, in R', () => {
  it('holds for an application of Shiny', () => {
    const files = {
      'app.R':
        'library(shiny)\n\nui <- fluidPage(titlePanel("Rivers"))\nserver <- function(input, output) {}\nshinyApp(ui, server)\n',
    };
    expect(holds('web-frontend', files)).toBe(true);
    expect(holds('web-frontend', { 'sum.R': 'total <- sum(1, 2)\n' })).toBe(false);
  });
});

describe('cli, by what a build installs', () => {
  it.each<[string, Files]>([
    [
      'Automake',
      { 'Makefile.am': 'bin_PROGRAMS = seek\nseek_SOURCES = seek.c\n', 'seek.c': 'int main(void) { return 0; }\n' },
    ],
    [
      'Dune',
      {
        'bin/dune': '(executable\n (name main)\n (public_name sql_format)\n (libraries (re_export cmdliner)))\n',
        'bin/main.ml': 'let () = print_endline (read_line ())\n',
      },
    ],
    [
      'Perl',
      { 'Makefile.PL': "WriteMakefile(NAME => 'Ack', EXE_FILES => ['ack']);\n", ack: '#!/usr/bin/perl\nprint 1;\n' },
    ],
    [
      'a part that is called so',
      { 'cli/Cargo.toml': '[package]\nname = "shapes-cli"\nversion = "1.0.0"\n', 'cli/src/main.rs': 'fn main() {}\n' },
    ],
  ])('holds for %s', (_, files) => {
    expect(holds('cli', { 'README.md': '# Shapes\n\nDraws shapes.\n', ...files })).toBe(true);
  });

  it('does not hold for an extension of a program that starts it', () => {
    const provider = {
      'README.md': '# Provider\n\nA command-line tool for clouds.\n\n    go install example.com/cloud@latest\n',
      'main.go': 'package main\n\nfunc main() {}\n',
    };
    const plugin = '\nrequire github.com/hashicorp/terraform-plugin-framework v1.19.0\n';
    expect(holds('cli', { ...provider, 'go.mod': 'module example.com/cloud\n' })).toBe(true);
    expect(holds('cli', { ...provider, 'go.mod': `module example.com/cloud\n${plugin}` })).toBe(false);
  });
});

describe('desktop, for a game that is played over a network', () => {
  it('holds where its windows are those of the language', () => {
    const window = 'import javax.swing.JFrame;\n\npublic class Board extends JFrame {}\n';
    const files = {
      'README.md': '# Council\n\nA board game for several players.\n',
      'src/server/Main.java':
        'public class Main {\n  public static void main(String[] a) throws Exception {\n    LocateRegistry.createRegistry(1099).rebind("game", new Game());\n  }\n}\n',
      ...Object.fromEntries(Array.from({ length: 5 }, (_, n) => [`src/client/Board${n}.java`, window])),
      'src/client/GameBoard.java': 'public class GameBoard {}\n',
    };
    expect(holds('network-service', files)).toBe(true);
    expect(holds('desktop', files)).toBe(true);
  });
});
