import { z } from 'zod';

/* What the readers of our reports publish about what they accept, written down as schemas that take nothing else. */

/**
 * GitLab's code quality report: all of these are needed, paths are relative and do not begin with `./`, a fingerprint is unique within the
 * report. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export const gitlabReport = z
  .array(
    z.strictObject({
      description: z.string().min(1),
      check_name: z.string().min(1),
      fingerprint: z.string().min(1),
      severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
      location: z.strictObject({
        path: z.string().regex(/^(?!\.\/|\/)/),
        lines: z.strictObject({ begin: z.int().min(1) }),
      }),
    }),
  )
  .refine((issues) => new Set(issues.map(({ fingerprint }) => fingerprint)).size === issues.length, {
    error: 'a fingerprint is there twice',
  });

const count = z.string().regex(/^\d+$/);
const time = z.string().regex(/^\d{0,3}(?:\.\d{0,3})?$/);
const outcome = z.strictObject({ '@_type': z.string(), '@_message': z.string(), '#text': z.string().optional() });

/**
 * JUnit's XML as the xUnit plugin of Jenkins checks it (junit-10.xsd, https://github.com/jenkinsci/xunit-plugin), with `error` as Ant and
 * all readers spell it. A case has one outcome, or none. For fast-xml-parser with attributes as `@_name`.
 */
export const junitReport = z.strictObject({
  '?xml': z.strictObject({ '@_version': z.literal('1.0'), '@_encoding': z.literal('UTF-8') }),
  testsuites: z.strictObject({
    '@_name': z.string().optional(),
    '@_tests': count,
    '@_failures': count,
    '@_errors': count,
    '@_time': time,
    testsuite: z.array(
      z.strictObject({
        '@_name': z.string().min(1),
        '@_tests': count,
        '@_failures': count,
        '@_errors': count,
        '@_skipped': count,
        '@_time': time,
        testcase: z.array(
          z
            .strictObject({
              '@_name': z.string().min(1),
              '@_classname': z.string().min(1),
              '@_time': time,
              failure: outcome.optional(),
              error: outcome.optional(),
              skipped: z.strictObject({ '@_message': z.string() }).optional(),
              'system-out': z.string().optional(),
            })
            .refine(({ failure, error, skipped }) => [failure, error, skipped].filter(Boolean).length <= 1),
        ),
      }),
    ),
  }),
});

/** The endpoint badge of shields.io: https://shields.io/badges/endpoint-badge */
export const shieldsEndpoint = z.strictObject({
  schemaVersion: z.literal(1),
  label: z.string(),
  message: z.string().min(1),
  color: z.string().min(1),
});

/** What GitHub's runner reads from a line of the log. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

const UNESCAPED: Readonly<Record<string, string>> = { '%0D': '\r', '%0A': '\n', '%3A': ':', '%2C': ',', '%25': '%' };

/**
 * Reads a line as the runner does (ActionCommand.TryParseV2 in https://github.com/actions/runner): `::name key=value,key=value::data`,
 * where the first `::` after the name ends the properties; afterwards what is escaped is put back.
 * @returns `undefined` for a line that is only printed
 */
export function readWorkflowCommand(line: string): WorkflowCommand | undefined {
  const text = line.trimStart();
  if (!text.startsWith('::')) return undefined;
  const end = text.indexOf('::', 2);
  if (end < 0) return undefined;
  const info = text.slice(2, end);
  const space = info.indexOf(' ');
  const pairs = space < 0 ? [] : info.slice(space + 1).split(',');
  const properties = pairs.flatMap((pair) => {
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1).replace(/%(?:0D|0A|3A|2C|25)/g, (code) => UNESCAPED[code] as string);
    return at < 0 || value === '' ? [] : [[pair.slice(0, at).trim(), value] as const];
  });
  return {
    name: space < 0 ? info : info.slice(0, space),
    properties: Object.fromEntries(properties),
    data: text.slice(end + 2).replace(/%(?:0D|0A|25)/g, (code) => UNESCAPED[code] as string),
  };
}
