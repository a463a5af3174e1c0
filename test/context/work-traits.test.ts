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

const MAIN = 'import requests\n\nif __name__ == "__main__":\n    requests.delete("https://hosts.example.org/old")\n';

describe('automation', () => {
  it('holds for what Jenkins runs for everybody, whatever small function lies beside it', () => {
    const jobs = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [
        `jobs/build-${index}.groovy`,
        "library 'shared'\n\npipeline {\n  agent any\n  stages { stage('Build') { steps { sh 'make' } } }\n}\n",
      ]),
    );
    const files = {
      ...jobs,
      'README.md': '# Pipelines\n\nJobs of our Jenkins.\n',
      'clean/requirements.txt': 'azure-functions\n',
      'clean/host.json': '{ "version": "2.0" }\n',
      'clean/function.json': '{ "bindings": [{ "type": "timerTrigger" }] }\n',
      'clean/__init__.py': 'import azure.functions as func\n\ndef main(timer: func.TimerRequest) -> None:\n    pass\n',
    };
    expect(holds('automation', files)).toBe(true);
    expect(holds('network-service', files)).toBe(false);
  });

  const scripts = {
    'requirements.txt': 'requests==2.31.0\n',
    'purge.py': MAIN,
    'rotate_keys.py': MAIN,
    'sync.sh': 'aws s3 sync a b\n',
  };

  it('holds for scripts with which a service is operated', () => {
    const readme = '# Hosts\n\nOperational scripts that the platform team uses.\n';
    expect(holds('automation', { ...scripts, 'README.md': readme })).toBe(true);
  });

  it('holds for a program that reminds a team of its pull requests', () => {
    const files = {
      Gemfile: 'source "https://rubygems.org"\n\ngem "octokit"\ngem "slack-notifier"\n',
      'Gemfile.lock': 'GEM\n  specs:\n    octokit (8.0.0)\n    slack-notifier (2.4.0)\n',
      'lib/reviews.rb': 'require "octokit"\n\nOctokit::Client.new.pull_requests("example/shapes")\n',
      'README.md': '# Reviews\n\nPosts a message to Slack with the open pull requests of each team.\n',
    };
    expect(holds('automation', files)).toBe(true);
  });

  it('does not hold for a library for such programs', () => {
    const files = {
      'package.json':
        '{"name": "@ours/shapes", "version": "1.0.0", "license": "MIT", "main": "dist/shapes.js", "dependencies": {"@octokit/rest": "20.0.0"}}\n',
      'src/shapes.ts': 'export const area = 1;\n',
      'README.md':
        "# Shapes\n\nA library that reads shapes out of repositories.\n\n```js\nimport { area } from '@ours/shapes'\n```\n",
    };
    expect(holds('automation', files)).toBe(false);
  });

  it('does not hold for a site that was automated', () => {
    const files = {
      'package.json':
        '{"name": "clinic", "private": true, "dependencies": {"react": "18.2.0", "react-dom": "18.2.0"}}\n',
      'src/App.tsx': 'export const App = () => <p>Clinic</p>;\n',
      'index.html': '<p>\n',
      'README.md': '# Clinic\n\nThe site of a clinic. Deployment is automated.\n',
    };
    expect(holds('automation', files)).toBe(false);
  });
});

describe('data-pipeline', () => {
  it('holds for scrapers', () => {
    const files = {
      'requirements.txt': 'scrapy==2.11.0\n',
      'meetings/spiders/council.py': 'import scrapy\n\nclass Council(scrapy.Spider):\n    name = "council"\n',
      'README.md': '# Meetings\n\nScrapers that collect the meetings of councils.\n',
    };
    expect(holds('data-pipeline', files)).toBe(true);
  });

  it('does not hold for a site with a form', () => {
    const files = {
      'package.json': '{"name": "clinic", "private": true, "dependencies": {"express": "4.18.0", "react": "18.2.0"}}\n',
      'src/server.js': "const app = require('express')();\napp.listen(process.env.PORT);\n",
      'src/App.jsx': 'export const App = () => <p>Clinic</p>;\n',
      'README.md': '# Clinic\n\nCollects data about patients in a form.\n',
    };
    expect(holds('data-pipeline', files)).toBe(false);
  });

  it('is not seen in the letters of another word', () => {
    const files = { 'README.md': '# Clinic\n\nA worker.\n', 'schema/ResetLogin.json': '{}\n', 'main.py': 'print(1)\n' };
    expect(holds('data-pipeline', files)).toBe(false);
  });
});

describe('infrastructure', () => {
  const programs = Object.fromEntries(
    Array.from({ length: 16 }, (_, index) => [`step${index}/main.go`, 'package main\n\nfunc main() {}\n']),
  );
  const estate = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`terraform/part${index}.tf`, 'resource "x" "y" {}\n'.repeat(40)]),
  );

  it('holds beside many small programs when their estate is there too', () => {
    const readme = { 'README.md': '# Steps\n\nThe steps and their infrastructure, in Terraform.\n' };
    expect(holds('infrastructure', { ...programs, ...readme })).toBe(false);
    expect(holds('infrastructure', { ...programs, ...estate, ...readme })).toBe(true);
  });
});

describe('cli', () => {
  it('holds for a script that is used as a command', () => {
    const files = {
      'shapes.sh': '#!/bin/sh\ncase "$1" in draw) echo O ;; esac\n',
      'README.md': '# Shapes\n\nA command-line drawing program in pure shell.\n\n```sh\n./shapes.sh draw\n```\n',
    };
    expect(holds('cli', files)).toBe(true);
  });

  it('holds for scripts with arguments that the README says to run', () => {
    const script = 'import argparse\n\nif __name__ == "__main__":\n    argparse.ArgumentParser().parse_args()\n';
    const files = {
      'report.py': script,
      'archive.py': script,
      'README.md': '# Reports\n\n```sh\npython report.py --month 2024-01\n```\n',
    };
    expect(holds('cli', files)).toBe(true);
  });

  it('does not hold for what needs the command-line tools of something else', () => {
    const files = {
      'site.yml': '- hosts: all\n',
      'ansible.cfg': '[defaults]\n',
      'roles/desk/tasks/main.yml': '- command: true\n',
      'README.md': "# Desk\n\nSets up a machine. Install Apple's command line tools first.\n",
    };
    expect(holds('cli', files)).toBe(false);
  });
});
