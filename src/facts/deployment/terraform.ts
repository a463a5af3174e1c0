import type { FileEntry } from '../../repository/file-index.ts';
import type { FactSource } from '../source.ts';
import { type Deployment, environmentOf } from './deployment.ts';
import { type HclBlock, hclBlocks, hclString } from './hcl.ts';

export interface TerraformResource {
  readonly type: string;
  readonly name: string;
  readonly path: string;
  readonly line: number;
}

export interface TerraformModule {
  readonly name: string;
  readonly source: string;
  /** The constraint of a registry module, or the `ref` of a git one. */
  readonly version?: string;
  /** Whether it lies in this repository. */
  readonly local: boolean;
  readonly path: string;
  readonly line: number;
}

export interface TerraformBackend {
  readonly type: string;
  /** `null` when the rest of its configuration is given on the command line. */
  readonly locking: boolean | null;
  readonly path: string;
  readonly line: number;
}

/** One folder of Terraform or OpenTofu files: what is applied together. */
export interface TerraformFolder {
  /** `.` for the root. */
  readonly folder: string;
  readonly files: readonly string[];
  readonly backend?: TerraformBackend;
  readonly providers: readonly string[];
  readonly modules: readonly TerraformModule[];
  readonly resources: readonly TerraformResource[];
  /** Names of its variables. */
  readonly variables: readonly string[];
  readonly requiredVersion?: string;
}

export interface TerraformFact {
  readonly folders: readonly TerraformFolder[];
  readonly truncated: boolean;
}

const FILE_LIMIT = 2_000;
const BYTE_LIMIT = 4 * 1024 * 1024;

/** Whether a file is written in Terraform's language. */
export function isTerraform(file: FileEntry): boolean {
  return file.name.endsWith('.tf') || file.name.endsWith('.tofu') || file.name === 'terragrunt.hcl';
}

/** Reads Terraform files, folder by folder. */
export function readTerraform(files: readonly FileEntry[], source: FactSource): TerraformFact {
  const folders = new Map<string, Draft>();
  let bytes = 0;
  let count = 0;
  for (const file of files) {
    if (count >= FILE_LIMIT || bytes > BYTE_LIMIT) break;
    count++;
    bytes += file.size;
    source.guard('deployment', file.path, () => {
      const text = source.text(file.path);
      if (text === undefined) return;
      const folder = file.path.includes('/') ? file.path.slice(0, file.path.lastIndexOf('/')) : '.';
      let draft = folders.get(folder);
      if (draft === undefined) {
        draft = { folder, files: [], providers: new Set(), modules: [], resources: [], variables: [] };
        folders.set(folder, draft);
      }
      draft.files.push(file.path);
      for (const block of hclBlocks(text)) addBlock(draft, block, file.path);
    });
  }
  return {
    folders: [...folders.values()].map((draft) => ({ ...draft, providers: [...draft.providers] })),
    truncated: count < files.length,
  };
}

interface Draft {
  readonly folder: string;
  readonly files: string[];
  backend?: TerraformBackend;
  readonly providers: Set<string>;
  readonly modules: TerraformModule[];
  readonly resources: TerraformResource[];
  readonly variables: string[];
  requiredVersion?: string;
}

function addBlock(draft: Draft, block: HclBlock, path: string): void {
  const [first = '', second = ''] = block.labels;
  const { line } = block;
  switch (block.type) {
    case 'resource':
      draft.resources.push({ type: first, name: second, path, line });
      break;
    case 'provider':
      draft.providers.add(first);
      break;
    case 'variable':
      draft.variables.push(first);
      break;
    case 'module':
      draft.modules.push(readModule(first, block, path));
      break;
    case 'terraform': {
      const version = hclString(block.body, 'required_version');
      if (version !== undefined) draft.requiredVersion = version;
      const source = hclString(block.body, 'source');
      if (source !== undefined && path.endsWith('terragrunt.hcl'))
        draft.modules.push(readModule('terragrunt', block, path));
      for (const inner of hclBlocks(block.body, line)) {
        if (inner.type === 'backend') draft.backend = readBackend(inner.labels[0] ?? '', inner.body, path, inner.line);
        else if (inner.type === 'cloud') draft.backend = { type: 'cloud', locking: true, path, line: inner.line };
      }
      break;
    }
    case 'remote_state':
      // Terragrunt's.
      draft.backend = readBackend(hclString(block.body, 'backend') ?? '', block.body, path, line);
      break;
  }
}

function readModule(name: string, block: HclBlock, path: string): TerraformModule {
  const source = hclString(block.body, 'source') ?? '';
  const version = hclString(block.body, 'version') ?? /[?&]ref=([^&"]+)/.exec(source)?.[1];
  const local = source.startsWith('./') || source.startsWith('../');
  return { name, source, ...(version === undefined ? {} : { version }), local, path, line: block.line };
}

/** Backends that lock by themselves; the others need to be told to, or cannot. */
const LOCKING = new Set(['gcs', 'azurerm', 'consul', 'pg', 'kubernetes', 'remote', 'cos', 'oci']);

function readBackend(type: string, body: string, path: string, line: number): TerraformBackend {
  if (LOCKING.has(type)) return { type, locking: true, path, line };
  if (type === 's3' || type === 'http' || type === 'oss') {
    const isLocked =
      /^[ \t]*(?:dynamodb_table[ \t]*=|use_lockfile[ \t]*=[ \t]*true|lock_address[ \t]*=|tablestore_table[ \t]*=)/m.test(
        body,
      );
    // Half of it may stand in a file that `init` is given.
    const isPartial = !/^[ \t]*(?:bucket|address)[ \t]*=/m.test(body);
    return { type, locking: isLocked ? true : isPartial ? null : false, path, line };
  }
  return { type, locking: false, path, line };
}

/** A folder of Terraform as a deployment: the sorts of things that it makes. */
export function terraformDeployments(fact: TerraformFact): Deployment[] {
  return fact.folders.flatMap((folder) => {
    const [first] = folder.files;
    if (first === undefined) return [];
    const types = [...new Set(folder.resources.map((resource) => resource.type))];
    const made =
      types.length === 0
        ? `${folder.modules.length} modules`
        : `${folder.resources.length} resources (${types.slice(0, 4).join(', ')}${types.length > 4 ? ' …' : ''})`;
    const path = folder.backend?.path ?? folder.resources[0]?.path ?? first;
    const line = folder.backend?.line ?? folder.resources[0]?.line;
    const state = folder.backend === undefined ? '' : `, state in ${folder.backend.type}`;
    return [
      {
        platform: 'terraform' as const,
        path,
        ...(line === undefined ? {} : { line }),
        detail: `${made}${state}`,
        ...environmentOf(folder.folder),
        probes: [],
      },
    ];
  });
}
