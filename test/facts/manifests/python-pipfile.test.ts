import { expect, test } from 'vitest';
import { pipfiles } from '../../../src/facts/manifests/python-pipfile.ts';
import { diagnosticsOf, listed, readFrom } from '../reading.ts';

test('a Pipfile with categories and scripts', () => {
  const manifest = readFrom(pipfiles, 'Pipfile', {
    Pipfile: `[[source]]
url = "https://pypi.org/simple"
name = "pypi"

[packages]
Flask = "*"
helper = { path = "./helper", editable = true }

[dev-packages]
pytest = ">=8"

[docs]
sphinx = "*"

[requires]
python_version = "3.12"

[scripts]
serve = "flask run"
test = { cmd = "pytest -q" }
`,
  });
  expect(listed(manifest?.dependencies)).toEqual([
    'flask prod * :6',
    'helper prod ./helper :7',
    'pytest dev >=8 :10',
    'sphinx dev * :13',
  ]);
  expect(manifest).toMatchObject({
    packaged: false,
    runtimes: [{ name: 'python', constraint: '3.12', line: 16 }],
    scripts: [
      { name: 'serve', command: 'flask run', line: 19 },
      { name: 'test', command: 'pytest -q', line: 20 },
    ],
  });
  expect(diagnosticsOf(pipfiles, 'Pipfile', { Pipfile: '[packages\n' })).toEqual([
    expect.stringMatching(/^1: malformed TOML: /),
  ]);
});
