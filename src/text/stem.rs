//! A folded word becomes its term: what English words of one family have in common.

use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// The term of a folded word: its English Snowball stem when it is all small ASCII letters, else the word itself.
///
/// Words of other languages in those letters are cut as English is; queries are cut alike, so they still meet.
pub fn stem(surface: &str) -> Cow<'_, str> {
    if !surface.is_empty() && surface.bytes().all(|b| b.is_ascii_lowercase()) {
        Stemmer::new(Algorithm::English).stem(surface)
    } else {
        Cow::Borrowed(surface)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_family_have_one_term() {
        // Golden words: a new version of the stemmer that changes its mind changes every published index.
        let words = ["certificates", "retries", "retried", "failing", "latency", "caches", "503s", "größe", "skis"];
        let stems: Vec<Cow<'_, str>> = words.into_iter().map(stem).collect();
        assert_eq!(stems, ["certif", "retri", "retri", "fail", "latenc", "cach", "503s", "größe", "ski"]);
    }
}
