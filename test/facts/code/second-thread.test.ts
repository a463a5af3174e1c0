import { describe, expect, it } from 'vitest';
import { makeFolder } from '../../cli/cli.ts';

/** Together more than one thread reads alone. */
const FILES = 320;
const PADDING = 'export const padding = 1;\n'.repeat(900);

describe('a scan by two threads', () => {
  it('sees what one thread sees at a revision, in the same order', () => {
    const modules = Array.from({ length: FILES }, (_, index) => [
      `src/module-${100 + index}.ts`,
      `${PADDING}export const setting = process.env.SETTING_${index};\nlogger.info({ requestId }, 'x');\n`,
    ]);
    const folder = makeFolder(
      { 'package.json': '{ "name": "many", "dependencies": { "express": "^5.0.0" } }', ...Object.fromEntries(modules) },
      { git: true },
    );
    const together = folder.report('--fail-on', 'none');
    const alone = folder.report('--fail-on', 'none', '--ref', 'HEAD');
    expect(together.practices).toEqual(alone.practices);
    const correlation = together.practices.find((practice) => practice.id === 'request-correlation');
    expect(correlation?.evidence).toHaveLength(200);
    expect(correlation?.evidence[0]?.path).toBe('src/module-100.ts');
    expect(correlation?.evidence[199]?.path).toBe('src/module-299.ts');
  });
});
