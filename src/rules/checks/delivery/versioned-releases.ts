import type { Evidence } from '../../../facts/evidence.ts';
import { atLine } from '../../../facts/lines.ts';
import type { Check } from '../../check.ts';
import { no, unknown, yes } from '../../outcome.ts';

const PUBLISHES =
  /^(?:\w+=\S*\s+|npx\s+|sudo\s+)*(?:npm\s(?:.*\s)?publish|pnpm\s(?:.*\s)?publish|yarn\s(?:.*\s)?publish|twine\s+upload|poetry\s+publish|uv\s+publish|cargo\s+publish|gem\s+push|dotnet\s+nuget\s+push)\b/;
const PUBLISHING_ACTION = /gh-action-pypi-publish|npm-publish|publish-crates|publish-rubygems/i;
/** Tools that tag what they publish. */
const TAGS =
  /semantic-release|release-please|changesets?\b|release-plz|goreleaser|release-it|standard-version|lerna|auto\s+shipit|nx\s+release|cz\s+bump|bump|gh\s+release\s+create|git\s+tag|git\s+push\s.*--(?:follow-)?tags|action-gh-release|create-release|release-action|ncipollo|semantic-version|tag-action|github-tag|jreleaser|ci-release|nbgv|gitversion/i;

/** Whether what users get can be traced to a version: by tags in the history, or by releases that start from tags or make them. */
export const versionedReleases: Check = {
  name: 'versioned-releases',
  run(view) {
    const { history, pipelines } = view.facts;
    if (history.known && history.releases > 0) {
      return yes([{ path: '.', detail: `${history.releases} version tags` }]);
    }
    const evidence: Evidence[] = [];
    const untagged: Evidence[] = [];
    for (const pipeline of pipelines) {
      const started = pipeline.triggers.find(({ event }) => event === 'tag' || event === 'release');
      if (started !== undefined)
        evidence.push({ path: pipeline.path, ...atLine(started.line), detail: `runs on ${started.event}` });
      for (const step of pipeline.jobs.flatMap((job) => job.steps)) {
        const texts = [step.uses?.name ?? '', ...step.commands.map(({ text }) => text.slice(0, 2_000))];
        const place = { path: step.path ?? pipeline.path, ...atLine(step.line) };
        if (texts.some((text) => TAGS.test(text))) evidence.push({ ...place, detail: 'a step tags what it releases' });
        else if (texts.some((text) => PUBLISHES.test(text) || PUBLISHING_ACTION.test(text)))
          untagged.push({ ...place, detail: 'publishes without a tag' });
      }
    }
    if (evidence.length > 0) return yes(evidence.slice(0, 3));
    if (untagged.length > 0) return no(untagged);
    return history.known ? no() : unknown();
  },
};
