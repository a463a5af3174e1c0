import { writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { auditRepository } from '../../audit.ts';
import { MANIFEST_KEY, repositoryFiles } from '../../config/files.ts';
import { CONFIG_FILES, findConfigFiles } from '../../config/load.ts';

import { KINDS, type Kind } from '../../context/model.ts';
import type { AuditResult } from '../../findings/model.ts';
import { openWorkTree } from '../../repository/work-tree.ts';
import { loadCatalogue } from '../../rules/load.ts';
import { EXIT, UsageError } from '../exit.ts';
import { print, say } from '../messages.ts';
import { renderFound } from '../pages/found.ts';
import { renderTemplate } from '../pages/template.ts';
import { startProgress } from '../progress.ts';

export interface InitCommandOptions {
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly context?: Kind;
}

/** Shows what the repository looks like, asks what it is for, and writes a commented configuration. */
export async function init(path: string, options: InitCommandOptions): Promise<number> {
  const repository = openWorkTree(path);
  const [target] = CONFIG_FILES;
  const [existing] = findConfigFiles(repositoryFiles(repository, path));
  if (existing !== undefined && options.force !== true) {
    const where = existing === 'package.json' ? `package.json (under ${MANIFEST_KEY})` : existing;
    throw new UsageError(`there is a configuration already: ${where}; --force writes ${target} all the same`);
  }
  const asks = process.stdin.isTTY === true && process.stdout.isTTY === true && options.yes !== true;
  if (!asks && options.yes !== true) throw new UsageError('this is no terminal to ask questions in: say --yes');
  const result = look(path);
  print(renderFound(result));
  const kind = options.context ?? (asks ? await askKind(result.context.kind) : undefined);
  const file = posix.join(path, target);
  const text = renderTemplate({
    context: result.context,
    ...(kind === undefined ? {} : { kind }),
    findings: result.findings.map((finding) => finding.rule),
  });
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  say(`senior-audit: wrote ${file}; "senior-audit baseline" accepts today's findings, so that only new ones fail`);
  return EXIT.clean;
}

function look(path: string): AuditResult {
  const stop = startProgress(`Looking at ${path}`);
  try {
    return auditRepository(openWorkTree(path), loadCatalogue());
  } finally {
    stop();
  }
}

/** By number or name; an empty answer takes what was found. @throws UsageError when somebody goes away instead */
async function askKind(found: Kind): Promise<Kind> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // The end of the input and Ctrl-C: otherwise the question would never settle.
  const closed = new Promise<undefined>((resolve) => terminal.once('close', () => resolve(undefined)));
  const choices = KINDS.map((kind, index) => `  ${index + 1} ${kind}\n`).join('');
  try {
    for (;;) {
      const question = `\nWhat is it for?\n${choices}[${KINDS.indexOf(found) + 1}] `;
      const answer = (await Promise.race([terminal.question(question).catch(() => undefined), closed]))?.trim();
      if (answer === undefined) throw new UsageError('no answer, so nothing was written');
      if (answer === '') return found;
      const chosen = KINDS.find((kind, index) => answer === kind || answer === String(index + 1));
      if (chosen !== undefined) return chosen;
      say(`"${answer}" is none of them: answer with a number or a name`);
    }
  } finally {
    terminal.close();
  }
}
