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

/** A thread that has nothing to do yet. */
export interface SecondThread {
  /**
   * Has it scan files while this thread is at something else.
   * @returns what does the rest together with the thread, on this thread's scanner
   */
  scan(data: Pick<ThreadData, 'directory' | 'files' | 'probes'>): (scanner: Scanner) => Sights;
  stop(): void;
}

/** A thread that is silent for longer than this, with all work taken, is taken for broken. */
const PATIENCE = 20_000;

/** Starts a thread that is ready some 80 ms later. @returns `undefined` where the program is not bundled: there is no such thread then */
export function startSecondThread(): SecondThread | undefined {
  const bundle = ['./scan-thread.js', '../scan-thread.js']
    .map((path) => new URL(path, import.meta.url))
    .find(existsSync);
  if (bundle === undefined) return undefined;
  const worker = new Worker(bundle, { execArgv: [] });
  worker.unref();
  // What a broken thread leaves undone is done here again.
  worker.on('error', () => undefined);
  const stop = (): void => void worker.terminate();
  return { stop, scan: (data) => scanTogether(worker, data, stop) };
}

function scanTogether(
  worker: Worker,
  data: Pick<ThreadData, 'directory' | 'files' | 'probes'>,
  stop: () => void,
): (scanner: Scanner) => Sights {
  const work = createSharedWork(Math.ceil(data.files.length / CHUNK));
  const { port1, port2 } = new MessageChannel();
  const message: ThreadData = { ...data, work, port: port2 };
  worker.postMessage(message, [port2]);
  return (scanner) => {
    takeChunks(work, false, (chunk) => scanChunk(scanner, data.files, chunk));
    const taken = chunksOfHelper(work);
    const told = taken.length > 0 && waitForHelper(work, PATIENCE) ? receiveMessageOnPort(port1)?.message : undefined;
    stop();
    if (told !== undefined) return mergeSights(data.probes, scanner.sights(), told as Sights);
    if (taken.length === 0) return scanner.sights();
    for (const chunk of taken) scanChunk(scanner, data.files, chunk);
    return mergeSights(data.probes, scanner.sights(), NOTHING);
  };
}

const NOTHING: Sights = { hits: [], generated: [], unreadable: [] };
