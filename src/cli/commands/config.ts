import { effectiveSettings, printSettings } from '../../config/effective.ts';
import { printableLines, safeJson } from '../../report/sanitize.ts';
import { EXIT } from '../exit.ts';
import { sayHints } from '../hints.ts';
import { print } from '../messages.ts';
import { openSession, type SessionOptions } from '../session.ts';

export interface ConfigCommandOptions extends Pick<SessionOptions, 'config' | 'ref'> {
  readonly json?: boolean;
}

/** Prints the configuration that holds, and where each value comes from. */
export async function config(path: string, options: ConfigCommandOptions): Promise<number> {
  const session = await openSession(path, options);
  const { files } = session.config;
  const settings = effectiveSettings(session.config);
  if (options.json === true) {
    print(safeJson({ files, settings, hints: session.hints }, 2));
  } else {
    const head =
      files.length === 0
        ? ['# There is no configuration: all of this is by default.']
        : files.map((file) => `# ${file}`);
    print(printableLines([...head, printSettings(settings)].join('\n')));
  }
  sayHints({ hints: session.hints });
  return EXIT.clean;
}
