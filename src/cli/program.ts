import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { FAIL_ON } from '../config/config.ts';
import { ConfigError } from '../config/error.ts';
import { KINDS, TRAITS, type Trait } from '../context/model.ts';
import { FORMATS } from '../report/formats.ts';
import { askAhead } from '../repository/git-ahead.ts';
import { RepositoryError } from '../repository/repository.ts';
import { VERSION } from '../version.ts';
import type { AuditCommandOptions } from './commands/audit.ts';
import type { BaselineCommandOptions } from './commands/baseline.ts';
import type { BriefCommandOptions } from './commands/brief.ts';
import type { ChecklistCommandOptions } from './commands/checklist.ts';
import type { ConfigCommandOptions } from './commands/config.ts';
import type { ExplainCommandOptions } from './commands/explain.ts';
import type { HistoryCommandOptions } from './commands/history.ts';
import type { InitCommandOptions } from './commands/init.ts';
import type { ReviewCommandOptions } from './commands/review.ts';
import type { RulesCommandOptions } from './commands/rules.ts';
import { EXIT, UsageError } from './exit.ts';
import { say } from './messages.ts';

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
    say(`senior-audit: ${error.message}`);
    return EXIT.usage;
  }
  if (error instanceof ConfigError) {
    say(error.message);
    return EXIT.usage;
  }
  if (error instanceof RepositoryError) {
    say(`senior-audit: ${error.message}`);
    return EXIT.incomplete;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say(`senior-audit: the audit could not be completed; this is our fault, please report it:\n${detail}`);
  return EXIT.incomplete;
}

function createProgram(): Command {
  const program = new Command('senior-audit')
    .description('Audits a repository for the gaps a senior engineer would see, weighted by what it is for.')
    .version(VERSION, '-V, --version')
    .exitOverride()
    .showHelpAfterError('(senior-audit --help shows what there is)')
    .addHelpText('after', EXAMPLES);
  const adders = [addAudit, addInit, addBaseline, addReview, addHistory, addConfig, addRules, addExplain, addBrief];
  for (const add of [...adders, addChecklist]) add(program);
  return program;
}

function addAudit(program: Command): void {
  auditing(program.command('audit', { isDefault: true }))
    .description('audit a repository (the default command)')
    .option('--unit <path>', 'only this part of the repository, with what the whole shows')
    .option('--since <ref>', 'report only what the change since this revision brought')
    .option('--baseline <file>', 'known findings; .senior-audit-baseline.json by default')
    .option('--no-baseline', 'use no baseline')
    .option(
      '-f, --format <format[=file]>',
      `${FORMATS.join(', ')}; several are possible, =FILE writes one to a file`,
      collect,
    )
    .addOption(
      new Option('--fail-on <level>', 'exit with 1 at findings of this severity or worse (default: critical)').choices(
        FAIL_ON,
      ),
    )
    .option('--max-warnings <n>', 'exit with 1 at more warnings than this', parseCount)
    .option('--show-exempt', 'list exempt findings with their reasons')
    .option('-v, --verbose', 'show all evidence, and what is in place')
    .option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR are honoured too)')
    .action(async (path: string, options: AuditCommandOptions) => {
      const ahead = options.ref === undefined ? askAhead(path) : undefined;
      const { audit } = await import('./commands/audit.ts');
      process.exitCode = await audit(path, options, ahead);
    });
}

function addInit(program: Command): void {
  program
    .command('init')
    .description('look at the repository and write a commented .senior-audit.yaml')
    .argument('[path]', 'directory of the repository', '.')
    .option('-y, --yes', 'ask nothing, take what was found')
    .option('--force', 'overwrite a configuration that is there')
    .addOption(new Option('--context <kind>', 'declare what the repository is').choices(KINDS))
    .action(async (path: string, options: InitCommandOptions) => {
      const { init } = await import('./commands/init.ts');
      process.exitCode = await init(path, options);
    });
}

function addBaseline(program: Command): void {
  auditing(program.command('baseline'))
    .description('accept the findings of today: audits then report what is new')
    .option('--baseline <file>', 'the file; .senior-audit-baseline.json by default')
    .addOption(new Option('--prune', 'only remove entries of which the finding is gone').conflicts('check'))
    .option('--check', 'only list what is new and what is stale; exit with 1 at stale entries')
    .action(async (path: string, options: BaselineCommandOptions) => {
      const { baseline } = await import('./commands/baseline.ts');
      process.exitCode = await baseline(path, options);
    });
}

function addConfig(program: Command): void {
  program
    .command('config')
    .description('print the settings that hold, and where each comes from')
    .argument('[path]', 'directory of the repository', '.')
    .option('--config <file>', 'this configuration instead of the one in the repository')
    .option('--ref <revision>', 'the configuration of a git revision')
    .option('--json', 'as JSON')
    .action(async (path: string, options: ConfigCommandOptions) => {
      const { config } = await import('./commands/config.ts');
      process.exitCode = await config(path, options);
    });
}

function addRules(program: Command): void {
  program
    .command('rules')
    .description('list the practices that are looked at')
    .option('--family <name>', 'only this family')
    .option('--search <words>', 'only rules that mention these words')
    .addOption(new Option('--context <kind>', 'show what this kind expects').choices(KINDS))
    .option('--in <path>', 'with the rules and settings of this repository')
    .option('--json', 'as JSON')
    .action(async (options: RulesCommandOptions) => {
      const { rules } = await import('./commands/rules.ts');
      process.exitCode = await rules(options);
    });
}

function addExplain(program: Command): void {
  program
    .command('explain')
    .description('all about a rule: why, what each kind of repository expects, what to do')
    .argument('<rule>', 'the id of the rule')
    .option('--in <path>', 'and how it is judged in this repository')
    .option('--json', 'as JSON')
    .action(async (rule: string, options: ExplainCommandOptions) => {
      const { explain } = await import('./commands/explain.ts');
      process.exitCode = await explain(rule, options);
    });
}

function addBrief(program: Command): void {
  auditing(program.command('brief'))
    .description('for coding agents: what comes with every change here, and what not to add unasked')
    .option('--unit <path>', 'only this part of the repository')
    .option('--json', 'as JSON instead of Markdown')
    .action(async (path: string, options: BriefCommandOptions) => {
      const { brief } = await import('./commands/brief.ts');
      process.exitCode = await brief(path, options);
    });
}

function addReview(program: Command): void {
  auditing(program.command('review'))
    .description('what this change owes: tests, a way back, documentation')
    .requiredOption('--base <ref>', 'the revision that the change starts from')
    .addOption(new Option('-f, --format <format>', 'the form of the answer').choices(['terminal', 'json']))
    .addOption(
      new Option('--fail-on <level>', 'exit with 1 when something of this severity or worse is owed').choices(FAIL_ON),
    )
    .action(async (path: string, options: ReviewCommandOptions) => {
      const { review } = await import('./commands/review.ts');
      process.exitCode = await review(path, options);
    });
}

function addHistory(program: Command): void {
  program
    .command('history')
    .description('what the repository has been, when that changed, and what fell due')
    .argument('[path]', 'directory of the repository', '.')
    .option('--ref <revision>', 'up to this revision instead of HEAD')
    .option('--ignore <glob>', 'leave out these paths; several are possible', collect)
    .option('--no-config', 'use no configuration')
    .addOption(new Option('-f, --format <format>', 'the form of the answer').choices(['terminal', 'json']))
    .action(async (path: string, options: HistoryCommandOptions) => {
      const { history } = await import('./commands/history.ts');
      process.exitCode = await history(path, options);
    });
}

function addChecklist(program: Command): void {
  auditing(program.command('checklist'))
    .description('what this repository should have, and people should have answered, before a release')
    .option('--for <release>', 'the release; answers are kept for it')
    .addOption(new Option('-f, --format <format>', 'the form of the list').choices(CHECKLIST_FORMATS))
    .option('--check', 'exit with 1 while something required is open or an answer has expired')
    .addOption(new Option('--interactive', 'walk through the open questions').conflicts('answer'))
    .option('--answer <rule=yes|no>', 'record an answer; several are possible', collect)
    .option('--who <name>', 'who gives the answer')
    .option('--until <day>', 'the last day on which it holds, as YYYY-MM-DD')
    .option('--note <text>', 'what those should know who read it later')
    .option('--no-color', 'no colours (NO_COLOR and FORCE_COLOR are honoured too)')
    .action(async (path: string, options: ChecklistCommandOptions) => {
      const { checklist } = await import('./commands/checklist.ts');
      process.exitCode = await checklist(path, options);
    });
}

/** What all commands that audit take. */
function auditing(command: Command): Command {
  return command
    .argument('[path]', 'directory of the repository', '.')
    .addOption(new Option('--context <kind>', 'declare what the repository is').choices(KINDS))
    .option('--traits <names>', 'declare the traits, separated by commas', parseTraits)
    .option('--ignore <glob>', 'leave out these paths; several are possible', collect)
    .option('--preview', 'ask rules in preview too')
    .option('--ref <revision>', 'a git revision instead of the work tree')
    .option('--config <file>', 'this configuration instead of the one in the repository')
    .option('--no-config', 'use no configuration');
}

const CHECKLIST_FORMATS = ['terminal', 'markdown', 'json'];

function collect(value: string, previous: readonly string[] = []): string[] {
  return [...previous, value];
}

function parseCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('a whole number is expected.');
  return Number(text);
}

function parseTraits(text: string): Trait[] {
  return text.split(',').flatMap((part) => {
    const name = part.trim();
    const trait = TRAITS.find((candidate) => candidate === name);
    if (trait === undefined && name !== '')
      throw new InvalidArgumentError(`"${name}" is none of ${TRAITS.join(', ')}.`);
    return trait ?? [];
  });
}

const EXAMPLES = `
Examples:
  senior-audit .                      audit this repository
  senior-audit --context oss .        declare what it is
  senior-audit init                   write a configuration, with what was found
  senior-audit baseline               accept today's findings, report what is new
  senior-audit --since main .         only what this branch brought
  senior-audit --unit services/api .  one part of a large repository
  senior-audit review --base main     what this branch owes: tests, a way back, documentation
  senior-audit history                what it has been, and what fell due when
  senior-audit explain health-check   why, what each kind expects, how to mend it
  senior-audit checklist --for v1.2   what to do and to answer before a release
  senior-audit --format json .        the machine's view

Exit codes:
  0  nothing at or over --fail-on (critical by default; see audit --help)
  1  findings at or over it
  2  the command line or the configuration is wrong
  3  the audit could not be completed`;
