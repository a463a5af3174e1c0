#!/usr/bin/env bash
# The step of action.yml: audits, annotates, writes the job summary and the outputs, and comments where it was asked to.
# In: AUDIT_*, and what the runner sets (GITHUB_ACTION_PATH, GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, RUNNER_TEMP …).
# The exit code is that of senior-audit.
set -uo pipefail

fail() {
  echo "::error title=senior-audit::$1"
  exit 3
}

command -v node > /dev/null || fail 'there is no Node.js on this runner: add actions/setup-node before'
work=$(mktemp -d "${RUNNER_TEMP:-/tmp}/senior-audit.XXXXXX") || fail 'no folder for the reports'
program=$GITHUB_ACTION_PATH/dist/cli/main.js
if [[ ! -f $program ]]; then
  # The version that belongs to this revision of the action. From a folder of its own: no setting of the audited repository counts.
  version=$(node -p 'require(process.argv[1]).version' "$GITHUB_ACTION_PATH/package.json") || fail 'the action is not complete'
  (cd "$work" && npm install --prefix "$work/npm" --ignore-scripts --no-audit --no-fund "senior-audit@$version" > "$work/npm.log" 2>&1) ||
    fail "senior-audit $version could not be installed"
  program=$work/npm/node_modules/senior-audit/dist/cli/main.js
fi

report=$work/report.json
comment=$work/comment.md
args=(--format github --format "json=$report" --format "markdown=$comment")
read -r -d '' -a formats <<< "${AUDIT_FORMAT:-}"
for format in "${formats[@]}"; do
  [[ $format == *=* ]] || fail 'input format: expected FORMAT=FILE; annotations and the summary are written anyway'
  args+=(--format "$format")
done
[[ -n ${AUDIT_FAIL_ON:-} ]] && args+=("--fail-on=$AUDIT_FAIL_ON")
[[ -n ${AUDIT_SINCE:-} ]] && args+=("--since=$AUDIT_SINCE")
[[ -n ${AUDIT_BASELINE:-} ]] && args+=("--baseline=$AUDIT_BASELINE")

# --format github appends the summary to GITHUB_STEP_SUMMARY by itself.
node "$program" audit "${args[@]}" -- "${AUDIT_PATH:-.}"
status=$?
[[ -s $report ]] || exit "$status"

node -e '
  const { context, summary } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
  const { critical, warning, info, excess } = summary;
  const outputs = { critical, warning, info, excess, kind: context.kind, report: process.argv[1], comment: process.argv[2] };
  for (const [name, value] of Object.entries(outputs)) console.log(`${name}=${value}`);
' "$report" "$comment" >> "$GITHUB_OUTPUT"

# Posts a comment on the pull request, or updates the one that was posted before.
post() {
  local number login known issue
  number=$(node -p 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8")).pull_request?.number ?? ""' "$GITHUB_EVENT_PATH")
  [[ $number =~ ^[0-9]+$ ]] || return 0
  issue=repos/$GITHUB_REPOSITORY/issues
  # The token of a workflow belongs to no user.
  login=$(gh api user --jq .login 2> /dev/null) || login='github-actions[bot]'
  known=$(gh api --paginate "$issue/$number/comments" --jq ".[] | select(.user.login == \"$login\" and (.body | startswith(\"<!-- senior-audit -->\"))) | .id") ||
    return 1
  if [[ -n $known ]]; then
    gh api --method PATCH "$issue/comments/${known%%$'\n'*}" --field "body=@$comment" > /dev/null
  else
    gh api --method POST "$issue/$number/comments" --field "body=@$comment" > /dev/null
  fi
}

if [[ ${AUDIT_COMMENT:-} == true && -n ${AUDIT_TOKEN:-} && -n ${GITHUB_EVENT_PATH:-} ]]; then
  GH_TOKEN=$AUDIT_TOKEN post || echo '::warning title=senior-audit::the comment could not be posted: does the job have pull-requests: write?'
fi
exit "$status"
