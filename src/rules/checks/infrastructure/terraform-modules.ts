import { posix } from 'node:path';
import type { FileEntry } from '../../../repository/file-index.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';
import { unitFolder } from '../../own.ts';

/** Where the state lies. https://developer.hashicorp.com/terraform/language/backend */
const STATE = /^\s*(?:backend\s+"|cloud\s*\{)/m;
const PROVIDER = /^\s*provider\s+"/m;
/** What a module takes in and hands out. https://developer.hashicorp.com/terraform/language/modules/develop/structure */
const INTERFACE = new Set(['variables.tf', 'outputs.tf', 'inputs.tf', 'vars.tf']);
const MOST_OF_THEM = 0.6;
/** Some modules bring their provider along, as was usual before 0.13. */
const FEW_OF_THEM = 0.3;

/**
 * Whether the Terraform here is modules alone, which other repositories take in: what they make belongs to those. With `atLeast`, so many
 * of them: a single one may serve the program beside it.
 */
export const terraformModules: Check = {
  name: 'terraform-modules',
  run(view, options) {
    const fewest = typeof options.atLeast === 'number' ? options.atLeast : 1;
    const own = ({ path, role }: FileEntry): boolean => (role === 'source' || role === 'config') && view.here(path);
    const files = view.facts.source.files.under(view.unit).filter(own);
    if (files.some(({ path }) => path.endsWith('.tfvars'))) return no();
    const folders = new Map<string, FileEntry[]>();
    for (const file of files) {
      if (!/\.(?:tf|tofu)$/.test(file.path)) continue;
      const folder = folderOf(file.path);
      folders.set(folder, [...(folders.get(folder) ?? []), file]);
    }
    if (folders.size < fewest || folders.has(unitFolder(view))) return no();
    const hasText = (pattern: RegExp, [, inside]: [string, FileEntry[]]): boolean =>
      inside.some(({ path }) => pattern.test(view.facts.source.text(path) ?? ''));
    const modules = [...folders];
    if (modules.some((module) => hasText(STATE, module))) return no();
    const described = modules.filter(([, inside]) => inside.some(({ path }) => INTERFACE.has(posix.basename(path))));
    const providing = modules.filter((module) => hasText(PROVIDER, module));
    if (described.length < modules.length * MOST_OF_THEM || providing.length > modules.length * FEW_OF_THEM)
      return no();
    return yes(described.slice(0, 3).map(([path]) => ({ path, detail: 'a module for others' })));
  },
};
