import { expect, test } from 'vitest';
import { runCheck } from '../run-check.ts';

const manifest = (name: string, version?: string): string =>
  JSON.stringify({ name, ...(version === undefined ? {} : { version }) });

function together(own: string | undefined, other: string): boolean | null {
  const files = {
    'package.json': JSON.stringify({ name: 'acme', private: true, workspaces: ['packages/*'] }),
    'packages/client/package.json': manifest('@acme/client', own),
    'packages/server/package.json': manifest('@acme/server', other),
    'packages/client/index.js': 'export const x = 1;\n',
  };
  return runCheck('released-together', files, { unit: 'packages/client' }).value;
}

test('a part with the version of another, or with none, goes with it', () => {
  expect(together('2.3.1', '2.3.1')).toBe(true);
  expect(together(undefined, '2.3.1')).toBe(true);
  expect(together('0.0.0', '2.3.1')).toBe(true);
  expect(together('2.3.1', '1.9.0')).toBe(false);
});

test('a Maven module takes the version of its parent', () => {
  const pom = (more: string): string => `<project><groupId>org.acme</groupId>${more}</project>`;
  const files = {
    'pom.xml': pom('<artifactId>all</artifactId><version>4.2.0</version><modules><module>core</module></modules>'),
    'core/pom.xml': `<project><parent><groupId>org.acme</groupId><artifactId>all</artifactId><version>4.2.0</version></parent><artifactId>core</artifactId></project>`,
    'core/src/main/java/Core.java': 'class Core {}\n',
  };
  expect(runCheck('released-together', files, { unit: 'core' }).value).toBe(true);
  expect(runCheck('released-together', files).value).toBe(false);
});
