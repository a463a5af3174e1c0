/** A licence's text, as the project gives it. */
export interface LicenceText {
  readonly path: string;
  readonly line?: number;
  /** SPDX identifier; `LicenseRef-proprietary` for texts that grant nothing; absent when the text is not recognised. */
  readonly spdx?: string;
}

/** Titles stand at the beginning of a text: the GPL names the LGPL and the AGPL further down. */
const TITLES: readonly (readonly [string, RegExp])[] = [
  ['AGPL-3.0', /gnu affero general public license\W+version 3/],
  ['LGPL-3.0', /gnu lesser general public license\W+version 3/],
  ['LGPL-2.1', /gnu lesser general public license\W+version 2\.1/],
  ['LGPL-2.0', /gnu library general public license\W+version 2/],
  ['GPL-3.0', /gnu general public license\W+version 3/],
  ['GPL-2.0', /gnu general public license\W+version 2/],
  ['Apache-2.0', /apache license\W+version 2\.0/],
  ['MPL-2.0', /mozilla public license\W+(?:version )?2\.0/],
  ['MPL-1.1', /mozilla public license\W+version 1\.1/],
  ['EUPL-1.2', /european union public licen[cs]e\W+v(?:ersion|\.)? ?1\.2/],
  ['EPL-2.0', /eclipse public license\W+v(?:ersion)? ?2\.0/],
  ['EPL-1.0', /eclipse public license\W+v(?:ersion)? ?1\.0/],
  ['CC0-1.0', /cc0 1\.0 universal/],
  ['CC-BY-SA-4.0', /attribution-sharealike 4\.0 international/],
  ['CC-BY-NC-4.0', /attribution-noncommercial 4\.0 international/],
  ['CC-BY-NC-SA-4.0', /attribution-noncommercial-sharealike 4\.0 international/],
  ['CC-BY-4.0', /attribution 4\.0 international/],
  ['BSL-1.0', /boost software license\W+version 1\.0/],
  ['BUSL-1.1', /business source license 1\.1/],
  ['SSPL-1.0', /server side public license/],
  ['Elastic-2.0', /elastic license 2\.0/],
  ['FSL-1.1', /functional source license/],
  ['PolyForm', /polyform [\w ]+ license/],
  ['Artistic-2.0', /the artistic license 2\.0/],
  ['OSL-3.0', /open software license (?:v\. ?|version )?3\.0/],
  ['OFL-1.1', /sil open font license\W+version 1\.1/],
  ['Beerware', /the beer-ware license/],
  ['WTFPL', /do what the fuck you want to public license/],
  ['Python-2.0', /python software foundation license version 2/],
  ['CECILL-2.1', /cecill free software license agreement/],
];

const GRANTS: readonly (readonly [string, RegExp])[] = [
  ['Unlicense', /this is free and unencumbered software released into the public domain/],
  [
    'MIT',
    /permission is hereby granted, free of charge, to any person obtaining a copy .{1,800}the above copyright notice and this permission notice .{0,80}shall be included/,
  ],
  ['MIT-0', /permission is hereby granted, free of charge, to any person obtaining a copy/],
  [
    'ISC',
    /permission to use, copy, modify, and(?: or)? distribute this software for any purpose with or without fee is hereby granted, provided that/,
  ],
  [
    '0BSD',
    /permission to use, copy, modify, and(?: or)? distribute this software for any purpose with or without fee is hereby granted\./,
  ],
  [
    'PostgreSQL',
    /permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee/,
  ],
  ['BSD-4-Clause', /redistribution and use in source and binary forms.{1,1500}all advertising materials/],
  [
    'BSD-3-Clause',
    /redistribution and use in source and binary forms.{1,2500}(?:neither the names? (?:of|[\w ]+ nor)|may not be used to endorse)/,
  ],
  ['BSD-2-Clause', /redistribution and use in source and binary forms/],
  ['Zlib', /altered source versions must be plainly marked as such/],
  ['Apache-2.0', /licensed under the apache license, version 2\.0/],
];

const PROPRIETARY =
  /\ball rights reserved\b(?!.{0,400}(?:redistribution and use|permission is hereby granted))|\bproprietary\b.{0,80}\b(?:confidential|licen[cs]e|software)\b|\bno (?:license|permission|rights?) (?:is|are) granted\b|unauthori[sz]ed copying of this (?:file|software|repository)/;

/** Which licence a licence file's text is; `undefined` when it is none that we know. */
export function identifyLicence(text: string): string | undefined {
  const named = /SPDX-License-Identifier:\s*([\w.+-]+(?: (?:OR|AND|WITH) [\w.+-]+)*)/.exec(text.slice(0, 4_000))?.[1];
  if (named !== undefined) return named;
  const plain = text
    .slice(0, 8_000)
    .toLowerCase()
    .replace(/[\s#*>_"“”/]+/g, ' ');
  const head = plain.slice(0, 700);
  return (
    firstTitle(head) ??
    GRANTS.find(([, pattern]) => pattern.test(plain))?.[0] ??
    firstTitle(plain) ??
    (PROPRIETARY.test(plain) ? 'LicenseRef-proprietary' : undefined)
  );
}

/** The title that stands first: licences name each other. */
function firstTitle(text: string): string | undefined {
  let first: { spdx: string; at: number } | undefined;
  for (const [spdx, pattern] of TITLES) {
    const at = text.search(pattern);
    if (at >= 0 && (first === undefined || at < first.at)) first = { spdx, at };
  }
  return first?.spdx;
}

/** Names of licences in a sentence, the telling ones first. */
const NAMES: readonly (readonly [string, RegExp])[] = [
  ['AGPL-3.0', /\bAGPL(?:-?v?3|\b)|Affero/i],
  ['LGPL-3.0', /\bLGPL-?v?3|lesser general public licen[cs]e.{0,20}3/i],
  ['LGPL-2.1', /\bLGPL|lesser general public licen[cs]e/i],
  ['GPL-2.0', /\bGPL-?v?2|general public licen[cs]e.{0,20}\b2/i],
  ['GPL-3.0', /\bGPL|general public licen[cs]e/i],
  ['Apache-2.0', /\bapache\b.{0,30}\b2(?:\.0)?\b|\bapache licen[cs]e/i],
  ['BSD-3-Clause', /\bBSD-?3|3-clause BSD|new BSD|\bBSD 3-clause/i],
  ['BSD-2-Clause', /\bBSD-?2|2-clause BSD|simplified BSD|\bBSD\b/i],
  ['MPL-2.0', /\bMPL|mozilla public/i],
  ['EUPL-1.2', /\bEUPL|european union public/i],
  ['ISC', /\bISC\b/],
  ['Beerware', /\bbeer-?ware/i],
  ['Unlicense', /\bunlicense\b|public domain/i],
  ['CC0-1.0', /\bCC0/i],
  ['CC-BY-4.0', /\bCC[- ]BY\b|creative commons attribution/i],
  ['BUSL-1.1', /\bBUSL|business source licen[cs]e/i],
  ['MIT', /\bMIT\b|\bexpat licen[cs]e/],
  ['LicenseRef-proprietary', /\bproprietary\b|all rights reserved/i],
];

/** Which licence a sentence names, as a README's section does. */
export function namedLicence(text: string): string | undefined {
  const short = text.slice(0, 1_500);
  return /permission is hereby granted/i.test(short)
    ? identifyLicence(text)
    : NAMES.find(([, pattern]) => pattern.test(short))?.[0];
}
