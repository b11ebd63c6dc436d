//! What stands behind a shortcode's name becomes its arguments: those with a name, and those that are known by their place.

/// The arguments of a shortcode, in order.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Arguments<'t> {
    pub(super) named: Vec<(&'t str, &'t str)>,
    pub(super) placed: Vec<&'t str>,
}

impl<'t> Arguments<'t> {
    /// Reads `style=info title="Two words" "Three more words" true`. Linear in the text.
    pub(super) fn of(text: &'t str) -> Self {
        let mut found = Self::default();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let end = rest.find(|c: char| c.is_whitespace() || c == '=' || is_quote(c)).unwrap_or(rest.len());
            let is_named = end > 0 && rest[end..].starts_with('=');
            let key = &rest[..end];
            let (value, after) = if is_named { value(&rest[end + 1..]) } else { value(rest) };
            if is_named {
                found.named.push((key, value));
            } else if !value.is_empty() {
                found.placed.push(value);
            }
            rest = after.trim_start();
        }
        found
    }

    /// The first of these names that has a value.
    pub(super) fn get(&self, names: &[&str]) -> Option<&'t str> {
        let value = |name: &&str| self.named.iter().find(|(key, value)| key == name && !value.trim().is_empty());
        names.iter().find_map(value).map(|(_, value)| value.trim())
    }

    /// What they say, each once: titles and the like, and what by its place can only be words.
    pub(super) fn said(&self) -> String {
        let mut all: Vec<&str> = Vec::new();
        for value in SAYS.iter().filter_map(|key| self.get(&[key])).filter(|value| is_said(value)) {
            if !all.contains(&value) {
                all.push(value);
            }
        }
        all.join(" – ")
    }
}

/// Keys of arguments that hold what an author says.
const SAYS: [&str; 13] = [
    "title",
    "header",
    "label",
    "summary",
    "content",
    "text",
    "message",
    "body",
    "caption",
    "subtitle",
    "note",
    "description",
    "alt",
];

/// Whether a value is words: no switch, no number.
pub(super) fn is_said(value: &str) -> bool {
    let value = value.trim();
    !["true", "false", "open", "closed", "on", "off"].contains(&value) && value.contains(char::is_alphabetic)
}

/// The value at the start of `text`, in quotation marks or up to white space, and what follows it.
fn value(text: &str) -> (&str, &str) {
    match text.chars().next().filter(|c| is_quote(*c)) {
        Some(quote) => text[1..].split_once(quote).unwrap_or((&text[1..], "")),
        None => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    }
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_have_a_name_or_a_place() {
        let found = Arguments::of(r#"warning "Two words" style=info title='a "b"' true x="#);
        assert_eq!(found.placed, ["warning", "Two words", "true"]);
        assert_eq!(found.named, [("style", "info"), ("title", "a \"b\""), ("x", "")]);
        assert_eq!(Arguments::of("\"open").placed, ["open"]);
    }
}
