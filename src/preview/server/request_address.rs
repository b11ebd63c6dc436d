//! The path of a request becomes an address of the output, such as `incidents/2024/x.html`.
//!
//! Decoded exactly once. An address is only ever looked up, never opened.

use percent_encoding::percent_decode_str;

/// The path without its first `/`, decoded; nothing when it does not begin with one or is not percent-encoded UTF-8.
pub(super) fn decoded(path: &str) -> Option<String> {
    let path = path.strip_prefix('/')?;
    let hex = |after: &str| after.len() >= 2 && after.bytes().take(2).all(|byte| byte.is_ascii_hexdigit());
    if !path.split('%').skip(1).all(hex) {
        return None;
    }
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    (!decoded.contains(char::is_control)).then(|| decoded.into_owned())
}

/// The address of a decoded path: a folder's is that of its `index.html`. Nothing for a path that no file can have.
pub(super) fn address(path: &str) -> Option<String> {
    let address = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
    let sound = |segment: &str| !matches!(segment, "" | "." | "..") && !segment.contains('\\');
    address.split('/').all(sound).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str) -> Option<String> {
        address(&decoded(path)?)
    }

    #[test]
    fn a_path_names_one_address() {
        for (path, address) in [
            ("/", "index.html"),
            ("/incidents/", "incidents/index.html"),
            ("/incidents", "incidents"),
            ("/incidents/2024/x.html", "incidents/2024/x.html"),
            ("/incidents%2F2024%2fx.html", "incidents/2024/x.html"),
            ("/terms/caf%C3%A9%20noir.html", "terms/café noir.html"),
            ("/100%25.html", "100%.html"),
            ("/%252e%252e/x", "%2e%2e/x"),
            ("/a+b.html", "a+b.html"),
            ("/...", "..."),
        ] {
            assert_eq!(of(path).as_deref(), Some(address), "{path}");
        }
    }

    #[test]
    fn a_path_that_leads_elsewhere_names_none() {
        for path in [
            "",
            "*",
            "http://x/",
            "//",
            "//x",
            "/a//b",
            "/.",
            "/..",
            "/../x",
            "/a/../x",
            "/a/./x",
            "/a/..",
            "/%2e%2e/x",
            "/..%2fx",
            "/a%2F..%2Fx",
            "/%2F",
            "/..\\x",
            "/a\\b",
            "/a%5cb",
            "/%00",
            "/x%00.html",
            "/x%0a",
            "/%",
            "/%4",
            "/%zz",
            "/%+1",
            "/%ff",
            "/%c0%ae%c0%ae/x",
            "/%ed%a0%80",
            "/../",
            "/a/../",
        ] {
            assert_eq!(of(path), None, "{path}");
        }
    }
}
