#!/usr/bin/env bash
# Runs the check for action.yml, with a report and a comment as files. The gate's answer is an output, not the end of
# this step: the comment comes first.
set -euo pipefail

results=$(mktemp -d "${RUNNER_TEMP:-/tmp}/athena-dryrun.XXXXXX")
report=$results/report.json
comment=$results/comment.md
errors=$results/errors.txt
words=(check --format github --output "json=$report" --output "markdown=$comment")

if [ -n "$BASE_REF" ]; then words+=(--base-ref "$BASE_REF"); fi
while IFS= read -r line; do
  if [ -n "$line" ]; then words+=("$line"); fi
done <<<"$ARGUMENTS"
words+=(--)
while IFS= read -r line; do
  if [ -n "$line" ]; then words+=("$line"); fi
done <<<"$FILES"

code=0
node "$GITHUB_ACTION_PATH/dist/estimator/cli.js" "${words[@]}" 2>"$errors" || code=$?
cat "$errors" >&2
if [ ! -f "$report" ]; then
  node "$GITHUB_ACTION_PATH/action/tell-failure.mjs" "$errors" "$comment" "$code"
fi

{
  echo "exit-code=$code"
  echo "comment=$comment"
  if [ -f "$report" ]; then
    echo "report=$report"
    node -e '
      const { check, total } = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
      console.log(`verdict=${check.verdict}`);
      console.log(`bytes-scanned=${total.bytesScanned.likely ?? ""}`);
      console.log(`usd=${total.usd.likely ?? ""}`);
    ' "$report"
  else
    echo "verdict=error"
  fi
} >>"$GITHUB_OUTPUT"
