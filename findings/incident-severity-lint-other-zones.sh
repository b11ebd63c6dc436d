#!/usr/bin/env bash
# incident-severity-lint 0.1.0 (checks records of incidents): it compares the two times of a record letter by letter, so that times of two
# zones may be in the wrong order, in both directions, and so may two of one zone.
#
# Expected: started 10:00 UTC and detected 11:10+01:00 is ten minutes later; started 10:00+02:00 and detected 09:00Z is an hour later.
# Seen: the second is told to be wrong, and a detection two hours before the start is not. Half a second after a whole one is "before" it as
# well. The delay that it promises is the two times with a minus between them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/env"
"$dir/env/bin/pip" install --quiet --disable-pip-version-check incident-severity-lint==0.1.0
cat >"$dir/wanted" <<'TEXT'
note: detection delay 2026-02-02T10:10:00Z - 2026-02-02T10:00:00Z (this is your MTTD)
note: detection delay 2026-02-02T11:10:00+01:00 - 2026-02-02T10:00:00Z (this is your MTTD)
detected_at (2026-02-02T09:00:00Z) is before started_at (2026-02-02T10:00:00+02:00) - one of them is wrong
note: detection delay 2026-02-02T10:30:00+02:30 - 2026-02-02T10:00:00Z (this is your MTTD)
detected_at (2026-02-02T10:00:00.5Z) is before started_at (2026-02-02T10:00:00Z) - one of them is wrong
TEXT
"$dir/env/bin/python" - >"$dir/seen" <<'PYTHON'
from incident_severity_lint import lint

for started, detected in [
    ("2026-02-02T10:00:00Z", "2026-02-02T10:10:00Z"),
    ("2026-02-02T10:00:00Z", "2026-02-02T11:10:00+01:00"),
    ("2026-02-02T10:00:00+02:00", "2026-02-02T09:00:00Z"),
    ("2026-02-02T10:00:00Z", "2026-02-02T10:30:00+02:30"),
    ("2026-02-02T10:00:00Z", "2026-02-02T10:00:00.5Z"),
]:
    told = lint({"started_at": started, "detected_at": detected})
    print(next(line for line in told if "detect" in line and "missing" not in line))
PYTHON
echo "incident-severity-lint 0.1.0; most would expect the fourth line alone to find fault."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
