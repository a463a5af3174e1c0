/**
 * When each line of a framework gets its last security fix, as its makers say: https://rubyonrails.org/maintenance,
 * https://laravel.com/docs/releases#support-policy, https://www.djangoproject.com/download/#supported-versions and
 * https://angular.dev/reference/releases. Frameworks whose lines vendors keep alive for pay are left out.
 */
const FRAMEWORKS: Readonly<
  Record<string, { readonly title: string; readonly ends: Readonly<Record<string, string>> }>
> = {
  'rubygems:rails': {
    title: 'Rails',
    ends: {
      '4.2': '2017-04-27',
      '5.0': '2018-04-09',
      '5.1': '2019-08-25',
      '5.2': '2022-06-01',
      '6.0': '2023-06-01',
      '6.1': '2024-10-01',
      '7.0': '2025-04-01',
      '7.1': '2025-10-01',
      '7.2': '2026-08-09',
      '8.0': '2026-11-07',
    },
  },
  'packagist:laravel/framework': {
    title: 'Laravel',
    ends: {
      '5': '2020-08-30',
      '6': '2022-09-06',
      '7': '2021-03-03',
      '8': '2023-01-24',
      '9': '2024-02-08',
      '10': '2025-02-04',
      '11': '2026-03-12',
      '12': '2027-02-24',
    },
  },
  'pypi:django': {
    title: 'Django',
    ends: {
      '1.8': '2018-04-01',
      '1.9': '2017-04-04',
      '1.10': '2017-12-02',
      '1.11': '2020-04-01',
      '2.0': '2019-04-01',
      '2.1': '2019-12-02',
      '2.2': '2022-04-11',
      '3.0': '2021-04-06',
      '3.1': '2021-12-07',
      '3.2': '2024-04-01',
      '4.0': '2023-04-01',
      '4.1': '2023-12-01',
      '4.2': '2026-04-30',
      '5.0': '2025-04-02',
      '5.1': '2025-12-03',
      '5.2': '2028-04-30',
      '6.0': '2027-04-30',
    },
  },
  'npm:@angular/core': {
    title: 'Angular',
    ends: {
      '9': '2021-08-06',
      '10': '2021-12-24',
      '11': '2022-05-11',
      '12': '2022-11-12',
      '13': '2023-05-04',
      '14': '2023-11-18',
      '15': '2024-05-18',
      '16': '2024-11-08',
      '17': '2025-05-15',
      '18': '2025-11-21',
      '19': '2026-05-19',
      '20': '2026-11-28',
      '21': '2027-05-19',
    },
  },
};

/**
 * The last day of a framework's line that an exact version belongs to.
 * @param name `ecosystem:package`
 * @returns `undefined` for packages and lines that the table does not know
 */
export function frameworkEnd(
  name: string,
  version: string,
): { readonly title: string; readonly release: string; readonly date: string } | undefined {
  const framework = Object.hasOwn(FRAMEWORKS, name) ? FRAMEWORKS[name] : undefined;
  const [, major = '', minor = ''] = /^v?(\d+)\.(\d+)(?:\.|$)/.exec(version) ?? [];
  if (framework === undefined || major === '') return undefined;
  const release = [`${major}.${minor}`, major].find((line) => Object.hasOwn(framework.ends, line));
  const date = release === undefined ? undefined : framework.ends[release];
  return release === undefined || date === undefined ? undefined : { title: framework.title, release, date };
}
