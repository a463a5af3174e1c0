import type { Evidence } from '../../../facts/evidence.ts';
import { lineAt } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found, no } from '../../outcome.ts';

const DATA = /\.(?:csv|tsv|sql|dump|vcf|ldif)$/i;
const NOT_PEOPLE =
  /(?:^|\/)(?:package|composer|tsconfig|\.all-contributorsrc|contributors?|authors?|codemeta|credits|maintainers|team|speakers|locales?|i18n|translations?)\b[^/]*$|[^/]*(?:licen[cs]es?|notices?|third[-_]?party|attributions?|dependencies|sbom)\b[^/]*$|(?:^|\/)(?:locales?|i18n|translations?|lang|po)\//i;
const FILES_LIMIT = 40;
const SIZE_LIMIT = 512 * 1024;
/** Addresses of invented people. */
const INVENTED =
  /@(?:[\w-]+\.)*(?:example|test|invalid|localhost|local|fake|dummy|sample|demo|mailinator|acme|foo|bar|email|mail|domain|company|yourdomain|mydomain|noreply|users\.noreply|placeholder|xyz|abc)[\w-]*\.|^(?:test|user|admin|info|support|contact|hello|noreply|no-reply|demo|foo|example|jane|john|alice|bob|first|name)[\w.+-]{0,12}@|@(?:[\w-]+\.)*(?:test|invalid|local|example)$/i;
/** So many different people do not get into a file by chance. */
const MANY = 25;
/** People with a profile: an address beside a telephone number, a street or a birthday. */
const MORE = /phone|mobile|telefon|street|address|postcode|zip|birth|dob|surname|last_?name|salary|iban/i;

/** Whether tables hold records of people who look real: many addresses of e-mail at many hosts, none invented. */
export const personalRecordsInFiles: Check = {
  name: 'personal-records-in-files',
  run(view) {
    const files = view.facts.source.files.all.filter(
      ({ path, size, role, mode }) =>
        DATA.test(path) &&
        size < SIZE_LIMIT &&
        size > 800 &&
        (mode === 'file' || mode === 'executable') &&
        role !== 'vendored' &&
        role !== 'generated' &&
        role !== 'agent-tooling' &&
        !NOT_PEOPLE.test(path) &&
        view.here(path),
    );
    const evidence: Evidence[] = [];
    for (const { path } of files.slice(0, FILES_LIMIT)) {
      // Tables come in any encoding: one that cannot be decoded is nothing to complain about.
      const content = view.facts.source.repository.read(path, SIZE_LIMIT);
      if (!content.ok) continue;
      const text = content.bytes.toString('latin1');
      if (!MORE.test(text) || isDirectory(text)) continue;
      const addresses = new Map<string, number>();
      for (const match of text.matchAll(/[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{2,63}){1,4}/g)) {
        const address = match[0].toLowerCase();
        if (!INVENTED.test(address) && !addresses.has(address)) addresses.set(address, match.index);
        if (addresses.size > 400) break;
      }
      const hosts = new Set([...addresses.keys()].map((address) => address.slice(address.indexOf('@'))));
      const [first] = addresses.values();
      if (addresses.size < MANY || hosts.size < 3 || looksMade(text, addresses)) continue;
      evidence.push({
        path,
        line: lineAt(text, first ?? 0),
        detail: `records of ${addresses.size} people`,
        subject: path,
      });
    }
    return evidence.length === 0 ? no() : found(evidence);
  },
};

/** Columns for an organisation and its site: whoever can be asked there was named to be asked. */
const ORGANISATION =
  /\b(?:provider|organi[sz]ation|company|institution|school|university|supplier|agency|vendor|firm)s?\b/i;
const SITE = /\b(?:web ?site|url|homepage|web)\b/i;

/** Columns for a place that is open to the public, and those that only a person has. */
const PLACE = /\b(?:opening hours|horaires?|.ffnungszeiten|orari|latitude)\b/i;
const PERSON =
  /\b(?:(?:first|last|given|family|full) ?name|surname|pr.{1,2}nom|nachname|vorname|cognome|birth\w*|dob|salary|iban)\b/i;

/** Whether a table lists organisations or places, with a contact of each. */
function isDirectory(text: string): boolean {
  const header = text.slice(0, text.indexOf('\n')).replaceAll('_', ' ');
  return (ORGANISATION.test(header) && SITE.test(header)) || (PLACE.test(header) && !PERSON.test(header));
}

/** Generators of records number their people, or take hosts from lists of their own. */
function looksMade(text: string, addresses: ReadonlyMap<string, number>): boolean {
  const all = [...addresses.keys()];
  const numbered = all.filter((address) => /^\D+\d+@/.test(address)).length;
  const listed = all.filter((address) =>
    /@(?:[\w-]+\.)*(?:sina|wikispaces|buzzfeed|hud|census|unesco|mapy|tripod|blogspot|posterous|geocities|networksolutions|theguardian|huffingtonpost|nymag|dion|xing|istockphoto|cdbaby|sourceforge|orci|quam|nunc|velit|lorem|ipsum)\b/.test(
      address,
    ),
  ).length;
  return (
    numbered > all.length * 0.6 || listed > all.length * 0.05 || /mockaroo|faker|generatedata|lorem ipsum/i.test(text)
  );
}
