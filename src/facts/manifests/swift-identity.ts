import { normaliseName } from './normalise.ts';

/** SwiftPM identifies a package by the last part of its address. */
export function packageIdentity(url: string): string | undefined {
  const last = url
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .split(/[/:]/)
    .at(-1);
  return last === undefined || last === '' ? undefined : normaliseName('swift', last);
}
