#!/usr/bin/env bash
# prometheus_client 0.26.0 (Python): its parser of Prometheus' text format gives a counter another name than the text has, if the name lacks
# "_total".
#
# Expected: the sample "incidents 3" is called "incidents", as in the text, in Prometheus itself, and as a gauge or an untyped one is.
# Seen: "incidents_total", which no query finds. The format (0.0.4) asks for no ending; only OpenMetrics, whose parser is another, does.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/env"
"$dir/env/bin/pip" install --quiet --disable-pip-version-check prometheus_client==0.26.0
cat >"$dir/wanted" <<'TEXT'
gauge incidents = incidents
gauge incidents_total = incidents_total
untyped incidents = incidents
untyped incidents_total = incidents_total
counter incidents = incidents_total
counter incidents_total = incidents_total
TEXT
"$dir/env/bin/python" - >"$dir/seen" <<'PYTHON'
from prometheus_client.parser import text_string_to_metric_families

for kind in ["gauge", "untyped", "counter"]:
    for name in ["incidents", "incidents_total"]:
        for family in text_string_to_metric_families(f"# TYPE {name} {kind}\n{name} 3\n"):
            for sample in family.samples:
                print(kind, name, "=", sample.name)
PYTHON
echo "prometheus_client 0.26.0; most would expect the name at the end of each line to be the one before it."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
