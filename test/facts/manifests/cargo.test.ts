import { describe, expect, test } from 'vitest';
import { cargoManifests } from '../../../src/facts/manifests/cargo.ts';
import { diagnosticsOf, listed, readFrom } from '../reading.ts';

const WORKSPACE = `[workspace]
members = ["crates/*"]
exclude = ["crates/old"]

[workspace.package]
version = "0.4.0"
license = "MIT OR Apache-2.0"
repository = "https://github.com/acme/parse"
rust-version = "1.80"
publish = false

[workspace.dependencies]
serde = { version = "1.0", features = ["derive"] }
errors = { package = "anyhow", version = "1" }
tokio = "1.38"
`;

const MEMBER = `[package]
name = "parse-core"
version.workspace = true
license.workspace = true
repository = { workspace = true }
rust-version.workspace = true
publish.workspace = true
description = "Parses"
categories = ["parsing"]

[[bin]]
name = "parse"
path = "src/cli.rs"

[dependencies]
serde.workspace = true
errors = { workspace = true }
rayon = { version = "1.10", optional = true }
local = { path = "../local" }

[dependencies.regex]
version = "1.11"

[dev-dependencies]
tokio = { workspace = true, features = ["test-util"] }

[build-dependencies]
cc = "1"

[target.'cfg(windows)'.dependencies]
winapi = "0.3"
`;

describe('Cargo.toml', () => {
  test('a member inherits from its workspace', () => {
    const manifest = readFrom(cargoManifests, 'crates/core/Cargo.toml', {
      'Cargo.toml': WORKSPACE,
      'crates/core/Cargo.toml': MEMBER,
      'crates/core/src/lib.rs': '',
      'crates/core/src/bin/dump.rs': '',
      'crates/core/src/bin/check/main.rs': '',
      'crates/core/src/bin/check/helper.rs': '',
      'crates/core/src/binary.rs': '',
    });
    expect(manifest).toMatchObject({
      name: 'parse-core',
      version: '0.4.0',
      license: 'MIT OR Apache-2.0',
      description: 'Parses',
      private: true,
      packaged: true,
      binaries: ['parse', 'check', 'dump'],
      entryPoints: ['src/cli.rs', 'src/lib.rs'],
      runtimes: [{ name: 'rust', constraint: '1.80', line: 6 }],
      classifiers: ['parsing'],
      urls: ['https://github.com/acme/parse'],
    });
    expect(listed(manifest?.dependencies)).toEqual([
      'serde prod 1.0 :16',
      'anyhow prod 1 :17',
      'rayon optional 1.10 :18',
      'local prod :19',
      'regex prod 1.11 :21',
      'tokio dev 1.38 :25',
      'cc build 1 :28',
      'winapi prod 0.3 :31',
    ]);
  });

  test('a workspace without a package lists its members and demands nothing', () => {
    const manifest = readFrom(cargoManifests, 'Cargo.toml', { 'Cargo.toml': WORKSPACE });
    expect(manifest).toMatchObject({
      packaged: false,
      dependencies: [],
      workspaceMembers: ['crates/*', '!crates/old'],
    });
    expect(manifest?.name).toBeUndefined();
  });

  test('src/main.rs is a program with the name of the package', () => {
    const text = '[package]\nname = "hello"\nversion = "0.1.0"\n';
    expect(readFrom(cargoManifests, 'Cargo.toml', { 'Cargo.toml': text, 'src/main.rs': 'fn main() {}' })).toMatchObject(
      { binaries: ['hello'], entryPoints: ['src/main.rs'] },
    );
  });

  test('what publish says', () => {
    const isPrivate = (publish: string) =>
      readFrom(cargoManifests, 'Cargo.toml', { 'Cargo.toml': `[package]\nname = "a"\npublish = ${publish}\n` })
        ?.private;
    expect([
      isPrivate('false'),
      isPrivate('[]'),
      isPrivate('true'),
      isPrivate('["crates-io"]'),
      isPrivate('["corp"]'),
    ]).toEqual([true, true, false, false, undefined]);
  });

  test('malformed TOML is a diagnostic with its line', () => {
    expect(diagnosticsOf(cargoManifests, 'Cargo.toml', { 'Cargo.toml': '[package]\nname = \n' })).toEqual([
      expect.stringMatching(/^2: malformed TOML: /),
    ]);
  });

  test('wrong shapes are passed over', () => {
    const text =
      '[package]\nname = ["a"]\nversion = 3\n[lib]\npath = 4\n[dependencies]\na = [1]\nb = {version = {}}\n[target]\nx = 1\n';
    expect(readFrom(cargoManifests, 'Cargo.toml', { 'Cargo.toml': text })).toMatchObject({
      packaged: false,
      dependencies: [
        { name: 'a', scope: 'prod', line: 7 },
        { name: 'b', scope: 'prod', line: 8 },
      ],
    });
  });
});
