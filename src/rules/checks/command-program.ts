import type { ProbeDefinition } from '../../facts/code/probes.ts';
import type { Check } from '../check.ts';
import { found } from '../outcome.ts';

/** Programs that read their arguments by the language's own means. */
const ARGUMENTS: ProbeDefinition = {
  pattern:
    '\\b(?:argparse\\.ArgumentParser|optparse\\.OptionParser|getopt\\.getopt|flag\\.(?:Parse|String|Bool|Int)\\(|std::env::args|OptionParser\\.new|parseArgs\\(|process\\.argv|System\\.Environment|getArgs|CommandLineParser|getopt_long)',
  words: [
    'ArgumentParser',
    'OptionParser',
    'getopt',
    'flag',
    'args',
    'parseArgs',
    'argv',
    'Environment',
    'getArgs',
    'CommandLineParser',
    'getopt_long',
  ],
  languages: ['python', 'go', 'rust', 'ruby', 'javascript', 'typescript', 'haskell', 'c', 'cpp', 'perl'],
};

/** Whether the source reads command-line arguments. */
export const commandProgram: Check = {
  name: 'command-program',
  probes: [ARGUMENTS],
  run: (view) => {
    const hits = view.facts.code
      .hits(ARGUMENTS)
      .filter(
        (hit) =>
          view.here(hit.path) &&
          !/(?:^|\/)(?:scripts?|tools?|hack|build|dev\w*|ci|contrib|utils?|maintenance|roles|ansible|charts|config|[\w-]*tests?|gui-tests|release-docs|migrations?|benchmarks?)\/|(?:^|\/)(?:noxfile\.py|setup\.py|[\w.-]*(?:esbuild|webpack|rollup|vite|gulp\w*|grunt\w*|config|build|template\w*)[\w.-]*\.[cm]?[jt]s)$/i.test(
            hit.path,
          ),
      );
    return found(hits.map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text })));
  },
};
