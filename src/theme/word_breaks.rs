//! A title becomes HTML in which long identifiers may break where their parts meet: `KubeNode|NotReady`, `/var/|lib/|kubelet`.

use tera::{Kwargs, State, Value};

use crate::markup::escape::escape_into;

/// Characters from which on a word without a space is long.
const LONG: usize = 16;

/// `{{ title | breaks }}`: the text as HTML, with places to break in long words.
pub(super) fn breaks(text: &str, _: Kwargs, _: &State<'_>) -> Value {
    let mut html = String::with_capacity(text.len());
    for word in text.split_inclusive(char::is_whitespace) {
        let long = word.chars().count() > LONG;
        let mut before: Option<char> = None;
        let mut from = 0;
        for (at, c) in word.char_indices() {
            if long && before.is_some_and(|before| parts_meet(before, c)) {
                escape_into(&word[from..at], &mut html);
                html.push_str("<wbr>");
                from = at;
            }
            before = Some(c);
        }
        escape_into(&word[from..], &mut html);
    }
    Value::safe_string(&html)
}

/// Whether one part of an identifier ends with `before` and another begins with `c`.
fn parts_meet(before: char, c: char) -> bool {
    let behind_mark = matches!(before, '/' | '.' | '_' | ':' | '-') && c.is_alphanumeric();
    behind_mark || (before.is_lowercase() && c.is_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_identifiers_meet_at_capitals_and_marks() {
        let meet = |text: &str| text.chars().zip(text.chars().skip(1)).filter(|&(a, b)| parts_meet(a, b)).count();
        assert_eq!(meet("KubeNodeNotReady"), 3);
        assert_eq!(meet("/var/lib/kubelet"), 3);
        assert_eq!(meet("certificate"), 0);
    }
}
