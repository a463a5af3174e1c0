import { type Document, isSeq, parseDocument } from 'yaml';
import { z } from 'zod';
import { type DataFile, parseDataFile } from '../config/data-file.ts';
import { ConfigError } from '../config/error.ts';
import { validate } from '../config/validate.ts';
import { isMapping } from '../facts/data.ts';
import type { Answer } from './answers.ts';

/** Where answers are kept, from the root of the repository. */
export const CHECKLIST_FILE = '.senior-audit/checklist.yaml';

const text = z.string().min(1);
const day = (what: string) =>
  z.iso.date({
    error: ({ input }) => `expected ${what} as YYYY-MM-DD${typeof input === 'string' ? `, found "${input}"` : ''}`,
  });

const entry = z.strictObject({
  rule: text,
  // Editors and other parsers make truth values of an unquoted yes and no.
  answer: z.preprocess((value) => (value === true ? 'yes' : value === false ? 'no' : value), z.enum(['yes', 'no'])),
  who: text,
  when: day('the day of the answer'),
  for: text.optional(),
  until: day('the last day on which it holds').optional(),
  note: text.optional(),
});

const schema = z.strictObject({ answers: z.array(entry).optional() });

/** The answers, with the place of each in the file. */
export interface AnswersFile {
  readonly answers: readonly Answer[];
  /** The line of an answer, by its index. */
  lineOf(index: number): number;
}

/**
 * Reads the answers.
 * @throws ConfigError with every place where the file is wrong
 */
export function parseAnswers(content: string): AnswersFile {
  const data = parseDataFile(CHECKLIST_FILE, content);
  const checked = validate(schema, data, withoutEmpty(data));
  if (!checked.ok) throw new ConfigError(checked.problems);
  const answers = (checked.value.answers ?? []).map(
    ({ rule, answer, who, when, for: release, until, note }): Answer => ({
      rule,
      answer,
      who,
      when,
      ...(release === undefined ? {} : { for: release }),
      ...(until === undefined ? {} : { until }),
      ...(note === undefined ? {} : { note }),
    }),
  );
  return { answers, lineOf: (index) => data.placeOf(['answers', index]).line };
}

/** An empty file, and a key of which all entries were taken out, say nothing. */
function withoutEmpty({ value }: DataFile): unknown {
  if (value === null || value === undefined) return {};
  return isMapping(value) && value.answers === null ? { ...value, answers: [] } : value;
}

const HEAD = ' Answers to what only people can tell; senior-audit checklist asks for them.';

/**
 * The file with answers added, its comments kept. An answer replaces the one to the same question for the same release.
 * @param content the file as it is, valid; `undefined` when there is none
 */
export function withAnswers(content: string | undefined, added: readonly Answer[]): string {
  const document: Document = parseDocument(content ?? '');
  if (content === undefined) document.commentBefore = HEAD;
  if (!isMapping(document.toJS())) document.contents = document.createNode({});
  if (!isSeq(document.get('answers', true))) document.set('answers', document.createNode([]));
  const list = document.get('answers', true);
  if (!isSeq(list)) return document.toString();
  list.flow = false;
  for (const item of added) {
    const index = list.items.findIndex((_, at) => {
      const release = document.getIn(['answers', at, 'for']);
      return document.getIn(['answers', at, 'rule']) === item.rule && release === item.for;
    });
    const node = document.createNode({ ...item });
    if (index === -1) list.items.push(node);
    else list.items[index] = node;
  }
  return document.toString({ lineWidth: 0 });
}
