import { expect, test } from 'vitest';
import { type Folder, makeFolder, PUBLISHED, TESTS } from './cli.ts';

const LICENCE =
  'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and files.\n';

const PUBLISHING =
  'on:\n  push:\n    tags: ["v*"]\njobs:\n  pypi:\n    runs-on: ubuntu-latest\n    steps:\n      - run: python -m build\n      - run: twine upload dist/*\n';

const DEPLOYED = {
  'service/main.py':
    'import uvicorn\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get("/healthz")\ndef healthz():\n    return "ok"\n\n\nuvicorn.run(app, port=8000)\n',
  'requirements.txt': 'fastapi==0.115.6\nuvicorn==0.34.0\n',
  Dockerfile: 'FROM python:3.13-slim\nCOPY . .\nEXPOSE 8000\nUSER 1000\nCMD ["python", "-m", "service.main"]\n',
  'README.md':
    '# counting\n\nThis service counts for our customers. It runs in production at https://counting.acme.example, and on staging.\n',
  'deploy/production.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: counting}\nspec:\n  template:\n    spec:\n      containers:\n        - name: counting\n          image: registry.acme.example/counting:1\n',
  '.github/workflows/deploy.yml':
    'name: Deploy\non:\n  push:\n    branches: [main]\njobs:\n  production:\n    runs-on: ubuntu-latest\n    steps:\n      - run: kubectl apply -f deploy/production.yaml\n',
};

/** Five attempts, a release and what follows it, and the day on which it became a service. */
function grown(): Folder {
  const folder = makeFolder({ 'count.py': 'print(1)\n', 'README.md': '# count\n\nQuick experiment.\n' }, { git: true });
  for (const step of [2, 3, 4, 5]) {
    folder.write({ 'count.py': `print(${step})\n` });
    folder.commit(`Try ${step}`);
  }
  folder.remove('count.py');
  folder.write({ ...PUBLISHED, LICENSE: LICENCE, '.github/workflows/publish.yml': PUBLISHING });
  folder.commit('Package it');
  for (const step of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    folder.write({ 'tally/extra.py': `STEP = ${step}\n`, ...(step === 4 ? TESTS : {}) });
    folder.commit(`Improve ${step}`);
  }
  for (const path of ['.github', 'pyproject.toml', 'LICENSE']) folder.remove(path);
  folder.write(DEPLOYED);
  folder.commit('Deploy it');
  folder.write({ 'service/extra.py': 'STEP = 1\n' });
  folder.commit('Go on');
  return folder;
}

interface Timeline {
  readonly commits: number;
  readonly audited: number;
  readonly start: { readonly kind: string; readonly subject: string };
  readonly changes: readonly {
    readonly from: string;
    readonly to: string;
    readonly subject: string;
    readonly date: string;
    readonly fellDue: readonly {
      readonly id: string;
      readonly severity: string;
      readonly present: boolean | null;
      readonly presentNow: boolean | null;
    }[];
  }[];
  readonly now: { readonly kind: string };
}

test('a history that became a release and then a service', () => {
  const folder = grown();
  const { out, code } = folder.run('history', '--format', 'json');
  expect(code).toBe(0);
  const timeline = JSON.parse(out) as Timeline;
  expect(timeline.start).toMatchObject({ kind: 'prototype', subject: 'First version' });
  expect(timeline.changes.map(({ from, to, subject }) => `${from} → ${to}: ${subject}`)).toEqual([
    'prototype → oss: Package it',
    'oss → production-service: Deploy it',
  ]);
  expect(timeline.now.kind).toBe('production-service');
  expect(timeline.audited).toBeLessThanOrEqual(timeline.commits);
  const [released, deployed] = timeline.changes.map(({ fellDue }) => fellDue);
  expect(released).toContainEqual(
    expect.objectContaining({ id: 'automated-tests', severity: 'critical', present: false, presentNow: true }),
  );
  expect(released).toContainEqual(expect.objectContaining({ id: 'license', severity: 'critical', present: true }));
  expect(deployed).toContainEqual(
    expect.objectContaining({ id: 'crash-reporting', severity: 'critical', present: false }),
  );
  expect(deployed?.map(({ id }) => id)).not.toContain('license');
});

test('is told to people', () => {
  const { out } = grown().run('history');
  expect(out).toMatch(/^2026-01-05 {2}[0-9a-f]{9} {2}began as prototype\n/);
  expect(out).toMatch(/prototype → oss \(\d+ %\)\n +Package it\n +fell due:\n/);
  expect(out).toMatch(/critical {2}automated-tests +came later\n/);
  expect(out).toMatch(/oss → production-service \(\d+ %\)\n +Deploy it\n/);
  expect(out).toMatch(/critical {2}crash-reporting +still missing\n/);
  expect(out).toMatch(/is production-service\n\n\d+ commits on the main line, \d+ of them audited\.\n$/);
});

test('what was declared counts from its commit on', () => {
  const folder = makeFolder({ 'count.py': 'print(1)\n' }, { git: true });
  folder.write({ '.senior-audit.yaml': 'context: internal-tool\n' });
  folder.commit('Say what it is');
  const { changes } = JSON.parse(folder.run('history', '--format', 'json').out) as Timeline;
  expect(changes).toMatchObject([
    { from: 'prototype', to: 'internal-tool', subject: 'Say what it is', declared: true },
  ]);
});

test('a history without changes, and none at all', () => {
  const folder = makeFolder({ 'count.py': 'print(1)\n' }, { git: true });
  expect(folder.run('history').out).toContain('is prototype, as it began\n\n1 commit on the main line');
  const none = makeFolder({ 'count.py': 'print(1)\n' }).run('history');
  expect(none.code).toBe(3);
  expect(none.err).toContain('has no history');
});
