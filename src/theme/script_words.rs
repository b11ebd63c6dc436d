//! What a script says by key becomes the words of the interface: `wording('search.nothing')` is a text, and where something is filled in
//! a function of it, `({ count }) => …`.
//!
//! The words stand in the script where they are needed, so that a page loads no table of them and a script without such places is as it
//! was written.

use crate::wording::{Message, Piece, Wording};

const OPEN: &str = "wording('";
const CLOSE: &str = "')";

/// The script with the words of `wording`. A key that there is not stays as it stands.
pub(crate) fn worded(script: &str, wording: &Wording) -> String {
    let mut said = String::with_capacity(script.len());
    let mut rest = script;
    while let Some((before, after)) = rest.split_once(OPEN) {
        said.push_str(before);
        let found = after.split_once(CLOSE).and_then(|(key, after)| Some((expression(wording, key)?, after)));
        match found {
            Some((expression, after)) => {
                said.push_str(&expression);
                rest = after;
            }
            None => {
                said.push_str(OPEN);
                rest = after;
            }
        }
    }
    said.push_str(rest);
    said
}

/// What stands in a script for `key`. Whether it is a text or a function is decided by the English table, so that a house's words do not
/// change how a script calls it.
fn expression(wording: &Wording, key: &str) -> Option<String> {
    let gaps = crate::wording::english().message(key)?.gaps();
    let message = wording.message(key)?;
    if gaps.is_empty() {
        return Some(joined(message.form(icu_plurals::PluralCategory::Other)));
    }
    let names = gaps.into_iter().collect::<Vec<_>>().join(", ");
    let body = match message {
        Message::One(pieces) => joined(pieces),
        Message::Plural(forms) => {
            let form = |(name, pieces): &(&str, Vec<Piece>)| format!("{name}: {}", joined(pieces));
            let forms: Vec<String> = forms.iter().map(form).collect();
            let rules = format!("new Intl.PluralRules('{}')", wording.language());
            format!("(forms => forms[{rules}.select(count)] || forms.other)({{ {} }})", forms.join(", "))
        }
    };
    Some(format!("(({{ {names} }}) => {body})"))
}

/// Pieces as an expression of JavaScript.
fn joined(pieces: &[Piece]) -> String {
    let part = |piece: &Piece| match piece {
        Piece::Text(text) => text_literal(text),
        Piece::Gap(name) => name.clone(),
    };
    // A number at the beginning is text as well.
    let parts: Vec<String> = pieces.iter().map(part).collect();
    match pieces.first() {
        Some(Piece::Text(_)) => parts.join(" + "),
        Some(Piece::Gap(_)) => format!("'' + {}", parts.join(" + ")),
        None => String::from("''"),
    }
}

/// Text in single quotes, on one line.
fn text_literal(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let inner = json[1..json.len() - 1].replace("\\\"", "\"").replace('\'', "\\'");
    format!("'{}'", inner.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::english;

    #[test]
    fn a_text_stands_where_its_key_stood() {
        assert_eq!(worded("say(wording('search.retry'));", english()), "say('Retry');");
    }

    #[test]
    fn what_is_filled_in_is_an_argument() {
        assert_eq!(
            worded("wording('filter.most')({ count: 1, all })", english()),
            "(({ all, count }) => 'The most frequent ' + count + ' of ' + all)({ count: 1, all })"
        );
    }

    #[test]
    fn a_count_chooses_its_form() {
        assert_eq!(
            worded("wording('search.count')", english()),
            "(({ count }) => (forms => forms[new Intl.PluralRules('en').select(count)] || forms.other)({ one: '1 result', other: '' + count + ' results' }))"
        );
    }

    #[test]
    fn what_is_no_key_stays() {
        assert_eq!(worded("wording('x.y') + wording('", english()), "wording('x.y') + wording('");
    }

    #[test]
    fn quotes_end_no_text() {
        assert_eq!(text_literal("it's \"so\"\\"), "'it\\'s \"so\"\\\\'");
    }
}
