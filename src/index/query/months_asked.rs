//! A month and its year are one thing in a question: "December 2025" asks for no other December.

use std::borrow::Cow;

use crate::index::questions_asked::AskingWords;
use crate::text::fold;

/// `query` with each month that a year follows in quotation marks, with its year. One that has such marks already is left as it is.
pub(super) fn months_together<'q>(query: &'q str, languages: &[&AskingWords]) -> Cow<'q, str> {
    if query.contains('"') {
        return Cow::Borrowed(query);
    }
    let is_month = |word: &str| {
        let word = fold(word);
        languages.iter().any(|language| language.months.split(' ').any(|month| month == word))
    };
    let mut words = query.split_inclusive(' ').peekable();
    let mut together = String::new();
    while let Some(word) = words.next() {
        let year = words.peek().and_then(|next| year(next)).filter(|_| is_month(word.trim_end()));
        match year {
            Some(year) => {
                let rest = words.next().map_or("", |next| &next[year.len()..]);
                together.push_str(&format!("\"{word}{year}\" {rest}"));
            }
            None => together.push_str(word),
        }
    }
    Cow::Owned(together)
}

/// The year that a word is, but for what ends a sentence.
fn year(word: &str) -> Option<&str> {
    let year = word.trim_end_matches(' ').trim_end_matches(['?', '!', '.', ',', ';', ':']);
    let is_year = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year && (year.starts_with("19") || year.starts_with("20"))).then_some(year)
}
