#!/usr/bin/env bash
# durations 0.3.3 (reads lengths of time in Python): what it does not understand of a text it passes over in silence, so that a length that
# is written as on a clock is 0, and one that lacks its last unit loses its last number.
#
# Expected: "1:30:00" and "1h30" are an hour and a half, or an error as "1 hr" is one.
# Seen: 0 seconds, and one hour; "soon" is 0 seconds too. The package's own `valid_duration` says that each is one.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/env"
"$dir/env/bin/pip" install --quiet --disable-pip-version-check durations==0.3.3
cat >"$dir/wanted" <<'TEXT'
1h30m = 5400.0 valid
1h30 = 3600.0 valid
1:30:00 = 0.0 valid
00:45 = 0.0 valid
2 days, 3:04:05 = 172800.0 valid
90 = 0.0 valid
soon = 0.0 valid
1 hr = an error
TEXT
"$dir/env/bin/python" - >"$dir/seen" <<'PYTHON'
from durations import Duration
from durations.exceptions import ScaleFormatError
from durations.helpers import valid_duration

for text in ["1h30m", "1h30", "1:30:00", "00:45", "2 days, 3:04:05", "90", "soon", "1 hr"]:
    try:
        print(text, "=", Duration(text).to_seconds(), "valid" if valid_duration(text) else "not valid")
    except ScaleFormatError:
        print(text, "= an error")
PYTHON
echo "durations 0.3.3; most would expect the right number of seconds or an error in every line."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
