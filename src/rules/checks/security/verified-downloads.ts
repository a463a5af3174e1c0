import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { found } from '../../outcome.ts';
import type { View } from '../../view.ts';

/** `curl … | sh`, `bash <(curl …)`, `sh -c "$(curl …)"`, `iex (irm …)`. */
const PIPED =
  /\b(?:curl|wget)\b[^\n|;&]{0,300}\|\s*(?:sudo\s+(?:-\w+\s+)*)?(?:env\s+(?:\w+=\S+\s+){0,4})?(?:[\w/]*\/)?(?:ba|z|da|k)?sh\b/;
const SUBSTITUTED = /\b(?:ba|z|da)?sh\s+(?:-\w+\s+)*(?:<\(\s*(?:curl|wget)\b|["']?\$\(\s*(?:curl|wget)\b)/;
const POWERSHELL =
  /\b(?:iex|Invoke-Expression)\b[^\n]{0,60}\b(?:irm|iwr|DownloadString|Invoke-WebRequest|Invoke-RestMethod)\b|\b(?:irm|iwr)\b[^\n]{0,200}\|\s*iex\b/i;
/** Without TLS, or with its checks switched off, anybody on the way decides what runs. */
const OPEN = /\bhttp:\/\/(?!localhost|127\.)|\bcurl\b[^\n|]{0,200}\s(?:-\w*k\w*|--insecure)\s|--no-check-certificate/;

/**
 * Whether CI and images run scripts straight from the network, unseen and different tomorrow. Option `open`: only those that do not
 * even come over a verified connection.
 */
export const verifiedDownloads: Check = {
  name: 'verified-downloads',
  run(view, options) {
    const evidence = [...inPipelines(view), ...inImages(view)].filter(
      ({ detail }) => options.open !== true || OPEN.test(detail),
    );
    const unique = new Map(evidence.map((item) => [`${item.path}:${item.detail}`, item]));
    return found([...unique.values()], view.facts.hasBrokenPipeline);
  },
};

function inPipelines(view: View): Evidence[] {
  return view.facts.pipelines.flatMap((pipeline) =>
    pipeline.jobs.flatMap((job) =>
      job.steps.flatMap((step) => {
        const line = (step.run ?? '').split('\n').find(isPiped);
        if (line === undefined) return [];
        return [
          { path: step.path ?? pipeline.path, ...atLine(step.line), detail: `runs ${line.trim().slice(0, 120)}` },
        ];
      }),
    ),
  );
}

function inImages(view: View): Evidence[] {
  return view.facts.containers.dockerfiles
    .filter(({ path, purpose }) => (purpose === 'app' || purpose === 'unknown') && view.here(path))
    .flatMap((dockerfile) =>
      dockerfile.runs
        .filter(({ text }) => isPiped(text))
        .map(({ text, line }) => {
          const match = PIPED.exec(text) ?? SUBSTITUTED.exec(text) ?? POWERSHELL.exec(text);
          return { path: dockerfile.path, line, detail: `runs ${(match?.[0] ?? '').slice(0, 120)}` };
        }),
    );
}

function isPiped(text: string): boolean {
  const line = text.slice(0, 4_000);
  if (/^\s*#/.test(line)) return false;
  return PIPED.test(line) || SUBSTITUTED.test(line) || POWERSHELL.test(line);
}
