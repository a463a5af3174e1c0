import type { Kind } from '../../context/model.ts';
import { oneLine } from '../../report/sanitize.ts';
import type { Rule } from '../../rules/rule.ts';

/** Rules by family, a line each; with a kind, what it expects. */
export function renderRules(rules: readonly Rule[], kind?: Kind): string {
  const families = [...new Set(rules.map((rule) => rule.family))].sort();
  const width = Math.max(0, ...rules.map((rule) => rule.id.length));
  const levels = kind === undefined ? 0 : Math.max(0, ...rules.map((rule) => rule.expectations[kind].length));
  return families
    .map((family) => {
      const lines = rules
        .filter((rule) => rule.family === family)
        .map((rule) => {
          const level = kind === undefined ? '' : `${rule.expectations[kind].padEnd(levels)}  `;
          const mark =
            rule.manual === true ? ' (asked in the checklist)' : rule.stability === 'preview' ? ' (in preview)' : '';
          return `  ${rule.id.padEnd(width)}  ${level}${oneLine(rule.title)}${mark}`;
        });
      return `${family}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}

/** What machines are told of a rule. */
export function ruleAsJson(rule: Rule) {
  return {
    id: rule.id,
    family: rule.family,
    title: rule.title,
    scope: rule.scope,
    stability: rule.stability,
    since: rule.since,
    manual: rule.manual === true,
    expectations: rule.expectations,
    tags: rule.tags ?? [],
    why: rule.why.trim(),
  };
}
