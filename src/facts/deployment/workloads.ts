import { isMapping, list, type Mapping, mapping, string, strings } from '../data.ts';
import type { Probe, Workload } from './deployment.ts';

/** Kinds that run containers; Knative's `Service` is told apart by its group. */
const WORKLOAD_KINDS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'ReplicationController',
  'DeploymentConfig',
  'Rollout',
  'Job',
  'CronJob',
  'Pod',
]);

/** Whether objects of this kind run containers. */
export function runsContainers(apiVersion: string, kind: string): boolean {
  if (apiVersion.startsWith('nais.io/')) return kind === 'Application' || kind === 'Naisjob';
  if (apiVersion.startsWith('serving.knative.dev/')) return kind === 'Service';
  return WORKLOAD_KINDS.has(kind);
}

/** What a parsed object of such a kind says. */
export function workloadOf(object: Mapping, line: number): Workload {
  const kind = string(object.kind) ?? '';
  const name = string(mapping(object.metadata).name);
  const spec = mapping(object.spec);
  const base = { kind, ...(name === undefined ? {} : { name }), line };
  return (string(object.apiVersion) ?? '').startsWith('nais.io/')
    ? { ...base, ...naisWorkload(spec) }
    : { ...base, ...podWorkload(kind, spec, mapping(object.metadata)) };
}

type Description = Omit<Workload, 'kind' | 'name' | 'line'>;

/** https://docs.nais.io: the platform makes the rest, root file systems are read-only and users unprivileged. */
function naisWorkload(spec: Mapping): Description {
  const probes: Probe[] = [];
  if (has(spec.liveness)) probes.push('liveness');
  if (has(spec.readiness)) probes.push('readiness');
  if (has(spec.startup)) probes.push('startup');
  const replicas = number(mapping(spec.replicas).min);
  const resources = mapping(spec.resources);
  return {
    images: strings(spec.image),
    probes,
    requests: has(resources.requests),
    limits: has(resources.limits),
    ...(replicas === undefined ? {} : { replicas }),
    nonRoot: true,
    readOnlyRoot: true,
    privileged: false,
    metrics: mapping(spec.prometheus).enabled === true,
  };
}

function podWorkload(kind: string, spec: Mapping, metadata: Mapping): Description {
  const template =
    kind === 'CronJob' ? mapping(mapping(mapping(spec.jobTemplate).spec).template) : mapping(spec.template);
  const pod = kind === 'Pod' ? spec : mapping(template.spec);
  const containers = list(pod.containers).filter(isMapping);
  const contexts = [mapping(pod.securityContext), ...containers.map((container) => mapping(container.securityContext))];
  const annotations = { ...mapping(metadata.annotations), ...mapping(mapping(template.metadata).annotations) };
  const replicas = number(spec.replicas);
  const any = (test: (container: Mapping) => boolean): boolean => containers.some(test);
  const probes: Probe[] = [];
  if (any((container) => has(container.livenessProbe))) probes.push('liveness');
  if (any((container) => has(container.readinessProbe))) probes.push('readiness');
  if (any((container) => has(container.startupProbe))) probes.push('startup');
  return {
    images: containers.flatMap((container) => strings(container.image)),
    probes,
    requests: any((container) => has(mapping(container.resources).requests)),
    limits: any((container) => has(mapping(container.resources).limits)),
    ...(replicas === undefined ? {} : { replicas }),
    nonRoot: contexts.some((context) => context.runAsNonRoot === true || Number(context.runAsUser ?? 0) > 0),
    readOnlyRoot: contexts.some((context) => context.readOnlyRootFilesystem === true),
    privileged: contexts.some((context) => context.privileged === true),
    metrics: string(annotations['prometheus.io/scrape']) === 'true',
  };
}

/** Something is written there: `{}` and `null` are nothing. */
function has(value: unknown): boolean {
  if (isMapping(value)) return Object.keys(value).length > 0;
  return value !== undefined && value !== null && value !== false && value !== '';
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The same from the text of a manifest that is a template, or too long to be parsed in the time that an audit has. */
export function workloadInText(text: string, kind: string, name: string | undefined, line: number): Workload {
  const isNais = text.includes('nais.io/') && /^apiVersion:[ \t]*["']?nais\.io\//m.test(text);
  const replicas = text.includes('replicas:')
    ? /^[ \t]*(?:replicas|min):[ \t]*(\d{1,5})[ \t]*$/m.exec(text)?.[1]
    : undefined;
  return {
    kind,
    ...(name === undefined ? {} : { name }),
    line,
    images: [...text.matchAll(/^[ \t]*(?:-[ \t]+)?image:[ \t]*["']?([^\s"'#{][^\s"'#]*)/gm)].map(
      (match) => match[1] ?? '',
    ),
    probes: probesInText(text, isNais),
    requests: hasKey(text, 'requests'),
    limits: hasKey(text, 'limits'),
    ...(replicas === undefined ? {} : { replicas: Number(replicas) }),
    nonRoot: isNais || /\b(?:runAsNonRoot:[ \t]*true|runAsUser:[ \t]*[1-9])/.test(text),
    readOnlyRoot: isNais || /\breadOnlyRootFilesystem:[ \t]*true/.test(text),
    privileged: /\bprivileged:[ \t]*true/.test(text),
    metrics:
      /prometheus\.io\/scrape["']?:[ \t]*["']?true/.test(text) ||
      (isNais && /\bprometheus:[ \t]*\r?\n[ \t]+enabled:[ \t]*true/.test(text)),
  };
}

const PROBES = ['liveness', 'readiness', 'startup'] as const;

/** Probes that a text configures, in Kubernetes' words or (`livenessProbe`) in nais' (`liveness`). */
export function probesInText(text: string, isNais: boolean): Probe[] {
  return PROBES.filter((probe) => hasKey(text, isNais ? probe : `${probe}Probe`));
}

/** Whether a key stands at the start of a line with something in it; comments and `key: {}` do not count. */
function hasKey(text: string, key: string): boolean {
  if (!text.includes(`${key}:`)) return false;
  return new RegExp(`^[ \\t]*(?:-[ \\t]+)?${key}:(?![ \\t]*(?:\\{\\}|null|~|""|\\[\\])[ \\t]*(?:#.*)?\\r?$)`, 'm').test(
    text,
  );
}
