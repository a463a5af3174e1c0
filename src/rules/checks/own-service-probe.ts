import { atLine } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** Whether a Compose file checks the health of a service that is built here, not only of the databases around it. */
export const ownServiceProbe: Check = {
  name: 'own-service-probe',
  run(view) {
    const { services, truncated } = view.facts.containers;
    const own = services.filter(
      (service) => service.build !== undefined && service.healthcheck === 'defined' && view.here(service.path),
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
