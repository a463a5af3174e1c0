import type { Workload } from '../../../facts/deployment/deployment.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found, no, type Outcome, unknown, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** What runs until it is stopped; jobs end by themselves and are asked for limits only. */
const LONG_RUNNING: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'DeploymentConfig',
  'Rollout',
  'Application',
  'Service',
]);
/** Other people's programs bring no probes of ours. */
const FOREIGN =
  /(?:^|\/)(?:postgres|postgis|mysql|mariadb|mongo|redis|valkey|memcached|rabbitmq|kafka|zookeeper|elasticsearch|opensearch|nginx|traefik|envoy|grafana|prometheus|busybox|alpine|ubuntu|debian|cloudsql-proxy|gce-proxy)(?:[:@-]|$)/i;
/** What clusters are made of comes as manifests of its makers. */
const OF_CLUSTER =
  /(?:^|\/)(?:calico|cilium|flannel|weave-net|coredns|kube-\w+|cert-manager|metrics-server|ingress-nginx|\w*k8s-device-plugin|nvidia-device-plugin)(?:[-:@]|$)/i;
/** Parts that are laid over others say only what differs. */
const PARTIAL =
  /(?:^|\/)(?:overlays?|patch(?:es)?|components)\/|[-_.]patch\.ya?ml$|(?:^|\/)patch[-_.]|(?:^|\/)kustomization\//i;
/** Values that come from elsewhere when it is rendered. */
const RENDERED =
  /^[ \t]*(?:resources|(?:liveness|readiness|startup)(?:Probe)?):[ \t]*(?:\{\{|\$|\r?\n[ \t]*(?:\{\{|#@|\$\{))/m;

/** Names that stand for others until somebody copies and fills them in. */
const PLACEHOLDER =
  /(?:^|\/)(?:image|image-name|your-\w[\w-]*|my-image|example|app-name|name)(?::(?:tag|version|latest))?$|^<|\bchangeme\b/i;

interface Place {
  readonly path: string;
  readonly workload: Workload;
}

/**
 * What Kubernetes workloads say of themselves.
 * Option `are`: `there` (there are any that run long), `probed` (each has a readiness probe), `limited` (all have requests or limits of resources).
 */
export const kubernetesWorkloads: Check = {
  name: 'kubernetes-workloads',
  run(view, options) {
    const places = workloadsOf(view);
    if (options.are === 'there')
      return found(
        places.map((place) => evidenceOf(place, 'runs in Kubernetes')),
        view.facts.deployment.truncated,
      );
    // None at all, or only such as are filled in elsewhere.
    if (places.length === 0) return unknown();
    // nais has defaults of its own.
    if (options.are === 'limited')
      return every(
        places.filter(({ workload }) => !OF_CLUSTER.test(workload.name ?? '')),
        (workload) => workload.kind === 'Application' || workload.requests || workload.limits,
        'neither requests nor limits',
      );
    return every(
      places.filter((place) => isAsked(place, view)),
      (workload) => workload.probes.includes('readiness'),
      'no readiness probe',
    );
  },
};

/** Takes its work from a queue or a clock, or is a page that is always ready; the port that it opens is for whoever watches it. */
const WORKER =
  /(?:^|[-_.])(?:jobs?|workers?|schedulers?|consumers?|subscribers?|listeners?|queues?|sidekiq|celery|beat|maintenance|cron(?:[-_]?jobs?)?)(?:$|[-_.])/i;
/** What the users of a server have sent in, as one of many ways to run it, and what is set up to be tested against. */
const ASIDE = /(?:^|\/)(?:contrib|acceptance|e2e|kind|minikube|local(?:[-_]dev)?)\//;

/** Our own, and somebody sends it requests: workers that take jobs by themselves need not say that they are ready. */
function isAsked({ path, workload }: Place, view: View): boolean {
  // What runs on each machine is asked there, not sent requests from elsewhere.
  if (workload.kind === 'DaemonSet') return false;
  if (
    WORKER.test(workload.name ?? '') ||
    FOREIGN.test(workload.name ?? '') ||
    workload.images.some((image) => FOREIGN.test(image))
  )
    return false;
  return (
    workload.kind === 'Application' || /\bcontainerPort:|^\s*(?:-\s*)?ports:/m.test(view.facts.source.text(path) ?? '')
  );
}

/** Each workload once, with what all files of that name say together: a base and its overlays are one. */
function workloadsOf(view: View): Place[] {
  const byName = new Map<string, Place>();
  const rendered = new Set<string>();
  for (const deployment of view.facts.deployment.deployments) {
    if (deployment.platform !== 'kubernetes' && deployment.platform !== 'nais') continue;
    if (!view.here(deployment.path) || ASIDE.test(deployment.path)) continue;
    for (const workload of deployment.workloads ?? []) {
      if (!LONG_RUNNING.has(workload.kind)) continue;
      const key = `${workload.kind}/${workload.name ?? deployment.path}`;
      if (RENDERED.test(view.facts.source.text(deployment.path) ?? '')) rendered.add(key);
      if (workload.images.some((image) => PLACEHOLDER.test(image))) continue;
      if (workload.images.length === 0 && workload.kind !== 'Application') continue;
      const other = byName.get(key);
      if (other !== undefined) byName.set(key, { path: other.path, workload: union(other.workload, workload) });
      else if (!PARTIAL.test(deployment.path)) byName.set(key, { path: deployment.path, workload });
    }
  }
  return [...byName].filter(([key]) => !rendered.has(key)).map(([, place]) => place);
}

function union(one: Workload, other: Workload): Workload {
  return {
    ...one,
    probes: [...new Set([...one.probes, ...other.probes])],
    requests: one.requests || other.requests,
    limits: one.limits || other.limits,
  };
}

function every(places: readonly Place[], holds: (workload: Workload) => boolean, lack: string): Outcome {
  if (places.length === 0) return unknown();
  const against = places.filter(({ workload }) => !holds(workload));
  if (against.length > 0) return no(against.map((place) => evidenceOf(place, lack)));
  return yes(places.slice(0, 5).map((place) => evidenceOf(place, 'says it')));
}

function evidenceOf({ path, workload }: Place, detail: string): Evidence {
  return {
    path,
    ...atLine(workload.line),
    detail: `${workload.kind} ${workload.name ?? ''}: ${detail}`.replace(' :', ':'),
  };
}
