import type { CodeHit, ProbeDefinition } from '../../../facts/code/probes.ts';
import type { Evidence } from '../../../facts/evidence.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

interface Client {
  readonly probe: ProbeDefinition;
  /** Whether the bound stands in the call's own arguments; else anywhere in the file, or (for `everywhere`) in any file that calls. */
  readonly bound: RegExp;
  readonly where: 'call' | 'file' | 'everywhere';
  /** What the file says where the name means this client. */
  readonly needs?: RegExp;
}

/** Clients that wait for ever unless they are told not to. Those with a default (httpx, OkHttp, Net::HTTP, undici) are not asked. */
const CLIENTS: readonly Client[] = [
  {
    probe: {
      pattern: '(?<![.\\w])requests\\.(?:get|post|put|patch|delete|head|request)\\s*\\((?!\\))',
      words: ['requests'],
      languages: ['python'],
      collect: true,
    },
    bound: /\btimeout\b|\*\*/,
    where: 'call',
    needs: /^[ \t]*(?:import|from)[ \t]+requests\b|^[ \t]*import[ \t][^\n]{0,80}\brequests\b/m,
  },
  {
    probe: {
      pattern: '\\b(?:urllib\\.request|urllib2|request)\\.urlopen\\s*\\(|^\\s*(?:\\w+\\s*=\\s*)?urlopen\\s*\\(',
      words: ['urlopen'],
      languages: ['python'],
      collect: true,
    },
    bound: /\btimeout\b|\*\*/,
    where: 'call',
  },
  {
    // https://pkg.go.dev/net/http#Client: "A Timeout of zero means no timeout."
    probe: {
      pattern:
        '\\bhttp\\.(?:Get|Post|PostForm|Head)\\s*\\(|\\bhttp\\.Client\\s*\\{\\s*\\}(?!\\s*,\\s*(?:\\w*[eE]rr\\w*\\b|fmt\\.))|\\bhttp\\.DefaultClient\\.(?:Get|Post|Head)\\s*\\(',
      words: ['http'],
      languages: ['go'],
      collect: true,
    },
    bound:
      /\bhttp\.DefaultClient\.Timeout\s*=|\bNewRequestWithContext\b|\bWith(?:Timeout|Deadline)(?:Cause)?\b|\.Timeout\s*=/,
    where: 'file',
  },
  {
    // https://axios-http.com/docs/req_config: "default is `0` (no timeout)"
    probe: {
      pattern: '\\baxios(?:\\.(?:get|post|put|patch|delete|request)\\s*[(<]|\\s*\\(|\\.create\\s*\\()',
      words: ['axios'],
      languages: ['javascript', 'typescript'],
      collect: true,
    },
    bound: /\btimeout\b|\bAbortSignal\b|\bsignal\b/,
    where: 'everywhere',
  },
  {
    // https://docs.rs/reqwest/latest/reqwest/struct.ClientBuilder.html#method.timeout: "Default is no timeout."
    probe: {
      pattern: '\\breqwest::(?:get|Client::new)\\s*\\(',
      words: ['reqwest'],
      languages: ['rust'],
      collect: true,
    },
    bound: /\.timeout\s*\(|\btimeout\s*\(/,
    where: 'file',
  },
  {
    probe: {
      pattern: '\\bnew\\s+RestTemplate\\s*\\(\\s*\\)(?!\\.getMessageConverters)',
      words: ['RestTemplate'],
      languages: ['java', 'kotlin', 'groovy'],
      collect: true,
    },
    bound: /\b(?:set(?:Connect|Read|ConnectionRequest)Timeout|requestFactory|setRequestFactory)\b/,
    where: 'file',
  },
  {
    probe: { pattern: '\\bcurl_init\\s*\\(', words: ['curl_init'], languages: ['php'], collect: true },
    bound: /\bCURLOPT_TIMEOUT(?:_MS)?\b/,
    where: 'file',
  },
  {
    // https://docs.guzzlephp.org/en/stable/request-options.html#timeout: "The default behavior is to wait indefinitely."
    probe: {
      pattern: '\\bnew\\s+(?:\\\\?GuzzleHttp\\\\)?Client\\s*\\(\\s*\\)',
      words: ['GuzzleHttp'],
      languages: ['php'],
      collect: true,
    },
    bound: /['"](?:connect_)?timeout['"]|RequestOptions::TIMEOUT/,
    where: 'file',
  },
];

/** What runs in a browser, by what it is made with or takes hold of. */
const IN_BROWSER =
  /\bdocument\.(?:querySelector|getElement|addEventListener|createElement|cookie|body)|\bwindow\.(?:location|addEventListener|document|localStorage)\b|\bfrom\s+['"](?:react(?:-dom)?|preact|vue|svelte|jquery|@angular\/core)['"]|\brequire\(\s*['"](?:react(?:-dom)?|vue|jquery)['"]/;

/** A bound for all calls of a program at once. */
const GLOBAL: ProbeDefinition = {
  pattern:
    '\\bsocket\\.setdefaulttimeout\\s*\\(|\\bTimeout(?:HTTP)?Adapter\\b|\\baxios\\.defaults\\.timeout\\b|\\bhttp\\.DefaultClient\\.Timeout\\s*=|\\bhttp\\.DefaultClient\\s*=',
  words: ['setdefaulttimeout', 'TimeoutAdapter', 'TimeoutHTTPAdapter', 'axios', 'DefaultClient'],
  languages: ['python', 'javascript', 'typescript', 'go'],
};

/** What runs at a desk or in a browser has somebody who gives up waiting. */
const ASIDE =
  /(?:^|\/)(?:scripts?|tools?|hack|utils?\/dev|bin|frontend|client|app\/(?:javascript|webpacker)|resources\/js|wwwroot|webapp|browser|web|ui|www|public|static|assets|components|pages|views|hooks|notebooks?|cli|cmd|health-?checks?)\/|\.[jt]sx$|(?:^|\/)(?:setup|release|build|generate_\w+|gen_\w+|download\w*|fetch_\w+|update_\w+|scrape\w*)\.\w+$/i;
const LONGEST_CALL = 2_000;

/** A program that is started by hand, by how it reads what it was started with. */
const BY_HAND = /\bargparse\.ArgumentParser\b|@click\.(?:command|group)\b|\btyper\.(?:run|Typer)\b/;

/** Calls to other machines that may wait for ever. Option `atLeast`: from how many on, in more than one file. */
export const unboundedCalls: Check = {
  name: 'unbounded-calls',
  probes: [...CLIENTS.map((client) => client.probe), GLOBAL],
  run(view, options) {
    const isBoundedForAll = view.facts.code.hits(GLOBAL).some((hit) => view.here(hit.path));
    if (isBoundedForAll) return found([], view.facts.code.truncated);
    const hits = CLIENTS.flatMap((client) => unbounded(client, view));
    const needed = typeof options.atLeast === 'number' ? options.atLeast : 1;
    const isSpread = needed === 1 || new Set(hits.map(({ path }) => path)).size > 1;
    if (hits.length < needed || !isSpread) return found([], view.facts.code.truncated);
    return found(hits.map((hit): Evidence => ({ path: hit.path, line: hit.line, detail: hit.text })));
  },
};

function isStartedElsewhere(text: string): boolean {
  return IN_BROWSER.test(text) || BY_HAND.test(text);
}

function unbounded(client: Client, view: View): CodeHit[] {
  const text = (path: string): string => view.facts.source.text(path) ?? '';
  const hits = view.facts.code
    .hits(client.probe)
    .filter((hit) => view.here(hit.path) && !ASIDE.test(hit.path) && !isStartedElsewhere(text(hit.path)));
  if (client.where === 'everywhere') return hits.some((hit) => client.bound.test(text(hit.path))) ? [] : hits;
  if (client.where === 'file') return hits.filter((hit) => !client.bound.test(text(hit.path)));
  return hits.filter(
    (hit) =>
      (client.needs?.test(text(hit.path)) ?? true) &&
      !client.bound.test(callAt(text(hit.path), hit.line, client.probe)),
  );
}

/** The arguments of the call in a line, up to the parenthesis that closes it. */
function callAt(text: string, line: number, probe: ProbeDefinition): string {
  let start = 0;
  for (let count = 1; count < line; count++) start = text.indexOf('\n', start) + 1;
  const rest = text.slice(start, start + LONGEST_CALL);
  const open = rest.search(new RegExp(probe.pattern, 'm'));
  let depth = 0;
  let quote: string | undefined;
  for (let index = Math.max(0, rest.indexOf('(', Math.max(0, open))); index < rest.length; index++) {
    const char = rest[index];
    if (quote !== undefined) {
      if (char === '\\') index++;
      else if (char === quote || char === '\n') quote = undefined;
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '(') depth++;
    else if (char === ')' && --depth === 0) return rest.slice(Math.max(0, open), index);
  }
  return rest;
}
