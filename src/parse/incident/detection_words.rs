//! A sentence on how an incident was found becomes one of the words that `detection` takes, when it clearly says one.

use crate::parse::vocabulary::words;

/// The word of `detection` for how something was found.
pub(crate) fn detection_word(text: &str) -> Option<&'static str> {
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    let word = named(&words().found_by, |w| w == bare).next();
    word.or_else(|| {
        let sentences = lower.split_inclusive(['.', '!', '。', ';']).take(3);
        sentences
            .filter(|s| !words().absent.any_in(s))
            .find_map(|s| Some(sign(s)).filter(|s| s.1).map(|s| s.0))
            .flatten()
    })
}

/// The word of the only sign in a sentence, and whether there was any sign at all.
fn sign(sentence: &str) -> (Option<&'static str>, bool) {
    let found: Vec<&str> = named(&words().signs, |phrase| sentence.contains(phrase)).collect();
    let word = match found.as_slice() {
        [one] => Some(*one),
        ["slo-burn" | "scheduled-check", "alert"] => found.first().copied(),
        ["support", "customer"] => Some("support"),
        ["dashboard", "alert"] => Some("alert"),
        _ => None,
    };
    (word, !found.is_empty())
}

/// The words one of whose phrases is wanted, in their order.
fn named(table: &'static [(String, Vec<String>)], wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = &'static str> {
    table.iter().filter(move |(_, phrases)| phrases.iter().any(|p| wanted(p))).map(|(word, _)| word.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_clear_words_count() {
        let cases = [
            ("An alert on lease age paged the on-call.", Some("alert")),
            ("The error budget burn alert fired.", Some("slo-burn")),
            ("A customer reported failing orders.", Some("customer")),
            ("No alert fired. Customers reported failing orders.", Some("customer")),
            ("A customer wrote a support ticket.", Some("support")),
            ("Customers reported it while an alert was already being looked at.", None),
            ("customers", Some("customer")),
            ("Unknown", Some("unknown")),
            ("It was found.", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(detection_word(text), expected, "{text}");
        }
    }
    #[test]
    fn every_word_that_is_looked_for_is_one_that_detection_takes() {
        for (word, _) in words().found_by.iter().chain(&words().signs) {
            assert!(crate::model::WayOfFinding::from_code(word).is_some(), "{word}");
        }
    }
}
