//! Two write-ups become the terms they have in common that may tell something: how much each weighs, how often it is said, and which
//! of them stand together in the other write-up.

use crate::analyse::similar::corpus::Corpus;
use crate::analyse::similar::write_up_words::FormInPlace;

/// What two write-ups have in common.
#[derive(Debug, Default)]
pub(super) struct InCommon {
    /// Terms, ascending, each with what it adds to the cosine.
    terms: Vec<(u32, f32)>,
    /// A bit for each of them, at a place that others have as well: of most words it is seen at a glance that they are not in common.
    glance: [u64; GLANCE],
    /// For each of them, how often the one says it that says it less.
    said: Vec<u32>,
    /// For each of them, whether it stands in both titles.
    in_titles: Vec<bool>,
    /// Neighbouring words of the other write-up of which one is a term in common; sorted.
    together: Vec<(u32, u32)>,
    /// The forms in which the other write-up has what is in common, ascending.
    forms: Vec<u32>,
    /// Whether one of the two is a few sentences, in which nothing is said twice.
    short: bool,
}

/// How many words of 64 bits are looked at for a glance.
const GLANCE: usize = 32;

/// Of so many write-ups one may have a rare word; of a small site, [`FEW`] may.
const RARE: u32 = 6;

/// In how many write-ups a rare word may stand however small the site.
const FEW: u32 = 4;

/// Of so many write-ups one may have a word that stands in both titles.
const RARE_IN_TITLES: u32 = 3;

/// The number of tokens below which a write-up is a notice.
const SHORT: usize = 150;

impl InCommon {
    /// Terms that are `taken` are left out.
    pub(super) fn new(corpus: &Corpus, at: usize, other: usize, taken: impl Fn(u32) -> bool) -> Self {
        let titles = [at, other].map(|at| title(corpus, at));
        let live = corpus.vectors.live as u32;
        let in_titles = |term: u32| titles.iter().all(|title| title.binary_search(&term).is_ok());
        let tells = |term: u32| {
            let frequency = corpus.vectors.frequency(term);
            let rare = frequency <= (live / RARE).max(FEW);
            (rare || (in_titles(term) && frequency <= (live / RARE_IN_TITLES).max(FEW)))
                && !taken(term)
                && !corpus.lexicon.is_person(term)
        };
        let terms: Vec<(u32, f32)> = corpus.vectors.common(at, other).filter(|&(term, _)| tells(term)).collect();
        if terms.is_empty() {
            return Self::default();
        }
        let lengths = [at, other].map(|at| corpus.told[at].tokens.len());
        let mut glance = [0; GLANCE];
        terms.iter().for_each(|&(term, _)| glance[term as usize / 64 % GLANCE] |= 1 << (term % 64));
        let mut common = Self {
            glance,
            said: vec![0; terms.len()],
            in_titles: terms.iter().map(|&(term, _)| in_titles(term)).collect(),
            together: Vec::new(),
            forms: Vec::new(),
            short: lengths.into_iter().any(|length| length < SHORT),
            terms,
        };
        let own = common.said_by(corpus, at);
        let theirs = common.read_other(corpus, other);
        common.said = own.into_iter().zip(theirs).map(|(own, theirs)| own.min(theirs)).collect();
        common
    }

    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    pub(super) fn has(&self, term: u32) -> bool {
        self.place(term).is_some()
    }

    /// What a term adds to the cosine; nothing where it is not in common.
    pub(super) fn weight(&self, term: u32) -> f32 {
        self.place(term).map_or(0.0, |at| self.terms[at].1)
    }

    pub(super) fn in_both_titles(&self, term: u32) -> bool {
        self.place(term).is_some_and(|at| self.in_titles[at])
    }

    /// Whether both say one of the terms more than once, or one of the two has no room for that.
    pub(super) fn is_said_again(&self, terms: &[u32]) -> bool {
        self.short || terms.iter().any(|&term| self.place(term).is_some_and(|at| self.said[at] > 1))
    }

    /// Whether two forms stand side by side in the other write-up.
    pub(super) fn stands_together(&self, corpus: &Corpus, first: u32, second: u32) -> bool {
        self.together.binary_search(&(identity(corpus, first), identity(corpus, second))).is_ok()
    }

    /// Whether several words stand in the other write-up one after the other.
    pub(super) fn stands_whole(&self, corpus: &Corpus, other: usize, run: &[FormInPlace]) -> bool {
        let run: Vec<u32> = run.iter().map(|token| identity(corpus, token.form())).collect();
        let told = &corpus.told[other];
        let mut start = 0;
        told.sentences.iter().any(|sentence| {
            let words = &told.tokens[start..sentence.words as usize];
            start = sentence.end as usize;
            words.windows(run.len()).any(|words| {
                let same = words.iter().zip(&run).all(|(token, &word)| identity(corpus, token.form()) == word);
                same && words[1..].iter().all(|token| token.follows())
            })
        })
    }

    /// Whether the other write-up has a form as it is written.
    pub(super) fn is_form_of_other(&self, form: u32) -> bool {
        self.forms.binary_search(&form).is_ok()
    }

    fn place(&self, term: u32) -> Option<usize> {
        if self.glance[term as usize / 64 % GLANCE] & 1 << (term % 64) == 0 {
            return None;
        }
        self.terms.binary_search_by_key(&term, |&(term, _)| term).ok()
    }

    fn said_by(&self, corpus: &Corpus, at: usize) -> Vec<u32> {
        let mut said = vec![0; self.terms.len()];
        for term in corpus.told[at].tokens.iter().flat_map(|token| corpus.lexicon.terms_of(token.form())) {
            if let Some(place) = self.place(*term) {
                said[place] += 1;
            }
        }
        said
    }

    /// Reads the other write-up once: its forms of what is in common, what stands beside them, and how often it says each term.
    fn read_other(&mut self, corpus: &Corpus, at: usize) -> Vec<u32> {
        let told = &corpus.told[at];
        let mut said = vec![0; self.terms.len()];
        let mut start = 0;
        for sentence in &told.sentences {
            let mut before: Option<(u32, bool)> = None;
            for (place, token) in told.tokens[start..sentence.end as usize].iter().enumerate() {
                let terms = corpus.lexicon.terms_of(token.form());
                let mut common = false;
                for known in terms.iter().filter_map(|&term| self.place(term)) {
                    said[known] += 1;
                    common = true;
                }
                if common {
                    self.forms.push(token.form());
                }
                if start + place >= sentence.words as usize {
                    continue;
                }
                let word = terms.first().map_or(token.form() | 1 << 31, |&term| term);
                let common = common && self.has(word);
                if let Some((other, _)) = before.filter(|(_, other)| common || *other) {
                    self.together.push((other, word));
                }
                before = Some((word, common));
            }
            start = sentence.end as usize;
        }
        self.together.sort_unstable();
        self.together.dedup();
        self.forms.sort_unstable();
        self.forms.dedup();
        said
    }
}

/// A word as it is compared: its term, or the form itself of a stop word.
fn identity(corpus: &Corpus, form: u32) -> u32 {
    corpus.lexicon.terms_of(form).first().map_or(form | 1 << 31, |&term| term)
}

/// The terms of a title, ascending.
fn title(corpus: &Corpus, at: usize) -> Vec<u32> {
    let told = &corpus.told[at];
    let end = told.sentences.iter().take_while(|sentence| sentence.is_title).last().map_or(0, |last| last.end);
    let tokens = told.tokens[..end as usize].iter();
    let mut terms: Vec<u32> = tokens.flat_map(|token| corpus.lexicon.terms_of(token.form())).copied().collect();
    terms.sort_unstable();
    terms
}
