import type { Dockerfile } from '../../../facts/containers.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import { productionImages } from '../shared/production-images.ts';

/** Images that run as an unprivileged user by themselves. */
const UNPRIVILEGED =
  /nonroot|unprivileged|rootless|^cgr\.dev\/|chainguard|^(?:[\w./-]+\/)?(?:bitnami|ubi\d*)|^(?:jenkins\/jenkins|elasticsearch|sonarqube|keycloak\/|quay\.io\/keycloak|jboss\/|grafana\/|prom\/|nginxinc\/|node-red|apache\/airflow|jupyter\/|rocker\/|heroku\/|paketobuildpacks\/|registry\.access\.redhat\.com|ruby-aws|circleci\/|cimg\/|gcr\.io\/distroless\/[\w-]+:nonroot)/i;
/** Programs that start as root and give the rights up. */
const DROPS =
  /\b(?:gosu|su-exec|setpriv|s6-setuidgid|chpst|runuser|tini-static-su)\b|^php|^nginx|^httpd|^postgres|^redis|^mysql|^mariadb/;

/**
 * Whether the images of the software run as a user without rights: by USER, by the base image, by an entrypoint that steps down,
 * or by the platform's security context.
 */
export const containerUser: Check = {
  name: 'container-user',
  run(view) {
    const workloads = view.facts.deployment.deployments.flatMap(({ path, line, workloads }) =>
      (workloads ?? []).map((workload) => ({ path, line, workload })),
    );
    const nonRoot = workloads.find(({ workload }) => workload.nonRoot);
    if (nonRoot !== undefined)
      return yes([
        { path: nonRoot.path, ...atLine(nonRoot.workload.line ?? nonRoot.line), detail: 'runs as non-root' },
      ]);
    // What starts nothing and listens nowhere is an environment that somebody works in.
    const files = productionImages(view).filter(
      ({ command, entrypoint, ports }) => (command ?? entrypoint) !== undefined || ports.length > 0,
    );
    if (files.length === 0) return unknown();
    const judged = files.map((file) => ({ file, verdict: verdictOf(file) }));
    const root = judged.filter(({ verdict }) => verdict === false);
    if (root.length > 0) {
      return no(
        root.map(({ file }) => ({
          path: file.path,
          ...atLine(file.user?.line ?? file.stages.at(-1)?.line),
          detail: file.user === undefined ? 'no USER: runs as root' : 'USER root',
          subject: file.path,
        })),
      );
    }
    if (judged.some(({ verdict }) => verdict === undefined)) return unknown();
    return yes(
      files.slice(0, 3).map((file) => ({
        path: file.path,
        ...atLine(file.user?.line),
        detail: `USER ${file.user?.text ?? ''}`.trim(),
      })),
    );
  },
};

/** `undefined` where the base image or an entrypoint script decides, which cannot be seen here. */
function verdictOf(file: Dockerfile): boolean | undefined {
  const user = file.user?.text.split(':')[0]?.trim();
  if (user !== undefined && user !== '') {
    if (user.includes('$')) return undefined;
    if (user !== 'root' && user !== '0') return true;
  }
  if (file.runs.some(({ text }) => DROPS.test(text)) || DROPS.test(file.entrypoint?.text ?? '')) return undefined;
  let stage = file.stages.at(-1);
  while (stage?.parent !== undefined) stage = file.stages[stage.parent];
  if (stage === undefined || stage.variable) return undefined;
  const image = `${stage.image}:${stage.tag ?? ''}`;
  if (UNPRIVILEGED.test(image) || DROPS.test(stage.image.slice(stage.image.lastIndexOf('/') + 1)))
    return user === undefined ? undefined : false;
  // Images of an organisation's own registry may set their user: only the official and well-known ones are known not to.
  const isOfficial =
    !stage.image.includes('/') ||
    /^(?:docker\.io\/library|mcr\.microsoft\.com|public\.ecr\.aws\/docker\/library|eclipse-temurin|amazoncorretto|oven\/bun|denoland\/deno|golang|ghcr\.io\/astral-sh)/.test(
      stage.image,
    );
  // A script that the entrypoint runs may step down.
  const isScript = /\.sh\b|entrypoint|init\b/.test(file.entrypoint?.text ?? '');
  return (isOfficial || user !== undefined) && !isScript ? false : undefined;
}
