import type { FileEntry } from '../../repository/file-index.ts';
import { isMapping, list, type Mapping, mapping, parseData, string } from '../data.ts';
import { FormatError } from '../format-error.ts';
import {
  type ClusterObject,
  type Deployment,
  environmentOf,
  type Platform,
  probesOf,
  type Workload,
} from './deployment.ts';
import { runsContainers, workloadInText, workloadOf } from './workloads.ts';

/** Bytes that may still be parsed as YAML; what is over them is scanned as text. Shared by all manifests of an audit. */
export interface ParseBudget {
  bytes: number;
}

/** A parser reads about a megabyte a second: more than this would be felt. */
export const PARSE_BUDGET = 96 * 1024;
const DOCUMENT_LIMIT = 24 * 1024;

/** Whether a text is a Kubernetes manifest: cheap, since it is asked of every YAML file. */
export function isManifest(text: string): boolean {
  return text.includes('apiVersion:') && text.includes('kind:') && /^apiVersion:/m.test(text) && /^kind:/m.test(text);
}

/** Groups whose objects look like Kubernetes' but are catalogues, local clusters, or settings of other tools. */
const OTHER_GROUPS =
  /^(?:backstage\.io|scaffolder\.backstage|kind\.x-k8s\.io|ctlptl|audit\.k8s\.io|client\.authentication|opslevel|openslo|skaffold|devfile|schemaVersion|testkube|chainsaw|kyverno-json|kuttl|garden\.io|carvel|kbld|vendir|ytt|dapr\.io\/configuration|tekton\.dev|kustomize\.config\.k8s\.io|cli\.kluctl|porter|mutagen|fossa|score\.dev|cr\.kestra|appcd|dstack|cortex|apps\.open-cluster-management\.io\/x|apiextensions\.crossplane\.io\/dev)/;

/**
 * Reads the documents of one manifest file.
 * @throws FormatError when a document that runs containers is malformed, and is no template
 */
export function readManifest(file: FileEntry, text: string, budget: ParseBudget): Deployment[] {
  const found = new Map<Platform, { objects: ClusterObject[]; workloads: Workload[]; hosts: string[] }>();
  for (const { content, line } of documentsOf(text)) {
    const head = headOf(content, line);
    if (head === undefined || OTHER_GROUPS.test(head.apiVersion)) continue;
    const platform = platformOf(head, content);
    let group = found.get(platform);
    if (group === undefined) {
      group = { objects: [], workloads: [], hosts: [] };
      found.set(platform, group);
    }
    group.objects.push(head);
    group.hosts.push(...hostsOf(head, content));
    if (head.kind === 'List') readList(content, line, budget, group);
    else if (runsContainers(head.apiVersion, head.kind)) {
      const object = parseDocument(content, line, budget);
      group.workloads.push(
        object === undefined ? workloadInText(content, head.kind, head.name, head.line) : workloadOf(object, head.line),
      );
    }
  }
  return [...found].map(([platform, { objects, workloads, hosts }]) => ({
    platform,
    path: file.path,
    line: objects[0]?.line ?? 1,
    detail: detailOf(objects),
    ...environmentOf(file.path),
    probes: probesOf(workloads),
    ...(workloads.length === 0 ? {} : { workloads }),
    objects,
    ...(hosts.length === 0 ? {} : { hosts: [...new Set(hosts)] }),
  }));
}

/** Documents of a stream, with the line of their first line. A marker inside a block is indented, so this cannot err. */
function documentsOf(text: string): { content: string; line: number }[] {
  const documents: { content: string; line: number }[] = [];
  let line = 1;
  for (const content of text.split(/^---/m)) {
    documents.push({ content, line });
    for (let index = content.indexOf('\n'); index !== -1; index = content.indexOf('\n', index + 1)) line++;
  }
  return documents;
}

function headOf(content: string, start: number): ClusterObject | undefined {
  const apiVersion = /^apiVersion:[ \t]*["']?([^\s"'#]+)/m.exec(content)?.[1];
  const kind = /^kind:[ \t]*["']?([A-Za-z]\w*)/m.exec(content);
  if (apiVersion === undefined || kind?.[1] === undefined) return undefined;
  const metadata = content.search(/^metadata:/m);
  const name = metadata < 0 ? undefined : /^[ \t]+name:[ \t]*["']?([^\s"'#]+)/m.exec(content.slice(metadata))?.[1];
  let line = start;
  for (let index = content.indexOf('\n'); index !== -1 && index < kind.index; index = content.indexOf('\n', index + 1))
    line++;
  return { kind: kind[1], apiVersion, ...(name === undefined ? {} : { name }), line };
}

function platformOf({ apiVersion, kind }: ClusterObject, content: string): Platform {
  if (apiVersion.startsWith('nais.io/')) return 'nais';
  if (apiVersion.startsWith('argoproj.io/') && /^(?:Application|ApplicationSet|AppProject)$/.test(kind))
    return 'argo-cd';
  if (apiVersion.includes('.toolkit.fluxcd.io/')) return 'flux';
  if (apiVersion.startsWith('serving.knative.dev/') && content.includes('run.googleapis.com')) return 'cloud-run';
  return 'kubernetes';
}

/** Templates are no YAML before they are filled in. */
const TEMPLATE = /\{\{|\{%|<%|^\s*#@/m;

function parseDocument(content: string, line: number, budget: ParseBudget): Mapping | undefined {
  if (content.length > DOCUMENT_LIMIT || content.length > budget.bytes || TEMPLATE.test(content)) return undefined;
  budget.bytes -= content.length;
  try {
    // What follows the marker on its line belongs to the document.
    const value = parseData(content, 'yaml');
    return isMapping(value) ? value : undefined;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const message = error.message.replace(/ \(line \d+\)$/, '');
    throw new FormatError(message, error.line === undefined ? line : line + error.line - 1);
  }
}

function readList(
  content: string,
  line: number,
  budget: ParseBudget,
  group: { objects: ClusterObject[]; workloads: Workload[] },
): void {
  for (const item of list(parseDocument(content, line, budget)?.items).filter(isMapping)) {
    const kind = string(item.kind) ?? '';
    const apiVersion = string(item.apiVersion) ?? '';
    const name = string(mapping(item.metadata).name);
    group.objects.push({ kind, apiVersion, ...(name === undefined ? {} : { name }), line });
    if (runsContainers(apiVersion, kind)) group.workloads.push(workloadOf(item, line));
  }
}

/** Host names of ingresses, routes and nais applications. */
function hostsOf({ kind, apiVersion }: ClusterObject, content: string): string[] {
  if (apiVersion.startsWith('nais.io/')) {
    return [...content.matchAll(/^[ \t]*-[ \t]*["']?https?:\/\/([\w.*-]+)/gm)].map((match) => match[1] ?? '');
  }
  if (!/^(?:Ingress|IngressRoute|Route|HTTPRoute|VirtualService|Gateway)$/.test(kind)) return [];
  const named = [...content.matchAll(/^[ \t]*(?:-[ \t]*)?host:[ \t]*["']?([\w*-][\w.*-]*\.[\w.-]+)/gm)];
  const listed = [...content.matchAll(/^[ \t]*-[ \t]*["']?([\w*-][\w*-]*(?:\.[\w-]+)+)["']?[ \t]*$/gm)];
  return [...named, ...listed].map((match) => match[1] ?? '');
}

function detailOf(objects: readonly ClusterObject[]): string {
  const kinds = [...new Set(objects.map((object) => object.kind))];
  const [first] = objects;
  if (objects.length === 1 && first?.name !== undefined) return `${first.kind} ${first.name}`;
  return kinds.length > 6 ? `${kinds.slice(0, 6).join(', ')} and ${kinds.length - 6} more kinds` : kinds.join(', ');
}
