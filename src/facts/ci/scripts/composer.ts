import { folderOf } from '../../../repository/paths.ts';
import { mapping, strings } from '../../data.ts';
import type { FactSource } from '../../source.ts';
import { changeFolder } from '../folders.ts';
import { optionsOf } from '../invocation.ts';
import { inFolder, lineOfKey, part, type ScriptRunner } from './runner.ts';

const VALUED = ['-d', '--working-dir', '--timeout'];
const BUILT_IN: ReadonlySet<string> = new Set(
  'install i update u upgrade require remove audit outdated show validate dump-autoload dumpautoload config global create-project diagnose licenses self-update exec why bump init search'.split(
    ' ',
  ),
);

/** Scripts of composer.json. https://getcomposer.org/doc/articles/scripts.md */
export function createComposerRunner(source: FactSource): ScriptRunner {
  return {
    programs: ['composer', 'composer.phar'],
    follow: ({ args }, folder) => {
      const { plain, values, rest } = optionsOf(args, VALUED);
      const moved = ['-d', '--working-dir'].flatMap((name) => values.get(name) ?? []).at(0);
      const path = inFolder(moved === undefined ? folder : changeFolder(folder, moved), 'composer.json');
      const [first, second] = plain;
      const name = first === 'run' || first === 'run-script' ? second : first;
      if (name === undefined || (name === first && BUILT_IN.has(name)) || source.files.get(path) === undefined)
        return [];
      const scripts = mapping(mapping(source.data(path)).scripts);
      if (!Object.hasOwn(scripts, name)) return [];
      const line = lineOfKey(source.text(path) ?? '', ['scripts', name]);
      const commands = strings(scripts[name]).filter((command) => !/^[\w\\]+::\w+$/.test(command));
      const parts = commands.slice(0, 100).map((command) => part([commandOf(command), ...rest].join(' '), line));
      return parts.length === 0 ? [] : [{ label: `composer ${name}`, path, folder: folderOf(path), parts }];
    },
  };
}

/** `@other` is another script, `@php` and `@composer` are the programs. */
function commandOf(command: string): string {
  const [, name, rest] = /^@([\w:.-]+)(.*)$/s.exec(command) ?? [];
  if (name === undefined) return command;
  if (name === 'php' || name === 'composer') return `${name}${rest ?? ''}`;
  return name === 'putenv' ? `export${rest ?? ''}` : `composer ${name}${rest ?? ''}`;
}
