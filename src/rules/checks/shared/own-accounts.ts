import type { Facts } from '../../../facts/facts.ts';

const REPOSITORY = /github\.com[/:]([\w.-]+)\//gi;
/** A badge of the repository's own pipelines, or how to fetch it. */
const OWN_LINK =
  /github\.com\/([\w.-]+)\/[\w.-]+\/(?:actions\/workflows|workflows)\/|\bgit\s+clone\s+\S{0,30}github\.com[/:]([\w.-]+)\//gi;
const OWNERS_FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];
/** The repository of an organisation in which it keeps what all of its others share. */
const SHARED = /^([\w.-]+)\/\.github\//g;
const TEAM = /\s@([\w-]+)\/[\w.-]+/g;
const MERGE = /^Merge pull request #\d+ from ([\w.-]+)\//gm;
/** Fewer merges or links than this are chance. */
const ENOUGH = 3;

/**
 * The accounts on GitHub, in lower case, that a repository belongs to by what it says of itself: its remotes and manifests, the scope
 * of its packages, the teams that own its code, the branches that were merged, the workflows that it shares with others of its
 * organisation, and where its README points. A clone that was fetched
 * from elsewhere names none in its remotes.
 */
export function ownAccounts(facts: Facts): ReadonlySet<string> {
  let accounts = known.get(facts);
  if (accounts === undefined) {
    accounts = findAccounts(facts);
    known.set(facts, accounts);
  }
  return accounts;
}

/** Whether an action or a repository (`owner/name`) is one of these accounts'. */
export function isOf(accounts: ReadonlySet<string>, name: string): boolean {
  return accounts.has(name.split('/', 1)[0]?.toLowerCase() ?? '');
}

/** Several questions about one repository ask for them. */
const known = new WeakMap<Facts, ReadonlySet<string>>();

function findAccounts({ history, manifests, record, source, documents, pipelines }: Facts): ReadonlySet<string> {
  const accounts = new Set<string>();
  const add = (account: string): void => {
    if (account !== '') accounts.add(account.toLowerCase());
  };
  const urls = [...history.remotes, ...manifests.flatMap(({ urls, name }) => [...urls, `${name ?? ''}/`])];
  for (const url of urls) for (const account of accountsIn(url, REPOSITORY)) add(account);
  for (const { name = '' } of manifests) for (const account of accountsIn(name, SCOPE)) add(account);
  const owners = OWNERS_FILES.map((path) => source.text(path)).find((text) => text !== undefined) ?? '';
  add(leading(accountsIn(owners.replace(/#.*$/gm, ''), TEAM), 1));
  const subjects = record?.commits.map(({ subject }) => subject) ?? [];
  add(leading(accountsIn(subjects.join('\n'), MERGE), ENOUGH));
  const called = pipelines.flatMap(({ jobs, external }) => [...jobs.flatMap(({ calls }) => calls ?? []), ...external]);
  add(leading([...new Set(called.flatMap(({ name }) => accountsIn(name, SHARED)))], 1));
  const readme = documents.readme === undefined ? '' : (source.text(documents.readme.path) ?? '');
  add(leading(accountsIn(readme, OWN_LINK), 1));
  add(leading(accountsIn(readme, REPOSITORY), ENOUGH));
  if (!history.remotes.some((url) => accountsIn(url, REPOSITORY).length > 0)) {
    add(leading(namesakes(source, documents), 1));
    add(ownerOfSeveral(readme));
  }
  return accounts;
}

const READ = 100;
const DEPTH = 3;
const SIZE_LIMIT = 64 * 1024;
/** Pages, entry points and manifests, which tell where the source is. */
const LINKING = /\.(?:html|toml|json|ya?ml|cfg|gemspec|cabal)$|(?:^|\/)(?:lib|main|__init__|index|setup)\.\w+$/;
const WITH_NAME = /github\.com[/:]([\w.-]+)\/([\w.-]+?)(?:\.git)?(?=$|[^\w.-]|\.(?:\s|$))/gi;

/** Owners of repositories that are called as the folder of this one, in what is written in it. */
function namesakes(source: Facts['source'], documents: Facts['documents']): string[] {
  const name = nameOfFolder(source.repository.directory ?? source.repository.root);
  if (name === '') return [];
  const files = source.files.all.filter(
    ({ path, role, size }) =>
      (role === 'source' || role === 'config') &&
      size < SIZE_LIMIT &&
      path.split('/').length <= DEPTH &&
      LINKING.test(path),
  );
  const paths = [...documents.documents.slice(0, READ), ...files.slice(0, READ)].map(({ path }) => path);
  return [...new Set(paths)].flatMap((path) =>
    [...(source.text(path) ?? '').matchAll(WITH_NAME)].flatMap(([, owner = '', repository = '']) =>
      repository.toLowerCase() === name ? [owner] : [],
    ),
  );
}

/** Whoever owns all of the repositories that a README names, if there are several. */
function ownerOfSeveral(readme: string): string {
  const named = [...readme.matchAll(WITH_NAME)].map(([, owner = '', repository = '']) => ({ owner, repository }));
  const owners = new Set(named.map(({ owner }) => owner.toLowerCase()));
  const [only = ''] = owners;
  return owners.size === 1 && new Set(named.map(({ repository }) => repository)).size > 1 ? only : '';
}

/** The last part of a path. */
function nameOfFolder(path: string): string {
  const name =
    path
      .replace(/[/\\]+$/, '')
      .split(/[/\\]/)
      .at(-1) ?? '';
  return name.replace(/^\.+$/, '').toLowerCase();
}

/** `@acme/shop` on npm, `acme/shop` on Packagist, `io.github.acme:shop` on Maven Central. */
const SCOPE = /^@([\w-]+)\/|^([\w-]+)\/[\w.-]+$|^(?:io|com)\.github\.([\w-]+)[.:]/g;

function accountsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match.slice(1).find(Boolean) ?? '');
}

/** Whoever makes up more than half of the names that are there, if there are enough of that. */
function leading(names: readonly string[], enough: number): string {
  const counts = new Map<string, number>();
  let all = 0;
  for (const name of names) {
    if (name === '') continue;
    all++;
    const key = name.toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [name, count] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? ['', 0];
  return count >= enough && count * 2 > all ? name : '';
}
