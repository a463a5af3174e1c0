/** `.\build\run.ps1`: no other shell means anything by that. */
const RELATIVE_PATH = /(?<![\w$%\\])\.{1,2}(?:\\[\w.-]+)+/g;

/** A script with relative paths as they are written everywhere but on Windows. */
export function withForwardSlashes(script: string): string {
  return script.includes('.\\') ? script.replace(RELATIVE_PATH, (path) => path.replaceAll('\\', '/')) : script;
}

/** How a script asks for the folder that it lies in. */
const OWN_FOLDER =
  /\$\{?PSScriptRoot\}?|\(?Split-Path[ \t]+(?:-(?:Path|Parent)[ \t]+){0,2}\(?\$(?:script:)?MyInvocation\.MyCommand\.(?:Path|Definition)\)?(?:[ \t]+-Parent\b)?\)?/gi;
const ASSIGNMENT = /^[ \t]*\$(?:script:)?(\w+)[ \t]*=[ \t]*\(?["']?([\w./-]+)["']?\)?[ \t]*$/gim;
/** `(Join-Path build 'run.ps1')`, `(build + '/run.ps1')`. */
const JOINED =
  /\(\s*(?:Join-Path\s+(?:-Path\s+)?)?["']?([\w./-]+)["']?\s*(?:\+|\s-ChildPath\s|\s)\s*["']\/?([\w./-]+)["']\s*\)/gi;
/** A block: of a function, a task, a condition, or of `exec { … }`, which stops at an error. Tables and `${name}` are none. */
const BLOCK_EDGE = /(?<![$@\w])\{(?=\s|$)|(?<=^|\s)\}/gm;
/** What runs a build file, and the head of a task in it; names are written in any case. */
const RUNNER = /\binvoke-(psake|build)\b/gi;
const TASK_HEAD = /^[ \t]*task[ \t]/gim;
/** What wraps a program in a function of the build, to stop at its errors: `Invoke-Dotnet test`, `Exec-Npm run build`. */
const WRAPPED = /(?<![\w-])(?:Invoke|Exec|Run)-(dotnet|msbuild|nuget|npm|pnpm|yarn|pytest|cargo|go)(?=[ \t])/gi;
const VARIABLE_LIMIT = 20;

/**
 * A script of PowerShell as a shell would write it, as far as that tells what it runs.
 * @param own the folder of the script, as whoever started it wrote it
 */
export function fromPowerShell(script: string, own: string): string {
  let text = script
    .replace(/`\r?\n/g, ' ')
    .replaceAll('\\', '/')
    .replace(OWN_FOLDER, () => own);
  const variables = [...text.matchAll(ASSIGNMENT)].slice(0, VARIABLE_LIMIT);
  for (const [, name = '', value = ''] of variables) {
    text = text.replace(new RegExp(`\\$(?:script:)?${name}\\b(?!\\s*=)`, 'gi'), () => value);
  }
  return text
    .replace(JOINED, (_, folder: string, name: string) => `${folder}/${name}`)
    .replace(RUNNER, (_, tool: string) => `Invoke-${tool.toLowerCase() === 'psake' ? 'psake' : 'Build'}`)
    .replace(WRAPPED, (_, program: string) => program.toLowerCase())
    .replace(TASK_HEAD, 'function ')
    .replace(BLOCK_EDGE, ';');
}
