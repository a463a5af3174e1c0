import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

const DATABASE =
  /postg|mysql|maria|mongo|mssql|sql-?server|oracle|cassandra|scylla|neo4j|clickhouse|cockroach|elasticsearch|opensearch|redis|couchdb|dynamodb|timescale/i;
const STARTS =
  /^(?:sudo\s+)?(?:docker(?:-compose|\s+compose)\b.*\b(?:up|run|start)\b|docker\s+run\b.*(?:postg|mysql|maria|mongo|mssql)|(?:service|systemctl start)\s+(?:postgresql|mysql|mongod)|(?:\S*\/)?(?:psql|mysql|createdb|pg_ctl|pg_ctlcluster|pg_createcluster|mysqld|mysqld_safe|mariadbd|mariadbd-safe|mongod)\b|(?:\S*\/)?[\w-]*(?:mysql|mariadb|postgres\w*|mongo\w*)[\w-]*(?:entrypoint|start|setup|init|up)[\w-]*\.sh\b|supabase\s+(?:start|db)\b)/;

/** Whether CI starts a database for the tests: as a service of the job, through Compose, or by a command. */
export const databaseInTests: Check = {
  name: 'database-in-tests',
  run(view) {
    const evidence: Evidence[] = [];
    for (const pipeline of view.facts.pipelines) {
      for (const job of pipeline.jobs) {
        const service = job.services.find((image) => DATABASE.test(image));
        const place = { path: job.path ?? pipeline.path, ...atLine(job.line) };
        if (service !== undefined) evidence.push({ ...place, detail: `the job ${job.id} has the service ${service}` });
        const command = job.steps
          .flatMap((step) => step.commands)
          .find(({ text }) => text.length < 2_000 && STARTS.test(text));
        if (command !== undefined)
          evidence.push({ path: command.path, ...atLine(command.line), detail: `runs ${command.text.slice(0, 100)}` });
        const action = job.steps.find(({ uses }) => uses !== undefined && DATABASE.test(uses.name));
        if (action?.uses !== undefined) evidence.push({ ...place, detail: `uses ${action.uses.name}` });
      }
    }
    for (const service of view.facts.containers.services) {
      const image = service.image ?? '';
      if (DATABASE.test(image) && /test|ci\b|e2e|integration/i.test(`${service.path} ${service.name}`)) {
        evidence.push({
          path: service.path,
          ...atLine(service.line),
          detail: `Compose service ${service.name} for tests`,
        });
      }
    }
    const isOpaque = view.facts.hasBrokenPipeline || view.facts.pipelines.some(({ external }) => external.length > 0);
    return found(evidence, isOpaque);
  },
};
