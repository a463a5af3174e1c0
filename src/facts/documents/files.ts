import type { FileEntry } from '../../repository/file-index.ts';
import type { DocumentKind } from './kinds.ts';

/** Documents that are told by their path alone: templates, lists of owners, notes for machines. */
export interface PathRecognition {
  readonly kind: DocumentKind;
  readonly path: RegExp;
  /** What the text must say; files whose name is enough are not read. */
  readonly text?: RegExp;
  /** Many files make one document: the folder's. */
  readonly folder?: true;
}

const ANY_LINE = /^[ \t]*[^\s#]/m;

/** Over the lower-cased path. */
export const PATHS: readonly PathRecognition[] = [
  {
    kind: 'issue-template',
    path: /(?:^|\/)(?:\.github|\.gitea|\.forgejo)\/issue_template(?:\/(?!config\.)[^/]+\.(?:md|ya?ml)|\.(?:md|ya?ml))$|(?:^|^docs\/)issue_template\.md$|(?:^|\/)\.gitlab\/issue_templates\/[^/]+\.md$/,
  },
  {
    kind: 'pull-request-template',
    path: /(?:^|^\.github\/|^docs\/|^\.gitea\/|^\.forgejo\/)pull_request_template(?:\/[^/]+)?\.(?:md|txt)$|(?:^|\/)\.gitlab\/merge_request_templates\/[^/]+\.md$|^\.azuredevops\/pull_request_template/,
  },
  { kind: 'code-owners', path: /^(?:\.github\/|\.gitlab\/|docs\/|\.gitea\/|\.forgejo\/)?codeowners$/, text: ANY_LINE },
  {
    kind: 'code-owners',
    path: /(?:^|\/)owners$/,
    text: /^(?:approvers|reviewers|options|filters)\s*:|^(?:\*|per-file\b|set noparent|file:)|^[\w.+-]+@[\w.-]+$/m,
  },
  { kind: 'maintainers', path: /(?:^|\/)maintainers$/, text: ANY_LINE },
  { kind: 'funding', path: /^(?:\.github\/)?funding\.(?:ya?ml|json)$/, text: ANY_LINE },
  { kind: 'citation', path: /(?:^|\/)(?:citation\.(?:cff|bib)|codemeta\.json|\.zenodo\.json)$/ },
  { kind: 'release-notes', path: /^\.github\/release\.ya?ml$|^\.github\/release-drafter[\w.-]*\.ya?ml$/ },
  { kind: 'release-notes', path: /(?:^|\/)releasenotes\/notes\/[^/]+\.ya?ml$/, folder: true },
  { kind: 'changelog', path: /(?:^|\/)\.changeset\/config\.json$/ },
  // https://maven.apache.org/plugins/maven-changes-plugin/
  { kind: 'changelog', path: /(?:^|\/)src\/changes\/changes\.xml$/, text: /<release\b[\s\S]*<action\b/ },
  {
    kind: 'changelog',
    path: /(?:^|\/)(?:newsfragments|changelog\.d|changes\.d|news\.d|\.changelog|\.changes|\.unreleased|changelog\/unreleased|changelogs\/(?:fragments|unreleased))\/[^/]+$/,
    folder: true,
  },
  {
    kind: 'changelog',
    path: /^(?!.*\b(?:db|database|liquibase)\/changelogs?\/)(?:.*\/)?(?:changes|news|changelog|upcoming_changes)\/\+?[\w-]*\d[\w-]*\.(?:\w+\.)*(?:feature|bugfix|bug|doc|docs|removal|misc|breaking|security|fix|change|added|fixed|changed|deprecat\w*|md|rst|txt|toml|ya?ml)$/,
    folder: true,
  },
  {
    kind: 'agent-instructions',
    path: /^(?!(?:.*\/)?(?:assets|pages)\/)(?:.*\/)?(?:agents?(?:\.\w+)?\.md|claude(?:\.local)?\.md|gemini\.md|\.cursorrules|\.windsurfrules|\.clinerules|\.goosehints|copilot-instructions\.md|\.junie\/guidelines\.md|warp\.md|replit\.md|crush\.md)$/,
  },
  {
    kind: 'agent-instructions',
    path: /(?:^|\/)(?:\.cursor\/rules|\.clinerules|\.windsurf\/rules|\.roo\/rules[\w-]*|\.kiro\/steering|\.continue\/rules|\.augment\/rules|\.github\/instructions|\.agents?\/rules)\/.*\.(?:mdc|md|txt)$/,
    folder: true,
  },
  {
    kind: 'api-docs',
    path: /(?:^|\/)(?:openapi|swagger|asyncapi)[\w.-]*\.(?:ya?ml|json)$|(?:^|\/)[\w.-]*[-_.](?:openapi|swagger)\.(?:ya?ml|json)$|(?:^|\/)[\w.-]*postman_collection\.json$/,
  },
  {
    kind: 'api-docs',
    path: /(?:^|\/)(?:typedoc\.(?:json|[cm]?js)|jsdoc\.(?:json|conf\.js)|doxyfile(?:\.in)?|\.yardopts|\.jazzy\.ya?ml|\.swift-docc\.json|\.spi\.yml|phpdoc(?:\.dist)?\.xml)$/,
  },
  {
    kind: 'user-docs',
    path: /(?:^|\/)(?:mkdocs\.ya?ml|docusaurus\.config\.[cm]?[jt]s|\.?readthedocs\.ya?ml|book\.toml|antora(?:-playbook)?\.ya?ml|\.vitepress\/config\.[cm]?[jt]s|\.vuepress\/config\.[jt]s|_docs?\.ya?ml|mint\.json|docs\.json|zensical\.toml|\.gitbook\.ya?ml|sidebars\.[jt]s)$|^docs?\/(?:source\/)?conf\.py$/,
  },
  {
    kind: 'user-docs',
    path: /(?:^|\/)(?:man|doc|docs|manpages)\/(?:[^/]+\/)*[^/]+\.[1-8](?:\.(?:md|scd|adoc|in|ronn))?$/,
    folder: true,
  },
  { kind: 'security-policy', path: /(?:^|\/)\.well-known\/security\.txt$|^security\.txt$/, text: /^contact:/im },
  { kind: 'threat-model', path: /\.tm7$|(?:^|\/)threat[-_ ]?(?:dragon|spec)[\w.-]*\.(?:json|ya?ml)$/ },
  { kind: 'architecture', path: /(?:^|\/)(?:workspace\.dsl|[\w-]+\.structurizr|likec4\.config\.\w+|[\w-]+\.c4)$/ },
];

const LICENCE_NAME =
  /^(?:(?:un)?licen[cs]e|copying|copyright)(?:[-_. ][\w.+ -]+)?$|^(?:mit|apache|bsd|gpl|lgpl|agpl|mpl|isc)[-_]licen[cs]e(?:\.(?:md|txt|rst))?$/i;
/** The page of a licence by the name that its steward gives it: `epl-v10.html`, `apache-2.0.txt`, `gpl-3.0.md`. */
const STEWARDS_NAME =
  /^(?:epl|eplv|apl|aplv|apache|asl|gpl|lgpl|agpl|mpl|cddl|eupl|bsl|cecill)[-_]?v?\d(?:[-_.]?\d)?\.(?:html?|txt|md)$/i;
const NOT_LICENCE =
  /\.(?:json|ya?ml|xml|html?|mdx|rtf|cfg|toml|header|tmpl|template|in|j2|svg|png|key|lic|bin)$|header|check|third[-_]?party|3rdparty|notice|overview|exception|complian/i;

/** Whether a file is a licence's text by its name; `license.js` and `license-header.txt` are not. */
export function isLicence(file: FileEntry): boolean {
  if (STEWARDS_NAME.test(file.name) && !file.path.includes('/')) return true;
  if (file.path.includes('LICENSES/')) return /(?:^|\/)LICENSES\/[^/]+\.txt$/.test(file.path);
  if (!/licen[cs]e|copying|copyright/i.test(file.name) || file.language !== undefined) return false;
  // Debian's file lists the licences of others, and a page of a manual is about one.
  if (/(?:^|\/)(?:debian|docs?|documentation|content)\//i.test(file.path)) return false;
  return LICENCE_NAME.test(file.name) && !NOT_LICENCE.test(file.name);
}
