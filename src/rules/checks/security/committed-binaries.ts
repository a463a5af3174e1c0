import type { FileEntry } from '../../../repository/file-index.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

const BINARY =
  /\.(?:exe|dll|so(?:\.\d+)*|dylib|jar|war|ear|class|pyc|pyo|o|obj|a|lib|whl|egg|msi|deb|rpm|apk|aar|ipa|dmg|nupkg|phar|wasm|node)$/i;
/** Wrappers are checked by their own actions; stubs and test inputs are needed as they are. */
const EXPECTED =
  /(?:^|\/)(?:Dockerfile|Containerfile|Makefile)\.[\w.-]+$|gradle-wrapper|maven-wrapper|(?:^|\/)(?:\.mvn|\.yarn|testdata|fixtures?|packages\/mono)\/|(?:^|\/)composer\.phar$/i;

/**
 * Whether programs that nobody can review lie in the tree. Scorecard's Binary-Artifacts, without wrappers and test inputs.
 */
export const committedBinaries: Check = {
  name: 'committed-binaries',
  run: (view) =>
    found(
      view.facts.source.files
        .under(view.unit)
        .filter((file) => BINARY.test(file.name) && isOwn(file) && view.here(file.path))
        .map((file) => ({ path: file.path, detail: `a built file of ${Math.ceil(file.size / 1024)} kB` })),
      view.facts.source.repository.truncated,
    ),
};

function isOwn(file: FileEntry): boolean {
  if (file.mode === 'submodule' || file.mode === 'link' || file.size < 64 || EXPECTED.test(file.path)) return false;
  return (
    file.role === 'asset' ||
    file.role === 'source' ||
    file.role === 'vendored' ||
    file.role === 'generated' ||
    file.role === 'ci'
  );
}
