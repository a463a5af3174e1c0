import { expect, test } from 'vitest';
import { effectiveSettings, printSettings } from '../../src/config/effective.ts';
import { loadConfig } from '../../src/config/load.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { catalogueOf } from './catalogue.ts';

test('every setting that holds, and where it is written', async () => {
  const config = await loadConfig(
    memoryRepository({
      '.senior-audit.yaml': [
        'extends: ./base.yaml',
        'context: oss',
        'rules:',
        '  license: off',
        '  changelog: { oss: required, severity: info }',
        'units:',
        '  - path: services/*',
        '    traits: [cli]',
        'exemptions:',
        '  - { rule: runbook, reason: nobody is on call, until: 2027-01-31 }',
      ].join('\n'),
      'base.yaml': 'failOn: warning\nignore: [legacy/**]\n',
    }),
    catalogueOf(),
  );
  expect(printSettings(effectiveSettings(config))).toBe(
    [
      'context: oss                                                  # .senior-audit.yaml:2',
      'traits: worked out                                            # default',
      'failOn: warning                                               # base.yaml:1',
      'preview: false                                                # default',
      'baseline: .senior-audit-baseline.json                         # default',
      'ignore[0]: legacy/**                                          # base.yaml:2',
      'rules.changelog: { oss: required, severity: info }            # .senior-audit.yaml:5',
      'rules.license: off                                            # .senior-audit.yaml:4',
      'units[0].path: [services/*]                                   # .senior-audit.yaml:7',
      'units[0].traits: [cli]                                        # .senior-audit.yaml:8',
      'exemptions[0]: { rule: runbook, reason: nobody is on call, until: 2027-01-31 }  # .senior-audit.yaml:10',
      '',
    ].join('\n'),
  );
});
