import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { type ParseError, parse as parseJsonc, printParseErrorCode } from 'jsonc-parser';
import { parse as parseToml, TomlError } from 'smol-toml';
import { LineCounter, parseAllDocuments } from 'yaml';
import { FormatError } from './format-error.ts';
import { lineAt } from './lines.ts';

export type DataFormat = 'json' | 'yaml' | 'toml' | 'xml';

const FORMATS: Readonly<Record<string, DataFormat>> = {
  json: 'json',
  jsonc: 'json',
  json5: 'json',
  webmanifest: 'json',
  yaml: 'yaml',
  yml: 'yaml',
  cff: 'yaml',
  toml: 'toml',
  xml: 'xml',
  csproj: 'xml',
  fsproj: 'xml',
  vbproj: 'xml',
  props: 'xml',
  targets: 'xml',
  plist: 'xml',
};

/** The data format of a file by its ending. */
export function formatOf(path: string): DataFormat | undefined {
  return FORMATS[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

/**
 * Parses a data file with the format's own library.
 * JSON allows comments and trailing commas (tsconfig and friends); YAML gives the first document, or a list of several.
 * @throws FormatError with the line, when the text is malformed.
 */
export function parseData(text: string, format: DataFormat): unknown {
  switch (format) {
    case 'json':
      return parseJson(text);
    case 'yaml':
      return parseYaml(text);
    case 'toml':
      return parseTomlText(text);
    case 'xml':
      return parseXml(text);
  }
}

function parseJson(text: string): unknown {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  try {
    return JSON.parse(plain);
  } catch {
    if (isNestedTooDeeply(plain))
      throw new FormatError(`malformed JSON, nested deeper than ${JSON_DEPTH_LIMIT} levels`);
    const errors: ParseError[] = [];
    const value: unknown = parseJsonc(plain, errors, { allowTrailingComma: true, allowEmptyContent: false });
    const [first] = errors;
    if (first !== undefined) {
      throw new FormatError(`malformed JSON: ${printParseErrorCode(first.error)}`, lineAt(plain, first.offset));
    }
    return value;
  }
}

/** The tolerant parser recurses; the strict one, which comes first, does not mind. */
const JSON_DEPTH_LIMIT = 500;

function isNestedTooDeeply(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (char === 91 || char === 123) {
      if (++depth > JSON_DEPTH_LIMIT) return true;
    } else if (char === 93 || char === 125) depth--;
  }
  return false;
}

/** Beyond this no configuration is written by hand, and the parser would take seconds. */
const YAML_LIMIT = 512 * 1024;
const LINE_LIMIT = 64 * 1024;
/** Deeper nesting is an attack on the parser, not data. */
const DEPTH_LIMIT = 200;

function parseYaml(text: string): unknown {
  refuseBombs(text);
  // An alias bomb must not expand; unknown tags (CloudFormation, GitLab) are data like any other. Pretty errors cost quadratic time.
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, {
    logLevel: 'silent',
    strict: false,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  if (!Array.isArray(documents)) return null;
  const values: unknown[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    if (error !== undefined) {
      throw new FormatError(
        `malformed YAML: ${error.message.split('\n')[0] ?? 'syntax error'}`,
        lines.linePos(error.pos[0]).line,
      );
    }
    try {
      values.push(document.toJS({ maxAliasCount: 1000 }));
    } catch (failure) {
      throw new FormatError(`malformed YAML: ${failure instanceof Error ? failure.message : String(failure)}`);
    }
  }
  return values.length === 1 ? values[0] : values;
}

/** @throws FormatError for text that would keep the parser busy for seconds: huge, with endless lines, nested without end */
function refuseBombs(text: string): void {
  if (text.length > YAML_LIMIT)
    throw new FormatError(`the YAML is too large to be read (${text.length} characters, the limit is ${YAML_LIMIT})`);
  let depth = 0;
  let lineStart = 0;
  for (let index = 0; index < text.length; index++) {
    const char = text.charCodeAt(index);
    if (char === 10) {
      lineStart = index + 1;
      // Brackets in plain text need not balance: count anew where a line begins at the margin.
      if (!/[\s\]}]/.test(text[index + 1] ?? ' ')) depth = 0;
    } else if (index - lineStart > LINE_LIMIT) {
      throw new FormatError(`a line is longer than ${LINE_LIMIT} characters`, lineAt(text, lineStart));
    } else if (char === 91 || char === 123) {
      if (++depth > DEPTH_LIMIT) throw new FormatError(`nested deeper than ${DEPTH_LIMIT} levels`, lineAt(text, index));
    } else if ((char === 93 || char === 125) && depth > 0) depth--;
  }
}

function parseTomlText(text: string): unknown {
  try {
    return parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const message = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '') ?? 'syntax error';
    throw new FormatError(`malformed TOML: ${message}`, error.line);
  }
}

const XML = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: false,
});

function parseXml(text: string): unknown {
  const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const valid = XMLValidator.validate(plain, { allowBooleanAttributes: true });
  if (valid !== true) throw new FormatError(`malformed XML: ${valid.err.msg}`, valid.err.line);
  return XML.parse(plain);
}

/** A plain object, as parsers give it. */
export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as a mapping, or an empty one. */
export function mapping(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

/** The value as a list: a single value is a list of one, nothing is an empty one. */
export function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The value when it is text (numbers and booleans are written out). */
export function string(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The texts of a list or of a single text. */
export function strings(value: unknown): string[] {
  return list(value).flatMap((item) => string(item) ?? []);
}
