import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer } from '../../checklist/answers.ts';
import { CHECKLIST_FILE, parseAnswers, withAnswers } from '../../checklist/answers-file.ts';
import { type Checklist, checklistOf, isAnswerable, itemsOf } from '../../checklist/checklist.ts';
import { type Ask, interview, openQuestions } from '../../checklist/interview.ts';
import { countsText } from '../../checklist/words.ts';
import { repositoryFiles } from '../../config/files.ts';
import { noRule } from '../../config/hints.ts';
import { isDate } from '../../config/reason.ts';
import type { AuditResult } from '../../findings/model.ts';
import { EXIT, UsageError } from '../exit.ts';
import { sayHints } from '../hints.ts';
import { print, say } from '../messages.ts';
import { auditSession, openSession, type Session, type SessionOptions } from '../session.ts';

export interface ChecklistCommandOptions extends SessionOptions {
  /** The release that it is for. */
  readonly for?: string;
  readonly format?: 'terminal' | 'markdown' | 'json';
  readonly check?: boolean;
  readonly interactive?: boolean;
  /** `rule=yes` or `rule=no`. */
  readonly answer?: readonly string[];
  readonly who?: string;
  readonly until?: string;
  readonly note?: string;
  readonly color?: boolean;
}

/** Shows what this context asks before a release, keeps answers, and says whether something required is open. */
export async function checklist(path: string, options: ChecklistCommandOptions): Promise<number> {
  const today = new Date().toISOString().slice(0, 10);
  const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
  if (options.interactive === true && !isTerminal)
    throw new UsageError('this is no terminal to ask questions in: record answers with --answer');
  const given = answersFrom(options, today);
  const session = await openSession(path, { ...options, baseline: false });
  if ((given.length > 0 || options.interactive === true) && session.repository.form !== 'work-tree')
    throw new UsageError('answers are written to a work tree, not to a revision: leave --ref out');
  let content = repositoryFiles(session.repository, path).text(CHECKLIST_FILE);
  const known = parseAnswers(content ?? '');
  const result = await auditSession(session);
  if (result.repository.files === 0) {
    say(`senior-audit: there are no files to audit in ${result.repository.root}`);
    return EXIT.incomplete;
  }
  let answers = known.answers;
  const now = (): Checklist => checklistOf(result, session.catalogue.rules, answers, { release: options.for, today });
  const keep = (added: readonly Answer[]): void => {
    content = write(path, content, added);
    answers = parseAnswers(content).answers;
  };
  if (given.length > 0) {
    refuseUnfit(given, now(), session);
    keep(given);
    for (const { rule, answer, who } of given) say(`senior-audit: ${rule}: ${answer}, says ${who} (${CHECKLIST_FILE})`);
  }
  if (options.interactive === true) await walk(now(), (answer) => keep([answer]), today, options.who);
  const list = now();
  const isQuiet = given.length > 0 || options.interactive === true;
  if (!isQuiet || options.format !== undefined) print(await render(list, options));
  sayHints({ hints: [...(result.hints ?? []), ...unknownRules(known, session, result)] });
  if (isQuiet || options.check === true) say(`senior-audit: ${countsText(list)}`);
  return options.check === true && list.counts.blocking > 0 ? EXIT.findings : EXIT.clean;
}

async function render(list: Checklist, { format, color }: ChecklistCommandOptions): Promise<string> {
  switch (format) {
    case 'json':
      return (await import('../../checklist/json.ts')).checklistJson(list);
    case 'markdown':
      return (await import('../../checklist/markdown.ts')).checklistMarkdown(list);
    default: {
      const { checklistTerminal } = await import('../../checklist/terminal.ts');
      const { default: chalk } = await import('chalk');
      return checklistTerminal(list, {
        width: Math.min(100, process.stdout.columns ?? 80),
        ...(color === false ? {} : { paint: chalk }),
      });
    }
  }
}

/** The answers on the command line. @throws UsageError when they are not complete */
function answersFrom(options: ChecklistCommandOptions, today: string): Answer[] {
  const { answer: texts = [], who, until, note, for: release } = options;
  if (texts.length === 0) {
    const lonely = [until === undefined ? '' : '--until', note === undefined ? '' : '--note'].find(
      (name) => name !== '',
    );
    if (lonely !== undefined) throw new UsageError(`${lonely} belongs to an answer: --answer RULE=yes`);
    return [];
  }
  if (who === undefined || who.trim() === '') throw new UsageError('an answer needs somebody who gives it: --who NAME');
  if (until !== undefined && !isDate(until)) throw new UsageError(`--until: "${until}" is no day: expected YYYY-MM-DD`);
  if (until !== undefined && until < today) throw new UsageError(`--until: ${until} has passed already`);
  return texts.map((text) => {
    const [, rule, answer] = /^([^=]+)=(yes|no)$/.exec(text) ?? [];
    if (rule === undefined || answer === undefined)
      throw new UsageError(`--answer: expected RULE=yes or RULE=no, found "${text}"`);
    return {
      rule,
      answer: answer === 'yes' ? 'yes' : 'no',
      who: who.trim(),
      when: today,
      ...(release === undefined ? {} : { for: release }),
      ...(until === undefined ? {} : { until }),
      ...(note === undefined || note.trim() === '' ? {} : { note: note.trim() }),
    };
  });
}

/** What is read from the repository is not put to a vote, and what is not asked here needs no answer. */
function refuseUnfit(given: readonly Answer[], list: Checklist, { catalogue }: Session): void {
  const ids = catalogue.rules.map((rule) => rule.id);
  for (const { rule } of given) {
    if (!ids.includes(rule))
      throw new UsageError(`--answer: ${noRule(rule, ids)}; senior-audit checklist lists what is asked`);
    const items = itemsOf(list).filter((item) => item.rule === rule);
    if (items.length === 0) throw new UsageError(`--answer: ${rule} is not asked in this context`);
    if (!items.some(isAnswerable))
      throw new UsageError(
        `--answer: ${rule} is read from the repository; what does not fit here is exempted in .senior-audit.yaml, with a reason`,
      );
  }
}

function unknownRules(known: ReturnType<typeof parseAnswers>, { catalogue }: Session, result: AuditResult) {
  if (result.repository.truncated) return [];
  const ids = catalogue.rules.map((rule) => rule.id);
  return known.answers.flatMap(({ rule }, index) =>
    ids.includes(rule)
      ? []
      : [{ fact: 'checklist', path: CHECKLIST_FILE, line: known.lineOf(index), message: noRule(rule, ids) }],
  );
}

async function walk(
  list: Checklist,
  keep: (answer: Answer) => void,
  today: string,
  who: string | undefined,
): Promise<void> {
  if (openQuestions(list).length === 0) return say('senior-audit: no question is open');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Lines are kept for the question to come, where somebody types ahead; Ctrl-C and the end of the input end them.
  const lines = terminal[Symbol.asyncIterator]();
  const ask: Ask = async (question) => {
    terminal.setPrompt(question);
    terminal.prompt();
    const { value, done } = await lines.next();
    return done === true ? undefined : value;
  };
  try {
    await interview(list, { ask, show: print, keep, today, who });
  } finally {
    terminal.close();
  }
}

/** Writes the answers; a link that leads out of the repository is not followed. @throws UsageError */
function write(path: string, content: string | undefined, added: readonly Answer[]): string {
  const file = posix.join(path, CHECKLIST_FILE);
  const folder = posix.dirname(file);
  for (const place of [folder, file]) {
    const found = lstatSync(place, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() === true) throw new UsageError(`cannot write ${file}: ${place} is a symbolic link`);
    if (place === file && found !== undefined && content === undefined)
      throw new UsageError(`cannot write ${file}: it is there, but cannot be read as it is`);
  }
  const text = withAnswers(content, added);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return text;
}
