//! What was counted and what was not becomes the line below a picture.

use crate::analyse::trends::{Gap, IncidentFacts, LeftOut, Period, Selection};
use crate::wording::Wording;

/// Why some incidents of a selection have nothing to count, most often first; for [`caption`].
pub(super) fn gaps(selection: &Selection<'_>, gap: impl Fn(&IncidentFacts) -> Option<Gap>) -> Vec<(Gap, usize)> {
    let mut gaps: Vec<(Gap, usize)> = Vec::new();
    for found in selection.rows.iter().filter_map(|facts| gap(facts)) {
        match gaps.iter_mut().find(|(known, _)| *known == found) {
            Some((_, count)) => *count += 1,
            None => gaps.push((found, 1)),
        }
    }
    gaps.sort_by_key(|(gap, count)| (std::cmp::Reverse(*count), *gap));
    gaps
}

/// `181 of 239 incidents say how long they lasted; 55 do not say, 3 contradict themselves. Left out: 2 exercises.`
///
/// In sentences. `n` of the selection's incidents have what `told` is about, a table below `trends.told`; `gaps` tell why the others have not.
pub(super) fn caption(
    wording: &Wording,
    selection: &Selection<'_>,
    n: usize,
    told: &str,
    gaps: &[(Gap, usize)],
) -> Vec<String> {
    let left_out = not_counted(wording, selection);
    std::iter::once(counted(wording, selection, n, told, gaps)).chain(left_out).collect()
}

/// The first sentence of a [`caption`], for what has several.
pub(super) fn counted(
    wording: &Wording,
    selection: &Selection<'_>,
    n: usize,
    told: &str,
    gaps: &[(Gap, usize)],
) -> String {
    let all = selection.n();
    let counted = match n == all {
        true => wording.large(&format!("{told}.all"), all, &[]),
        false => {
            let of = wording.large("trends.of_incidents", all, &[]);
            wording.large(&format!("{told}.some"), n, &[("of", &of)])
        }
    };
    let why: Vec<String> = gaps.iter().map(|(gap, count)| reason(wording, *gap, *count)).collect();
    match why.is_empty() {
        true => wording.fill("trends.counted.end", &[("counted", &counted)]),
        false => wording.fill("trends.counted.why", &[("counted", &counted), ("why", &wording.list(&why))]),
    }
}

/// How many of the `n` that are drawn are drawn as rings; nothing when none is.
pub(super) fn rings(wording: &Wording, inferred: usize, n: usize) -> Option<String> {
    match inferred {
        0 => None,
        1 if n == 1 => Some(wording.say("trends.rings.only")),
        _ if inferred == n => Some(wording.say("trends.rings.all")),
        _ => Some(wording.large("trends.rings.some", inferred, &[])),
    }
}

/// The last sentence of a [`caption`]; nothing when nothing was left out.
pub(super) fn not_counted(wording: &Wording, selection: &Selection<'_>) -> Option<String> {
    let left = left_out(wording, selection.left_out, selection.scope.period);
    (!left.is_empty()).then(|| wording.fill("trends.left.out", &[("what", &wording.list(&left))]))
}

/// How many of a selection can be placed in time, which is what comparing periods takes.
pub(crate) fn placed(wording: &Wording, selection: &Selection<'_>) -> String {
    let dated = selection.rows.iter().filter(|facts| facts.date.known().is_some()).count();
    let gaps = gaps(selection, |facts| facts.date.gap());
    wording.paragraph(&caption(wording, selection, dated, "trends.told.dated", &gaps))
}

/// What `key` says of so many; nothing of none.
pub(super) fn some(wording: &Wording, key: &str, count: usize) -> Option<String> {
    (count > 0).then(|| wording.large(key, count, &[]))
}

/// `3 contradict themselves`.
pub(super) fn reason(wording: &Wording, gap: Gap, n: usize) -> String {
    let key = match gap {
        Gap::Silent => "trends.gap.silent",
        Gap::Unknown => "trends.gap.unknown",
        Gap::Coarse => "trends.gap.coarse",
        Gap::Contradictory => "trends.gap.contradictory",
        Gap::OnlyInferred => "trends.gap.only_inferred",
    };
    wording.large(key, n, &[])
}

fn left_out(wording: &Wording, left: LeftOut, period: Period) -> Vec<String> {
    let undated = if period == Period::All { "trends.left.undated" } else { "trends.left.unclear" };
    [
        (left.exercises, "trends.left.exercises"),
        (left.successes, "trends.left.successes"),
        (left.elsewhere, "trends.left.elsewhere"),
        (left.excluded, "trends.left.excluded"),
        (left.later, "trends.left.later"),
        (left.undated, undated),
    ]
    .into_iter()
    .filter_map(|(n, key)| some(wording, key, n))
    .collect()
}
