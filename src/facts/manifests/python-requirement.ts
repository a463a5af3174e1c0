import { atLine } from '../lines.ts';
import { defined } from './fields.ts';
import type { Dependency, DependencyScope } from './manifest.ts';
import { normaliseName } from './normalise.ts';

const NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?(?![A-Za-z0-9._-])/;

/**
 * A dependency specifier (PEP 508): `name[extra] >=1 ; marker`, `name @ url`, and the older `name (>=1)`.
 * @returns the normalised name and the constraint as written; `undefined` for what names no package
 */
export function parseRequirement(text: string): { name: string; version?: string } | undefined {
  const plain = text.trim();
  const [name] = NAME.exec(plain) ?? [];
  if (name === undefined) return undefined;
  let rest = plain.slice(name.length).trimStart();
  if (rest.startsWith('[')) {
    const end = rest.indexOf(']');
    if (end === -1) return undefined;
    rest = rest.slice(end + 1).trimStart();
  }
  if (!/^(?:[<>=!~@;(,#]|$)/.test(rest)) return undefined;
  if (rest.startsWith('#')) rest = '';
  // In a URL only a semicolon after a space begins a marker.
  const [constraint = ''] = rest.split(rest.startsWith('@') ? /\s;|\s#/ : /;|\s#/, 1);
  const version = constraint.trim().replace(/^\((.*)\)$/, '$1');
  return { name: normaliseName('pypi', name), ...defined({ version: version === '' ? undefined : version }) };
}

/** A dependency from a specifier. */
export function requirement(text: string, scope: DependencyScope, line: number | undefined): Dependency[] {
  const parsed = parseRequirement(text);
  return parsed === undefined ? [] : [{ ...parsed, scope, ...atLine(line) }];
}
