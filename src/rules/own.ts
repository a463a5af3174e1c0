import type { CodeHit } from '../facts/code/probes.ts';
import type { Manifest } from '../facts/manifests/manifest.ts';
import type { TechnologyUse } from '../facts/technologies.ts';
import { type FileEntry, within } from '../repository/file-index.ts';
import type { Language } from '../repository/languages.ts';
import type { Role } from '../repository/roles.ts';
import type { View } from './view.ts';

/* What of the facts belongs to a unit, sorted out once: hundreds of conditions ask for it. */

interface LanguageShare {
  readonly size: number;
  /** The first such file, and which of the unit's source files it is. */
  readonly example: FileEntry;
  readonly index: number;
}

interface Own {
  readonly manifests: readonly Manifest[];
  readonly files: readonly FileEntry[];
  readonly byRole: ReadonlyMap<Role, readonly FileEntry[]>;
  readonly languages: ReadonlyMap<Language, LanguageShare>;
  readonly sourceSize: number;
  /** By what a condition may call it: id, category and the categories that it brings; each in the order of the fact. */
  readonly technologies: () => ReadonlyMap<string, readonly number[]>;
}

/** Views of one unit share its test for paths. */
const known = new WeakMap<View['here'], Own>();

/** The unit's own files and what is known of them. */
export function own(view: View): Own {
  let mine = known.get(view.here);
  if (mine === undefined) {
    mine = sortOut(view);
    known.set(view.here, mine);
  }
  return mine;
}

/** The folder of the unit as paths begin with it: the root is no folder. */
export function unitFolder({ unit }: View): string {
  return unit === '.' ? '' : unit;
}

/** What the paths in the unit begin with. */
export function unitPrefix({ unit }: View): string {
  return unit === '.' ? '' : `${unit}/`;
}

/** The unit's own manifests: in a repository of many parts, most conditions would look through those of all others. */
export function ownManifests(view: View): readonly Manifest[] {
  return own(view).manifests;
}

/** The hits that lie in the unit; a probe's hits are in path order. */
export function ownHits(hits: readonly CodeHit[], view: View): readonly CodeHit[] {
  return within(hits, view.unit).filter((hit) => view.here(hit.path));
}

/** The uses, in the unit, of what has any of the names, in the order of the fact. */
export function ownTechnologies(names: readonly string[], view: View): readonly TechnologyUse[] {
  const byName = own(view).technologies();
  const indices = names.flatMap((name) => byName.get(name) ?? []);
  const sorted = names.length === 1 ? indices : [...new Set(indices)].sort((a, b) => a - b);
  return sorted.map((index) => view.facts.technologies[index] as TechnologyUse);
}

function sortOut(view: View): Own {
  const { files: index } = view.facts.source;
  const submodule = view.unit === '.' ? undefined : index.get(view.unit);
  const below = index.under(view.unit).filter((file) => view.here(file.path));
  const files = submodule === undefined ? below : [submodule, ...below];
  const byRole = new Map<Role, FileEntry[]>();
  for (const file of files) {
    const group = byRole.get(file.role);
    if (group === undefined) byRole.set(file.role, [file]);
    else group.push(file);
  }
  const languages = new Map<Language, LanguageShare>();
  let sourceSize = 0;
  (byRole.get('source') ?? []).forEach((file, position) => {
    if (file.language === undefined) return;
    sourceSize += file.size;
    const share = languages.get(file.language);
    const size = file.size + (share?.size ?? 0);
    languages.set(file.language, share === undefined ? { size, example: file, index: position } : { ...share, size });
  });
  let technologies: ReadonlyMap<string, readonly number[]> | undefined;
  return {
    manifests: view.facts.manifests.filter((manifest) => view.here(manifest.path)),
    files,
    byRole,
    languages,
    sourceSize,
    technologies: () => {
      technologies ??= technologiesByName(view);
      return technologies;
    },
  };
}

function technologiesByName(view: View): Map<string, number[]> {
  const byName = new Map<string, number[]>();
  view.facts.technologies.forEach(({ technology, evidence }, index) => {
    if (!view.here(evidence.path)) return;
    for (const name of new Set([technology.id, technology.category, ...technology.brings])) {
      const group = byName.get(name);
      if (group === undefined) byName.set(name, [index]);
      else group.push(index);
    }
  });
  return byName;
}
