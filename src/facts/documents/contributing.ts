import type { Link, Section } from './prose.ts';

/** Headings under which contributors are told what to do; whether they are told is another matter. */
export const CONTRIBUTING_HEADING =
  /^(?:bijdragen|mitwirken|mitmachen|beitragen|contribuer|contribuir|contribuindo|contribuire|contribuci(?:ó|o)n(?:es)?|bidra|bidrag|贡献|参与贡献|貢献)$|\bcontribut(?:e|es|ing|ions?|or'?s?'? guide(?:lines?)?)\b|^(?:how (?:can i|you can|to) )?help(?:ing)?(?: us)?(?: out)?$|\bget(?:ting)? involved\b|^(?:sending |submitting |opening )?(?:patches|(?:pull|merge) requests?)(?: (?:process|guidelines?|checklist|workflow|are welcome))?$|^(?:how to )?(?:mak(?:e|ing)|submit(?:ting)?|propos(?:e|ing)|suggest(?:ing)?)(?: (?:and|&) \w+)?(?: a)? changes?\b/;

/** What a guide says: where the change goes, what it must bring along, how it gets in. Two of them make instructions. */
const INSTRUCTIONS: readonly RegExp[] = [
  /\bfork (?:it|the|this|&|and pull)(?!\w)|\b(?:feature|topic|fix|new|own|separate) branch|\bbranch(?:es)? (?:off|from|named|name)\b|\b(?:against|go to|target|into) (?:the )?[`*]{0,2}[\w/-]+[`*]{0,2} branch\b|\bgit (?:checkout -b|switch -c)|\bcreate (?:a|your) (?:[\w-]+ ){0,3}branch/i,
  /\b(?:run|running|execute|pass(?:es)?|ensure|make sure|check)\b[^.\n]{0,60}\btests?\b|\btests?\b[^.\n]{0,30}\bpass(?:es|ing)?\b|\b(?:make|npm|yarn|pnpm|bun|cargo|go|mix|rake|sbt|dotnet|composer|npm run|just|task) (?:test|check|spec)\b|\b(?:pytest|tox|nox|rspec|phpunit|gradlew check|mvn verify)\b/i,
  /\b(?:add|adds|write|include|update|extend|bring\w*|cover\w*|requires?|need)\b[^.\n]{0,40}\b(?:tests?|specs?|test coverage)\b|\bwith(?:out)? tests?\b|\btest (?:your|the) changes?\b/i,
  /\b(?:lint(?:er|ing|s)?|(?:re-?)?format(?:s|ted|ter|ting)?|prettier|rubocop|eslint|ruff|flake8|clang-format|gofmt|rustfmt|pre-?commit)\b|\b(?:style ?guide|(?:coding|code) (?:style|standards?|conventions?|guidelines))\b/i,
  /\b(?:submit|submitting|open|opening|send|sending|create|creating|raise|make|file|push|issue)\b[^.\n]{0,40}\b(?:pull[- ]requests?|merge[- ]requests?|PRs?|MRs?|patch(?:es)?)\b/i,
  /\b(?:open|file|create|raise|start)\w*\b[^.\n]{0,20}\b(?:issue|discussion|ticket)\b[^.\n]{0,80}\b(?:discuss|before|first)\b|\b(?:PRs?|pull requests?) (?:is|are) (?:preferred|required|needed)\b/i,
  /\b(?:commit messages?|conventional commits?|sign(?:ed)?[- ]off|change-?log|squash|rebase|developer certificate|DCO)\b/i,
  /\b(?:docs?|documentation)\b[^.\n]{0,30}\b(?:updated?|best practices|guidelines?)\b|\bupdate the (?:docs|documentation|readme)\b/i,
];

const FOREIGN = /^(?:bij|mit|bei|bidra|contribu(?:er|ir|ind|ci)|[^\x00-\x7f])/i;
const REQUEST = /\b(?:pull|merge)[- ]requests?\b/i;

/** What generators and foundations put there: it speaks of nothing that is done here. */
const BOILERPLATE =
  /\bTODO\b[^\n]*\bcontribut|contributing to (?:the )?(?:laravel|lumen|symfony|nest)\b|laravel\.com\/docs\/contributions/i;
/** The paragraph that Microsoft has in each README. */
const LICENCE_BOT = /^.*Contributor License Agreement[\s\S]{0,600}?(?:using our CLA\.?|\n\n|$)/im;

/** The sentence of a template for READMEs, which hardly anybody means. https://www.makeareadme.com */
const TEMPLATE = /for major changes,? please open an issue first to discuss what you would like to change/gi;

/** The end of a line in the middle of a paragraph. */
const WRAPPED = /(?<=[\w,;)\]])\n(?=[a-z[(])/g;

/** A section on building that is meant for those who want to help: the way to a first change is told by commands. */
export const CONTRIBUTING_INVITATION =
  /^\W{0,6}(?:(?:(?:do|would) you )?(?:(?:if you(?:['’]d| would)? )?(?:want|wish|like|plan)|(?:if you are |are you )?(?:interested in|looking)) ?(?:to )?contribut(?:e|ing)|(?:in order )?to contribute\b[^.\n]{0,60}\byou(?:['’]ll| will)? (?:need|have to|must|should))\b/i;
const COMMAND =
  /(?:^[ \t]*(?:\$ )?|\b[Rr]un `)(?:sudo )?(?:make|just|task|npm|npx|pnpm|yarn|bun|deno|go|cargo|mvn|\.\/\S+|gradle|pip|pipenv|poetry|uv|python3?|bundle|rake|mix|dotnet|composer|sbt|cmake|docker|brew|apt(?:-get)?|dnf|git clone|cd)[ \t]+\S/gm;

/** So many commands under such a heading lead from the clone to a running program by themselves. */
const MANY = 4;

const GUIDE_LINK =
  /\bcontribut(?:e|ing|ions?)\b|\bcontribut(?:or|ors)[-_' ]?s?[-_ ]guide|\bdev[-_ ]?guide\b|\bhacking\b|(?:\b|_)develop(?:ment|er|ers|ing)?(?:\b|_)|guidelines|style-?guide|\bwiki\b.*\bpull/i;
const NO_GUIDE =
  /(?:\/\/|\.)(?:atlassian\.net|sharepoint\.com|notion\.so)\/|\/\/(?:\w+\.)?confluence\.|code[-_ ]of[-_ ]conduct|\/(?:issues|pulls|labels|graphs|milestones|discussions)\b|makeapullrequest|opensource\.guide|docs\.github\.com|\bbadge|sponsor|opencollective|twitter|slack\.com|discord(?:\.gg|(?:app)?\.com)|^https:\/\/github\.com\/[^/]+\/[^/]+\/contribute$/i;

/** A file of the program, or of another, whatever it is called. */
const CODE_FILE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|go|rs|java|kts?|scala|php|cs|fs|c|cc|cpp|h|hpp|swift|exs?|clj|dart|sh|ps1|sql|css|scss|ya?ml|json|toml|xml|lock)(?:[?#].*)?$/i;

/** Whether a section says how a change is made and handed in, or sends its readers to where that is said. */
export function guidesContributors(section: Section, links: readonly Link[]): boolean {
  if (BOILERPLATE.test(section.text)) return false;
  if (links.some((link) => isGuide(link))) return true;
  const commands = (section.text.match(COMMAND) ?? []).length;
  const isForContributors = /contribut/i.test(section.heading);
  if (
    commands >= (CONTRIBUTING_INVITATION.test(section.text) ? 2 : isForContributors ? MANY : Number.POSITIVE_INFINITY)
  )
    return true;
  const said = section.text.replace(LICENCE_BOT, '').replace(WRAPPED, ' ').replace(TEMPLATE, '');
  // In other languages only the terms of the trade are understood.
  const isForeign = FOREIGN.test(section.heading);
  const known = isForeign && REQUEST.test(said) ? 1 : 0;
  return known + INSTRUCTIONS.filter((instruction) => instruction.test(said)).length >= 2;
}

function isGuide({ text, target }: Link): boolean {
  if (target.startsWith('#') || NO_GUIDE.test(target) || CODE_FILE.test(target)) return false;
  // An address of pages is told by its path, not by the host or the owner.
  const path = target.replace(/^https?:\/\/[^/]+/, '').replace(/^\/[^/]+\/[^/]+(?=\/(?:blob|tree|wiki)\/)/, '');
  return GUIDE_LINK.test(path) || /\bcontribut(?:ing|ion)\b|\bguide(?:lines?)?\b/i.test(text);
}

/** Whether a link in the middle of a text leads to a guide, by the words around it. */
export function namesGuide(link: Link, around: string): boolean {
  return (
    /\bcontribut(?:e|ing|ions?)\b/i.test(around.replaceAll(link.target, '')) &&
    !BOILERPLATE.test(around) &&
    /\b(?:contribut(?:e|ing|ions?)|develop(?:er|ers|ment)?|guide(?:lines?)?)\b/i.test(link.text) &&
    isGuide(link)
  );
}
