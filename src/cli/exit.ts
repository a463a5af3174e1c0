/** Exit codes (DESIGN.md, section 5). */
export const EXIT = { clean: 0, findings: 1, usage: 2, incomplete: 3 } as const;

/** Thrown when the command line or the configuration is wrong: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
