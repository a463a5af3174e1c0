/** How a configuration is written down for those who have to set it. */
export type DocumentedForm =
  | 'env-example'
  | 'config-example'
  | 'commented-config'
  | 'prose'
  | 'settings'
  | 'config-block'
  | 'flags'
  | 'compose'
  | 'app-json'
  | 'helm-values'
  | 'schema'
  | 'man-page';

export interface DocumentedConfiguration {
  readonly form: DocumentedForm;
  readonly path: string;
  readonly line: number;
  /** Names of the variables or settings. Never values. */
  readonly names: readonly string[];
}

/** An environment file that is in force and lies in the repository. */
export interface TrackedEnvFile {
  readonly path: string;
  readonly line?: number;
  readonly names: readonly string[];
  /** Names that speak of secrets and have a value that is no placeholder. */
  readonly secrets: readonly string[];
}
