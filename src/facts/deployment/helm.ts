import type { FileEntry } from '../../repository/file-index.ts';
import { list, mapping, string } from '../data.ts';
import { FormatError } from '../format-error.ts';
import type { FactSource } from '../source.ts';
import { type Deployment, environmentOf, type Probe, type Workload } from './deployment.ts';
import { probesInText, workloadInText } from './workloads.ts';

/** A chart's folder with what renders it. Templates are no YAML, so they are searched as text. */
interface Chart {
  readonly file: FileEntry;
  readonly templates: FileEntry[];
  readonly values: FileEntry[];
}

/** Charts that are read whole; of a collection's others we know that they are there. */
const CHART_LIMIT = 50;
/** Files that are read of one chart. */
const TEMPLATE_LIMIT = 40;
const VALUES_LIMIT = 8;
const FILE_LIMIT = 128 * 1024;
/** A Chart.yaml is parsed, which takes longer than a search. */
const CHART_SIZE = 64 * 1024;

/**
 * Reads Helm charts: what their templates and values configure together.
 * @param all every listed file: charts bring templates of others along, which render this software all the same
 */
export function readCharts(charts: readonly FileEntry[], all: readonly FileEntry[], source: FactSource): Deployment[] {
  if (charts.length === 0) return [];
  const byFolder = new Map<string, Chart>();
  for (const file of charts) byFolder.set(folderOf(file.path), { file, templates: [], values: [] });
  for (const file of all) {
    if ((file.mode !== 'file' && file.mode !== 'executable') || file.size > FILE_LIMIT) continue;
    const owner = chartOfTemplate(file.path, byFolder);
    if (owner !== undefined) {
      if (/\.(?:ya?ml|tpl)$/.test(file.name)) byFolder.get(owner)?.templates.push(file);
    } else if (file.name.startsWith('values') && /\.ya?ml$/.test(file.name)) {
      valuesOwner(byFolder, file)?.values.push(file);
    }
  }
  return [...byFolder.values()].flatMap((chart, index) => {
    if (index >= CHART_LIMIT) {
      return [
        {
          platform: 'helm' as const,
          path: chart.file.path,
          detail: 'chart',
          ...environmentOf(chart.file.path),
          probes: [],
        },
      ];
    }
    return source.guard('deployment', chart.file.path, () => readChart(chart, source)) ?? [];
  });
}

/** The folder of the chart whose template a path is, with its slash; `undefined` when it is none. */
export function chartOfTemplate(path: string, folders: { has(folder: string): boolean }): string | undefined {
  for (let at = path.indexOf('templates/'); at >= 0; at = path.indexOf('templates/', at + 1)) {
    if (folders.has(path.slice(0, at))) return path.slice(0, at);
  }
  return undefined;
}

/** Values lie beside the chart, or in folders for its environments. */
function valuesOwner(charts: ReadonlyMap<string, Chart>, file: FileEntry): Chart | undefined {
  const folder = folderOf(file.path);
  return charts.get(folder) ?? charts.get(folderOf(folder.slice(0, -1)));
}

/** The folder of a path, with its slash; `''` for the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function readChart(chart: Chart, source: FactSource): Deployment[] {
  if (chart.file.size > CHART_SIZE)
    throw new FormatError(`this chart has ${chart.file.size} bytes, the limit is ${CHART_SIZE}`);
  const data = mapping(source.data(chart.file.path));
  const name = string(data.name);
  if (name === undefined) return [];
  const type = string(data.type) ?? 'application';
  const templates = textsOf(chart.templates.slice(0, TEMPLATE_LIMIT), source);
  const values = textsOf(chart.values.slice(0, VALUES_LIMIT), source);
  const kinds = new Set<string>();
  for (const text of templates)
    for (const match of text.matchAll(/^kind:[ \t]*["']?([A-Z]\w+)/gm)) kinds.add(match[1] ?? '');
  const described = describe(templates, values);
  const running = [...kinds].filter((kind) => RUNNING.has(kind));
  // A chart that only sets the values of another one runs something too.
  const isWrapper = running.length === 0 && list(data.dependencies).length > 0 && described.probes.length > 0;
  return [
    {
      platform: 'helm',
      path: chart.file.path,
      detail: `${type} chart ${name}${kinds.size === 0 ? '' : `: ${[...kinds].slice(0, 8).join(', ')}`}`,
      ...environmentOf(chart.file.path),
      probes: described.probes,
      workloads: (isWrapper ? ['Chart'] : running).map((kind) => ({ ...described, kind, name })),
      objects: [...kinds].map((kind) => ({ kind, apiVersion: '', line: 1 })),
    },
  ];
}

const RUNNING: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Rollout',
  'Application',
]);

function textsOf(files: readonly FileEntry[], source: FactSource): string[] {
  return files.flatMap((file) => source.text(file.path) ?? []);
}

/**
 * What templates and values say together. A key of the templates that only hands on a value is empty while the value is
 * (`resources: {}` is what `helm create` writes).
 */
function describe(templates: readonly string[], values: readonly string[]): Omit<Workload, 'kind' | 'line'> {
  const running = templates.filter(
    (text) => text.includes('image:') || text.includes('Probe') || text.includes('securityContext'),
  );
  const parts = [...running, ...values].map((text) => workloadInText(text, '', undefined, 1));
  const any = (test: (part: Workload) => boolean): boolean => parts.some(test);
  const replicas = parts.find((part) => part.replicas !== undefined)?.replicas;
  const probes = new Set<Probe>([...running, ...values].flatMap((text) => probesInText(text, false)));
  for (const probe of probes) if (isEmptied(running, values, `${probe}Probe`)) probes.delete(probe);
  return {
    images: [...new Set(parts.flatMap((part) => part.images))],
    probes: [...probes],
    requests: any((part) => part.requests),
    limits: any((part) => part.limits),
    ...(replicas === undefined ? {} : { replicas }),
    nonRoot: any((part) => part.nonRoot),
    readOnlyRoot: any((part) => part.readOnlyRoot),
    privileged: any((part) => part.privileged),
    metrics: any((part) => part.metrics),
  };
}

function isEmptied(templates: readonly string[], values: readonly string[], key: string): boolean {
  const handedOn = new RegExp(`\\.Values\\.[\\w.]*${key}\\b`);
  if (!values.some((text) => text.includes(`${key}:`)) || !templates.some((text) => handedOn.test(text))) return false;
  // The key with something indented below it, comments apart.
  const filled = new RegExp(`^([ \\t]*)${key}:[ \\t]*(?:#.*)?\\r?\\n(?:[ \\t]*#.*\\n)*\\1[ \\t]+[^\\s#]`, 'm');
  return !values.some((text) => filled.test(text));
}
