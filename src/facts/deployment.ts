import type { FileEntry } from '../repository/file-index.ts';
import type { Role } from '../repository/roles.ts';
import { type Deployment, environmentOf } from './deployment/deployment.ts';
import { chartOfTemplate, folderOf, readCharts } from './deployment/helm.ts';
import { isManifest, PARSE_BUDGET, type ParseBudget, readManifest } from './deployment/kubernetes.ts';
import { readPlatforms } from './deployment/platforms.ts';
import { isTerraform, readTerraform, type TerraformFact, terraformDeployments } from './deployment/terraform.ts';
import { cloudFormation, isPlaybook } from './deployment/texts.ts';
import { lineOf } from './lines.ts';
import type { FactSource } from './source.ts';

export type { ClusterObject, Deployment, Platform, Probe, Workload } from './deployment/deployment.ts';
export type {
  TerraformBackend,
  TerraformFact,
  TerraformFolder,
  TerraformModule,
  TerraformResource,
} from './deployment/terraform.ts';

/** How the software is brought to run. */
export interface DeploymentFact {
  /** Sorted by path. */
  readonly deployments: readonly Deployment[];
  readonly terraform: TerraformFact;
  /** Whether there were more files than are read. */
  readonly truncated: boolean;
}

const DEPLOYMENT_ROLES: ReadonlySet<Role> = new Set(['source', 'config', 'ci', 'asset']);

/** Reads what configures deployments: manifests, charts, infrastructure as code, and the files of hosting platforms. */
export function readDeployment(source: FactSource): DeploymentFact {
  const files = source.files.all.filter(
    (file) => file.mode !== 'submodule' && file.mode !== 'link' && DEPLOYMENT_ROLES.has(file.role),
  );
  const charts = files.filter((file) => /^chart\.ya?ml$/i.test(file.name));
  const { candidates, truncated } = yamlCandidates(files, charts);
  const terraform = readTerraform(files.filter(isTerraform), source);
  const deployments = [
    ...readYaml(candidates, source),
    ...readCharts(charts, source.files.all, source),
    ...readPlatforms(files, source),
    ...terraformDeployments(terraform),
  ];
  deployments.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { deployments, terraform, truncated };
}

const CANDIDATE_LIMIT = 1_500;
const BYTE_LIMIT = 20 * 1024 * 1024;
const FILE_LIMIT = 512 * 1024;

const YAML = /\.ya?ml(?:\.(?:tpl|tmpl|j2|jinja2?|erb|gotmpl|template|in|dist))?$/i;
/** YAML of other sorts, which there is much of: translations, specifications, data, and the files of other facts. */
const OTHER_YAML =
  /(?:^|\/)(?:\.github|\.circleci|locales?|i18n|l10n|lang|languages|translations?|_data|content|schemas?|openapi|swagger|cassettes)\/|(?:^|\/)(?:pnpm-workspace|mkdocs|openapi|swagger|\.pre-commit-config|codecov|\.?golangci|\.rubocop\w*|\.travis|\.gitlab-ci|docker-compose|compose|values|chart|_config|environment)[\w.-]*\.ya?ml$/i;
const LIKELY =
  /(?:^|\/|[-_.])(?:k8s|kube\w*|deploy\w*|manifests?|nais|argo\w*|flux|kustomize|overlays?|clusters?|ops|infra\w*|helm\w*|charts?|cloudformation|cfn|template|ansible|playbooks?|knative)(?:\/|[-_.])/i;

/** The YAML files that may deploy something; those in likely places come first, so that the limits cut the others. */
function yamlCandidates(
  files: readonly FileEntry[],
  charts: readonly FileEntry[],
): { candidates: FileEntry[]; truncated: boolean } {
  const chartFolders = new Set(charts.map((chart) => folderOf(chart.path)));
  const wanted: FileEntry[] = [];
  for (const file of files) {
    if (file.size > FILE_LIMIT || !YAML.test(file.name) || OTHER_YAML.test(file.path)) continue;
    if (chartOfTemplate(file.path, chartFolders) !== undefined) continue;
    wanted.push(file);
  }
  let bytes = 0;
  const ordered =
    wanted.length <= CANDIDATE_LIMIT
      ? wanted
      : [...wanted.filter((file) => LIKELY.test(file.path)), ...wanted.filter((file) => !LIKELY.test(file.path))];
  const candidates = ordered.slice(0, CANDIDATE_LIMIT).filter((file) => {
    bytes += file.size;
    return bytes <= BYTE_LIMIT;
  });
  return { candidates, truncated: candidates.length < wanted.length };
}

function readYaml(files: readonly FileEntry[], source: FactSource): Deployment[] {
  const budget: ParseBudget = { bytes: PARSE_BUDGET };
  return files.flatMap(
    (file) =>
      source.guard('deployment', file.path, () => {
        const text = source.text(file.path);
        return text === undefined ? [] : readYamlFile(file, text, budget);
      }) ?? [],
  );
}

function readYamlFile(file: FileEntry, text: string, budget: ParseBudget): Deployment[] {
  if (isManifest(text)) return readManifest(file, text, budget);
  const template = cloudFormation(text);
  if (template !== undefined) return [{ ...template, path: file.path, ...environmentOf(file.path) }];
  if (isPlaybook(text)) {
    const line = lineOf(text, /^(?:-[ \t]+|[ \t]+)hosts:/m) ?? 1;
    return [
      {
        platform: 'ansible',
        path: file.path,
        line,
        detail: 'Ansible playbook',
        ...environmentOf(file.path),
        probes: [],
      },
    ];
  }
  return [];
}
