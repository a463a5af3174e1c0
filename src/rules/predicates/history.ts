import type { HistoryCondition } from '../condition.ts';
import { no, type Outcome, unknown, yes } from '../outcome.ts';
import { repositoryNames } from '../repository-names.ts';
import type { View } from '../view.ts';
import { isWithin, pattern } from './patterns.ts';

const MEASURES = [
  'commits',
  'people',
  'topShare',
  'regulars',
  'outsiders',
  'spanDays',
  'activeDays',
  'releases',
  'dateTags',
  'botCommits',
  'agentCommits',
  'pullRequestShare',
  'mergeShare',
  'conventionalShare',
  'casualShare',
  'companyShare',
  'studentShare',
  'coreDays',
] as const;

export function historyPredicate(condition: HistoryCondition, view: View): Outcome {
  const { history } = view.facts;
  if (!history.known) return unknown();
  const said: string[] = [];
  for (const measure of MEASURES) {
    const bounds = condition[measure];
    if (bounds === undefined) continue;
    if (!isWithin(history[measure], bounds)) return no();
    said.push(`${measure} ${Math.round(history[measure] * 100) / 100}`);
  }
  if (condition.domain !== undefined) {
    const expression = pattern(condition.domain, 'i');
    const domain = history.domains.find(
      (item) => expression.test(item.domain) && item.people >= Math.max(1, history.people / 5),
    );
    if (domain === undefined) return no();
    said.push(`authors of ${domain.domain}`);
  }
  if (condition.bot !== undefined) {
    const expression = pattern(condition.bot, 'i');
    const bot = history.bots.find((name) => expression.test(name));
    if (bot === undefined) return no();
    said.push(`commits of ${bot}`);
  }
  return yes([{ path: '.', detail: `history: ${said.join(', ')}` }]);
}

/** What the repository is called. */
export function remotePredicate(condition: string, view: View): Outcome {
  const expression = pattern(condition, 'i');
  const name = repositoryNames(view.facts).find((candidate) => expression.test(candidate));
  return name === undefined ? no() : yes([{ path: '.', detail: `the repository is called ${name}` }]);
}
