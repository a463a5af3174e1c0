import type { DependencyScope } from './manifest.ts';

/** What Maven, Gradle and sbt call an artifact. */
export interface Coordinate {
  /** `group:artifact`. */
  readonly name: string;
  readonly version?: string;
}

/** A part of a coordinate once every variable in it is known. */
const PART = /^[A-Za-z0-9_][\w.+-]*$/;

/** Libraries for Scala carry its version in their names: `cats-core_2.13`, `cats-core_3`. */
const SCALA_SUFFIX = /_(?:2\.1\d(?:\.\d+)?|3|\$.*)$/;

/** `group:artifact`, without Scala's suffix; `undefined` when a part is no name. */
export function artifactName(group: string, artifact: string): string | undefined {
  const plain = artifact.replace(SCALA_SUFFIX, '');
  return PART.test(group) && PART.test(plain) ? `${group}:${plain}` : undefined;
}

/** `group:artifact`, `group:artifact:version`, with classifier and `@type`; `undefined` for any other text. */
export function parseCoordinate(text: string): Coordinate | undefined {
  if (text.length > 300) return undefined;
  // A version may still hold a variable with colons or dots of its own.
  const [, group, artifact, rest] = /^([^:]+):([^:]+)(?::(.*))?$/.exec(text.trim()) ?? [];
  if (group === undefined || artifact === undefined) return undefined;
  const name = artifactName(group, artifact.replace(/@\w+$/, ''));
  if (name === undefined) return undefined;
  const version = rest === undefined ? undefined : versionOf(rest);
  return version === undefined || version === '' ? { name } : { name, version };
}

/** The version of `version`, `version:classifier`, `version@type`, `version!!`. */
function versionOf(rest: string): string {
  if (rest.includes('$')) return rest;
  return rest.replace(/[:@].*$/, '').replace(/!!.*$/, '');
}

/** Build tools of the JVM write the same scopes in many words. */
export function isTestConfiguration(name: string): boolean {
  return /test|\bit\b|^it[A-Z]|e2e|spec|benchmark|jmh/i.test(name);
}

/** What is compiled against but brought by the container or the user. */
export const PROVIDED: DependencyScope = 'peer';

/** How long a value may grow while variables are put in: definitions that double each other must end somewhere. */
const MAX_LENGTH = 1000;
const MAX_ROUNDS = 12;

/**
 * Puts variables into a text, also those that stand in values of variables; unknown ones stay as written.
 * @param pattern with the variable's name as the first or second group; global
 */
export function expand(text: string, pattern: RegExp, lookUp: (name: string) => string | undefined): string {
  let current = text;
  for (let round = 0; round < MAX_ROUNDS && current.length <= MAX_LENGTH; round++) {
    const next = current.replace(pattern, (whole: string, first: string | undefined, second: string | undefined) =>
      (lookUp(first ?? second ?? '') ?? whole).slice(0, MAX_LENGTH),
    );
    if (next === current || next.length > MAX_LENGTH) return current;
    current = next;
  }
  return current;
}
