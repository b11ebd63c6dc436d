//! The text of an SVG becomes a reason not to give it to a parser, or none.
//!
//! It costs memory to hold open elements and time to look names up among those declared; and what is written is indented by its depth.

/// The largest file.
const BYTES: usize = 8 * 1024 * 1024;

/// How deep elements may nest.
const DEPTH: usize = 256;

/// How many attributes one element may have, declarations of names among them.
const ATTRIBUTES: usize = 100;

/// How much white space may stand before all elements together, when each is indented by its depth.
const INDENTED: usize = 16 * 1024 * 1024;

/// Why `svg` is too much for a parser; `None` when it is not. Linear in its length.
///
/// What cannot be told, such as a file in UTF-16, counts as open elements, and so soon as too many.
pub(super) fn too_much(svg: &[u8]) -> Option<String> {
    if svg.len() > BYTES {
        return Some(format!("is larger than {} MB", BYTES / 1024 / 1024));
    }
    let (mut depth, mut indented, mut at) = (0usize, 0usize, 0);
    while let Some(start) = svg[at..].iter().position(|byte| *byte == b'<').map(|ix| at + ix) {
        let rest = &svg[start..];
        let tag = match rest.get(1) {
            Some(b'!') if rest.starts_with(b"<!--") => Tag { length: until(rest, b"-->"), ..Tag::default() },
            Some(b'!') if rest.starts_with(b"<![CDATA[") => Tag { length: until(rest, b"]]>"), ..Tag::default() },
            Some(b'?') => Tag { length: until(rest, b"?>"), ..Tag::default() },
            Some(b'!') => {
                let (length, makes_elements) = declaration(rest);
                if makes_elements {
                    return Some(String::from("declares entities that hold markup or other entities"));
                }
                Tag { length, ..Tag::default() }
            }
            _ => tag(rest),
        };
        if tag.attributes > ATTRIBUTES {
            return Some(format!("has an element with more than {ATTRIBUTES} attributes"));
        }
        if tag.closes {
            depth = depth.saturating_sub(1);
        }
        indented += 2 * depth;
        depth += usize::from(tag.opens);
        if depth > DEPTH || indented > INDENTED {
            return Some(format!("nests elements deeper than {DEPTH} levels, or too many of them too deep"));
        }
        at = start + tag.length.max(1);
    }
    None
}

#[derive(Default)]
struct Tag {
    length: usize,
    attributes: usize,
    opens: bool,
    closes: bool,
}

/// The length up to and with `end`, or to the end of the file.
fn until(rest: &[u8], end: &[u8]) -> usize {
    rest.windows(end.len()).position(|window| window == end).map_or(rest.len(), |at| at + end.len())
}

/// The tag at the start of `rest`; its attributes are counted by their equals signs.
fn tag(rest: &[u8]) -> Tag {
    let mut tag = Tag { closes: rest.get(1) == Some(&b'/'), length: rest.len(), ..Tag::default() };
    let mut quote = None;
    for (at, byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            (None, b'=') => tag.attributes += 1,
            (None, b'>') => {
                tag.length = at + 1;
                tag.opens = !tag.closes && rest[at - 1] != b'/';
                return tag;
            }
            _ => {}
        }
    }
    tag
}

/// The length of a declaration with what stands in its brackets, and whether it makes entities of more than words.
fn declaration(rest: &[u8]) -> (usize, bool) {
    let (mut brackets, mut quote, mut makes_elements) = (0usize, None, false);
    for (at, byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), byte) if open == *byte => quote = None,
            (Some(_), b'<' | b'&') => makes_elements = true,
            (None, b'[') => brackets += 1,
            (None, b']') => brackets = brackets.saturating_sub(1),
            (None, b'>') if brackets == 0 => return (at + 1, makes_elements),
            _ => {}
        }
    }
    (rest.len(), makes_elements)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg(inner: &str) -> String {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>")
    }

    #[test]
    fn pictures_that_people_draw_are_not_too_much() {
        let attributes: String = (0..40).map(|ix| format!(" a{ix}=\"b\"")).collect();
        let pictures = [
            svg(&"<path d=\"M0 0\"/>".repeat(20_000)),
            svg(&format!("{}{}", "<g>".repeat(DEPTH - 1), "</g>".repeat(DEPTH - 1))),
            svg(&format!("<g{attributes}><!-- <g><g> --><text>a &lt; b</text></g>")),
            format!("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY ns \"http://a.example/\">]>{}", svg("<g/>")),
            svg(&"<g><![CDATA[<g><g><g>]]></g>".repeat(5_000)),
        ];
        for picture in pictures {
            assert_eq!(too_much(picture.as_bytes()), None);
        }
    }

    #[test]
    fn what_would_take_a_parser_too_much_is_told_before_it_sees_it() {
        let attributes: String = (0..=ATTRIBUTES).map(|ix| format!(" xmlns:a{ix}=\"b\"")).collect();
        let wide = "<path/>".repeat(INDENTED / (2 * DEPTH - 20));
        let pictures = [
            svg(&"<g>".repeat(DEPTH)),
            svg(&format!("<g{attributes}/>")),
            svg(&format!("{}{wide}", "<g>".repeat(DEPTH - 5))),
            svg(&" ".repeat(BYTES)),
            format!("<!DOCTYPE svg [<!ENTITY a \"<g>\">]>{}", svg("&a;")),
            svg("<g/>").encode_utf16().flat_map(u16::to_le_bytes).map(char::from).collect::<String>().repeat(DEPTH),
        ];
        for picture in pictures {
            assert!(too_much(picture.as_bytes()).is_some(), "{}", &picture[..80]);
        }
    }
}
