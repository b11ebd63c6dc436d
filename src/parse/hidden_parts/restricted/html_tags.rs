//! Raw HTML becomes its tags: which elements it opens and closes.

use crate::parse::hidden_parts::restricted::audience_attributes::{NamedAudience, NamedBy, named, word};

/// Whether a tag opens or closes its element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagSide {
    Open,
    Close,
}

/// Elements that hold nothing.
const VOID: &str = " area base br col embed hr img input link meta param source track wbr ";

/// Elements for which a bare attribute is an attribute: `<your audience>` is none, but a place to fill in.
const COMMON: &str = " article aside blockquote details div dl dt dd figure footer h1 h2 h3 h4 h5 h6 header li main nav ol p pre \
    section span summary table tbody td th tr template ul ";

/// The tags of a piece of raw HTML that open or close an element, in order. `comment` says whether it begins in a comment, and then
/// whether it ends in one.
pub(super) fn tags(html: &str, comment: &mut bool) -> Vec<(String, TagSide)> {
    let mut found = Vec::new();
    let mut rest = html;
    loop {
        if *comment {
            let Some(end) = rest.find("-->") else { return found };
            rest = &rest[end + 3..];
            *comment = false;
        }
        let Some(at) = rest.find('<') else { return found };
        rest = &rest[at..];
        if rest.starts_with("<!--") {
            *comment = true;
            rest = &rest[4..];
            continue;
        }
        let inner = &rest[1..];
        let side = if inner.starts_with('/') { TagSide::Close } else { TagSide::Open };
        let inner = inner.trim_start_matches('/');
        let name = name(inner).to_ascii_lowercase();
        let attributes = attributes(&inner[name.len()..]);
        if !name.is_empty() && !VOID.contains(&format!(" {name} ")) && !attributes.ends_with('/') {
            found.push((name, side));
        }
        rest = &rest[1..];
    }
}

/// The name of a tag whose `<` is before `text`; empty when it is none.
fn name(text: &str) -> &str {
    let end =
        text.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))).unwrap_or(text.len());
    if text.starts_with(|c: char| c.is_ascii_alphabetic()) { &text[..end] } else { "" }
}

/// What stands up to the end of a tag or the next one; neither ends in a quoted value or in braces.
fn attributes(text: &str) -> &str {
    let mut quote = None;
    let (mut braces, mut closes) = (0usize, true);
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') && text[at + 1..].contains(c) => quote = Some(c),
            None if c == '{' && closes => {
                closes = text[at..].contains('}');
                braces += usize::from(closes);
            }
            None if c == '}' => braces = braces.saturating_sub(1),
            None if matches!(c, '<' | '>') && braces == 0 => return &text[..at],
            None => {}
        }
    }
    text
}

/// A tag that names an audience.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct MarkedTag {
    /// The element.
    pub(super) element: String,
    /// Who is named.
    pub(super) name: String,
    /// Whether the tag is nothing but the word, and may be a place to fill in.
    pub(super) bare: bool,
    /// Whether it holds nothing.
    pub(super) void: bool,
}

/// The audience that the tag at the beginning of `text` names, folded.
pub(super) fn marked(text: &str) -> Option<MarkedTag> {
    let inner = text.strip_prefix('<')?;
    let element = name(inner);
    let rest = &inner[element.len()..];
    let ends = |c: char| c.is_whitespace() || c == '>' || c == '/';
    if element.is_empty() || !rest.chars().next().is_none_or(ends) || (rest.starts_with('/') && !rest.starts_with("/>"))
    {
        return None;
    }
    let attributes = attributes(rest);
    let void = attributes.ends_with('/') || VOID.contains(&format!(" {element} "));
    let common = COMMON.contains(&format!(" {element} "));
    let marked = |name, bare| MarkedTag { element: element.to_owned(), name, bare, void };
    if element.contains("audience") {
        let name = attributes.split_once('=').map_or(attributes, |(_, value)| value);
        return Some(marked(word(name), attributes.trim_matches([' ', '/']).is_empty()));
    }
    let named: NamedAudience = named(attributes).filter(|named| common || named.how != NamedBy::Word)?;
    Some(marked(named.name, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_names_an_audience_by_its_name_or_an_attribute() {
        let cases = [
            ("<div audience=\"support\">", Some(("div", "support"))),
            ("<section data-audience=staff>", Some(("section", "staff"))),
            ("<audience name=\"support\">", Some(("audience", "support"))),
            ("<box onclick={() => 1} audience={[\"x\"]}/>", Some(("box", "x"))),
            ("<p class=\"a audience-x\">", Some(("p", "x"))),
            ("<h2 audience>", Some(("h2", ""))),
            ("<your audience>", None),
            ("<https://e.example/?audience=x>", None),
            ("<audience@team.example>", None),
            ("<a href=\"#audience\" id=audience title='the audience=x'>", None),
        ];
        for (text, expected) in cases {
            let found = marked(text).map(|marked| (marked.element, marked.name));
            assert_eq!(found, expected.map(|(element, name)| (element.to_owned(), name.to_owned())), "{text}");
        }
    }

    #[test]
    fn tags_in_comments_are_none() {
        let mut comment = false;
        let found = tags("<div><br><img/><!-- <p> --></div><x <!-- <b>", &mut comment);
        let name = |name: &str, side| (name.to_owned(), side);
        assert_eq!(found, [name("div", TagSide::Open), name("div", TagSide::Close), name("x", TagSide::Open)]);
        assert!(comment);
    }
}
