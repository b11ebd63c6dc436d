#!/usr/bin/env bash
# pulldown-cmark 0.13.6 (the CommonMark parser of Rust): with ENABLE_WIKILINKS the name of a page may hold brackets that close and open again,
# so that two brackets before and two behind make one link of all between them.
#
# Expected: "[[1] and [2]]" cites two sources, and "[[0, 1], [2, 3]]" is a list of lists: their brackets come in pairs of their own, as
# in "[[1] and 2]", which stays text. No page is called "1] and [2".
# Seen: a link over the whole, with the inner brackets left standing in its text.
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
        "As they said [[1] and [2]].",
        "The weights were [[0, 1], [2, 3]].",
        "As they said [[1] and 2].",
        "See [[INC-0214]].",
    ] {
        let mut shown = String::new();
        html::push_html(&mut shown, Parser::new_ext(text, Options::ENABLE_WIKILINKS));
        println!("{}", shown.replace('\n', ""));
    }
}
RUST
cat >"$dir/wanted" <<'TEXT'
<p>As they said <a href="1%5D%20and%20%5B2">1] and [2</a>.</p>
<p>The weights were <a href="0,%201%5D,%20%5B2,%203">0, 1], [2, 3</a>.</p>
<p>As they said [[1] and 2].</p>
<p>See <a href="INC-0214">INC-0214</a>.</p>
TEXT
(cd "$dir" && cargo run --quiet >seen)
echo "pulldown-cmark 0.13.6; most would expect a link in the last line alone."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
