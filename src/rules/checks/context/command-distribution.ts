import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import { own } from '../../own.ts';

/** Building programs for several systems to hand out. */
const RELEASE_TOOLS =
  /(?:^|\/)(?:\.?goreleaser\.ya?ml|dist-workspace\.toml|\.goreleaser\.[\w.-]*ya?ml|[Ff]ormula\/[\w-]+\.rb|bucket\/[\w-]+\.json|snapcraft\.yaml|[\w-]+\.1(?:\.(?:md|adoc|scd|in))?|completions?\/[\w.-]+|[\w-]+\.(?:bash|fish|zsh)-completion)$/;
/** A program at the root of a module, or in the folders where languages keep programs. */
const MAIN =
  /^(?:main\.go|cmd\/[\w-]+\/main\.go|cmd\/main\.go|src\/main\.rs|src\/bin\/[\w-]+\.rs|app\/Main\.hs|src\/__main__\.py|[\w-]+\/__main__\.py|src\/[\w-]+\/__main__\.py|src\/cli\.[cm]?[jt]s|bin\/[\w-]+(?:\.[cm]?js)?|exe\/[\w-]+)$/;

/** Whether a program to be called is handed out: a main program, and the tools that build or describe it for those who call it. */
export const commandDistribution: Check = {
  name: 'command-distribution',
  run: (view) => {
    const { files } = own(view);
    const inUnit = (path: string): string => (view.unit === '.' ? path : path.slice(view.unit.length + 1));
    const main = files.find((file) => file.role === 'source' && MAIN.test(inUnit(file.path)));
    const tool = files.find(
      (file) => file.role !== 'vendored' && file.role !== 'fixture' && RELEASE_TOOLS.test(inUnit(file.path)),
    );
    if (main === undefined || tool === undefined) return found([]);
    return found([{ path: main.path, detail: `a program, handed out with ${tool.path}` }]);
  },
};
