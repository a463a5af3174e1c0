import { CONTRIBUTING_HEADING, CONTRIBUTING_INVITATION } from './contributing.ts';

/** What a document is for. */
export const DOCUMENT_KINDS = [
  'readme',
  'contributing',
  'development-guide',
  'security-policy',
  'changelog',
  'release-notes',
  'release-guide',
  'code-of-conduct',
  'support',
  'governance',
  'maintainers',
  'code-owners',
  'runbook',
  'on-call',
  'incident',
  'rollback',
  'deployment-guide',
  'architecture',
  'decision-record',
  'threat-model',
  'upgrade-guide',
  'faq',
  'user-docs',
  'api-docs',
  'configuration-reference',
  'privacy',
  'terms',
  'citation',
  'roadmap',
  'issue-template',
  'pull-request-template',
  'agent-instructions',
  'licence',
  'model-card',
  'data-card',
  'funding',
] as const;

export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Where a file must lie for its name to tell. */
export type Place = 'anywhere' | 'home' | 'docs';

export interface NameRecognition {
  readonly kind: DocumentKind;
  /** `home`: a unit's own folder, `.github` and the like, or a docs folder; `docs`: below a docs folder only. */
  readonly place: Place;
  /** Over the lower-cased name without its ending, separators made `-`. */
  readonly name?: RegExp;
  /** Over the lower-cased path. */
  readonly path?: RegExp;
  /** What the text must say, where the name alone misleads. */
  readonly text?: RegExp;
}

/** Documents that are prose. Several may fit one file: the first of each kind counts. */
export const PROSE_NAMES: readonly NameRecognition[] = [
  {
    kind: 'contributing',
    place: 'home',
    name: /^(?:contribut(?:e|ing|ion|ions|or-guide)(?:-(?:guide|guidelines|to-.*|en))?|how-to-contribute|hacking)$/,
  },
  {
    kind: 'contributing',
    place: 'docs',
    path: /\/contribut(?:e|ing|ion)(?:-guide)?\/(?:index|readme|overview|guide)\.\w+$|^\/(?:docs?|documentation)\/(?:[\w-]+\/)?contribut(?:e|ing)\/(?!code-?of-?conduct|contributors|licen[cs]e|thanks)[^/]+\.\w+$/,
  },
  {
    kind: 'development-guide',
    place: 'home',
    name: /^(?:develop(?:ment|ing|ers?)?(?:-(?:guide|setup|environment))?|dev-(?:guide|setup)|local-(?:development|setup)|building|build)$/,
  },
  {
    kind: 'development-guide',
    place: 'docs',
    path: /\/(?:dev|develop(?:ment|er|ers)?)\/(?:index|readme|setup|environment|getting-started)\.\w+$/,
  },
  {
    kind: 'security-policy',
    place: 'home',
    name: /^security(?:-policy)?$/,
    // The forge's template, which nobody has filled in, names no way.
    text: /^(?![\s\S]*\buse this section to tell people how to report\b(?![\s\S]*(?:@|https?:)))[\s\S]*?(?:\breport(?:s|ed|ing)?\b[^\n]{0,120}\b(?:vulnerab|security|issue|bug|to us|it to)|vulnerab\w*[\s\S]{0,200}\b(?:report|contact|e-?mail|write|send)|\bdisclos|security@|security\/advisories|hackerone|bugcrowd|\bcontact\b[^\n]{0,80}(?:@|security)|\b(?:security (?:issues?|bugs?|problems?|concerns?|holes?)|vulnerabilit\w+)\b[^\n]{0,80}\b(?:report(?:s|ed|ing)?|e-?mail(?:s|ed)?|write|writing|sen[dt])\b)/i,
  },
  {
    kind: 'security-policy',
    place: 'home',
    name: /^bug-?bounty$|(?:vulnerability|responsible|coordinated)-disclosure|^(?:reporting-)?vulnerabilit(?:y|ies)(?:-reporting)?$|disclosure-policy|^reporting-security/,
  },
  {
    kind: 'changelog',
    place: 'home',
    name: /^(?:change-?(?:logs?|notes?)(?:-.*)?|changes|(?:version-?|revision-?)?history|news|release-?notes|whats-?new)$/,
  },
  { kind: 'changelog', place: 'home', name: /^release-?notes?-v?\d[\d.-]*$/ },
  { kind: 'changelog', place: 'home', name: /^releases?$/, text: /^(?:#{1,3} )?\[?(?:v|version )?\d+\.\d+/im },
  {
    kind: 'changelog',
    place: 'docs',
    path: /\/(?:releases?|release-?notes|changelogs?|whatsnew)\/(?:v?\d[\w.-]*|index)\.\w+$/,
  },
  {
    kind: 'changelog',
    place: 'anywhere',
    path: /(?:^|\/)(?:release[-_]?(?:docs|notes)|relnotes|changelogs?)\/(?:[^/]+\/)*[^/]*\d[^/]*\.(?:md|mdx|txt|rst|adoc|html)$/,
  },
  {
    kind: 'changelog',
    place: 'anywhere',
    path: /(?:^|\/)(?:fastlane\/metadata\/(?:[^/]+\/)*release_notes\.txt|(?:distribution\/)?whatsnew\/whatsnew-[\w-]+)$/,
  },
  {
    kind: 'release-guide',
    place: 'home',
    name: /^(?:releas(?:e|ing)(?:-(?:process|guide|checklist|howto|instructions|procedure).*)?|how-to-release|publishing|releaseprocess)$/,
    text: /tag|publish|version|bump|deploy|upload/i,
  },
  { kind: 'code-of-conduct', place: 'home', name: /^(?:code-?of-?conduct|conduct)(?:-\w+)?$/ },
  { kind: 'support', place: 'home', name: /^(?:support|getting-help|help)$/ },
  { kind: 'governance', place: 'home', name: /^(?:governance|project-governance|charter|steering-committee)$/ },
  { kind: 'maintainers', place: 'home', name: /^(?:maintainers|core-team|emeritus|committers)$/ },
  {
    kind: 'runbook',
    place: 'home',
    name: /(?:^|-)(?:run-?books?|operations?-(?:guide|manual|handbook)|operator-guide|ops|oncall-guide|sop)$|^(?:[\d.]+-)?(?:(?:service|production|system|site|day-?2)-)?operations?$/,
  },
  {
    // Those of Ansible are programs.
    kind: 'runbook',
    place: 'home',
    name: /(?:^|-)playbooks?$/,
    text: /^(?![\s\S]*\bansible\b)/i,
  },
  {
    // How long a release series is maintained is told to its users.
    kind: 'runbook',
    place: 'home',
    name: /(?:^|-)maintenance$/,
    text: /\b(?:deploy\w*|restart\w*|production|staging|servers?|backups?|databases?|clusters?|systemctl|kubectl|ssh|cron|certificates?|rotat\w+)\b/i,
  },
  {
    kind: 'runbook',
    place: 'anywhere',
    path: /(?:^|\/)readme-(?:deploy(?:ment|ing)?|ops|operations?|prod(?:uction)?)(?:-\w+)?\.(?:md|rst|adoc|org|txt)$/,
  },
  {
    kind: 'runbook',
    place: 'anywhere',
    path: /(?:^|\/)(?:run-?books?|playbooks|operations|ops)\/[^/]+\.(?:md|mdx|rst|adoc|org|txt)$/,
  },
  {
    kind: 'on-call',
    place: 'home',
    name: /^(?:[a-z]+-){0,2}(?:on-?call|escalation|pager)(?:-(?:guide|handbook|rota|rotations?|runbook|playbook|polic(?:y|ies)|process|schedule|duty|duties|procedures?|checklist|responsibilities))?$/,
  },
  {
    kind: 'incident',
    place: 'home',
    name: /^(?:incident-(?:response|management|process|handling|reports?|runbook|playbook)|incidents|post-?mortems?|outages)(?:-.*)?$/,
  },
  { kind: 'incident', place: 'docs', path: /\/(?:incidents|post-?mortems?)\/[^/]*\d[^/]*$/ },
  {
    kind: 'rollback',
    place: 'home',
    name: /(?:^|-)(?:roll-?back|disaster-recovery|backup-?(?:and-?)?restore|backups?|restore|recovery)(?:-.*)?$/,
  },
  {
    kind: 'deployment-guide',
    place: 'home',
    name: /^(?:[a-z]+-){0,2}(?:deploy(?:ing|ment|ments)?|self-?host(?:ing|ed)?|hosting|production(?:-setup)?|going-live)(?:-[a-z]+){0,3}$/,
  },
  {
    kind: 'deployment-guide',
    place: 'docs',
    path: /\/(?:deploy(?:ing|ment|ments)?|self-?host(?:ing|ed)?|hosting)\/[^/]+\.\w+$/,
  },
  {
    kind: 'architecture',
    place: 'home',
    name: /^(?:\d+-)?(?:architecture(?:-.*)?|.*-architecture|design(?:-(?:doc|overview|document))?|system-(?:design|overview)|technical-(?:design|overview)|internals|how-it-works|arc42)$/,
  },
  { kind: 'architecture', place: 'docs', path: /\/(?:architecture|design|c4|arc42|internals)\/(?:.*\/)?[^/]+\.\w+$/ },
  {
    kind: 'decision-record',
    place: 'anywhere',
    path: /(?:^|\/)(?:adrs?|decisions?|decision-records?|decision-log|architecture-decisions?|architecture-decision-records)\/(?:.*\/)?[^/]*\d[^/]*\.(?:md|mdx|rst|adoc|org|txt)$/,
  },
  {
    kind: 'decision-record',
    place: 'anywhere',
    path: /(?:^|\/)(?:rfcs?|proposals)\/(?:text\/)?\d{2,}[^/]*\.(?:md|mdx|rst|adoc|org|txt)$/,
  },
  { kind: 'threat-model', place: 'anywhere', name: /threat-?model/ },
  {
    kind: 'upgrade-guide',
    place: 'home',
    name: /^(?:upgrad(?:e|ing)(?:-.*)?|migrat(?:ing|ion)(?:-(?:guide|v?\d.*|from.*|to.*))?|breaking-?changes|.*-migration-guide|.*-upgrade-guide)$/,
  },
  {
    kind: 'upgrade-guide',
    place: 'docs',
    path: /\/(?:upgrad(?:e|ing|es)|migrat(?:e|ing|ions?))\/[^/]+\.(?:md|mdx|rst|adoc)$/,
  },
  { kind: 'faq', place: 'home', name: /^(?:faqs?|frequently-asked-questions)$/ },
  {
    kind: 'api-docs',
    place: 'home',
    name: /^(?:api(?:-(?:reference|docs?|documentation|guide|readme))?|http-api|rest-api)$/,
  },
  { kind: 'api-docs', place: 'docs', path: /\/(?:api|api-?reference|reference)\/[^/]+\.(?:md|mdx|rst|adoc|html)$/ },
  {
    kind: 'configuration-reference',
    place: 'home',
    name: /^(?:config(?:uration)?(?:-(?:reference|options|guide|files?|settings|values))?|(?:ini|properties|settings)(?:-files?)?|options|(?:[a-z]+-)?(?:configuration|settings)(?:-reference)?|(?:app|application|server|service|cluster|hub|runtime|project)-config|env(?:ironment)?-?var(?:iable)?s|environment(?:-variables)?)$/,
  },
  {
    kind: 'configuration-reference',
    place: 'docs',
    path: /\/(?:config(?:uration)?|settings)\/[^/]+\.(?:md|mdx|rst|adoc)$/,
  },
  { kind: 'privacy', place: 'home', name: /^(?:privacy(?:-(?:policy|notice|statement))?|data-protection|telemetry)$/ },
  {
    kind: 'terms',
    place: 'home',
    name: /^(?:terms(?:-(?:of-(?:use|service)|and-conditions))?|tos|acceptable-use(?:-policy)?)$/,
  },
  { kind: 'citation', place: 'home', name: /^citations?$/ },
  { kind: 'roadmap', place: 'home', name: /^(?:road-?map|milestones)$/ },
  { kind: 'model-card', place: 'anywhere', name: /^(?:model-?card|.*-model-card)$/ },
  {
    kind: 'data-card',
    place: 'anywhere',
    name: /^(?:data(?:set)?-?card|data-?sheet(?:-for-dataset)?|.*-(?:data|dataset)-card)$/,
  },
  { kind: 'funding', place: 'home', name: /^(?:sponsors|backers|funding|donate)$/ },
];

/** Sections of a README that stand for a document of their own, when they say enough. */
export const SECTION_KINDS: readonly {
  readonly kind: DocumentKind;
  readonly heading: RegExp;
  readonly text?: RegExp;
}[] = [
  {
    kind: 'contributing',
    heading: CONTRIBUTING_HEADING,
  },
  {
    kind: 'contributing',
    heading: /^(?:building|build|development|developing|hacking|set ?up|setting up|local \w+)\b/,
    text: CONTRIBUTING_INVITATION,
  },
  {
    kind: 'development-guide',
    heading:
      /^(?:(?:local|for|how to|app) )?(?:development|developing|developers?|hacking|dev)(?: (?:guide|setup|set up|environment|instructions|workflow|notes|mode|install\w*|quick ?start|with .*|on .*|in .*))?$|^(?:set ?up|setting up) (?:the |a |your )?(?:local|dev)|^build(?:ing)? (?:from|and|the|it|locally)\b|^(?:building|compiling)$|^(?:how to )?run(?:ning)?(?: (?:it|the \w+))? (?:locally|tests?)\b|^(?:running |run )?(?:the |unit )?test(?:s|ing)(?: and coverage)?$|^local (?:setup|testing|install\w*)/,
  },
  {
    kind: 'security-policy',
    heading:
      /(?:report\w* (?:a |any )?(?:security|vulnerabilit)|(?<!content[ -])security (?:polic|issues?|vulnerabilit|disclosure|reports?|contact)|vulnerability (?:report|disclosure)|responsible disclosure)/,
  },
  { kind: 'security-policy', heading: /^security$/, text: /report|vulnerab|disclos|security@/i },
  {
    kind: 'changelog',
    heading: /^(?:change ?-?logs?|release notes|release history|version history)$/,
    text: /\bv?\d+\.\d+|\b\d{4}-\d{2}-\d{2}\b|unreleased|\bchange-?log\.\w+|\bhistory\.\w+/i,
  },
  {
    // News of a paper and the story of a project are none.
    kind: 'changelog',
    heading: /^(?:changes|history|what'?s new|recent changes|news|updates)$/,
    text: /^\W{0,6}(?:version |release |\w+ )?v?\d+\.\d+(?![\d.]*[a-z%])/im,
  },
  {
    kind: 'release-guide',
    heading:
      /^(?:(?:how to |making a |cutting a |creating a )?(?:new )?releas(?:e|es|ing)(?: (?:process|procedure|checklist|management|a new version|guide|steps|instructions|workflow|cycle))?|publish(?:ing)?(?: (?:a new version|to .*|releases?))?|making (?:a )?releases?)$/,
  },
  { kind: 'code-of-conduct', heading: /code of conduct/ },
  {
    kind: 'support',
    heading:
      /^(?:(?:getting |commercial |community )?(?:support|help)(?: (?:and|&) \w+)?|need help|questions|contact(?: us)?|community)\??$/,
  },
  { kind: 'governance', heading: /^(?:project )?governance$/ },
  {
    kind: 'maintainers',
    heading:
      /^(?:(?:current |core )?(?:maintainers?|core team)(?: (?:and|&) \w+)?|authors? (?:and|&) maintainers?|maintainership|(?:code )?owners?|team|ownership)$/,
  },
  {
    kind: 'runbook',
    heading:
      /^(?:run-?book|playbook|operations?|operating|ops|operational (?:guide|notes|tasks)|maintenance|monitoring|alerts?|alerting|troubleshooting (?:in )?production|production support|administration)$/,
  },
  { kind: 'on-call', heading: /^on-?call|^escalation/ },
  { kind: 'incident', heading: /^incidents?(?: response| management)?$|post-?mortem/ },
  {
    kind: 'rollback',
    heading:
      /\broll(?:ing)? ?-?backs?\b|disaster recovery|^backups?(?: (?:and|&) (?:restore|recovery))?$|^restor(?:e|ing)\b/,
  },
  {
    kind: 'deployment-guide',
    heading:
      /\bdeploy(?:ing|ment|ments)?\b|^self[- ]?host(?:ing|ed)?\b|(?:running|run|usage|setup|set up|install(?:ation|ing)?) (?:it )?(?:in|for) production|^production(?: (?:setup|environment|usage))?$|^hosting\b|^going live/,
  },
  {
    kind: 'architecture',
    heading:
      /\b(?:architecture|system design|technical design)\b|^(?:how (?:it|this|does it) works?\??|internals|design(?: overview)?|under the hood)$/,
  },
  { kind: 'threat-model', heading: /threat model/ },
  { kind: 'upgrade-guide', heading: /^(?:upgrad(?:e|ing)\b|migrat(?:ing|ion) (?:from|to|guide)|breaking changes)/ },
  { kind: 'faq', heading: /^(?:faqs?|frequently asked questions)\b|^questions (?:and|&) answers/ },
  {
    kind: 'user-docs',
    heading:
      /^(?:usage|how to use|getting started|quick ?-?start|documentation|docs|user (?:guide|manual)|tutorial|instructions)\b|^(?:examples?|example usage|basic example|how it'?s used)$/,
  },
  {
    kind: 'api-docs',
    heading: /^(?:api(?: (?:reference|docs?|documentation|usage|endpoints?))?|endpoints|rest api|http api)$/,
  },
  {
    kind: 'configuration-reference',
    heading:
      /^(?:(?:available )?config(?:uration|uring|s)?(?: (?:options|reference|files?|variables|settings|parameters))?|(?:required |available )?(?:environment(?:al)?|env|config) ?(?:variables?|vars?|settings)|environment|settings|options|parameters|command[- ]line (?:options|arguments))$/,
  },
  {
    kind: 'privacy',
    heading: /\bprivacy\b|^(?:telemetry|data collection|analytics (?:and|&) privacy|usage (?:data|statistics))$/,
  },
  { kind: 'terms', heading: /terms (?:of|and|&) (?:use|service|conditions)/ },
  { kind: 'citation', heading: /^(?:how to )?cit(?:e|ing|ation|ations)\b|^bibtex|^references? (?:us|this)/ },
  { kind: 'roadmap', heading: /\broad ?-?map\b|^(?:planned features|what'?s next|future (?:work|plans))$/ },
  { kind: 'model-card', heading: /^model card/ },
  { kind: 'data-card', heading: /^(?:data(?:set)? card|dataset description)/ },
  {
    kind: 'funding',
    heading:
      /^(?:(?:our )?sponsors?(?:hip|ing)?|donat(?:e|ions?|ing)|backers|funding|financial (?:support|contributions))\b/,
  },
];
