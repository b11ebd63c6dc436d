//! A name and a write-up become the sentence of the write-up in which the name shows.

use regex::Regex;

use crate::link::Facet;
use crate::model::Page;
use crate::render::views::{phrases, words};
use crate::text::{first_sentences, sentence_around};

/// The longest sentence that is quoted, in characters.
const QUOTED: usize = 320;

/// Finds sentences about one facet.
pub(crate) struct Passages {
    names: Vec<String>,
    /// The name and the id, then the other spellings.
    patterns: Vec<Regex>,
}

impl Passages {
    /// For the factor or tag `facet`.
    pub(crate) fn of(facet: &Facet) -> Self {
        let own = [facet.name.clone(), facet.id.clone()];
        let patterns = [pattern(&own), pattern(&facet.aliases)].into_iter().flatten().collect();
        let names = own.iter().chain(&facet.aliases).map(|name| name.to_lowercase()).collect();
        Self { names, patterns }
    }

    /// What `page` says of it: the factor as it was written down, when that is more than its name, else the first sentence
    /// of the body that names it.
    pub(crate) fn sentence(&self, page: &Page) -> Option<String> {
        let factors = page.incident().map_or(&[][..], |incident| &incident.factors);
        let written = factors.iter().map(|fact| phrases::sentences(&fact.value, QUOTED));
        let told = |text: &String| {
            let text = text.to_lowercase();
            self.names.iter().any(|name| text.starts_with(name) && text.len() > name.len() + 12)
        };
        let sentence = written.into_iter().find(told).or_else(|| self.in_body(page.body()))?;
        Some(self.without_name(sentence))
    }

    /// `Retry storm: they asked again.` without its first two words, which the page says already.
    fn without_name(&self, sentence: String) -> String {
        let rest = |name: &String| {
            let start = sentence.get(..name.len())?.to_lowercase();
            let rest = sentence.get(name.len()..).filter(|_| start == *name)?;
            let rest = rest.trim_start_matches([':', '.', '—', '–', '-', ' ']);
            rest.starts_with(char::is_uppercase).then(|| rest.to_owned())
        };
        self.names.iter().find_map(rest).unwrap_or(sentence)
    }

    fn in_body(&self, body: &str) -> Option<String> {
        self.patterns.iter().find_map(|pattern| {
            let found = |paragraph: &str| {
                pattern.find(paragraph)?;
                let text = words::plain(paragraph);
                let named = pattern.find(&text)?;
                let sentence = sentence_around(&text, named.start(), QUOTED);
                // A name in bold with a full stop is the beginning of what is said.
                let bare = sentence.len() < named.len() + 4;
                Some(if bare { first_sentences(&text[named.start()..], QUOTED) } else { sentence })
            };
            paragraphs(body).find_map(found)
        })
    }
}

/// Any of `names`, whatever stands between its words; its plural too.
fn pattern(names: &[String]) -> Option<Regex> {
    let part = |name: &String| {
        let words: Vec<String> =
            name.split([' ', '-', '_']).filter(|word| !word.is_empty()).map(regex::escape).collect();
        let joined = words.join(r"[\s_-]+");
        if name.is_ascii() { format!(r"\b{joined}s?\b") } else { joined }
    };
    let parts: Vec<String> = names.iter().filter(|name| name.chars().any(char::is_alphanumeric)).map(part).collect();
    (!parts.is_empty()).then(|| Regex::new(&format!("(?i)(?:{})", parts.join("|"))).ok()).flatten()
}

/// The paragraphs and list items of a body; no code, headings, tables or HTML.
pub(crate) fn paragraphs(body: &str) -> impl Iterator<Item = &str> {
    let mut fenced = false;
    let prose = move |block: &&str| {
        let fences = block.lines().filter(|line| line.trim_start().starts_with("```")).count();
        let inside = fenced || fences > 0;
        fenced ^= fences % 2 == 1;
        !inside && !block.starts_with("    ") && !block.trim_start().starts_with(['#', '|', '<', '>'])
    };
    body.split("\n\n").filter(prose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_headings_and_tables_are_not_quoted() {
        let body = "## Retry storm\n\n```\nretry storm\n\nretry storm\n```\n\n| retry storm |\n\nFirst. The *retry\nstorms* began at six. Last.\n";
        let names = [String::from("Retry storm")];
        let patterns = vec![pattern(&names).expect("a pattern")];
        let passages = Passages { names: Vec::new(), patterns };
        assert_eq!(passages.in_body(body).as_deref(), Some("The retry storms began at six."));
    }
}
