import { Worker } from 'node:worker_threads';

const PATIENCE = 500;

/**
 * Tells a waiting terminal, after half a second, that the audit goes on. A thread of its own, because reading is
 * synchronous and would hold back any timer here. Nothing is written where stderr is not a terminal.
 * @returns what ends it and clears the line
 */
export function startProgress(message: string): () => void {
  if (!process.stderr.isTTY) return () => {};
  const worker = new Worker(
    `const { writeSync } = require('node:fs');
     setTimeout(() => writeSync(2, require('node:worker_threads').workerData), ${PATIENCE});`,
    { eval: true, workerData: `${message}…\r` },
  );
  worker.unref();
  const started = performance.now();
  return () => {
    void worker.terminate();
    if (performance.now() - started > PATIENCE) process.stderr.write('\x1b[2K\r');
  };
}
