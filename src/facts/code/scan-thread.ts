import { parentPort } from 'node:worker_threads';
import { readInside } from '../../repository/work-tree-file.ts';
import { createScanner, FILE_LIMIT, scanChunk } from './scanner.ts';
import type { ThreadData } from './second-thread.ts';
import { takeChunks, tell } from './shared-work.ts';

/* The second thread of a scan, a bundle of its own: takes its share of the files and tells what it saw. */

parentPort?.once('message', ({ directory, files, probes, work, port }: ThreadData) => {
  const scanner = createScanner(probes, (file) => readInside(directory, file, FILE_LIMIT));
  takeChunks(work, true, (chunk) => scanChunk(scanner, files, chunk));
  port.postMessage(scanner.sights());
  tell(work);
  port.close();
});
