//! How many of the incidents that the house knows of have been written up, in words.

use crate::analyse::trends::{Period, Selection, Setting};
use crate::wording::Wording;

/// What a selection's period says of coverage, newest years first; nothing where the house does not say how many incidents it knows of.
pub(crate) fn coverage(wording: &Wording, selection: &Selection<'_>) -> Vec<String> {
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
    let mut sentences = Vec::new();
    match within.as_slice() {
        [] => {}
        [(year, written, known)] => {
            let filling = [("known", known.to_string()), ("year", year.to_string())];
            let filling = filling.each_ref().map(|(name, text)| (*name, text.as_str()));
            sentences.push(wording.count_with("trends.coverage.one", *written, &filling));
        }
        several => {
            let all: usize = several.iter().map(|(_, written, _)| written).sum();
            let known: u64 = several.iter().map(|(_, _, known)| known).sum();
            let each = |(year, written, known): &(i16, usize, u64)| {
                let filling =
                    [("count", written.to_string()), ("known", known.to_string()), ("year", year.to_string())];
                wording.compose("trends.coverage.of_year", &filling)
            };
            let years = wording.list(&several.iter().map(each).collect::<Vec<_>>());
            let filling = [("known", known.to_string()), ("years", years)];
            let filling = filling.each_ref().map(|(name, text)| (*name, text.as_str()));
            sentences.push(wording.count_with("trends.coverage.all", all, &filling));
        }
    }
    sentences.extend(beyond.into_iter().map(|(year, written, known)| {
        let filling = [("year", year.to_string()), ("written", written.to_string())];
        let filling = filling.each_ref().map(|(name, text)| (*name, text.as_str()));
        wording.count_with("trends.coverage.beyond", usize::try_from(known).unwrap_or(usize::MAX), &filling)
    }));
    sentences
}
