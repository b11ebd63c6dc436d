//! Facts become numbers about how long it took until somebody knew, by how it was found.

use crate::analyse::trends::lengths_of_time::{Lasted, Length, Lengths, lengths, seconds};
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::small_numbers::{self, Median};

/// How long it took until somebody knew.
#[derive(Debug)]
pub struct Detection<'t> {
    /// Of all, over the calendar.
    pub lengths: Lengths<'t>,
    /// By how it was found: the ways that most incidents name first, equal ones by name; and the rest.
    pub ways: Vec<Way<'t>>,
}

/// Incidents that were found in one way.
#[derive(Debug)]
pub struct Way<'t> {
    /// Which.
    pub found: Found,
    /// Ascending; equal ones by page.
    pub lengths: Vec<Lasted<'t>>,
    /// Their middle; of the rest nothing, as it is not one kind of thing.
    pub median: Option<Median>,
}

/// How incidents were found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// As this word says.
    By(String),
    /// In ways that fewer incidents name than the others.
    Otherwise,
    /// They do not say.
    Unsaid,
}

/// Ways that are shown each for itself, at most.
const WAYS: usize = 8;

/// Collects how long it took until somebody knew. Cost: some sorts.
pub fn detection<'t>(selection: &Selection<'t>) -> Detection<'t> {
    let lengths = lengths(selection, Length::Detected);
    let ways = ways(&lengths.all);
    Detection { lengths, ways }
}

fn ways<'t>(all: &[Lasted<'t>]) -> Vec<Way<'t>> {
    let mut words: Vec<(&str, Vec<Lasted<'t>>)> = Vec::new();
    let mut unsaid = Vec::new();
    for lasted in all {
        match lasted.facts.detection.known() {
            Some(word) => match words.binary_search_by_key(&word.as_str(), |(known, _)| known) {
                Ok(at) => words[at].1.push(*lasted),
                Err(at) => words.insert(at, (word, vec![*lasted])),
            },
            None => unsaid.push(*lasted),
        }
    }
    // Equally many stay in the order of their words.
    words.sort_by_key(|(_, lengths)| std::cmp::Reverse(lengths.len()));
    // One that is left over may as well stand for itself.
    let shown = if words.len() > WAYS + 1 { WAYS } else { words.len() };
    let mut others: Vec<Lasted<'t>> = words.drain(shown..).flat_map(|(_, lengths)| lengths).collect();
    others.sort_by(|a, b| a.seconds.total_cmp(&b.seconds).then(a.facts.page.cmp(&b.facts.page)));
    let one = |(word, lengths): (&str, Vec<Lasted<'t>>)| Way {
        median: Some(small_numbers::median(&seconds(&lengths))),
        found: Found::By(word.to_owned()),
        lengths,
    };
    let mut ways: Vec<Way<'t>> = words.into_iter().map(one).collect();
    let rest = [(Found::Otherwise, others), (Found::Unsaid, unsaid)];
    ways.extend(rest.map(|(found, lengths)| Way { found, lengths, median: None }));
    ways.retain(|way| !way.lengths.is_empty());
    ways
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::IncidentFacts;
    use crate::analyse::trends::fixture::{all, incident, minutes, stated, trends};

    #[test]
    fn ways_that_few_name_have_no_median_and_a_long_tail_is_one() {
        let found = |page: usize, word: &str| IncidentFacts {
            until_detected: minutes(page as f64),
            detection: stated(word.to_owned()),
            ..incident(page, "2024-03-01")
        };
        let mut rows: Vec<IncidentFacts> = (0..6).map(|page| found(page, "support")).collect();
        rows.extend((10..12).map(|page| found(page, "alert")));
        rows.extend("abcdefgh".chars().enumerate().map(|(at, c)| found(20 + at, &c.to_string())));
        rows.push(IncidentFacts { until_detected: minutes(3.0), ..incident(30, "2024-03-01") });
        rows.push(IncidentFacts { detection: stated(String::from("alert")), ..incident(31, "2024-03-01") });
        let trends = trends(rows, "2024-12-31");
        let selection = all(&trends);
        let ways: Vec<(Found, usize, Option<f64>)> = detection(&selection)
            .ways
            .into_iter()
            .map(|way| (way.found, way.lengths.len(), way.median.and_then(|median| median.value)))
            .collect();
        let by = |word: &str| Found::By(word.to_owned());
        let mut expected = vec![(by("support"), 6, Some(150.0)), (by("alert"), 2, None)];
        expected.extend("abcdef".chars().map(|c| (by(&c.to_string()), 1, None)));
        expected.extend([(Found::Otherwise, 2, None), (Found::Unsaid, 1, None)]);
        assert_eq!(ways, expected);
    }
}
