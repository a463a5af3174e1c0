import type { Formatter } from './report.ts';

/** The names that `--format` takes. */
export const FORMATS = [
  'terminal',
  'json',
  'jsonl',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'markdown',
  'agent',
  'badge',
  'badge-svg',
  'html',
] as const;

export type FormatName = (typeof FORMATS)[number];

export function isFormat(name: string): name is FormatName {
  return (FORMATS as readonly string[]).includes(name);
}

/** Only the format that is asked for is loaded. */
const LOADERS: Readonly<Record<FormatName, () => Promise<Formatter>>> = {
  terminal: async () => (await import('./terminal.ts')).formatTerminal,
  json: async () => (await import('./json.ts')).formatJson,
  jsonl: async () => (await import('./jsonl.ts')).formatJsonl,
  sarif: async () => (await import('./sarif.ts')).formatSarif,
  github: async () => (await import('./github.ts')).formatGithub,
  gitlab: async () => (await import('./gitlab.ts')).formatGitlab,
  junit: async () => (await import('./junit.ts')).formatJunit,
  markdown: async () => (await import('./markdown.ts')).formatMarkdown,
  agent: async () => (await import('./agent.ts')).formatAgent,
  badge: async () => (await import('./badge.ts')).formatBadge,
  'badge-svg': async () => (await import('./badge.ts')).formatBadgeSvg,
  html: async () => (await import('./html.ts')).formatHtml,
};

export function loadFormat(name: FormatName): Promise<Formatter> {
  return LOADERS[name]();
}
