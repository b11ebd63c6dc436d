//! What a page says of its incident in short, or in a row, becomes what is said of it elsewhere: the same without the people in it.
//!
//! No rule finds all of them; the page itself says what its author wrote.

use std::ops::Range;

use crate::link::FacetKind;
use crate::site::Site;
use crate::text::fold;
use crate::text::people::{Stands, is_label_of_owners, may_be_people, people_in};

/// What stands for somebody.
const SOMEBODY: &str = "…";

/// `text` without the people that it names; `entry` where it is one of a timeline.
pub(crate) fn without_people(site: &Site, text: &str, entry: bool) -> String {
    let mut places: Vec<Range<usize>> = Vec::new();
    for person in people_in(text, entry) {
        let start = person.word.as_ptr() as usize - text.as_ptr() as usize;
        // Initials are as often a team's, and an address of figures is no handle.
        let is_doubtful = person.by == Stands::Initials || !person.word.contains(char::is_alphabetic);
        if is_doubtful || person.by == Stands::Acted && !may_have_acted(&text[..start], person.word) {
            continue;
        }
        if person.by != Stands::Handle && is_thing(site, person.word) {
            continue;
        }
        let end = start + person.word.len();
        let handle = text[..start].ends_with('@');
        let start = if handle { start - 1 } else { given_name_before(text, start).unwrap_or(start) };
        places.push(start..end);
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
    node pod start stop restart kubelet host server service";

/// Whether a word is of the name of a service, a team, a tag.
fn is_thing(site: &Site, word: &str) -> bool {
    // Most words are in plain letters, and are compared without making any.
    let folded = (!word.is_ascii()).then(|| fold(word));
    let same = |part: &str| match &folded {
        Some(folded) => fold(part) == *folded,
        None => part.eq_ignore_ascii_case(word),
    };
    let says = |name: &str| name.split(|c: char| !c.is_alphanumeric()).any(same);
    site.links.facets.iter().any(|(kind, facets)| {
        let counts = |listed: bool| listed || matches!(kind, FacetKind::Service | FacetKind::Tag);
        let named = |aliases: &[String]| aliases.iter().any(|alias| says(alias));
        facets
            .iter()
            .any(|facet| counts(facet.listed) && (says(&facet.id) || says(&facet.name) || named(&facet.aliases)))
    })
}
