//! The attributes of a tag, a heading or a box become the audience they name, if they name one.
//!
//! All text is folded already.

/// How attributes name an audience, and its name as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NamedAudience {
    pub(super) how: NamedBy,
    pub(super) name: String,
}

/// How attributes name an audience.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NamedBy {
    /// `audience=x`.
    Key,
    /// `audience: x`.
    Colon,
    /// `.audience-x`, `class="audience-x"`.
    Class,
    /// The word alone, or with words after it.
    Word,
}

/// The audience that a list of attributes names. An id is a name for a place (`#audience`), and what is said in other values is text.
pub(super) fn named(attributes: &str) -> Option<NamedAudience> {
    if !attributes.contains("audience") {
        return None;
    }
    let attributes = attributes.split('=').map(str::trim).collect::<Vec<_>>().join("=");
    let mut rest = attributes.trim_start_matches([':', ' ', '\t']);
    while !rest.is_empty() {
        let (token, after) = rest.split_at(token_length(rest));
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let says = token.contains("audience") && !token.starts_with(['"', '\'']);
        if let Some(named) = of_token(token, rest).filter(|_| says) {
            return Some(named);
        }
    }
    None
}

/// The audience that one of the attributes names; `rest` follows it.
fn of_token(token: &str, rest: &str) -> Option<NamedAudience> {
    let found = |how, name: &str| Some(NamedAudience { how, name: word(name) });
    if let Some(id) = token.strip_prefix('#') {
        let class = id.split_once('.').filter(|(_, class)| class.contains("audience"))?.1;
        return found(NamedBy::Class, after_word(class));
    }
    if token.starts_with('.') {
        return found(NamedBy::Class, after_word(token));
    }
    let key_end = token.find(['=', ':', '"', '\'']).unwrap_or(token.len());
    let (key, value) = token.split_at(key_end);
    if key.contains("audience") {
        return match value.chars().next() {
            Some('=') => found(NamedBy::Key, &value[1..]),
            Some(_) => found(NamedBy::Colon, if value.len() > 1 { &value[1..] } else { rest }),
            None if rest.trim_start().starts_with(':') => found(NamedBy::Colon, rest),
            None if key.len() > "audiences".len() => found(NamedBy::Word, after_word(key)),
            None => found(NamedBy::Word, rest),
        };
    }
    let class = matches!(key, "class" | "classname" | "role") && value.contains("audience");
    if class { found(NamedBy::Class, after_word(value)) } else { None }
}

/// The length of the first attribute with its value; a quotation mark that is never closed is a letter like others.
fn token_length(text: &str) -> usize {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') && text[at + 1..].contains(c) => quote = Some(c),
            None if at > 0 && (c.is_whitespace() || c == ',') => return at,
            None => {}
        }
    }
    text.len()
}

/// What follows the word itself.
pub(super) fn after_word(text: &str) -> &str {
    let at = text.find("audience").map_or(text.len(), |at| at + "audience".len());
    text[at..].strip_prefix('s').unwrap_or(&text[at..])
}

/// The first word of a text, as the name of an audience.
pub(super) fn word(text: &str) -> String {
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let end = start.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(start.len());
    start[..end].chars().take(40).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_is_named_by_key_class_or_word_and_by_no_id_or_text() {
        let cases = [
            ("#b audience=support", Some((NamedBy::Key, "support"))),
            ("audience = \"support team\"", Some((NamedBy::Key, "support"))),
            ("data-audience='x y'", Some((NamedBy::Key, "x"))),
            ("title='it audience=x", Some((NamedBy::Key, "x"))),
            (": audience: support", Some((NamedBy::Colon, "support"))),
            (".note .audience-support", Some((NamedBy::Class, "support"))),
            ("class=\"a audience-x\"", Some((NamedBy::Class, "x"))),
            ("audience support", Some((NamedBy::Word, "support"))),
            ("audience", Some((NamedBy::Word, ""))),
            ("#a.audience-x", Some((NamedBy::Class, "x"))),
            ("#audience", None),
            ("#audience-for-this .wide", None),
            ("id=\"audience\" title=\"the audience\"", None),
            ("\"audience\": \"x\"", None),
        ];
        for (attributes, expected) in cases {
            let found = named(attributes).map(|named| (named.how, named.name));
            assert_eq!(found, expected.map(|(how, name)| (how, name.to_owned())), "{attributes}");
        }
    }
}
