import { atLine } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** Files of these environments hold what everybody may know. */
const SHARED =
  /(?:^|[/._-])(?:test|tests|testing|ci|e2e|dev|development|local|docker|example|sample|demo|storybook|cypress|playwright|defaults?|schema|dist)(?:$|[/._-])/i;
/** Names that are meant to be read by everybody: they are built into what browsers load. */
const PUBLIC =
  /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC|GATSBY|VUE_APP|NG_APP|STORYBOOK)_|PUBLIC|PUBLISHABLE|_DSN$|SITE_?KEY|TOKEN_(?:URL|TTL|EXPIR|LIFETIME|TYPE|NAME|ISSUER)|(?:SECRET|TOKEN|PASSWORD)_(?:NAME|PATH|FILE|ARN|ID|LENGTH|HEADER|ENABLED|RESET)/i;

/** Whether environment files with values of secrets are tracked. Values are not looked at here and never shown. */
export const trackedEnvFiles: Check = {
  name: 'tracked-env-files',
  run(view) {
    const evidence = view.facts.environment.tracked.flatMap(({ path, line, secrets }) => {
      const names = secrets.filter((name) => !PUBLIC.test(name));
      if (names.length === 0 || SHARED.test(path) || !view.here(path)) return [];
      return [{ path, ...atLine(line), detail: `sets ${names.slice(0, 6).join(', ')}`, subject: path }];
    });
    return found(evidence, view.facts.source.repository.truncated);
  },
};
