import { matcher } from '../../repository/glob.ts';
import type { FactSource } from '../source.ts';
import { createUse } from './build.ts';
import { pathFrom } from './folders.ts';
import type { CiUse } from './pipeline.ts';
import { includedYaml, yamlDocuments } from './yaml-file.ts';
import { nothingIn, type YamlEntry, type YamlNode } from './yaml-node.ts';

/** A key of the configuration with what each file says about it, the file that wins last. */
export type Layers = readonly YamlNode[];

export interface GitlabConfig {
  readonly path: string;
  /** Top-level keys of the file and of all local includes. */
  readonly keys: ReadonlyMap<string, { readonly entry: YamlEntry; readonly layers: Layers }>;
  /** Includes that lie elsewhere. */
  readonly external: readonly CiUse[];
}

const INCLUDE_LIMIT = 150;
const EXTENDS_DEPTH = 11;
const LAYER_LIMIT = 100;
const SCRIPT_LIMIT = 1000;

/**
 * A configuration with its local includes.
 * @throws FormatError when the file itself is malformed; a broken include is told of and left out.
 */
export function loadGitlab(source: FactSource, path: string): GitlabConfig {
  const keys = new Map<string, { entry: YamlEntry; layers: YamlNode[] }>();
  const external: CiUse[] = [];
  const seen = new Set<string>();
  const add = (documents: readonly YamlNode[]): void => {
    for (const document of documents) {
      for (const include of document.get('include').items) {
        for (const local of localFiles(source, include, external)) {
          if (seen.has(local) || seen.size >= INCLUDE_LIMIT) continue;
          seen.add(local);
          includedYaml(source, local);
          add(source.guard('ci', local, () => yamlDocuments(source, local)) ?? []);
        }
      }
      for (const entry of document.entries) {
        const known = keys.get(entry.key);
        if (known === undefined) keys.set(entry.key, { entry, layers: [entry.value] });
        else {
          known.entry = entry;
          known.layers.push(entry.value);
        }
      }
    }
  };
  seen.add(path);
  add(yamlDocuments(source, path));
  return { path, keys, external };
}

function localFiles(source: FactSource, include: YamlNode, external: CiUse[]): readonly string[] {
  const { line } = include;
  const local = include.get('local').text ?? include.text;
  if (local !== undefined && !/^https?:\/\//.test(local)) {
    const path = pathFrom('', local.replace(/^\/+/, ''));
    if (!path.includes('*')) return source.files.get(path) === undefined ? [] : [path];
    const matches = matcher([path]);
    return source.files.all
      .filter((file) => /\.ya?ml$/i.test(file.name) && matches(file.path))
      .map((file) => file.path);
  }
  const remote = include.get('remote').text ?? include.text;
  const template = include.get('template').text;
  const component = include.get('component').text;
  const project = include.get('project').text;
  if (remote !== undefined || template !== undefined) external.push(createUse(remote ?? template ?? '', { line }));
  if (component !== undefined) {
    const at = component.lastIndexOf('@');
    external.push(
      at === -1
        ? createUse(component, { line })
        : createUse(component.slice(0, at), { line, ref: component.slice(at + 1) }),
    );
  }
  if (project !== undefined) {
    const ref = include.get('ref').text;
    const files = include.get('file').texts;
    for (const file of files.length === 0 ? [''] : files) {
      external.push(createUse(`${project}${file === '' ? '' : `/${file.replace(/^\/+/, '')}`}`, { line, ref }));
    }
  }
  return [];
}

/** What a job says, over what the jobs say that it extends. */
export function layersOf(config: GitlabConfig, name: string): Layers {
  const layers: YamlNode[] = [];
  const add = (job: string, depth: number): void => {
    if (depth > EXTENDS_DEPTH || layers.length >= LAYER_LIMIT) return;
    const own = config.keys.get(job)?.layers ?? [];
    for (const parent of pick(own, 'extends').texts) add(parent, depth + 1);
    layers.push(...own);
  };
  add(name, 0);
  return layers;
}

/** The value of a key in the layer that wins. */
export function pick(layers: Layers, key: string): YamlNode {
  return layers.findLast((layer) => layer.entry(key) !== undefined)?.get(key) ?? nothingIn(layers[0]?.path ?? '');
}

/** The items below a node with `!reference [job, key]` resolved. */
export function resolved(config: GitlabConfig, node: YamlNode): readonly YamlNode[] {
  const found: YamlNode[] = [];
  let visits = 0;
  const walk = (here: YamlNode, depth: number): void => {
    if (++visits > SCRIPT_LIMIT || depth > EXTENDS_DEPTH) return;
    if (here.tag === '!reference') {
      const [job, ...keys] = here.texts;
      const first = job === undefined ? undefined : pick(layersOf(config, job), keys[0] ?? '');
      if (first !== undefined)
        walk(
          keys.slice(1).reduce((outer, key) => outer.get(key), first),
          depth + 1,
        );
    } else if (here.kind === 'list') for (const item of here.items) walk(item, depth + 1);
    else if (here.kind !== 'nothing') found.push(here);
  };
  walk(node, 0);
  return found;
}
