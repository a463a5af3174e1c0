import type { FileEntry } from '../../repository/file-index.ts';
import { type FactSource, LOCK_FILE_LIMIT } from '../source.ts';
import { unique } from './fields.ts';
import { type Dependency, emptyManifest, type Manifest } from './manifest.ts';
import { packageIdentity } from './swift-identity.ts';

const REFERENCE =
  /isa = XCRemoteSwiftPackageReference;\s*repositoryURL = "?([^";\n]{1,500})"?;\s*(?:requirement = \{([^}]{0,300})\};)?/g;
const PRODUCT_TYPE = /productType = "com\.apple\.product-type\.([\w.-]{1,80})";/g;
const DEPLOYMENT = /\b(IPHONEOS|MACOSX|TVOS|WATCHOS|XROS)_DEPLOYMENT_TARGET = "?([\d.]{1,10})"?;/g;

const PLATFORMS: Readonly<Record<string, string>> = {
  IPHONEOS: 'ios',
  MACOSX: 'macos',
  TVOS: 'tvos',
  WATCHOS: 'watchos',
  XROS: 'visionos',
};

/**
 * The packages that an Xcode project references, and what it builds (`application`, `framework`, `app-extension` …) as
 * classifiers. The format is a dump of objects, of which these few lines matter.
 */
export function readXcodeProject(file: FileEntry, source: FactSource): Manifest | undefined {
  const text = source.text(file.path, LOCK_FILE_LIMIT);
  if (text === undefined) return undefined;
  const found = new Map<string, Dependency>();
  let line = 1;
  let nextBreak = text.indexOf('\n');
  for (const match of text.matchAll(REFERENCE)) {
    const [, url = '', requirement = ''] = match;
    const name = packageIdentity(url);
    while (nextBreak !== -1 && nextBreak < match.index) {
      line++;
      nextBreak = text.indexOf('\n', nextBreak + 1);
    }
    if (name === undefined || found.has(name)) continue;
    const [, version] = /(?:minimumVersion|version|branch|revision) = "?([^";\n]{1,100})"?;/.exec(requirement) ?? [];
    found.set(name, { name, scope: 'prod', ...(version === undefined ? {} : { version }), line });
  }
  const products = unique([...text.matchAll(PRODUCT_TYPE)].flatMap((match) => match[1] ?? []));
  const targets = new Map<string, string>();
  for (const [, platform = '', version = ''] of text.matchAll(DEPLOYMENT)) {
    const name = PLATFORMS[platform];
    if (name !== undefined && !targets.has(name)) targets.set(name, version);
  }
  const folder = file.path.split('/').at(-2) ?? '';
  return {
    ...emptyManifest('swift', file),
    name: folder.replace(/\.xcodeproj$/, ''),
    dependencies: [...found.values()],
    classifiers: products,
    runtimes: [...targets].map(([name, constraint]) => ({ name, constraint })),
  };
}
