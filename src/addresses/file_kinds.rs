//! An address becomes what its ending says of the file.

/// Whether browsers show the file as a picture.
pub(crate) fn is_picture(address: &str) -> bool {
    let path = address.split(['#', '?']).next().unwrap_or(address);
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_lowercase()).unwrap_or_default();
    ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "bmp", "ico"].contains(&extension.as_str())
}

/// The content type of the file at `address`. Text is UTF-8, as everything that a build writes.
pub(crate) fn content_type(address: &str) -> String {
    let kind = kind(address);
    if is_text_kind(kind) { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

/// Whether the file at `address` is text, which compression makes smaller.
pub(crate) fn is_text(address: &str) -> bool {
    is_text_kind(kind(address))
}

fn kind(address: &str) -> &'static str {
    mime_guess::from_path(address).first_raw().unwrap_or("application/octet-stream")
}

fn is_text_kind(kind: &str) -> bool {
    let is_written_as = |end: &&str| kind.strip_suffix(end).is_some_and(|kind| kind.ends_with(['/', '+']));
    kind.starts_with("text/") || ["json", "javascript", "xml"].iter().any(is_written_as)
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
            assert_eq!(content_type(name), expected, "{name}");
        }
    }
}
