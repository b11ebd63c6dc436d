#!/usr/bin/env bash
# feed-rs 3.0.0 (reads feeds in Rust): Atom content that is XHTML comes back with an end tag for every element, those that HTML gives none
# too.
#
# Expected: <br/> comes back as <br/> or <br>. The content is asked for as a string, to be shown in a page.
# Seen: <br></br>. HTML takes </br> for another <br>, so that each line break of an update is two (here ammonia 4.2.4 tells what HTML makes
# of it). The type is given as "application/xhtml", which is none; XHTML's is "application/xhtml+xml".
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
feed-rs = { version = "=3.0.0", default-features = false }
TOML
cat >"$dir/src/main.rs" <<'RUST'
fn main() {
    let text = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Status</title><id>tag:status.example,2026:feed</id>
        <updated>2026-02-02T10:00:00Z</updated><entry><title>Down</title><id>tag:status.example,2026:1</id>
        <updated>2026-02-02T10:00:00Z</updated><content type="xhtml"><div
        xmlns="http://www.w3.org/1999/xhtml"><p>10:00 paged<br/>10:05 acknowledged</p></div></content></entry></feed>"#;
    let feed = feed_rs::parser::parse(text.as_bytes()).unwrap();
    let content = feed.entries[0].content.as_ref().unwrap();
    let body = content.body.as_deref().unwrap();
    println!("type: {}", content.content_type);
    println!("body: {body}");
    println!("in HTML: {}", ammonia::clean(body));
}
RUST
cat >"$dir/wanted" <<'TEXT'
type: application/xhtml
body: <p>10:00 paged<br></br>10:05 acknowledged</p>
in HTML: <p>10:00 paged<br><br>10:05 acknowledged</p>
TEXT
(cd "$dir" && cargo run --quiet >seen)
echo "feed-rs 3.0.0; most would expect one line break in each line."
cat "$dir/seen"
diff "$dir/wanted" "$dir/seen" || { echo "it behaves otherwise now" >&2; exit 1; }
