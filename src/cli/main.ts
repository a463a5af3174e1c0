#!/usr/bin/env node
import { VERSION } from '../version.ts';

// The commonest question is answered before anything is loaded.
const args = process.argv.slice(2);
if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`${VERSION}\n`);
} else {
  const { tuneEngine } = await import('./engine.ts');
  tuneEngine();
  const { run } = await import('./program.ts');
  await run(args);
}
