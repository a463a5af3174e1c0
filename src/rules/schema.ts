import { z } from 'zod';
import { ECOSYSTEMS } from '../facts/manifests/manifest.ts';
import type { Technology } from '../facts/technology.ts';
import type { KindEvidence, KindModel, KindTally, TraitModel, UnitModel } from './catalogue.ts';
import { conditionSchema, expression, id, kind, packages, probeSchema, trait } from './condition-schema.ts';
import { EXPECTATIONS, type Expectation, type RuleFile } from './rule.ts';

/* The schemas of everything under rules/. They are used when the program is built (and for rules of one's own); at run time
   the built-in catalogue is already checked data. */

const expectation = z.enum(Object.keys(EXPECTATIONS) as [Expectation, ...Expectation[]]);

const advice = z.union([
  z.string(),
  z.strictObject({
    default: z.string(),
    when: z.array(z.strictObject({ if: conditionSchema, text: z.string() })).optional(),
  }),
]);

const example = z.strictObject({ name: z.string().optional(), files: z.record(z.string(), z.string()) });

/** One file of rules/<family>/. */
export const ruleSchema = z.strictObject({
  id,
  family: id,
  title: z.string().min(8),
  why: z.string().min(20),
  whyExcess: z.string().optional(),
  since: z.string().regex(/^\d+\.\d+\.\d+$/, 'expected a version, such as "0.1.0"'),
  stability: z.enum(['stable', 'preview']),
  scope: z.enum(['repository', 'unit']),
  owedTogether: z.boolean().optional(),
  manual: z.boolean().optional(),
  applies: conditionSchema.optional(),
  present: conditionSchema,
  evenIfRetired: z.boolean().optional(),
  perSubject: z.boolean().optional(),
  expectations: z.strictObject({
    prototype: expectation,
    'internal-tool': expectation,
    oss: expectation,
    'production-service': expectation,
  }),
  adjustments: z
    .array(
      z.strictObject({
        if: conditionSchema,
        present: z.boolean().optional(),
        // biome-ignore lint/suspicious/noThenProperty: the rules read "if … then …"; nothing awaits them
        then: z.union([expectation, z.partialRecord(kind, expectation)]),
        because: z.string().optional(),
      }),
    )
    .optional(),
  shortfalls: z.array(z.strictObject({ id, if: conditionSchema, message: z.string(), remedy: advice })).optional(),
  message: advice.optional(),
  messageExcess: advice.optional(),
  remedy: advice,
  remedyExcess: advice.optional(),
  references: z.array(z.url()).optional(),
  tags: z.array(z.string()).optional(),
  examples: z
    .strictObject({
      good: z.array(example).optional(),
      short: z.array(example).optional(),
      bad: z.array(example).optional(),
      unclear: z.array(example).optional(),
    })
    .optional(),
}) as unknown as z.ZodType<RuleFile>;

/** One file of rules/technologies/. */
export const technologyFileSchema = z.strictObject({
  category: id,
  title: z.string(),
  technologies: z.array(
    z.strictObject({
      id,
      name: z.string(),
      packages: packages.optional(),
      exclude: packages.optional(),
      files: z.array(z.string()).optional(),
      actions: z.array(z.string()).optional(),
      commands: z.array(expression).optional(),
      images: z.array(z.string()).optional(),
      code: z.array(probeSchema).optional(),
      silenced: probeSchema.optional(),
      transitive: z.union([z.literal(true), z.array(z.enum(ECOSYSTEMS))]).optional(),
      brings: z.array(id).optional(),
      scope: z.enum(['prod', 'any']).optional(),
    }),
  ),
});

/** A technology file with the defaults filled in. */
export function technologiesOf(file: z.infer<typeof technologyFileSchema>): Technology[] {
  return file.technologies.map((technology) => ({
    id: technology.id,
    name: technology.name,
    category: file.category,
    packages: technology.packages ?? {},
    exclude: technology.exclude ?? {},
    files: technology.files ?? [],
    actions: technology.actions ?? [],
    commands: technology.commands ?? [],
    images: technology.images ?? [],
    code: technology.code ?? [],
    ...(technology.silenced === undefined ? {} : { silenced: technology.silenced }),
    transitive: technology.transitive === true ? ECOSYSTEMS : (technology.transitive ?? []),
    brings: technology.brings ?? [],
    scope: technology.scope ?? 'prod',
  }));
}

const kindNumbers = z.strictObject({
  prototype: z.number(),
  'internal-tool': z.number(),
  oss: z.number(),
  'production-service': z.number(),
});

const weighed = {
  id,
  claim: z.string(),
  for: z.array(kind),
  weights: z.partialRecord(kind, z.number()),
  fixed: z.boolean().optional(),
  covers: z.array(id).min(1).optional(),
};
const kindEvidence = z.strictObject({ ...weighed, if: conditionSchema }) as unknown as z.ZodType<KindEvidence>;
const kindTally = z.strictObject({
  ...weighed,
  of: z.array(id).min(2),
  atLeast: z.int().positive().optional(),
  atMost: z.int().nonnegative().optional(),
}) as unknown as z.ZodType<KindTally>;

/** rules/contexts.yaml */
export const kindModelSchema = z
  .strictObject({
    bias: kindNumbers,
    temperature: z.number().positive(),
    evidence: z.array(kindEvidence),
    tallies: z.array(kindTally),
  })
  .superRefine(({ evidence, tallies }, context) => {
    const ids = new Set(evidence.map((item) => item.id));
    const check = (names: readonly string[], path: (string | number)[]): void => {
      const unknown = names.filter((item) => !ids.has(item));
      if (unknown.length > 0)
        context.addIssue({ code: 'custom', path, message: `no evidence is called ${unknown.join(', ')}` });
    };
    evidence.forEach(({ covers = [] }, index) => {
      check(covers, ['evidence', index, 'covers']);
    });
    tallies.forEach(({ of }, index) => {
      check(of, ['tallies', index, 'of']);
    });
  }) as unknown as z.ZodType<KindModel>;

/** rules/units.yaml */
export const unitModelSchema = z.strictObject({
  inherit: z.number().min(0).max(1),
  shared: z.array(z.string()),
  evidence: z.array(kindEvidence),
}) as z.ZodType<UnitModel>;

/** rules/traits.yaml */
export const traitModelsSchema = z.array(
  z.strictObject({
    trait,
    bias: z.number(),
    evidence: z.array(z.strictObject({ if: conditionSchema, weight: z.number(), claim: z.string().optional() })),
    kinds: z.partialRecord(kind, z.number()).optional(),
    proven: conditionSchema.optional(),
    unless: conditionSchema.optional(),
  }),
) as unknown as z.ZodType<TraitModel[]>;
