import type { ProbeDefinition } from './code/probes.ts';
import type { Ecosystem } from './manifests/manifest.ts';

/** One entry of the catalogue: by what a technology is recognised. */
export interface Technology {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly packages: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  readonly exclude: Readonly<Partial<Record<Ecosystem, readonly string[]>>>;
  readonly files: readonly string[];
  readonly actions: readonly string[];
  readonly commands: readonly string[];
  readonly images: readonly string[];
  readonly code: readonly ProbeDefinition[];
  /** Where the code starts it so that it does nothing, its packages are no use of it. */
  readonly silenced?: ProbeDefinition;
  /** Where seeing it only in the lock file, brought by another dependency, still means that the software uses it. */
  readonly transitive: readonly Ecosystem[];
  /** Categories that it provides by default besides its own. */
  readonly brings: readonly string[];
  /** Whether only what ships counts (`prod`), or development dependencies too. */
  readonly scope: 'prod' | 'any';
}

/** How a technology was seen. */
export type TechnologySight =
  | 'dependency'
  | 'lock-file'
  | 'config-file'
  | 'action'
  | 'command'
  | 'image'
  | 'code'
  | 'brought';
