import type { Commit, HistoryRecord, Tag } from '../repository/repository.ts';
import {
  type DomainKind,
  domainOf,
  isOfStudent,
  kindOfDomain,
  type Person,
  peopleOf,
  sortOfAuthor,
} from './history/people.ts';
import { sortOfTag } from './history/tags.ts';

/** A domain of authors' addresses, with how many people and commits have it. */
export interface AuthorDomain {
  readonly domain: string;
  readonly kind: DomainKind;
  readonly people: number;
  readonly commits: number;
}

/** What the past tells; nothing of it when there is no history, or only its end (a shallow clone). */
export type HistoryFact =
  | { readonly known: false; readonly remotes: readonly string[] }
  | ({ readonly known: true; readonly remotes: readonly string[] } & KnownHistory);

/** Shares are between 0 and 1; all but `commits`, `botCommits` and `agentCommits` leave out machine accounts. */
export interface KnownHistory {
  /** All commits that were read, bots' too. */
  readonly commits: number;
  /** Whether there are older commits that were not read: `first` is then not the first. */
  readonly truncated: boolean;
  readonly people: number;
  /** Share of commits of the most active person. */
  readonly topShare: number;
  /** How many people make four fifths of the commits of the last two years that saw any. */
  readonly regulars: number;
  /** How many others have made commits in the last of them. */
  readonly outsiders: number;
  readonly botCommits: number;
  /** Commits that coding agents made under their own name. */
  readonly agentCommits: number;
  /** The machine accounts that committed last, or in the year before. */
  readonly bots: readonly string[];
  /** Seconds since the epoch; 0 when there is no commit. */
  readonly first: number;
  readonly last: number;
  readonly activeDays: number;
  readonly spanDays: number;
  /** The fewest days in a row in which nineteen of twenty commits were made. */
  readonly coreDays: number;
  /** Everything was made within three days. */
  readonly burst: boolean;
  /** How many tags name a version. */
  readonly releases: number;
  readonly releaseTags: readonly Tag[];
  /** How many tags name a day: deployments rather than releases. */
  readonly dateTags: number;
  /** Most commits first. */
  readonly domains: readonly AuthorDomain[];
  /** Those of `domains` that are neither free mail, nor a university's, nor no-reply, nor a machine's own. */
  readonly companyDomains: readonly AuthorDomain[];
  /** Share of commits from company domains that at least two people have. */
  readonly companyShare: number;
  /** Share of commits from addresses that universities give their students. */
  readonly studentShare: number;
  readonly conventionalShare: number;
  readonly mergeShare: number;
  /** Share of commits that name their pull or merge request: squashed, or merged. */
  readonly pullRequestShare: number;
  /** Share of commits that say no more than "wip", "fix", "update" or "initial commit". */
  readonly casualShare: number;
}

/**
 * Sums up the past of a repository.
 * @param record as `repository.history()` gives it; `null` where there is no version control
 */
export function readHistory(record: HistoryRecord | null): HistoryFact {
  if (record === null || record.shallow) return { known: false, remotes: record?.remotes ?? [] };
  const sorts = record.commits.map(sortOfAuthor);
  const human = record.commits.filter((_, index) => sorts[index] === 'person');
  const people = peopleOf(human);
  const domains = domainsOf(human, people);
  const companyDomains = domains.filter((domain) => domain.kind === 'organisation');
  const shared = companyDomains.filter((domain) => domain.people >= 2);
  const releaseTags = record.tags.filter((tag) => sortOfTag(tag.name) === 'version');
  const written = human.filter((commit) => !MERGE.test(commit.subject));
  return {
    known: true,
    remotes: record.remotes,
    commits: record.commits.length,
    truncated: record.truncated,
    people: people.length,
    topShare: share(people[0]?.commits ?? 0, human.length),
    ...recentlyBy(human),
    botCommits: sorts.filter((sort) => sort === 'bot').length,
    agentCommits: sorts.filter((sort) => sort === 'agent').length,
    bots: recentNames(record.commits.filter((_, index) => sorts[index] === 'bot')),
    ...timesOf(record.commits, record.truncated),
    coreDays: coreOf(human),
    releases: releaseTags.length,
    releaseTags,
    dateTags: record.tags.filter((tag) => sortOfTag(tag.name) === 'date').length,
    domains,
    companyDomains,
    companyShare: share(
      shared.reduce((sum, domain) => sum + domain.commits, 0),
      human.length,
    ),
    studentShare: share(human.filter(({ email }) => isOfStudent(email)).length, human.length),
    conventionalShare: shareOf(written, CONVENTIONAL),
    mergeShare: shareOf(human, MERGE),
    pullRequestShare: shareOf(human, PULL_REQUEST),
    casualShare: shareOf(written, CASUAL),
  };
}

const YEAR = 365 * 86_400;
const MOST = 0.8;

/** Who works on it of late: those who left long ago, and those who came by once, do not share the work. */
function recentlyBy(commits: readonly Commit[]): Pick<KnownHistory, 'regulars' | 'outsiders'> {
  const newest = commits.reduce((latest, { time }) => Math.max(latest, time), 0);
  const recent = commits.filter(({ time }) => time > newest - 2 * YEAR);
  let regulars = 0;
  let made = 0;
  for (const person of peopleOf(recent)) {
    if (made >= MOST * recent.length) break;
    made += person.commits;
    regulars++;
  }
  const lastYear = peopleOf(recent.filter(({ time }) => time > newest - YEAR));
  return { regulars, outsiders: Math.max(0, lastYear.length - regulars) };
}

/** Who made the last of some commits, or any in the year before. */
function recentNames(commits: readonly Commit[]): string[] {
  const newest = commits.reduce((latest, { time }) => Math.max(latest, time), 0);
  return [...new Set(commits.filter(({ time }) => time > newest - YEAR).map(({ author }) => author))];
}

const MERGE = /^Merge(?:d|s)? /i;
const PULL_REQUEST =
  /\((?:#|!|GH-)\d{1,7}\)\s*$|^Merge pull request #\d|^Merged? (?:in .{1,80} \(pull request #|PR #?|MR !?|!)\d|^Auto merge of #\d/;
/** conventionalcommits.org, with the types of commitlint's preset and those in wide use. */
const CONVENTIONAL =
  /^(?:feat|feature|fix|chore|docs?|refactor|tests?|build|ci|perf|style|revert|deps|security|release|i18n|wip|types|improvement)(?:\([^()]{1,60}\))?!?: \S/i;
/** Subjects that say nothing, and those that web editors propose. */
const CASUAL =
  /^(?:wip|wip[:\s-].{0,20}|(?:small |minor |quick |bug ?|hot ?)?fix(?:es|ed|ing)?|(?:bug|hot)fix(?:es)?|updates?|updated|initial(?: commit)?|first(?: commit)?|init|minor(?: changes?)?|changes?|stuff|misc|test(?:ing)?|tests|typos?|commit|save|temp|tmp|done|final|final version|clean ?up|progress|more|oops|again|working|asdf+|\.+|-+|\d{1,3}|(?:create|update|delete|rename) [\w./-]{1,60}|update readme|add files via upload)[.!]*$/i;

function shareOf(commits: readonly Commit[], pattern: RegExp): number {
  return share(commits.filter((commit) => pattern.test(commit.subject.slice(0, 400).trim())).length, commits.length);
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

const DAY = 86_400;
/** Clocks that were never set write times around 1970. */
const EARLIEST = 315_532_800;
const BURST_DAYS = 3;

function timesOf(
  commits: readonly Commit[],
  truncated: boolean,
): Pick<KnownHistory, 'first' | 'last' | 'activeDays' | 'spanDays' | 'burst'> {
  let first = 0;
  let last = 0;
  const days = new Set<number>();
  for (const { time } of commits) {
    if (!Number.isFinite(time) || time < EARLIEST) continue;
    if (first === 0 || time < first) first = time;
    if (time > last) last = time;
    days.add(Math.floor(time / DAY));
  }
  const span = last - first;
  return {
    first,
    last,
    activeDays: days.size,
    spanDays: Math.floor(span / DAY),
    burst: !truncated && days.size > 0 && span <= BURST_DAYS * DAY,
  };
}

const CORE = 0.95;

function coreOf(commits: readonly Commit[]): number {
  const times = commits
    .map(({ time }) => time)
    .filter((time) => time >= EARLIEST)
    .sort((a, b) => a - b);
  const most = Math.ceil(CORE * times.length);
  let shortest = Number.POSITIVE_INFINITY;
  for (let index = most - 1; most > 0 && index < times.length; index++) {
    shortest = Math.min(shortest, (times[index] as number) - (times[index - most + 1] as number));
  }
  return Number.isFinite(shortest) ? Math.floor(shortest / DAY) : 0;
}

function domainsOf(commits: readonly Commit[], people: readonly Person[]): AuthorDomain[] {
  const counts = new Map<string, { people: number; commits: number }>();
  const countOf = (domain: string): { people: number; commits: number } => {
    const known = counts.get(domain);
    if (known !== undefined) return known;
    const fresh = { people: 0, commits: 0 };
    counts.set(domain, fresh);
    return fresh;
  };
  for (const commit of commits) countOf(domainOf(commit.email)).commits++;
  for (const person of people) for (const domain of person.domains) countOf(domain).people++;
  return [...counts]
    .map(([domain, count]) => ({ domain, kind: kindOfDomain(domain), ...count }))
    .sort((a, b) => b.commits - a.commits || (a.domain < b.domain ? -1 : 1));
}
