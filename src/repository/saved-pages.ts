import type { Repository } from './repository.ts';

/** What a browser keeps beside a page that it saves whole: `Page.html` and `Page_files/`. */
const KEPT = /^(.*)_files\/[^/]+$/;

/** Whether a path is a page of somebody else's that a browser has saved, or belongs to one. */
export function readSavedPages({ files }: Repository): (path: string) => boolean {
  const stems = new Set(files.flatMap(({ path }) => KEPT.exec(path)?.[1] ?? []));
  if (stems.size === 0) return () => false;
  const pages = new Map(
    files.flatMap(({ path }) => {
      const stem = /^(.*)\.x?html?$/i.exec(path)?.[1];
      return stem !== undefined && stems.has(stem) ? [[path, stem] as const] : [];
    }),
  );
  const saved = new Set(pages.values());
  return (path) => pages.has(path) || saved.has(KEPT.exec(path)?.[1] ?? '');
}
