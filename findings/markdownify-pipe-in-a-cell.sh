#!/usr/bin/env bash
# markdownify 1.2.3 (turns HTML into Markdown): a pipe inside code of a table's cell is left as it is, so that the row has more cells than
# the table, and what is over is dropped when it is shown. `escape_misc=True` helps loose text only.
#
# Expected: a timeline exported as HTML keeps its commands. Its tables are written for GitHub's Markdown, where a pipe in a cell needs a
# backslash, in code as well.
# Seen: `kubectl get pods | grep api` ends at the pipe once cmarkgfm 2025.10.22 (GitHub's own parser) has read it; the command's rest is gone.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/env"
"$dir/env/bin/pip" install --quiet --disable-pip-version-check markdownify==1.2.3 cmarkgfm==2025.10.22
cat >"$dir/wanted" <<'TEXT'
| 10:00 | ran `kubectl get pods | grep api` |
['<td>10:00</td>', '<td>ran `kubectl get pods</td>']
| 10:00 | ran `kubectl get pods | grep api` |
['<td>10:00</td>', '<td>ran `kubectl get pods</td>']
TEXT
"$dir/env/bin/python" - >"$dir/seen" <<'PYTHON'
import cmarkgfm
from markdownify import markdownify

table = """<table><tr><th>Time</th><th>What</th></tr>
<tr><td>10:00</td><td>ran <code>kubectl get pods | grep api</code></td></tr></table>"""
for misc in [False, True]:
    text = markdownify(table, escape_misc=misc).strip()
    row = text.splitlines()[-1]
    shown = cmarkgfm.github_flavored_markdown_to_html(text)
    print(row)
    print([line for line in shown.splitlines() if line.startswith("<td>")])
PYTHON
echo "markdownify 1.2.3; most would expect the whole command in the second cell."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
