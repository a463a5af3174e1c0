import type { Kind, Trait } from '../context/model.ts';
import type { CiEvent, CiProvider } from '../facts/ci/pipeline.ts';
import type { ProbeDefinition } from '../facts/code/probes.ts';
import type { DependencyScope, Ecosystem } from '../facts/manifests/manifest.ts';
import type { TechnologySight } from '../facts/technology.ts';
import type { Language } from '../repository/languages.ts';
import type { Role } from '../repository/roles.ts';

export type OneOrMore<T> = T | readonly T[];

/**
 * What rules, traits and kinds are recognised by. Evaluated to true, false or unknown (a file that bears on it could not be
 * read, history is not there …), each with the evidence that decided.
 */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  /** Weak evidence: where it holds the question is undecided, and it never says yes. */
  | { readonly hint: Condition }
  | { readonly file: OneOrMore<string> | FileCondition }
  | { readonly files: FilesCondition }
  | { readonly dependency: DependencyCondition }
  | { readonly technology: OneOrMore<string> | TechnologyCondition }
  | { readonly code: CodeCondition }
  | { readonly data: DataCondition }
  | { readonly text: TextCondition }
  | { readonly ci: CiCondition }
  | { readonly document: OneOrMore<string> | DocumentCondition }
  | { readonly section: SectionCondition }
  | { readonly manifest: ManifestCondition }
  | { readonly lockfile: OneOrMore<Ecosystem> }
  | { readonly container: ContainerCondition }
  | { readonly deployment: OneOrMore<string> | DeploymentCondition }
  | { readonly history: HistoryCondition }
  | { readonly language: OneOrMore<Language> | LanguageCondition }
  | { readonly remote: string }
  | { readonly trait: Trait }
  | { readonly practice: string }
  | { readonly kind: OneOrMore<Kind> }
  | { readonly check: string | CheckCondition };

/** A listed file by glob (`/x`: only at the unit's root; without a slash: at any depth), of this software's own unless roles say otherwise. */
export interface FileCondition {
  readonly path: OneOrMore<string>;
  readonly roles?: readonly Role[];
  /** At least this many bytes: a stub is no document. */
  readonly minSize?: number;
}

/** How many files there are of some role, language or glob. */
export interface FilesCondition {
  readonly path?: OneOrMore<string>;
  readonly roles?: readonly Role[];
  readonly languages?: readonly Language[];
  readonly atLeast?: number;
  readonly atMost?: number;
}

/** A direct dependency, by names of its ecosystem (`*` as a wildcard). */
export interface DependencyCondition {
  readonly packages: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  readonly scopes?: readonly DependencyScope[];
}

/** A technology of the catalogue, by category or id. */
export interface TechnologyCondition {
  readonly is: OneOrMore<string>;
  /** How it may be seen; all ways unless told otherwise. */
  readonly via?: readonly TechnologySight[];
  readonly except?: readonly string[];
  /** Whether development and test scopes count; by default the catalogue says. */
  readonly anyScope?: boolean;
}

export interface CodeCondition extends ProbeDefinition {
  /** Only in files that match. */
  readonly files?: OneOrMore<string>;
  /** In at least this many files. */
  readonly atLeast?: number;
}

/** A value in a JSON, YAML, TOML or XML file. */
export interface DataCondition {
  readonly file: OneOrMore<string>;
  /** Path of keys, `*` for any key or item: `jobs.*.permissions`. */
  readonly at: string;
  /** Regular expression on the value as text; without it, that there is a value suffices. */
  readonly matches?: string;
}

/** Text of files that are not source code. */
export interface TextCondition {
  readonly in: OneOrMore<string>;
  readonly pattern: string;
  readonly flags?: string;
  readonly roles?: readonly Role[];
}

/** A step of a pipeline, for which all that is given holds. */
export interface CiCondition {
  /** Regular expression on a command, with those reached through scripts of the repository. */
  readonly command?: string;
  /** Regular expression on the name of an action, orb or plugin. */
  readonly uses?: string;
  /** Regular expression on the name of a job, step or pipeline. */
  readonly name?: string;
  /** Regular expression on the actions, commands and step names of a job, which does not count where one of them matches. */
  readonly unless?: string;
  readonly events?: readonly CiEvent[];
  readonly provider?: readonly CiProvider[];
  /** Whether a pipeline whose work lies in other repositories leaves this undecided; true unless told otherwise. */
  readonly opaque?: boolean;
}

export interface DocumentCondition {
  readonly kind: OneOrMore<string>;
  /** Whether a stub counts. */
  readonly stub?: boolean;
  /** Whether a section of another document counts, or only a document of its own. */
  readonly section?: boolean;
  /** Whether one counts that lies in a part of the unit, and may be about that part only. */
  readonly nested?: boolean;
}

/** A part of the README. */
export interface SectionCondition {
  /** Regular expression on the heading; without it, the whole README. */
  readonly heading?: string;
  /** Regular expression on the text below it. */
  readonly text?: string;
  /** Only in so many characters at its beginning, badges, images and addresses of links not counted. */
  readonly opening?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A manifest of the repository, for which all that is given holds. */
export interface ManifestCondition {
  readonly ecosystem?: OneOrMore<Ecosystem>;
  readonly packaged?: boolean;
  readonly private?: boolean;
  readonly binaries?: boolean;
  readonly entryPoints?: boolean;
  readonly workspaces?: boolean;
  readonly name?: string;
  readonly version?: string;
  readonly description?: string;
  readonly keyword?: string;
  readonly classifier?: string;
  readonly author?: string;
  readonly url?: string;
  readonly license?: string;
  /** Regular expression on `name: command` of a script. */
  readonly script?: string;
  readonly runtime?: string;
  /** Only at the unit's root. */
  readonly root?: boolean;
  readonly atLeast?: number;
}

export interface ContainerCondition {
  readonly purpose?: readonly string[];
  readonly healthcheck?: boolean;
  readonly user?: boolean;
  readonly compose?: boolean;
}

export interface DeploymentCondition {
  readonly platform?: OneOrMore<string>;
  readonly probe?: boolean;
  readonly detail?: string;
}

/** Bounds on what history tells; unknown without a full clone. */
export interface HistoryCondition {
  readonly commits?: Bounds;
  readonly people?: Bounds;
  readonly topShare?: Bounds;
  readonly regulars?: Bounds;
  readonly outsiders?: Bounds;
  readonly spanDays?: Bounds;
  readonly activeDays?: Bounds;
  readonly releases?: Bounds;
  readonly dateTags?: Bounds;
  readonly botCommits?: Bounds;
  readonly agentCommits?: Bounds;
  readonly pullRequestShare?: Bounds;
  readonly mergeShare?: Bounds;
  readonly conventionalShare?: Bounds;
  readonly casualShare?: Bounds;
  readonly companyShare?: Bounds;
  readonly studentShare?: Bounds;
  readonly coreDays?: Bounds;
  /** Regular expression on author e-mail domains; at least a fifth of the people have it. */
  readonly domain?: string;
  /** Regular expression on the names of machine accounts that have committed of late. */
  readonly bot?: string;
}

export interface Bounds {
  readonly atLeast?: number;
  readonly atMost?: number;
}

export interface LanguageCondition {
  readonly is: OneOrMore<Language>;
  /** At least this share of the source bytes. */
  readonly share: number;
}

/** A named check: a pure function over facts, in src/rules/checks/<family>/<name>.ts. */
export interface CheckCondition {
  readonly name: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
