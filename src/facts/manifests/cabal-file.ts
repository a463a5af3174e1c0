/** A stanza of a .cabal file, with what it imports from common stanzas. */
export interface CabalStanza {
  /** `library`, `executable`, `test-suite`, `benchmark`, `common`, `custom-setup` …; empty for the package's own fields. */
  readonly kind: string;
  readonly name: string;
  readonly fields: readonly CabalField[];
}

export interface CabalField {
  /** Lower case. */
  readonly name: string;
  readonly lines: readonly { readonly text: string; readonly line: number }[];
}

const STANZA =
  /^(library|foreign-library|executable|test-suite|benchmark|common|custom-setup|flag|source-repository)(?:[ \t]+"?([\w.-]{1,200})"?)?[ \t]*\{?[ \t]*$/i;
const FIELD = /^[ \t]*([A-Za-z][\w-]{0,60})[ \t]*:(.*)$/;
const CONDITION = /^[ \t]*(?:if|elif|else)\b/;

/** The stanzas of a .cabal file in its layout by indentation: https://cabal.readthedocs.io/en/stable/cabal-package-description-file.html */
export function cabalStanzas(text: string): CabalStanza[] {
  const stanzas: { kind: string; name: string; fields: CabalField[] }[] = [{ kind: '', name: '', fields: [] }];
  let lines: { text: string; line: number }[] | undefined;
  let indent = 0;
  for (const [index, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('--')) continue;
    const depth = raw.length - raw.trimStart().length;
    const stanza = depth === 0 ? STANZA.exec(trimmed) : null;
    if (stanza !== null) {
      stanzas.push({ kind: (stanza[1] ?? '').toLowerCase(), name: stanza[2] ?? '', fields: [] });
      lines = undefined;
      continue;
    }
    // What stands deeper than its field goes on with it, whatever it looks like.
    if (lines !== undefined && depth > indent) {
      lines.push({ text: trimmed, line: index + 1 });
      continue;
    }
    const field = CONDITION.test(raw) ? null : FIELD.exec(raw);
    if (field === null) {
      lines = undefined;
      continue;
    }
    const value = (field[2] ?? '').trim();
    lines = value === '' ? [] : [{ text: value, line: index + 1 }];
    indent = depth;
    stanzas.at(-1)?.fields.push({ name: (field[1] ?? '').toLowerCase(), lines });
  }
  return stanzas;
}

/** The text of a field; of several with the same name the first. */
export function cabalText(stanza: CabalStanza | undefined, name: string): string | undefined {
  const field = stanza?.fields.find((candidate) => candidate.name === name);
  const text = field?.lines.map((line) => line.text).join(' ');
  return text === undefined || text === '' ? undefined : text;
}

/** The parts of a field that are separated by commas, each with its line. */
export function cabalItems(field: CabalField): { readonly text: string; readonly line: number }[] {
  const items: { text: string; line: number }[] = [];
  let open: { text: string; line: number } | undefined;
  let braces = 0;
  for (const { text, line } of field.lines) {
    const code = text.replace(/(?:^|\s)--.*$/, '');
    // `package:{lib, other}` holds commas of its own.
    for (const part of code.split(/(?<=,)|(?=,)/)) {
      if (part === ',' && braces === 0) {
        if (open !== undefined) items.push(open);
        open = undefined;
        continue;
      }
      braces += part.split('{').length - part.split('}').length;
      if (part.trim() === '') continue;
      open =
        open === undefined ? { text: part.trim(), line } : { text: `${open.text} ${part.trim()}`, line: open.line };
    }
  }
  if (open !== undefined) items.push(open);
  return items;
}
