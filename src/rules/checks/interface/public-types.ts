import { isMapping } from '../../../facts/data.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Manifest } from '../../../facts/manifests/manifest.ts';
import { folderOf } from '../../../repository/paths.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';
import type { View } from '../../view.ts';

const TYPED_BUILD =
  /\b(?:tsc|tsup|tsdown|unbuild|vue-tsc|ng-packagr|tsdx|microbundle|bob build|vite-plugin-dts|rollup-plugin-dts|api-extractor|dts)\b/;

/** Whether published packages of Python and JavaScript tell editors and type checkers the types of what they offer. */
export const publicTypes: Check = {
  name: 'public-types',
  run(view) {
    const typed: Evidence[] = [];
    const untyped: Evidence[] = [];
    for (const manifest of view.facts.manifests) {
      if (!manifest.packaged || manifest.private === true || manifest.role !== 'config' || !view.here(manifest.path))
        continue;
      const reason =
        manifest.ecosystem === 'npm'
          ? npmTypes(manifest, view)
          : manifest.ecosystem === 'pypi'
            ? pythonTypes(manifest, view)
            : undefined;
      if (reason === undefined) continue;
      (reason === '' ? untyped : typed).push({
        path: manifest.path,
        detail: reason === '' ? `${manifest.name ?? 'the package'} offers no types` : reason,
      });
    }
    if (untyped.length > 0 && typed.length === 0) return no(untyped);
    return typed.length > 0 ? yes(typed) : unknown();
  },
};

/** What makes it typed; an empty text where nothing does; `undefined` where there is nothing to type. */
function npmTypes(manifest: Manifest, view: View): string | undefined {
  // Plugins are loaded by name, and nobody's code calls them.
  if (
    manifest.entryPoints.length === 0 ||
    /(?:eslint|stylelint|prettier|babel|postcss|gulp|grunt|hubot|generator)-/.test(manifest.name ?? '')
  )
    return undefined;
  if (manifest.entryPoints.every((entry) => /\.(?:css|scss|sass|less|json|html|ya?ml|svg|png|wasm|node)$/.test(entry)))
    return undefined;
  const data = view.facts.source.data(manifest.path);
  if (!isMapping(data)) return undefined;
  if (['types', 'typings', 'typesVersions'].some((key) => data[key] !== undefined)) return 'names its types';
  if (/"types"\s*:|\.d\.[cm]?ts"/.test(JSON.stringify(data.exports ?? ''))) return 'exports its types';
  if (manifest.entryPoints.some((entry) => /\.[cm]?tsx?$/.test(entry))) return 'exports TypeScript';
  if (manifest.scripts.some(({ command }) => TYPED_BUILD.test(command))) return 'the build writes declarations';
  const folder = folderOf(manifest.path);
  const prefix = folder === '' ? '' : `${folder}/`;
  const files = view.facts.source.files.under(folder === '' ? '.' : folder);
  const declaration = files.find(({ path }) => path.endsWith('.d.ts') && !path.slice(prefix.length).includes('/'));
  if (declaration !== undefined) return `has ${declaration.path}`;
  const config = files.find(({ name }) => /^tsconfig[\w.-]*\.json$/.test(name));
  if (config !== undefined || files.some(({ language, role }) => language === 'typescript' && role === 'source'))
    return 'is written in TypeScript';
  return '';
}

/** Annotations count for users only with the marker of PEP 561. A package without annotations has nothing to offer yet. */
function pythonTypes(manifest: Manifest, view: View): string | undefined {
  const folder = folderOf(manifest.path);
  const files = view.facts.source.files.under(folder === '' ? '.' : folder);
  const marker = files.find(({ name }) => name === 'py.typed' || name.endsWith('.pyi'));
  if (marker !== undefined) return `has ${marker.path}`;
  if (manifest.classifiers.some((classifier) => classifier.startsWith('Typing :: Typed')))
    return 'says that it is typed';
  const packages = new Set(
    files.filter(({ name, role }) => name === '__init__.py' && role === 'source').map(({ path }) => folderOf(path)),
  );
  const sources = files
    .filter(
      ({ path, language, role, size }) =>
        language === 'python' && role === 'source' && size > 200 && packages.has(folderOf(path)),
    )
    .slice(0, 40);
  const annotated = sources.filter(({ path }) =>
    /^\s*(?:async\s+)?def\s+\w+\([^\n]*\)\s*->\s*\S/m.test(view.facts.source.text(path) ?? ''),
  );
  return annotated.length * 2 >= sources.length && annotated.length > 0 ? '' : undefined;
}
