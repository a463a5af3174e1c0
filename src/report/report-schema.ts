import { z } from 'zod';
import { KINDS, TRAITS } from '../context/model.ts';
import { SEVERITIES } from '../findings/model.ts';
import { EXPECTATIONS, type Expectation } from '../rules/rule.ts';

/* The JSON report, version 1. Its JSON Schema is made with `z.toJSONSchema(reportSchema, { io: 'input' })`: in that form unknown keys
   are allowed, as they have to be where additions do not raise the version. */

const path = z.string().describe('Relative to the root of the repository, with forward slashes.');
const line = z.number().int().min(1).optional();
const probability = z.number().min(0).max(1);
const kind = z.enum(KINDS);
const count = z.number().int().min(0);

const evidence = z.object({
  path,
  line,
  detail: z.string().describe('What was seen there.'),
  subject: z.string().optional().describe('What exactly is concerned, where a rule can have several subjects.'),
});

const context = z.object({
  kind,
  confidence: probability.describe('The probability of the kind; 1 where it is declared.'),
  declared: z.boolean(),
  probabilities: z.object({
    prototype: probability,
    'internal-tool': probability,
    oss: probability,
    'production-service': probability,
  }),
  traits: z.array(z.enum(TRAITS)),
  evidence: z.array(
    z.object({
      claim: z.string(),
      for: kind.describe('The kind that it speaks for most.'),
      weight: z.number().describe('Log-odds that it adds to that kind.'),
      path: path.optional(),
      line,
    }),
  ),
  contradicted: z
    .object({ kind, confidence: probability })
    .optional()
    .describe('What the evidence says instead of the declared kind, and how surely.'),
});

const finding = z.object({
  rule: z.string(),
  kind: z.enum(['gap', 'excess']),
  severity: z.enum(SEVERITIES),
  unit: z.string().describe('The path of the unit that it concerns; "." is the whole repository.'),
  title: z.string(),
  message: z.string(),
  why: z.string(),
  remedy: z.string(),
  reasoning: z.string().describe('How the weight came about.'),
  fingerprint: z.string().describe('The identity of the finding: rule, unit and subject, never a line number.'),
  locations: z.array(z.object({ path, line })).min(1),
  state: z.enum(['new', 'baselined', 'exempt']),
  subject: z.string().optional(),
  evidence: z.array(evidence),
  exemption: z
    .object({
      reason: z.string(),
      source: z.enum(['comment', 'configuration']),
      owner: z.string().optional(),
      expires: z.string().optional(),
    })
    .optional(),
});

/** What `--format json` writes. */
export const reportSchema = z
  .object({
    schemaVersion: z.literal(1),
    tool: z.object({ name: z.literal('senior-audit'), version: z.string() }),
    repository: z.object({
      root: z.string(),
      commit: z.string().nullable(),
      files: count,
      truncated: z.boolean().describe('Whether there are more files than were looked at.'),
    }),
    context,
    unit: path.optional().describe('The only unit that was audited: context, practices and findings are its own.'),
    units: z.array(z.object({ path, reason: z.string().optional().describe('Why it is a unit.'), context })),
    practices: z
      .array(
        z.object({
          id: z.string(),
          unit: z.string(),
          present: z.boolean().nullable().describe('Whether the practice is there; null when that cannot be decided.'),
          status: z.enum(['pass', 'gap', 'excess', 'not-applicable', 'unknown', 'exempt', 'error']),
          expectation: z.enum(Object.keys(EXPECTATIONS) as [Expectation, ...Expectation[]]),
          weight: z.number().min(-1).max(1),
          evidence: z.array(evidence),
        }),
      )
      .describe('Every rule, whatever the context expects of it.'),
    findings: z.array(finding),
    diagnostics: z.array(z.object({ fact: z.string(), path, line, message: z.string() })),
    summary: z
      .object({
        critical: count,
        warning: count,
        info: count,
        excess: count,
        pass: count,
        notApplicable: count,
        unknown: count,
        exempt: count,
      })
      .describe('Findings by severity count only what is new.'),
  })
  .describe('The report of senior-audit, version 1');

export type JsonReport = z.infer<typeof reportSchema>;
export type JsonContext = z.infer<typeof context>;
export type JsonFinding = z.infer<typeof finding>;
export type JsonEvidence = z.infer<typeof evidence>;
