/**
 * Finds what has a text in its path, in lower case: one search through all paths is sooner done than one through each.
 * @returns the files in their order; all of them for an empty text
 */
export function pathSearch<T extends { readonly path: string }>(files: readonly T[]): (text: string) => readonly T[] {
  let prepared: PathText | undefined;
  return (text) => {
    if (text === '') return files;
    prepared ??= pathText(files);
    const { text: paths, starts } = prepared;
    const found: T[] = [];
    let index = 0;
    for (let place = paths.indexOf(text); place >= 0; place = paths.indexOf(text, starts[index])) {
      index = indexAt(starts, place, index);
      found.push(files[index] as T);
      index++;
      if (index === files.length) break;
    }
    return found;
  };
}

/** The paths of all files in lower case, a line each. */
interface PathText {
  readonly text: string;
  /** Where the path of each file begins, by its index. */
  readonly starts: readonly number[];
}

function pathText(files: readonly { readonly path: string }[]): PathText {
  const starts: number[] = [];
  let length = 0;
  const lines = files.map(({ path }) => {
    const line = `${path.toLowerCase()}\n`;
    starts.push(length);
    length += line.length;
    return line;
  });
  return { text: lines.join(''), starts };
}

/** Index of the last start at or before a place, from some index on. */
function indexAt(starts: readonly number[], place: number, from: number): number {
  let low = from;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle;
  }
  return low;
}
