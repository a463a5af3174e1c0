import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import { makeFolder } from '../cli/cli.ts';

/** A registry with nothing but this package, packed as it would be published; what it depends on is in its bundle. */
export async function startRegistry(): Promise<{ readonly url: string }> {
  const folder = makeFolder({});
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--ignore-scripts', '--json', '--pack-destination', folder.path], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  ) as { readonly filename: string; readonly version: string }[];
  if (packed === undefined) throw new Error('nothing was packed');
  const tarball = readFileSync(join(folder.path, packed.filename));
  const integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  // A thread of its own: whoever runs a command here waits for its end.
  const worker = new Worker(SERVER, { eval: true, workerData: { tarball, integrity, version: packed.version } });
  onTestFinished(async () => void (await worker.terminate()));
  const port = await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  return { url: `http://127.0.0.1:${port}` };
}

const SERVER = `
const { createServer } = require('node:http');
const { parentPort, workerData } = require('node:worker_threads');
const { tarball, integrity, version } = workerData;
const server = createServer((request, response) => {
  const base = 'http://' + request.headers.host;
  if (request.url === '/senior-audit') {
    const dist = { tarball: base + '/senior-audit.tgz', integrity };
    const versions = { [version]: { name: 'senior-audit', version, bin: { 'senior-audit': 'dist/cli/main.js' }, dist } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name: 'senior-audit', 'dist-tags': { latest: version }, versions }));
  } else if (request.url === '/senior-audit.tgz') {
    response.end(Buffer.from(tarball));
  } else {
    response.statusCode = 404;
    response.end('{}');
  }
});
server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));
`;
