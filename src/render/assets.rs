//! A copied file becomes what is written: SVG without anything that acts, everything else as it is.

#![expect(clippy::disallowed_methods, reason = "an SVG must be read to be cleaned; it is one of the site's assets")]

use std::path::Path;

use crate::diag::{Diagnostic, Rule};
use crate::markup::svg_cleaning::{cleaned, filtered};
use crate::render::output::Content;

/// The content of the asset at `path`, named `shown` in findings.
///
/// An SVG that cannot be cleaned is left out: an empty picture is written in its place.
pub(crate) fn asset(path: &Path, shown: &str) -> (Content, Vec<Diagnostic>) {
    if !path.extension().is_some_and(|e| e.eq_ignore_ascii_case("svg")) {
        return (Content::File(path.to_path_buf()), Vec::new());
    }
    let finding = |message: &str| Diagnostic::new(Rule::MediaSvg, shown, message);
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
