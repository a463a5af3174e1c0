/**
 * Stands in for the date of the newest commit where there is no history. Earlier than the facts below: what is taken for supported
 * without reason is a finding the less, the other way round it would be a wrong one.
 */
export const ASSUMED_TODAY = '2026-01-01';

/**
 * When each release line of a runtime gets its last security fix, as its makers say; checked against them in August 2026.
 * https://github.com/nodejs/Release (schedule.json), https://peps.python.org/api/release-cycle.json (where that names a month, its last
 * day), https://www.ruby-lang.org/en/downloads/branches/, https://www.php.net/supported-versions.php and https://www.php.net/eol.php,
 * https://go.dev/doc/devel/release (a line ends with the second one after it),
 * https://dotnet.microsoft.com/platform/support/policy/dotnet-core, https://www.oracle.com/java/technologies/java-se-support-roadmap.html
 * (releases without long-term support only: vendors keep the others alive for different times).
 */
const END_OF_LIFE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  node: {
    '4': '2018-04-30',
    '5': '2016-06-30',
    '6': '2019-04-30',
    '7': '2017-06-30',
    '8': '2019-12-31',
    '9': '2018-06-30',
    '10': '2021-04-30',
    '11': '2019-06-01',
    '12': '2022-04-30',
    '13': '2020-06-01',
    '14': '2023-04-30',
    '15': '2021-06-01',
    '16': '2023-09-11',
    '17': '2022-06-01',
    '18': '2025-04-30',
    '19': '2023-06-01',
    '20': '2026-04-30',
    '21': '2024-06-01',
    '22': '2027-04-30',
    '23': '2025-06-01',
    '24': '2028-04-30',
    '25': '2026-06-01',
    '26': '2029-04-30',
  },
  python: {
    '2.6': '2013-10-29',
    '2.7': '2020-01-01',
    '3.1': '2012-04-09',
    '3.2': '2016-02-20',
    '3.3': '2017-09-29',
    '3.4': '2019-03-18',
    '3.5': '2020-09-30',
    '3.6': '2021-12-23',
    '3.7': '2023-06-27',
    '3.8': '2024-10-07',
    '3.9': '2025-10-31',
    '3.10': '2026-10-31',
    '3.11': '2027-10-31',
    '3.12': '2028-10-31',
    '3.13': '2029-10-31',
    '3.14': '2030-10-31',
  },
  ruby: {
    '1.9': '2015-02-23',
    '2.0': '2016-02-24',
    '2.1': '2017-03-31',
    '2.2': '2018-03-31',
    '2.3': '2019-03-31',
    '2.4': '2020-03-31',
    '2.5': '2021-04-05',
    '2.6': '2022-04-12',
    '2.7': '2023-03-31',
    '3.0': '2024-04-23',
    '3.1': '2025-03-26',
    '3.2': '2026-04-01',
    '3.3': '2027-03-31',
  },
  php: {
    '5.3': '2014-08-14',
    '5.4': '2015-09-03',
    '5.5': '2016-07-21',
    '5.6': '2018-12-31',
    '7.0': '2019-01-10',
    '7.1': '2019-12-01',
    '7.2': '2020-11-30',
    '7.3': '2021-12-06',
    '7.4': '2022-11-28',
    '8.0': '2023-11-26',
    '8.1': '2025-12-31',
    '8.2': '2026-12-31',
    '8.3': '2027-12-31',
    '8.4': '2028-12-31',
    '8.5': '2029-12-31',
  },
  go: {
    '1.10': '2019-02-25',
    '1.11': '2019-09-03',
    '1.12': '2020-02-25',
    '1.13': '2020-08-11',
    '1.14': '2021-02-16',
    '1.15': '2021-08-16',
    '1.16': '2022-03-15',
    '1.17': '2022-08-02',
    '1.18': '2023-02-01',
    '1.19': '2023-08-08',
    '1.20': '2024-02-06',
    '1.21': '2024-08-13',
    '1.22': '2025-02-11',
    '1.23': '2025-08-12',
    '1.24': '2026-02-10',
    '1.25': '2026-08-19',
  },
  dotnet: {
    '1.0': '2019-06-27',
    '1.1': '2019-06-27',
    '2.0': '2018-10-01',
    '2.1': '2021-08-21',
    '2.2': '2019-12-23',
    '3.0': '2020-03-03',
    '3.1': '2022-12-13',
    '5.0': '2022-05-10',
    '6.0': '2024-11-12',
    '7.0': '2024-05-14',
    '8.0': '2026-11-10',
    '9.0': '2026-11-10',
    '10.0': '2028-11-14',
  },
  java: {
    '9': '2018-03-20',
    '10': '2018-09-25',
    '12': '2019-09-17',
    '13': '2020-03-17',
    '14': '2020-09-15',
    '15': '2021-03-16',
    '16': '2021-09-14',
    '18': '2022-09-20',
    '19': '2023-03-21',
    '20': '2023-09-19',
    '22': '2024-09-17',
    '23': '2025-03-18',
    '24': '2025-09-16',
  },
};

/** Names under which Node.js lines with long-term support are asked for: `lts/hydrogen`. */
const NODE_NAMES: Readonly<Record<string, string>> = {
  argon: '4',
  boron: '6',
  carbon: '8',
  dubnium: '10',
  erbium: '12',
  fermium: '14',
  gallium: '16',
  hydrogen: '18',
  iron: '20',
  jod: '22',
  krypton: '24',
};

/**
 * The end of life of what a version names: `14`, `v14.17.0`, `3.7-slim`, `lts/erbium`.
 * @returns `undefined` for what moves (`lts`, `latest`, `3`) and for lines that the table does not know
 */
export function endOfLife(
  runtime: string,
  written: string,
): { readonly release: string; readonly date: string } | undefined {
  const table = END_OF_LIFE[runtime];
  const text = written.trim().toLowerCase();
  const named = runtime === 'node' ? NODE_NAMES[text.replace(/^lts\//, '').split('-')[0] ?? ''] : undefined;
  const [, major, minor] = /^(?:v|node-?|ruby-|python-?|php-?|go)?(\d+)(?:\.(\d+))?(?![\w])/.exec(text) ?? [];
  if (table === undefined || (major === undefined && named === undefined)) return undefined;
  const release =
    named ?? (runtime === 'node' || runtime === 'java' ? major : minor === undefined ? undefined : `${major}.${minor}`);
  const date = release === undefined || !Object.hasOwn(table, release) ? undefined : table[release];
  return date === undefined || release === undefined ? undefined : { release, date };
}
