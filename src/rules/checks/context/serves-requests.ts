import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Whether it is started as a server: a container that exposes a port, a server command, a port in its start script. */
export const servesRequests: Check = {
  name: 'serves-requests',
  run: (view) =>
    found([
      ...view.facts.containers.dockerfiles
        .filter(
          (dockerfile) => dockerfile.ports.length > 0 && dockerfile.purpose !== 'ci' && view.here(dockerfile.path),
        )
        .map((dockerfile) => ({
          path: dockerfile.path,
          detail: `exposes ${dockerfile.ports.join(', ')}`,
        })),
      ...view.facts.manifests.flatMap((manifest) =>
        manifest.scripts
          .filter((script) => view.here(manifest.path) && SERVER.test(script.command))
          .map((script) => ({
            path: manifest.path,
            ...atLine(script.line),
            detail: `script ${script.name}: ${script.command.slice(0, 80)}`,
          })),
      ),
    ]),
};

const SERVER =
  /\b(?:gunicorn|uvicorn|hypercorn|daphne|waitress-serve|puma|unicorn|thin start|rails s(?:erver)?|php artisan serve|next start|nuxt start|node (?:\.\/)?(?:dist\/)?(?:src\/)?(?:server|index|app|main)\b|nodemon|nest start|runserver|flask run|serve -s)\b/;
