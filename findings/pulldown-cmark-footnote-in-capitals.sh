#!/usr/bin/env bash
# pulldown-cmark 0.13.6 (the CommonMark parser of Rust): with ENABLE_FOOTNOTES a reference finds its note whatever the case of its letters,
# but the HTML that it writes keeps the case on both sides.
#
# Expected: "[^RCA]" leads to the note "[^rca]:", and both have the number 1: that they are one note is what made it a reference at all.
# Seen: the link leads to "#RCA", the note is "rca" and has the number 2. With another name than the note's, it stays text as it should.
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
use pulldown_cmark::{html, Options, Parser};

fn main() {
    for text in [
        "A pool ran dry[^rca].\n\n[^rca]: See the review.",
        "A pool ran dry[^RCA].\n\n[^rca]: See the review.",
        "A pool ran dry[^rcb].\n\n[^rca]: See the review.",
    ] {
        let mut shown = String::new();
        html::push_html(&mut shown, Parser::new_ext(text, Options::ENABLE_FOOTNOTES));
        println!("{}", shown.replace('\n', ""));
    }
}
RUST
cat >"$dir/wanted" <<'TEXT'
<p>A pool ran dry<sup class="footnote-reference"><a href="#rca">1</a></sup>.</p><div class="footnote-definition" id="rca"><sup class="footnote-definition-label">1</sup><p>See the review.</p></div>
<p>A pool ran dry<sup class="footnote-reference"><a href="#RCA">1</a></sup>.</p><div class="footnote-definition" id="rca"><sup class="footnote-definition-label">2</sup><p>See the review.</p></div>
<p>A pool ran dry[^rcb].</p><div class="footnote-definition" id="rca"><sup class="footnote-definition-label">1</sup><p>See the review.</p></div>
TEXT
(cd "$dir" && cargo run --quiet >seen)
echo "pulldown-cmark 0.13.6; most would expect link and note of the second line to have one name and one number."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
