import type { Commit } from '../../../repository/repository.ts';
import type { Check } from '../../check.ts';
import { no, yes } from '../../outcome.ts';

/**
 * Bots that propose new versions of dependencies and can be set up elsewhere. Not Dependabot: without a configuration here it
 * mends only what has published holes.
 */
const UPDATE_BOT =
  /\[bot\]|\b(?:renovate|scala[-_ ]?steward|pyup|depfu|snyk|mend|whitesource|updatecli)\b|\b\w*upgrader\b/i;
const OTHER_BOT = /dependabot|pre-commit-ci|allcontributors|semantic-release|release-please/i;
const UPDATE =
  /\b(?:bump|update|upgrade|pin)\b.{0,120}(?:\bto v?\d|\bdep|\bdigests?\b|\block|\bplugin|\bmodule)|lock file maintenance/i;

/** The account with which a team updates by a script of its own. Bots bump versions of what they release, too. */
const TEAM_BOT = /[-_ ](?:bot|robot)\b|devops|automation/i;
const TEAM_UPDATE =
  /^\W*(?:\w+(?:\([\w-]*\))?!?: )?(?:bump|update|upgrade)s?\b.{0,60}\b(?:dependenc(?:y|ies)|deps|gems|packages|lock ?files?)\b/i;

/** How many of the newest commits are looked at: a bot that was switched off long ago updates nothing. */
const RECENT = 150;
/** Single security fixes come without any set-up; a steady stream does not. */
const STEADY = 12;

/** Commits that are looked at for a bot that is seldom listened to. */
const LOOKED_AT = 1_000;
/** What Renovate calls its branches, in the subject of a merge. */
const BRANCH = /(?:^|[\s'/:])renovate\/[\w.-]/;

/**
 * Whether a bot keeps updating dependencies, though its configuration may lie elsewhere; with `any`, whether one ever did.
 * Without history: no.
 */
export const updateBotCommits: Check = {
  name: 'update-bot-commits',
  run(view, options) {
    if (options.any === true) {
      const all = view.facts.record?.commits.slice(0, LOOKED_AT) ?? [];
      const found = all.find((commit) => isUpdate(commit) || BRANCH.test(commit.subject.slice(0, 200)));
      return found === undefined ? no() : yes([{ path: '.', detail: `"${found.subject.slice(0, 80)}"` }]);
    }
    const commits = view.facts.record?.commits.slice(0, RECENT) ?? [];
    const updates = commits.filter(isUpdate);
    const [latest] = updates;
    if (latest === undefined || updates.length < STEADY) return no();
    const detail = `${updates.length} of the newest ${commits.length} commits are by ${latest.author}`;
    return yes([{ path: '.', detail }]);
  },
};

function isUpdate(commit: Commit): boolean {
  const author = `${commit.author} ${commit.email}`;
  if (OTHER_BOT.test(author)) return false;
  const subject = commit.subject.slice(0, 200);
  return (
    (UPDATE_BOT.test(author) && UPDATE.test(subject)) || (TEAM_BOT.test(commit.author) && TEAM_UPDATE.test(subject))
  );
}
