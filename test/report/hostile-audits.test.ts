import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { auditRepository } from '../../src/audit.ts';
import { checklistOf } from '../../src/checklist/checklist.ts';
import { checklistMarkdown } from '../../src/checklist/markdown.ts';
import { checklistTerminal } from '../../src/checklist/terminal.ts';
import { briefOf, renderBrief } from '../../src/cli/pages/brief.ts';
import { renderJudgement } from '../../src/cli/pages/explain.ts';
import { renderFound } from '../../src/cli/pages/found.ts';
import { renderTemplate } from '../../src/cli/pages/template.ts';
import type { AuditResult } from '../../src/findings/model.ts';
import { FORMATS, loadFormat } from '../../src/report/formats.ts';
import { githubSummary } from '../../src/report/github.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';
import { expectHarmlessMarkdown, HIDDEN, NASTY } from './harmless.ts';
import { readWorkflowCommand } from './published-schemas.ts';

/* Whole audits of repositories with hostile names in paths and manifests, in every format and on every page. */

const catalogue = compileCatalogue('rules');
const formats = new Map(await Promise.all(FORMATS.map(async (name) => [name, await loadFormat(name)] as const)));

const hostile = fc.oneof(fc.constantFrom(...NASTY), fc.string({ unit: 'binary', maxLength: 20 }));

/** A name of a file: of what a file system holds, nothing is left out. */
const name = hostile.map((text) => text.replace(/[\0/]/g, '').replace(/^\.{0,2}$/, '_'));

/** JSON is YAML too. */
const json = (value: unknown): string => JSON.stringify(value);

const repository = fc.record({ path: name, text: hostile }).map(({ path, text }) =>
  memoryRepository({
    'README.md': `# ${text}\n\n[${text}](${text}) and [gone](missing-${text}).\n\n    npm run ${text}\n`,
    [`packages/${path}/package.json`]: json({
      name: text,
      version: '1.0.0',
      workspaces: [text],
      scripts: { test: `echo ${text}`, [text]: text },
      dependencies: { [text]: text, express: text },
    }),
    [`packages/${path}/index.js`]: 'const express = require("express");\nexpress().listen(80);\n',
    [`${path}/Cargo.toml`]: `[package]\nname = ${text}\n`,
    [`${path}/pyproject.toml`]: `[project]\nname = ${json(text)}\nversion = "1"\n`,
    [`${path}.py`]: `import os\nos.environ[${json(text)}]\npassword = ${json(text)}\n`,
    [`.github/workflows/${path}.yml`]: json({
      name: text,
      on: { pull_request_target: {}, push: {} },
      jobs: {
        [text]: {
          'runs-on': text,
          steps: [
            { uses: `a/${text}@main` },
            { name: text, run: `echo \${{ github.event.issue.title }} ${text}; npm test ${text}` },
          ],
        },
      },
    }),
    [`${path}/Dockerfile`]: `FROM ${text.replace(/\s/g, '')}x:latest\nENV ${text}=1\nCMD ["node", ${json(text)}]\n`,
    [`keys/${path}.pem`]: '-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY-----\n',
    CODEOWNERS: `/${text} @${text}\n`,
  }),
);

function audit(value: ReturnType<typeof memoryRepository>, kind: 'oss' | 'production-service'): AuditResult {
  return auditRepository(value, catalogue, { kind });
}

const audits = fc.tuple(repository, fc.constantFrom('oss' as const, 'production-service' as const));

function holds(check: (result: AuditResult) => void): void {
  fc.assert(
    fc.property(audits, ([value, kind]) => check(audit(value, kind))),
    { numRuns: 40 },
  );
}

function expectHarmless(text: string): void {
  expect(text).not.toMatch(HIDDEN);
  expect(text).not.toMatch(/^\s*::/m);
  expect(text).not.toMatch(/##\w*\[/);
}

test('there is something to print', () => {
  const [value] = fc.sample(repository, { numRuns: 1, seed: 1 });
  if (value === undefined) throw new Error('nothing was made');
  const { findings } = audit(value, 'production-service');
  const rules = findings.map(({ rule }) => rule);
  expect(rules).toEqual(expect.arrayContaining(['script-injection', 'pinned-actions', 'code-owners-valid']));
});

test('every format is harmless', () => {
  holds((result) => {
    const report = { ...result, tool: { name: 'senior-audit', version: '0.1.0' } as const, rules: catalogue.rules };
    for (const [format, write] of formats) {
      const text = write(report, { verbose: true, failOn: 'info', showExempt: true });
      switch (format) {
        case 'github':
          expect(text).not.toMatch(HIDDEN);
          for (const line of text.split('\n').slice(0, -1))
            expect(readWorkflowCommand(line)?.name).toMatch(/^(?:error|warning|notice)$/);
          break;
        case 'markdown':
          expectHarmless(text);
          expectHarmlessMarkdown(text);
          break;
        case 'junit':
        case 'html':
        case 'badge-svg':
          expectHarmless(text);
          expect(XMLValidator.validate(text)).toBe(true);
          // What stands in the quotes of an attribute is a value, whatever it looks like.
          expect(text.replace(/="[^"<>]*"/g, '=""')).not.toMatch(
            /<(?:script|img|iframe|object|link|base|form)|<[^>]*\son\w+\s*=/i,
          );
          break;
        case 'json':
        case 'sarif':
        case 'gitlab':
        case 'badge':
          expectHarmless(text);
          expect(() => JSON.parse(text)).not.toThrow();
          break;
        default:
          expectHarmless(text);
      }
    }
    expectHarmlessMarkdown(githubSummary(report));
  });
}, 120_000);

test('every page is harmless', () => {
  holds((result) => {
    const list = checklistOf(result, catalogue.rules, [], { release: 'v1', today: '2026-01-01' });
    expectHarmless(checklistTerminal(list));
    expectHarmless(checklistMarkdown(list));
    const parts = result.units.map((unit) => briefOf(result, catalogue.rules, unit.path));
    expectHarmless(renderBrief(briefOf(result, catalogue.rules), parts));
    expectHarmless(renderFound(result));
    for (const id of ['pinned-actions', 'script-injection', 'environment-documented', 'code-owners-valid']) {
      const rule = catalogue.rules.find((item) => item.id === id);
      if (rule !== undefined) expectHarmless(renderJudgement(rule, result, 80));
    }
    const template = renderTemplate({ context: result.context, kind: result.context.kind, findings: [] });
    expectHarmless(template);
    expect(parse(template)).toEqual({ context: result.context.kind });
  });
}, 120_000);
