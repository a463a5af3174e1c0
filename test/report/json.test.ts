import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { formatJson } from '../../src/report/json.ts';
import { formatJsonl } from '../../src/report/jsonl.ts';
import { reportSchema } from '../../src/report/report-schema.ts';
import { fullReport, ossContext, practice, reportOf, serviceContext, unpinned } from './sample.ts';

describe('formatJson', () => {
  it('keeps to the contract, in its order', () => {
    const report = reportOf([unpinned('actions/checkout@v4', 12, '00000000000000a3')], {
      context: {
        ...ossContext,
        evidence: ossContext.evidence.slice(0, 2),
        contradicted: { kind: 'prototype', confidence: 0.9 },
      },
      units: [{ path: 'services/api', context: { ...serviceContext, traits: [], evidence: [] } }],
      practices: [practice('license', 'pass', { evidence: [{ path: 'LICENSE', line: 1, detail: 'MIT' }] })],
      diagnostics: [{ fact: 'manifests', path: 'package.json', line: 3, message: 'not JSON' }],
    });
    expect(formatJson(report)).toBe(`{
  "schemaVersion": 1,
  "tool": {
    "name": "senior-audit",
    "version": "0.1.0"
  },
  "repository": {
    "root": "/repo",
    "commit": "0123456789abcdef0123456789abcdef01234567",
    "files": 42,
    "truncated": false
  },
  "context": {
    "kind": "oss",
    "confidence": 0.97,
    "declared": false,
    "probabilities": {
      "prototype": 0.01,
      "internal-tool": 0.01,
      "oss": 0.97,
      "production-service": 0.01
    },
    "traits": [
      "library",
      "cli"
    ],
    "evidence": [
      {
        "claim": "published on npm under a name of its own",
        "for": "oss",
        "weight": 1.8,
        "path": "package.json",
        "line": 2
      },
      {
        "claim": "no tags",
        "for": "prototype",
        "weight": 1.2
      }
    ],
    "contradicted": {
      "kind": "prototype",
      "confidence": 0.9
    }
  },
  "units": [
    {
      "path": "services/api",
      "context": {
        "kind": "production-service",
        "confidence": 0.91,
        "declared": false,
        "probabilities": {
          "prototype": 0,
          "internal-tool": 0.09,
          "oss": 0,
          "production-service": 0.91
        },
        "traits": [],
        "evidence": []
      }
    }
  ],
  "practices": [
    {
      "id": "license",
      "unit": ".",
      "present": true,
      "status": "pass",
      "expectation": "expected",
      "weight": 0.5,
      "evidence": [
        {
          "path": "LICENSE",
          "line": 1,
          "detail": "MIT"
        }
      ]
    }
  ],
  "findings": [
    {
      "rule": "pinned-actions",
      "kind": "gap",
      "severity": "warning",
      "unit": ".",
      "title": "Actions are pinned to a commit",
      "message": "An action is referred to by a tag, which its owner can move.",
      "why": "Whoever takes over the tag runs code with the rights of your workflow.",
      "remedy": "Replace the tag by the full commit hash, with the tag in a comment.",
      "reasoning": "expected in oss (p=0.97)",
      "fingerprint": "00000000000000a3",
      "locations": [
        {
          "path": ".github/workflows/ci.yml",
          "line": 12
        }
      ],
      "state": "new",
      "subject": "actions/checkout@v4",
      "evidence": [
        {
          "path": ".github/workflows/ci.yml",
          "line": 12,
          "detail": "uses: actions/checkout@v4",
          "subject": "actions/checkout@v4"
        }
      ]
    }
  ],
  "diagnostics": [
    {
      "fact": "manifests",
      "path": "package.json",
      "line": 3,
      "message": "not JSON"
    }
  ],
  "summary": {
    "critical": 0,
    "warning": 1,
    "info": 0,
    "excess": 0,
    "pass": 1,
    "notApplicable": 0,
    "unknown": 0,
    "exempt": 0
  }
}
`);
  });

  it('is what the schema describes, and nothing else', () => {
    const value = JSON.parse(formatJson(fullReport));
    // Parsing leaves out keys that the schema does not know.
    expect(reportSchema.parse(value)).toEqual(value);
  });

  it('has a schema that allows additions', () => {
    const schema = z.toJSONSchema(reportSchema, { io: 'input' });
    expect(JSON.stringify(schema)).not.toContain('"additionalProperties":false');
    expect(schema).toMatchObject({ type: 'object', properties: { schemaVersion: { const: 1 } } });
    expect(schema.required).toEqual([
      'schemaVersion',
      'tool',
      'repository',
      'context',
      'units',
      'practices',
      'findings',
      'diagnostics',
      'summary',
    ]);
  });
});

describe('formatJsonl', () => {
  it('is a finding a line and a summary', () => {
    const lines = formatJsonl(fullReport)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines.map((line) => [line.type, line.rule, line.state])).toEqual([
      ['finding', 'automated-tests', 'new'],
      ['finding', 'pinned-actions', 'new'],
      ['finding', 'pinned-actions', 'new'],
      ['finding', 'product-telemetry', 'new'],
      ['finding', 'security-policy', 'exempt'],
      ['finding', 'changelog', 'new'],
      ['finding', 'contributing-guide', 'baselined'],
      ['summary', undefined, undefined],
    ]);
    expect(lines.at(-1)).toMatchObject({
      schemaVersion: 1,
      tool: { name: 'senior-audit', version: '0.1.0' },
      context: { kind: 'oss' },
      diagnostics: 2,
      summary: { critical: 1, warning: 3, info: 1, excess: 1, pass: 2, notApplicable: 1, unknown: 1, exempt: 1 },
    });
  });

  it('closes an empty report too', () => {
    expect(formatJsonl(reportOf([]))).toMatch(/^\{"type":"summary",.*\}\n$/);
  });
});
