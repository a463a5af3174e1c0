import type { Readme } from '../../../facts/documents.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { own } from '../../own.ts';
import { readmeIn } from '../../readme-in.ts';
import type { View } from '../../view.ts';

/** A line that starts a file: by an interpreter, as a module of Python, or by its own path. */
const LINE =
  /^\s*(?:[$>%#]\s+)?(?:\w+=\S+\s+)*(?:(?:sudo|time|nohup|poetry run|uv run|pipenv run|pdm run|hatch run|bundle exec|npx)\s+)*(?:(?:python[\d.]*|pypy3?|ruby|perl|node|bash|sh|zsh|php|Rscript|pwsh|powershell|julia|lua|tsx|ts-node|npx tsx|deno run|bun(?: run)?)\s+(?:-(?!m\b)\w+\s+)*)?(-m\s+)?([\w./-]+)(?:\s|$)/;

/** What sets the software up, builds, tests or serves it: every kind of software has such scripts. */
const ASIDE =
  /(?:^|\/)(?:manage|setup|conftest|install\w*|bootstrap|configure|build\w*|compile|test\w*|run_?tests?|lint|format|serve|server|start\w*|stop|up|dev|app|main_?server|wsgi|asgi|entrypoint|docker[\w-]*|gradlew|mvnw|sbt|noxfile|fabfile|gulpfile|gruntfile|artisan|console|rails|rake|index|app|server)(?:\.\w+)?$|(?:^|\/)(?:tests?|docs?|examples?|node_modules|\.venv|venv|dev|ci|benchmarks?)\//i;

/** How a script learns what it is asked to do. */
const ARGUMENTS =
  /\bArgumentParser\b|\bOptionParser\b|\boptparse\b|\bgetopts?\b|\bsys\.argv\b|\bimport\s+(?:click|typer|fire|docopt|cyclopts|plac)\b|\bfrom\s+(?:click|typer|fire|docopt|cyclopts|plac|tap)\b|\bprocess\.argv\b|\bparseArgs\b|\b(?:commander|yargs|minimist|meow)\b|\bARGV\b|\bGetOptions\b|\bcommandArgs\b|\$argv\b|\$(?:[1@*#]|\{[1@*#])|^\s*param\s*\(/im;

/** Whether a README tells its readers to run a script of the repository that takes arguments: a command without an installation. */
export const documentedScript: Check = {
  name: 'documented-script',
  run: (view) =>
    found(
      readmesOf(view)
        .flatMap((readme) => sayings(readme, view))
        .slice(0, 10),
    ),
};

/** The README of the root, and those of folders not deep inside. */
function readmesOf(view: View): readonly Readme[] {
  const folders = own(view)
    .files.filter((file) => /^readme\b/i.test(file.name) && file.path.includes('/') && file.path.split('/').length <= 4)
    .filter((file) => !/(?:^|\/)(?:tests?|examples?|docs?|vendor|node_modules)\//.test(file.path))
    .map((file) => folderOf(file.path));
  return ['.', ...new Set(folders)].slice(0, 20).flatMap((folder) => readmeIn(folder, view.facts) ?? []);
}

function sayings(readme: Readme, view: View): Evidence[] {
  const folder = folderOf(readme.path);
  return readme.codeBlocks.flatMap((block) =>
    block.text.split('\n').flatMap((line) => {
      const [, module, word] = LINE.exec(line) ?? [];
      const path = word === undefined ? undefined : scriptAt(word, module !== undefined, folder, view);
      return path === undefined ? [] : [{ path: readme.path, ...atLine(block.line), detail: `says to run ${path}` }];
    }),
  );
}

/** The source file that is meant, if it takes arguments. */
function scriptAt(word: string, isModule: boolean, folder: string, view: View): string | undefined {
  const relative = word.replace(/^\.\//, '');
  const places = isModule
    ? ['', 'src/'].flatMap((prefix) => {
        const path = prefix + relative.replaceAll('.', '/');
        return [`${path}.py`, `${path}/__main__.py`];
      })
    : [relative];
  const { source } = view.facts;
  for (const place of places) {
    for (const path of [folder === '' ? place : `${folder}/${place}`, place]) {
      const file = source.files.get(path);
      if (file === undefined || !view.here(path)) continue;
      if (file.role !== 'source' || ASIDE.test(path)) continue;
      if (ARGUMENTS.test(source.text(path) ?? '')) return path;
    }
  }
  return undefined;
}
