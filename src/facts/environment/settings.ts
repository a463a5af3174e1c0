import type { DocumentedConfiguration } from './documented.ts';

const HEADING = /^(?:#{1,6}\s+(.+?)\s*#*|={2,6}\s+(.+?))\s*$/;
const UNDERLINE = /^(?:[=\-~^*+"']{3,})\s*$/;
/** Headings under which settings stand. */
const TOPIC =
  /\b(?:config(?:s|ure|uration|urations|uring)?|settings?|(?:environment|env|configuration|infrastructure|role|input|terraform|required|optional|application|global|playbook|host|group|build|deployment) ?(?:variables?|vars?|parameters?)|parameters|properties|variables|preferences|attributes|secrets|inputs|options|environment)\b/i;
/** What the settings of other things are called. */
const OTHER = /\b(?:editor|ide|vs ?code|eslint|prettier|git|wi-?fi|prefixes|future|docs?|compiler)\b/i;

const NAME = String.raw`[A-Za-z_.$][\w.\-/:$]{1,60}`;
/** A setting with what it means: the first cell of a row, the head of an item, a definition. */
const ITEMS: readonly RegExp[] = [
  new RegExp(String.raw`^\s*\|\s*\**\x60?(${NAME})\x60?\**\s*\|\s*\S`),
  new RegExp(
    String.raw`^\s*[-*+]\s+(?:\[[ x]\]\s+)?\**\x60{1,2}(${NAME})(?:[=:][^\x60]*|\[[^\x60]*|\s[^\x60]*)?\x60{1,2}\**`,
  ),
  new RegExp(String.raw`^\s*[-*+]\s+\**(${NAME})\**(?:\[=[^\]]*\]|=\S+)?\**\s*(?::|=|–|—|\s-\s)\s*\S`),
  new RegExp(String.raw`^#{3,6}\s+\x60(${NAME})\x60`),
  new RegExp(String.raw`^\x60(${NAME})\x60\s*(?::|–|—|-|is|are)\s*\S`),
];
const HEAD_ROW =
  /^(?:name|variable|key|option|setting|property|parameter|description|default|type|value|input|argument|required|field|environment|stage|development|testing|staging|production|uat|live)s?$/i;
/** Files, addresses and methods of HTTP are listed too. */
const NO_SETTING =
  /^-+$|^https?:|^(?:GET|POST|PUT|PATCH|DELETE|HEAD)$|\/|\.(?:tf|md|html?|js|ts|py|rb|go|java|sh|ya?ml|json|toml|txt|xml|css|php|rs|local|rules|service|socket|timer|conf)$/;
/** Words that begin the items of any list. */
const WORD = /^[A-Z]?[a-z]+[:.]?$/;
/** A call that is described: the parameters below it are those of the call. */
const CALL = /^\W*(?:GET|POST|PUT|PATCH|DELETE|HEAD)\b/;
/** Fewer are an aside. */
const ENOUGH = 3;

const SENTENCE =
  /(?:\benvironment(?:al)?\s{1,9}variables?\b|\benv(?:ironment)? ?vars?\b|\bconfig(?:uration)? (?:variables?|keys?|settings?|values?)\b)[^\n]{0,60}?[`"*]{1,2}([A-Z][A-Z0-9_]{2,})\b|[`"*]{1,2}([A-Z][A-Z0-9_]{2,})(?:=[^`]*)?[`"*]{1,2}(?:[^\n`]|\n(?!\s*\n)){0,30}\benv(?:ironment)?(?:al)?\s{0,9}var(?:iable)?s?\b/g;

/** Files of settings that a reader is told to write in. */
const FILE_EDIT =
  /\b(?:open|edit|change|modify|adjust|copy|rename|create|fill|update|add|set|configure|customi[sz]e|provide|replace)\b[^\n]{0,120}?`{0,3}[\w./\\-]{0,80}(?:config|settings?|info|properties|secrets?|local|env|vars|inventory|options)[\w.-]{0,40}\.(?:json|ya?ml|toml|ini|cfg|conf|properties|plist|env|tfvars)\b/gi;

/** The settings that a text explains, in whatever case they are written; `undefined` when they are less than a few. */
export function readSettings(path: string, text: string): DocumentedConfiguration | undefined {
  const lines = text.split('\n');
  const names = new Set<string>();
  let line: number | undefined;
  let depth = 0;
  let inCode = false;
  let inSettings = isTopic(path);
  let isSettingsOnly = false;
  let callDepth = 0;
  for (let index = 0; index < lines.length; index++) {
    const content = (lines[index] ?? '').slice(0, 600);
    if (/^\s*(?:```|~~~)/.test(content)) inCode = !inCode;
    if (inCode) continue;
    const heading = headingOf(lines, index);
    if (heading !== undefined) {
      if (inSettings && heading.level > depth && depth > 0) {
        const named = /^`?([\w.-]+)`?$/.exec(heading.text)?.[1];
        if (named !== undefined && !WORD.test(named) && !NO_SETTING.test(named)) names.add(named);
        // Below "Settings" alone, a heading of several words is a group of them.
        else if (isSettingsOnly && /\s/.test(heading.text)) names.add(heading.text.trim());
        continue;
      }
      if (CALL.test(heading.text)) callDepth = heading.level;
      else if (heading.level <= callDepth) callDepth = 0;
      inSettings = callDepth === 0 && TOPIC.test(heading.text) && !OTHER.test(heading.text);
      isSettingsOnly = /^(?:settings|preferences|options|configuration)$/i.test(heading.text.trim());
      depth = heading.level;
      continue;
    }
    if (!inSettings) continue;
    for (const item of ITEMS) {
      const name = item.exec(content)?.[1];
      if (name === undefined || HEAD_ROW.test(name) || NO_SETTING.test(name)) continue;
      names.add(name);
      line ??= index + 1;
      break;
    }
  }
  // Words alone are the items of any list.
  const telling = [...names].filter((name) => !WORD.test(name) || name.length <= 12);
  if (telling.length >= ENOUGH) return { form: 'settings', path, line: line ?? 1, names: telling };
  return readSentences(path, text);
}

function readSentences(path: string, text: string): DocumentedConfiguration | undefined {
  const names = new Set<string>();
  let first: number | undefined;
  for (const match of text.matchAll(SENTENCE)) {
    const name = match[1] ?? match[2];
    if (name === undefined) continue;
    names.add(name);
    first ??= match.index;
  }
  const files = new Set<string>();
  if (names.size < 2) {
    for (const match of text.matchAll(FILE_EDIT)) {
      const file = /[\w./\\-]+$/.exec(match[0])?.[0];
      if (file === undefined || TOOL_FILE.test(file)) continue;
      files.add(file);
      first ??= match.index;
    }
  }
  if (names.size < 2 && files.size < 2) return undefined;
  const line = text.slice(0, first ?? 0).split('\n').length;
  return { form: 'settings', path, line, names: [...names, ...files] };
}

const TOOL_FILE =
  /package\.json|tsconfig|eslint|babel|webpack|jest|vite|\.github|docker-compose|pyproject|settings\.gradle|composer\.json|tailwind|next\.config|phpunit|mkdocs/i;

function isTopic(path: string): boolean {
  return /(?:^|\/)(?:[\w-]+[-_])?(?:config(?:uration)?|settings?|options|properties|env(?:ironment)?|variables|parameters|inputs|ini)(?:[-_](?:files?|reference|variables|options|vars))?\.\w+$/i.test(
    path,
  );
}

function headingOf(lines: readonly string[], index: number): { level: number; text: string } | undefined {
  const content = lines[index] ?? '';
  const match = HEADING.exec(content);
  if (match !== null) return { level: /^[#=]+/.exec(content)?.[0].length ?? 1, text: match[1] ?? match[2] ?? '' };
  const below = lines[index + 1] ?? '';
  if (content.trim() === '' || !UNDERLINE.test(below) || /^\s*[|*-]/.test(content)) return undefined;
  const level = '=-~^"\'*+'.indexOf(below[0] ?? '=') + 1;
  return { level, text: content };
}

const FLAG_LINE = /^\s*(?:\|\s*|[-*+]\s+|#{2,6}\s+)?`{0,2}(?:-\w(?:\s<?\w+>?)?(?:,|\s*\/|\s*\|)?\s*)?(--[a-z][\w-]+)/;

/** The options of a command line that a text explains. */
export function readFlags(path: string, text: string): DocumentedConfiguration | undefined {
  const names = new Set<string>();
  let line: number | undefined;
  text.split('\n').forEach((content, index) => {
    // Lines that go on are parts of a command.
    const name = /\\\s*$/.test(content) ? undefined : FLAG_LINE.exec(content.slice(0, 200))?.[1];
    if (name === undefined || name === '--help') return;
    names.add(name);
    line ??= index + 1;
  });
  return names.size < ENOUGH ? undefined : { form: 'flags', path, line: line ?? 1, names: [...names] };
}
