import { z } from 'zod';
import { KINDS, TRAITS } from '../context/model.ts';
import { ECOSYSTEMS } from '../facts/manifests/manifest.ts';
import { LANGUAGES } from '../repository/languages.ts';
import { ROLES } from '../repository/roles.ts';
import type { KindEvidence, KindModel, Technology, TraitModel, UnitModel } from './catalogue.ts';
import type { Condition } from './condition.ts';
import { EXPECTATIONS, type Expectation, type RuleFile } from './rule.ts';

/* The schemas of everything under rules/. They are used when the program is built (and for rules of one's own); at run time
   the built-in catalogue is already checked data. */

const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens, such as "crash-reporting"');

const expression = z.string().superRefine((text, context) => {
  try {
    new RegExp(text, 'm');
  } catch (error) {
    context.addIssue({ code: 'custom', message: `not a regular expression: ${(error as Error).message}` });
  }
});

const oneOrMore = <T extends z.ZodType>(item: T) => z.union([item, z.array(item).min(1)]);
const globs = oneOrMore(z.string().min(1));
const language = z.enum(LANGUAGES);
const role = z.enum(ROLES);
const ecosystem = z.enum(ECOSYSTEMS);
const trait = z.enum(TRAITS);
const kind = z.enum(KINDS);
const scope = z.enum(['prod', 'dev', 'test', 'build', 'optional', 'peer']);
const bounds = z.strictObject({ atLeast: z.number().optional(), atMost: z.number().optional() });
const event = z.enum([
  'push',
  'pull-request',
  'pull-request-target',
  'tag',
  'release',
  'schedule',
  'manual',
  'merge-queue',
  'call',
  'other',
]);
const packages = z.partialRecord(ecosystem, z.array(z.string().min(1)).min(1));

const probeShape = {
  pattern: expression,
  flags: z
    .string()
    .regex(/^[ius]*$/, 'expected some of the flags i, u and s')
    .optional(),
  words: z
    .array(z.string().regex(/^\w+(?: \w+)*$/, 'an entry is a whole identifier, or several that must all occur'))
    .min(1),
  languages: z.array(language).min(1).optional(),
  roles: z.array(role).min(1).optional(),
  comments: z.boolean().optional(),
  collect: z.boolean().optional(),
};

export const probeSchema = z.strictObject(probeShape);

/** The condition language. */
export const conditionSchema: z.ZodType<Condition> = z.lazy(
  () =>
    z.union([
      z.strictObject({ all: z.array(conditionSchema).min(1) }),
      z.strictObject({ any: z.array(conditionSchema).min(1) }),
      z.strictObject({ not: conditionSchema }),
      z.strictObject({ hint: conditionSchema }),
      z.strictObject({
        file: z.union([
          globs,
          z.strictObject({ path: globs, roles: z.array(role).optional(), minSize: z.number().optional() }),
        ]),
      }),
      z.strictObject({
        files: z.strictObject({
          path: globs.optional(),
          roles: z.array(role).optional(),
          languages: z.array(language).optional(),
          atLeast: z.number().optional(),
          atMost: z.number().optional(),
        }),
      }),
      z.strictObject({ dependency: z.strictObject({ packages, scopes: z.array(scope).optional() }) }),
      z.strictObject({
        technology: z.union([
          oneOrMore(z.string()),
          z.strictObject({
            is: oneOrMore(z.string()),
            via: z
              .array(
                z.enum(['dependency', 'lock-file', 'config-file', 'action', 'command', 'image', 'code', 'brought']),
              )
              .optional(),
            except: z.array(z.string()).optional(),
            anyScope: z.boolean().optional(),
          }),
        ]),
      }),
      z.strictObject({
        code: z.strictObject({
          ...probeShape,
          files: globs.optional(),
          atLeast: z.number().optional(),
        }),
      }),
      z.strictObject({ data: z.strictObject({ file: globs, at: z.string(), matches: expression.optional() }) }),
      z.strictObject({
        text: z.strictObject({
          in: globs,
          pattern: expression,
          flags: z.string().optional(),
          roles: z.array(role).optional(),
        }),
      }),
      z.strictObject({
        ci: z.strictObject({
          command: expression.optional(),
          uses: expression.optional(),
          name: expression.optional(),
          events: z.array(event).optional(),
          provider: z.array(z.string()).optional(),
          opaque: z.boolean().optional(),
        }),
      }),
      z.strictObject({
        document: z.union([
          oneOrMore(z.string()),
          z.strictObject({
            kind: oneOrMore(z.string()),
            stub: z.boolean().optional(),
            section: z.boolean().optional(),
          }),
        ]),
      }),
      z.strictObject({
        section: z.strictObject({
          heading: expression.optional(),
          text: expression.optional(),
          opening: z.number().int().positive().optional(),
          minLength: z.number().optional(),
          maxLength: z.number().optional(),
        }),
      }),
      z.strictObject({
        manifest: z.strictObject({
          ecosystem: oneOrMore(ecosystem).optional(),
          packaged: z.boolean().optional(),
          private: z.boolean().optional(),
          binaries: z.boolean().optional(),
          entryPoints: z.boolean().optional(),
          workspaces: z.boolean().optional(),
          name: expression.optional(),
          version: expression.optional(),
          description: expression.optional(),
          keyword: expression.optional(),
          classifier: expression.optional(),
          author: expression.optional(),
          url: expression.optional(),
          license: expression.optional(),
          script: expression.optional(),
          runtime: expression.optional(),
          root: z.boolean().optional(),
          atLeast: z.number().optional(),
        }),
      }),
      z.strictObject({ lockfile: oneOrMore(ecosystem) }),
      z.strictObject({
        container: z.strictObject({
          purpose: z.array(z.string()).optional(),
          healthcheck: z.boolean().optional(),
          user: z.boolean().optional(),
          compose: z.boolean().optional(),
        }),
      }),
      z.strictObject({
        deployment: z.union([
          oneOrMore(z.string()),
          z.strictObject({
            platform: oneOrMore(z.string()).optional(),
            probe: z.boolean().optional(),
            detail: expression.optional(),
          }),
        ]),
      }),
      z.strictObject({
        history: z.strictObject({
          commits: bounds.optional(),
          people: bounds.optional(),
          topShare: bounds.optional(),
          regulars: bounds.optional(),
          outsiders: bounds.optional(),
          spanDays: bounds.optional(),
          activeDays: bounds.optional(),
          releases: bounds.optional(),
          dateTags: bounds.optional(),
          botCommits: bounds.optional(),
          agentCommits: bounds.optional(),
          pullRequestShare: bounds.optional(),
          mergeShare: bounds.optional(),
          conventionalShare: bounds.optional(),
          casualShare: bounds.optional(),
          companyShare: bounds.optional(),
          domain: expression.optional(),
        }),
      }),
      z.strictObject({
        language: z.union([oneOrMore(language), z.strictObject({ is: oneOrMore(language), share: z.number() })]),
      }),
      z.strictObject({ remote: expression }),
      z.strictObject({ trait }),
      z.strictObject({ practice: id }),
      z.strictObject({ kind: oneOrMore(kind) }),
      z.strictObject({
        check: z.union([id, z.strictObject({ name: id, with: z.record(z.string(), z.unknown()).optional() })]),
      }),
    ]) as unknown as z.ZodType<Condition>,
);

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
      transitive: z.boolean().optional(),
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
    transitive: technology.transitive ?? false,
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

const kindEvidence = z.strictObject({
  id,
  claim: z.string(),
  for: z.array(kind),
  if: conditionSchema,
  weights: z.partialRecord(kind, z.number()),
  fixed: z.boolean().optional(),
}) as unknown as z.ZodType<KindEvidence>;

/** rules/contexts.yaml */
export const kindModelSchema = z.strictObject({
  bias: kindNumbers,
  temperature: z.number().positive(),
  evidence: z.array(kindEvidence),
}) as z.ZodType<KindModel>;

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
    proven: conditionSchema.optional(),
    unless: conditionSchema.optional(),
  }),
) as unknown as z.ZodType<TraitModel[]>;
