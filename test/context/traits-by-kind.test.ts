import { expect, it } from 'vitest';
import { auditRepository } from '../../src/audit.ts';
import type { Kind, Trait } from '../../src/context/model.ts';
import { memoryRepository } from '../../src/repository/memory.ts';
import { compileCatalogue } from '../../src/rules/compile.ts';

const catalogue = compileCatalogue('rules');

function traits(files: Readonly<Record<string, string>>, kind: Kind, declared?: readonly Trait[]): readonly Trait[] {
  return auditRepository(memoryRepository(files), catalogue, { kind, traits: declared }).context.traits;
}

const SWEEP = {
  'README.md': '# sweep\n\nLooks through all repositories of the organisation.\n',
  'package.json': '{"name": "sweep", "private": true, "dependencies": {"axios": "^1.7.0"}}\n',
  'src/sweep.js':
    "import axios from 'axios';\n\nexport const sweep = () => axios.get('https://api.example.org/repositories');\n",
};

it('takes more for automation where it serves the own people than where strangers get it', () => {
  expect(traits(SWEEP, 'internal-tool')).toContain('automation');
  expect(traits(SWEEP, 'oss')).not.toContain('automation');
});

it('leaves declared traits as they are, whatever the kind', () => {
  expect(traits(SWEEP, 'internal-tool', ['cli'])).toEqual(['cli']);
});
