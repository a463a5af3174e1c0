import type { Evidence } from '../../facts/evidence.ts';
import { atLine } from '../../facts/lines.ts';
import type { ContainerCondition, DeploymentCondition } from '../condition.ts';
import { found, type Outcome } from '../outcome.ts';
import type { View } from '../view.ts';
import { many, pattern } from './patterns.ts';

export function containerPredicate(condition: ContainerCondition, view: View): Outcome {
  const { dockerfiles, services, builds } = view.facts.containers;
  const purposes = condition.purpose;
  const evidence: Evidence[] = [];
  for (const dockerfile of dockerfiles) {
    if (!view.here(dockerfile.path)) continue;
    if (purposes !== undefined && !purposes.includes(dockerfile.purpose)) continue;
    const checked = dockerfile.healthcheck !== undefined && !dockerfile.healthcheck.disabled;
    if (condition.healthcheck !== undefined && checked !== condition.healthcheck) continue;
    if (condition.user !== undefined && (dockerfile.user !== undefined) !== condition.user) continue;
    const line = condition.healthcheck === true ? dockerfile.healthcheck?.line : dockerfile.stages[0]?.line;
    evidence.push({ path: dockerfile.path, ...atLine(line), detail: 'builds a container image' });
  }
  const wantsBuild = condition.healthcheck === undefined && condition.user === undefined;
  if (wantsBuild && (purposes === undefined || purposes.includes('app'))) {
    for (const build of builds) {
      if (view.here(build.path))
        evidence.push({ path: build.path, ...atLine(build.line), detail: `builds an image with ${build.builder}` });
    }
  }
  if (condition.compose === true) {
    for (const service of services) {
      if (view.here(service.path))
        evidence.push({ path: service.path, ...atLine(service.line), detail: `Compose service ${service.name}` });
    }
  }
  return found(evidence, view.facts.containers.truncated);
}

export function deploymentPredicate(condition: string | readonly string[] | DeploymentCondition, view: View): Outcome {
  const wanted: DeploymentCondition =
    typeof condition === 'string' || Array.isArray(condition)
      ? { platform: condition as string | readonly string[] }
      : (condition as DeploymentCondition);
  const platforms: readonly string[] | undefined = wanted.platform === undefined ? undefined : many(wanted.platform);
  const evidence: Evidence[] = [];
  for (const deployment of view.facts.deployment.deployments) {
    if (!view.here(deployment.path)) continue;
    if (platforms !== undefined && !platforms.includes(deployment.platform)) continue;
    if (wanted.probe !== undefined && deployment.probes.length > 0 !== wanted.probe) continue;
    if (wanted.detail !== undefined && !pattern(wanted.detail, 'i').test(deployment.detail)) continue;
    const line = wanted.probe === true ? (deployment.probeLine ?? deployment.line) : deployment.line;
    evidence.push({ path: deployment.path, ...atLine(line), detail: deployment.detail });
  }
  return found(evidence, view.facts.deployment.truncated);
}
