import { describe, expect, it } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import type { Kind } from '../../src/context/model.ts';
import type { Finding } from '../../src/findings/model.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';

type Files = Readonly<Record<string, string>>;

const catalogue = compileCatalogue('rules');

/** The finding of a rule in a tree whose kind is declared. */
function finding(rule: string, kind: Kind, files: Files): Finding | undefined {
  return auditRepository(memoryRepository(files), catalogue, { kind }).findings.find((one) => one.rule === rule);
}

const API = {
  'package.json': '{"name": "api", "private": true, "dependencies": {"express": "^5.0.0"}}\n',
  'server.js': "const app = require('express')();\napp.post('/orders', take);\napp.listen(3000);\n",
};

describe('crash-reporting', () => {
  it('says of a service what was looked for', () => {
    const { message, remedy } = finding('crash-reporting', 'production-service', API) ?? {};
    expect(message).toMatch(/^No error tracker was found/);
    expect(remedy).toMatch(/^Connect an error tracker/);
  });

  it('says so as well of a service of others that has commands', () => {
    const files = {
      Dockerfile: 'FROM node:24-slim\nCOPY . .\nEXPOSE 3000\nCMD ["node", "cli.js"]\n',
      'package.json':
        '{"name": "desk", "version": "1.0.0", "bin": {"desk": "cli.js"}, "dependencies": {"express": "^5.0.0"}}\n',
      'cli.js':
        "#!/usr/bin/env node\nconst app = require('express')();\napp.post('/orders', take);\napp.listen(3000);\n",
    };
    const { message, remedy } = finding('crash-reporting', 'oss', files) ?? {};
    expect(message).toMatch(/^No error tracker was found/);
    expect(remedy).toMatch(/^Offer a hook for those who run it/);
  });

  it('is softer where those who run it are told how errors are mailed', () => {
    const files = { ...API, 'docs/administration.rst': 'Mail\n====\n\n[handler_mail]\nclass = handlers.SMTPHandler\n' };
    const { severity, message } = finding('crash-reporting', 'production-service', files) ?? {};
    expect(severity).toBe('info');
    expect(message).toMatch(/^Unexpected errors are mailed only where whoever runs it sets up the handler/);
  });

  it('names the handler before the tracker, and the list that asks for that', () => {
    const files = {
      'requirements.txt': 'aiohttp==3.11.0\nsentry-sdk==2.20.0\n',
      'dev-requirements.txt': '-r requirements.txt\npytest\n',
      'app.py':
        "import sentry_sdk\nfrom aiohttp import web\n\nsentry_sdk.init('https://example.org')\n\n\nasync def hook(request):\n    try:\n        await dispatch(request)\n        return web.Response(status=200)\n    except Exception as error:\n        traceback.print_exc()\n        return web.Response(status=500)\n\n\nweb.run_app(web.Application())\n",
    };
    const { evidence = [] } = finding('crash-reporting', 'production-service', files) ?? {};
    expect(evidence[0]).toMatchObject({ path: 'app.py', line: 11 });
    expect(evidence.map(({ path }) => path)).not.toContain('dev-requirements.txt');
  });
});

describe('health-check', () => {
  const image = { Dockerfile: 'FROM node:24-slim\nCOPY . .\nEXPOSE 3000\nCMD ["node", "server.js"]\n' };

  it('is critical where something would probe it', () => {
    const { severity, message, remedy } = finding('health-check', 'production-service', { ...API, ...image }) ?? {};
    expect(severity).toBe('critical');
    expect(message).toMatch(/^The service has no health check/);
    expect(remedy).not.toMatch(/database|SELECT/);
  });

  it('is said with a reserve where nothing tells how it is run', () => {
    const { severity, message } = finding('health-check', 'production-service', API) ?? {};
    expect(severity).toBe('critical');
    expect(message).toMatch(/what probes it from outside, cannot be seen from here/);
  });

  it('asks the database only where there is one', () => {
    const files = {
      ...API,
      'package.json': '{"name": "api", "private": true, "dependencies": {"express": "^5.0.0", "pg": "^8.0.0"}}\n',
    };
    expect(finding('health-check', 'production-service', files)?.remedy).toMatch(/asks the database/);
  });
});

describe('runbook', () => {
  it('is missing in the README, not in a manifest', () => {
    const files = { ...API, 'README.md': '# api\n\nTakes the orders of the shop.\n' };
    const { locations, evidence } = finding('runbook', 'production-service', files) ?? {};
    expect(locations).toEqual([{ path: 'README.md' }]);
    expect(evidence).toEqual([]);
  });

  it('names only what is missing where the deployment is told', () => {
    const files = {
      ...API,
      'README.md':
        '# api\n\n## Production Installation\n\nSee the role in the [infrastructure](https://example.org/infra).\n',
    };
    const { severity, message } = finding('runbook', 'production-service', files) ?? {};
    expect(severity).toBe('info');
    expect(message).toMatch(/^It is told how this gets into operation/);
  });

  it('is not asked of scripts that operators start by hand', () => {
    const files = {
      'README.md': '# Scripts\n\nStarted by hand on the machines of the service.\n',
      'scripts/renew.sh': '#!/bin/sh\nssh web certbot renew\n',
      'scripts/move.py': "#!/usr/bin/env python3\nprint('moved')\n",
      'scripts/count.py': "#!/usr/bin/env python3\nprint('counted')\n",
    };
    expect(finding('runbook', 'internal-tool', files)).toBe(undefined);
  });
});

describe('product-telemetry', () => {
  it('asks of a site a notice, in words for sites', () => {
    const files = {
      ...API,
      'package.json': '{"name": "site", "private": true, "dependencies": {"express": "^5.0.0", "react": "^19.0.0"}}\n',
      'public/index.html':
        '<html><body><script async src="https://www.googletagmanager.com/gtag/js?id=UA-1"></script></body></html>\n',
    };
    const { severity, why, remedy } = finding('product-telemetry', 'production-service', files) ?? {};
    expect(severity).toBe('warning');
    expect(why).not.toMatch(/install/);
    expect(remedy).toMatch(/^Count without cookies/);
  });
});

describe('remedies', () => {
  const unprivileged = (base: string): string | undefined =>
    finding('non-root-container', 'production-service', {
      ...API,
      Dockerfile: `FROM ${base}\nCOPY . .\nEXPOSE 80\nCMD ["./start"]\n`,
    })?.remedy;

  it('name the user of the base image that is used', () => {
    expect(unprivileged('node:24-slim')).toMatch(/USER node/);
    expect(unprivileged('python:3.14-slim')).toMatch(/useradd/);
  });
});

describe('continuous-integration', () => {
  const remedy = (files: Files): string | undefined =>
    finding('continuous-integration', 'internal-tool', files)?.remedy;
  const TESTS = {
    'sync.py': 'def add(a, b):\n    return a + b\n',
    'test_sync.py': 'def test_add():\n    assert add(1, 1) == 2\n',
  };

  it('installs what can be installed', () => {
    const package_ = {
      'pyproject.toml': '[build-system]\nrequires = ["hatchling"]\n\n[project]\nname = "sync"\nversion = "1.0.0"\n',
    };
    expect(remedy({ ...TESTS, ...package_ })).toMatch(/pip install -e \. pytest/);
    expect(remedy({ ...TESTS, 'requirements.txt': 'boto3==1.34.0\n' })).toMatch(
      /pip install -r requirements\.txt pytest/,
    );
    expect(remedy(TESTS)).toMatch(/run: pip install pytest &&/);
  });
});

describe('type-checking', () => {
  const tree = (folder: string): Files =>
    Object.fromEntries(
      Array.from({ length: 31 }, (_, index) => [
        `${folder}/C${index}.php`,
        `<?php\n\nrequire_once 'C${index + 1}.php';\n\nclass C${index} {}\n`,
      ]),
    );
  const remedy = (files: Files): string | undefined => finding('type-checking', 'production-service', files)?.remedy;

  it('names the folder that is there', () => {
    const laravel = {
      'composer.json': '{"name": "acme/shop", "type": "project", "require": {"laravel/framework": "^11.0"}}\n',
    };
    expect(remedy({ ...tree('app'), ...laravel })).toMatch(/larastan.*--generate-baseline app/);
    expect(remedy(tree('src'))).toMatch(/--generate-baseline src/);
    expect(remedy(tree('lib'))).toMatch(/on the folders of your code/);
  });
});

describe('bug-report-form', () => {
  const found = (text: string) =>
    finding('bug-report-form', 'oss', {
      'package.json': '{"name": "tally"}\n',
      '.github/ISSUE_TEMPLATE/bug-report.md': text,
    });

  it('names what is missing, at the template', () => {
    const told =
      'Write as much as you may, so that whoever reads it later knows what you saw and is able to look for it.\n';
    const steps = found(`${told}### How to reproduce\n\n### Expected behaviour\n`);
    expect(steps?.message).toMatch(/but not for the version or the system/);
    expect(steps?.locations).toEqual([{ path: '.github/ISSUE_TEMPLATE/bug-report.md' }]);
    expect(found(`${told}### Version\n`)?.message).toMatch(/but not for the steps/);
    expect(found(told)?.message).toMatch(/neither for the version/);
  });
});

describe('code-scanning', () => {
  const SCRIPTS = {
    'README.md': '# ops-scripts\n\nScripts that back up and restore our servers.\n',
    'restore.py': 'import subprocess\n\nsubprocess.run(["ssh", "db.example.org", "pg_restore"])\n',
  };

  it('speaks of infrastructure code where there is some', () => {
    const scripts = finding('code-scanning', 'internal-tool', SCRIPTS);
    expect(`${scripts?.message} ${scripts?.remedy}`).not.toMatch(/infrastructure|trivy config/);
    const terraform = finding('code-scanning', 'internal-tool', {
      'main.tf': 'resource "aws_s3_bucket" "data" {\n  bucket = "data"\n}\n',
    });
    expect(terraform?.message).toMatch(/infrastructure code/);
    expect(terraform?.remedy).toMatch(/trivy config/);
  });
});

describe('outgoing-timeouts', () => {
  it('gives the advice for the language of the place, whatever most of the tree is written in', () => {
    const files = {
      ...API,
      'web.ts': 'export const rows = [1, 2, 3];\n'.repeat(400),
      'requirements.txt': 'requests==2.32.0\nflask==3.1.0\n',
      'sync/pull.py': "import requests\n\nrows = requests.get('https://partner.example/rows').json()\n",
    };
    const { locations, remedy } = finding('outgoing-timeouts', 'production-service', files) ?? {};
    expect(locations).toEqual([{ path: 'sync/pull.py', line: 3 }]);
    expect(remedy).toMatch(/^Pass `timeout=` with every call/);
  });
});

describe('code-scanning of a service with an estate', () => {
  const resources = Array.from({ length: 30 }, (_, index) => `resource "aws_s3_bucket" "b${index}" {}\n`).join('');
  const estate = {
    ...Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`terraform/part-${index}.tf`, resources])),
    'terraform/main.tf': 'terraform {\n  backend "s3" {}\n}\n',
  };

  it('names the scanner of the language that a service is written in, whatever estate lies beside it', () => {
    const service = { ...estate, ...API, 'lib/orders.js': 'export const order = (id) => ({ id });\n'.repeat(2_000) };
    expect(finding('code-scanning', 'production-service', service)?.remedy).toMatch(/^Turn on CodeQL/);
    expect(finding('code-scanning', 'production-service', estate)?.remedy).toMatch(/^Run `trivy config \.`/);
  });
});

describe('product-telemetry that nobody is asked about', () => {
  const page: Files = {
    'package.json': '{"name": "shop", "private": true, "dependencies": {"react": "^19.0.0", "express": "^5.0.0"}}\n',
    'server.js': "const app = require('express')();\napp.post('/orders', take);\napp.listen(3000);\n",
    'src/start.js': `import posthog from 'posthog-js';\nposthog.init('phc_abcdefghijklmnopqrstuvwxyz0123456789');\n`,
  };

  it('says what is too much about it', () => {
    const { kind, message } = finding('product-telemetry', 'production-service', page) ?? {};
    expect(kind).toBe('excess');
    expect(message).toBe(
      'What people do with it is sent to others, and nothing asks for their consent or tells about it.',
    );
  });
});
