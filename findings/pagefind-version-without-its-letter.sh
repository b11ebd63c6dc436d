#!/usr/bin/env bash
# Pagefind 1.6.0 (search for static sites): a version is found by its end and by its beginning with the "v", but not by its number.
#
# Expected: "1.29.3" and "1.29" find the page that says "v1.29.3", since "v1.29", "29.3" and "29" do.
# Seen: they find nothing.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
echo '{"type": "module"}' >"$dir/package.json"
(cd "$dir" && npm install --silent --no-audit --no-fund pagefind@1.6.0)
cat >"$dir/wanted" <<'TEXT'
v1.29.3: /proxy.html
v1.29: /proxy.html
29.3: /proxy.html
29: /proxy.html
1.29.3:
1.29:
TEXT
mkdir "$dir/site"
page() {
  printf '<!doctype html><html lang="en"><head><title>%s</title></head><body><main><h1>%s</h1><p>%s</p></main></body></html>' \
    "$2" "$2" "$3" >"$dir/site/$1.html"
}
page proxy 'Proxy drops packets' 'It ran v1.29.3 of its image.'
page checkout 'Checkout errors' 'The database was slow.'
(cd "$dir" && node_modules/.bin/pagefind --site site >/dev/null)
cat >"$dir/finding.mjs" <<'JS'
import fs from "node:fs";
import { pathToFileURL } from "node:url";

// Its search is made for browsers: files stand in for the network.
const folder = new URL("site/pagefind/", import.meta.url).pathname;
globalThis.window = globalThis;
globalThis.location = pathToFileURL(folder);
globalThis.document = { currentScript: null, querySelector: () => ({ getAttribute: () => "en" }) };
globalThis.fetch = async (from) => new Response(fs.readFileSync(String(from).replace(/^file:\/\//, "").replace(/\?.*/, "")));
const pagefind = await import(pathToFileURL(`${folder}pagefind.js`));
await pagefind.options({ basePath: folder, baseUrl: "/" });
await pagefind.init();
for (const text of ["v1.29.3", "v1.29", "29.3", "29", "1.29.3", "1.29"]) {
  const { results } = await pagefind.search(text);
  const found = await Promise.all(results.map(async (one) => (await one.data()).url));
  console.log([`${text}:`, ...found].join(" "));
}
process.exit(0);
JS
node "$dir/finding.mjs" >"$dir/seen"
echo "Pagefind 1.6.0; most would expect the page in every line."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
