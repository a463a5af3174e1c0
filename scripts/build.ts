import { chmodSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { compileCatalogue } from '../src/rules/compile.ts';
import { writeDeclarations } from './build/declarations.ts';

/* Bundles the program, so that it starts with a handful of files, and compiles rules/ into checked JSON, so that no YAML is
   parsed and no schema is built when it runs. */

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist', { recursive: true });
writeFileSync('dist/catalogue.json', JSON.stringify(compileCatalogue('rules')));

await build({
  entryPoints: { 'cli/main': 'src/cli/main.ts', index: 'src/index.ts', 'scan-thread': 'src/facts/code/scan-thread.ts' },
  outdir: 'dist',
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  // Dependencies go into the bundle too: resolving hundreds of their files would take longer than a small audit.
  mainFields: ['module', 'main'],
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'none',
  // Less to parse at every start; names stay, for readable traces.
  minifyWhitespace: false,
  minifySyntax: true,
  define: { __VERSION__: JSON.stringify(version) },
  logLevel: 'warning',
});
chmodSync('dist/cli/main.js', 0o755);
linkCommand();
writeDeclarations('index', 'dist');

/** Puts the command where `npx senior-audit` looks first, in this checkout as in any project that depends on it. */
function linkCommand(): void {
  const link = 'node_modules/.bin/senior-audit';
  rmSync(link, { force: true });
  try {
    symlinkSync('../../dist/cli/main.js', link);
  } catch {
    // No links on this file system: npx then takes the slower way through its cache.
  }
}
