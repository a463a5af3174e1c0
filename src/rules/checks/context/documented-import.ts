import type { Readme } from '../../../facts/documents.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import { atLine, lineAt } from '../../../facts/lines.ts';
import type { Manifest } from '../../../facts/manifests/manifest.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { ownManifests } from '../../own.ts';
import { readmeIn } from '../../readme-in.ts';
import type { View } from '../../view.ts';
import { isPublic } from './offered-manifests.ts';

/** Whether a README shows how one of the packages here is imported, or declared as a dependency of other software. */
export const documentedImport: Check = {
  name: 'documented-import',
  run: (view) =>
    found(
      ownManifests(view)
        .filter((manifest) => manifest.role === 'config' && isPublic(manifest, view))
        .flatMap((manifest) => importShown(manifest, view) ?? []),
    ),
};

/** Where the README beside a manifest, or that of the root, shows how others use the package. */
export function importShown(manifest: Manifest, view: View): Evidence | undefined {
  const pattern = usageOf(manifest, view);
  if (pattern === undefined) return undefined;
  for (const readme of readmesOf(manifest, view)) {
    const match = pattern.exec(readme.text);
    if (match !== null)
      return {
        path: readme.path,
        ...atLine(lineAt(readme.text, match.index)),
        detail: `shows its use: ${match[0].trim().slice(0, 80)}`,
      };
  }
  return undefined;
}

function readmesOf({ path }: Manifest, { facts }: View): Readme[] {
  const folder = folderOf(path);
  return [...(folder === '' ? [] : [folder]), '.'].flatMap((place) => readmeIn(place, facts) ?? []);
}

/** What a use of the package looks like in its ecosystem. */
function usageOf(manifest: Manifest, view: View): RegExp | undefined {
  const { name } = manifest;
  if (name === undefined || name.length < 2) return undefined;
  const whole = escaped(name);
  const last = escaped(name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1));
  switch (manifest.ecosystem) {
    case 'npm':
      return new RegExp(
        String.raw`(?:\bfrom|\brequire\s*\(|\bimport|\bimport\s*\()\s*['"]${whole}(?:/[^'"]*)?['"]|(?:cdn\.jsdelivr\.net/npm|unpkg\.com|esm\.sh|cdnjs\.cloudflare\.com/ajax/libs)/${whole}\b`,
      );
    case 'pypi':
      return new RegExp(
        String.raw`^\s*(?:>>>\s*|In \[\d+\]:\s*)?(?:from|import)\s+(?:${modulesOf(manifest, view).map(escaped).join('|')})\b(?!\.sh)`,
        'm',
      );
    case 'cargo':
      // Nobody imports a crate that has nothing but programs.
      if (!hasLibrary(manifest, view)) return undefined;
      return new RegExp(
        String.raw`\b(?:use|extern crate)\s+${last.replaceAll('-', '_')}\b|\bcargo add (?:\S+ )*${last}\b|^\s*${last}\s*=\s*(?:"|\{\s*version)|\[dependencies\.${last}\]|\]\(https:\/\/docs\.rs\/${last}\b`,
        'm',
      );
    case 'go':
      return new RegExp(
        String.raw`^\s*(?:import\s+)?(?:\w+\s+)?"${whole}(?:/[^"]*)?"|\bgo get (?:-\w+ )*${whole}\b`,
        'm',
      );
    case 'maven':
      return new RegExp(
        String.raw`<artifactId>\s*${last}\s*</artifactId>|['"(]${whole.replace(':', String.raw`['"]?\s*(?::|%%?%?|/)\s*['"]?`)}\b|<groupId>\s*${escaped(name.split(':')[0] ?? name)}\s*</groupId>`,
      );
    case 'rubygems':
      return new RegExp(String.raw`\bgem\s*\(?\s*['"]${whole}['"]|\brequire\s+['"]${whole.replaceAll('-', '[-/]')}`);
    case 'packagist':
      // Commands are installed for developers in the same way.
      return manifest.binaries.length > 0
        ? new RegExp(String.raw`\bcomposer require (?:(?!--dev\b|global\b)\S+ )*${whole}\b(?! --dev\b)`)
        : new RegExp(String.raw`\bcomposer require (?:\S+ )*${whole}\b|"${whole}"\s*:`);
    case 'nuget':
      return new RegExp(
        String.raw`\b(?:Install-Package|dotnet add (?:\S+ )?package)\s+${whole}\b|<PackageReference Include="${whole}"|^\s*using ${whole}\b`,
        'm',
      );
    case 'hex':
      return new RegExp(String.raw`\{\s*:${last}\s*,|^\s*(?:import|use|alias)\s+${last}\b`, 'mi');
    case 'pub':
      return new RegExp(String.raw`\bpub add (?:\S+ )*${whole}\b|^\s*${whole}:\s*\^|\bpackage:${whole}/`, 'm');
    case 'swift':
      return new RegExp(
        String.raw`\.package\(\s*(?:name:[^,]+,\s*)?url:\s*"[^"]*${last}|\bpod\s+['"]${last}|^\s*import ${last}\b`,
        'im',
      );
    case 'hackage':
      return new RegExp(String.raw`\bbuild-depends:[^\n]*\b${whole}\b`);
    case 'cpp':
      return new RegExp(
        String.raw`\bfind_package\s*\(\s*${whole}\b|\btarget_link_libraries\s*\([^)]*\b${whole}\b|#include\s*[<"]${whole}\b`,
        'i',
      );
    case 'terraform':
      return undefined;
  }
}

function hasLibrary({ path }: Manifest, { facts }: View): boolean {
  const folder = folderOf(path);
  return (
    facts.source.files.get(folder === '' ? 'src/lib.rs' : `${folder}/src/lib.rs`) !== undefined ||
    /^\s*\[lib\]/m.test(facts.source.text(path) ?? '')
  );
}

/** What Python code would import: the packages beside the manifest, or the name with underscores. */
function modulesOf(manifest: Manifest, view: View): string[] {
  const folder = folderOf(manifest.path);
  const prefix = folder === '' ? '' : `${folder}/`;
  const found = new Set([(manifest.name ?? '').replaceAll(/[-.]/g, '_')]);
  for (const file of view.facts.source.files.under(folder === '' ? '.' : folder)) {
    const match = /^(?:src\/|lib\/|python\/)?(\w+)(?:\/__init__\.py|\.py)$/.exec(file.path.slice(prefix.length));
    if (match?.[1] !== undefined && file.role === 'source' && !/^(?:setup|conftest|src|scripts?)$/.test(match[1]))
      found.add(match[1]);
  }
  return [...found];
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
