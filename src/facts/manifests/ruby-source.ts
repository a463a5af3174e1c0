/** One statement of a Gemfile or gemspec; a statement that goes on over several lines is joined. */
export interface RubyStatement {
  readonly code: string;
  readonly line: number;
}

/** Longer than anything that people write as one statement: patterns are not run over more. */
const MAX_STATEMENT = 20_000;

/**
 * The statements of Ruby source without comments, as far as the declarative files of Bundler and RubyGems need it:
 * there is no Ruby parser here, and these files are written a statement a line.
 */
export function rubyStatements(source: string): RubyStatement[] {
  const found: RubyStatement[] = [];
  let commented = false;
  let parts: string[] = [];
  let start = 0;
  let length = 0;
  for (const [index, raw] of source.split('\n').entries()) {
    if (raw.startsWith('=begin')) commented = true;
    const skipped = commented;
    if (raw.startsWith('=end')) commented = false;
    if (skipped) continue;
    if (raw.trimEnd() === '__END__') break;
    const code = withoutComment(raw).trim();
    if (code === '' || code.length > MAX_STATEMENT) continue;
    if (parts.length === 0) {
      start = index + 1;
      length = 0;
    }
    parts.push(code);
    length += code.length;
    if (/[,[(\\|+]$/.test(code) && !/\bdo \|[\w, ]*\|$/.test(code) && length < MAX_STATEMENT) continue;
    found.push({ code: parts.join(' '), line: start });
    parts = [];
  }
  if (parts.length > 0) found.push({ code: parts.join(' '), line: start });
  return found;
}

/** A `#` starts a comment unless it stands in a string. */
function withoutComment(line: string): string {
  let quote = '';
  for (let index = 0; index < line.length; index++) {
    const character = line[index] ?? '';
    if (quote !== '') {
      if (character === '\\') index++;
      else if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '#') return line.slice(0, index);
  }
  return line;
}

const LITERAL = /"([^"\\]*)"|'([^'\\]*)'|(?<![:\w]):(\w+)\b(?!\s*=>)|%[wi]([[({])([^\])}]*)[\])}]/g;

/** The texts and symbols that an expression consists of; those with parts that need running are left out. */
export function rubyTexts(expression: string): string[] {
  const found: string[] = [];
  for (const [, double, single, symbol, , words] of expression.matchAll(LITERAL)) {
    if (words !== undefined) found.push(...words.split(/\s+/).filter((word) => word !== ''));
    else {
      const text = double ?? single ?? symbol;
      if (text !== undefined && !(double?.includes('#{') ?? false)) found.push(text);
    }
  }
  return found;
}

const PIECE = /"([^"\\]*)"|'([^'\\]*)'/g;
/** One literal, or several that a backslash joins over lines. */
const TEXT = /^(?:"[^"\\]*"|'[^'\\]*')(?:\s*\\\s*(?:"[^"\\]*"|'[^'\\]*'))*(?:\.(?:freeze|dup|strip))*$/;
const PERCENT = /^%[qQ]?(?:\(([^)\\]*)\)|\{([^}\\]*)\}|\[([^\]\\]*)\]|<([^>\\]*)>)(?:\.(?:freeze|dup|strip))*$/;

/** The one text that an expression is; `undefined` when it is more than a literal. */
export function rubyText(expression: string): string | undefined {
  const code = expression.trim();
  const pieces = TEXT.test(code)
    ? [...code.matchAll(PIECE)].map(([, double, single]) => double ?? single ?? '')
    : (PERCENT.exec(code)
        ?.slice(1)
        .filter((piece) => piece !== undefined) ?? []);
  const text = pieces.join('');
  return pieces.length === 0 || (!/^'|^%q/.test(code) && text.includes('#{')) ? undefined : text;
}

/** The leading texts of an argument list, such as the constraints of a gem: `, "~> 1.2", ">= 1.2.3", require: false`. */
export function leadingTexts(args: string): string[] {
  const found: string[] = [];
  let rest = args;
  for (;;) {
    const match = /^\s*,\s*(?:"([^"\\]*)"|'([^'\\]*)')(?:\.freeze)?(?=\s*(?:,|\)|$|\bif\b|\bunless\b))/.exec(rest);
    const text = match?.[1] ?? match?.[2];
    if (match === null || text === undefined) return found;
    found.push(text);
    rest = rest.slice(match[0].length);
  }
}
