import { describe, expect, it } from 'vitest';
import { runCheck } from './checks/run-check.ts';
import { type Files, holds } from './trait-holds.ts';

const IMAGE = 'FROM php:8.4-fpm\nCOPY . .\nCMD ["php-fpm"]\n';

describe('monorepo', () => {
  const crate = (name: string, more = '') => `[package]\nname = "${name}"\nversion = "0.3.0"\nlicense = "MIT"\n${more}`;

  it.each<[string, Files]>([
    [
      'the platforms of one app',
      {
        'pubspec.yaml': 'name: timetable\nversion: 1.0.0\ndependencies:\n  flutter:\n    sdk: flutter\n',
        'lib/main.dart': 'void main() {}\n',
        'android/settings.gradle': "include ':app'\n",
        'android/app/build.gradle': "apply plugin: 'com.android.application'\n",
        'ios/Podfile': "platform :ios, '12.0'\ntarget 'Runner' do\nend\n",
        'macos/Podfile': "platform :osx, '10.14'\ntarget 'Runner' do\nend\n",
      },
    ],
    [
      'environments for the figures of a paper',
      {
        'README.md': '# Figures of our paper\n',
        ...Object.fromEntries(
          ['figure-1', 'figure-2', 'figure-3'].map((name) => [
            `${name}/environment.yml`,
            `name: ${name}\ndependencies:\n  - python=3.11\n  - numpy\n`,
          ]),
        ),
        'figure-1/plot.py': 'import numpy\n',
      },
    ],
    [
      'the images of one application for several purposes',
      {
        'composer.json': '{"name": "acme/links", "type": "project", "require": {"laravel/framework": "^12"}}\n',
        'docker/release-base.Dockerfile': IMAGE,
        'docker/release-multiplatform.Dockerfile': IMAGE,
        'docker/development.Dockerfile': IMAGE,
      },
    ],
    [
      'an image with the proxy in front of it',
      { Gemfile: "gem 'rails'\n", 'docker/rails.Dockerfile': IMAGE, 'docker/nginx.Dockerfile': IMAGE },
    ],
    [
      'a build with one module',
      {
        'pom.xml':
          '<project><groupId>org.example</groupId><artifactId>tally-root</artifactId><version>1</version><packaging>pom</packaging><description>Tally</description><licenses><license><name>MIT</name></license></licenses><modules><module>tally</module></modules></project>\n',
        'tally/pom.xml':
          '<project><groupId>org.example</groupId><artifactId>tally</artifactId><version>1</version><description>Tally</description><licenses><license><name>MIT</name></license></licenses></project>\n',
      },
    ],
    [
      'the crates of one program',
      {
        'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
        'crates/tally/Cargo.toml': crate('tally', 'description = "Counts"\n'),
        'crates/tally/src/main.rs': 'fn main() {}\n',
        'crates/tally-words/Cargo.toml': crate('tally-words', 'description = "Words"\n'),
        'crates/tally-words/src/lib.rs': 'pub fn words() {}\n',
        'crates/tally-lines/Cargo.toml': crate('tally-lines'),
        'crates/tally-lines/src/lib.rs': 'pub fn lines() {}\n',
      },
    ],
    [
      'the modules of one app',
      {
        'Budget.xcodeproj/project.pbxproj': '{ productType = "com.apple.product-type.application"; }\n',
        'Budget/App.swift': 'import SwiftUI\n',
        'CoreModule/Package.swift':
          'let package = Package(name: "CoreModule", targets: [.target(name: "CoreModule")])\n',
        'DesignModule/Package.swift':
          'let package = Package(name: "DesignModule", targets: [.target(name: "DesignModule")])\n',
        'OnboardingModule/Package.swift':
          'let package = Package(name: "OnboardingModule", targets: [.target(name: "OnboardingModule")])\n',
      },
    ],
    [
      'the styles of a bundle',
      {
        'composer.json':
          '{"name": "acme/table-bundle", "type": "symfony-bundle", "license": "MIT", "description": "Tables"}\n',
        'src/TableBundle.php': '<?php class TableBundle {}\n',
        'assets/package.json':
          '{"name": "@acme/table-bundle", "version": "1.0.0", "license": "MIT", "main": "dist/table.js"}\n',
      },
    ],
    [
      'a crate with its bindings',
      {
        'main/Cargo.toml':
          '[package]\nname = "tokens"\nversion = "8.0.0"\nlicense = "Apache-2.0"\ndescription = "Splits text"\n',
        'main/src/lib.rs': 'pub fn split() {}\n',
        'python-bindings/Cargo.toml':
          '[package]\nname = "tokens-python"\nversion = "8.0.0"\nlicense = "Apache-2.0"\ndescription = "Bindings"\n',
        'python-bindings/src/lib.rs': 'pub fn split() {}\n',
      },
    ],
    [
      'images that only its tests start',
      {
        'README.md': '# Front end\n\nPages for our case workers.\n',
        Dockerfile: 'FROM golang:1.24\nCOPY . .\nCMD ["/app"]\n',
        'docker/puppeteer/package.json':
          '{"name": "puppeteer", "version": "1.0.0", "license": "MIT", "dependencies": {"pa11y": "^8"}}\n',
        'docker/puppeteer/Dockerfile': 'FROM node:22\nCMD ["pa11y"]\n',
        'docker/js-test/package.json':
          '{"name": "js-test", "version": "1.0.0", "license": "MIT", "dependencies": {"jest": "^29"}}\n',
        'docker/js-test/Dockerfile': 'FROM node:22\nCMD ["jest"]\n',
      },
    ],
    [
      'the functions that one stack deploys together',
      {
        'package.json': '{"name": "orders", "private": true, "workspaces": ["packages/*"]}\n',
        'sst.config.ts': 'export default { stacks(app) {} };\n',
        'packages/core/package.json': '{"name": "@orders/core", "version": "0.0.0"}\n',
        'packages/functions/package.json': '{"name": "@orders/functions", "version": "0.0.0"}\n',
        'packages/reports/package.json': '{"name": "@orders/reports", "version": "0.0.0"}\n',
      },
    ],
    [
      'a package with the server that it is tried against',
      {
        'pubspec.yaml': 'name: tiles\ndescription: Caches tiles.\nversion: 3.0.0\n',
        'lib/tiles.dart': 'void main() {}\n',
        'tile_server/pubspec.yaml': 'name: tile_server\ndescription: Answers with tiles.\nversion: 1.0.0\n',
      },
    ],
  ])('does not hold for %s', (_, files) => {
    expect(holds('monorepo', files)).toBe(false);
  });

  it('counts crates that others find described for themselves', () => {
    const files = Object.fromEntries(
      ['dates', 'money'].flatMap((name) => [
        [`crates/${name}/Cargo.toml`, crate(name, `description = "${name}"\n`)],
        [`crates/${name}/src/lib.rs`, 'pub fn parse() {}\n'],
      ]),
    );
    expect(runCheck('separate-parts', files).value).toBe(true);
  });

  it('counts images that are named after what they start, whatever stage comes last', () => {
    const files = { 'orders-prod.Dockerfile': IMAGE, 'stock-prod.Dockerfile': IMAGE };
    expect(runCheck('separate-parts', files, { with: { deployed: true } }).value).toBe(true);
  });
});

describe('library', () => {
  it('does not hold for the messages of a service beside it', () => {
    const web =
      '<Project Sdk="Microsoft.NET.Sdk.Web">\n  <PropertyGroup>\n    <TargetFramework>net8.0</TargetFramework>\n  </PropertyGroup>\n</Project>\n';
    const messages =
      '<Project Sdk="Microsoft.NET.Sdk">\n  <PropertyGroup>\n    <TargetFramework>net8.0</TargetFramework>\n    <PackageId>Acme.Orders.Messages</PackageId>\n    <PackageLicenseExpression>MIT</PackageLicenseExpression>\n    <Version>1.0.0</Version>\n  </PropertyGroup>\n</Project>\n';
    const files = {
      'README.md': '# Orders\n\nThe API of our orders.\n',
      'src/Acme.Orders.Messages/Acme.Orders.Messages.csproj': messages,
      'src/Acme.Orders.Messages/OrderPlaced.cs': 'public class OrderPlaced {}\n',
    };
    expect(holds('library', files)).toBe(true);
    const program = 'var app = WebApplication.CreateBuilder(args).Build();\napp.Run();\n';
    expect(
      holds('library', {
        ...files,
        'src/Acme.Orders.Api/Acme.Orders.Api.csproj': web,
        'src/Acme.Orders.Api/Program.cs': program,
      }),
    ).toBe(false);
  });

  it('does not hold for a command whose pages describe its modules', () => {
    const files = {
      'README.md':
        '# Ship tools\n\nDeploys applications.\n\n```sh\npip install ship-tools\nship-tools sync config/\n```\n',
      'pyproject.toml':
        '[project]\nname = "ship-tools"\nversion = "1.0.0"\ndescription = "Deploys applications"\nlicense = "MIT"\nclassifiers = ["Programming Language :: Python :: 3"]\ndependencies = ["typer"]\n\n[project.scripts]\nship-tools = "ship_tools.__main__:main"\n',
      'src/ship_tools/__main__.py': 'import typer\n\napp = typer.Typer()\n',
      'docs/reference/api.rst': 'API\n===\n\n.. automodule:: ship_tools\n',
      ...Object.fromEntries(
        Array.from({ length: 20 }, (_, n) => [`src/ship_tools/part${n}.py`, 'def run():\n    return 1\n']),
      ),
    };
    expect(holds('library', files)).toBe(false);
    expect(holds('cli', files)).toBe(true);
  });

  const project = (more: string) =>
    `[project]\nname = "tally"\nversion = "0.1.0"\ndescription = "Counts words"\nlicense = { text = "MIT" }\n${more}[project.scripts]\ntally = "tally:count"\n`;

  it('takes a package of Python with commands for one when it is shown or described to strangers', () => {
    const code = { 'src/tally/__init__.py': 'def count():\n    return 1\n' };
    const shown = {
      ...code,
      'pyproject.toml': project(''),
      'README.md': '# Tally\n\n```python\nfrom tally import count\n```\n',
    };
    expect(runCheck('offers-library', shown).value).toBe(true);
    const described = project('classifiers = ["Programming Language :: Python :: 3"]\n');
    expect(runCheck('offers-library', { ...code, 'pyproject.toml': described }).value).toBe(true);
    expect(runCheck('offers-library', { ...code, 'pyproject.toml': project('') }).value).toBe(false);
  });

  it('does not take the jobs of a team for one', () => {
    const files = {
      'setup.py':
        "from setuptools import setup\n\nsetup(name='jobs', version='1.0', packages=['jobs'], license='MIT', description='', url='', classifiers=[], entry_points={'console_scripts': ['refresh = jobs.refresh:main']})\n",
      'README.md': '# Jobs\n\nThe jobs of our team. Install the package with pip.\n',
      ...Object.fromEntries(
        Array.from({ length: 20 }, (_, n) => [`jobs/refresh${n}.py`, 'def main():\n    return 1\n']),
      ),
    };
    expect(holds('library', files)).toBe(false);
  });

  it('holds for a crate whose reference the README leads to', () => {
    const files = {
      'README.md':
        '# Tally\n\nCounts words: a command and a [library](https://docs.rs/tally-lib/latest/tally_lib/).\n\n`cargo install tally`\n',
      'Cargo.toml': '[workspace]\nmembers = ["tally-bin", "tally-lib"]\n',
      'tally-bin/Cargo.toml':
        '[package]\nname = "tally"\nversion = "1.0.0"\nlicense = "MIT"\ndescription = "Counts words"\n\n[dependencies]\nclap = "4"\n',
      'tally-bin/src/main.rs': 'fn main() {}\n',
      'tally-lib/Cargo.toml':
        '[package]\nname = "tally-lib"\nversion = "1.0.0"\nlicense = "MIT"\ndescription = "Counts words"\n',
      'tally-lib/src/lib.rs': 'pub fn count() {}\n',
    };
    expect(holds('library', files)).toBe(true);
    expect(holds('cli', files)).toBe(true);
  });
});

describe('cli', () => {
  it('holds for a program of Go that is handed out, though its package can be imported', () => {
    const files = {
      'README.md': '# Stream\n\nReplicates databases.\n',
      '.goreleaser.yml': 'builds: []\n',
      'go.mod': 'module example.org/stream\n\ngo 1.24\n',
      'stream.go': 'package stream\n',
      'cmd/stream/main.go': 'package main\n\nimport "flag"\n\nfunc main() { flag.Parse() }\n',
      'scripts/README.md': '# Scripts\n\n```sh\n./scripts/analyse.sh\n```\n',
      'scripts/analyse.sh': '#!/bin/sh\ngrep -c error "$1"\n',
    };
    expect(holds('cli', files)).toBe(true);
  });

  it('holds for the terminal client that is one of the parts', () => {
    const files = {
      'README.md': '# Chat\n\nA small chat: a Go server and a Go CLI.\n\n- `apps/cli` — a terminal client\n',
      'go.mod': 'module example.org/chat\n\ngo 1.24\n',
      'apps/server/main.go':
        'package main\n\nimport "net/http"\n\nfunc main() { srv := http.Server{}; srv.ListenAndServe() }\n',
      'apps/cli/main.go': 'package main\n\nimport "os"\n\nfunc main() { println(os.Args[1]) }\n',
      Dockerfile: 'FROM golang:1.24\nCOPY . .\nRUN go build ./apps/server\nEXPOSE 80\nCMD ["./server"]\n',
    };
    expect(holds('cli', files)).toBe(true);
  });

  it('does not hold for a collection of trials of which one reads arguments', () => {
    const files = Object.fromEntries([
      ['README.md', '# Trials\n'],
      ...Array.from({ length: 20 }, (_, n) => [`trial-${n}/package.json`, `{"name": "trial-${n}"}\n`]),
      ['trial-1/README.md', '# Trial\n\n```sh\nnode trial-1/src/cli.js --all\n```\n'],
      ['trial-1/src/cli.js', '#!/usr/bin/env node\nprocess.argv.slice(2);\n'],
    ]);
    expect(holds('cli', files)).toBe(false);
  });
});

describe('web-frontend', () => {
  const server = {
    'go.mod': 'module example.org/peek\n\ngo 1.24\n\nrequire github.com/gin-gonic/gin v1.10.0\n',
    'main.go': 'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() { gin.Default().Run() }\n',
    Dockerfile: 'FROM golang:1.24\nCOPY . .\nRUN go build\nEXPOSE 80\nCMD ["./peek"]\n',
    ...Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`pkg/part${n}.go`, 'package pkg\n'])),
  };
  const page = (folder: string): Files => ({
    [`${folder}/index.html`]: '<!doctype html>\n<title>Peek</title>\n',
    [`${folder}/css/app.css`]: 'body { margin: 0; }\n',
    [`${folder}/js/app.js`]: 'document.title = "Peek";\n',
  });

  it('holds for a server with a page, a style and a script of its own', () => {
    expect(holds('web-frontend', { ...server, ...page('static') })).toBe(true);
  });

  it('does not hold for a server that only shows its interface', () => {
    expect(holds('web-frontend', { ...server, ...page('static/swagger-ui') })).toBe(false);
  });

  it('holds for a server that builds its pages with functions', () => {
    const templ = { 'go.mod': server['go.mod'].replace('v1.10.0', 'v1.10.0\n\nrequire github.com/a-h/templ v0.3.0') };
    expect(holds('web-frontend', { ...server, ...templ })).toBe(true);
    expect(holds('web-frontend', server)).toBe(false);
  });

  it('counts the pages of an application that lies in a folder called website', () => {
    const python = Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`website/part${n}.py`, 'import os\n']));
    const pages = Object.fromEntries(
      Array.from({ length: 6 }, (_, n) => [`website/templates/page${n}.html`, '<p>Page</p>\n']),
    );
    expect(runCheck('web-pages', { ...python, ...pages }).value).toBe(true);
    expect(runCheck('web-pages', pages).value).toBe(false);
  });

  it('does not hold for a plugin that is shown in an editor', () => {
    const files = {
      'manifest.json': '{"id": "tally", "name": "Tally", "version": "1.0.0", "minAppVersion": "1.4.0"}\n',
      'package.json':
        '{"name": "tally", "version": "1.0.0", "private": true, "devDependencies": {"obsidian": "latest"}, "dependencies": {"svelte": "^5"}}\n',
      'src/Tally.svelte': '<p>1</p>\n',
      'src/Words.svelte': '<p>1</p>\n',
      'styles.css': 'p { margin: 0; }\n',
    };
    expect(holds('web-frontend', files)).toBe(false);
  });
});

describe('monorepo, by the files of its distributions', () => {
  it('holds for projects of Clojure side by side, and not for one', () => {
    const project = '(defproject acme/core "1.0")\n';
    const core = { 'core/project.clj': project, 'core/src/core.clj': '(ns core)\n' };
    expect(holds('monorepo', { ...core, 'jetty/project.clj': project, 'jetty/src/jetty.clj': '(ns jetty)\n' })).toBe(
      true,
    );
    expect(holds('monorepo', core)).toBe(false);
  });

  it('holds for actions that are each called by their path', () => {
    const named = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`step${n}/action.yml`, 'name: a\nruns: {}\n']));
    expect(holds('monorepo', named(4))).toBe(true);
    expect(holds('monorepo', named(3))).toBe(false);
  });
});
