import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Where migrations are kept, as folders or as one file of steps. */
const MIGRATIONS =
  /(?:^|\/)(?:db\/)?(?:migrations?|migrate|alembic|flyway|liquibase)\/.|(?:^|[/_-])migrations?\.(?:rs|sql|go|py|ts|js|kt|java|cs|php)$/i;

/** Whether another part of the repository keeps migrations, which may well be those of the database that this one knows. */
export const migrationsElsewhere: Check = {
  name: 'migrations-elsewhere',
  run(view) {
    if (view.unit === '.') return found([]);
    return found(
      view.facts.source.files.all
        .filter(
          ({ path, role }) => (role === 'source' || role === 'config') && MIGRATIONS.test(path) && !view.here(path),
        )
        .map(({ path }) => ({ path, detail: 'migrations of another part' })),
    );
  },
};
