import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/** Documents that tell several people how to work together. */
const PROCESS: ReadonlySet<string> = new Set([
  ...[
    'contributing',
    'security-policy',
    'code-of-conduct',
    'support',
    'governance',
    'maintainers',
    'code-owners',
    'runbook',
    'on-call',
    'incident',
    'rollback',
    'release-guide',
  ],
  ...['decision-record', 'threat-model', 'roadmap', 'issue-template', 'pull-request-template', 'funding'],
]);

/** Whether a full set of process documents is there: at least as many kinds as `kinds` says. */
export const processDocuments: Check = {
  name: 'process-documents',
  run(view, options) {
    const needed = typeof options.kinds === 'number' ? options.kinds : 6;
    const kinds = new Map<string, string>();
    for (const { kind, path, section } of view.facts.documents.documents) {
      if (PROCESS.has(kind) && section === undefined && !kinds.has(kind) && view.here(path)) kinds.set(kind, path);
    }
    return kinds.size < needed ? no() : yes([...kinds].map(([kind, path]) => ({ path, detail: kind })));
  },
};
