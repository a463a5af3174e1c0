import { printable, printableLines } from './sanitize.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text for XML and HTML, in elements and in attributes. What XML 1.0 does not allow (control characters, lone surrogates) is among
 * what is made visible, and with `>` escaped there is no `]]>`.
 */
export function escapeXml(text: string): string {
  return escapeMarkup(printable(text));
}

/** The same for text of several lines. */
export function escapeXmlLines(text: string): string {
  return escapeMarkup(printableLines(text));
}

function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] as string);
}
