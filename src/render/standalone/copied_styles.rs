//! The styles of a page become those of a copy of it, which loads nothing.

/// Styles without the fonts they would load: a copy has those of the machine.
pub(super) fn without_faces(css: &str) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, face)) = rest.split_once("@font-face") {
        kept.push_str(before);
        rest = face.split_once('}').map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_loads_no_font() {
        let css = "a { b: c; }\n@font-face { font-family: X; src: url(\"../x.woff2\"); }\n@font-face {\n}\nd { e: f; }";
        assert_eq!(without_faces(css), "a { b: c; }\n\n\nd { e: f; }");
    }
}
