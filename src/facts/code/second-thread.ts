import { existsSync } from 'node:fs';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type { ProbeDefinition } from './probes.ts';
import { CHUNK, mergeSights, type ScannedFile, type Scanner, type Sights, scanChunk } from './scanner.ts';
import { chunksOfHelper, createSharedWork, type SharedWork, takeChunks, waitForHelper } from './shared-work.ts';

/** What the second thread is given. */
export interface ThreadData {
  /** The real path of the work tree. */
  readonly directory: string;
  readonly files: readonly ScannedFile[];
  readonly probes: readonly ProbeDefinition[];
  readonly work: SharedWork;
  readonly port: MessagePort;
}

/** A thread that is silent for longer than this, with all work taken, is taken for broken. */
const PATIENCE = 20_000;

/**
 * Starts a thread that scans files while this one is at something else.
 * @returns what does the rest together with the thread, on this thread's scanner; `undefined` when there is no such thread to start
 */
export function startSecondThread(
  data: Pick<ThreadData, 'directory' | 'files' | 'probes'>,
): ((scanner: Scanner) => Sights) | undefined {
  const bundle = ['./scan-thread.js', '../scan-thread.js']
    .map((path) => new URL(path, import.meta.url))
    .find(existsSync);
  if (bundle === undefined) return undefined;
  const work = createSharedWork(Math.ceil(data.files.length / CHUNK));
  const { port1, port2 } = new MessageChannel();
  const workerData: ThreadData = { ...data, work, port: port2 };
  const worker = new Worker(bundle, { workerData, transferList: [port2], execArgv: [] });
  worker.unref();
  // What a broken thread leaves undone is done here again.
  worker.on('error', () => undefined);
  return (scanner) => {
    takeChunks(work, false, (chunk) => scanChunk(scanner, data.files, chunk));
    const taken = chunksOfHelper(work);
    if (taken.length === 0) {
      void worker.terminate();
      return scanner.sights();
    }
    const told = waitForHelper(work, PATIENCE) ? receiveMessageOnPort(port1) : undefined;
    void worker.terminate();
    if (told !== undefined) return mergeSights(data.probes, scanner.sights(), told.message as Sights);
    for (const chunk of taken) scanChunk(scanner, data.files, chunk);
    return mergeSights(data.probes, scanner.sights(), NOTHING);
  };
}

const NOTHING: Sights = { hits: [], generated: [], unreadable: [] };
