import type { Manifest } from '../../../facts/manifests/manifest.ts';
import { folderOf } from '../../../repository/paths.ts';
import { ownManifests } from '../../own.ts';
import type { View } from '../../view.ts';
import { importShown } from './documented-import.ts';
import { isToldToInstall } from './offered-manifests.ts';

/** Generators of sites that take in plugins, and what the names of those begin with. */
const GENERATORS: readonly { readonly generator: RegExp; readonly plugin: RegExp }[] = [
  { generator: /^gatsby$/, plugin: /^(?:@[\w.-]+\/)?gatsby-/ },
  { generator: /^next$/, plugin: /^(?:@[\w.-]+\/)?next-/ },
  { generator: /^nuxt$/, plugin: /^(?:@[\w.-]+\/)?nuxt-/ },
  { generator: /^astro$/, plugin: /^(?:@[\w.-]+\/)?astro-/ },
  { generator: /^@docusaurus\/core$/, plugin: /^(?:@[\w.-]+\/)?docusaurus-/ },
  { generator: /^@11ty\/eleventy$/, plugin: /^(?:@[\w.-]+\/)?eleventy-/ },
];
const PIPELINE = /^(?:@[\w.-]+\/)?(?:remark|rehype)-/;
/** What releases the packages of a workspace. */
const RELEASES = ['/.changeset/**', '/lerna.json'];

/** A package of a workspace that its site is built with, and that nobody else is told of. */
export function isPluginOfSite(manifest: Manifest, view: View): boolean {
  const { name, ecosystem } = manifest;
  if (ecosystem !== 'npm' || name === undefined || folderOf(manifest.path) === '') return false;
  const isOfSite = ownManifests(view).some(
    (other) =>
      other.ecosystem === 'npm' &&
      other.private === true &&
      other.path !== manifest.path &&
      GENERATORS.some(
        ({ generator, plugin }) =>
          (plugin.test(name) || PIPELINE.test(name)) && other.dependencies.some((item) => generator.test(item.name)),
      ),
  );
  return (
    isOfSite &&
    view.facts.source.files.matching(RELEASES).length === 0 &&
    importShown(manifest, view) === undefined &&
    !isToldToInstall(manifest, view)
  );
}
