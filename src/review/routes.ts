import type { FactSource } from '../facts/source.ts';

export interface Route {
  readonly path: string;
  readonly line: number;
  /** As an API description writes it, with `{}` for each parameter. */
  readonly route: string;
}

const REGISTRATIONS =
  /(?:\.(?:get|post|put|patch|delete|route)\s*\(|\b(?:Get|Post|Put|Patch|Delete|Request)Mapping\s*\(|\.(?:GET|POST|PUT|PATCH|DELETE)\s*\(|\bHandleFunc\s*\(|\.Map(?:Get|Post|Put|Patch|Delete)\s*\(|\bRoute::(?:get|post|put|patch|delete)\s*\(|^\s*(?:get|post|put|patch|delete)\s)\s*(?:(?:value|path)\s*=\s*)?["'`](?:(?:GET|POST|PUT|PATCH|DELETE) )?(\/[\w\-/:{}<>.*]*)["'`]/gm;

/** The routes that a file registers. */
export function routesOf(path: string, source: FactSource): Route[] {
  const text = source.text(path) ?? '';
  return [...text.matchAll(REGISTRATIONS)].map((match) => ({
    path,
    line: text.slice(0, match.index + match[0].indexOf(match[0].trimStart())).split('\n').length,
    route: normalRoute(match[1] ?? ''),
  }));
}

/** `/rooms/:id`, `/rooms/<int:id>` and `/rooms/{room}` are the same route. */
export function normalRoute(route: string): string {
  return route.replace(/:\w+|<[^>]*>|\{[^}]*\}/g, '{}').replace(/(.)\/$/, '$1');
}
