//! The text of a query becomes its pieces: words, phrases, filters, and what must not be there. Nothing is an error.

/// A piece of a query, as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct QueryPiece<'q> {
    pub form: PieceForm<'q>,
    pub negated: bool,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum PieceForm<'q> {
    /// Words without white space between.
    Plain(&'q str),
    /// The text between quotation marks.
    Phrase(&'q str),
    /// `service:checkout`: the group in small letters, and the value without its quotation marks.
    Filter(&'static str, &'q str),
}

/// What is read of a query, in UTF-16 units: more than anybody types, and enough of anything pasted.
pub(crate) const LONGEST: usize = 10_000;

/// The part of a query that is read, with curly quotation marks as straight ones.
pub(super) fn straightened(query: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= LONGEST
    };
    query.chars().take_while(fits).map(|c| if matches!(c, '“' | '”' | '„') { '"' } else { c }).collect()
}

/// The pieces of a query whose quotation marks are straight, in order.
///
/// `-` before a piece means that it must not be there. A quotation mark without a second one before white space or the end is part
/// of a word, and so is a group's name without a value.
pub(super) fn pieces(query: &str) -> Vec<QueryPiece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = query.trim_start_matches(is_space);
    while !rest.is_empty() {
        let after_sign = rest.strip_prefix('-').filter(|after| after.starts_with(|c| !is_space(c)));
        let negated = after_sign.is_some();
        let text = after_sign.unwrap_or(rest);
        let (form, length) = filter(text).or_else(|| phrase(text)).unwrap_or_else(|| {
            let word = word(text);
            (PieceForm::Plain(word), word.len())
        });
        pieces.push(QueryPiece { form, negated });
        // What is stuck to a closing quotation mark belongs to nothing.
        rest = text[length..].trim_start_matches(|c| !is_space(c)).trim_start_matches(is_space);
    }
    pieces
}

fn filter(text: &str) -> Option<(PieceForm<'_>, usize)> {
    let named = |key: &&str| text.get(..key.len()).is_some_and(|name| name.eq_ignore_ascii_case(key));
    let key =
        crate::index::filter_groups::KEYS.into_iter().find(|key| named(key) && text[key.len()..].starts_with(':'))?;
    let (name, value) = (&text[..key.len()], &text[key.len() + 1..]);
    if let Some((inside, length)) = quoted(value) {
        return Some((PieceForm::Filter(key, inside), name.len() + 1 + length));
    }
    let value = word(value);
    (!value.is_empty()).then(|| (PieceForm::Filter(key, value.trim_matches('"')), name.len() + 1 + value.len()))
}

fn phrase(text: &str) -> Option<(PieceForm<'_>, usize)> {
    let (inside, length) = quoted(text)?;
    let ends = text[length..].chars().next().is_none_or(is_space);
    ends.then_some((PieceForm::Phrase(inside), length))
}

/// The text between the quotation mark that begins `text` and the next, and the length with both.
fn quoted(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix('"')?;
    let end = inside.find('"')?;
    Some((&inside[..end], end + 2))
}

fn word(text: &str) -> &str {
    &text[..text.find(is_space).unwrap_or(text.len())]
}

/// White space as browsers have it.
fn is_space(c: char) -> bool {
    (c.is_whitespace() && c != '\u{85}') || c == '\u{feff}'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(query: &str) -> String {
        let pieces = pieces(query).into_iter().map(|piece| {
            let sign = if piece.negated { "-" } else { "" };
            match piece.form {
                PieceForm::Plain(word) => format!("{sign}{word}"),
                PieceForm::Phrase(words) => format!("{sign}<{words}>"),
                PieceForm::Filter(key, value) => format!("{sign}{key}={value}"),
            }
        });
        pieces.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn a_query_has_words_phrases_filters_and_exclusions() {
        assert_eq!(found(" stale  lease "), "stale | lease");
        assert_eq!(found("\"stale lease\" -\"two words\" -one"), "<stale lease> | -<two words> | -one");
        assert_eq!(
            found("Service:checkout -team:\"the payments\" year:2024"),
            "service=checkout | -team=the payments | year=2024"
        );
    }

    #[test]
    fn what_is_malformed_is_read_as_words() {
        assert_eq!(found("\"stale lease"), "\"stale | lease");
        assert_eq!(found("a\"b c\""), "a\"b | c\"");
        assert_eq!(found("\"a b\"c d"), "\"a | b\"c | d");
        assert_eq!(found("service: - -- colour:red :"), "service: | - | -- | colour:red | :");
        assert_eq!(found("service:\"checkout"), "service=checkout");
        assert_eq!(found("service:\"a b\"c d"), "service=a b | d");
        assert_eq!(found(""), "");
    }
}
