//! A name and a write-up become the sentence of the write-up in which the name shows.

use regex::Regex;

use crate::link::Facet;
use crate::model::{Page, Passage};
use crate::text::{first_sentences, sentence_around};
use crate::words::phrases;

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
        let names = own.iter().chain(&facet.aliases).map(|name| name.trim().to_lowercase());
        let names = names.filter(|name| !name.is_empty()).collect();
        Self { names, patterns }
    }

    /// What `page` says of it: the factor as it was written down, when that is more than its name, else the first sentence
    /// of the body that names it.
    pub(crate) fn sentence(&self, page: &Page) -> Option<String> {
        let factors = page.incident().map_or(&[][..], |incident| &incident.factors);
        let written = factors.iter().map(|fact| phrases::sentences(&fact.value, QUOTED));
        let told = |text: &String| {
            let text = text.to_lowercase();
            self.names.iter().any(|name| begins(&text, name) && text.len() > name.len() + 12)
        };
        let sentence = written.into_iter().find(told).or_else(|| self.in_body(page))?;
        Some(self.without_name(sentence))
    }

    /// `Retry storm: they asked again.` without its first two words, which the page says already.
    fn without_name(&self, sentence: String) -> String {
        let rest = |name: &String| {
            let start = sentence.get(..name.len())?.to_lowercase();
            let rest = sentence.get(name.len()..).filter(|rest| start == *name && !goes_on(rest))?;
            let rest = rest.trim_start_matches([':', '.', '—', '–', '-', ' ']);
            rest.starts_with(char::is_uppercase).then(|| rest.to_owned())
        };
        self.names.iter().find_map(rest).unwrap_or(sentence)
    }

    fn in_body(&self, page: &Page) -> Option<String> {
        self.patterns.iter().find_map(|pattern| {
            let found = |passage: Passage<'_>| {
                let text = passage.text(&page.text);
                let named = pattern.find(&text)?;
                let sentence = sentence_around(&text, named.start(), QUOTED);
                // A name in bold with a full stop is the beginning of what is said.
                let bare = sentence.len() < named.len() + 4;
                Some(if bare { first_sentences(&text[named.start()..], QUOTED) } else { sentence })
            };
            page.prose.passages().filter(|passage| passage.fragment.is_none()).find_map(found)
        })
    }
}

/// Whether `text` begins with the words of `name`.
fn begins(text: &str, name: &str) -> bool {
    text.strip_prefix(name).is_some_and(|rest| !goes_on(rest))
}

/// Whether what follows a name is more of its last word.
fn goes_on(rest: &str) -> bool {
    rest.starts_with(char::is_alphanumeric)
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
