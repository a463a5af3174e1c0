import { describe, expect, it } from 'vitest';
import { type Files, holds } from './trait-holds.ts';

const numbered = (count: number, path: (n: number) => string, text: string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [path(n), text]));

describe('library, where its manifest leaves the plainest unsaid', () => {
  const plain = {
    'Readme.md':
      "# Swift\n\nRoutes requests to functions, and little else.\n\n```js\nimport swift from 'swift-web'\n\nconst app = swift()\n```\n\n```console\n$ npm install swift-web\n```\n\n## Quick start\n\n```console\n$ git clone https://example.org/swift-web.git && cd swift-web\n```\n",
    'package.json':
      '{"name": "swift-web", "version": "5.2.1", "license": "MIT", "description": "Routes requests", "keywords": ["web"], "files": ["LICENSE", "index.js", "lib/"], "dependencies": {"qs": "^6"}}\n',
    'index.js': "module.exports = require('./lib/swift');\n",
    'lib/swift.js':
      "const http = require('node:http');\n\nexports.listen = (port) => http.createServer().listen(port);\n",
  };

  it('holds for a package of npm with an index and no word of it', () => {
    expect(holds('library', plain)).toBe(true);
    expect(holds('network-service', plain)).toBe(false);
  });

  it('holds for it beside any number of examples', () => {
    const examples = {
      ...numbered(30, (n) => `examples/part${n}/index.js`, "require('../..')().listen(3000);\n"),
      ...numbered(20, (n) => `examples/part${n}/package.json`, '{"name": "part", "private": true}\n'),
    };
    expect(holds('library', { ...plain, ...examples })).toBe(true);
  });

  it.each<[string, Files]>([
    [
      'projects that try it',
      numbered(20, (n) => `projects/part${n}/package.json`, '{"name": "part", "private": true}\n'),
    ],
    ['an image for its developers', { Dockerfile: 'FROM node:24\nCOPY . .\nEXPOSE 3000\nCMD ["node", "index.js"]\n' }],
    ['the description of a site', { 'app.yaml': 'runtime: nodejs24\n' }],
  ])('holds for it beside %s', (_, aside) => {
    expect(holds('library', { ...plain, ...aside })).toBe(true);
  });

  it('does not hold for a program with an index that nobody is told to import', () => {
    const files = {
      'README.md': '# Shop\n\nOur shop.\n\n```\nnpm start\n```\n',
      'package.json': '{"name": "shop", "version": "1.0.0", "license": "MIT", "dependencies": {"express": "^5"}}\n',
      'index.js': "require('express')().listen(3000);\n",
    };
    expect(holds('library', files)).toBe(false);
  });
});

describe('library, where no manifest is read', () => {
  it.each<[string, Files, Files]>([
    [
      'Clojure',
      { 'project.clj': '(defproject bell "1.2.0"\n  :description "A web library."\n  :license {:name "MIT"})\n' },
      {
        'project.clj':
          '(defproject bell "1.2.0"\n  :description "A site."\n  :license {:name "MIT"}\n  :main bell.core)\n',
      },
    ],
    [
      'Perl',
      { 'Makefile.PL': "use ExtUtils::MakeMaker;\nWriteMakefile(NAME => 'Bell', LICENSE => 'artistic_2');\n" },
      { 'Makefile.PL': "use ExtUtils::MakeMaker;\nWriteMakefile(NAME => 'App::Bell', LICENSE => 'artistic_2');\n" },
    ],
    [
      'Perl, beside which the command has the name of the whole',
      { 'Makefile.PL': "WriteMakefile(NAME => 'Bell', LICENSE => 'perl', EXE_FILES => ['bin/ring']);\n" },
      { 'Makefile.PL': "WriteMakefile(NAME => 'bell', LICENSE => 'perl', EXE_FILES => ['bell']);\n" },
    ],
    [
      'Scala, built with Mill',
      { 'build.mill': 'package build\nobject bell extends ScalaModule with SonatypeCentralPublishModule {}\n' },
      { 'build.mill': 'package build\nobject bell extends ScalaModule {}\n' },
    ],
    [
      'Julia',
      { 'Project.toml': 'name = "Bell"\nuuid = "5874"\nversion = "0.16.1"\n\n[compat]\njulia = "1.10"\n' },
      { 'Project.toml': 'name = "Bell"\nuuid = "5874"\nversion = "0.1.0"\n\n[compat]\njulia = "1.10"\n' },
    ],
    [
      'OCaml',
      { 'bell/src/dune': '(library\n (name bell)\n (public_name bell))\n' },
      { 'bell/src/dune': '(library\n (name bell))\n\n(executable\n (public_name bell))\n' },
    ],
    ['Gleam', { 'gleam.toml': 'name = "bell"\nlicences = ["MIT"]\n' }, { 'gleam.toml': 'name = "bell"\n' }],
  ])('is told by the description of a package of %s', (_, package_, program) => {
    const readme = { 'README.md': '# Bell\n\nBell is a library that rings.\n' };
    expect(holds('library', { ...readme, ...package_ })).toBe(true);
    expect(holds('library', { ...readme, ...program })).toBe(false);
  });

  it('is a header that holds its source, where the README shows how to include it', () => {
    const header =
      '#ifndef BELL_H\n#define BELL_H\nint ring(void);\n#endif\n\n#if defined(BELL_IMPLEMENTATION)\nint ring(void) { return 1; }\n#endif\n';
    const readme =
      '# Bell\n\nBell is a library that rings.\n\n```c\n#define BELL_IMPLEMENTATION\n#include "bell.h"\n```\n';
    expect(holds('library', { 'README.md': readme, 'src/bell.h': header })).toBe(true);
    const program = {
      'src/stb_bell.h': header,
      'src/main.c': '#include "stb_bell.h"\nint main(void) { return ring(); }\n',
    };
    expect(holds('library', { 'README.md': '# Tower\n\nA game with a library of sounds.\n', ...program })).toBe(false);
  });

  it('is no package of npm whose entry is a program in PHP', () => {
    const files = {
      'README.md': '# Till\n\nA point of sale on the CodeIgniter framework.\n',
      'package.json': '{"name": "@acme/till", "version": "3.4.0", "license": "MIT", "main": "index.php"}\n',
    };
    expect(holds('library', files)).toBe(false);
  });

  it('is no server with an image that opens a port, whatever command starts it', () => {
    const files = {
      'README.md': '# Shelf\n\nSelf-hosted server for audio books.\n',
      'package.json':
        '{"name": "shelf", "version": "2.36.0", "description": "Server for audio books", "main": "index.js", "bin": "index.js", "dependencies": {"express": "^4"}}\n',
      'index.js': "require('express')().listen(80);\n",
    };
    const image = { Dockerfile: 'FROM node:24\nCOPY . .\nEXPOSE 80\nCMD ["node", "index.js"]\n' };
    expect(holds('library', { ...files, ...image })).toBe(false);
  });
});

describe('library, among the crates of a kit', () => {
  const crate = (name: string, description: string) =>
    `[package]\nname = "${name}"\nversion = "0.1.0"\ndescription = "${description}"\n`;
  const kit = {
    'README.md':
      '# Scooter\n\nUnofficial Rust SDK and Cargo tooling for programs on scooters.\n\nIt provides a `no_std` API and a `cargo scooter` command that installs what is built.\n\n## Commands\n\nParsing of arguments is as usual. The CLI also has `erase`.\n',
    'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
    'crates/scooter/Cargo.toml': crate('scooter', 'API for code on scooters.'),
    'crates/scooter/src/lib.rs': '#![no_std]\n\npub fn speed() -> u8 { 0 }\n',
    'crates/scooter-sys/Cargo.toml': crate('scooter-sys', 'Raw bindings to the firmware.'),
    'crates/scooter-sys/src/lib.rs': '#![no_std]\n',
    'crates/cargo-scooter/Cargo.toml': `${crate('cargo-scooter', 'Cargo subcommand that installs programs.')}\n[dependencies]\nclap = "4"\nbtleplug = "0.11"\n`,
    'crates/cargo-scooter/src/lib.rs': 'pub fn run() {}\n',
    'crates/cargo-scooter/src/main.rs': 'use btleplug::api::Central;\n\nfn main() { cargo_scooter::run(); }\n',
  };

  it('holds for a kit that was never released, with the command that serves it', () => {
    expect(holds('library', kit)).toBe(true);
    expect(holds('local-only', kit)).toBe(false);
  });

  it('does not hold for the crates of a program', () => {
    const files = {
      'README.md': '# Scooter\n\nA server that knows where our scooters are.\n',
      'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\n',
      'crates/model/Cargo.toml': crate('model', 'What a scooter is.'),
      'crates/model/src/lib.rs': 'pub struct Scooter;\n',
      'crates/server/Cargo.toml': `${crate('server', 'The server.')}\n[dependencies]\naxum = "0.8"\n`,
      'crates/server/src/main.rs': 'fn main() { axum::serve(listener, app); }\n',
    };
    expect(holds('library', files)).toBe(false);
  });
});

describe('library, published from the build of an application', () => {
  const application = {
    'README.md': '# Keys\n\nKeys is an application built on the Play Framework.\n\n## Publishing keys-config\n',
    'build.sbt':
      'lazy val root = (project in file("."))\n  .enablePlugins(PlayScala)\n  .dependsOn(config)\n  .aggregate(config)\n  .settings(\n    name := "keys",\n    publish / skip := true,\n    releaseProcess := Seq(checkSnapshotDependencies, tagRelease)\n  )\n\nlazy val config = (project in file("config"))\n  .settings(name := "keys-config", description := "Reads the configuration of keys")\n',
    'project/plugins.sbt':
      'addSbtPlugin("org.playframework" % "sbt-plugin" % "3.0.11")\naddSbtPlugin("com.github.sbt" % "sbt-release" % "1.5.0")\n',
    ...numbered(
      3,
      (n) => `app/controllers/Page${n}.scala`,
      'package controllers\n\nclass Page(cc: ControllerComponents) extends AbstractController(cc)\n',
    ),
    'conf/routes': 'GET / controllers.Page0.index\n',
    'config/src/main/scala/Config.scala': 'object Config\n',
  };

  it('holds beside the service', () => {
    expect(holds('library', application)).toBe(true);
    expect(holds('network-service', application)).toBe(true);
  });

  it('does not hold for an application that publishes nothing', () => {
    const files = {
      ...application,
      'build.sbt': application['build.sbt']
        .replace('releaseProcess := Seq(checkSnapshotDependencies, tagRelease)', '')
        .replace('publish / skip := true,', ''),
      'project/plugins.sbt': 'addSbtPlugin("org.playframework" % "sbt-plugin" % "3.0.11")\n',
    };
    expect(holds('library', files)).toBe(false);
  });
});

describe('the plugins of a site', () => {
  const plugin = (name: string) =>
    `{"name": "@acme/${name}", "version": "1.0.0", "license": "MIT", "main": "index.mjs"}\n`;
  const site = {
    'README.md': '# Acme\n\nThe source of acme.example.org.\n\n```\nyarn dev\n```\n',
    'package.json': '{"name": "site", "private": true, "version": "0.0.1", "workspaces": ["plugins/*"]}\n',
    'plugins/site/package.json':
      '{"name": "@acme/site", "private": true, "version": "0.0.1", "dependencies": {"gatsby": "^5", "react": "^19", "@acme/gatsby-rehype-ids": "*", "@acme/gatsby-source-acme": "*"}}\n',
    'plugins/site/gatsby-config.js': 'module.exports = { plugins: ["@acme/gatsby-rehype-ids"] };\n',
    'plugins/site/src/pages/index.jsx': 'export default () => <main>Acme</main>;\n',
    'plugins/site/src/index.css': 'main { margin: 0 }\n',
    'plugins/gatsby-rehype-ids/package.json': plugin('gatsby-rehype-ids'),
    'plugins/gatsby-rehype-ids/index.mjs': 'export default () => {};\n',
    'plugins/gatsby-source-acme/package.json': plugin('gatsby-source-acme'),
    'plugins/gatsby-source-acme/index.mjs': 'export const sourceNodes = () => {};\n',
  };

  it('are no library, and no parts of their own', () => {
    expect(holds('library', site)).toBe(false);
    expect(holds('monorepo', site)).toBe(false);
    expect(holds('web-frontend', site)).toBe(true);
  });

  it('are a library where one is shown to those who install it', () => {
    const files = {
      ...site,
      'plugins/gatsby-rehype-ids/README.md':
        "# gatsby-rehype-ids\n\nnpm install @acme/gatsby-rehype-ids\n\n```js\nimport ids from '@acme/gatsby-rehype-ids'\n```\n",
    };
    expect(holds('library', files)).toBe(true);
  });
});

describe('libraries of ecosystems whose manifests say little', () => {
  const README = '# shelf\n\nA small library that puts things on shelves.\n';

  it.each<[string, Files]>([
    [
      'R',
      {
        DESCRIPTION: 'Package: shelf\nTitle: Shelves\nVersion: 1.0.0\nLicense: MIT + file LICENSE\n',
        'R/shelf.R': 'put <- function(x) x\n',
      },
    ],
    [
      'Clojure',
      {
        'project.clj':
          '(defproject acme/shelf "1.0.0"\n  :description "Shelves"\n  :deploy-repositories [["clojars" {:url "https://repo.clojars.org"}]])\n',
        'src/shelf/core.clj': '(ns shelf.core)\n\n(defn put [x] x)\n',
      },
    ],
    [
      'Scala',
      {
        'build.sbt': 'ThisBuild / tlBaseVersion := "1.0"\n\nlazy val core = project.in(file("core"))\n',
        'core/src/main/scala/Shelf.scala': 'package shelf\n\nobject Shelf { def put(x: Int): Int = x }\n',
      },
    ],
    [
      'Dart, with many helpers beside the packages',
      Object.fromEntries([
        ...['shelf', 'flutter_shelf', 'shelf_test'].map((name) => [
          `packages/${name}/pubspec.yaml`,
          `name: ${name}\ndescription: Puts things on shelves.\nversion: 1.0.0\nrepository: https://example.org/${name}\n`,
        ]),
        ...['shelf', 'flutter_shelf', 'shelf_test'].map((name) => [
          `packages/${name}/lib/${name}.dart`,
          'int put(int x) => x;\n',
        ]),
        ['packages/shelf/README.md', "# shelf\n\n```dart\nimport 'package:shelf/shelf.dart';\n```\n"],
        ...Array.from({ length: 18 }, (_, n) => [`bricks/b${n}/hooks/pubspec.yaml`, `name: hooks${n}\n`]),
      ]),
    ],
  ])('are seen in %s', (_, files) => {
    expect(holds('library', { 'README.md': README, ...files })).toBe(true);
  });
});

describe('local-only', () => {
  it('is not what a library is measured with', () => {
    const library = {
      'README.md': '# Shelf\n\nPuts things on shelves.\n',
      'src/Shelf/Shelf.csproj':
        '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><PackageId>Shelf</PackageId><Description>Shelves</Description></PropertyGroup></Project>\n',
      'src/Shelf/Shelf.cs': 'namespace Shelf; public class Board { }\n',
      'src/Shelf.Measurements/Program.cs': 'class Program { static void Main(string[] args) { } }\n',
    };
    expect(holds('library', library)).toBe(true);
    expect(holds('local-only', library)).toBe(false);
  });
});

it('takes a library for commands for no command, and a package with one for a command', () => {
  const library = {
    'README.md': '# Snake\n\nA library for creating powerful modern CLI applications.\n',
    'go.mod': 'module example.org/snake\n\nrequire github.com/spf13/pflag v1.0.6\n',
    'command.go': 'package snake\n\nfunc New() {}\n',
  };
  expect(holds('cli', library)).toBe(false);
  const command = {
    'README.md':
      '# Snake\n\nA Python package that brings a command-line interface to the museum.\n\n    snake --help\n',
    'pyproject.toml':
      '[project]\nname = "snake"\nversion = "1.0.0"\n\n[project.scripts]\nsnake = "snake:main"\n\n[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n',
    'snake.py': 'import argparse\n\n\ndef main():\n    argparse.ArgumentParser().parse_args()\n',
  };
  expect(holds('cli', command)).toBe(true);
});

it('takes what watches a cluster for neither local nor a command', () => {
  const files = {
    'README.md': '# Keeper\n\nKeeps the certificates of a cluster together.\n',
    'go.mod': 'module example.org/keeper\n\nrequire sigs.k8s.io/controller-runtime v0.22.0\n',
    'cmd/keeper/main.go':
      'package main\n\nimport "flag"\n\nvar wait = flag.Bool("wait", false, "waits")\n\nfunc main() {\n\tflag.Parse()\n}\n',
    'deploy/charts/keeper/Chart.yaml': 'apiVersion: v2\nname: keeper\nversion: 1.0.0\n',
  };
  expect(holds('local-only', files)).toBe(false);
  expect(holds('cli', files)).toBe(false);
});

describe('local-only, and what lacks a permission', () => {
  it('does not hold for a library of Android that is put into the apps of others', () => {
    const files = {
      'README.md':
        "# Oak\n\nOak is a logger for Android. It takes formatting arguments.\n\n```groovy\nimplementation 'org.example.oak:oak:5.0.1'\n```\n",
      'build.gradle': "buildscript { dependencies { classpath 'com.android.tools.build:gradle:8.0.0' } }\n",
      'oak/build.gradle':
        "apply plugin: 'com.android.library'\napply plugin: 'com.vanniktech.maven.publish'\ngroup = 'org.example.oak'\nversion = '5.0.1'\n",
      'oak/gradle.properties': 'POM_ARTIFACT_ID=oak\nPOM_NAME=Oak\n',
      'settings.gradle': "include ':oak'\ninclude ':oak-sample'\n",
      'gradle.properties': 'GROUP=org.example.oak\nVERSION_NAME=5.0.1\n',
      'oak/src/main/AndroidManifest.xml': '<manifest package="oak">\n  <application/>\n</manifest>\n',
      'oak/src/main/java/oak/Oak.java': 'package oak;\n\nimport android.util.Log;\n\npublic final class Oak {}\n',
      'oak-sample/build.gradle': "apply plugin: 'com.android.application'\n",
      'oak-sample/src/main/AndroidManifest.xml':
        '<manifest package="sample">\n  <application><activity android:name=".Main"/></application>\n</manifest>\n',
    };
    expect(holds('mobile', files)).toBe(true);
    expect(holds('library', files)).toBe(true);
    expect(holds('local-only', files)).toBe(false);
  });
});

describe('self-hosted, where it can be tried and then installed', () => {
  const server = {
    LICENSE: 'MIT License\n',
    'composer.json': '{"name": "pages/pages", "require": {"php": "^8.3", "laravel/framework": "^12.0"}}\n',
    'public/index.php': '<?php\nrequire __DIR__."/../vendor/autoload.php";\n',
    'routes/web.php': "<?php\nRoute::get('/pages', [PageController::class, 'index']);\n",
    '.github/ISSUE_TEMPLATE/bug.md': '---\nname: Bug\n---\n',
  };
  const readme = (links: string): string =>
    `# Pages\n\nA platform for pages.\n\n${links}\n\nTalk to us on Discord.\n\n## Features\n\nPages.\n`;

  it.each([
    [true, '* [Installation Instructions](https://pages.example/docs)\n* [Demo Instance](https://demo.pages.example)'],
    [false, '* [Documentation](https://pages.example/docs)\n* [Blog](https://blog.pages.example)'],
  ])('is %s', (expected, links) => {
    expect(holds('self-hosted', { ...server, 'README.md': readme(links) })).toBe(expected);
  });
});

describe('self-hosted, where strangers are told first to start its image', () => {
  const files = {
    LICENSE:
      'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files, to deal in the Software without restriction.\n',
    'README.md':
      '# Queue dashboard\n\n## Quick start\n\n```shell\ndocker pull acmequeue/queue-dashboard:latest\ndocker run -d -p 8082:8082 -t acmequeue/queue-dashboard:latest\n```\n',
    'package.json': '{"name": "queue-dashboard", "private": true, "dependencies": {"express": "5.0.0"}}\n',
    'server.js': "require('express')().listen(8082);\n",
    '.github/ISSUE_TEMPLATE.md': 'What happened?\n',
  };

  it('is held, unless it is deployed from here', () => {
    expect(holds('self-hosted', files)).toBe(true);
    const chart = {
      'deploy/app.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: board\nspec:\n  template:\n    spec:\n      containers:\n        - name: board\n          image: registry.example/board\n',
    };
    expect(holds('self-hosted', { ...files, ...chart })).toBe(false);
  });
});

describe('what an editor loads', () => {
  const plugin = {
    'README.md': '# Vault for playbooks\n\nReads the vaults of Ansible within the editor.\n',
    LICENSE: 'MIT License\n\nPermission is hereby granted, free of charge\n',
    'build.gradle.kts':
      'plugins {\n  id("org.jetbrains.intellij") version "1.17.0"\n}\n\ngroup = "org.example"\nversion = "1.3.0"\n',
    'src/main/resources/META-INF/plugin.xml': '<idea-plugin><id>org.example.vault</id></idea-plugin>\n',
    'src/main/kotlin/Vault.kt': 'package org.example\n\nclass Vault\n',
  };

  it.each(['library', 'infrastructure'] as const)('is no %s', (trait) => {
    expect(holds(trait, plugin, 'https://github.com/acme/idea-ansible-vault')).toBe(false);
  });
});

it('sees a program for desks in one that is made for telephones too', () => {
  const files = (frameworks: string) => ({
    'App/App.csproj': `<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFrameworks>${frameworks}</TargetFrameworks><UseMaui>true</UseMaui></PropertyGroup><ItemGroup><PackageReference Include="Microsoft.Maui.Controls" Version="9.0.0" /></ItemGroup></Project>\n`,
    'App/MainPage.xaml.cs': 'namespace App;\n\npublic partial class MainPage : ContentPage { }\n',
  });
  expect(holds('desktop', files('net9.0-android;net9.0-ios;net9.0-windows10.0.19041.0'))).toBe(true);
  expect(holds('desktop', files('net9.0-android;net9.0-ios'))).toBe(false);
});

it('takes a plugin of sbt for a library', () => {
  const build = (settings: string) => ({
    'README.md':
      '# Tables\n\nGenerates classes from the tables of a database.\n\n```scala\naddSbtPlugin("org.example" % "sbt-tables" % "1.2.0")\n```\n',
    'build.sbt': `lazy val plugin = project\n  .in(file("plugin"))\n  .settings(name := "sbt-tables")\n${settings}`,
    'plugin/src/main/scala/Tables.scala': 'package tables\n\nobject TablesPlugin extends AutoPlugin\n',
  });
  expect(holds('library', build('  .enablePlugins(SbtPlugin)\n'))).toBe(true);
  expect(holds('library', build(''))).toBe(false);
});

it('sees a program for desks where one of Qt begins', () => {
  const files = {
    'converter.pro': 'QT += core gui widgets\nSOURCES += main.cpp\n',
    'window.cpp': '#include <QtWidgets/QMainWindow>\n\nWindow::Window() : QMainWindow(nullptr) {}\n',
  };
  const main = 'int main(int argc, char* argv[]) {\n  QApplication app(argc, argv);\n  return app.exec();\n}\n';
  expect(holds('desktop', { ...files, 'main.cpp': `#include <QApplication>\n\n${main}` })).toBe(true);
});

describe('library, by its form', () => {
  const action = 'name: lint\nruns:\n  using: composite\n  steps: []\n';

  it.each<[string, Files]>([
    [
      'a module of Puppet on the Forge',
      {
        'metadata.json': '{"name": "acme-mail", "version": "1.0.0"}\n',
        'manifests/init.pp': 'class mail {}\n',
        'README.md': '# mail\n\nSee [the Forge](https://forge.puppet.com/acme/mail).\n',
      },
    ],
    [
      'a role of Ansible',
      { 'meta/main.yml': 'galaxy_info:\n  author: acme\n', 'tasks/main.yml': '- debug: { msg: hi }\n' },
    ],
    [
      'actions that are shared',
      {
        'README.md': '# actions\n\nShared actions for all our repositories.\n',
        ...Object.fromEntries(['lint', 'build', 'sign', 'notify'].map((name) => [`${name}/action.yml`, action])),
      },
    ],
  ])('holds for %s', (_, files) => {
    expect(holds('library', files)).toBe(true);
  });

  it('does not hold for a site that Puppet sets up', () => {
    const site = { 'metadata.json': '{"name": "acme-site"}\n', 'manifests/init.pp': 'class site {}\n' };
    expect(holds('library', { ...site, 'README.md': '# site\n\nHow our machines are set up.\n' })).toBe(false);
  });
});
