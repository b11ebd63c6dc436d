//! Texts become the terms of a document, one after the other, with what stands beside what.

use crate::index::body_terms::{BodyTerms, TermRecord};
use crate::index::known_terms::KnownTerms;
use crate::index::name_keys;
use crate::index::term_pair::pair_after;
use crate::text::{Word, WordForm, camel_parts, fold, read};

/// What the segment is told of a document: texts of one token a line.
#[derive(Default)]
pub(crate) struct Prepared {
    /// Its terms, as often as they count.
    pub terms: String,
    /// How many those are.
    pub tokens: u32,
    /// The hashes of neighbouring terms, each once.
    pub pairs: Vec<u32>,
    /// The keys of what it is called.
    pub names: Vec<String>,
    /// Stems, each with a term of its own that some word of it has. What was said of an earlier document may be left out.
    pub families: Vec<(String, String)>,
}

/// Stands in the dictionary after a term that is a part of a word in camel case: `Hub` of `GitHub` is less than `hub`.
pub(crate) const PART: char = '\u{2}';

/// The words that a word begins or ends with, by their places: itself, and its first or last part.
type WordEnds = [Option<u32>; 2];

/// Writes the terms of one document.
pub(super) struct TermWriter<'k> {
    prepared: Prepared,
    known: &'k mut KnownTerms,
    /// What is written of a body, to be kept.
    record: Option<TermRecord>,
}

impl<'k> TermWriter<'k> {
    /// Writes a document with terms that are `known`; what comes out is the same whatever they are.
    pub(super) fn new(known: &'k mut KnownTerms) -> Self {
        Self { prepared: Prepared::default(), known, record: None }
    }

    /// What was written.
    pub(super) fn finish(mut self) -> Prepared {
        self.prepared.pairs.sort_unstable();
        self.prepared.pairs.dedup();
        self.prepared
    }

    /// Adds what `write` writes, and gives it to be kept.
    pub(super) fn recorded(&mut self, write: impl FnOnce(&mut Self)) -> BodyTerms {
        let record = TermRecord::after(self.prepared.pairs.len());
        self.record = Some(record);
        write(self);
        self.record.take().map(|record| record.finish(&self.prepared.pairs)).unwrap_or_default()
    }

    /// Adds a text that counts `weight` times. Its neighbouring terms count once: a phrase stands there or it does not.
    pub(super) fn passage(&mut self, text: &str, weight: usize) {
        let reading = read(text);
        let from = self.prepared.terms.len();
        let recorded = self.record.as_ref().map_or(0, TermRecord::len);
        let mut tokens = 0;
        let mut before: Option<(u32, WordEnds)> = None;
        for word in reading.words.iter().filter(|word| word.form != WordForm::Stop) {
            let (first, last, added) = self.word(word);
            tokens += added;
            if let Some((position, lasts)) = &before {
                for a in lasts.iter().flatten() {
                    for b in first.iter().flatten() {
                        self.neighbours(*a, *b, word.position - position);
                    }
                }
            }
            before = Some((word.position, last));
        }
        for whole in &reading.wholes {
            let term = self.known.term(&whole.surface, &mut self.prepared.families);
            self.token(term, &whole.surface);
            tokens += 1;
        }
        let to = self.prepared.terms.len();
        for _ in 1..weight {
            self.prepared.terms.extend_from_within(from..to);
        }
        self.record.iter_mut().for_each(|record| record.repeat(recorded, weight));
        self.prepared.tokens += tokens * weight as u32;
    }

    /// Adds a word and its parts: the words it may begin with, those it may end with, and how many tokens it has.
    fn word(&mut self, word: &Word<'_>) -> (WordEnds, WordEnds, u32) {
        let term = self.known.term(&word.surface, &mut self.prepared.families);
        self.token(term, &word.surface);
        if word.form != WordForm::Word {
            return ([Some(term), None], [Some(term), None], 1);
        }
        let parts: Vec<u32> = camel_parts(word.written).into_iter().map(|part| self.part(&fold(part))).collect();
        for two in parts.windows(2) {
            self.neighbours(two[0], two[1], 1);
        }
        let ends = |part: Option<&u32>| [Some(term), part.copied()];
        (ends(parts.first()), ends(parts.last()), 1 + parts.len() as u32)
    }

    /// Adds what was kept of a body, as if it were read.
    pub(super) fn add_known(&mut self, body: &BodyTerms) {
        let words: Vec<(u32, bool)> = body
            .words()
            .map(|(surface, is_part)| {
                let term = self.known.term(surface, &mut self.prepared.families);
                if is_part {
                    self.family_of_part(term);
                }
                (term, is_part)
            })
            .collect();
        for &at in &body.tokens {
            let (term, is_part) = words[at as usize];
            self.form(term, is_part);
        }
        self.prepared.tokens += body.tokens.len() as u32;
        self.prepared.pairs.extend(&body.pairs);
    }

    fn token(&mut self, term: u32, surface: &str) {
        self.record.iter_mut().for_each(|record| record.add(term, surface, false));
        self.form(term, false);
    }

    fn form(&mut self, term: u32, is_part: bool) {
        self.prepared.terms.push_str(&self.known.terms[term as usize].form);
        if is_part {
            self.prepared.terms.push(PART);
        }
        self.prepared.terms.push('\n');
    }

    fn neighbours(&mut self, first: u32, second: u32, gap: u32) {
        let [first, second] = [first, second].map(|term| &self.known.terms[term as usize]);
        self.prepared.pairs.push(pair_after(first.begun, &second.stem, gap));
    }

    /// Adds a name of it.
    pub(super) fn name(&mut self, name: &str) {
        self.prepared.names.extend(name_keys::key_of(name));
    }

    /// Adds a part of a word in camel case, which counts as a word of its family: its stem.
    fn part(&mut self, surface: &str) -> u32 {
        let term = self.known.term(surface, &mut self.prepared.families);
        self.record.iter_mut().for_each(|record| record.add(term, surface, true));
        self.family_of_part(term);
        self.form(term, true);
        term
    }

    fn family_of_part(&mut self, term: u32) {
        let known = &mut self.known.terms[term as usize];
        if !std::mem::replace(&mut known.is_part, true) {
            self.prepared.families.push((known.stem.to_string(), format!("{}{PART}", known.form)));
        }
    }
}
