#!/usr/bin/env bash
# ammonia 4.2.4 (the HTML sanitiser of Rust): of an element that is not allowed the text stays, unless the element is called as one of
# SVG or MathML is. Then the text goes with it, and when it is never closed, all that follows as well.
#
# Expected: `<domain>inside</domain>` loses its tags as `<service>inside</service>` does, and "inside" stays: neither name is allowed and
# neither is among `clean_content_tags`.
# Seen: "inside" is gone. Who writes placeholders in angle brackets (`<domain>`, `<list>`, `<filter>`) loses what stands after them.
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
ammonia = "=4.2.4"
TOML
cat >"$dir/src/main.rs" <<'RUST'
fn main() {
    for name in ["service", "region", "domain", "list", "filter", "card"] {
        let html = format!("<p>before</p><{name}>inside</{name}><p>after</p>");
        println!("{name}: {}", ammonia::clean(&html));
    }
    println!("open: {}", ammonia::clean("<p>before</p><domain><p>after</p>"));
}
RUST
cat >"$dir/wanted" <<'TEXT'
service: <p>before</p>inside<p>after</p>
region: <p>before</p>inside<p>after</p>
domain: <p>before</p><p>after</p>
list: <p>before</p><p>after</p>
filter: <p>before</p><p>after</p>
card: <p>before</p><p>after</p>
open: <p>before</p>
TEXT
(cd "$dir" && cargo run --quiet >seen)
echo "ammonia 4.2.4; most would expect \"inside\" in every line, and \"after\" in the last."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "the behaviour has changed"; exit 1; }
