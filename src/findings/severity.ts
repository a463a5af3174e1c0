import type { Severity } from './model.ts';

/**
 * The severity of a gap or an excess by its weight (DESIGN.md, "weighting"); `undefined` when nothing is owed.
 * @param isDecided whether one kind is likelier than 0.6: without that nothing is critical
 */
export function severityOf(weight: number, isDecided: boolean): Severity | undefined {
  const size = Math.abs(weight);
  if (size >= 0.75) return isDecided ? 'critical' : 'warning';
  if (size >= 0.35) return 'warning';
  return size >= 0.1 ? 'info' : undefined;
}
