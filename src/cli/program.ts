import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { KINDS } from '../context/model.ts';
import { RepositoryError } from '../repository/repository.ts';
import { VERSION } from '../version.ts';
import type { AuditCommandOptions } from './commands/audit.ts';
import { EXIT, UsageError } from './exit.ts';

/** Runs the command line; sets the exit code, never throws. */
export async function run(args: readonly string[]): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // Somebody closed the pipe (| head): that is their right.
    if (error.code === 'EPIPE') process.exit(process.exitCode ?? EXIT.clean);
    throw error;
  });
  try {
    await createProgram().parseAsync([...args], { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
  if (error instanceof UsageError) {
    process.stderr.write(`senior-audit: ${error.message}\n`);
    return EXIT.usage;
  }
  if (error instanceof RepositoryError) {
    process.stderr.write(`senior-audit: ${error.message}\n`);
    return EXIT.incomplete;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(
    `senior-audit: the audit could not be completed; this is our fault, please report it:\n${detail}\n`,
  );
  return EXIT.incomplete;
}

function createProgram(): Command {
  const program = new Command('senior-audit')
    .description('Audits a repository for the gaps a senior engineer would see, weighted by what it is for.')
    .version(VERSION, '-V, --version')
    .exitOverride()
    .showHelpAfterError('(senior-audit --help shows what there is)')
    .addHelpText('after', EXAMPLES);

  program
    .command('audit', { isDefault: true })
    .description('audit a repository (the default command)')
    .argument('[path]', 'directory of the repository', '.')
    .addOption(new Option('--context <kind>', 'declare what the repository is').choices(KINDS))
    .option('--ref <revision>', 'audit a git revision instead of the work tree')
    .option('-f, --format <format[=file]>', 'terminal, json, sarif, markdown …; several, and =FILE to write there', collect)
    .addOption(
      new Option('--fail-on <level>', 'exit with 1 at findings of this severity or worse')
        .choices(['critical', 'warning', 'info', 'excess', 'none'])
        .default('critical'),
    )
    .option('--max-warnings <n>', 'exit with 1 at more warnings than this', parseCount)
    .option('-v, --verbose', 'show all evidence, and what is in place')
    .option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR are honoured too)')
    .action(async (path: string, options: AuditCommandOptions) => {
      const { audit } = await import('./commands/audit.ts');
      process.exitCode = await audit(path, options);
    });

  return program;
}

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

function parseCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is expected.');
  return Number(text);
}

const EXAMPLES = `
Examples:
  senior-audit .                      audit this repository
  senior-audit --context oss .        declare what it is
  senior-audit --format json .        the machine's view
  senior-audit --fail-on warning .    in CI: fail on warnings too

Exit codes: 0 nothing at or over --fail-on, 1 findings, 2 wrong command line or configuration, 3 could not audit.`;
