import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/** Whether the repository is a collection of charts, playbooks or modules rather than a program with one of them. */
export const manyCharts: Check = {
  name: 'many-charts',
  run: (view) => {
    const parts = view.facts.source.files
      .matching([
        '**/Chart.yaml',
        '**/kustomization.y*ml',
        '**/main.tf',
        '**/roles/*/tasks/main.yml',
        '**/*.pp',
        '**/*.sls',
      ])
      .filter(
        (file) => view.here(file.path) && (file.role === 'config' || file.role === 'source' || file.role === 'asset'),
      );
    const source = view.facts.source.files
      .under(view.unit)
      .filter(
        (file) =>
          file.role === 'source' && file.language !== 'terraform' && file.language !== 'shell' && view.here(file.path),
      );
    if (parts.length < 4 || source.length > parts.length * 8) return no();
    return yes(
      parts.slice(0, 5).map((file) => ({ path: file.path, detail: `one of ${parts.length} charts, modules or roles` })),
    );
  },
};
