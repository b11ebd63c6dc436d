#!/usr/bin/env bash
# rss-parser 3.13.0 (reads RSS and Atom in Node): of Atom content that is XHTML, all loose text comes first and the elements after it, put
# together by their names.
#
# Expected: "Run failover on db-1, then wait." stays a sentence. RFC 4287 lets a feed hold XHTML as elements, and status pages do.
# Seen: the words in another order, in the HTML and in the plain text alike, so that a step of a repair reads as another one. The same text
# escaped as HTML comes through well.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
(cd "$dir" && npm install --silent --no-audit --no-fund rss-parser@3.13.0)
cat >"$dir/wanted" <<'TEXT'
html: Run failover on db-1, then wait.
xhtml: Run  on , then wait.failoverdb-1
TEXT
cat >"$dir/finding.mjs" <<'JS'
import Parser from "rss-parser";

const text = "<p>Run <code>failover</code> on <b>db-1</b>, then wait.</p>";
const entry = (id, content) => `<entry><title>${id}</title><id>tag:status.example,2026:${id}</id>
<updated>2026-02-02T10:00:00Z</updated>${content}</entry>`;
const feed = await new Parser().parseString(`<feed xmlns="http://www.w3.org/2005/Atom"><title>Status</title>
<id>tag:status.example,2026:feed</id><updated>2026-02-02T10:00:00Z</updated>
${entry("html", `<content type="html">${text.replaceAll("<", "&lt;")}</content>`)}
${entry("xhtml", `<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${text}</div></content>`)}
</feed>`);
for (const { title, contentSnippet } of feed.items) console.log(`${title}: ${contentSnippet}`);
JS
node "$dir/finding.mjs" >"$dir/seen"
echo "rss-parser 3.13.0; most would expect the same words in both lines."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
