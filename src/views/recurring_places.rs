//! Groups of incidents that keep coming back become places: on which sheet each is told, under which anchor.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analyse::similar::Recurrence;
use crate::link::{PageIx, slug};
use crate::views::page_size::SHEET;

/// Where the groups are told: on which sheet, under which anchor.
#[derive(Debug, Default)]
pub(crate) struct RecurringPlaces {
    pub(crate) sheets: Vec<Range<usize>>,
    pub(crate) anchors: Vec<String>,
    /// The group of an incident.
    pub(crate) group_of: HashMap<PageIx, usize>,
}

/// Words that a group goes by.
pub(crate) const WORDS: usize = 4;

/// Puts the groups on sheets: as many as have [`SHEET`] incidents together, at least one.
pub(crate) fn places(recurring: &[Recurrence]) -> RecurringPlaces {
    let mut places = RecurringPlaces::default();
    let mut taken: HashSet<String> = HashSet::new();
    let mut rows = 0;
    for (ix, group) in recurring.iter().enumerate() {
        rows += group.pages.len();
        match places.sheets.last_mut() {
            Some(sheet) if rows <= SHEET => sheet.end = ix + 1,
            _ => {
                places.sheets.push(ix..ix + 1);
                rows = group.pages.len();
            }
        }
        let words = group.words.iter().take(WORDS).map(String::as_str).collect::<Vec<_>>().join(" ");
        let name = if words.is_empty() { String::from("group") } else { slug(&words) };
        let numbered = (2..).map(|number| format!("{name}-{number}"));
        let anchor = std::iter::once(name.clone()).chain(numbered).find(|anchor| !taken.contains(anchor));
        let anchor = anchor.expect("numbers do not end");
        taken.insert(anchor.clone());
        places.anchors.push(anchor);
        for &page in &group.pages {
            places.group_of.entry(page).or_insert(ix);
        }
    }
    places
}

impl RecurringPlaces {
    /// Whether nothing keeps coming back.
    pub(crate) fn is_empty(&self) -> bool {
        self.sheets.is_empty()
    }

    /// The sheets of the page; none where nothing keeps coming back.
    pub(crate) fn sheets(&self) -> Range<usize> {
        0..self.sheets.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(pages: std::ops::Range<usize>, words: &[&str]) -> Recurrence {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        Recurrence { pages: pages.collect(), words, shared: Vec::new() }
    }

    #[test]
    fn groups_fill_sheets_and_a_large_one_has_its_own() {
        let places = places(&[group(0..250, &["lease"]), group(250..350, &["label"]), group(350..450, &["label"])]);
        assert_eq!(places.sheets, [0..1, 1..3]);
        assert_eq!(places.anchors, ["lease", "label", "label-2"]);
        assert_eq!(places.group_of.get(&300), Some(&1));
        assert!(super::places(&[]).is_empty());
    }

    #[test]
    fn an_anchor_is_made_of_words_and_is_there_without_them() {
        let anchors = places(&[group(0..3, &[]), group(3..6, &[]), group(6..9, &["Stale lease", "二重"])]).anchors;
        assert_eq!(anchors, ["group", "group-2", "stale-lease-二重"]);
    }
}
