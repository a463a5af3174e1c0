import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { findSecrets } from './secret-scan.ts';
import { SECRET_PROBE } from './token-formats.ts';

/** Whether credentials lie in tracked files. Option `sort`: `token` or `private-key`; all of them without it. */
export const committedSecrets: Check = {
  name: 'committed-secrets',
  probes: [SECRET_PROBE],
  run: (view, options) =>
    found(
      findSecrets(view.facts.source, view.facts.code)
        .filter(
          ({ sort, evidence }) => (options.sort === undefined || sort === options.sort) && view.here(evidence.path),
        )
        .map(({ evidence }) => evidence),
      view.facts.source.repository.truncated,
    ),
};
