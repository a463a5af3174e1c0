import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/** Comments that switch every rule off for a whole file, without saying which one is in the way. */
const BLANKET: ProbeDefinition = {
  pattern: [
    String.raw`^[ \t]*/\*\s*eslint-disable\s*\*/`,
    String.raw`^[ \t]*//\s*@ts-nocheck\b`,
    String.raw`^[ \t]*/[*/]\s*(?:tslint:disable|biome-ignore-all lint)\s*(?:\*/)?\s*$`,
    String.raw`^[ \t]*#\s*(?:flake8:\s*noqa|ruff:\s*noqa)\s*$`,
    String.raw`^[ \t]*#\s*pylint:\s*(?:skip-file|disable-all)\b`,
    String.raw`^[ \t]*#\s*(?:mypy:\s*ignore-errors|type:\s*ignore)\s*$`,
    String.raw`^[ \t]*#\s*rubocop:disable\s+all\b`,
    String.raw`^[ \t]*#!\[allow\((?:warnings|clippy::all)\)\]`,
    String.raw`^[ \t]*(?://|/\*)\s*(?:phpcs:ignoreFile|@codingStandardsIgnoreFile)\b`,
    String.raw`^[ \t]*@(?:file:)?Suppress(?:Warnings)?\(\s*\{?\s*"all"`,
    String.raw`^[ \t]*//\s*swiftlint:disable\s+all\b`,
  ].join('|'),
  words: [
    'eslint disable',
    'nocheck',
    'noqa',
    'pylint skip',
    'pylint disable',
    'mypy ignore',
    'type ignore',
    'rubocop disable',
    'swiftlint disable',
    'allow warnings',
    'allow clippy',
    'ignoreFile',
    'codingStandardsIgnoreFile',
    'Suppress',
    'SuppressWarnings',
    'biome ignore',
    'tslint disable',
  ],
  languages: ['javascript', 'typescript', 'vue', 'python', 'ruby', 'rust', 'php', 'java', 'kotlin', 'swift'],
  comments: true,
};

/** Migrations are not changed any more; types that a tool writes, and settings that Drupal lays out, are nobody's to mend. */
const WRITTEN_ONCE =
  /(?:^|\/)(?:migrations?|migrate)\/|(?:^|\/)sites\/(?:[\w.-]+\/)?(?:[\w.-]*settings[\w.-]*|sites)\.php$|(?:[._-]gen(?:erated)?|\.d)\.\w+$/i;
const MANY = 5;
const SHARE = 0.05;

/** Whether a good part of the source is exempt from checking, file by file. */
export const lintSuppressions: Check = {
  name: 'lint-suppressions',
  probes: [BLANKET],
  run(view) {
    const hits = view.facts.code.hits(BLANKET).filter((hit) => view.here(hit.path) && !WRITTEN_ONCE.test(hit.path));
    const languages = new Set(BLANKET.languages);
    const files = view.facts.source.files
      .under(view.unit)
      .filter(
        (file) =>
          file.role === 'source' && file.language !== undefined && languages.has(file.language) && view.here(file.path),
      ).length;
    if (hits.length < MANY || hits.length < files * SHARE) return no();
    return yes(
      hits.map(({ path, line, text }) => ({
        path,
        line,
        detail: `${text.slice(0, 80)} (in ${hits.length} files or more)`,
      })),
    );
  },
};
