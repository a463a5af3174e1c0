/** The folder of a file; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The folder itself and those around it, up to the root: where tools look for their file. */
export function foldersUpwards(folder: string): readonly string[] {
  if (folder.startsWith('/') || folder.startsWith('~') || folder.startsWith('..')) return [];
  const parts = folder === '' ? [] : folder.split('/').slice(0, 50);
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''];
}
