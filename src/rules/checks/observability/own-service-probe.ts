import { posix } from 'node:path';
import type { ComposeService } from '../../../facts/containers/compose.ts';
import { atLine } from '../../../facts/lines.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Built here with settings of its own, and still the database beside the service. */
const DATABASE =
  /^(?:[\w-]+[-_])?(?:db|database|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|valkey|elasticsearch|opensearch|solr|rabbitmq|kafka|minio|memcached?|beanstalkd?|cassandra|clickhouse|zookeeper|nats|etcd|influxdb|localstack)\d*$/i;

/** Whether a Compose file checks the health of a service that is built here, not only of the databases around it. */
export const ownServiceProbe: Check = {
  name: 'own-service-probe',
  run(view) {
    const { services, truncated, dockerfiles } = view.facts.containers;
    const built = services.filter((service) => service.build !== undefined);
    // One service often builds the image that others run.
    const images = new Set(built.map((service) => service.image).filter((image) => image !== undefined));
    const folders = new Set(dockerfiles.map(({ path }) => posix.basename(folderOf(path))));
    const own = services.filter(
      (service) =>
        service.healthcheck === 'defined' &&
        !DATABASE.test(service.name) &&
        (service.build !== undefined ||
          (service.image !== undefined && (images.has(service.image) || isBuiltIn(service.image, folders)))) &&
        isOfUnit(service, view),
    );
    return found(
      own.map((service) => ({
        path: service.path,
        ...atLine(service.line),
        detail: `service ${service.name} has a health check`,
      })),
      truncated,
    );
  },
};

/** Folders of Dockerfiles that say nothing of what is built in them. */
const ANY_FOLDER = new Set(['', 'docker', 'build', 'images', 'container', 'containers', 'deploy', 'app']);

/** `acme/shop-backend` is built where a Dockerfile lies in a folder `backend` or `shop-backend`. */
function isBuiltIn(image: string, folders: ReadonlySet<string>): boolean {
  const name = nameOf(image);
  if (DATABASE.test(name) || !image.includes('/')) return false;
  return [...folders].some((folder) => !ANY_FOLDER.has(folder) && (name === folder || name.endsWith(`-${folder}`)));
}

/** The last word of an image, without its tag: `ghcr.io/acme/shop:1` is `shop`. */
function nameOf(image: string): string {
  return posix.basename(image).replace(/[:@].*$/, '');
}

/** A Compose file that lies elsewhere speaks of a part whose folder it builds, or after which it calls the image. */
function isOfUnit(service: ComposeService, view: View): boolean {
  if (view.here(service.path)) return true;
  const context = service.build === undefined ? undefined : posix.join(folderOf(service.path), service.build);
  if (context !== undefined) return view.here(`${context}/`);
  const part = posix.basename(view.unit);
  const name = nameOf(service.image ?? '');
  return name === part || name.endsWith(`-${part}`);
}
