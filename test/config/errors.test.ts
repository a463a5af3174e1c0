import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/load.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { catalogueOf, rule } from './catalogue.ts';

const catalogue = catalogueOf(rule('license'), rule('automated-tests'));

async function messageOf(files: Readonly<Record<string, string>>): Promise<string> {
  try {
    await loadConfig(memoryRepository(files), catalogue);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

const yaml = (text: string): Promise<string> => messageOf({ '.senior-audit.yaml': text });

const CASES: readonly [name: string, text: string, message: string][] = [
  ['an unknown key', 'contxt: oss\n', 'unknown key "contxt"; did you mean "context"?'],
  [
    'an unknown key that is near to none',
    'zebra: oss\n',
    'unknown key "zebra"; expected $schema, extends, context, traits, units, rules, ruleFolders, preview, ignore, failOn, exemptions or baseline',
  ],
  ['a list at the top', '- context: oss\n', 'expected a map, found a list'],
  [
    'a kind that does not exist',
    'context: service\n',
    'context: expected prototype, internal-tool, oss or production-service, found "service"; did you mean "production-service"?',
  ],
  [
    'a kind that is near to none',
    'context: zebra\n',
    'context: expected prototype, internal-tool, oss or production-service, found "zebra"',
  ],
  [
    'a kind of another type',
    'context: [oss]\n',
    'context: expected prototype, internal-tool, oss or production-service, found a list',
  ],
  ['a trait as a kind', 'context: library\n', 'context: "library" is a trait, not a kind: write traits: [library]'],
  ['a kind as a trait', 'traits: [oss]\n', 'traits[0]: "oss" is a kind, not a trait: write context: oss'],
  [
    'a misspelt trait',
    'traits: [web-fronted]\n',
    'traits[0]: "web-fronted" is not known here; did you mean "web-frontend"?',
  ],
  ['traits that are no list', 'traits: cli\n', 'traits: expected a list, found "cli"'],
  [
    'rules as a folder',
    'rules: ./audit-rules/\n',
    'rules: expected a map of rules; a folder of your own rules belongs under ruleFolders',
  ],
  ['rules as a list', 'rules: [license]\n', 'rules: expected a map, found a list'],
  [
    'a level that does not exist',
    'rules:\n  license: warn\n',
    'rules.license: expected off, required, expected, suggested, optional, unwarranted, misplaced, harmful or a map, found "warn"',
  ],
  [
    'a level of another type',
    'rules:\n  license: 2\n',
    'rules.license: expected off, required, expected, suggested, optional, unwarranted, misplaced, harmful or a map, found 2',
  ],
  [
    'a misspelt level for a kind',
    'rules:\n  license: { oss: requird }\n',
    'rules.license.oss: expected off, required, expected, suggested, optional, unwarranted, misplaced or harmful, found "requird"; did you mean "required"?',
  ],
  [
    'a misspelt kind in a rule',
    'rules:\n  license: { internal: off }\n',
    'rules.license: unknown key "internal"; did you mean "internal-tool"?',
  ],
  [
    'a severity that does not exist',
    'rules:\n  license: { severity: error }\n',
    'rules.license.severity: expected critical, warning or info, found "error"',
  ],
  ['a unit without a path', 'units:\n  - context: oss\n', 'units[0].path: missing: expected text or a list'],
  ['units as a map', 'units: { api: oss }\n', 'units: expected a list, found a map'],
  [
    'an unknown key of a unit',
    'units:\n  - path: api\n    kind: oss\n',
    'units[0]: unknown key "kind"; expected path, context, traits or rules',
  ],
  ['no text to ignore', 'ignore: 3\n', 'ignore: expected text or a list, found 3'],
  ['an empty list to ignore', 'ignore: []\n', 'ignore: expected at least one, found an empty list'],
  ['empty text to ignore', 'ignore: ""\n', 'ignore: expected text, found ""'],
  [
    'a threshold that does not exist',
    'failOn: crit\n',
    'failOn: expected critical, warning, info, excess or none, found "crit"; did you mean "critical"?',
  ],
  ['a baseline that is no path', 'baseline: true\n', 'baseline: expected text or false, found true'],
  [
    'an exemption without a reason',
    'exemptions:\n  - rule: license\n',
    'exemptions[0].reason: missing: an exemption says why it holds, in a few words',
  ],
  [
    'an exemption with an excuse of a reason',
    'exemptions:\n  - rule: license\n    reason: "later"\n',
    'exemptions[0].reason: too short: say in a few words why this holds here',
  ],
  [
    'an exemption with a number as a reason',
    'exemptions:\n  - rule: license\n    reason: 3\n',
    'exemptions[0].reason: expected text, found 3',
  ],
  [
    'an exemption of nothing',
    'exemptions:\n  - reason: because it is so\n',
    'exemptions[0].rule: missing: expected text',
  ],
  [
    'an exemption until no day',
    'exemptions:\n  - rule: license\n    reason: because it is so\n    until: 2027-02-30\n',
    'exemptions[0].until: expected the last day on which it holds, as YYYY-MM-DD, found "2027-02-30"',
  ],
  [
    'an exemption until a number',
    'exemptions:\n  - rule: license\n    reason: because it is so\n    until: 2027\n',
    'exemptions[0].until: expected the last day on which it holds, as YYYY-MM-DD',
  ],
  [
    'an unknown key of an exemption',
    'exemptions:\n  - rule: license\n    because: it is so\n    reason: because it is so\n',
    'exemptions[0]: unknown key "because"; expected rule, unit, path, subject, reason, until or owner',
  ],
  [
    'something that is run',
    'extends: ./base.js\n',
    'extends: "./base.js" is code, and a configuration is never executed; expected .yaml, .yml or .json',
  ],
  [
    'something that is fetched',
    'extends: https://example.com/base.yaml\n',
    'extends: "https://example.com/base.yaml" is not fetched: audits are offline; expected ./a-file.yaml or an installed package',
  ],
  [
    'an absolute path',
    'extends: /etc/base.yaml\n',
    'extends: "/etc/base.yaml" is an absolute path; expected ./a-file.yaml or an installed package',
  ],
  ['a file outside', 'extends: ../base.yaml\n', 'extends: "../base.yaml" leads out of the repository'],
  ['a file that is not there', 'extends: [./base.yaml]\n', 'extends[0]: "./base.yaml" is not there'],
  [
    'a file that holds no data',
    'extends: ./README.md\n',
    'extends: "./README.md" is no data file; expected .yaml, .yml or .json',
  ],
  [
    'a package that is not installed',
    'extends: "@acme/audit"\n',
    'extends: the package @acme/audit is not in node_modules: install it first',
  ],
  [
    'half the name of a package',
    'extends: "@acme"\n',
    'extends: "@acme" is no name of a package; expected ./a-file.yaml or an installed package',
  ],
  [
    'a package that leads out',
    'extends: "audit/../../base.yaml"\n',
    'extends: "audit/../../base.yaml" is no name of a package; expected ./a-file.yaml or an installed package',
  ],
  [
    'a folder of rules that is not there',
    'ruleFolders: ./audit-rules/\n',
    'ruleFolders: there are no rules in audit-rules/: expected files that end in .yaml',
  ],
  ['a folder of rules outside', 'ruleFolders: ../rules\n', 'ruleFolders: "../rules" leads out of the repository'],
];

test.each(CASES)('%s', async (_, text, message) => {
  const lines = (await yaml(text)).split('\n');
  expect(lines.map((line) => line.replace(/^\.senior-audit\.yaml:\d+:\d+: /, ''))).toEqual([message]);
});

test('places are lines and columns of the value, or of the key that is unknown', async () => {
  const text =
    'context:   osss\nrules:\n  license: of\n  health: { osss: off }\nexemptions:\n  - rule: license\n    reason: no\n';
  expect(await yaml(text)).toBe(
    [
      '.senior-audit.yaml:1:12: context: expected prototype, internal-tool, oss or production-service, found "osss"; did you mean "oss"?',
      '.senior-audit.yaml:3:12: rules.license: expected off, required, expected, suggested, optional, unwarranted, misplaced, harmful or a map, found "of"; did you mean "off"?',
      '.senior-audit.yaml:4:13: rules.health: unknown key "osss"; did you mean "oss"?',
      '.senior-audit.yaml:7:13: exemptions[0].reason: too short: say in a few words why this holds here',
    ].join('\n'),
  );
});

test('malformed YAML: every place', async () => {
  expect(await yaml('context: [\nrules: a: b\n')).toBe(
    [
      '.senior-audit.yaml:2:1: malformed YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
      '.senior-audit.yaml:2:8: malformed YAML: Nested mappings are not allowed in compact mappings',
    ].join('\n'),
  );
  expect(await yaml('context: oss\ncontext: oss\n')).toBe(
    '.senior-audit.yaml:2:1: malformed YAML: Map keys must be unique',
  );
});

test('an alias bomb is refused', async () => {
  const levels = Array.from(
    { length: 12 },
    (_, index) => `x${index + 1}: &x${index + 1} [${`*x${index}, `.repeat(9)}]`,
  );
  expect(await yaml(['x0: &x0 [a]', ...levels].join('\n'))).toBe(
    '.senior-audit.yaml:1:1: malformed YAML: Excessive alias count indicates a resource exhaustion attack',
  );
});

test('malformed JSON', async () => {
  expect(await messageOf({ '.senior-audit.json': '{\n  "context": "oss",\n  "failOn" "none"\n}' })).toBe(
    '.senior-audit.json:3:12: malformed JSON: colon expected',
  );
});

test('an empty JSON file', async () => {
  expect(await messageOf({ '.senior-audit.json': '' })).toBe('.senior-audit.json:1:1: malformed JSON: value expected');
});

test('a file that is named and cannot be read', async () => {
  await expect(loadConfig(memoryRepository({}), catalogue, { file: 'test/config' })).rejects.toThrow(
    /^test\/config:1:1: the file cannot be read$/,
  );
});

test('places in JSON and under the key of package.json', async () => {
  expect(await messageOf({ '.senior-audit.json': '{\n  "contxt": "oss"\n}' })).toBe(
    '.senior-audit.json:2:3: unknown key "contxt"; did you mean "context"?',
  );
  expect(await messageOf({ 'package.json': '{\n  "name": "x",\n  "senior-audit": { "failOn": "all" }\n}' })).toBe(
    'package.json:3:31: failOn: expected critical, warning, info, excess or none, found "all"',
  );
});

test('problems of all files come at once, file by file', async () => {
  const message = await messageOf({
    '.senior-audit.yaml': 'extends: [./a.yaml, ./b.yml]\nfailOn: never\n',
    'a.yaml': 'context: osss\n',
    'b.yaml': '',
  });
  expect(message).toBe(
    [
      '.senior-audit.yaml:1:21: extends[1]: "./b.yml" is not there; did you mean "./b.yaml"?',
      '.senior-audit.yaml:2:9: failOn: expected critical, warning, info, excess or none, found "never"',
      'a.yaml:1:10: context: expected prototype, internal-tool, oss or production-service, found "osss"; did you mean "oss"?',
    ].join('\n'),
  );
});

test('a circle is refused', async () => {
  expect(
    await messageOf({
      '.senior-audit.yaml': 'extends: ./a.yaml',
      'a.yaml': 'extends: ./b.yaml',
      'b.yaml': 'extends: ./a.yaml',
    }),
  ).toBe('b.yaml:1:10: extends: this goes round in a circle: .senior-audit.yaml → a.yaml → b.yaml → a.yaml');
  expect(await yaml('extends: ./.senior-audit.yaml')).toBe(
    '.senior-audit.yaml:1:10: extends: this goes round in a circle: .senior-audit.yaml → .senior-audit.yaml',
  );
});

test('a file beside the configuration is not taken for a package', async () => {
  expect(await messageOf({ '.senior-audit.yaml': 'extends: base.yaml', 'base.yaml': '' })).toBe(
    '.senior-audit.yaml:1:10: extends: "base.yaml" is no installed package; did you mean "./base.yaml"?',
  );
});

test('a package without a configuration', async () => {
  expect(
    await messageOf({
      '.senior-audit.yaml': 'extends: [audit, audit/strict.yaml, audit/index.js, audit/readme]',
      'node_modules/audit/package.json': '{}',
    }),
  ).toBe(
    [
      '.senior-audit.yaml:1:11: extends[0]: the package audit has no senior-audit.yaml, senior-audit.yml or senior-audit.json',
      '.senior-audit.yaml:1:18: extends[1]: the package audit has no strict.yaml',
      '.senior-audit.yaml:1:37: extends[2]: "audit/index.js" is code, and a configuration is never executed; expected .yaml, .yml or .json',
      '.senior-audit.yaml:1:53: extends[3]: "audit/readme" is no data file; expected .yaml, .yml or .json',
    ].join('\n'),
  );
});

const RULE = `id: header
title: Every file names its owner
why: Without it nobody knows whom to ask.
present: { file: OWNERS }
remedy: Add OWNERS.
expectations: { prototype: optional, internal-tool: required, oss: optional, production-service: required }
`;

const RULE_CASES: readonly [name: string, text: string, message: string][] = [
  [
    'an unknown condition',
    RULE.replace('file:', 'fiel:'),
    'rules/own.yaml:4:12: present: unknown key "fiel"; did you mean "file"?',
  ],
  [
    'an unknown key inside a condition',
    RULE.replace('OWNERS }', '{ paht: OWNERS } }'),
    [
      'rules/own.yaml:4:18: present.file.path: missing: expected text or a list',
      'rules/own.yaml:4:20: present.file: unknown key "paht"; did you mean "path"?',
    ].join('\n'),
  ],
  [
    'no condition at all',
    RULE.replace('{ file: OWNERS }', 'OWNERS'),
    'rules/own.yaml:4:10: present: expected a map, found "OWNERS"',
  ],
  [
    'a title that says nothing',
    RULE.replace('Every file names its owner', 'Owners'),
    'rules/own.yaml:2:8: title: too short: expected at least 8 characters',
  ],
  [
    'a broken pattern',
    RULE.replace('{ file: OWNERS }', '{ remote: "(" }'),
    'rules/own.yaml:4:20: present.remote: not a regular expression: Invalid regular expression: /(/m: Unterminated group',
  ],
  ['no reason', RULE.replace(/why.*\n/, ''), 'rules/own.yaml:1:1: why: missing: expected text'],
  [
    'a name that is no id',
    RULE.replace('id: header', 'id: Header'),
    'rules/own.yaml:1:5: id: an id is lower-case words joined by hyphens, such as "crash-reporting"',
  ],
  [
    'the name of a built-in rule',
    RULE.replace('id: header', 'id: license'),
    'rules/own.yaml:1:5: id: "license" is the name of a built-in rule already: choose another',
  ],
  [
    'a check that does not exist',
    RULE.replace('{ file: OWNERS }', '{ all: [{ not: { check: automated-test } }] }'),
    'rules/own.yaml:4:34: present.all[0].not.check: there is no check "automated-test"; did you mean "automated-tests"?',
  ],
  [
    'a practice that does not exist',
    RULE.replace('{ file: OWNERS }', '{ practice: licence }'),
    'rules/own.yaml:4:22: present.practice: there is no practice "licence"; did you mean "license"?',
  ],
  [
    'a technology that does not exist',
    RULE.replace('{ file: OWNERS }', '{ technology: { is: [zebra] } }'),
    'rules/own.yaml:4:24: present.technology: there is no technology "zebra"',
  ],
  [
    'a platform that does not exist',
    RULE.replace('{ file: OWNERS }', '{ deployment: { platform: [helm, kubernetis] } }'),
    'rules/own.yaml:4:24: present.deployment: there is no platform "kubernetis"; did you mean "kubernetes"?',
  ],
  [
    'an empty condition',
    RULE.replace('{ file: OWNERS }', '{}'),
    'rules/own.yaml:4:10: present: expected one of all, any, not, hint, file, files, dependency, technology, code, data, text, ci, document, section, manifest, lockfile, container, deployment, history, language, remote, trait, practice, kind or check',
  ],
  ['no version', `${RULE}since: "1"\n`, 'rules/own.yaml:7:8: since: expected a version, such as "0.1.0"'],
  [
    'no address',
    `${RULE}references: [the wiki]\n`,
    'rules/own.yaml:7:14: references[0]: expected an address, such as https://example.org, found "the wiki"',
  ],
  [
    'unknown flags',
    RULE.replace('{ file: OWNERS }', '{ code: { pattern: x, words: [x], flags: g } }'),
    'rules/own.yaml:4:51: present.code.flags: expected some of the flags i, u and s',
  ],
  [
    'a word that is none',
    RULE.replace('{ file: OWNERS }', '{ code: { pattern: x, words: [a-b] } }'),
    'rules/own.yaml:4:40: present.code.words[0]: an entry is a whole identifier, or several that must all occur',
  ],
  [
    'malformed YAML',
    'id: [',
    'rules/own.yaml:1:6: malformed YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
  ],
];

test.each(RULE_CASES)('a rule of one’s own with %s', async (_, text, message) => {
  expect(await messageOf({ '.senior-audit.yaml': 'ruleFolders: ./rules/', 'rules/own.yaml': text })).toBe(message);
});

test('two rules of one’s own with the same name', async () => {
  expect(
    await messageOf({ '.senior-audit.yaml': 'ruleFolders: rules', 'rules/a.yaml': RULE, 'rules/b.yaml': RULE }),
  ).toBe('rules/b.yaml:1:5: id: "header" is the name of the rule in rules/a.yaml already: choose another');
});
