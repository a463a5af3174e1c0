import type { DocumentedConfiguration } from './documented.ts';

/** What says that the block below, or its first line, is the configuration of the program. */
const INTRODUCED =
  /\bconfig(?:uration)?[ -]?(?:files?|samples?|examples?|templates?|format)\b|\b(?:example|sample|custom|default|minimal|full|typical|basic|complete) (?:\w+ )?config(?:uration)?\b|\bconfig(?:uration)? (?:looks|should look|could look|is as follows)\b|\bsettings? file\b|(?:^|[\s`"'(/*])(?:[\w.~$/-]*[/_.-])?(?:config(?:uration)?|settings?|appsettings|application|secrets|credentials|options|preferences|local)(?:[._-]\w+)?\.(?:ya?ml|json5?|jsonc|toml|ini|conf|cfg|properties|edn|hocon|hjson)\b|~\/\.config\/|(?<!\w)\/etc\/[\w-]+\//i;
/** A section about the configuration, whose blocks show it. */
const SECTION =
  /^\W*(?:(?:the|example|sample|bot|server|application|app|service|node|run-?time|basic|general)\s+)*(?:config(?:ure|uring|uration)?|settings)(?:\s+(?:file|format|example|options|parameters|reference))?\W*$/i;
/** Editors, linters, build tools and servers of others have configurations as well. */
const OTHER =
  /\.vscode|\.idea\b|\.zed\b|claude|cursor|copilot|\bmcp\b|mcpServers|eslint|prettier|stylelint|tsconfig|babel|webpack|rollup|vite\b|tailwind|postcss|jest|karma|pre-commit|\.git(?:hub|lab|config)\b|nginx|apache|httpd|traefik|haproxy|systemd|docker[ -]?(?:compose|daemon)|compose\.ya?ml|\.ssh|kubeconfig|\.aws\b|\.npmrc|package\.json|composer\.json|pom\.xml|mkdocs|_config\.yml|netlify|vercel|dependabot|renovate|codecov|home[ -]?assistant|configuration\.nix|\bVS ?Code\b/i;
/** Manifests, pipelines, charts and answers of an interface. */
const OTHER_KEY =
  /^\s*["']?(?:apiVersion|kind|services|jobs|steps|uses|runs-on|stages|repos|hooks|dependencies|devDependencies|dependency|scripts|mcpServers|tasks|pipeline|compilerOptions|extends|FROM|swagger|openapi|\$schema|status_?code|statusCode)["']?\s*[:=]/m;

const LANGUAGE =
  /^(?:json[5c]?|jsonc|ya?ml|toml|ini|hocon|conf|config|cfg|properties|edn|hjson|txt|text|plain(?:text)?|)$/i;
const KEY = /^\s*(?:-\s+)?["']?([A-Za-z_][\w.\-/]{1,80})["']?\s*(?::(?=\s|$)|=>?(?!=)|\s+\{\s*$)/;
/** Brackets, items of lists, heads of sections, remarks: they go with the keys. */
const AROUND = /^\s*(?:[\][{}(),;]+|-\s.*|["'][^"':=]*["'],?|\[[\w."' -]+\]|#.*|\/\/.*|;.*|\.\.\.|---)?\s*$/;
const NO_DATA =
  /^\s*(?:\$ |>>> |sudo |docker |curl |import |from \w+ import|def |const |let |var |function |class |public |HTTP\/|GET |POST )/m;
const ENOUGH = 3;
const SHARE = 0.75;
/** So many lines before the block may tell what it is. */
const BEFORE = 4;
const BLOCKS_LIMIT = 200;

interface Block {
  readonly start: number;
  readonly language: string;
  readonly lines: readonly string[];
}

/** The settings that a text shows in an example of the configuration file; `undefined` when it shows none. */
export function readConfigBlocks(path: string, text: string): DocumentedConfiguration | undefined {
  if (!/config|settings/i.test(text)) return undefined;
  const lines = text.split('\n').map((line) => line.slice(0, 400));
  for (const block of blocksOf(lines).slice(0, BLOCKS_LIMIT)) {
    if (!LANGUAGE.test(block.language)) continue;
    const names = keysOf(block.lines);
    if (names.length < ENOUGH) continue;
    const body = block.lines.join('\n');
    if (OTHER_KEY.test(body) || NO_DATA.test(body)) continue;
    const { near, heading } = before(lines, block.start);
    const head = block.lines.slice(0, 2).filter((line) => /^\s*(?:#|\/\/|;)/.test(line));
    const around = [...near, heading, ...head].join('\n');
    if (OTHER.test(around)) continue;
    if (!INTRODUCED.test([...near, ...head, heading].join('\n')) && !SECTION.test(heading)) continue;
    return { form: 'config-block', path, line: block.start + 1, names };
  }
  return undefined;
}

/** The keys of a block; none when most of its lines are something else. */
function keysOf(lines: readonly string[]): string[] {
  const keys = new Set<string>();
  let keyed = 0;
  let other = 0;
  for (const line of lines) {
    const name = KEY.exec(line)?.[1];
    if (name !== undefined) {
      keys.add(name);
      keyed++;
    } else if (!AROUND.test(line)) other++;
  }
  return keyed === 0 || keyed / (keyed + other) < SHARE ? [] : [...keys].slice(0, 300);
}

/** What is told just before a line, and the heading that it stands under. */
function before(lines: readonly string[], start: number): { near: string[]; heading: string } {
  const near: string[] = [];
  let heading = '';
  for (let index = start - 1; index >= 0 && start - index < 200; index--) {
    const line = lines[index] ?? '';
    const marked = /^(?:#{1,6}|={2,6})\s+(.+?)\s*#*\s*$/.exec(line)?.[1];
    const isUnderlined = /^[=\-~^]{3,}\s*$/.test(line) && /^\w/.test(lines[index - 1] ?? '');
    if (marked !== undefined || isUnderlined) {
      heading = marked ?? lines[index - 1] ?? '';
      break;
    }
    if (near.length < BEFORE && line.trim() !== '' && !/^\s*(?:```|~~~|----|\[source)/.test(line)) near.push(line);
  }
  return { near, heading };
}

/** Blocks between fences, and those that are set off by spaces. */
function blocksOf(lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    const fence = /^\s*(`{3,}|~{3,}|-{4,}$)\s*([\w-]*)/.exec(line);
    if (fence !== null && !isUnderline(lines, index)) {
      const mark = (fence[1] ?? '').slice(0, 3);
      const end = lines.findIndex((other, at) => at > index && other.trimStart().startsWith(mark));
      if (end < 0) break;
      blocks.push({ start: index, language: fence[2] ?? '', lines: lines.slice(index + 1, end) });
      index = end;
    } else if (/^(?: {4}|\t| {3}(?=\S))/.test(line) && (lines[index - 1] ?? '').trim() === '' && index > 0) {
      let end = index;
      while (end < lines.length && /^(?: {3}|\t|\s*$)/.test(lines[end] ?? '')) end++;
      blocks.push({ start: index, language: '', lines: lines.slice(index, end) });
      index = end - 1;
    }
  }
  return blocks;
}

/** Dashes below words are a heading, or the head of a table. */
function isUnderline(lines: readonly string[], index: number): boolean {
  return (
    /^-+\s*$/.test(lines[index] ?? '') && /\S/.test(lines[index - 1] ?? '') && !/^[.[]/.test(lines[index - 1] ?? '')
  );
}
