import { pathFrom } from '../../../facts/ci/folders.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Facts } from '../../../facts/facts.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { missingCommands, type QuotedLine } from '../shared/quoted-commands.ts';

const DOCUMENTS_LIMIT = 40;
const SIZE_LIMIT = 256 * 1024;
/** Files that a path can be taken for: what is built, downloaded or kept by each developer is not tracked. */
const TRACKED =
  /\.(?:md|mdx|py|ts|tsx|js|jsx|mjs|go|rs|rb|java|kt|swift|cs|php|ex|exs|c|h|cpp|hpp|vue|svelte|sql|sh|toml|ya?ml|proto|graphql|css|scss)$/;
const MADE =
  /(?:^|\/)(?:dist|build|out|target|node_modules|vendor|coverage|tmp|temp|generated|gen|\.next|logs?|venv|\.venv|bin|obj)\//i;
const OPEN =
  /[<>[\]{}$*…|"\s]|\.\.\.|(?<![A-Za-z\d])(?:x{2,}|foo|bar|baz|your|my|example|some|new|name|feature|component|module)(?![A-Za-z\d])|YYYY|NNN|(?<![A-Za-z])X{2,}(?![A-Za-z])|path\/to|(?<![A-Za-z\d])[xyzn](?=\.\w+$)/i;

const MAKES = /\b(?:add|adding|create|creating|new|scaffold(?:ing)?)\b/i;

/** Whether the commands and files that instructions for agents quote are there. */
export const agentCommands: Check = {
  name: 'agent-commands',
  run({ facts }) {
    const documents = facts.documents.documents.filter(
      ({ kind, section }) => kind === 'agent-instructions' && section === undefined,
    );
    if (facts.source.repository.truncated) return unknown();
    const wrong: Evidence[] = [];
    const read: Evidence[] = [];
    for (const { path } of documents.slice(0, DOCUMENTS_LIMIT)) {
      const file = facts.source.files.get(path);
      if (file === undefined || file.mode === 'link' || file.size > SIZE_LIMIT) continue;
      const text = facts.source.text(path);
      if (text === undefined) continue;
      const { lines, spans } = quotedIn(text);
      // Examples of what not to do, and of what is typed elsewhere, quote what need not be there.
      wrong.push(
        ...missingCommands(path, [...lines, ...spans.filter(({ text: span }) => span.includes(' '))], facts),
        ...missingPaths(path, spans, facts),
      );
      read.push({ path, detail: 'its commands and paths resolve' });
    }
    if (wrong.length > 0) return no(wrong);
    return read.length > 0 ? yes(read) : no();
  },
};

/** The lines of fenced blocks of shell, and what stands between backticks. */
function quotedIn(text: string): { lines: QuotedLine[]; spans: QuotedLine[] } {
  const lines: QuotedLine[] = [];
  const spans: QuotedLine[] = [];
  let fence: string | undefined;
  let heading = '';
  text.split('\n').forEach((raw, index) => {
    const content = raw.slice(0, 2_000);
    const line = index + 1;
    const opening = /^\s*(?:`{3,}|~{3,})\s*(\w*)/.exec(content);
    if (opening !== null) {
      fence = fence === undefined ? (opening[1] ?? '').toLowerCase() : undefined;
      return;
    }
    if (fence === undefined) {
      heading = /^#{1,6}\s+(.*)/.exec(content)?.[1] ?? heading;
      // What is to be made is not there yet.
      if (MAKES.test(heading)) return;
      if (
        // Where one of several is enough, the others need not be there; what is another one's lies elsewhere.
        /`,? or `|\b(?!(?:it|that|there|here|this|what|let)['’])[\w-]+['’]s `[^`\s]+\/|\b(?:do not|don't|never|instead of|no longer|removed|deprecated|legacy|e\.g|for example|create|add a|new file|gitignored|not (?:tracked|committed)|re-?generated?|generates?|generated|outputs?|writes?|optional|if (?:it|they) exists?|local)\b/i.test(
          content,
        )
      )
        return;
      for (const match of content.matchAll(/`([^`]{2,200})`/g)) spans.push({ text: match[1] ?? '', line });
    } else if (/^(?:|sh|bash|shell|console|zsh)$/.test(fence)) lines.push({ text: content, line });
  });
  return { lines, spans };
}

/** Paths below a folder that is there, to a file that is not. */
function missingPaths(document: string, spans: readonly QuotedLine[], facts: Facts): Evidence[] {
  const { all, get } = facts.source.files;
  const folders = new Set(all.map(({ path }) => folderOf(path)));
  const names = new Set(all.map(({ name }) => name));
  const ignored = all
    .filter(({ name: file }) => file === '.gitignore')
    .map(({ path }) => facts.source.text(path) ?? '')
    .join('\n');
  const missing = new Map<string, Evidence>();
  for (const { text, line } of spans) {
    const path = text.replace(/^(?:\.\/|@)/, '').replace(/(?::\d+(?:-\d+)?|#.*)$/, '');
    if (
      !path.includes('/') ||
      !TRACKED.test(path) ||
      OPEN.test(path) ||
      MADE.test(path) ||
      /^[~/@]|^\w+:|^\.\./.test(path)
    )
      continue;
    const candidates = [pathFrom('', path), pathFrom(folderOf(document), path)];
    if (candidates.some((candidate) => get(candidate) !== undefined)) continue;
    // The folder is there and nothing is called so any more: it was moved, renamed or removed.
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (!candidates.some((candidate) => folders.has(folderOf(candidate))) || names.has(name) || ignored.includes(name))
      continue;
    if (!missing.has(path))
      missing.set(path, { path: document, line, detail: `speaks of ${path}, which is not there` });
  }
  return [...missing.values()];
}
