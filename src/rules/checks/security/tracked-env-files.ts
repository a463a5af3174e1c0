import { atLine, escapeRegExp } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { isOfOneMachine } from './one-machine.ts';

/** Files of these environments hold what everybody may know. */
const SHARED =
  /(?:^|[/._-])(?:test|tests|testing|ci|travis|circleci|gitlab|github|jenkins|buildkite|drone|appveyor|phpunit|pytest|rspec|cucumber|e2e|dev|development|devcontainer|codespaces|local|docker|example|sample|demo|storybook|cypress|playwright|defaults?|schema|dist|te?mpl|tpl|template)(?:$|[/._-])/i;
/** Names that are meant to be read by everybody: they are built into what browsers load. */
const PUBLIC =
  /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC|GATSBY|VUE_APP|NG_APP|STORYBOOK)_|PUBLIC|PUBLISHABLE|_DSN$|SITE_?KEY|TOKEN_(?:URL|TTL|EXPIR|LIFETIME|TYPE|NAME|ISSUER)|(?:SECRET|TOKEN|PASSWORD)_(?:NAME|PATH|FILE|ARN|ID|LENGTH|HEADER|ENABLED|RESET)/i;

/** Whether environment files with values of secrets are tracked. Values are looked at, and never shown. */
export const trackedEnvFiles: Check = {
  name: 'tracked-env-files',
  run(view) {
    const evidence = view.facts.environment.tracked.flatMap(({ path, line, secrets }) => {
      const text = view.facts.source.text(path) ?? '';
      const names = secrets.filter((name) => !PUBLIC.test(name) && isReal(writtenValue(text, name)));
      if (names.length === 0 || SHARED.test(path) || !view.here(path) || isOfOneMachine(text) || NOT_REAL.test(text))
        return [];
      return [{ path, ...atLine(line), detail: `sets ${names.slice(0, 6).join(', ')}`, subject: path }];
    });
    return found(evidence, view.facts.source.repository.truncated);
  },
};

function writtenValue(text: string, name: string): string {
  const match = new RegExp(
    `^[ \\t]*(?:export[ \\t]+)?${escapeRegExp(name)}[ \\t]*=[ \\t]*["']?([^"'\\n]{0,400})`,
    'm',
  ).exec(text);
  return (match?.[1] ?? '').trim();
}

const PLACEHOLDER =
  /example|sample|dummy|fake|insecure|change|replace|your|insert|placeholder|secret|password|s3cr3t|passw0rd|localhost|127\.0\.0\.1|x{3,}|0{6}|\$\{|\{[{%]|<%|1234|abcd|<[^>]*>|^(?:https?|file):|^\/|@(?:db|database|postgres|mysql|mongo|redis|host)\b|^(?:(?:key|token|value|val|foo|bar)[-_]?\d{0,3}[,;: ]*)+$/i;

/** Who says so has made the values for this file. */
const NOT_REAL =
  /#.*\b(?:not|never|no|don'?t)\b.{0,30}\b(?:real|production|actual)\b.{0,20}\b(?:secrets?|keys?|credentials?|passwords?|tokens?)\b/i;

/** Letters that digits stand for: `ch4n63m3` is `changeme`. */
const LEET = ['o', 'i', undefined, 'e', 'a', 's', 'g', 't'];

/** What nobody would type: letters and digits mixed, long enough, and not one of the words that stand in for a value. */
function isReal(value: string): boolean {
  return (
    value.length >= 8 &&
    !PLACEHOLDER.test(value) &&
    !PLACEHOLDER.test(value.replace(/[0134567]/g, (digit) => LEET[Number(digit)] ?? digit)) &&
    /[a-z]/i.test(value) &&
    /\d/.test(value) &&
    new Set(value).size >= 7
  );
}
