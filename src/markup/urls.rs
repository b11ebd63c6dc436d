//! Two addresses become the relative URL that leads from one to the other.
//!
//! An address is a path below the output folder with `/` between its parts, not percent-encoded. Nothing else in
//! the crate builds an internal URL.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands as it is in a segment of a path, RFC 3986's unreserved characters, `@` and `,`; and what parts segments.
const ENCODED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@').remove(b',').remove(b'/');

/// The URL that leads from the page at `from` to the file at `to`.
///
/// Relative and percent-encoded, so that it works from disk and under any path. A `from` that begins with `/` is a
/// place on a server instead (the not-found page, which answers at any depth): the URL then begins with its folder.
pub(crate) fn relative(from: &str, to: &str) -> String {
    if from.starts_with('/') {
        let folder = &from[..=from.rfind('/').unwrap_or(0)];
        return format!("{}{}", encode(folder), encode(to));
    }
    let folder = |address: &str| address.rfind('/').map_or(0, |at| at + 1);
    let mut shared = 0;
    for (at, (here, there)) in from.bytes().zip(to.bytes()).take(folder(from).min(folder(to))).enumerate() {
        match here {
            _ if here != there => break,
            b'/' => shared = at + 1,
            _ => {}
        }
    }
    let up = from[shared..].bytes().filter(|byte| *byte == b'/').count();
    let mut url = String::with_capacity(3 * up + to.len() - shared + 8);
    (0..up).for_each(|_| url.push_str("../"));
    encode_into(&to[shared..], &mut url);
    url
}

/// The address as part of a URL: every segment percent-encoded.
pub(crate) fn encode(address: &str) -> String {
    let mut url = String::with_capacity(address.len());
    encode_into(address, &mut url);
    url
}

fn encode_into(address: &str, url: &mut String) {
    utf8_percent_encode(address, ENCODED).for_each(|piece| url.push_str(piece));
}

/// The absolute URL of `address` on the published site.
pub(crate) fn absolute(base_url: &str, address: &str) -> String {
    format!("{}/{}", base_url.trim_end_matches('/'), encode(address))
}

/// The path of `base_url`, with a `/` at both ends; `None` when it has no host.
pub(crate) fn base_path(base_url: &str) -> Option<String> {
    let rest = base_url.strip_prefix("https://").or_else(|| base_url.strip_prefix("http://"))?;
    let path = rest.find('/').map_or("", |at| &rest[at..]);
    Some(format!("/{}", path.trim_matches('/')).trim_end_matches('/').to_owned() + "/")
}

/// The address and the anchor that a relative `url` on the page at `from` leads to; `None` when it leads out of the site.
pub(crate) fn target(from: &str, url: &str) -> Option<(String, Option<String>)> {
    let (path, anchor) = url.split_once('#').map_or((url, None), |(path, anchor)| (path, Some(anchor)));
    let path = path.split('?').next().unwrap_or(path);
    if path.is_empty() || path.starts_with('/') || path.split('/').next().is_some_and(|first| first.contains(':')) {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some((decoded(&parts[..].join("/")), anchor.map(str::to_owned)))
}

/// `text` without percent-encoding.
pub(crate) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// `url`, when it leads out of the site by a scheme that cannot act.
pub(crate) fn external(url: &str) -> Option<&str> {
    let url = url.trim();
    let scheme = url.split_once(':')?.0.to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel").then_some(url)
}

/// A configured pattern such as `https://forge/edit/{path}` with its gaps filled, percent-encoded.
pub(crate) fn fill(pattern: &str, gaps: &[(&str, &str)]) -> Option<String> {
    let mut url = pattern.to_owned();
    for (gap, value) in gaps {
        url = url.replace(&format!("{{{gap}}}"), &encode(value));
    }
    external(&url).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_reaches_its_neighbours_relatives_and_the_root() {
        assert_eq!(relative("incidents/2024/x.html", "incidents/2024/y.html"), "y.html");
        assert_eq!(relative("incidents/2024/x.html", "services/checkout.html"), "../../services/checkout.html");
        assert_eq!(relative("incidents/2024.html", "incidents/2024/x.html"), "2024/x.html");
        assert_eq!(relative("index.html", "index.html"), "index.html");
        assert_eq!(relative("a/b/x.html", "index.html"), "../../index.html");
        assert_eq!(relative("a/index.html", "a/b/c.html"), "b/c.html");
    }

    #[test]
    fn segments_are_percent_encoded() {
        assert_eq!(relative("index.html", "a b/c#d%é.html"), "a%20b/c%23d%25%C3%A9.html");
        assert_eq!(relative("x.html", "a:b.html"), "a%3Ab.html");
        assert_eq!(relative("x.html", "障害.html"), "%E9%9A%9C%E5%AE%B3.html");
    }

    #[test]
    fn the_not_found_page_points_at_the_folder_of_the_base_url() {
        let here = format!("{}404.html", base_path("https://host/a/b").expect("a host"));
        assert_eq!(relative(&here, "assets/css/prose.css"), "/a/b/assets/css/prose.css");
        assert_eq!(base_path("https://host").as_deref(), Some("/"));
    }

    #[test]
    fn a_relative_url_leads_back_to_the_address() {
        for (from, to) in [("a/b/x.html", "a/c d/ü.html"), ("x.html", "a:b.html"), ("a/x.html", "x.html")] {
            assert_eq!(target(from, &relative(from, to)), Some((to.to_owned(), None)));
        }
        assert_eq!(target("a/x.html", "y.html?q#z"), Some((String::from("a/y.html"), Some(String::from("z")))));
        for out in ["https://h.example/", "/y.html", "//h.example", "../../y.html", "#z"] {
            assert_eq!(target("a/x.html", out), None, "{out}");
        }
    }

    #[test]
    fn schemes_that_could_act_are_refused() {
        assert_eq!(external("javascript:alert(1)"), None);
        assert_eq!(external(" https://example.org "), Some("https://example.org"));
        assert_eq!(fill("https://f/{path}", &[("path", "a b/ü.md")]).as_deref(), Some("https://f/a%20b/%C3%BC.md"));
    }
}
