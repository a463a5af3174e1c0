/** Cells of the memory that two threads share: the next chunk that nobody has taken, and whether the helper has told its result. */
const NEXT = 0;
const TOLD = 1;
/** Behind these, a cell a chunk: whether the helper took it. */
const CHUNKS = 2;

/** Work in numbered chunks that two threads share; both hold the same memory. */
export interface SharedWork {
  readonly memory: Int32Array;
  readonly chunks: number;
}

export function createSharedWork(chunks: number): SharedWork {
  return { memory: new Int32Array(new SharedArrayBuffer((CHUNKS + chunks) * Int32Array.BYTES_PER_ELEMENT)), chunks };
}

/** Takes chunk after chunk, in order, until none is left. */
export function takeChunks({ memory, chunks }: SharedWork, isHelper: boolean, work: (chunk: number) => void): void {
  for (let chunk = Atomics.add(memory, NEXT, 1); chunk < chunks; chunk = Atomics.add(memory, NEXT, 1)) {
    if (isHelper) Atomics.store(memory, CHUNKS + chunk, 1);
    work(chunk);
  }
}

/** The helper says that its result is under way. */
export function tell({ memory }: SharedWork): void {
  Atomics.store(memory, TOLD, 1);
  Atomics.notify(memory, TOLD);
}

/** The chunks that the helper took. */
export function chunksOfHelper({ memory, chunks }: SharedWork): number[] {
  return Array.from({ length: chunks }, (_, chunk) => chunk).filter((chunk) => memory[CHUNKS + chunk] === 1);
}

/** Waits until the helper has told its result. @returns whether it did in time */
export function waitForHelper({ memory }: SharedWork, milliseconds: number): boolean {
  return Atomics.wait(memory, TOLD, 0, milliseconds) !== 'timed-out';
}
