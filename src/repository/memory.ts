import type { HistoryRecord, Repository } from './repository.ts';
import { comparePaths } from './work-tree.ts';

/** A repository from an object literal: path → content. For tests, examples in rules, and callers of the library. */
export function memoryRepository(
  contents: Readonly<Record<string, string>>,
  options: { readonly history?: HistoryRecord | null; readonly commit?: string | null } = {},
): Repository {
  const files = Object.entries(contents)
    .map(([path, content]) => ({ path, size: Buffer.byteLength(content), mode: 'file' as const }))
    .sort((a, b) => comparePaths(a.path, b.path));
  return {
    root: '.',
    form: 'memory',
    commit: options.commit ?? null,
    files,
    truncated: false,
    read: (path, limit) => {
      const content = contents[path];
      if (content === undefined) return { ok: false, reason: 'missing' };
      const bytes = Buffer.from(content);
      return bytes.length > limit ? { ok: false, reason: 'too-large' } : { ok: true, bytes };
    },
    history: () => options.history ?? null,
  };
}
