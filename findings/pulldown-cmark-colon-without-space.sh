#!/usr/bin/env bash
# pulldown-cmark 0.13.6 (the CommonMark parser of Rust): with ENABLE_DEFINITION_LIST a line that begins with an emoji's short name makes the
# paragraph before it a term, and the short name loses its first colon. A line of nothing but colons does the same.
#
# Expected: ":warning: watch the queue" stays text, since Pandoc and PHP Markdown Extra, who have these lists, ask for white space after
# the colon.
# Seen: "Rolled back" becomes a <dt> and "warning: watch the queue" its <dd>, in items of lists too, and over an empty line.
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
    for text in [
        "Rolled back\n: a fire door",
        "Rolled back\n:warning: watch the queue",
        "Rolled back\n\n:warning: watch the queue",
        "- Rolled back\n  :fire: again",
        "Rolled back\n:::",
        ":warning: watch the queue",
    ] {
        let mut shown = String::new();
        html::push_html(&mut shown, Parser::new_ext(text, Options::ENABLE_DEFINITION_LIST));
        println!("{}", shown.replace('\n', ""));
    }
}
RUST
cat >"$dir/wanted" <<'TEXT'
<dl><dt>Rolled back</dt><dd>a fire door</dd></dl>
<dl><dt>Rolled back</dt><dd>warning: watch the queue</dd></dl>
<dl><dt>Rolled back</dt><dd><p>warning: watch the queue</p></dd></dl>
<ul><li><dl><dt>Rolled back</dt><dd>fire: again</dd></dl></li></ul>
<dl><dt>Rolled back</dt><dd>::</dd></dl>
<p>:warning: watch the queue</p>
TEXT
(cd "$dir" && cargo run --quiet >seen)
echo "pulldown-cmark 0.13.6; most would expect a list of definitions in the first line alone."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
