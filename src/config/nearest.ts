/**
 * The valid name that somebody most likely meant: the same but for case and separators, a few letters off, or the only part
 * that was written of it ("internal" for "internal-tool", "crit" for "critical"). `undefined` when nothing is near.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const wanted = normalise(name);
  if (wanted === '') return undefined;
  let best: string | undefined;
  let least = Math.max(1, Math.floor(wanted.length / 3)) + 1;
  for (const candidate of candidates) {
    const distance = distanceBetween(wanted, normalise(candidate), least);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best ?? partOf(wanted, candidates);
}

/** "; did you mean "oss"?", or nothing. */
export function didYouMean(name: string, candidates: readonly string[]): string {
  const found = nearest(name, candidates);
  return found === undefined ? '' : `; did you mean "${found}"?`;
}

function partOf(wanted: string, candidates: readonly string[]): string | undefined {
  if (wanted.length < 3) return undefined;
  const parts = wanted.split('-');
  const matching = candidates.filter((candidate) => {
    const whole = normalise(candidate);
    const words = whole.split('-');
    if (whole.startsWith(wanted)) return true;
    return parts.every((part) => words.includes(part)) || words.every((word) => parts.includes(word));
  });
  return matching.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0];
}

function normalise(name: string): string {
  return name
    .trim()
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[\s_.]+/g, '-');
}

/** Letters to insert, delete, replace or swap; `limit` when there are at least that many. */
function distanceBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit || a.length > 100) return limit;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      const at = (row: readonly number[], column: number): number => row[column] ?? 0;
      let cost = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + (isSame ? 0 : 1));
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwapped) cost = Math.min(cost, at(before, j - 2) + 1);
      current.push(cost);
    }
    before = previous;
    previous = current;
  }
  return Math.min(limit, previous[b.length] ?? limit);
}
