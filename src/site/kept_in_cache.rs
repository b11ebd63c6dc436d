//! Whether what is made of a page may be kept between builds: only what everybody is shown as it is.

use crate::model::{Config, NamesPolicy, Page};

/// Whether a page says the same to everybody, withholds nothing and stops nothing; in doubt it is kept nowhere.
///
/// Where people are to go by other names, their own are kept nowhere. Of a file in which anything looks as if it were for some and not for
/// others it is not even asked what it says.
pub(crate) fn may_be_kept(config: &Config, page: &Page) -> bool {
    config.privacy.names == NamesPolicy::Allow
        && page.withheld.is_none()
        && page.restricted_parts.is_empty()
        && !page.diagnostics.iter().any(|finding| finding.rule.stops() || finding.rule.is_credential())
        && !may_name_an_audience(&page.source.text)
}

const WORD: &str = "audience";

/// Whether the word stands anywhere but within a sentence, in a line without anything that a key, a mark, a tag or an attribute is made of.
fn may_name_an_audience(text: &str) -> bool {
    let text = text.to_lowercase();
    text.match_indices(WORD).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + WORD.len()..]);
        let line =
            before.rfind('\n').map_or(0, |end| end + 1)..at + after.find('\n').unwrap_or(after.len()) + WORD.len();
        let is_marked =
            text[line].contains([':', '=', '<', '>', '{', '}', '[', ']', '(', '"', '\'', '|', '%', '!', '@', '#']);
        let goes_on = before.strip_suffix(' ').is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let leads_on = after.trim_start_matches([',', ' ']).starts_with(char::is_alphabetic);
        is_marked || !goes_on || !leads_on
    })
}

#[cfg(test)]
mod tests {
    use super::may_name_an_audience;

    #[test]
    fn a_word_of_a_sentence_is_no_mark() {
        for prose in ["The audience was large.", "by an Audience, mostly", "for the audiences we have", "none"] {
            assert!(!may_name_an_audience(prose), "{prose}");
        }
        for mark in [
            "audience: support",
            "x\naudience: support",
            "---\n'audience': x",
            "{ audience = \"support\" }",
            "<!-- audience support -->",
            ":::audience support",
            "- [ ] do it (audience: support)",
            "the audience: support",
            "the audience = support",
            "Text\nAUDIENCE support",
            "the audience",
            "audiences = [\"support\"]",
            "<div class=\"note audience support\">",
            "a note {.audience support}",
            "see `rowan_audience_depth`",
        ] {
            assert!(may_name_an_audience(mark), "{mark}");
        }
    }
}
