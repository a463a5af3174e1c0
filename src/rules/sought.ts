import { JVM_STARTS } from '../context/internal-parts.ts';
import type { ProbeDefinition } from '../facts/code/probes.ts';
import { ENVIRONMENT_READS } from '../facts/environment.ts';
import type { Sought } from '../facts/facts.ts';
import { EXEMPTION_PROBE } from '../findings/exemption-comments.ts';
import type { Catalogue } from './catalogue.ts';
import { checks } from './checks/index.ts';
import type { Condition } from './condition.ts';

/** What rules, traits, kinds, technologies and checks declare that they look for. */
export function soughtBy(catalogue: Catalogue): Sought {
  return { technologies: catalogue.technologies, probes: probesOf(catalogue) };
}

function probesOf(catalogue: Catalogue): ProbeDefinition[] {
  const probes: ProbeDefinition[] = [...ENVIRONMENT_READS, EXEMPTION_PROBE, JVM_STARTS];
  for (const { code, silenced } of catalogue.technologies) {
    probes.push(...code);
    if (silenced !== undefined) probes.push(silenced);
  }
  for (const check of checks) probes.push(...(check.probes ?? []));
  for (const condition of conditionsOf(catalogue)) collect(condition, probes);
  return probes;
}

function conditionsOf(catalogue: Catalogue): Condition[] {
  const fromRules = catalogue.rules.flatMap((rule) => {
    const shortfalls = rule.shortfalls ?? [];
    const remedies = shortfalls.map((shortfall) => shortfall.remedy);
    const advices = [rule.message, rule.messageExcess, rule.remedy, rule.remedyExcess, ...remedies].flatMap((advice) =>
      typeof advice === 'object' ? (advice.when ?? []).map((item) => item.if) : [],
    );
    return [
      ...(rule.applies === undefined ? [] : [rule.applies]),
      rule.present,
      ...(rule.adjustments ?? []).map((adjustment) => adjustment.if),
      ...shortfalls.map((shortfall) => shortfall.if),
      ...advices,
    ];
  });
  const fromTraits = catalogue.traits.flatMap((model) => [
    ...(model.proven === undefined ? [] : [model.proven]),
    ...(model.unless === undefined ? [] : [model.unless]),
    ...model.evidence.map((item) => item.if),
  ]);
  return [
    ...fromRules,
    ...fromTraits,
    ...catalogue.kinds.evidence.map((item) => item.if),
    ...catalogue.units.evidence.map((item) => item.if),
  ];
}

function collect(condition: Condition, probes: ProbeDefinition[]): void {
  if ('all' in condition) for (const part of condition.all) collect(part, probes);
  else if ('any' in condition) for (const part of condition.any) collect(part, probes);
  else if ('not' in condition) collect(condition.not, probes);
  else if ('hint' in condition) collect(condition.hint, probes);
  else if ('code' in condition) probes.push(condition.code);
}
