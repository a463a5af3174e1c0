import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Tags of the software itself, not of one of its packages. */
const RELEASE = /^(?:v|release[-/]?)?(\d{1,5})\.(\d{1,5})(?:\.\d{1,5})?$/i;
/** The heading of a version, in whatever markup; versions of other things stand inside of sentences. */
const HEADING =
  /^(?:[#=*_\s]{0,6}(?:[A-Za-z][\w@/.-]*\s{1,3}){0,2}|[-*]\s{1,3})[[(]?v?(\d{1,5})\.(\d{1,5})(?:\.\d{1,5})?(?![\w%]|\.\d)/gim;
/** Whoever goes on elsewhere says where. */
const ELSEWHERE = /\/releases\b|\brelease notes\b|\bmoved to\b|\bno longer (?:maintained|updated)\b/i;
const SOME_VERSIONS = 2;

/** Whether the changelog has stopped: versions are tagged that are newer than any it names, by more than a correction. */
export const changelogBehind: Check = {
  name: 'changelog-behind',
  run(view) {
    const { documents, source } = view.facts;
    const logs = documents.documents.filter(
      ({ kind, path, section, count, stub }) =>
        kind === 'changelog' && section === undefined && count === undefined && stub !== true && !path.includes('/'),
    );
    const [log] = logs;
    if (log === undefined || logs.length > 1) return no();
    const text = source.text(log.path) ?? '';
    const versions = [...text.matchAll(HEADING)].map(versionOf);
    if (ELSEWHERE.test(text) || versions.length < SOME_VERSIONS) return no();
    const told = newest(versions);
    const later = [...taggedVersions(view), ...(/\bunreleased\b/i.test(text) ? [] : manifestVersions(view))].toSorted(
      (a, b) => compare(a.version, b.version),
    );
    const last = later.at(-1);
    if (told === undefined || last === undefined || compare(last.version, told) <= 0) return no();
    return yes([{ path: log.path, detail: `ends with ${told.join('.')}, and ${last.said}` }]);
  },
};

interface Said {
  readonly version: Version;
  readonly said: string;
}

function taggedVersions({ facts: { history } }: View): Said[] {
  if (!history.known) return [];
  return history.releaseTags.flatMap(({ name }) => {
    const match = RELEASE.exec(name);
    return match === null ? [] : { version: versionOf(match), said: `${name} is tagged` };
  });
}

function manifestVersions(view: View): Said[] {
  return view.facts.manifests.flatMap(({ path, packaged, version }) => {
    const match = path.includes('/') || !packaged || version === undefined ? null : RELEASE.exec(version);
    return match === null ? [] : { version: versionOf(match), said: `${path} is at ${version}` };
  });
}

type Version = readonly [major: number, minor: number];

function versionOf([, major, minor]: RegExpExecArray | RegExpMatchArray): Version {
  return [Number(major), Number(minor)];
}

function compare(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1];
}

function newest(versions: readonly Version[]): Version | undefined {
  return versions.toSorted(compare).at(-1);
}
