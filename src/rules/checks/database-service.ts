import { atLine } from '../../facts/lines.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

const DATABASE_IMAGE =
  /(?:^|\/)(?:postgres|postgis|pgvector|mysql|mariadb|mongo|cassandra|mssql|oracle|cockroach|timescale|clickhouse|couchdb|neo4j|dynamodb)[\w.-]*(?::|$)/i;

/** Whether its Compose files or CI services bring a database. */
export const databaseService: Check = {
  name: 'database-service',
  run: (view) =>
    found([
      ...view.facts.containers.services
        .filter(
          (service) => service.image !== undefined && DATABASE_IMAGE.test(service.image) && view.here(service.path),
        )
        .map((service) => ({ path: service.path, ...atLine(service.line), detail: `runs the image ${service.image}` })),
      ...view.facts.pipelines.flatMap((pipeline) =>
        pipeline.jobs.flatMap((job) =>
          job.services
            .filter((image) => DATABASE_IMAGE.test(image))
            .map((image) => ({ path: job.path ?? pipeline.path, ...atLine(job.line), detail: `CI service ${image}` })),
        ),
      ),
    ]),
};
