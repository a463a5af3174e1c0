interface IniValue {
  /** The lines of the value, without the indentation; a value on the line of its key is one line. */
  readonly lines: readonly { readonly text: string; readonly line: number }[];
}

export type IniSections = ReadonlyMap<string, ReadonlyMap<string, IniValue>>;

/**
 * Reads the INI dialect of Python's configparser: `[section]`, `key = value`, values that go on in indented lines.
 * Never throws: what is no such line is left out.
 */
export function readIni(text: string): IniSections {
  const sections = new Map<string, Map<string, IniValue>>();
  let section: Map<string, IniValue> | undefined;
  let current: { text: string; line: number }[] | undefined;
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index + 1;
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith(';')) continue;
    if (/^\s/.test(raw)) {
      current?.push({ text: withoutComment(trimmed), line });
      continue;
    }
    const name = /^\[([^\]]+)\]/.exec(trimmed)?.[1];
    if (name !== undefined) {
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      current = undefined;
      continue;
    }
    const separator = trimmed.search(/[=:]/);
    if (section === undefined || separator <= 0) continue;
    const value = withoutComment(trimmed.slice(separator + 1).trim());
    current = value === '' ? [] : [{ text: value, line }];
    section.set(trimmed.slice(0, separator).trim(), { lines: current });
  }
  return sections;
}

function withoutComment(text: string): string {
  const at = text.search(/\s[#;]/);
  return at === -1 ? text : text.slice(0, at).trim();
}
