//! How many of the incidents that the house knows of have been written up, in words.

use crate::analyse::trends::{Period, Selection, Setting};
use crate::words::phrases::spoken_list;

/// What a selection's period says of coverage, newest years first; nothing where the house does not say how many incidents it knows of.
pub(crate) fn coverage(selection: &Selection<'_>) -> Vec<String> {
    let trends = selection.trends;
    let asked = |year: i16| match selection.scope.period {
        Period::Year(asked) => asked == year,
        Period::All => true,
        _ => false,
    };
    let written = |year: i16| {
        let here = |setting| matches!(setting, Setting::Here | Setting::Excluded);
        let in_year = |date: &jiff::civil::Date| date.year() == year;
        trends.facts.iter().filter(|facts| here(facts.setting) && facts.date.known().is_some_and(in_year)).count()
    };
    let years = trends.known().into_iter().rev().filter(|(year, _)| asked(*year));
    let (within, beyond): (Vec<_>, Vec<_>) = years
        .map(|(year, known)| (year, written(year), known))
        .partition(|(_, written, known)| *written as u64 <= *known);
    let have = |written: usize| if written == 1 { "has" } else { "have" };
    let mut sentences = Vec::new();
    match within.as_slice() {
        [] => {}
        [(year, written, known)] => sentences.push(format!(
            "{written} of the {known} incidents that the house knows of in {year} {} a write-up.",
            have(*written)
        )),
        several => {
            let all: usize = several.iter().map(|(_, written, _)| written).sum();
            let known: u64 = several.iter().map(|(_, _, known)| known).sum();
            let each: Vec<String> =
                several.iter().map(|(year, written, known)| format!("{written} of {known} in {year}")).collect();
            sentences.push(format!(
                "{all} of the {known} incidents that the house knows of {} a write-up: {}.",
                have(all),
                spoken_list(&each)
            ));
        }
    }
    sentences.extend(beyond.into_iter().map(|(year, written, known)| {
        let incidents = if known == 1 { "incident" } else { "incidents" };
        format!("{year} has {written} write-ups, more than the {known} {incidents} that the house says it knows of.")
    }));
    sentences
}
