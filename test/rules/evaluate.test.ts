import { describe, expect, it } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import type { Context } from '../../src/context/model.ts';
import { createFacts } from '../../src/facts/facts.ts';
import { createSource } from '../../src/facts/source.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { evaluateRule } from '../../src/rules/evaluate.ts';
import { createEvaluation } from '../../src/rules/evaluation.ts';
import { soughtBy } from '../../src/rules/sought.ts';

const catalogue = compileCatalogue('rules');

const SERVER = {
  'package.json': '{"name": "shop", "private": true, "dependencies": {"express": "^4.18.0"}}\n',
  'server.js':
    "const app = require('express')();\napp.get('/', (_, answer) => answer.send('hello'));\napp.listen(8080);\n",
};

function severityIn(kind: Context['kind'], probabilities: Context['probabilities']): string | undefined {
  const rule = catalogue.rules.find(({ id }) => id === 'security-policy');
  if (rule === undefined) throw new Error('no such rule');
  const evaluation = createEvaluation(
    createFacts(createSource(memoryRepository(SERVER)), soughtBy(catalogue)),
    catalogue,
    '.',
  );
  const context = { kind, confidence: probabilities[kind], declared: false, probabilities, traits: [], evidence: [] };
  return evaluateRule(rule, context, evaluation, { path: 'package.json' }).findings[0]?.severity;
}

describe('what the likeliest kind does not ask for', () => {
  it('is not brought up for the small chance of another', () => {
    const probabilities = { prototype: 0.02, 'internal-tool': 0.75, oss: 0.01, 'production-service': 0.22 };
    expect(severityIn('internal-tool', probabilities)).toBe(undefined);
  });

  it('is said softly where no kind is plain', () => {
    const probabilities = { prototype: 0.02, 'internal-tool': 0.55, oss: 0.01, 'production-service': 0.42 };
    expect(severityIn('internal-tool', probabilities)).toBe('info');
  });
});

describe('what says of itself that it has moved', () => {
  it('is told so once, and asked for nothing else', () => {
    const files = {
      ...SERVER,
      'README.md': '# shop - Moved\n\nThe project has been moved [here](https://example.org/shop).\n',
    };
    const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' });
    expect(findings.map(({ severity, rule, locations }) => [severity, rule, locations])).toEqual([
      ['info', 'maintained', [{ path: 'README.md', line: 3 }]],
    ]);
  });

  it('is a part that is copied out of another repository: nothing is mended here', () => {
    const files = {
      ...SERVER,
      'README.md': '# shop\n\nSells what is on the shelf, and tells what was sold.\n',
      '.github/PULL_REQUEST_TEMPLATE.md': 'Send your change to acme/shops: this is a subtree split of it.\n',
    };
    expect(auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' }).findings).toEqual([]);
  });

  it('is an archive to which the same holds', () => {
    const files = {
      ...SERVER,
      'README.md': '# shop\n\n> This repository was archived.\n\nSells what is on the shelf.\n',
    };
    const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' });
    expect(findings.map(({ severity, rule }) => [severity, rule])).toEqual([['info', 'maintained']]);
  });

  it.each([
    '# :warning: THIS REPO IS DEPRECATED :warning:\nIts pages are static now.\n\n# shop\n',
    '# /!\\ Projet archivé /!\\\n\nSon code a été intégré dans un autre dépôt.\n',
    '# NOTICE\n\nThis repository is now obsolete. It was superseeded by another.\n',
  ])('is nothing that anybody is to use: %j', (text) => {
    const files = { ...SERVER, 'README.md': text };
    const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' });
    expect(findings.map(({ severity, rule }) => [severity, rule])).toEqual([['info', 'maintained']]);
  });

  it('still owes that no secrets lie in it', () => {
    const files = {
      ...SERVER,
      'README.md': '# shop\n\n**DEPRECATED** in favour of the new shop.\n',
      'certs/server.key':
        '-----BEGIN PRIVATE \u004bEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\nMzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvu\nNMoSfm76oqFvAp8Gy0iz5sxjZmSnXyCdPEovGhLa0VzMaQ8s+CLOyS56YyCFGeJZ\nqgtzJ6GR3eqoYSW9b9UMvkBpZODSctWSNGj3P7jRFDO5VoTwCQAWbFnOjDfH5Ulg\n-----END PRIVATE \u004bEY-----\n',
    };
    const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' });
    expect(findings.map(({ rule }) => rule)).toEqual(['no-private-keys', 'maintained']);
  });
});

describe('what is no longer kept up, and still may be run', () => {
  it('is told so, and judged like any other', () => {
    const files = { ...SERVER, 'README.md': '# shop\n\nThis project is no longer maintained.\n' };
    const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' });
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toContain('maintained');
    expect(rules).toContain('crash-reporting');
  });
});

describe('what is there but falls short', () => {
  const LOCK =
    '{"name": "shop", "lockfileVersion": 3, "packages": {"": {"name": "shop"}, "node_modules/express": {"version": "4.18.0"}}}\n';

  it('names the ecosystem that is left out, and only the manifests of it', () => {
    const files = {
      ...SERVER,
      'package.json':
        '{"name": "shop", "private": true, "dependencies": {"express": "4", "pg": "8", "pino": "9", "zod": "4", "helmet": "8"}}\n',
      'package-lock.json': LOCK,
      '.github/dependabot.yml': 'version: 2\nupdates:\n  - package-ecosystem: github-actions\n    directory: /\n',
    };
    const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' });
    const finding = findings.find(({ rule }) => rule === 'dependency-updates');
    expect(finding?.message).toBe('Dependabot is set up for some of the packages only; without version updates: npm.');
    expect(finding?.locations).toEqual([{ path: 'package.json' }]);
  });

  it('is shown at the configuration of a linter that CI does not run', () => {
    const files = {
      ...SERVER,
      '.prettierrc': '{"singleQuote": true}\n',
      '.github/workflows/ci.yml':
        'on: [push]\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: npm ci\n      - run: npm pack\n',
    };
    const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' });
    expect(findings.find(({ rule }) => rule === 'linting')?.locations).toEqual([{ path: '.prettierrc' }]);
  });
});

describe('how a product is used', () => {
  const gaps = (files: Record<string, string>): readonly string[] =>
    auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' }).findings.map(
      ({ rule }) => rule,
    );

  it('is asked of a service that counts nothing', () => {
    expect(gaps(SERVER)).toContain('product-telemetry');
  });

  it('is known where requests are counted', () => {
    const files = {
      ...SERVER,
      'package.json':
        '{"name": "shop", "private": true, "dependencies": {"express": "^4.18.0", "prom-client": "^15.0.0"}}\n',
      'metrics.js': "const { collectDefaultMetrics } = require('prom-client');\ncollectDefaultMetrics();\n",
    };
    expect(gaps(files)).not.toContain('product-telemetry');
  });
});

describe('a way back', () => {
  it('is not asked for beside the runbook that would tell it', () => {
    const files = {
      ...SERVER,
      '.github/workflows/deploy.yml':
        'on:\n  push:\n    branches: [main]\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n      - run: rsync -a . deploy@www.example.org:/srv/shop/\n',
    };
    const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' });
    const rules = findings.map(({ rule }) => rule);
    expect(rules).toContain('runbook');
    expect(rules).not.toContain('rollback-path');
  });

  it('is what is missing where it is told how a release is made', () => {
    const files = {
      ...SERVER,
      'README.md':
        '# shop\n\nSells things.\n\n## Deployment\n\nCI builds the image on each push and gives it the name of the branch; an image with a version goes to all shops by itself.\n',
    };
    const { findings } = auditRepository(memoryRepository(files), catalogue, { kind: 'production-service' });
    expect(findings.find(({ rule }) => rule === 'runbook')?.message).toMatch(
      /^This repository tells how it is released, but not how a release is taken back/,
    );
  });
});

it('shows the probe that was found for a health check, and not what makes it a service', () => {
  const files = {
    'package.json': '{"name": "api", "private": true, "dependencies": {"express": "5.0.0"}}\n',
    'src/server.js': "const app = require('express')();\napp.get('/orders', list);\napp.listen(80);\n",
    'src/probes.js': "module.exports = (app) => app.get('/healthz', (req, res) => res.send('OK'));\n",
  };
  const { practices } = auditRepository(memoryRepository(files), catalogue);
  const probe = practices.find(({ id }) => id === 'health-check');
  expect([probe?.present, probe?.evidence.map(({ path }) => path)]).toEqual([true, ['src/probes.js']]);
});
