import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { many } from '../../predicates/patterns.ts';

/** Registries that belong to one account or organisation. */
const PRIVATE_IMAGE =
  /(?:\.dkr\.ecr\.[\w-]+\.amazonaws\.com|\.azurecr\.io|^(?:[a-z]+\.)?gcr\.io\/(?!distroless|google|kaniko)|-docker\.pkg\.dev\/|^docker-registry\.|^registry\.(?!k8s\.io|access\.redhat|hub\.docker)[\w-]+\.[\w.]+\/|^artifactory\.|^nexus\.|^harbor\.)/;

/** Whether it is wired to a platform that only its owner has: registries of an account, nais, private package mirrors. */
export const privatePlatform: Check = {
  name: 'private-platform',
  run: (view) => {
    const evidence: Evidence[] = [];
    for (const dockerfile of view.facts.containers.dockerfiles) {
      if (!view.here(dockerfile.path)) continue;
      for (const stage of dockerfile.stages) {
        if (PRIVATE_IMAGE.test(stage.image)) {
          evidence.push({ path: dockerfile.path, ...atLine(stage.line), detail: `built from ${stage.image}` });
        }
      }
    }
    for (const path of many([
      '.npmrc',
      'settings.xml',
      '.yarnrc.yml',
      'pip.conf',
      'build.gradle.kts',
      'build.gradle',
    ])) {
      const text = view.facts.source.files.get(path) === undefined ? undefined : view.facts.source.text(path);
      const match = text === undefined ? null : PRIVATE_MIRROR.exec(text);
      if (match !== null) evidence.push({ path, detail: `packages from ${match[0].slice(0, 80)}` });
    }
    return found(evidence);
  },
};

const PRIVATE_MIRROR =
  /(?:npm|maven)\.pkg\.github\.com[\w/.-]*|[\w.-]*(?:artifactory|nexus|jfrog|codeartifact|github-package-registry-mirror)[\w./-]*/;
