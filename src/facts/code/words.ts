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

/** One place of a list where a word stands: alone, or as one of several that must all occur. */
interface Place {
  readonly list: number;
  /** Bit of the word among those of its entry, and all bits of the entry; both 1 where a word stands alone. */
  readonly bit: number;
  readonly all: number;
  /** Number of the entry among those of several words. */
  readonly entry: number;
}

/**
 * A filter that says, in one pass over the bytes of a file, which of many word lists have an entry in it. Hashing each
 * identifier once costs the same for ten patterns as for a thousand, which alternations do not.
 * @param lists one list a probe; an entry of several words, separated by spaces, occurs where all of them do
 * @returns indices of the lists of which at least one entry occurs
 */
export function createWordFilter(lists: readonly (readonly string[])[]): (bytes: Uint8Array) => number[] {
  const places = new Map<number, Place[]>();
  const maybe = new Uint8Array(1 << BITS);
  let entries = 0;
  lists.forEach((list, index) => {
    for (const entry of list) {
      const words = entry.split(' ');
      const all = (1 << words.length) - 1;
      words.forEach((word, position) => {
        const hash = hashOf(word);
        maybe[hash & ((1 << BITS) - 1)] = 1;
        const place = { list: index, bit: 1 << position, all, entry: entries };
        const known = places.get(hash);
        if (known === undefined) places.set(hash, [place]);
        else known.push(place);
      });
      entries++;
    }
  });
  const seen = new Map<number, number>();
  return (bytes) => {
    const found = new Set<number>();
    seen.clear();
    let hash = 0;
    const length = bytes.length;
    for (let index = 0; index <= length; index++) {
      const byte = index < length ? (WORD_BYTES[bytes[index] as number] as number) : 0;
      if (byte !== 0) {
        hash = (Math.imul(hash, 31) + byte) | 0;
      } else if (hash !== 0) {
        // A collision only runs a pattern in vain; it can never lose a match.
        if (maybe[hash & ((1 << BITS) - 1)] === 1) {
          for (const { list, bit, all, entry } of places.get(hash) ?? []) {
            if (all === 1) found.add(list);
            else {
              const bits = (seen.get(entry) ?? 0) | bit;
              seen.set(entry, bits);
              if (bits === all) found.add(list);
            }
          }
        }
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
