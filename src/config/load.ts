import type { Repository } from '../repository/repository.ts';
import type { Catalogue } from '../rules/catalogue.ts';
import { type Config, NO_CONFIG } from './config.ts';
import { type ConfigFiles, MANIFEST_KEY, namedFiles, repositoryFiles } from './files.ts';

/** Where a configuration is looked for, in this order; then under MANIFEST_KEY in package.json. */
export const CONFIG_FILES = ['.senior-audit.yaml', '.senior-audit.yml', '.senior-audit.json'] as const;

export interface LoadOptions {
  /** The repository on disk: where installed packages lie. */
  readonly directory?: string;
  /** A file that the user named, instead of the repository's own. */
  readonly file?: string;
}

/** The configuration files that are there; the first is read. */
export function findConfigFiles(files: ConfigFiles): string[] {
  const found: string[] = CONFIG_FILES.filter((name) => files.text(name) !== undefined);
  // Looking for the key in the text costs less than parsing a manifest that most likely has none.
  if (files.text('package.json')?.includes(`"${MANIFEST_KEY}"`) === true && hasKey(files)) found.push('package.json');
  return found;
}

function hasKey(files: ConfigFiles): boolean {
  try {
    const manifest: unknown = JSON.parse(files.text('package.json') ?? '');
    return typeof manifest === 'object' && manifest !== null && Object.hasOwn(manifest, MANIFEST_KEY);
  } catch {
    return false;
  }
}

/**
 * Reads the configuration of a repository, with all that it extends. Where there is none, nothing of what reads it is loaded.
 * @param catalogue the built-in rules: own rules may refer to them and must not bear their names
 * @throws ConfigError with all problems at once
 */
export async function loadConfig(
  repository: Repository,
  catalogue: Catalogue,
  options: LoadOptions = {},
): Promise<Config> {
  if (options.file !== undefined) {
    const { readConfig } = await import('./read.ts');
    return readConfig(namedFiles(options.file), options.file, catalogue);
  }
  const files = repositoryFiles(repository, options.directory);
  const [file, ...unread] = findConfigFiles(files);
  if (file === undefined) return NO_CONFIG;
  const { readConfig } = await import('./read.ts');
  return { ...readConfig(files, file, catalogue), unread };
}
