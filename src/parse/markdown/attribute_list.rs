//! Braces become a list of attributes, `{#id .class key=value}` or kramdown's `{: #id .class}`, where they hold nothing else.

/// What a list of attributes says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Attributes<'t> {
    pub(super) id: Option<&'t str>,
    pub(super) has_class: bool,
}

/// The attributes at the start of `text`, and what follows them; `None` where its braces hold anything else.
pub(super) fn attribute_list(text: &str) -> Option<(Attributes<'_>, &str)> {
    let (inside, rest) = text.strip_prefix('{')?.split_once('}')?;
    // In MDX, where braces are code, a heading's id stands in a comment.
    let inside = inside.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/")).unwrap_or(inside);
    let mut left = inside.strip_prefix(':').unwrap_or(inside).trim();
    let mut found = Attributes::default();
    let is_name = |name: &str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_:".contains(c));
    if left.is_empty() {
        return None;
    }
    while !left.is_empty() {
        let end = left.find(char::is_whitespace).unwrap_or(left.len());
        let word = &left[..end];
        if let Some(id) = word.strip_prefix('#').filter(|id| !id.is_empty() && !id.contains(['#', '{', '"'])) {
            found.id = Some(id);
        } else if word.strip_prefix('.').is_some_and(is_name) {
            found.has_class = true;
        } else {
            let (key, value) = left.split_once('=').filter(|(key, _)| is_name(key))?;
            let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
            let length = match quote {
                Some(quote) => value[1..].find(quote)? + 2,
                None => value.find(char::is_whitespace).unwrap_or(value.len()),
            };
            if key == "id" {
                found.id = value.get(..length).map(|id| id.trim_matches(['"', '\''])).filter(|id| !id.is_empty());
            }
            left = value.get(length..)?.trim_start();
            continue;
        }
        left = left[end..].trim_start();
    }
    Some((found, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_attributes_are_attributes() {
        for text in [
            "{#a}",
            "{.a}",
            "{ .md-button }",
            "{: .a #b }",
            "{a=b}",
            "{target=\"_blank\" .c}",
            "{:.a}",
            "{id=a}",
            "{id=\"a b\"}",
        ] {
            assert!(attribute_list(text).is_some(), "{text}");
        }
        for text in
            ["{tenant}", "{42}", "{}", "{-}", "{.metadata.name}", "{.items[0]}", "{ a }", "{#a b}", "{{ x }}", "{"]
        {
            assert_eq!(attribute_list(text), None, "{text}");
        }
    }
}
