#!/usr/bin/env bash
# svg-hush 0.9.7 (makes SVG safe to serve): it lays its output out with line breaks, between the spans of a text too, where a line break is
# a space that most browsers show.
#
# Expected: a label of two spans ("INC-" and a bold "0214", or "99" and a smaller ".95") comes out as it went in, since white space in a text
# is part of the picture.
# Seen: a line break stands between the spans, so that the label reads "INC- 0214" and "99 .95". With loose text on both sides of a span it writes none.
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
svg-hush = "=0.9.7"
TOML
cat >"$dir/src/main.rs" <<'RUST'
fn main() {
    for text in ["<tspan>INC-</tspan><tspan>0214</tspan>", "<tspan>99</tspan><tspan>.95</tspan>", "99<tspan>.95</tspan>%", "INC-0214"] {
        let picture = format!(r#"<svg xmlns="http://www.w3.org/2000/svg"><text>{text}</text></svg>"#);
        let mut shown = Vec::new();
        svg_hush::Filter::new().filter(&mut picture.as_bytes(), &mut shown).unwrap();
        let shown = String::from_utf8(shown).unwrap();
        let (_, inside) = shown.split_once("<text>").unwrap();
        let (inside, _) = inside.split_once("</text>").unwrap();
        let words = inside.replace("<tspan>", "").replace("</tspan>", "");
        println!("{:?}", words.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}
RUST
cat >"$dir/wanted" <<'TEXT'
"INC- 0214"
"99 .95"
"99.95%"
"INC-0214"
TEXT
(cd "$dir" && cargo run --quiet >seen)
echo "svg-hush 0.9.7; most would expect no space in any of these labels."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
