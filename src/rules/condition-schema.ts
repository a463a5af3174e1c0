import { z } from 'zod';
import { KINDS, TRAITS } from '../context/model.ts';
import { ECOSYSTEMS } from '../facts/manifests/manifest.ts';
import { LANGUAGES } from '../repository/languages.ts';
import { ROLES } from '../repository/roles.ts';
import type { Condition } from './condition.ts';

/* The schema of the condition language, and the words that the files under rules/ share. */

export const id = z
  .string()
  .regex(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, 'an id is lower-case words joined by hyphens, such as "crash-reporting"');

export const expression = z.string().superRefine((text, context) => {
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
export const trait = z.enum(TRAITS);
export const kind = z.enum(KINDS);
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
export const packages = z.partialRecord(ecosystem, z.array(z.string().min(1)).min(1));

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
          unless: expression.optional(),
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
            nested: z.boolean().optional(),
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
          studentShare: bounds.optional(),
          coreDays: bounds.optional(),
          domain: expression.optional(),
          bot: expression.optional(),
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
