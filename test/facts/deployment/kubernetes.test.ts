import { describe, expect, it } from 'vitest';
import { readDeployment } from '../../../src/facts/deployment.ts';
import { createSource } from '../../../src/facts/source.ts';
import { memoryRepository } from '../../../src/repository/memory.ts';

const read = (contents: Record<string, string>) => {
  const source = createSource(memoryRepository(contents));
  return { ...readDeployment(source), diagnostics: source.diagnostics };
};

const API = `# The API
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 3
  template:
    metadata:
      annotations:
        prometheus.io/scrape: "true"
    spec:
      securityContext:
        runAsNonRoot: true
      initContainers:
        - name: migrate
          image: example/migrate:1
          livenessProbe: { exec: { command: [x] } }
      containers:
        - name: api
          image: example/api:1.4
          readinessProbe:
            httpGet: { path: /ready, port: 8080 }
          resources:
            requests: { cpu: 100m }
            limits: {}
          securityContext:
            readOnlyRootFilesystem: true
        - name: proxy
          image: example/proxy:2
          livenessProbe:
            tcpSocket: { port: 80 }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: api }
spec:
  tls:
    - hosts:
        - api.example.org
  rules:
    - host: api.example.org
    - host: "www.example.org"
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  labels:
    app: api
  name: api
spec: {}
`;

describe('readDeployment: Kubernetes', () => {
  it('reads workloads, objects and hosts', () => {
    expect(read({ 'deploy/production/api.yaml': API }).deployments).toEqual([
      {
        platform: 'kubernetes',
        path: 'deploy/production/api.yaml',
        line: 3,
        detail: 'Deployment, Ingress, PodDisruptionBudget',
        environment: 'production',
        probes: ['liveness', 'readiness'],
        workloads: [
          {
            kind: 'Deployment',
            name: 'api',
            line: 3,
            images: ['example/api:1.4', 'example/proxy:2'],
            probes: ['liveness', 'readiness'],
            requests: true,
            limits: false,
            replicas: 3,
            nonRoot: true,
            readOnlyRoot: true,
            privileged: false,
            metrics: true,
          },
        ],
        objects: [
          { kind: 'Deployment', apiVersion: 'apps/v1', name: 'api', line: 3 },
          { kind: 'Ingress', apiVersion: 'networking.k8s.io/v1', line: 35 },
          { kind: 'PodDisruptionBudget', apiVersion: 'policy/v1', name: 'api', line: 46 },
        ],
        hosts: ['api.example.org', 'www.example.org'],
      },
    ]);
  });

  it('says the same of a manifest that is too long to be parsed', () => {
    const long = `${API.slice(0, API.indexOf('---'))}# ${'x'.repeat(30_000)}\n`;
    const [parsed] = read({ 'k8s/api.yaml': API.slice(0, API.indexOf('---')) }).deployments;
    const [scanned] = read({ 'k8s/api.yaml': long }).deployments;
    expect({ ...scanned?.workloads?.[0], images: [] }).toEqual({
      ...parsed?.workloads?.[0],
      images: [],
      // A scan does not tell the containers of a pod apart: `limits: {}` is nothing all the same.
      limits: false,
    });
    expect(scanned?.workloads?.[0]?.images).toEqual(['example/migrate:1', 'example/api:1.4', 'example/proxy:2']);
  });

  it('finds the pod of a CronJob, and the items of a List', () => {
    const cron =
      'apiVersion: batch/v1\nkind: CronJob\nmetadata:\n  name: c\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          containers:\n            - image: a:1\n              resources: {limits: {cpu: 1}}\n';
    const listed =
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: p}\n    spec:\n      containers: [{image: b, securityContext: {privileged: true}}]\n';
    const { deployments } = read({ 'a.yaml': cron, 'b.yml': listed });
    expect(
      deployments.map(({ workloads }) =>
        workloads?.map(({ kind, images, limits, privileged }) => [kind, images, limits, privileged]),
      ),
    ).toEqual([[['CronJob', ['a:1'], true, false]], [['Pod', ['b'], false, true]]]);
    expect(deployments[1]?.objects).toEqual([
      { kind: 'List', apiVersion: 'v1', line: 2 },
      { kind: 'Pod', apiVersion: 'v1', name: 'p', line: 1 },
    ]);
  });

  it('reads nais applications, also those that are templates', () => {
    const nais = `kind: Application
apiVersion: nais.io/v1alpha1
metadata:
  name: portal
spec:
  image: {{ image }}
  liveness:
    path: /internal/alive
  readiness:
    path: /internal/ready
  prometheus:
    enabled: true
  replicas:
    min: 2
    max: 4
  resources:
    limits:
      memory: 512Mi
  ingresses:
  {{#each ingresses as |url|}}
    - {{url}}
  {{/each}}
    - "https://portal.example.no/app"
`;
    expect(
      read({ '.nais/prod.yaml': nais, 'nais.yaml': nais.replace('{{ image }}', 'a:1').replace(/.*\{\{.*\n/g, '') })
        .deployments,
    ).toEqual(
      ['.nais/prod.yaml', 'nais.yaml'].map((path) => ({
        platform: 'nais',
        path,
        line: 1,
        detail: 'Application portal',
        ...(path === 'nais.yaml' ? {} : { environment: 'production' }),
        probes: ['liveness', 'readiness'],
        workloads: [
          {
            kind: 'Application',
            name: 'portal',
            line: 1,
            images: path === 'nais.yaml' ? ['a:1'] : [],
            probes: ['liveness', 'readiness'],
            requests: false,
            limits: true,
            replicas: 2,
            nonRoot: true,
            readOnlyRoot: true,
            privileged: false,
            metrics: true,
          },
        ],
        objects: [{ kind: 'Application', apiVersion: 'nais.io/v1alpha1', name: 'portal', line: 1 }],
        hosts: ['portal.example.no'],
      })),
    );
  });

  it.each([
    ['argo-cd', 'apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\n'],
    ['kubernetes', 'apiVersion: argoproj.io/v1alpha1\nkind: Rollout\n'],
    ['flux', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n'],
    [
      'cloud-run',
      'apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata:\n  annotations:\n    run.googleapis.com/ingress: all\n',
    ],
  ])('tells %s by its group', (platform, text) => {
    expect(read({ 'x.yaml': text }).deployments.map((deployment) => deployment.platform)).toEqual([platform]);
  });

  it('does not take catalogues, local clusters and indented samples for deployments', () => {
    const { deployments } = read({
      'catalog-info.yaml': 'apiVersion: backstage.io/v1alpha1\nkind: Component\n',
      'kind.yaml': 'apiVersion: kind.x-k8s.io/v1alpha4\nkind: Cluster\n',
      'sample.yaml': 'text: |\n  apiVersion: v1\n  kind: Pod\n',
      'docs/pod.yaml': 'apiVersion: v1\nkind: Pod\n',
      'examples/pod.yaml': 'apiVersion: v1\nkind: Pod\n',
      'test/fixtures/pod.yaml': 'apiVersion: v1\nkind: Pod\n',
    });
    expect(deployments).toEqual([]);
  });

  it('reports malformed workloads with their line in the file, and goes on', () => {
    const { deployments, diagnostics } = read({
      'a.yaml': `apiVersion: v1\nkind: Service\n---\napiVersion: apps/v1\nkind: Deployment\nspec:\n  x: [1\n  y: 2\n`,
      'b.yaml': 'apiVersion: v1\nkind: Service\n',
      'c.yaml': 'apiVersion: apps/v1\nkind: Deployment\nspec: 5\n',
      'd.yaml': 'apiVersion: apps/v1\nkind: Deployment\nspec:\n  template:\n    spec:\n      containers: {a: b}\n',
    });
    expect(deployments.map(({ path }) => path)).toEqual(['b.yaml', 'c.yaml', 'd.yaml']);
    expect(diagnostics.map(({ fact, path, line }) => ({ fact, path, line }))).toEqual([
      { fact: 'deployment', path: 'a.yaml', line: 8 },
    ]);
  });

  it('reads thousands of manifests in little time', () => {
    const contents: Record<string, string> = {};
    for (let index = 0; index < 3_000; index++) contents[`k8s/${index}.yaml`] = API;
    const source = createSource(memoryRepository(contents));
    const started = performance.now();
    const { deployments, truncated } = readDeployment(source);
    expect(performance.now() - started).toBeLessThan(3_000);
    expect({ count: deployments.length, truncated }).toEqual({ count: 1_500, truncated: true });
  });
});

describe('readDeployment: Helm', () => {
  const chart = (values: string, template: string): Record<string, string> => ({
    'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\n',
    'charts/api/values.yaml': values,
    'charts/api/templates/deployment.yaml': template,
  });
  const TEMPLATE = `apiVersion: apps/v1
kind: Deployment
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  template:
    spec:
      containers:
        - image: "{{ .Values.image.repository }}"
          {{- with .Values.livenessProbe }}
          livenessProbe:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          readinessProbe:
            httpGet:
              path: /
          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
`;

  it('reads templates together with values', () => {
    const values = 'livenessProbe:\n  # every ten seconds\n  periodSeconds: 10\nresources:\n  limits:\n    cpu: 1\n';
    expect(read(chart(values, TEMPLATE)).deployments).toEqual([
      {
        platform: 'helm',
        path: 'charts/api/Chart.yaml',
        detail: 'application chart api: Deployment',
        probes: ['liveness', 'readiness'],
        workloads: [
          {
            kind: 'Deployment',
            name: 'api',
            images: [],
            probes: ['liveness', 'readiness'],
            requests: false,
            limits: true,
            nonRoot: false,
            readOnlyRoot: false,
            privileged: false,
            metrics: false,
          },
        ],
        objects: [{ kind: 'Deployment', apiVersion: '', line: 1 }],
      },
    ]);
  });

  it('takes values that are empty for nothing', () => {
    const values = 'livenessProbe: {}\nresources: {}\n  # limits:\n  #   cpu: 100m\n';
    const [deployment] = read(chart(values, TEMPLATE)).deployments;
    expect(deployment?.probes).toEqual(['readiness']);
    expect(deployment?.workloads?.[0]).toMatchObject({ limits: false, requests: false });
  });

  it('reads a chart that only configures another one', () => {
    const { deployments } = read({
      'helm/Chart.yaml': 'apiVersion: v2\nname: api\ndependencies:\n  - name: microservice\n    version: 7.1.1\n',
      'helm/values-prod.yaml': 'microservice:\n  readinessProbe:\n    httpGet:\n      path: /\n',
    });
    expect(deployments).toMatchObject([
      { platform: 'helm', probes: ['readiness'], workloads: [{ kind: 'Chart', name: 'api' }] },
    ]);
  });

  it('reports a malformed chart, and shrugs at one without a name', () => {
    const { deployments, diagnostics } = read({
      'a/Chart.yaml': 'name: [\n',
      'b/Chart.yaml': '- 1\n',
      'c/Chart.yaml': 'name: {a: b}\n',
    });
    expect(deployments).toEqual([]);
    expect(diagnostics.map(({ path }) => path)).toEqual(['a/Chart.yaml']);
  });
});
