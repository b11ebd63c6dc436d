//! A copied file becomes what is written: SVG without anything that acts, everything else as it is.

#![expect(clippy::disallowed_methods, reason = "an SVG must be read to be cleaned; it is one of the site's assets")]

use std::path::Path;

use crate::diag::Diagnostic;
use crate::render::Content;
use crate::render::svg_budget::too_much;

/// The content of the asset at `path`, named `shown` in findings.
///
/// An SVG that cannot be cleaned is left out: an empty picture is written in its place.
pub(crate) fn asset(path: &Path, shown: &str) -> (Content, Vec<Diagnostic>) {
    if !path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg")) {
        return (Content::File(path.to_path_buf()), Vec::new());
    }
    let finding = |message: &str| Diagnostic::new("media/svg", shown, message);
    let Ok(bytes) = std::fs::read(path) else {
        return (Content::File(path.to_path_buf()), Vec::new());
    };
    match cleaned(&bytes, filtered) {
        Ok(clean) => (Content::Bytes(clean), Vec::new()),
        Err(why) => {
            let empty = b"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>\n".to_vec();
            let message = format!("this SVG {why}, so it is left out");
            (Content::Bytes(empty), vec![finding(&message).hint("export it again as plain SVG")])
        }
    }
}

/// What `filter` makes of an SVG, or why there is nothing. One that is too much for it is not given to it.
fn cleaned(svg: &[u8], filter: impl FnOnce(&[u8]) -> Result<Vec<u8>, String>) -> Result<Vec<u8>, String> {
    too_much(svg).map_or_else(|| filter(svg), Err)
}

/// An SVG without anything that acts.
fn filtered(mut svg: &[u8]) -> Result<Vec<u8>, String> {
    let mut clean = Vec::with_capacity(svg.len());
    let done = svg_hush::Filter::new().filter(&mut svg, &mut clean);
    done.map(|()| clean).map_err(|error| format!("cannot be read ({error})"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_svg_that_is_too_much_never_reaches_the_filter() {
        let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>", "<g>".repeat(257));
        let why = cleaned(svg.as_bytes(), |_| panic!("it was given to the filter"));
        assert_eq!(why, Err(String::from("nests elements deeper than 256 levels, or too many of them too deep")));
        let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><g/></svg>";
        assert!(cleaned(svg, filtered).is_ok_and(|clean| !clean.is_empty()));
    }
}
