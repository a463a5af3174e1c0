import type { Formatter, Report } from './report.ts';
import { safeJson } from './sanitize.ts';
import { isAmbiguous, isJudged } from './selection.ts';
import { escapeXml } from './xml.ts';

const LABEL = 'senior-audit';

const COLORS = { red: '#c6361f', green: '#3c7d0f', lightgrey: '#6a6a6a' } as const;

interface Badge {
  readonly message: string;
  readonly color: keyof typeof COLORS;
}

/** An endpoint of shields.io: https://shields.io/badges/endpoint-badge. The kind and the open critical findings; no score. */
export const formatBadge: Formatter = (report) => {
  const { message, color } = badgeOf(report);
  return `${safeJson({ schemaVersion: 1, label: LABEL, message, color })}\n`;
};

/** The same badge as a picture, for those who host it themselves. */
export const formatBadgeSvg: Formatter = (report) => {
  const { message, color } = badgeOf(report);
  const [left, right] = [widthOf(LABEL), widthOf(message)];
  const text = escapeXml(`${LABEL}: ${message}`);
  const write = (words: string, from: number, width: number): string =>
    `<text x="${from + width / 2}" y="14" textLength="${width - 12}">${escapeXml(words)}</text>`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${text}">`,
    `<title>${text}</title>`,
    `<clipPath id="r"><rect width="${left + right}" height="20" rx="3"/></clipPath>`,
    `<g clip-path="url(#r)"><rect width="${left}" height="20" fill="#444"/><rect x="${left}" width="${right}" height="20" fill="${COLORS[color]}"/></g>`,
    `<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${write(LABEL, 0, left)}${write(message, left, right)}</g>`,
    '</svg>',
    '',
  ].join('\n');
};

function badgeOf(report: Report): Badge {
  if (!isJudged(report)) return { message: 'not judged', color: 'lightgrey' };
  const { critical } = report.summary;
  const kind = `${report.context.kind}${isAmbiguous(report.context) ? '?' : ''}`;
  return { message: `${kind} · ${critical} critical`, color: critical > 0 ? 'red' : 'green' };
}

/** About the width of 11-pixel Verdana; `textLength` makes up for the rest. */
function widthOf(text: string): number {
  return Math.round(text.length * 6.6) + 12;
}
