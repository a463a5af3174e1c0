import type { Evidence } from '../../../facts/evidence.ts';
import { atLine, lineOf } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';

/** Names of licences in manifests, as people write them, by the family that they belong to. */
const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ['agpl', /agpl|affero/i],
  ['lgpl', /lgpl|lesser general/i],
  ['gpl', /\bgpl|general public/i],
  ['apache', /apache/i],
  ['mit', /\bmit\b|mit-0|expat|\bMIT\b/i],
  ['isc', /\bisc\b/i],
  ['bsd', /bsd/i],
  ['mpl', /\bmpl|mozilla/i],
  ['epl', /\bepl|eclipse/i],
  ['eupl', /eupl|european union/i],
  ['unlicense', /unlicense\b|public.?domain/i],
  ['cc0', /cc0/i],
  ['wtfpl', /wtfpl/i],
  ['zlib', /zlib/i],
  ['busl', /busl|business source/i],
];

function familiesOf(text: string): string[] {
  const found = FAMILIES.filter(([, pattern]) => pattern.test(text)).map(([family]) => family);
  // The name of the AGPL and of the LGPL holds the name of the GPL.
  return found.includes('agpl') || found.includes('lgpl')
    ? found.filter((family) => family !== 'gpl' || /(?:^|[^al])gpl/i.test(text))
    : found;
}

/** Whether the manifest at the root names the licence whose text lies beside it. */
export const licenceAgrees: Check = {
  name: 'licence-agrees',
  run({ facts, unit }) {
    const folder = unit === '.' ? '' : `${unit}/`;
    const isHere = (path: string): boolean => path.startsWith(folder) && !path.slice(folder.length).includes('/');
    const texts = facts.documents.licences.filter(({ path, line }) => isHere(path) && line === undefined);
    const known = texts.flatMap(({ spdx }) => (spdx === undefined ? [] : familiesOf(spdx)));
    const named = facts.manifests.filter(
      ({ path, license, private: hidden }) => isHere(path) && license !== undefined && hidden !== true,
    );
    if (named.length === 0 || known.length === 0 || texts.some(({ spdx }) => spdx === undefined)) return unknown();
    const against: Evidence[] = [];
    const agreeing: Evidence[] = [];
    for (const { path, license = '' } of named) {
      const families = familiesOf(license);
      if (families.length === 0) continue;
      const line = lineOf(facts.source.text(path) ?? '', license.split(/[\s(]/)[0] ?? license);
      const place = { path, ...atLine(line) };
      if (families.some((family) => known.includes(family))) agreeing.push({ ...place, detail: `names ${license}` });
      else against.push({ ...place, detail: `names ${license}, but ${texts[0]?.path} is ${texts[0]?.spdx}` });
    }
    if (against.length > 0) return no(against);
    return agreeing.length > 0 ? yes(agreeing) : unknown();
  },
};
