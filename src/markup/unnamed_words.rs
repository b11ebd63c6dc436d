//! What a page says of its incident in short, or in a row, becomes what is said of it elsewhere: the same without the people in it.
//!
//! No rule finds all of them; the page itself says what its author wrote.

use std::ops::Range;

use crate::model::Page;
use crate::site::Site;
use crate::text::people::{
    Stands, doubtful_people, is_label_of_owners, is_written_as_name, may_be_people, people_in, people_listed,
};

/// What stands for somebody.
const SOMEBODY: &str = "…";

/// Whom a page names by what it says of them somewhere: in other places on the page their names may stand alone.
#[derive(Debug, Default)]
pub(crate) struct PageNames(Vec<String>);

/// The people that one text names: where, and whether as a handle.
#[derive(Debug)]
pub(crate) struct NamedInText(Vec<(Range<usize>, bool)>);

impl NamedInText {
    /// The people that `text` names; `entry` where it is one of a timeline.
    pub(crate) fn of(site: &Site, text: &str, entry: bool) -> Self {
        let named = people_named(site, text, entry).into_iter();
        Self(named.map(|(word, is_handle)| (place_in(text, word), is_handle)).collect())
    }
}

/// Where `part` stands in `text`, which it was cut out of.
fn place_in(text: &str, part: &str) -> Range<usize> {
    let start = part.as_ptr() as usize - text.as_ptr() as usize;
    start..start + part.len()
}

impl PageNames {
    /// Whom `page` names as its author or in one of `texts`, each with those that it names.
    pub(crate) fn of<'t>(site: &Site, page: &Page, texts: impl Iterator<Item = (&'t str, &'t NamedInText)>) -> Self {
        let authors = page.authors.iter().flat_map(|author| people_listed(author));
        let mut names: Vec<String> = authors.filter(|name| is_written_as_name(name)).map(str::to_owned).collect();
        let is_name =
            |word: &&str| is_written_as_name(word) && word.chars().count() > 2 && !site.links.is_of_a_name(word);
        for (text, NamedInText(places)) in texts {
            let words = places.iter().filter_map(|(place, _)| text.get(place.clone()));
            names.extend(words.filter(is_name).map(str::to_owned));
        }
        names.sort_unstable();
        names.dedup();
        // What stands in small letters too is a word of the page, whoever is called by it in one place.
        names.retain(|name| !has_word(&page.text, &name.to_lowercase()));
        Self(names)
    }

    /// Where a text has one of them.
    fn places<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> {
        self.0.iter().flat_map(move |name| {
            let places = text.match_indices(name.as_str()).map(|(at, found)| at..at + found.len());
            places.filter(move |place| is_whole(text, place.clone()))
        })
    }
}

/// Whether `text` has a word, on its own.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| is_whole(text, at..at + found.len()))
}

/// Whether what stands at `place` is no part of a longer word, of an address or of a handle.
fn is_whole(text: &str, place: Range<usize>) -> bool {
    let goes_on = |c: char| c.is_alphanumeric() || matches!(c, '@' | '/' | '_');
    !text[..place.start].ends_with(goes_on) && !text[place.end..].starts_with(goes_on)
}

/// `text` without the people that it names; `entry` where it is one of a timeline.
pub(crate) fn without_people(site: &Site, text: &str, entry: bool) -> String {
    without_named(text, &NamedInText::of(site, text, entry), &PageNames::default())
}

/// `text` without the people that it names, and those either whom its page names elsewhere.
pub(crate) fn without_named(text: &str, named: &NamedInText, names: &PageNames) -> String {
    let mut places: Vec<Range<usize>> = Vec::new();
    let named = named.0.iter().cloned();
    for (Range { start, end }, is_handle) in named.chain(names.places(text).map(|place| (place, false))) {
        let handle = is_handle && text[..start].ends_with('@');
        let start = if handle { start - 1 } else { given_name_before(text, start).unwrap_or(start) };
        places.push(whole_link(text, start..end));
    }
    // Of two that begin together the longer: a given name, and the same with the family's.
    places.sort_by_key(|place| (place.start, std::cmp::Reverse(place.end)));
    places.dedup_by_key(|place| place.start);
    let mut said = String::with_capacity(text.len());
    let mut at = 0;
    for place in places {
        let between = text.get(at..place.start).unwrap_or_default();
        // A family name goes with the one before it.
        if !(said.ends_with(SOMEBODY) && (between == " " || place.start < at)) {
            said.push_str(between);
            said.push_str(SOMEBODY);
        }
        at = at.max(place.end);
    }
    said.push_str(text.get(at..).unwrap_or_default());
    said
}

/// The words of `text` that are people, each with whether it is a handle.
fn people_named<'t>(site: &Site, text: &'t str, entry: bool) -> Vec<(&'t str, bool)> {
    let mut named: Vec<(&str, bool)> = Vec::new();
    for person in people_in(text, entry) {
        let start = place_in(text, person.word).start;
        // Initials are as often a team's, and an address of figures is no handle.
        let is_doubtful = person.by == Stands::Initials || !person.word.contains(char::is_alphabetic);
        let acted = person.by != Stands::Acted || may_have_acted(&text[..start], person.word);
        let is_handle = person.by == Stands::Handle;
        if !is_doubtful && acted && (is_handle || !site.links.is_of_a_name(person.word)) {
            named.push((person.word, is_handle));
        }
    }
    let people: Vec<&str> = named.iter().map(|(word, _)| *word).collect();
    let doubtful = doubtful_people(text, &people).into_iter().filter(|word| !site.links.is_of_a_name(word));
    named.extend(doubtful.map(|word| (word, false)));
    named
}

/// All of a link that is no more than a name: where it leads names them as well.
fn whole_link(text: &str, name: Range<usize>) -> Range<usize> {
    let Some(before) = text.get(..name.start).and_then(|before| before.strip_suffix('[')) else { return name };
    let after = text.get(name.end..).and_then(|after| after.strip_prefix("](")).and_then(|to| to.find(')'));
    match after {
        Some(end) => before.len()..name.end + "](".len() + end + 1,
        None => name,
    }
}

/// Where the given name begins that stands before a name at `start` and is a word besides: "Mark".
fn given_name_before(text: &str, start: usize) -> Option<usize> {
    let before = text.get(..start)?.strip_suffix(' ')?;
    let word = before.rsplit(|c: char| !c.is_alphanumeric()).next().filter(|word| !word.is_empty())?;
    is_label_of_owners(word).then_some(before.len() - word.len())
}

/// Whether a word that did what people do may be somebody's name: what begins a sentence has a capital whatever it is, and "a spike in Redis
/// writes" is of writes.
fn may_have_acted(before: &str, word: &str) -> bool {
    let bare = before.trim_end();
    let last = bare.rsplit(' ').next().unwrap_or_default();
    let begins = bare.is_empty() || bare.ends_with(['.', '!', '?', ';', ':', '–', '—', '-', '|', '(']);
    let goes_on = bare.ends_with(',') || ["and", "then", "later", "so", "but", "when"].contains(&last);
    let lower = word.to_lowercase();
    (begins || goes_on)
        && may_be_people(word)
        && !(["s", "ed", "ing", "ly", "mortem"].iter().any(|end| lower.ends_with(end))
            || NOBODY.split_whitespace().any(|nobody| nobody == lower))
}

/// What begins sentences of what people do and is nobody's name.
const NOBODY: &str = "
    we they he she it you i nobody someone somebody everyone everybody anyone who this that these those one another both many most some
    several few all none other others customer user client engineer developer operator staff team support ops operations monitoring
    security management marketing sre oncall vendor provider partner partners colleague admin administrator reporter responder community
    manager lead engineering product sales finance legal docs people also first later then finally after before while when during once upon
    on in at by for with until since as if because again still just now never always soon nearly almost only even not no yes both began ran
    went came saw found took got made had has was were is are will would could should may might can tba
    node pod start stop restart kubelet host server service cluster hub database proxy gateway system deploy deployment pipeline script job build
    test tests cache queue worker network website site page app application bot frontend backend library scheduler autoscaler kernel driver
    firewall router switch disk monitor alert alerts dashboard browser device load traffic data";
