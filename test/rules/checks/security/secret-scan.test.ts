import { describe, expect, it } from 'vitest';
import { startScan } from '../../../../src/facts/code/scan.ts';
import { createSource } from '../../../../src/facts/source.ts';
import { memoryRepository } from '../../../../src/repository/memory.ts';
import { findSecrets } from '../../../../src/rules/checks/security/secret-scan.ts';
import { SECRET_PROBE } from '../../../../src/rules/checks/security/token-formats.ts';

const secretsIn = (files: Readonly<Record<string, string>>) => {
  const source = createSource(memoryRepository(files));
  return findSecrets(source, startScan(source, [SECRET_PROBE])());
};
const detailsIn = (files: Readonly<Record<string, string>>): string[] =>
  secretsIn(files).map(({ evidence }) => evidence.detail);

// Put together here, so that scanners of this repository have nothing to find.
const RANDOM = 'k3Vb9QzR1mXw7LtYc2HdNf8GsJa5UePo4iTq';
const GITHUB = `gh${'p'}_${RANDOM}`;
const KEY_BODY = `MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n${`${RANDOM}Zp7\n`.repeat(6)}`;
const PEM = `-----BEGIN ${'PRIVATE'} KEY-----\n${KEY_BODY}-----END ${'PRIVATE'} KEY-----\n`;

describe('findSecrets', () => {
  it('leaves keys alone that belong to a service stood up to be tried against', () => {
    expect(detailsIn({ 'integration/keycloak/tls/client-key.pem': PEM })).toEqual([]);
    expect(detailsIn({ 'integrations/keycloak/client-key.pem': PEM })).toHaveLength(1);
  });

  it('names the sort and the line of a token, and never its value', () => {
    const [found, ...others] = secretsIn({ 'src/a.ts': `// x\nconst token = '${GITHUB}';\n` });
    expect(others).toEqual([]);
    expect(found).toEqual({
      sort: 'token',
      evidence: {
        path: 'src/a.ts',
        line: 2,
        detail: 'a GitHub token is written here',
        subject: 'src/a.ts: GitHub token',
      },
    });
    expect(JSON.stringify(found)).not.toContain(RANDOM);
  });

  it.each([
    ['http://localhost:8080/uaa', []],
    ['https://login.acme.com/uaa', ['a private key that no passphrase protects']],
  ])('says of the signing key of the issuer %s: %j', (issuer, expected) => {
    const key = PEM.replace(/^/gm, '      ').trimEnd();
    const text = `issuer:\n  uri: ${issuer}\n\njwt:\n  token:\n    signing-key: |\n${key}\n`;
    expect(detailsIn({ 'uaa.yml': text })).toEqual(expected);
  });

  it('takes an access key id alone for a name, and with its key for a secret', () => {
    const id = `AKI${'A'}QZ5WN7R3LTB6XK2V`;
    const key = 'q7Rz2LxVb47WmTn6Yc1HdNf8GsJa5UePo4iTqK9s';
    expect(detailsIn({ 'a.yml': `id: ${id}\n` })).toEqual([]);
    expect(detailsIn({ 'a.yml': `id: ${id}\nkey: ${key}\n` })).toEqual(['an AWS access key is written here']);
    const commit = '8f4b7f84864484a7bf31766abe9204da3cbe65b3';
    expect(detailsIn({ 'a.yml': `id: ${id}\n- uses: actions/checkout@${commit}\n` })).toEqual([]);
    expect(detailsIn({ 'a.ts': `'https://x.example/a?X-Amz-Credential=${id}%2F2020&token=${key}'` })).toEqual([]);
  });

  it('shrugs at a key that the tests name', () => {
    const key = { 'server/configs/certs/key.pem': PEM };
    const named = 'package server\n\nconst file = "./configs/certs/key.pem"\n';
    expect(detailsIn({ ...key, 'server/opts_test.go': named })).toEqual([]);
    expect(detailsIn({ ...key, 'server/opts.go': named })).toHaveLength(1);
    // What the program or its image takes along is handed out, whoever tests it.
    expect(detailsIn({ ...key, 'server/opts_test.go': named, 'server/opts.go': named })).toHaveLength(1);
    const image = 'FROM alpine:3.22\nCOPY server/configs/certs/key.pem /etc/ssl/\n';
    expect(detailsIn({ ...key, 'server/opts_test.go': named, Dockerfile: image })).toHaveLength(1);
    expect(
      detailsIn({
        ...key,
        'server/opts_test.go': named,
        Dockerfile: 'FROM alpine:3.22\nCOPY server/configs/certs /etc/ssl\n',
      }),
    ).toHaveLength(1);
    const conf = 'tls {\n  key_file: "./configs/certs/key.pem"\n}\n';
    expect(detailsIn({ ...key, 'server/opts_test.go': named, 'server/configs/tls.conf': conf })).toEqual([]);
    expect(detailsIn({ 't/unit/security/keys.py': `KEY = '''${PEM}'''\n` })).toEqual([]);
  });

  it('shrugs at a key whose certificate was made with what a form has filled in', () => {
    const trial =
      '-----BEGIN CERTIFICATE-----\nMIIB3jCCAYWgAwIBAgIUF+Q7V3hzgkuM6zBFEEWBhYgvdmQwCgYIKoZIzj0EAwIw\nRTELMAkGA1UEBhMCQVUxEzARBgNVBAgMClNvbWUtU3RhdGUxITAfBgNVBAoMGElu\ndGVybmV0IFdpZGdpdHMgUHR5IEx0ZDAeFw0yNjExMjkxMzQ1MTNaFw0yNjEyMDEx\nMzQ1MTNaMEUxCzAJBgNVBAYTAkFVMRMwEQYDVQQIDApTb21lLVN0YXRlMSEwHwYD\nVQQKDBhJbnRlcm5ldCBXaWRnaXRzIFB0eSBMdGQwWTATBgcqhkjOPQIBBggqhkjO\nPQMBBwNCAARYamQK4AiP/xgopPJQY3IN8LNoMU+NhggYwwdcbAWZBv3CEuhd2iku\nMtmSpPsLg2/HTjiVHrari56rNOUviF7Wo1MwUTAdBgNVHQ4EFgQUOheCeu3qKfMC\nJCMtlNYzaY98YJEwHwYDVR0jBBgwFoAUOheCeu3qKfMCJCMtlNYzaY98YJEwDwYD\nVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAV4v1j5781XVw+TPWcAby1\noeuTBv4RZh0BrpOUiIKGUAIgH9F/mpZc7EO2HQI9yV6U6Gg5FM9tzn0NWNjBC8FO\npMk=\n-----END CERTIFICATE-----\n';
    const real =
      '-----BEGIN CERTIFICATE-----\nMIIBtzCCAV2gAwIBAgIUVlXQtZTpjgo7fa9k5e1dlcG0xh0wCgYIKoZIzj0EAwIw\nMDEOMAwGA1UECgwFU2hlbGYxHjAcBgNVBAMMFXNoZWxmLmFjbWUtdGhpbmdzLmNv\nbTAgFw0yNjExMjkxMzQ1MTNaGA8yMTI2MTEwNTEzNDUxM1owMDEOMAwGA1UECgwF\nU2hlbGYxHjAcBgNVBAMMFXNoZWxmLmFjbWUtdGhpbmdzLmNvbTBZMBMGByqGSM49\nAgEGCCqGSM49AwEHA0IABFhqZArgCI//GCik8lBjcg3ws2gxT42GCBjDB1xsBZkG\n/cIS6F3aKS4y2ZKk+wuDb8dOOJUetquLnqs05S+IXtajUzBRMB0GA1UdDgQWBBQ6\nF4J67eop8wIkIy2U1jNpj3xgkTAfBgNVHSMEGDAWgBQ6F4J67eop8wIkIy2U1jNp\nj3xgkTAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQCP5E4fFTVB\n9liVDNuhwSFc/AP2f9ZHV6xQnXze6ZATAgIgAV4KsOEfqa/YriWjK4C2GP+L6UmV\nC2QGOC3ks0MyyqA=\n-----END CERTIFICATE-----\n';
    expect(detailsIn({ 'scripts/server.key': PEM, 'scripts/server.crt': trial })).toEqual([]);
    expect(detailsIn({ 'ssl/key.pem': PEM, 'ssl/cert.pem': trial })).toEqual([]);
    expect(detailsIn({ 'ssl/key.pem': PEM, 'ssl/cert.pem': real })).toHaveLength(1);
    for (const certificate of [real, 'no certificate'])
      expect(detailsIn({ 'scripts/server.key': PEM, 'scripts/server.crt': certificate })).toEqual([
        'a private key that no passphrase protects',
      ]);
  });

  it('shrugs at an account for reading that is told to everybody', () => {
    const address = (user: string, password: string) =>
      `DB = 'postgresql://${user}:${password}@db.acme.org:5432/data'\n`;
    expect(detailsIn({ 'fetch.py': address('readonly', 'readonly') })).toEqual([]);
    expect(detailsIn({ 'fetch.py': address('inventory', 'inventory') })).toHaveLength(1);
    expect(detailsIn({ 'fetch.py': address('orders', RANDOM.slice(0, 12)) })).toEqual([
      'a database password is written here',
    ]);
  });

  it('shrugs at a token that a remark calls dead', () => {
    expect(detailsIn({ 'release.sh': `# defunct example:\n# export GITHUB_TOKEN='${GITHUB}'\n` })).toEqual([]);
    expect(detailsIn({ 'release.sh': `# example:\n# export GITHUB_TOKEN='${GITHUB}'\n` })).toEqual([
      'a GitHub token is written here',
    ]);
  });

  it('shrugs at a key that a remark calls one for tests', () => {
    const code = (remark: string): string => `# ${remark}\nkey = """${PEM}"""\n`;
    expect(detailsIn({ 'sign.py': code('This is a test RSA private key') })).toEqual([]);
    expect(detailsIn({ 'sign.py': code('This signs what the test asks for: a private key') })).toEqual([
      'a private key that no passphrase protects',
    ]);
  });

  it('shrugs at a key of which the README beside it says that it is for tests', () => {
    const said = (text: string) => ({
      'shared/owner.pem': PEM,
      'shared/README.md': `# Shared\n\n* owner.pem: ${text}\n`,
    });
    expect(detailsIn(said('a stand-in for encryption testing.'))).toEqual([]);
    expect(detailsIn(said('signs what we hand out.'))).toEqual(['a private key that no passphrase protects']);
  });

  it('shrugs at a key that only tests read', () => {
    const inTests =
      'fn load() {}\n\n#[cfg(test)]\nmod tests {\n    const KEY: &str = include_str!("../keys/host_key");\n}\n';
    const inCode = 'const KEY: &str = include_str!("../keys/host_key");\n';
    const ofPublicHalf = 'const KEY: &str = include_str!("../keys/host_key.pub");\n';
    const found = ['a private key that no passphrase protects'];
    expect(detailsIn({ 'core/keys/host_key': PEM, 'core/src/lib.rs': inTests })).toEqual([]);
    expect(detailsIn({ 'core/keys/host_key': PEM, 'core/src/lib.rs': inTests, 'core/src/a.rs': ofPublicHalf })).toEqual(
      [],
    );
    expect(detailsIn({ 'core/keys/host_key': PEM, 'core/tests/load.py': "open('keys/host_key')\n" })).toEqual([]);
    expect(detailsIn({ 'core/keys/host_key': PEM, 'core/src/lib.rs': inTests, 'core/src/a.rs': inCode })).toEqual(
      found,
    );
    expect(detailsIn({ 'core/keys/host_key': PEM, 'core/src/lib.rs': inCode })).toEqual(found);
    expect(
      detailsIn({
        'core/keys/host_key': PEM,
        'core/src/lib.rs': inTests,
        Dockerfile: 'COPY core/keys/host_key /etc/\n',
      }),
    ).toEqual(found);
    expect(detailsIn({ 'core/keys/host_key': PEM, 'core/src/lib.rs': 'fn load() {}\n' })).toEqual(found);
    expect(detailsIn({ 'core/keys/host_key': PEM, 'core/src/a.rs': ofPublicHalf })).toEqual(found);
    expect(detailsIn({ 'core/keys/host_key': PEM, 'core/tests/load.py': "open('keys/other_host_key')\n" })).toEqual(
      found,
    );
    expect(
      detailsIn({ 'core/keys/host_key': PEM, 'core/src/lib.rs': inTests, Dockerfile: 'COPY core/keys /etc/keys\n' }),
    ).toEqual(found);
  });

  it.each([
    ['a placeholder', { 'a.py': `TOKEN = 'gh${'p'}_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'` }],
    ['a counted one', { 'a.py': `TOKEN = 'gh${'p'}_123456789012345678901234567890123456'` }],
    ['a fixture', { 'test/fixtures/a.json': `{"t": "${GITHUB}"}` }],
    ['documentation', { 'docs/auth.md': `Set it to ${GITHUB}.` }],
    ['a database of this machine', { 'a.py': `U = 'postgres://app:q7Rzx2Lm9@localhost:5432/shop'` }],
    ['a database of a container', { 'a.py': `U = 'postgres://app:q7Rzx2Lm9@db:5432/shop'` }],
    [
      'an encrypted key',
      {
        'a.key': `-----BEGIN ${'PRIVATE'} KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n${KEY_BODY}-----END ${'PRIVATE'} KEY-----\n`,
      },
    ],
    ['a key for trying out', { 'docker/dev/server.key': PEM }],
    ['a marker without a key', { 'a.go': `const b = "-----BEGIN ${'PRIVATE'} KEY-----"` }],
  ])('lets %s pass', (_, files) => {
    expect(detailsIn(files)).toEqual([]);
  });

  it('sees a private key in a file of its own and in a string', () => {
    expect(detailsIn({ 'certs/server.key': PEM })).toEqual(['a private key that no passphrase protects']);
    expect(detailsIn({ 'src/sign.js': `const k = ${JSON.stringify(PEM)};` })).toEqual([
      'a private key that no passphrase protects',
    ]);
  });

  it('takes a private key in a block of tests of a source file for test data', () => {
    const module = (more: string): string =>
      `fn main() {}\n\n#[cfg(test)]\nmod tests {\n    use super::*;\n${more}    const KEY: &str = r"${PEM}";\n}\n`;
    expect(detailsIn({ 'src/keys.rs': module('') })).toEqual([]);
    expect(detailsIn({ 'src/keys.rs': module('}\n\nmod keys {\n') })).toHaveLength(1);
    expect(detailsIn({ 'src/keys.rs': `/// let key = "${PEM}";\nfn read() {}\n` })).toEqual([]);
    expect(detailsIn({ 'src/keys.rs': `const KEY: &str = "${PEM}";\n` })).toHaveLength(1);
  });

  it('leaves out a private key that the lines before it call unused', () => {
    const values = (comment: string): Record<string, string> => ({
      'chart/values.yaml': `push:\n  # ${comment}\n  key: |\n${PEM}`,
    });
    expect(detailsIn(values('The key of the push service'))).toHaveLength(1);
    expect(detailsIn(values('"private_key_id": "8c1fa09be2"'))).toHaveLength(1);
    expect(detailsIn(values('"private_key_id": "1111111111111111"'))).toEqual([]);
    expect(detailsIn(values('"project_id": "dummyproject"'))).toEqual([]);
    expect(detailsIn(values('redirect-uri: http://localhost:1337'))).toHaveLength(1);
    const local = [1, 2, 3, 4, 5].map((port) => `http://localhost:${port}`).join('\n  # ');
    expect(
      detailsIn({ 'chart/values.yaml': `urls: ${local.replaceAll('# ', '')}\n${values('Key')['chart/values.yaml']}` }),
    ).toEqual([]);
    expect(detailsIn(values("This isn't used anywhere, it was generated to get the software to start"))).toEqual([]);
  });

  it('takes linear time over text that nearly matches', () => {
    const text = `-----BEGIN ${'PRIVATE'} KEY-----\n${'A'.repeat(60)}`.repeat(2_000);
    const start = performance.now();
    expect(detailsIn({ 'a.pem': text })).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3_000);
  });
});
