//! Short words in running text get what they are short for.

use aho_corasick::{AhoCorasick, MatchKind};

use crate::markup::escape::{escape, escape_into};
use crate::markup::markdown::writer::HtmlWriter;
use crate::parse::Abbreviation;

/// The short words of a page.
pub(super) struct ShortWords {
    words: AhoCorasick,
    means: Vec<String>,
}

impl ShortWords {
    /// `None` where the page defines none.
    pub(super) fn of(abbreviations: &[Abbreviation]) -> Option<Self> {
        if abbreviations.is_empty() {
            return None;
        }
        let words = abbreviations.iter().map(|own| &own.short);
        let words = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(words).ok()?;
        Some(Self { words, means: abbreviations.iter().map(|own| own.means.clone()).collect() })
    }
}

impl HtmlWriter<'_> {
    /// Text in which nothing else is marked up.
    pub(super) fn said(&mut self, text: &str) {
        let Some(short) = self.short_words.clone() else { return escape_into(text, &mut self.html) };
        let mut from = 0;
        for found in short.words.find_iter(text) {
            let before = text[..found.start()].chars().next_back();
            let after = text[found.end()..].chars().next();
            if before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric) {
                continue;
            }
            escape_into(&text[from..found.start()], &mut self.html);
            let means = short.means.get(found.pattern().as_usize()).map(String::as_str).unwrap_or_default();
            self.open("abbr", &format!("title=\"{}\"", escape(means)));
            escape_into(&text[found.range()], &mut self.html);
            self.html.push_str("</abbr>");
            from = found.end();
        }
        escape_into(&text[from..], &mut self.html);
    }
}
