//! An SVG becomes one without anything that acts, or a reason why there is none.

use crate::markup::svg_budget::too_much;

/// What `filter` makes of an SVG, or why there is nothing. One that is too much for it is not given to it.
pub(crate) fn cleaned(svg: &[u8], filter: impl FnOnce(&[u8]) -> Result<Vec<u8>, String>) -> Result<Vec<u8>, String> {
    too_much(svg).map_or_else(|| filter(svg), Err)
}

/// An SVG without anything that acts.
pub(crate) fn filtered(mut svg: &[u8]) -> Result<Vec<u8>, String> {
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
