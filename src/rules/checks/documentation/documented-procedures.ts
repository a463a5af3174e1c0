import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found, no } from '../../outcome.ts';
import { operatorPapers } from './operator-papers.ts';

/** A line that is to be typed, of what acts on machines, images, clusters or releases, or is a script of the owner's. */
const COMMAND =
  /^[ \t]*(?:\$ |> )?(?:sudo )?(?:\.\/\S+|make|kubectl|helm|helmfile|terraform|terragrunt|tofu|ansible\S*|aws|gcloud|az|ssh|scp|rsync|docker|podman|git|gh|nix\S*|nixos-rebuild|systemctl|curl|bash|sh|python3?|bin\/\S+|scripts?\/\S+|oc|cf|heroku|vault|sops|packer|bundle exec|rake|cap|knife|salt\S*|puppet|fly|task|just)[ \t]+\S/;
/** What one does to work on it. */
const WORKING_ON_IT =
  /\b(?:install|clone|tests?|pytest|lint|venv|virtualenv|pre-commit|localhost|checkout|commit|--help)\b/i;

/**
 * Whether its documents tell the commands by which it is operated. Option `atLeast`: how many, whose evidence are the first
 * of each document.
 */
export const documentedProcedures: Check = {
  name: 'documented-procedures',
  run(view, { atLeast = 1 }) {
    const evidence: Evidence[] = [];
    let count = 0;
    for (const { path } of operatorPapers(view)) {
      const lines = view.facts.source.text(path)?.split('\n') ?? [];
      const at = lines.flatMap((line, index) =>
        COMMAND.test(line.slice(0, 400)) && !WORKING_ON_IT.test(line.slice(0, 400)) ? [index] : [],
      );
      const [first] = at;
      if (first === undefined) continue;
      count += at.length;
      evidence.push({ path, ...atLine(first + 1), detail: `tells to run ${(lines[first] ?? '').trim().slice(0, 80)}` });
    }
    return count >= Number(atLeast) ? found(evidence.slice(0, 5)) : no();
  },
};
