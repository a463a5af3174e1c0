import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** `from './a.ts'`, `import('../b.ts')` */
const SPECIFIER = /(?<=\b(?:from|import) ?\(?['"])(\.{1,2}\/[^'"]+)\.ts(?=['"])/g;

/**
 * Writes the declarations of the public entry, and of what it refers to, into a folder. The compiler emits those of the whole program, with
 * the sources' endings: what nobody outside can reach is left out, and `.ts` becomes `.js`.
 * @param entry from src/, without an ending
 */
export function writeDeclarations(entry: string, folder: string): void {
  const emitted = mkdtempSync(join('node_modules', '.declarations-'));
  try {
    const compiler = join('node_modules', 'typescript', 'bin', 'tsc');
    execFileSync(process.execPath, [compiler, '--project', 'tsconfig.types.json', '--outDir', emitted], {
      stdio: 'inherit',
    });
    const seen = new Set([entry]);
    for (const module of seen) {
      const file = `${module}.d.ts`;
      const text = readFileSync(join(emitted, file), 'utf8').replace(SPECIFIER, (_, specifier: string) => {
        seen.add(posix.join(posix.dirname(module), specifier));
        return `${specifier}.js`;
      });
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
  } finally {
    rmSync(emitted, { recursive: true, force: true });
  }
}
