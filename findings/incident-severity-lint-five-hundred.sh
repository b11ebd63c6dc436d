#!/usr/bin/env bash
# incident-severity-lint 0.1.0 (checks records of incidents): an impact that says how many people it hit is taken for a technical symptom if
# "500" stands in the number, as an error 500 would be. So is one with "stack" inside another word.
#
# Expected: "1500 customers could not pay" says what people could not do, which is what the rule asks for.
# Seen: it is told to say what users could not do, and so is "2500"; "1400 customers could not pay" passes. A "haystack" is a stack.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/env"
"$dir/env/bin/pip" install --quiet --disable-pip-version-check incident-severity-lint==0.1.0
cat >"$dir/wanted" <<'TEXT'
1400 customers could not pay = fine
1500 customers could not pay = technical
Shops lost 2500 orders = technical
Nobody could open the Haystack app = technical
HTTP 500 from the gateway = technical
TEXT
"$dir/env/bin/python" - >"$dir/seen" <<'PYTHON'
from incident_severity_lint import lint

for impact in [
    "1400 customers could not pay",
    "1500 customers could not pay",
    "Shops lost 2500 orders",
    "Nobody could open the Haystack app",
    "HTTP 500 from the gateway",
]:
    told = lint({"severity": "SEV1", "impact": impact})
    print(impact, "=", "technical" if any("technical symptom" in line for line in told) else "fine")
PYTHON
echo "incident-severity-lint 0.1.0; most would expect the last line alone to be technical."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
