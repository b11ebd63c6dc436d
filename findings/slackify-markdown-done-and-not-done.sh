#!/usr/bin/env bash
# slackify-markdown 4.5.0 (turns Markdown into Slack's own marks): of a list of tasks it keeps the text and drops whether each is done; and a
# line that ends in two spaces ends in a backslash.
#
# Expected: done and open tasks look different, as "- [x]" itself would; and a line break is a line break, which Slack shows as one.
# Seen: both tasks are the same kind of bullet. Slack knows no backslash at the end of a line, so that the reader sees it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
(cd "$dir" && npm install --silent --no-audit --no-fund slackify-markdown@4.5.0)
cat >"$dir/wanted" <<'TEXT'
"•   Raise the limit\n•   Alert on the pool\n"
"10:00 paged\\\n10:05 acknowledged\n"
"10:00 paged\n10:05 acknowledged\n"
TEXT
cat >"$dir/finding.mjs" <<'JS'
import slackify from "slackify-markdown";

for (const text of ["- [x] Raise the limit\n- [ ] Alert on the pool", "10:00 paged  \n10:05 acknowledged", "10:00 paged\n10:05 acknowledged"])
  console.log(JSON.stringify(slackify(text)));
JS
node "$dir/finding.mjs" >"$dir/seen"
echo "slackify-markdown 4.5.0; most would expect to tell the first task from the second, and no backslash."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
