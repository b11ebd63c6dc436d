//! The name of a file becomes its content type.

/// The content type of the file at `address`. Text is UTF-8, as everything that a build writes.
pub(super) fn kind(address: &str) -> String {
    let kind = mime_guess::from_path(address).first_raw().unwrap_or("application/octet-stream");
    let is_text = kind.starts_with("text/")
        || ["json", "javascript", "xml"]
            .iter()
            .any(|end| kind.strip_suffix(end).is_some_and(|k| k.ends_with(['/', '+'])));
    if is_text { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_a_build_writes_has_a_type() {
        for (name, expected) in [
            ("index.html", "text/html; charset=utf-8"),
            ("assets/css/prose.css", "text/css; charset=utf-8"),
            ("search/manifest.js", "text/javascript; charset=utf-8"),
            ("incidents.json", "application/json; charset=utf-8"),
            ("actions/actions.csv", "text/csv; charset=utf-8"),
            ("feed.xml", "text/xml; charset=utf-8"),
            ("incidents/x.md", "text/markdown; charset=utf-8"),
            ("llms.txt", "text/plain; charset=utf-8"),
            ("a.svg", "image/svg+xml; charset=utf-8"),
            ("a.PNG", "image/png"),
            ("a.jpg", "image/jpeg"),
            ("a.webp", "image/webp"),
            ("a.avif", "image/avif"),
            ("a.gif", "image/gif"),
            ("a.ico", "image/x-icon"),
            ("a.mp4", "video/mp4"),
            ("a.webm", "video/webm"),
            ("a.mp3", "audio/mpeg"),
            ("a.vtt", "text/vtt; charset=utf-8"),
            ("a.woff2", "font/woff2"),
            ("a.pdf", "application/pdf"),
            ("a.zip", "application/zip"),
            ("a.what", "application/octet-stream"),
            ("LICENSE", "application/octet-stream"),
        ] {
            assert_eq!(kind(name), expected, "{name}");
        }
    }
}
