#!/usr/bin/env bash
# Material for MkDocs 9.8.2: its plugin for tags makes an address of each tag without its signs, and does not mind that two are the same.
#
# Expected: the tags "C", "C#" and "C++", or "SEV-1" and "sev 1", each lead to their own part of the page of tags, with a number added as for
# headings of the same name; or the build warns.
# Seen: three parts of the page have the id "tag:c", and two "tag:sev-1", so that a click on "C#" or "C++" lands among the write-ups of "C". A
# strict build says nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/env"
"$dir/env/bin/pip" install --quiet --disable-pip-version-check mkdocs==1.6.1 mkdocs-material==9.8.2
cat >"$dir/wanted" <<'TEXT'
C# in tag-1: ../tags/#tag:c
C++ in tag-2: ../tags/#tag:c
C in tag-3: ../tags/#tag:c
SEV-1 in tag-4: ../tags/#tag:sev-1
sev 1 in tag-5: ../tags/#tag:sev-1
ids on the page of tags: tag:c tag:c tag:c tag:sev-1 tag:sev-1
TEXT
mkdir "$dir/docs"
cat >"$dir/mkdocs.yml" <<'YAML'
site_name: Incidents
theme: { name: material, font: false }
plugins: [tags]
YAML
echo '# Incidents' >"$dir/docs/index.md"
printf '# Tags\n\n<!-- material/tags -->\n' >"$dir/docs/tags.md"
number=0
for tag in 'C#' 'C++' 'C' 'SEV-1' 'sev 1'; do
  number=$((number + 1))
  printf -- '---\ntags: ["%s"]\n---\n\n# A write-up\n' "$tag" >"$dir/docs/tag-$number.md"
done
(cd "$dir" && NO_MKDOCS_2_WARNING=1 env/bin/mkdocs build --quiet --strict)
(cd "$dir/site" && "$dir/env/bin/python" -) >"$dir/seen" <<'PYTHON'
import re

for number in range(1, 6):
    page = open(f"tag-{number}/index.html").read()
    link, tag = re.search(r'href="([^"]*#tag:[^"]*)" class="md-tag">([^<]*)<', page).groups()
    print(f"{tag} in tag-{number}: {link}")
print("ids on the page of tags:", *re.findall(r'<h2 id="([^"]*)"', open("tags/index.html").read()))
PYTHON
echo "Material for MkDocs 9.8.2; most would expect five different addresses."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
