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
const MASK = (1 << BITS) - 1;

/** One place of a list where a word stands: alone, or as one of several that must all occur. */
interface Place {
  readonly list: number;
  /** Bit of the word among those of its entry, and all bits of the entry; both 1 where a word stands alone. */
  readonly bit: number;
  readonly all: number;
  /** Number of the entry, over all lists. */
  readonly entry: number;
}

/** A word that some list has. Words of one hash are one: a collision only runs a pattern in vain; it can never lose a match. */
interface Word {
  readonly hash: number;
  readonly places: Place[];
  /** The next word with the same last bits of its hash. */
  readonly next: Word | undefined;
  /** The number of the file in which it was last seen. */
  seen: number;
}

/**
 * A filter that says, in one pass over the bytes of a file, which of many word lists have an entry in it. Hashing each
 * identifier once costs the same for ten patterns as for a thousand, which alternations do not.
 * @param lists one list a probe; an entry of several words, separated by spaces, occurs where all of them do
 * @returns indices of the lists of which at least one entry occurs
 */
export function createWordFilter(lists: readonly (readonly string[])[]): (bytes: Uint8Array) => number[] {
  const { table, entries } = tableOf(lists);
  const bitsOf = new Int32Array(entries);
  const listSeen = new Int32Array(lists.length);
  const entrySeen = new Int32Array(entries);
  let file = 0;
  return (bytes) => {
    const found: number[] = [];
    file++;
    const take = ({ places }: Word): void => {
      for (const { list, bit, all, entry } of places) {
        if (listSeen[list] === file) continue;
        if (all !== 1) {
          const bits = (entrySeen[entry] === file ? (bitsOf[entry] as number) : 0) | bit;
          entrySeen[entry] = file;
          bitsOf[entry] = bits;
          if (bits !== all) continue;
        }
        listSeen[list] = file;
        found.push(list);
      }
    };
    let hash = 0;
    const length = bytes.length;
    for (let index = 0; index <= length; index++) {
      const byte = index < length ? (WORD_BYTES[bytes[index] as number] as number) : 0;
      if (byte !== 0) {
        hash = (Math.imul(hash, 31) + byte) | 0;
      } else if (hash !== 0) {
        for (let word = table[hash & MASK]; word !== undefined; word = word.next) {
          if (word.hash !== hash) continue;
          // What a word says of a file it says the first time.
          if (word.seen !== file) take(word);
          word.seen = file;
          break;
        }
        hash = 0;
      }
    }
    return found.sort((a, b) => a - b);
  };
}

/** The words of all lists, by the last bits of their hashes. */
function tableOf(lists: readonly (readonly string[])[]): {
  readonly table: readonly (Word | undefined)[];
  readonly entries: number;
} {
  const table = new Array<Word | undefined>(1 << BITS).fill(undefined);
  let entries = 0;
  lists.forEach((list, index) => {
    for (const entry of list) {
      const words = entry.split(' ');
      const all = (1 << words.length) - 1;
      words.forEach((word, position) => {
        wordIn(table, hashOf(word)).places.push({ list: index, bit: 1 << position, all, entry: entries });
      });
      entries++;
    }
  });
  return { table, entries };
}

function wordIn(table: (Word | undefined)[], hash: number): Word {
  const first = table[hash & MASK];
  for (let word = first; word !== undefined; word = word.next) if (word.hash === hash) return word;
  const added: Word = { hash, places: [], next: first, seen: 0 };
  table[hash & MASK] = added;
  return added;
}

/** Of a word in ASCII: others are none. */
function hashOf(word: string): number {
  let hash = 0;
  for (let index = 0; index < word.length; index++) {
    hash = (Math.imul(hash, 31) + (WORD_BYTES[word.charCodeAt(index)] as number)) | 0;
  }
  return hash;
}
