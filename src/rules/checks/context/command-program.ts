import type { ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';

/** Programs that read their arguments by the language's own means. */
const ARGUMENTS: ProbeDefinition = {
  pattern:
    '\\b(?:argparse\\.ArgumentParser|optparse\\.OptionParser|getopt\\.getopt|flag\\.(?:Parse|String|Bool|Int)\\(|std::env::args|OptionParser\\.new|OptionParser\\.parse|parseArgs\\(|process\\.argv|System\\.Environment|getArgs|CommandLineParser|getopt_long|System\\.argv)',
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
  languages: ['python', 'go', 'rust', 'ruby', 'javascript', 'typescript', 'haskell', 'c', 'cpp', 'perl', 'elixir'],
};

/** Where `main` is handed the arguments, a program that uses them: a server only passes them on to its framework. */
const MAIN_ARGUMENTS: ProbeDefinition = {
  pattern:
    '\\bmain\\s*\\(\\s*(?:final\\s+)?(?:String\\s*(?:\\[\\]|\\.\\.\\.)\\s*\\w+|args\\s*:\\s*Array<String>)\\s*\\)[\\s\\S]{0,1500}?(?:\\bargs\\s*(?:\\[|\\.\\s*(?:length|size|isEmpty|get|first|joinToString|toList|contains|drop)\\b)|\\.(?:execute|parse|parseArgs|main|parseWithPrompt)\\s*\\(\\s*(?:\\w+\\s*,\\s*)?args\\b|=\\s*args\\s*$)|\\bMain\\s*\\(\\s*string\\[\\]\\s*args\\s*\\)[\\s\\S]{0,1500}?(?:\\bargs\\s*(?:\\[|\\.Length\\b)|\\.(?:Invoke|InvokeAsync|Parse|ParseArguments\\w*|Run)\\s*(?:<[^>]*>)?\\(\\s*args\\b)',
  words: ['main', 'Main'],
  languages: ['java', 'kotlin', 'csharp'],
};

/** Scripts that are installed as commands. */
const SCRIPT_ARGUMENTS: ProbeDefinition = {
  pattern: '\\$(?:[1@*#]|\\{[1@*#])|\\bgetopts\\b',
  words: ['set', 'if', 'case', 'exit', 'echo', 'getopts', 'shift', 'tar', 'exec', 'then', 'printf'],
  languages: ['shell'],
};
const COMMAND_FOLDER = /^(?:[\w.-]+\/)?(?:bin|libexec)\//;

const PROBES = [ARGUMENTS, MAIN_ARGUMENTS, SCRIPT_ARGUMENTS];

/** What helps to build, test or run the software, and is not the software. */
const ASIDE =
  /(?:^|\/)(?:scripts?|tools?|hack|build|dev\w*|ci|contrib|utils?|maintenance|roles|ansible|charts|config|[\w-]*tests?|gui-tests|release-docs|migrations?|benchmarks?)\/|(?:^|\/)(?:noxfile\.py|setup\.py|[\w.-]*(?:esbuild|webpack|rollup|vite|gulp\w*|grunt\w*|config|build|template\w*)[\w.-]*\.[cm]?[jt]s)$/i;

/** Whether the source reads command-line arguments. */
export const commandProgram: Check = {
  name: 'command-program',
  probes: PROBES,
  run: (view) => {
    const hits = PROBES.flatMap((probe) =>
      view.facts.code
        .hits(probe)
        .filter((hit) => (probe === SCRIPT_ARGUMENTS ? COMMAND_FOLDER.test(hit.path) : !ASIDE.test(hit.path))),
    ).filter((hit) => view.here(hit.path));
    return found(hits.map((hit) => ({ path: hit.path, line: hit.line, detail: hit.text })));
  },
};
