import type { FileEntry } from '../../../repository/file-index.ts';
import type { Role } from '../../../repository/roles.ts';
import type { View } from '../../view.ts';

const ROLES: ReadonlySet<Role> = new Set<Role>(['docs', 'source', 'config', 'ci']);
const PROSE = /\.(?:md|mdx|markdown|rst|adoc|asciidoc|org|qmd)(?:\.erb)?$/i;
/** What was decided, planned, tasked or told, and how work is done, is no instruction for those who run it. */
const OTHER_PAPERS =
  /(?:^|\/)(?:adrs?|[\w-]*decisions?(?:-records?|-log)?|rfcs?|proposals|plans|specs|features|srd|prd|templates|cookbooks|blog|_?posts|news|backlog|audits?|tests?|changelogs?|release[-_]notes|api|themes|i18n|locales?|superpowers|\w+_web\/templates|pull_request_template|issue_template)(?:\/|\.\w+$)|(?:^|\/)(?:change-?log|changes|history|news|todo|licen[cs]e|code_of_conduct|security|hubot|[\w-]*logs?|[\w-]*output)(?:\.\w+)?$/i;
const FILE_LIMIT = 250;
const SIZE_LIMIT = 200_000;
/** What is shorter is a remark. */
const ENOUGH = 120;

/**
 * The documents in which those who operate the software may be told how: those at the root first.
 * @param isFirst which others come first as well
 */
export function operatorPapers(view: View, isFirst: (file: FileEntry) => boolean = () => false): readonly FileEntry[] {
  const files = view.facts.source.files
    .under(view.unit)
    .filter(
      (file) =>
        view.here(file.path) &&
        ROLES.has(file.role) &&
        PROSE.test(file.name) &&
        file.mode !== 'submodule' &&
        file.mode !== 'link' &&
        file.size >= ENOUGH &&
        file.size <= SIZE_LIMIT &&
        !OTHER_PAPERS.test(file.path),
    );
  const first = files.filter((file) => !file.path.includes('/') || isFirst(file));
  return [...first, ...files.filter((file) => !first.includes(file))].slice(0, FILE_LIMIT);
}
