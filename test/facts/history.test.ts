import { describe, expect, it } from 'vitest';
import { kindOfDomain, sortOfAuthor } from '../../src/facts/history/people.ts';
import { sortOfTag } from '../../src/facts/history/tags.ts';
import { readHistory } from '../../src/facts/history.ts';
import type { Commit, HistoryRecord } from '../../src/repository/repository.ts';

const DAY = 86_400;
const START = 1_700_000_000;

const commit = (author: string, email: string, day: number, subject: string): Commit => ({
  hash: `${author}-${day}-${subject}`,
  author,
  email,
  time: START + day * DAY,
  subject,
});

const record = (commits: readonly Commit[], more: Partial<HistoryRecord> = {}): HistoryRecord => ({
  shallow: false,
  commits,
  truncated: false,
  tags: [],
  remotes: [],
  ...more,
});

describe('readHistory', () => {
  it('knows nothing without version control, or of a shallow clone', () => {
    expect(readHistory(null)).toEqual({ known: false, remotes: [] });
    const remotes = ['https://example.org/a/b.git'];
    expect(readHistory(record([commit('Ada', 'ada@acme.com', 0, 'x')], { shallow: true, remotes }))).toEqual({
      known: false,
      remotes,
    });
  });

  it('sums up a history', () => {
    const commits = [
      commit('dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', 40, 'chore(deps): bump x (#12)'),
      commit('Claude', 'noreply@anthropic.com', 39, 'Add tests'),
      commit('Ada Lovelace', 'ada@acme.com', 30, 'feat(api): add totals (#11)'),
      commit('Ada Lovelace', '123+ada@users.noreply.github.com', 20, 'fix: rounding'),
      commit('ada', 'ada@users.noreply.github.com', 20, 'Merge pull request #10 from acme/totals'),
      commit('Grace Hopper', 'grace@acme.com', 10, 'wip'),
      commit('Grace Hopper', 'grace@gmail.com', 0, 'Initial commit'),
    ];
    const tags = [
      { name: 'v1.0.0', time: START },
      { name: 'deploy-2024-01-31', time: START },
      { name: 'latest', time: START },
    ];
    expect(readHistory(record(commits, { tags }))).toEqual({
      known: true,
      remotes: [],
      commits: 7,
      truncated: false,
      people: 2,
      topShare: 3 / 5,
      regulars: 2,
      outsiders: 0,
      botCommits: 1,
      agentCommits: 1,
      bots: ['dependabot[bot]'],
      first: START,
      last: START + 40 * DAY,
      activeDays: 6,
      spanDays: 40,
      coreDays: 30,
      burst: false,
      releases: 1,
      releaseTags: [{ name: 'v1.0.0', time: START }],
      dateTags: 1,
      domains: [
        { domain: 'acme.com', kind: 'organisation', people: 2, commits: 2 },
        { domain: 'users.noreply.github.com', kind: 'noreply', people: 1, commits: 2 },
        { domain: 'gmail.com', kind: 'free-mail', people: 1, commits: 1 },
      ],
      companyDomains: [{ domain: 'acme.com', kind: 'organisation', people: 2, commits: 2 }],
      companyShare: 2 / 5,
      studentShare: 0,
      conventionalShare: 2 / 4,
      mergeShare: 1 / 5,
      pullRequestShare: 2 / 5,
      casualShare: 2 / 4,
    });
  });

  it('sees a burst, but not in the end of a longer history', () => {
    const commits = [commit('A B', 'a@b.de', 2, 'x'), commit('A B', 'a@b.de', 0, 'y')];
    expect(readHistory(record(commits))).toMatchObject({ burst: true, spanDays: 2 });
    expect(readHistory(record(commits, { truncated: true }))).toMatchObject({ burst: false });
    expect(readHistory(record([]))).toMatchObject({ burst: false, commits: 0, topShare: 0, people: 0, first: 0 });
  });

  it('passes over clocks that were never set', () => {
    const lost = { ...commit('A B', 'a@b.de', 0, 'x'), time: 12 };
    const odd = { ...commit('A B', 'a@b.de', 0, 'x'), time: Number.NaN };
    expect(readHistory(record([lost, odd, commit('A B', 'a@b.de', 5, 'x')]))).toMatchObject({
      first: START + 5 * DAY,
      last: START + 5 * DAY,
      activeDays: 1,
    });
  });

  it('keeps people apart who only share a name that machines give', () => {
    const commits = [
      commit('root', 'root@localhost', 0, 'x'),
      commit('root', 'ops@acme.com', 1, 'y'),
      commit('Your Name', 'you@example.com', 2, 'z'),
      commit('Your Name', 'ada@acme.com', 3, 'z'),
    ];
    expect(readHistory(record(commits))).toMatchObject({ people: 4 });
  });

  it('leaves the share of a company to addresses that several people have', () => {
    const own = [commit('Ada L', 'ada@lovelace.dev', 0, 'x'), commit('Bob M', 'bob@gmail.com', 1, 'y')];
    expect(readHistory(record(own))).toMatchObject({ companyShare: 0 });
  });

  it('tells how long most of the work took, whoever looked in years later', () => {
    const days = [...Array.from({ length: 19 }, (_, index) => index * 2), 900];
    const commits = days.map((day) => commit('Ada L', 'ada@lovelace.dev', day, 'x'));
    expect(readHistory(record(commits))).toMatchObject({ spanDays: 900, coreDays: 36 });
    expect(readHistory(record(commits.slice(0, 1)))).toMatchObject({ coreDays: 0 });
    expect(readHistory(record([]))).toMatchObject({ coreDays: 0 });
  });

  it('counts what students commit from the addresses that their universities give them', () => {
    const share = (...emails: readonly string[]): unknown =>
      readHistory(record(emails.map((email, index) => commit(email, email, index, 'x'))));
    expect(share('s3812345@student.example.edu.au', 'ada@gmail.com')).toMatchObject({ studentShare: 0.5 });
    expect(share('ada.lovelace@studio.example.it', 'eva@etu.example.fr', 'up2101234@myport.ac.uk')).toMatchObject({
      studentShare: 1,
      companyShare: 0,
    });
    expect(share('r.hill@example.ac.uk', 'ada@studio.acme.com', 'up2101234@acme.com')).toMatchObject({
      studentShare: 0,
    });
  });

  it('is quick with thousands of people and long subjects', () => {
    const commits = Array.from({ length: 5_000 }, (_, index) =>
      commit(`Name ${index % 900}`, `n${index % 1_700}@x${index % 300}.org`, index % 900, 'a('.repeat(2_000)),
    );
    const started = performance.now();
    expect(readHistory(record(commits))).toMatchObject({ commits: 5_000 });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('sortOfAuthor', () => {
  it.each([
    ['renovate[bot]', '29139614+renovate[bot]@users.noreply.github.com', 'bot'],
    ['github-actions', 'actions@github.com', 'bot'],
    ['snyk-bot', 'snyk-bot@snyk.io', 'bot'],
    ['Acme Bot', 'ops@acme.com', 'bot'],
    ['PipelineBot', 'pipeline@acme.com', 'bot'],
    ['Hosted Weblate', 'hosted@weblate.org', 'bot'],
    ['Copilot', '198982749+Copilot@users.noreply.github.com', 'agent'],
    ['Devin AI', '158243242+devin-ai-integration[bot]@users.noreply.github.com', 'agent'],
    ['Claude', 'noreply@anthropic.com', 'agent'],
    ['Scott Talbot', 'stalbot@acme.com', 'person'],
    ['Peter Sobot', 'psobot@gmail.com', 'person'],
    ['Travis Miller', 'travis@miller.com', 'person'],
    ['Abbott', 'abbott@acme.com', 'person'],
    ['Ada Lovelace', 'ada@acme.com', 'person'],
  ])('takes %s <%s> for a %s', (author, email, sort) => {
    expect(sortOfAuthor({ author, email })).toBe(sort);
  });
});

describe('sortOfTag', () => {
  it.each([
    ['v1.2.3', 'version'],
    ['1.2', 'version'],
    ['v.1.2.3', 'version'],
    ['core-1.2.3', 'version'],
    ['core/v1.2.3-rc.1', 'version'],
    ['@scope/name@0.4.0', 'version'],
    ['release-1.10', 'version'],
    ['REL_9_4', 'version'],
    ['2024.5.1', 'version'],
    ['2024-05-01', 'date'],
    ['release-2018-06-11a', 'date'],
    ['20150710t105511', 'date'],
    ['2023.11.17', 'date'],
    ['latest', 'other'],
    ['v2', 'other'],
    ['build-1831', 'other'],
    ['c299ad306d', 'other'],
  ])('takes %s for a %s', (name, sort) => {
    expect(sortOfTag(name)).toBe(sort);
  });
});

describe('kindOfDomain', () => {
  it.each([
    ['gmail.com', 'free-mail'],
    ['yahoo.co.uk', 'free-mail'],
    ['users.noreply.github.com', 'noreply'],
    ['macbook.local', 'local'],
    ['localhost', 'local'],
    ['', 'local'],
    ['acme.com', 'organisation'],
    ['mit.edu', 'university'],
    ['fpt.edu.vn', 'university'],
    ['cs.ox.ac.uk', 'university'],
    ['student.kuleuven.be', 'university'],
    ['uni-jena.de', 'university'],
    ['education.com', 'organisation'],
    ['digital.trade.gov.uk', 'organisation'],
  ])('takes %s for %s', (domain, kind) => {
    expect(kindOfDomain(domain)).toBe(kind);
  });
});
