import { folderOf } from '../../../repository/paths.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder, pathFrom } from '../folders.ts';
import { baseName } from '../invocation.ts';
import { fromPowerShell } from '../powershell.ts';
import type { FollowedScript, ScriptRunner } from './runner.ts';

const SHELLS = [
  'bash',
  'sh',
  'zsh',
  'dash',
  'ksh',
  'busybox',
  'source',
  '.',
  'pwsh',
  'powershell',
  'cmd',
  'su',
  'nix-shell',
  'Invoke-psake',
  'Invoke-Build',
];
const SCRIPT_NAME = /\.(?:sh|bash|zsh|ksh|ps1|bat|cmd)$/i;
const SHEBANG = /^#!\s*\/\S*\b(?:env\s+(?:-S\s+)?)?(?:ba|z|k|da|a)?sh\b/;
const SIZE_LIMIT = 128 * 1024;

/** `sh -c "…"`, `nix-shell --run "…"`, `bash script.sh`, `source script.sh`, `pwsh -File script.ps1`. */
export function createShellRunner(source: FactSource): ScriptRunner {
  return {
    programs: SHELLS,
    follow: ({ program, args }, folder) => {
      const name = baseName(program);
      if (name === 'nix-shell') {
        const at = args.findIndex((arg) => /^--(?:run|command)$/.test(arg));
        return at === -1 ? [] : inlineScript(`${name} ${args[at]}`, args.slice(at + 1), false, folder);
      }
      for (let at = 0; at < args.length; at++) {
        const arg = args[at] ?? '';
        const inline = /^-\w*c$/.test(arg) || /^-(?:Command|lc)$/i.test(arg) || (name === 'cmd' && /^\/c$/i.test(arg));
        if (inline) return inlineScript(`${name} ${arg}`, args.slice(at + 1), name === 'cmd', folder);
        if (/^-(?:File|f)$/i.test(arg)) continue;
        if (arg === '-o' || arg === '-O' || /^-(?:ExecutionPolicy|ep)$/i.test(arg)) at++;
        else if (name === 'busybox' && arg === 'sh') continue;
        else if (!/^[-+/]/.test(arg) || arg.includes('.')) return followShellFile(source, arg, folder, true);
      }
      return [];
    },
  };
}

/** The text behind `-c` has no file of its own: an empty path stands for the caller's. */
function inlineScript(
  label: string,
  args: readonly string[],
  whole: boolean,
  folder: string,
): readonly FollowedScript[] {
  const text = whole ? args.join(' ') : args[0];
  if (text === undefined || text === '') return [];
  return [{ label, path: '', folder, parts: [{ text, line: 0, exact: false }] }];
}

/**
 * A shell script that is started by its path.
 * @param named whether a shell was told to read it, so that neither ending nor `#!` line is needed
 */
export function followShellFile(
  source: FactSource,
  written: string,
  folder: string,
  named: boolean,
): readonly FollowedScript[] {
  if (!named && !written.includes('/') && !written.includes('\\') && !SCRIPT_NAME.test(written)) return [];
  const path = pathFrom(folder, written);
  const file = source.files.get(path);
  if (file === undefined || file.size > SIZE_LIMIT || file.role === 'vendored') return [];
  const text = source.text(path);
  if (text === undefined) return [];
  const firstLine = text.slice(0, 200).split('\n')[0] ?? '';
  const isShell = firstLine.startsWith('#!') ? SHEBANG.test(firstLine) : named || SCRIPT_NAME.test(path);
  if (!isShell && !SCRIPT_NAME.test(path)) return [];
  return [
    {
      label: path,
      path,
      folder: changeFolder('', folder),
      parts: [{ text: plainText(text, written), line: 1, exact: true }],
    },
  ];
}

/** Scripts find their neighbours by their own path, which is known here: it is filled in. */
function plainText(text: string, written: string): string {
  const own = folderOf(written.replaceAll('\\', '/')) || '.';
  return /\.ps1$/i.test(written) ? fromPowerShell(text, own) : withOwnFolder(text, own);
}

/** Marks what was filled in, so that the variables that are made from it can be told from others. */
const MARK = '\u0001';
const SELF = String.raw`"?(?:\$0|\$\{0\}|\$BASH_SOURCE|\$\{BASH_SOURCE(?:\[0\])?(?::-\$0)?\}|\$\((?:readlink -f|realpath) "?\$0"?\))"?`;
const DIRNAME = new RegExp(String.raw`\$\(\s?dirname (?:-- )?${SELF}\s?\)|\$\{(?:0|BASH_SOURCE(?:\[0\])?)%/\*\}`, 'g');
const WORKING_FOLDER =
  /\$\(\s?cd (?:-P |-- )?"?(\u0001[\w./-]*)"?(?: ?>\s?\/dev\/null(?: 2>&1)?)? ?(?:&&|;) ?pwd(?: -P)?\s?\)/g;
const ASSIGNMENT = /^[ \t]*(?:(?:export|readonly|local|declare -r)[ \t]+)?(\w+)="?(\u0001[\w./-]*)"?[ \t]*$/gm;
const VARIABLE_LIMIT = 10;

/** `cd "$(dirname "$0")/.."` */
function withOwnFolder(text: string, folder: string): string {
  if (!text.includes('dirname') && !text.includes('%/*')) return text;
  const own = `${MARK}${folder}`;
  const resolve = (part: string): string => part.replace(DIRNAME, () => own).replace(WORKING_FOLDER, '$1');
  let filled = resolve(text.replaceAll(MARK, ''));
  // One variable may be made from another: `ROOT="$(cd "$DIR/.." && pwd)"`.
  const done = new Set<string>();
  for (let round = 0; round < VARIABLE_LIMIT; round++) {
    const found = [...filled.matchAll(ASSIGNMENT)].find(([, name]) => !done.has(name ?? ''));
    if (found?.[1] === undefined) break;
    const [, name, value = ''] = found;
    done.add(name);
    filled = resolve(filled.replace(new RegExp(`\\$(?:${name}\\b|\\{${name}\\})`, 'g'), () => value));
  }
  return filled.replaceAll(MARK, '');
}
