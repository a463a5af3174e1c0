import { describe, expect, it } from 'vitest';
import { runCheck } from './checks/run-check.ts';
import { type Files, holds } from './trait-holds.ts';

const numbered = (count: number, path: (n: number) => string, text: string): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [path(n), text]));

const RESOURCE = 'resource "aws_s3_bucket" "files" {\n  bucket = "files"\n}\n';
const FLASK = 'from flask import Flask\n\napp = Flask(__name__)\n';

describe('automation', () => {
  it('holds for an estate with scripts beside what is made of it', () => {
    const files = {
      'README.md': '# Infrastructure\n\nTerraform for the environments of our team.\n',
      ...numbered(12, (n) => `infrastructure/part${n}.tf`, RESOURCE),
      'scripts/empty.sh': '#!/bin/sh\naws s3 rm "$1"\n',
      'scripts/rotate.sh': '#!/bin/sh\naws kms list-keys\n',
      ...numbered(10, (n) => `lambdas/clean${n}.py`, '#!/usr/bin/env python3\nimport boto3\n'),
    };
    expect(holds('automation', files)).toBe(true);
  });

  it('does not hold for charts that are deployed', () => {
    const files = {
      'README.md': '# Charts\n\nHelm charts of our services.\n',
      'helmfile.d/site.yaml': 'releases: []\n',
      ...numbered(4, (n) => `charts/part${n}/Chart.yaml`, 'name: part\nversion: 1.0.0\n'),
    };
    expect(holds('automation', files)).toBe(false);
  });

  it('does not hold for a command that asks GitHub on behalf of those who install it', () => {
    const files = {
      'README.md': '# Linkcheck\n\nA fast link checker.\n\n## Nightly builds\n\nThere are nightly builds.\n',
      '.goreleaser.yml': 'builds: []\n',
      'go.mod': 'module example.org/linkcheck\n\ngo 1.24\n\nrequire github.com/google/go-github/v60 v60.0.0\n',
      'main.go': 'package main\n\nimport "net/http"\n\nfunc main() { http.Get("https://example.org") }\n',
    };
    expect(holds('automation', files)).toBe(false);
  });

  it('holds for an application of GitHub, whoever opens the port for it', () => {
    const files = {
      'README.md': '# Processor\n\nHandles pull requests by a webhook.\n',
      'setup.py': "from setuptools import setup\n\nsetup(name='processor', install_requires=['octomachinery'])\n",
      'processor/__main__.py':
        "from octomachinery.app.server.runner import run as run_app\n\nif __name__ == '__main__':\n    run_app(name='processor')\n",
    };
    expect(holds('automation', files)).toBe(true);
  });

  it('does not hold for a service with a database that also has a nightly job', () => {
    const files = {
      'README.md':
        '# Courses\n\nWhere students rate courses.\n\nA cron job runs on a schedule and imports courses into PostgreSQL.\n',
      'go.mod':
        'module example.org/courses\n\ngo 1.24\n\nrequire (\n\tgithub.com/go-chi/chi/v5 v5.0.0\n\tgithub.com/jackc/pgx/v5 v5.0.0\n)\n',
      'main.go':
        'package main\n\nimport (\n\t"net/http"\n\t"github.com/jackc/pgx/v5"\n)\n\nfunc main() { pgx.Connect(nil, ""); http.ListenAndServe(":80", nil) }\n',
      'migrations/1_init.up.sql': 'CREATE TABLE courses (id integer);\n',
      Dockerfile: 'FROM golang:1.24\nCOPY . .\nRUN go build\nEXPOSE 80\nCMD ["./courses"]\n',
    };
    expect(holds('automation', files)).toBe(false);
  });

  it('does not hold for pages whose changes are picked up automatically while one writes them', () => {
    const site = (told: string): Files => ({
      'README.md': `# Council\n\nScripts to send letters, and pages to write them.\n\n## Run it\n\n\`make run\`. ${told}\n`,
      'requirements.txt': 'flask==3.0.0\ncelery==5.4.0\n',
      'application.py': `${FLASK}\n@app.route('/')\ndef index():\n    return render_template('index.html')\n`,
      'celerybeat.py': "app.conf.beat_schedule = {'letters': {'task': 'send', 'schedule': 60.0}}\n",
      'templates/index.html': '<!doctype html>\n<title>Letters</title>\n',
    });
    expect(holds('automation', site('It automates sending what is due.'))).toBe(true);
    expect(holds('automation', site('Changes to the code should be picked up automatically.'))).toBe(false);
    expect(holds('automation', site('The server restarts automatically.'))).toBe(false);
    expect(holds('automation', site('Gulp automatically rebuilds the styles.'))).toBe(false);
  });
});

describe('network-service', () => {
  it('holds for a function behind a gateway that is made beside it', () => {
    const files = {
      'README.md': '# Ops\n\nAn app of GitHub.\n',
      'package.json': '{"name": "ops", "private": true, "dependencies": {"probot": "^13"}}\n',
      'terraform/gateway.tf': 'resource "aws_apigatewayv2_api" "ops" {\n  protocol_type = "HTTP"\n}\n',
      ...numbered(
        3,
        (n) => `src/part${n}.ts`,
        'export const handler = async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => ({});\n',
      ),
    };
    expect(holds('network-service', files)).toBe(true);
  });

  it('does not hold for modules of Terraform with a function among them', () => {
    const files = {
      'README.md': '# Infrastructure modules\n\nTerraform modules of our platform.\n',
      ...numbered(20, (n) => `compute/part${n}/main.tf`, RESOURCE),
      'k8s/app.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: proxy\n',
      'notify/lambda/go.mod': 'module example.org/notify\n\ngo 1.24\n\nrequire github.com/aws/aws-lambda-go v1.47.0\n',
      'notify/lambda/main.go':
        'package main\n\nimport "github.com/aws/aws-lambda-go/lambda"\n\nfunc main() { lambda.Start(nil) }\n',
      'notify/lambda/Dockerfile': 'FROM golang:1.24\nCOPY . .\nRUN go build\nCMD ["./notify"]\n',
    };
    expect(holds('network-service', files)).toBe(false);
  });
});

describe('infrastructure', () => {
  const service = {
    'README.md': '# Catalogue\n\nThe API of our catalogue.\n',
    'requirements.txt': 'flask\n',
    'app.py': FLASK,
    'views.py': 'from app import app\n',
    Procfile: 'web: flask run\n',
  };

  it('holds for a service that brings the whole estate it runs on', () => {
    expect(holds('infrastructure', { ...service, ...numbered(26, (n) => `terraform/part${n}.tf`, RESOURCE) })).toBe(
      true,
    );
  });

  it('does not hold for a service with the few resources that it needs', () => {
    const python = numbered(40, (n) => `catalogue/part${n}.py`, 'import os\n\n\ndef part():\n    return os.name\n');
    const files = { ...service, ...python, ...numbered(6, (n) => `terraform/part${n}.tf`, RESOURCE) };
    expect(holds('infrastructure', files)).toBe(false);
  });
});

describe('docs-site', () => {
  it('holds for the pages with which a team runs its estate', () => {
    const files = {
      'README.md': '# Infrastructure\n\nTerraform and charts of our hubs.\n',
      '.readthedocs.yaml': 'version: 2\n',
      ...numbered(14, (n) => `terraform/part${n}.tf`, RESOURCE),
      ...numbered(32, (n) => `docs/howto/page${n}.md`, '# How to\n'),
    };
    expect(holds('docs-site', files)).toBe(true);
  });
});

describe('research', () => {
  it('holds for a program in the repository of a thesis', () => {
    const files = {
      'README.md': '# Twins\n\nMaster’s thesis on the costs of twins in several clouds.\n',
      'requirements.txt': 'fastapi\n',
      'api.py': 'from fastapi import FastAPI\n\napp = FastAPI()\n',
      'latex/references.bib': '@book{a, title={A}}\n',
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: pytest\n',
    };
    expect(holds('research', files, 'https://git.example.org/ada/master-thesis.git')).toBe(true);
    expect(holds('research', files, 'https://git.example.org/ada/final-year-project.git')).toBe(true);
    expect(holds('research', files, 'https://git.example.org/ada/twins.git')).toBe(false);
  });
});

describe('self-hosted', () => {
  it('counts an image of its own in a Compose file that others start', () => {
    const readme = '# Board\n\nA board for projects.\n';
    const image = `services:\n  app:\n    image: \${BOARD_IMAGE:-board/board:latest}\n    ports: ["80:80"]\n`;
    const files = {
      'README.md': readme,
      'composer.json': '{"name": "board/board"}\n',
      'docker-compose.sqlite.yml': image,
    };
    expect(runCheck('released-server', files).value).toBe(true);
    const store = 'services:\n  app:\n    build: .\n  db:\n    image: postgis/postgis:17\n';
    expect(runCheck('released-server', { ...files, 'docker-compose.sqlite.yml': store }).value).toBe(false);
  });
});

describe('a service with an estate beside it', () => {
  const estate = numbered(30, (n) => `terraform/part${n}.tf`, RESOURCE);
  const service = {
    'package.json': '{"name": "orders", "private": true, "dependencies": {"express": "^5.0.0"}}\n',
    'server.js': "const app = require('express')();\napp.post('/orders', take);\napp.listen(3000);\n",
    'lib/orders.js': 'exports.order = (id) => ({ id });\n'.repeat(200),
  };

  it('is both', () => {
    expect(holds('infrastructure', { ...estate, ...service })).toBe(true);
    expect(holds('network-service', { ...estate, ...service })).toBe(true);
    expect(holds('network-service', estate)).toBe(false);
    const stored = {
      ...service,
      'package.json': '{"name": "orders", "private": true, "dependencies": {"express": "^5.0.0", "pg": "^8.0.0"}}\n',
      'db.js': "const { Pool } = require('pg');\nexports.pool = new Pool();\n",
    };
    expect(holds('has-database', { ...estate, ...stored })).toBe(true);
  });

  it('has its pages', () => {
    const pages = {
      'package.json':
        '{"name": "shop", "private": true, "dependencies": {"react": "^19.0.0", "react-dom": "^19.0.0"}}\n',
      'public/index.html': '<!doctype html>\n<div id="root"></div>\n',
      'src/index.jsx': `import { createRoot } from 'react-dom/client';\n${'createRoot(document.body).render(<p>a</p>);\n'.repeat(100)}`,
    };
    expect(holds('web-frontend', pages)).toBe(true);
    expect(holds('web-frontend', { ...estate, ...pages })).toBe(true);
  });
});

describe('research, by its field', () => {
  const tool = {
    'setup.py': "setup(name='reads', version='1.0')\n",
    'reads/count.py': 'def count(reads):\n    return len(reads)\n',
    'README.md': '# reads\n\nCounts what a sequencer reads, for single-cell RNA-seq at the lab.\n',
  };

  it('holds where the README opens with a science, and not further down', () => {
    expect(holds('research', tool)).toBe(true);
    expect(holds('research', { ...tool, 'README.md': '# reads\n\nCounts what a meter reads, for the lab.\n' })).toBe(
      false,
    );
  });
});

describe('data-pipeline, by what takes data in', () => {
  const service = {
    'package.json': '{"name": "site", "private": true, "dependencies": {"express": "^5.0.0"}}\n',
    'server.js': "require('express')().listen(3000);\n",
  };
  const importers = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`feeds/import${n}.js`, 'module.exports = [];\n']));

  it('holds for a service of which a good part does', () => {
    expect(holds('data-pipeline', { ...service, ...importers(16) })).toBe(true);
    expect(holds('data-pipeline', { ...service, ...importers(8) })).toBe(false);
  });
});

describe('ml, in other languages', () => {
  it('holds for Torch in Lua', () => {
    const files = {
      'train.lua': "require 'torch'\nrequire 'nn'\n\nlocal net = nn.Sequential()\n",
      'README.md': '# pictures\n\nA neural network that paints pictures.\n',
    };
    expect(holds('ml', files)).toBe(true);
    expect(holds('ml', { ...files, 'train.lua': 'local net = {}\n' })).toBe(false);
  });
});

describe('docs-site, by a generator at the root', () => {
  const pages = numbered(80, (n) => `docs/part${n}.md`, '# Part\n\nTells of it.\n');

  it('holds for many pages, whatever scripts keep them in order', () => {
    const site = {
      ...pages,
      'docusaurus.config.js': 'module.exports = {};\n',
      'package.json':
        '{"name": "www", "private": true, "dependencies": {"@docusaurus/core": "^3.9.0", "commander": "^14.0.0"}}\n',
      'scripts/check.mjs': 'console.log(process.argv[2]);\n',
    };
    expect(holds('docs-site', site)).toBe(true);
    expect(holds('cli', site)).toBe(false);
    const code = numbered(90, (n) => `src/part${n}.js`, 'module.exports = 1;\n');
    expect(holds('docs-site', { ...pages, ...code })).toBe(false);
  });
});
