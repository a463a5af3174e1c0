import { describe, expect, test } from 'vitest';
import { goManifests, goWorkspaces } from '../../../src/facts/manifests/go.ts';
import { diagnosticsOf, listed, readFrom } from '../reading.ts';

const GO_MOD = `// Deprecated: use v2
module github.com/acme/gateway

go 1.24.1

toolchain go1.24.3

require (
	github.com/go-chi/chi/v5 v5.1.0
	gopkg.in/yaml.v3 v3.0.1 // pinned for anchors
	github.com/prometheus/client_golang v1.20.0
)

require (
	github.com/beorn7/perks v1.0.1 // indirect
	golang.org/x/tools v0.30.0 // indirect; for stringer
)

require github.com/jackc/pgx/v5 v5.6.0

tool (
	golang.org/x/tools/cmd/stringer
	github.com/acme/gateway/internal/gen
)

replace github.com/go-chi/chi/v5 => ../chi

exclude github.com/old/thing v1.0.0
`;

describe('go.mod', () => {
  test('direct requirements, tools and versions', () => {
    const manifest = readFrom(goManifests, 'go.mod', { 'go.mod': GO_MOD });
    expect(manifest).toMatchObject({
      ecosystem: 'go',
      name: 'github.com/acme/gateway',
      packaged: true,
      runtimes: [
        { name: 'go', constraint: '1.24.1', line: 4 },
        { name: 'toolchain', constraint: 'go1.24.3', line: 6 },
      ],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'github.com/go-chi/chi prod v5.1.0 :9',
      'gopkg.in/yaml.v3 prod v3.0.1 :10',
      'github.com/prometheus/client_golang prod v1.20.0 :11',
      'github.com/jackc/pgx prod v5.6.0 :19',
      'golang.org/x/tools dev v0.30.0 :22',
    ]);
  });

  test('a path without a host can be imported by nobody else', () => {
    const packaged = (module: string) => readFrom(goManifests, 'go.mod', { 'go.mod': `module ${module}\n` })?.packaged;
    expect(packaged('hello')).toBe(false);
    expect(packaged('example.com/hello')).toBe(false);
    expect(packaged('git.acme.dev/hello')).toBe(true);
    expect(packaged('"github.com/acme/quoted"')).toBe(true);
  });

  test('an unclosed block is reported at its start', () => {
    const text = 'module a\n\nrequire (\n\tgithub.com/a/b v1.0.0\n';
    expect(diagnosticsOf(goManifests, 'go.mod', { 'go.mod': text })).toEqual([
      '3: "require (" is never closed with ")" (line 3)',
    ]);
  });

  test('an empty go.mod only keeps its folder out of a module', () => {
    expect(readFrom(goManifests, 'go.mod', { 'go.mod': '' })).toMatchObject({ packaged: false, dependencies: [] });
  });
});

test('go.work names its members', () => {
  expect(
    readFrom(goWorkspaces, 'go.work', { 'go.work': 'go 1.22\n\nuse (\n\t./api\n\t./worker // jobs\n)\nuse ./cli\n' }),
  ).toMatchObject({
    packaged: false,
    workspaceMembers: ['./api', './worker', './cli'],
    runtimes: [{ name: 'go', constraint: '1.22', line: 1 }],
  });
});
