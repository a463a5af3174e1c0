import type { View } from '../../view.ts';
import { ASSUMED_TODAY } from './runtime-support.ts';

/** The day of the newest commit: what is judged is the state that was left, not the day on which it is looked at. */
export function todayOf(view: View): string {
  const newest = (view.facts.record?.commits ?? []).reduce((latest, { time }) => Math.max(latest, time), 0);
  return newest === 0 ? ASSUMED_TODAY : new Date(newest * 1000).toISOString().slice(0, 10);
}
