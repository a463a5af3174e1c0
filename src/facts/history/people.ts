import type { Commit } from '../../repository/repository.ts';

/** Coding agents that commit under a name of their own. */
const AGENT =
  /^(?:claude|claude[- ]code|copilot|copilot-swe-agent|cursor[- ]?agent|cursor|devin(?:[- ]ai[- ]integration)?|google-labs-jules|jules|codex|openai[- ]codex|gemini[- ]cli|gemini-code-assist|aider|sweep(?:[- ]ai)?|openhands|lovable-dev|gpt-engineer-app|v0|bolt(?:\.new)?|replit[- ]agent|amazon-q-developer|sourcery-ai)(?:\[bot\])?$/i;
const AGENT_EMAIL =
  /^(?:noreply@anthropic\.com|cursoragent@cursor\.com|openhands@all-hands\.dev)$|^(?:\d+\+)?(?:copilot|copilot-swe-agent|devin-ai-integration|claude|google-labs-jules|cursor)(?:\[bot\])?@users\.noreply\.github\.com$/i;

const BOT =
  /\[bot\]|(?:^|[-_ .])(?:ro)?bot(?:$|[-_ .])|^(?:dependabot|renovate|greenkeeper|imgbot|allcontributors|mergify|bors|homu|weblate|hosted weblate|transifex|crowdin|codecov|semantic-release|release-please|pre-commit-ci|autofix-ci|deepsource|restyled|whitesource|mend|snyk|scala steward|pyup|travis ci|circle ?ci|jenkins|github actions?|github-actions?|gitlab(?: ci)?|buildkite|drone|azure devops|tekton|argocd|argo ?cd|flux|fluxcd|ci|cd|build|deploy|automation|autobuild|release|releaser|github enterprise|translatewiki\.net|libraryupgrader)(?:$|[-_ ](?:bot|ci|user|robot|actions?)$)/i;
const BOT_EMAIL =
  /\[bot\]@|^(?:ci|jenkins|actions|action|github-actions|dependabot|renovate|builds)@|^support@dependabot\.com$|(?:^|[-_.+])bot\d*@/i;
/** `PipelineBot`, but not `Talbot`. */
const BOT_NAME = /[a-z]Bot$/;

export type AuthorSort = 'person' | 'bot' | 'agent';

/** Whether a person, a machine account or a coding agent made a commit, as far as its author line tells. */
export function sortOfAuthor(commit: Pick<Commit, 'author' | 'email'>): AuthorSort {
  const name = commit.author.slice(0, 120).trim();
  const email = commit.email.slice(0, 200).trim();
  if (AGENT.test(name) || AGENT_EMAIL.test(email)) return 'agent';
  return BOT.test(name) || BOT_NAME.test(name) || BOT_EMAIL.test(email) ? 'bot' : 'person';
}

/** Names and addresses that many people share, because a machine had no better. */
const NOBODY =
  /^(?:|root|user|admin|administrator|unknown|your name|name|git|none|no author|dev|developer|test|anonymous|github|ubuntu|ec2-user|vagrant|me)$/i;
const NOBODY_EMAIL =
  /^(?:|(?:root|user|admin|you|me|your?|name|none|email|git|noreply|ubuntu|vagrant)@.*|.*@(?:localhost|example\.(?:com|org)|none)|your_?email.*|noreply@github\.com)$/i;

/** One person, with all the names and addresses that they committed under. */
export interface Person {
  commits: number;
  readonly domains: Set<string>;
}

/**
 * Who made the commits: author lines that share an address or a name are one person.
 * @param commits those of people, without bots
 */
export function peopleOf(commits: readonly Commit[]): Person[] {
  const groups = new DisjointKeys();
  const keys = commits.map((commit) => {
    const name = commit.author.trim().replace(/\s+/g, ' ').toLowerCase();
    const email = normaliseEmail(commit.email);
    const byName = NOBODY.test(name) ? undefined : `n:${name}`;
    const byEmail = NOBODY_EMAIL.test(email) ? undefined : `e:${email}`;
    if (byName !== undefined && byEmail !== undefined) groups.join(byName, byEmail);
    return byEmail ?? byName ?? `?:${name} ${email}`;
  });
  const people = new Map<string, Person>();
  commits.forEach((commit, index) => {
    const key = groups.rootOf(keys[index] ?? '');
    let person = people.get(key);
    if (person === undefined) {
      person = { commits: 0, domains: new Set() };
      people.set(key, person);
    }
    person.commits++;
    person.domains.add(domainOf(commit.email));
  });
  return [...people.values()].sort((a, b) => b.commits - a.commits);
}

/** GitHub's private addresses carry a number that older ones lack. */
function normaliseEmail(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/^\d+\+(?=.*@users\.noreply\.github\.com$)/, '');
}

/** Keys that stand for one thing, joined pair by pair. */
class DisjointKeys {
  readonly #parents = new Map<string, string>();

  rootOf(key: string): string {
    let root = key;
    for (let parent = this.#parents.get(root); parent !== undefined; parent = this.#parents.get(root)) root = parent;
    // Shorten the path, so that long chains of aliases stay cheap.
    for (let step = key; step !== root; ) {
      const next = this.#parents.get(step) ?? root;
      this.#parents.set(step, root);
      step = next;
    }
    return root;
  }

  join(a: string, b: string): void {
    const rootA = this.rootOf(a);
    const rootB = this.rootOf(b);
    if (rootA !== rootB) this.#parents.set(rootB, rootA);
  }
}

/** The domain of an address, in lower case; `''` when there is none. */
export function domainOf(email: string): string {
  return email
    .slice(email.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase();
}

export type DomainKind = 'organisation' | 'university' | 'free-mail' | 'noreply' | 'local';

const FREE_MAIL =
  /^(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|rocketmail|icloud|me|mac|aol|gmx|web|t-online|freenet|proton|protonmail|pm|tutanota|tuta|fastmail|hey|zoho|mail|inbox|email|yandex|ya|qq|163|126|foxmail|sina|naver|daum|hanmail|posteo|mailbox|riseup|disroot|orange|wanadoo|free|laposte|libero|seznam|wp|o2|interia|rambler|bk|list|comcast|verizon|att|btinternet|sky|bigpond|duck|relay|mozmail|anonaddy|simplelogin|keemail|cock|disposable|online|bluewin|telia|home|xs4all|ukr|abv|rediffmail|sapo|uol|bol|terra|ig)\.(?:com?|net|org|de|fr|it|es|nl|ru|ua|cz|pl|at|ch|be|se|no|dk|fi|pt|br|in|jp|kr|cn|tw|hk|au|nz|ca|uk|me|io|eu|fm|li|lv|bg|co\.\w\w|com\.\w\w|ne\.jp)$/;

/** Students and researchers write from these, whoever they work for. */
const UNIVERSITY =
  /\.(?:edu|(?:ac|edu)\.[a-z]{2})$|(?:^|\.)(?:students?|alumn[io]s?|stud|studenti|etu(?:d(?:iants?)?)?)\.|(?:^|\.)(?:studio|edu)\.[\w-]+\.it$|(?:^|\.)uni-[a-z-]+\.(?:de|at)$/;

/** Domains that universities give their students. */
const STUDENTS =
  /(?:^|\.)(?:stud(?:ent)?s?|studenti|etu(?:d(?:iants?)?)?|alunos?|alumnos?|alumnes?|estudiantes?|ogr(?:enci)?|mahasiswa)\.[\w.-]+$|(?:^|\.)(?:studio|edu)\.[\w-]+\.it$|(?:^|\.)mail\.(?:polimi\.it|utoronto\.ca|mcgill\.ca)$/;
/** The number of a student, where a university has it as the name of the address. */
const STUDENT_NUMBER = /^[a-z]{0,3}\d{5,9}$/;

/** Whether an address is one that a university gave to a student. */
export function isOfStudent(email: string): boolean {
  const domain = domainOf(email);
  if (STUDENTS.test(domain)) return true;
  return UNIVERSITY.test(domain) && STUDENT_NUMBER.test(email.slice(0, email.lastIndexOf('@')).trim().toLowerCase());
}

/** What sort of domain an address has: only organisations tell who stands behind a project. */
export function kindOfDomain(domain: string): DomainKind {
  if (
    domain === '' ||
    !domain.includes('.') ||
    /\.(?:local|lan|localdomain|internal|home|corp|invalid|\(none\))$/.test(domain)
  )
    return 'local';
  if (/(?:^|\.)(?:no-?reply|noreply)\.|^(?:github|gitlab|example)\.(?:com|org)$/.test(domain)) return 'noreply';
  if (UNIVERSITY.test(domain)) return 'university';
  return FREE_MAIL.test(domain) ? 'free-mail' : 'organisation';
}
