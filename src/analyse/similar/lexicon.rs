//! The written words of all write-ups become numbers: of the form as written, and of the terms that it counts for.

use std::borrow::Cow;
use std::collections::HashSet;

use rustc_hash::FxHashMap;

use crate::analyse::people::{People, Written};
use crate::analyse::similar::write_up_words::{FormInPlace, Sentence, WordClass, WriteUpWords};
use crate::parse::is_word_of_calendars;
use crate::text::{camel_parts, fold, stem, stop_words_of};

/// Every form that stands in a write-up, and the terms of each.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    numbers: FxHashMap<Box<str>, u32>,
    forms: Vec<(Box<str>, WordClass)>,
    /// Where the terms of each form end in `form_terms`.
    ends: Vec<u32>,
    form_terms: Vec<u32>,
    terms: FxHashMap<Box<str>, u32>,
    /// For each form, whether it is an ordinary word; empty until [`Lexicon::know_ordinary`].
    ordinary: Vec<bool>,
    /// For each form, whether it is a word of everyday prose; empty until [`Lexicon::know_ordinary`].
    everyday: Vec<bool>,
    /// For each term, whether it is a person; empty until [`Lexicon::know_people`].
    people: Vec<bool>,
}

/// What any write-up of an incident may say, whatever happened: in a small site some of it is rare, and tells nothing all the same.
const OF_ANY_WRITE_UP: &str = "
    able accident action active activity actual add additional affect alert alter application apply approximate attempt automatic
    available aware back bad bland bring broken business call cause change check clear close colleague come common company complete
    component condition configure confirm consider consist contact continue correct create critical current customer cut decide
    decrease degrade delay deliver deploy describe detail detect determine discover disrupt document double duration early effect
    engineer ensure erroneous error escalate event exact exhaust existing expect experience fail failure fast faulty find fix follow form
    forward full further future general global go halt handle happen help high identify immediate impact implement improve incident
    include increase incorrect initial intend internal intermittent investigate issue join keep know large last late lead learn leave
    level local long lose low main maintain make manual many mean measure message minute mistake mistaken mitigate monitor move
    multiple need new normal note notice notify number observe occur office old ongoing open operate outage pacific partial people perform
    period place plan point post postmortem potential present pressure prevent previous problem procedure process product production project
    quick raise reach ready reason receive recent recover reduce regular relate release remain remove repair report request require
    resolve respond response responsible restart restore result return revert review right root run schedule see seem serious
    service several severe short show similar single slow small solution solve staff start state stay stop successful sudden
    suffer support switch system take task team temporary tell test think ticket time total trigger try type unable unavailable
    understand unexpected unusual update use user usual verify wait warn week whole window work wrong";

/// Words of everyday prose, a language at the head of each line; where they come from stands at the head of the file.
const EVERYDAY: &str = include_str!("everyday_words.txt");

/// A write-up in the lexicon's numbers.
#[derive(Debug, Default, Clone)]
pub(super) struct NumberedWriteUp {
    /// Forms, in order.
    pub(super) tokens: Vec<FormInPlace>,
    /// Where sentences end among them.
    pub(super) sentences: Vec<Sentence>,
}

impl Lexicon {
    /// Numbers the words of one more write-up. The numbers depend on the order in which write-ups come, and on nothing else.
    pub(super) fn add(&mut self, words: WriteUpWords) -> NumberedWriteUp {
        let numbers: Vec<u32> = words.forms().map(|(written, form)| self.form(written, form)).collect();
        let renumbered = |token: &FormInPlace| FormInPlace::new(numbers[token.form() as usize], token.follows());
        let tokens = words.tokens.iter().map(renumbered).collect();
        NumberedWriteUp { tokens, sentences: words.sentences }
    }

    /// The terms of a text that is none of the write-ups, as far as they are known.
    pub(super) fn known(&self, words: &WriteUpWords) -> HashSet<u32> {
        let all = words.forms().flat_map(|(written, form)| terms(written, form));
        all.filter_map(|term| self.terms.get(term.as_str()).copied()).collect()
    }

    /// Learns which forms are ordinary words of these languages, and of English, in which identifiers and logs are written. Words of
    /// other scripts and unknown languages are none.
    pub(super) fn know_ordinary(&mut self, languages: &[&str]) {
        let lists = languages.iter().chain(&["en"]).filter_map(|language| stop_words_of(language));
        let known: HashSet<String> = lists.flatten().map(|word| fold(word).into_owned()).collect();
        let trade: HashSet<Cow<'_, str>> = OF_ANY_WRITE_UP.split_whitespace().map(stem).collect();
        let ordinary = |written: &str| {
            let folded = fold(written);
            known.contains(&*folded) || trade.contains(&*stem(&folded)) || is_word_of_calendars(&folded)
        };
        self.ordinary = self.forms.iter().map(|(written, _)| ordinary(written)).collect();
        let lines = EVERYDAY.lines().filter_map(|line| line.split_once(": "));
        let spoken = |language: &str| language == "en" || languages.iter().any(|own| own.starts_with(language));
        let everyday: HashSet<Cow<'_, str>> = lines
            .filter(|(language, _)| spoken(language))
            .flat_map(|(_, words)| words.split(' '))
            .map(|word| Cow::Owned(stem(&fold(word)).into_owned()))
            .collect();
        self.everyday = self.forms.iter().map(|(written, _)| everyday.contains(&*stem(&fold(written)))).collect();
    }

    /// Whether a form is an ordinary word, which says nothing on its own.
    pub(super) fn is_ordinary(&self, form: u32) -> bool {
        self.ordinary.get(form as usize).copied().unwrap_or(false)
    }

    /// Whether a form is a word of everyday prose: alone it is no reason.
    pub(super) fn is_everyday(&self, form: u32) -> bool {
        self.everyday.get(form as usize).copied().unwrap_or(false)
    }

    /// Learns which terms are people, from who is named on the site and from how the words are written in `told`, all write-ups.
    ///
    /// A term that is also another word in small letters is none.
    pub(super) fn know_people(&mut self, people: &People, told: &[NumberedWriteUp]) {
        let mut counts = vec![0usize; self.forms.len()];
        told.iter().flat_map(|told| &told.tokens).for_each(|token| counts[token.form() as usize] += 1);
        let mut written: FxHashMap<Cow<'_, str>, Written> = FxHashMap::default();
        let is_large = |form: &str| form.starts_with(char::is_uppercase);
        for ((form, _), count) in self.forms.iter().zip(&counts) {
            let known = written.entry(fold(form)).or_default();
            *(if is_large(form) { &mut known.large } else { &mut known.small }) += count;
        }
        let named: Vec<bool> =
            self.forms.iter().map(|(form, _)| people.are_named(form, written[&fold(form)])).collect();
        let own = |form: usize| self.terms_of(form as u32).first().copied();
        let mut are_people = vec![false; self.terms.len()];
        (0..named.len()).filter(|&form| named[form]).filter_map(own).for_each(|term| are_people[term as usize] = true);
        let things = (0..named.len()).filter(|&form| {
            let folded = fold(&self.forms[form].0);
            !named[form] && !is_large(&self.forms[form].0) && !people.are_named(&capitalised(&folded), written[&folded])
        });
        things.filter_map(own).for_each(|term| are_people[term as usize] = false);
        self.people = are_people;
    }

    /// Whether a term is a person: no reason to read one write-up beside another.
    pub(super) fn is_person(&self, term: u32) -> bool {
        self.people.get(term as usize).copied().unwrap_or(false)
    }

    /// How many different terms there are.
    pub(super) fn terms(&self) -> usize {
        self.terms.len()
    }

    /// The term of a word, if any write-up has it.
    pub(super) fn term(&self, word: &str) -> Option<u32> {
        self.terms.get(&*stem(&fold(word))).copied()
    }

    /// The terms that a form counts for: its own, then those of its parts. None for stop words and numbers.
    pub(super) fn terms_of(&self, form: u32) -> &[u32] {
        let at = form as usize;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.form_terms[start as usize..self.ends[at] as usize]
    }

    /// A form as written.
    pub(super) fn written(&self, form: u32) -> &str {
        &self.forms[form as usize].0
    }

    /// What a form is.
    pub(super) fn form_of(&self, form: u32) -> WordClass {
        self.forms[form as usize].1
    }

    fn form(&mut self, written: &str, form: WordClass) -> u32 {
        if let Some(&number) = self.numbers.get(written) {
            return number;
        }
        let number = self.forms.len() as u32;
        self.numbers.insert(Box::from(written), number);
        self.forms.push((Box::from(written), form));
        for term in terms(written, form) {
            let next = self.terms.len() as u32;
            let number = *self.terms.entry(term.into_boxed_str()).or_insert(next);
            self.form_terms.push(number);
        }
        self.ends.push(self.form_terms.len() as u32);
        number
    }
}

/// A word with a capital.
fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// What a form counts for.
pub(super) fn terms(written: &str, form: WordClass) -> Vec<String> {
    let term = |text: &str| stem(&fold(text)).into_owned();
    match form {
        WordClass::Stop | WordClass::Number => Vec::new(),
        WordClass::Pair => vec![fold(written).into_owned()],
        // Marks are no part of it: `e-mail` and `email` are one.
        WordClass::Whole => vec![fold(written).chars().filter(|c| c.is_alphanumeric()).collect()],
        WordClass::Word | WordClass::Calendar => {
            let mut terms = vec![term(written)];
            terms.extend(camel_parts(written).into_iter().filter(|part| part.len() > 1).map(term));
            terms
        }
    }
}
