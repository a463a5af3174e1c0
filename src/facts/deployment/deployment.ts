/** Where and how software is brought to run. One id for each way that can be told apart in a repository. */
export const PLATFORMS = [
  'kubernetes',
  'nais',
  'helm',
  'helmfile',
  'kustomize',
  'argo-cd',
  'flux',
  'skaffold',
  'cloud-run',
  'app-engine',
  'app-hosting',
  'cloud-build',
  'firebase',
  'fly',
  'render',
  'vercel',
  'netlify',
  'heroku',
  'procfile',
  'railway',
  'dokku',
  'dokploy',
  'platform-sh',
  'cloudflare',
  'cloud-foundry',
  'digital-ocean',
  'scalingo',
  'cloud66',
  'serverless-framework',
  'sam',
  'cloudformation',
  'cdk',
  'ecs',
  'elastic-beanstalk',
  'codedeploy',
  'copilot',
  'amplify',
  'sst',
  'azure-functions',
  'azure-developer',
  'azure-resource-manager',
  'azure-static-web-apps',
  'terraform',
  'pulumi',
  'nomad',
  'ansible',
  'puppet',
  'chef',
  'salt',
  'nixos',
  'systemd',
  'supervisor',
  'pm2',
  'capistrano',
  'kamal',
  'fabric',
  'deployer',
  'riff-raff',
  'scap',
  'spinnaker',
  'deployment-bot',
  'github-pages',
] as const;

export type Platform = (typeof PLATFORMS)[number];

export type Probe = 'liveness' | 'readiness' | 'startup' | 'health-check';

/** Something that runs: a Kubernetes workload, a nais application, an ECS task. Flags hold when any of its containers has it. */
export interface Workload {
  readonly kind: string;
  readonly name?: string;
  readonly line?: number;
  readonly images: readonly string[];
  readonly probes: readonly Probe[];
  readonly requests: boolean;
  readonly limits: boolean;
  /** As written; the lower bound where there are two. */
  readonly replicas?: number;
  readonly nonRoot: boolean;
  readonly readOnlyRoot: boolean;
  readonly privileged: boolean;
  /** Whether metrics are scraped from it. */
  readonly metrics: boolean;
}

/** An object of a Kubernetes manifest, whatever its kind. */
export interface ClusterObject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name?: string;
  readonly line: number;
}

/** One way in which this repository is deployed, by the file that says so. */
export interface Deployment {
  readonly platform: Platform;
  readonly path: string;
  readonly line?: number;
  readonly detail: string;
  /** The environment that the path names: `production`, `staging`, `development` … */
  readonly environment?: string;
  /** Health checks that the platform makes, of all workloads together. */
  readonly probes: readonly Probe[];
  readonly probeLine?: number;
  readonly workloads?: readonly Workload[];
  readonly objects?: readonly ClusterObject[];
  /** Host names under which it is reached. */
  readonly hosts?: readonly string[];
}

const ENVIRONMENTS: readonly (readonly [string, RegExp])[] = [
  ['production', /(?:^|[^a-z])(?:prod|production|prd|live)(?:[^a-z]|$)/],
  ['staging', /(?:^|[^a-z])(?:staging|stage|stg|uat|preprod|pre-prod|preproduction|acceptance)(?:[^a-z]|$)/],
  ['preview', /(?:^|[^a-z])(?:preview|review)(?:[^a-z]|$)/],
  ['demo', /(?:^|[^a-z])(?:demo)(?:[^a-z]|$)/],
  ['test', /(?:^|[^a-z])(?:test|qa|int|integration)(?:[^a-z]|$)/],
  ['development', /(?:^|[^a-z])(?:dev|development|local|sandbox)(?:[^a-z]|$)/],
];

/** The environment that a path speaks of. */
export function environmentOf(path: string): { environment: string } | Record<string, never> {
  const lower = path.toLowerCase().replace(/pre-?prod(?:uction)?|non-?prod(?:uction)?/g, 'staging');
  const found = ENVIRONMENTS.find(([, pattern]) => pattern.test(lower));
  return found === undefined ? {} : { environment: found[0] };
}

/** The probes of several workloads, each once. */
export function probesOf(workloads: readonly Workload[]): Probe[] {
  return [...new Set(workloads.flatMap((workload) => workload.probes))];
}
