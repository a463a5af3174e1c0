import type { FileEntry } from '../../../repository/file-index.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { own } from '../../own.ts';
import type { View } from '../../view.ts';

const SCRIPTED: ReadonlySet<string> = new Set([
  'shell',
  'powershell',
  'python',
  'ruby',
  'perl',
  'javascript',
  'php',
  'sql',
  'lua',
]);
/** What is started by itself: it names its interpreter, or does something only when it is the program. */
const STARTED = /^#!|^if __name__ == ['"]__main__['"]|^if (?:__FILE__ == \$0|\$0 == __FILE__)/m;
/** Scripts that every repository has for its own building and testing. */
const ASIDE =
  /(?:^|\/)(?:setup|conftest|noxfile|manage|gradlew|mvnw|install|bootstrap|configure|build|test)(?:\.\w+)?$|(?:^|\/)(?:tests?|specs?|docker|ci|hooks)\//;

const FEWEST = 2;
const SHARE = 0.4;

/** Whether most of the source are scripts that are started one by one, rather than the parts of one program. */
export const scriptCollection: Check = {
  name: 'script-collection',
  run: (view) => {
    const files = own(view).files.filter((file) => isSource(file) && !ASIDE.test(file.path));
    // Where much is built as one program, its helpers are no collection.
    if (files.length === 0 || files.length > 600) return no();
    const scripts = files.filter((file) => isScript(file, view));
    if (scripts.length < FEWEST || scripts.length < SHARE * files.length) return no();
    return yes(
      scripts.slice(0, 5).map(({ path }) => ({
        path,
        detail: `one of ${scripts.length} scripts among ${files.length} files of source`,
      })),
    );
  },
};

function isSource(file: FileEntry): boolean {
  if (file.role !== 'source') return isBareExecutable(file);
  if (file.language === undefined) return isBareExecutable(file);
  // An empty file marks a package, and says nothing.
  return file.size > 0 && !['terraform', 'css', 'html', 'yaml', 'json', 'sql'].includes(file.language);
}

function isBareExecutable(file: FileEntry): boolean {
  return (
    file.mode === 'executable' &&
    !file.name.includes('.') &&
    !['vendored', 'test', 'fixture', 'ci', 'example'].includes(file.role)
  );
}

function isScript(file: FileEntry, view: View): boolean {
  if (file.language === 'shell' || file.language === 'powershell') return true;
  if (file.language !== undefined && !SCRIPTED.has(file.language)) return false;
  return STARTED.test(view.facts.source.text(file.path) ?? '');
}
