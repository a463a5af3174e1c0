import { type Context, KINDS, type Kind } from '../../context/model.ts';
import { oneLine } from '../../report/sanitize.ts';
import { isAmbiguous, likeliestKinds, strongestEvidence } from '../../report/selection.ts';
import { percent } from '../../report/text.ts';

/** What `senior-audit init` writes into a new configuration. */
export interface TemplateChoices {
  /** What was found. */
  readonly context: Context;
  /** What the user declared; without it, and where the evidence does not decide, the kind stays a comment. */
  readonly kind?: Kind;
  /** Ids of rules with findings, for the example of an exemption. */
  readonly findings: readonly string[];
}

const MAX_EVIDENCE = 5;
const WHAT: Readonly<Record<Kind, string>> = {
  prototype: 'built to learn or to show something; nobody is promised that it keeps working',
  'internal-tool': 'for the people of the organisation that owns it',
  oss: 'published, so that people its authors do not know can use it',
  'production-service': 'a service that its owner runs for users',
};

/** A commented .senior-audit.yaml: what was found, and what can be said. What came out of the repository stays in comments. */
export function renderTemplate({ context, kind, findings }: TemplateChoices): string {
  const declared = kind ?? (isAmbiguous(context) ? undefined : context.kind);
  const width = Math.max(...KINDS.map((item) => item.length));
  const traits = context.traits.join(', ');
  return `# The configuration of senior-audit. \`senior-audit config\` shows what holds, \`senior-audit rules\` what there is.

# What this repository is for decides what is asked of it:
${KINDS.map((item) => `#   ${item.padEnd(width)}  ${WHAT[item]}`).join('\n')}
${foundLines(context).join('\n')}
${declared === undefined ? '# context: ' : 'context: '}${declared ?? context.kind}

# What holds beside that. It is worked out; what is declared here holds instead, and nothing else.
# traits: [${traits === '' ? 'library' : traits}]

# Paths that are not looked at.
# ignore:
#   - legacy/**

# Parts that are something else than the whole.
# units:
#   - path: experiments/*
#     context: prototype

# Another expectation: off, optional, suggested, expected, required; unwarranted, misplaced or harmful where it is there.
# rules:
#   changelog: off
#   health-check: { production-service: required, oss: optional }

# Findings that are accepted, each with the reason. Beside the place: "senior-audit-ignore RULE: reason" in a comment.
# exemptions:
#   - rule: ${findings[0] ?? 'changelog'}
#     reason: why this holds here, in a few words
#     until: ${nextYear()}-12-31
#     owner: who answers for it

# From which findings on a run fails: critical, warning, info, excess or none.
# failOn: critical
`;
}

function foundLines(context: Context): string[] {
  const likely = isAmbiguous(context) ? likeliestKinds(context) : [context.kind];
  const names = likely.map((kind) => `${kind} (${percent(context.probabilities[kind])})`).join(' or ');
  const evidence = strongestEvidence(context, MAX_EVIDENCE);
  return [
    `# ${isAmbiguous(context) ? 'It is not clear: ' : 'It looks like '}${names}${evidence.length === 0 ? '.' : ', because'}`,
    ...evidence.map(({ claim, path, line, for: kind }) => {
      const place = path === undefined ? '' : ` (${path}${line === undefined ? '' : `:${line}`})`;
      return `#   - ${isAmbiguous(context) ? `${kind}: ` : ''}${oneLine(claim + place)}`;
    }),
  ];
}

function nextYear(): number {
  return new Date().getFullYear() + 1;
}
