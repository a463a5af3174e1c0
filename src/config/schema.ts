import { z } from 'zod';
import { KINDS, TRAITS } from '../context/model.ts';
import { SEVERITIES } from '../findings/model.ts';
import { EXPECTATIONS, type Expectation } from '../rules/rule.ts';
import { FAIL_ON } from './config.ts';
import { isReason } from './reason.ts';

/* The schema of .senior-audit.yaml. It is published as JSON Schema, for completion in editors. */

/** What a rule can be set to. */
export const LEVELS = ['off', ...(Object.keys(EXPECTATIONS) as Expectation[])] as const;

const text = z.string().min(1);
const texts = z.union([text, z.array(text).min(1)]);

const kind = z.enum(KINDS, {
  error: ({ input }) =>
    isOneOf(input, TRAITS) ? `"${input}" is a trait, not a kind: write traits: [${input}]` : undefined,
});
const trait = z.enum(TRAITS, {
  error: ({ input }) =>
    isOneOf(input, KINDS) ? `"${input}" is a kind, not a trait: write context: ${input}` : undefined,
});
const traits = z
  .array(trait)
  .describe('What holds beside the kind: these traits and no others. Without it they are worked out.');

const level = z.enum(LEVELS);

const ruleSetting = z
  .union([
    level,
    z.strictObject({
      expectation: level.optional().describe('For all kinds that are not named.'),
      prototype: level.optional(),
      'internal-tool': level.optional(),
      oss: level.optional(),
      'production-service': level.optional(),
      severity: z.enum(SEVERITIES).optional().describe('The severity of its findings, whatever weight they have.'),
    }),
  ])
  .describe('off, another expectation, or a map: an expectation per kind, and the severity of findings.');

const rules = z
  .record(z.string(), ruleSetting, {
    error: ({ input }) =>
      typeof input === 'string'
        ? 'expected a map of rules; a folder of your own rules belongs under ruleFolders'
        : undefined,
  })
  .describe('What is changed about rules, by their ids.');

const unit = z.strictObject({
  path: texts.describe('Globs of folders, from the root.'),
  context: kind.optional(),
  traits: traits.optional(),
  rules: rules.optional(),
});

const exemption = z.strictObject({
  rule: text.describe('The id of the rule.'),
  unit: text.optional().describe('The path of the unit; "." is the whole repository.'),
  path: texts.optional().describe('Globs, of which one matches a place of the finding.'),
  subject: text.optional().describe('What the finding is about, where a rule has several subjects.'),
  reason: z
    .string({
      error: ({ input }) =>
        input === undefined ? 'missing: an exemption says why it holds, in a few words' : undefined,
    })
    .refine(isReason, 'too short: say in a few words why this holds here')
    .describe('Why this holds here, in a few words.'),
  until: z.iso
    .date({
      error: ({ input }) =>
        `expected the last day on which it holds, as YYYY-MM-DD${typeof input === 'string' ? `, found "${input}"` : ''}`,
    })
    .optional()
    .describe('The last day on which it holds.'),
  owner: text.optional().describe('Who answers for it.'),
});

/** The whole configuration file. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional(),
    extends: texts
      .optional()
      .describe('Files (./base.yaml) and installed packages that hold only data; what is here wins over them.'),
    context: kind.optional().describe('What the repository is for. Without it, it is worked out.'),
    traits: traits.optional(),
    units: z.array(unit).optional().describe('What holds for parts of the repository; later entries win.'),
    rules: rules.optional(),
    ruleFolders: texts.optional().describe('Folders with rules of your own, one YAML file each.'),
    preview: z
      .boolean()
      .optional()
      .describe('Whether rules in preview are asked too: those that are not yet as surely right as the others.'),
    ignore: texts.optional().describe('Globs of paths that are not looked at.'),
    failOn: z.enum(FAIL_ON).optional().describe('From which findings on a run fails; critical by default.'),
    exemptions: z.array(exemption).optional().describe('Findings that are accepted, each with the reason.'),
    baseline: z
      .union([text, z.literal(false)])
      .optional()
      .describe('The file of known findings, from the root; false: none is used.'),
  })
  .describe('The configuration of senior-audit');

export type ConfigFile = z.infer<typeof configSchema>;
export type UnitEntry = z.infer<typeof unit>;
export type ExemptionEntry = z.infer<typeof exemption>;
export type RuleEntry = z.infer<typeof ruleSetting>;

function isOneOf<T extends string>(value: unknown, values: readonly T[]): value is T {
  return (values as readonly unknown[]).includes(value);
}
