//! A rendered page becomes the page that the preview shows: with its script, its style and the number of its revision.
//!
//! Only here, after `render`, so that what is rendered stays equal to a build.

/// The page with the preview's own script and style before the end of its body.
pub(super) fn injected(html: Vec<u8>, revision: u64) -> Vec<u8> {
    let own = format!(
        "<link rel=\"stylesheet\" href=\"/.casebook/preview.css\"><script src=\"/.casebook/preview.js\" \
         data-revision=\"{revision}\" defer></script>"
    );
    let place = last(&html, b"</body>").unwrap_or(html.len());
    spliced(html, place, own.as_bytes())
}

/// The page with its links leading from the top of the site, for one that is shown at any depth.
///
/// Before everything else in its head: the page's policy, which forbids this, counts only after it.
pub(super) fn from_the_top(html: Vec<u8>) -> Vec<u8> {
    let head = b"<head>";
    match html.windows(head.len()).position(|window| window.eq_ignore_ascii_case(head)) {
        Some(at) => spliced(html, at + head.len(), b"<base href=\"/\">"),
        None => html,
    }
}

fn last(html: &[u8], tag: &[u8]) -> Option<usize> {
    html.windows(tag.len()).rposition(|window| window.eq_ignore_ascii_case(tag))
}

fn spliced(mut html: Vec<u8>, at: usize, piece: &[u8]) -> Vec<u8> {
    html.splice(at..at, piece.iter().copied());
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "<link rel=\"stylesheet\" href=\"/.casebook/preview.css\">\
                       <script src=\"/.casebook/preview.js\" data-revision=\"7\" defer></script>";

    fn page(html: &str) -> String {
        String::from_utf8(injected(html.into(), 7)).unwrap()
    }

    #[test]
    fn the_script_and_the_style_stand_at_the_end_of_the_body() {
        assert_eq!(page("<body><p>x</body></html>\n"), format!("<body><p>x{OWN}</body></html>\n"));
        assert_eq!(page("<!-- </body> --><p>é</BODY>"), format!("<!-- </body> --><p>é{OWN}</BODY>"));
        assert_eq!(page("<p>no end"), format!("<p>no end{OWN}"));
        assert_eq!(page(""), OWN);
    }

    #[test]
    fn the_base_comes_first() {
        let shown = |html: &str| String::from_utf8(from_the_top(html.into())).unwrap();
        assert_eq!(shown("<html><head>\n<meta>"), "<html><head><base href=\"/\">\n<meta>");
        assert_eq!(shown("<p>x"), "<p>x");
    }
}
