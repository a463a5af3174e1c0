const BLOCK = 3;

/**
 * A test for whether bytes hold any of many literals, in one pass that skips as far as the shortest of them allows (Wu and
 * Manber's algorithm): many times faster than an alternation of a regular expression, and nothing is decoded.
 * @param literals ASCII texts of at least three characters
 */
export function needleTest(literals: readonly string[]): (bytes: Uint8Array) => boolean {
  const skip = new Uint8Array(1 << 16).fill(BLOCK - 1);
  const byPair = new Map<number, Uint8Array[]>();
  for (const literal of literals) {
    const needle = Buffer.from(literal, 'latin1');
    if (needle.length < BLOCK) throw new Error(`"${literal}" is too short to be looked for`);
    const start = pairAt(needle, 1);
    const end = pairAt(needle, 2);
    skip[start] = Math.min(1, skip[start] as number);
    skip[end] = 0;
    const group = byPair.get(end);
    if (group === undefined) byPair.set(end, [needle]);
    else group.push(needle);
  }
  return (bytes) => {
    const { length } = bytes;
    for (let index = BLOCK - 1; index < length; ) {
      const pair = pairAt(bytes, index);
      const step = skip[pair] as number;
      if (step > 0) {
        index += step;
        continue;
      }
      const start = index - BLOCK + 1;
      for (const needle of byPair.get(pair) ?? []) if (isAt(bytes, start, needle)) return true;
      index++;
    }
    return false;
  };
}

/** Two bytes, the second at this index, as a number. */
function pairAt(bytes: Uint8Array, index: number): number {
  return ((bytes[index - 1] as number) << 8) | (bytes[index] as number);
}

function isAt(bytes: Uint8Array, start: number, needle: Uint8Array): boolean {
  for (let index = 0; index < needle.length; index++) if (bytes[start + index] !== needle[index]) return false;
  return true;
}
