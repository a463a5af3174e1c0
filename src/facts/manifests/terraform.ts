import type { FileEntry } from '../../repository/file-index.ts';
import { folderOf } from '../../repository/paths.ts';
import type { FactSource } from '../source.ts';
import { type HclBlock, hclBlocks, hclStatements, hclText } from '../syntax/hcl.ts';
import { defined } from './fields.ts';
import { type Dependency, emptyManifest, type Manifest, type ManifestReader } from './manifest.ts';
import { normaliseName } from './normalise.ts';

/**
 * Terraform and OpenTofu: providers by their addresses (`hashicorp/aws`), modules by their sources, and the version of
 * Terraform itself. https://developer.hashicorp.com/terraform/language/providers/requirements
 */
export const terraformManifests: ManifestReader = {
  ecosystem: 'terraform',
  matches: ({ name }) => isTerraform(name) || name === 'terragrunt.hcl',
  read: (file, source) => (file.name === 'terragrunt.hcl' ? readTerragrunt(file, source) : readModule(file, source)),
};

function isTerraform(name: string): boolean {
  return name.endsWith('.tf') || name.endsWith('.tofu');
}

interface Requirement {
  /** What the configuration calls the provider. */
  readonly local: string;
  readonly dependency: Dependency;
}

interface Parsed {
  readonly required: readonly Requirement[];
  readonly configured: readonly {
    readonly local: string;
    readonly version: string | undefined;
    readonly line: number;
  }[];
  readonly modules: readonly Dependency[];
  readonly terraform: { readonly text: string; readonly line: number } | undefined;
}

const NOTHING: Parsed = { required: [], configured: [], modules: [], terraform: undefined };
const RELEVANT = /required_providers|required_version|^[ \t]*(?:module|provider)[ \t]+"/m;

const PARSED = new WeakMap<FactSource, Map<string, Parsed>>();
const FOLDERS = new WeakMap<FactSource, ReadonlyMap<string, ReadonlySet<string>>>();

function parsed(source: FactSource, path: string): Parsed {
  let known = PARSED.get(source);
  if (known === undefined) {
    known = new Map();
    PARSED.set(source, known);
  }
  let result = known.get(path);
  if (result === undefined) {
    const text = source.text(path);
    // Guarded here: files are also read for what they tell about those beside them.
    const relevant = text !== undefined && RELEVANT.test(text) ? text : '';
    result = source.guard('manifest', path, () => parse(hclBlocks(hclStatements(relevant)))) ?? NOTHING;
    known.set(path, result);
  }
  return result;
}

function parse(blocks: readonly HclBlock[]): Parsed {
  const settings = blocks.filter(({ type }) => type === 'terraform');
  return {
    required: settings.flatMap(({ body }) =>
      hclBlocks(body).flatMap((block) => (block.type === 'required_providers' ? requirementsOf(block) : [])),
    ),
    configured: blocks.flatMap(({ type, labels, body, line }) => {
      const [local] = labels;
      return type === 'provider' && local !== undefined
        ? [{ local, version: hclText(body, 'version')?.text, line }]
        : [];
    }),
    modules: blocks.flatMap((block) => (block.type === 'module' ? (moduleOf(block) ?? []) : [])),
    terraform: settings.flatMap(({ body }) => hclText(body, 'required_version') ?? [])[0],
  };
}

/** `aws = { source = "hashicorp/aws", version = "~> 5.0" }`, or of old `aws = "~> 2.0"`. */
function requirementsOf({ body }: HclBlock): Requirement[] {
  const objects = hclBlocks(body).map(({ type, line, body: fields }): Requirement => {
    const address = hclText(fields, 'source')?.text ?? `hashicorp/${type}`;
    const version = hclText(fields, 'version')?.text;
    return { local: type, dependency: { name: providerName(address), scope: 'prod', ...defined({ version }), line } };
  });
  const plain = body.flatMap(({ tokens, block }): Requirement[] => {
    const [head, equals, value] = tokens;
    if (block !== undefined || head === undefined || equals?.text !== '=' || value?.kind !== 'string') return [];
    const name = providerName(`hashicorp/${head.text}`);
    return [{ local: head.text, dependency: { name, scope: 'prod', version: value.text, line: head.line } }];
  });
  return [...objects, ...plain].sort((a, b) => (a.dependency.line ?? 0) - (b.dependency.line ?? 0));
}

/** The public registries go without saying. */
export function providerName(address: string): string {
  return normaliseName('terraform', address.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//i, ''));
}

function moduleOf({ body, line }: HclBlock): Dependency | undefined {
  const source = hclText(body, 'source');
  return source === undefined ? undefined : sourceDependency(source.text, hclText(body, 'version')?.text, line);
}

/** Modules of the same repository are no dependencies. Sources in git carry their version in the query. */
function sourceDependency(written: string, version: string | undefined, line: number): Dependency | undefined {
  if (/^(?:git::)?(?:\.{1,2}(?:\/|$)|\/|\$\{)/.test(written) || !/[/:]/.test(written)) return undefined;
  const [address = '', query = ''] = written.split('?');
  const [, ref] = /(?:^|&)ref=([^&]{1,200})/.exec(query) ?? [];
  return { name: normaliseName('terraform', address), scope: 'prod', ...defined({ version: version ?? ref }), line };
}

function readModule(file: FileEntry, source: FactSource): Manifest | undefined {
  const { required, configured, modules, terraform } = parsed(source, file.path);
  const found = new Map<string, Dependency>();
  const add = (dependency: Dependency): void => {
    if (!found.has(dependency.name)) found.set(dependency.name, dependency);
  };
  for (const { dependency } of required) add(dependency);
  const declared = configured.length === 0 ? new Set<string>() : declaredIn(source, folderOf(file.path));
  for (const { local, version, line } of configured) {
    // A provider that nobody declares is HashiCorp's. `terraform` is built in.
    if (local !== 'terraform' && !declared.has(local) && !declared.has(ANYTHING)) {
      add({ name: providerName(`hashicorp/${local}`), scope: 'prod', ...defined({ version }), line });
    }
  }
  for (const module of modules) add(module);
  if (found.size === 0 && terraform === undefined) return undefined;
  return {
    ...emptyManifest('terraform', file),
    dependencies: [...found.values()],
    runtimes: terraform === undefined ? [] : [{ name: 'terraform', constraint: terraform.text, line: terraform.line }],
  };
}

const ANYTHING = '*';

/** The providers that the files of a folder, which make one module, declare. */
function declaredIn(source: FactSource, folder: string): ReadonlySet<string> {
  let folders = FOLDERS.get(source);
  if (folders === undefined) {
    const gathered = new Map<string, Set<string>>();
    for (const file of source.files.all) {
      if (!isTerraform(file.name)) continue;
      const place = folderOf(file.path);
      const names = gathered.get(place) ?? new Set();
      // What is behind a link cannot be had from every form of repository, and may declare anything.
      if (file.mode === 'link') names.add(ANYTHING);
      else for (const { local } of parsed(source, file.path).required) names.add(local);
      gathered.set(place, names);
    }
    folders = gathered;
    FOLDERS.set(source, folders);
  }
  return folders.get(folder) ?? new Set();
}

/** https://terragrunt.gruntwork.io/docs/reference/config-blocks-and-attributes/#terraform */
function readTerragrunt(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path);
  if (text === undefined) return undefined;
  const dependencies = hclBlocks(hclStatements(text)).flatMap((block) =>
    block.type === 'terraform' ? (moduleOf(block) ?? []) : [],
  );
  return dependencies.length === 0 ? undefined : { ...emptyManifest('terraform', file), dependencies };
}
