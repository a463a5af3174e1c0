import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { FileEntry } from '../../../repository/file-index.ts';
import type { Check } from '../../check.ts';
import { found, no, type Outcome, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** Tools whose migrations have a way back that must be written. Those without one (Flyway's free edition, Prisma) are not asked. */
interface Tool {
  readonly files: readonly string[];
  /** A file that is one of its migrations. */
  readonly is: RegExp;
  /** One that leads nowhere. */
  readonly oneWay: RegExp;
}

const TOOLS: readonly Tool[] = [
  {
    files: ['**/versions/*.py', '**/alembic/**/*.py', '**/migrations/*.py'],
    is: /^def upgrade\(/m,
    oneWay:
      /^def downgrade\([^)\n]{0,80}\)[^:\n]{0,20}:(?:\s*(?:"""[^"]{0,200}"""|#[^\n]*))*\s*(?:pass|\.\.\.|raise\b[^\n]*)\s*(?:#[^\n]*\s*)*$(?![\s\S]*^[ \t]+op\.)/m,
  },
  {
    files: ['**/migrations/*.{js,ts,cjs,mjs}', '**/migrations/**/*.{js,ts}'],
    is: /\bexports\.up\b|\bexport\s+(?:const|async function|function)\s+up\b|\basync\s+up\s*\(|\bup\s*:\s*(?:async\s*)?(?:function|\()/,
    oneWay:
      /\b(?:exports\.down\s*=\s*(?:async\s*)?(?:function\s*\w*\s*)?\([^)]{0,80}\)\s*(?:=>\s*)?|(?:async\s+)?function\s+down\s*\([^)]{0,80}\)(?:\s*:\s*[\w<>]+)?\s*|async\s+down\s*\([^)]{0,80}\)(?:\s*:\s*[\w<>]+)?\s*)\{\s*(?:return\s+(?:null|Promise\.resolve\(\))?\s*;?)?\s*\}/,
  },
  {
    files: ['**/db/migrate/*.rb'],
    is: /\bActiveRecord::Migration\b/,
    oneWay:
      /\bdef (?:self\.)?down\s*\n\s*(?:#[^\n]*\n\s*)*(?:raise\s+ActiveRecord::IrreversibleMigration[^\n]*\n\s*)?end\b/,
  },
  {
    files: ['**/database/migrations/*.php'],
    is: /\bfunction up\(/,
    oneWay: /\bfunction down\(\)[^{]{0,20}\{\s*(?:\/\/[^\n]*\s*)*\}/,
  },
];

const FILE_LIMIT = 400;

const SQL_FILES = ['**/{migrations,migration,migrate,db}/**/*.sql', '**/*.{up,down}.sql'];
/** Flyway's and Prisma's go forward only, and so do those that undo others. */
const NO_WAY_BACK_KNOWN =
  /(?:^|\/)(?:[VUR]\d*(?:[._]\d+)*__[^/]*|migration|[^/]*\.down|down|schema|seeds?|structure)\.sql$/i;
const SQL_WAY_BACK =
  /^--\s*(?:\+goose\s+down|migrate:down|down\b|rollback\b|\+migrate\s+down|undo\b)[^\n]*\n\s*(?!--\s*(?:\+goose|migrate:))\S/im;

/**
 * Of these files the migrations that lead one way: their tool knows a way back that they leave empty, or they are plain SQL beside
 * which nothing undoes it.
 */
export function oneWayMigrations(view: View, isMeant: (path: string) => boolean): Evidence[] {
  const found: Evidence[] = [];
  for (const tool of TOOLS) {
    for (const file of view.facts.source.files.matching(tool.files)) {
      if (!isMeant(file.path)) continue;
      const text = textOf(file, view);
      if (text === undefined || !tool.is.test(text)) continue;
      const match = tool.oneWay.exec(text);
      if (match !== null) {
        const line = text.slice(0, match.index).split('\n').length;
        found.push({ path: file.path, line, detail: 'leads one way' });
      } else if (tool.oneWay.source.includes('down') && !/\b(?:down(?:grade)?|change)\b/.test(text)) {
        found.push({ path: file.path, detail: 'has no way back' });
      }
    }
  }
  for (const file of view.facts.source.files.matching(SQL_FILES)) {
    if (!isMeant(file.path) || NO_WAY_BACK_KNOWN.test(file.path) || !view.here(file.path)) continue;
    if (file.role !== 'source' && file.role !== 'config' && file.role !== 'asset') continue;
    const beside = file.path.replace(/(?:\.up)?\.sql$/i, '.down.sql');
    const turned = file.path.replace(/(^|\/)up\.sql$/i, '$1down.sql');
    const isUndone = [beside, turned].some(
      (path) => path !== file.path && view.facts.source.files.get(path) !== undefined,
    );
    const text = view.facts.source.text(file.path);
    if (isUndone || text === undefined || SQL_WAY_BACK.test(text)) continue;
    if (/\b(?:create|alter|drop|rename|update|delete|insert)\b/i.test(text)) {
      found.push({ path: file.path, line: 1, detail: 'nothing undoes it' });
    }
  }
  return found;
}

/**
 * Whether migrations can be taken back. Option `are`: `there` asks only whether there are migrations that know a way back.
 * A few that lead one way are honest (data was dropped); a habit of it is not.
 */
export const irreversibleMigrations: Check = {
  name: 'irreversible-migrations',
  run(view, options): Outcome {
    const all: FileEntry[] = [];
    const oneWay: Evidence[] = [];
    for (const tool of TOOLS) {
      for (const file of view.facts.source.files.matching(tool.files).slice(0, FILE_LIMIT)) {
        const text = textOf(file, view);
        if (text === undefined || !tool.is.test(text)) continue;
        all.push(file);
        const match = tool.oneWay.exec(text);
        if (match !== null)
          oneWay.push({
            path: file.path,
            ...atLine(text.slice(0, match.index).split('\n').length),
            detail: 'leads one way',
          });
      }
    }
    const scripts = scriptsOf(view);
    all.push(...scripts.all);
    oneWay.push(...scripts.oneWay);
    if (options.are === 'there')
      return found(all.slice(0, 3).map((file) => ({ path: file.path, detail: 'a migration with a way back' })));
    if (oneWay.length >= 3 && oneWay.length * 2 > all.length) return no(oneWay);
    return yes(
      all.slice(0, 3).map((file) => ({
        path: file.path,
        detail: `one of ${all.length} migrations, ${oneWay.length} of them lead one way`,
      })),
    );
  },
};

function textOf(file: FileEntry, view: View): string | undefined {
  if ((file.role !== 'source' && file.role !== 'config') || !view.here(file.path) || file.size > 64 * 1024)
    return undefined;
  return view.facts.source.text(file.path);
}

/** golang-migrate and its like: `1_init.up.sql` beside `1_init.down.sql`; those who never wrote one have chosen to go forward only. */
function scriptsOf(view: View): { all: FileEntry[]; oneWay: Evidence[] } {
  const all = view.facts.source.files
    .matching(['**/*.up.sql'])
    .filter((file) => view.here(file.path) && file.role !== 'fixture' && file.role !== 'vendored');
  const downs = all.filter(
    (file) => (view.facts.source.files.get(file.path.replace(/\.up\.sql$/i, '.down.sql'))?.size ?? 0) > 0,
  );
  if (downs.length === 0) return { all: [], oneWay: [] };
  const known = new Set(downs);
  return {
    all: [...all],
    oneWay: all.filter((file) => !known.has(file)).map((file) => ({ path: file.path, detail: 'has no .down.sql' })),
  };
}
