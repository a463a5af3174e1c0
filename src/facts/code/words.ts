/** Lower-cased word bytes; 0 for everything that separates words. */
const WORD_BYTES = (() => {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    const char = String.fromCharCode(byte);
    if (/[a-z0-9_]/i.test(char)) table[byte] = char.toLowerCase().charCodeAt(0);
  }
  return table;
})();

const BITS = 16;

/**
 * A filter that says, in one pass over the bytes of a file, which of many word lists have a word in it.
 * Hashing each identifier once costs the same for ten patterns as for a thousand, which alternations do not.
 * @param lists one list of words a probe
 * @returns indices of the lists of which at least one word occurs
 */
export function createWordFilter(lists: readonly (readonly string[])[]): (bytes: Uint8Array) => number[] {
  const owners = new Map<number, number[]>();
  const maybe = new Uint8Array(1 << BITS);
  lists.forEach((words, index) => {
    for (const word of words) {
      const hash = hashOf(word);
      maybe[hash & ((1 << BITS) - 1)] = 1;
      const known = owners.get(hash);
      if (known === undefined) owners.set(hash, [index]);
      else known.push(index);
    }
  });
  return (bytes) => {
    const found = new Set<number>();
    let hash = 0;
    const length = bytes.length;
    for (let index = 0; index <= length; index++) {
      const byte = index < length ? (WORD_BYTES[bytes[index] as number] as number) : 0;
      if (byte !== 0) {
        hash = (Math.imul(hash, 31) + byte) | 0;
      } else if (hash !== 0) {
        // A collision only runs a pattern in vain; it can never lose a match.
        if (maybe[hash & ((1 << BITS) - 1)] === 1) for (const owner of owners.get(hash) ?? []) found.add(owner);
        hash = 0;
      }
    }
    return [...found].sort((a, b) => a - b);
  };
}

function hashOf(word: string): number {
  let hash = 0;
  for (const byte of Buffer.from(word)) hash = (Math.imul(hash, 31) + (WORD_BYTES[byte] as number)) | 0;
  return hash;
}
