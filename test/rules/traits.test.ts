import { describe, expect, it } from 'vitest';
import type { Trait } from '../../src/context/model.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { runCheck } from './checks/run-check.ts';

type Files = Readonly<Record<string, string>>;

const catalogue = compileCatalogue('rules');

function holds(trait: Trait, files: Files): boolean {
  const facts = createFacts(createSource(memoryRepository(files)), catalogue);
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
        'README.md': '# qq\n\nA client for the shell. It uses the ring crate.\n\n`mise use qq --global` or `cargo install qq`\n',
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
      'server.js': "const app = new Koa();\napp.listen(8080);\n",
      'app/views/emails/digest/Mail.jsx': 'export const Mail = () => <p>Hello</p>;\n',
      'app/views/emails/digest/Post.jsx': 'export const Post = () => <p>Post</p>;\n',
      'app/views/emails/digest/app.css': 'p { margin: 0 }\n',
    };
    expect(holds('web-frontend', files)).toBe(false);
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

  it.each(['A console application that counts lines.', 'Counts lines from the command line.', 'A chat for the terminal.'])(
    'is said by: %s',
    (sentence) => {
      const files = {
        'README.md': `# Tally\n\n${sentence}\n`,
        'requirements.txt': 'click\n',
        'tally/shop.py': 'import click\n',
      };
      expect(holds('cli', files)).toBe(true);
    },
  );

  it('holds for the command that comes beside a service', () => {
    const files = {
      'README.md': '# Tally\n\nA service that counts.\n\n## The command\n\n```sh\ngo install example.org/tally/cli/cmd/tallyctl@latest\ntallyctl list\n```\n',
      'server/go.mod': 'module example.org/tally/server\n\ngo 1.24\n\nrequire github.com/gin-gonic/gin v1.10.0\n',
      'server/main.go':
        'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() {\n\tr := gin.Default()\n\tr.Run(":8080")\n}\n',
      'server/Dockerfile': 'FROM golang:1.24\nCOPY . .\nEXPOSE 8080\nCMD ["server"]\n',
      'cli/go.mod': 'module example.org/tally/cli/tallyctl\n\ngo 1.24\n\nrequire github.com/spf13/cobra v1.8.0\n',
      'cli/main.go': 'package main\n\nimport "github.com/spf13/cobra"\n\nfunc main() {\n\tcmd := &cobra.Command{}\n\tcmd.Execute()\n}\n',
    };
    expect(holds('network-service', files)).toBe(true);
    expect(holds('cli', files)).toBe(true);
  });
});
