import type { Origin } from './config.ts';

/** One thing that is wrong in a configuration file. */
export interface ConfigProblem {
  readonly origin: Origin;
  /** The key that it concerns, such as `exemptions[0].reason`; empty for the whole file. */
  readonly key: string;
  /** What was expected, and the nearest valid name. */
  readonly text: string;
}

/** Thrown when the configuration is wrong: names all problems at once, each with its place. Exit code 2. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];

  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(printProblem).join('\n'));
    this.problems = problems;
  }
}

/** ".senior-audit.yaml:2:10: context: expected …" */
export function printProblem({ origin, key, text }: ConfigProblem): string {
  return `${origin.file}:${origin.line}:${origin.column}: ${key === '' ? '' : `${key}: `}${text}`;
}
