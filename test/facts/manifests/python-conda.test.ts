import { expect, test } from 'vitest';
import { condaEnvironments } from '../../../src/facts/manifests/python-conda.ts';
import { diagnosticsOf, listed, matched, readFrom } from '../reading.ts';

test('an environment of conda', () => {
  const manifest = readFrom(condaEnvironments, 'environment.yml', {
    'environment.yml': `name: analysis
channels:
  - conda-forge
dependencies:
  - python=3.11
  - numpy>=1.26
  - conda-forge::pytorch=2.2.0
  - scikit_learn 1.4.*
  - pip
  - pip:
      - "transformers==4.40"  # models
      - -r requirements.txt
`,
  });
  expect(manifest).toMatchObject({
    name: 'analysis',
    packaged: false,
    runtimes: [{ name: 'python', constraint: '=3.11', line: 5 }],
  });
  expect(listed(manifest?.dependencies)).toEqual([
    'numpy prod >=1.26 :6',
    'pytorch prod =2.2.0 :7',
    'scikit-learn prod 1.4.* :8',
    'transformers prod ==4.40 :11',
  ]);
});

test('an exported environment does not tell what people asked for', () => {
  const text = `name: x
dependencies:
  - _libgcc_mutex=0.1
  - libffi=3.4
  - python=3.10.14
  - prometheus_client=0.20.0
`;
  expect(readFrom(condaEnvironments, 'environment.yml', { 'environment.yml': text })).toMatchObject({
    dependencies: [],
    runtimes: [{ name: 'python', constraint: '=3.10.14', line: 5 }],
  });
});

test('other files of this name, malformed and misshapen ones', () => {
  const read = (text: string) => readFrom(condaEnvironments, 'environment.yml', { 'environment.yml': text });
  expect(read('staging:\n  url: https://x\n')).toBeUndefined();
  expect(read('dependencies: none\n')).toBeUndefined();
  expect(read('dependencies:\n  - 3\n  - [a]\n  - pip: 4\n  - null\n')?.dependencies).toMatchObject([
    { name: '3' },
    { name: '4' },
  ]);
  expect(
    diagnosticsOf(condaEnvironments, 'environment.yml', { 'environment.yml': 'dependencies:\n  - a: [\n' }),
  ).toEqual([expect.stringMatching(/malformed YAML/)]);
  expect(
    matched(condaEnvironments, [
      'environment.yml',
      'environment-dev.yaml',
      'ci/environment.yml',
      'environments.yml',
      'env.yml',
    ]),
  ).toEqual(['environment.yml', 'environment-dev.yaml', 'ci/environment.yml']);
});
