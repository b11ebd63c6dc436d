#!/usr/bin/env bash
# pulldown-cmark 0.13.6 (the CommonMark parser of Rust): with ENABLE_HEADING_ATTRIBUTES whatever stands in braces at the end of a heading is
# an attribute, also without a space before it and without "=" in it.
#
# Expected: "GET /v1/{tenant}" and "Deploy to ${REGION}" keep their ends, since neither holds "#id", ".class" nor "key=value".
# Seen: the text goes and an attribute called "tenant" comes, so that a sanitiser takes away the last trace of it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/src"
cat >"$dir/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.0.0"
edition = "2021"

[dependencies]
pulldown-cmark = "=0.13.6"
TOML
cat >"$dir/src/main.rs" <<'RUST'
use pulldown_cmark::{Options, Parser, html};

fn main() {
    for text in ["A {#id}", "GET /v1/{tenant}", "Deploy to ${REGION}", "Error {42}", "{tenant}"] {
        let mut shown = String::new();
        html::push_html(&mut shown, Parser::new_ext(&format!("# {text}"), Options::ENABLE_HEADING_ATTRIBUTES));
        println!("{}", shown.trim());
    }
}
RUST
cat >"$dir/wanted" <<'TEXT'
<h1 id="id">A</h1>
<h1 tenant="">GET /v1/</h1>
<h1 REGION="">Deploy to $</h1>
<h1 42="">Error</h1>
<h1 tenant=""></h1>
TEXT
(cd "$dir" && cargo run --quiet >seen)
echo "pulldown-cmark 0.13.6; most would expect braces to go from the first line alone."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
