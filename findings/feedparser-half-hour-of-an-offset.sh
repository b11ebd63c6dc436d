#!/usr/bin/env bash
# feedparser 6.0.14 (reads RSS and Atom): of an ISO 8601 time whose offset has no colon, as `date +%FT%T%z` and many log writers make it, the
# minutes of the offset are dropped.
#
# Expected: 10:00 at +0530 is 04:30 UTC, as it is for "+05:30". Or, since RFC 3339 asks for the colon, no time at all.
# Seen: 05:00 UTC, half an hour late and without a word (`bozo` is not set). -0330 is off by half an hour the other way.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/env"
"$dir/env/bin/pip" install --quiet --disable-pip-version-check feedparser==6.0.14
cat >"$dir/wanted" <<'TEXT'
+05:30 04:30 UTC; bozo: False
+0530 05:00 UTC; bozo: False
-03:30 13:30 UTC; bozo: False
-0330 13:00 UTC; bozo: False
+0200 08:00 UTC; bozo: False
TEXT
"$dir/env/bin/python" - >"$dir/seen" <<'PYTHON'
import feedparser

for offset in ["+05:30", "+0530", "-03:30", "-0330", "+0200"]:
    feed = feedparser.parse(
        f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Status</title><id>tag:status.example,2026:feed</id>
        <updated>2026-02-02T10:00:00Z</updated><entry><title>Down</title><id>tag:status.example,2026:1</id>
        <updated>2026-02-02T10:00:00{offset}</updated></entry></feed>"""
    )
    print(offset, "%02d:%02d" % feed.entries[0].updated_parsed[3:5], "UTC; bozo:", bool(feed.bozo))
PYTHON
echo "feedparser 6.0.14; most would expect the second line to say 04:30 and the fourth 13:30, as those above them do."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
