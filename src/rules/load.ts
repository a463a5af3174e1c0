import { existsSync, readFileSync } from 'node:fs';
import type { Catalogue } from './catalogue.ts';

/** The catalogue that the build compiled and checked. It lies beside the bundle or one folder above. */
export function loadCatalogue(): Catalogue {
  const candidates = ['./catalogue.json', '../catalogue.json'].map((path) => new URL(path, import.meta.url));
  const found = candidates.find((url) => existsSync(url));
  if (found === undefined) throw new Error('catalogue.json is missing from this installation: run npm run build');
  return JSON.parse(readFileSync(found, 'utf8')) as Catalogue;
}
