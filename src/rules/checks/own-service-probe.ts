import { atLine } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** Built here with settings of its own, and still the database beside the service. */
const DATABASE =
  /^(?:[\w-]+[-_])?(?:db|database|postgres(?:ql)?|mysql|mariadb|mongo(?:db)?|redis|valkey|elasticsearch|opensearch|solr|rabbitmq|kafka|minio)\d*$/i;

/** Whether a Compose file checks the health of a service that is built here, not only of the databases around it. */
export const ownServiceProbe: Check = {
  name: 'own-service-probe',
  run(view) {
    const { services, truncated } = view.facts.containers;
    const built = services.filter((service) => service.build !== undefined);
    // One service often builds the image that others run.
    const images = new Set(built.map((service) => service.image).filter((image) => image !== undefined));
    const own = services.filter(
      (service) =>
        service.healthcheck === 'defined' &&
        !DATABASE.test(service.name) &&
        view.here(service.path) &&
        (service.build !== undefined || (service.image !== undefined && images.has(service.image))),
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
