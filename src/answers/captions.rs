//! What was counted and what was not becomes the line below a picture.

use crate::analyse::trends::{Gap, IncidentFacts, LeftOut, Period, Selection};
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::spoken_list;

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
/// `n` of the selection's incidents have what `says` names; `gaps` tell why the others have not.
pub(super) fn caption(selection: &Selection<'_>, n: usize, says: &str, gaps: &[(Gap, usize)]) -> String {
    format!("{}{}", counted(selection, n, says, gaps), not_counted(selection))
}

/// The first sentence of a [`caption`], for what has several.
pub(super) fn counted(selection: &Selection<'_>, n: usize, says: &str, gaps: &[(Gap, usize)]) -> String {
    let all = selection.n();
    let mut counted = match (n == all, all) {
        (true, 1) => format!("The one incident {}", singular(says)),
        (true, _) => format!("All {} {says}", large_count(all, "incident", "incidents")),
        (false, _) => {
            let says = if n == 1 { singular(says) } else { says.to_owned() };
            format!("{} of {} {says}", thousands(n), large_count(all, "incident", "incidents"))
        }
    };
    let why: Vec<String> = gaps.iter().map(|(gap, count)| reason(*gap, *count)).collect();
    if !why.is_empty() {
        counted.push_str("; ");
        counted.push_str(&spoken_list(&why));
    }
    counted.push('.');
    counted
}

/// How many of the `n` that are drawn are drawn as rings, with a space before it; nothing when none is.
pub(super) fn rings(inferred: usize, n: usize) -> String {
    match inferred {
        0 => String::new(),
        1 if n == 1 => String::from(" It was read from a text and is drawn as a ring."),
        1 => String::from(" 1 of them was read from a text and is drawn as a ring."),
        _ if inferred == n => String::from(" All of them were read from texts and are drawn as rings."),
        _ => format!(" {} of them were read from texts and are drawn as rings.", thousands(inferred)),
    }
}

/// The last sentence of a [`caption`], with a space before it; nothing when nothing was left out.
pub(super) fn not_counted(selection: &Selection<'_>) -> String {
    let left = left_out(selection.left_out, selection.scope.period);
    if left.is_empty() { String::new() } else { format!(" Left out: {}.", spoken_list(&left)) }
}

/// How many of a selection can be placed in time, which is what comparing periods takes.
pub(crate) fn placed(selection: &Selection<'_>) -> String {
    let dated = selection.rows.iter().filter(|facts| facts.date.known().is_some()).count();
    caption(selection, dated, "have a date", &gaps(selection, |facts| facts.date.gap()))
}

/// What the caption says of values that are only inferred; nothing when there are none.
pub(super) fn inferred(count: usize, what: &str, whats: &str) -> String {
    match count {
        0 => String::new(),
        1 => format!(" {what} was read from the text, not from a key."),
        _ => format!(" {} {whats} were read from the text, not from a key.", thousands(count)),
    }
}

/// What the caption says of incidents that pictures of the calendar leave out; nothing when there are none.
pub(super) fn unplaced(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => String::from(" 1 is not on the calendar: its date is not exact enough, or too early."),
        _ => format!(" {} are not on the calendar: their dates are not exact enough, or too early.", thousands(count)),
    }
}

/// `say` as one says it: `says`.
fn singular(says: &str) -> String {
    let (verb, rest) = says.split_once(' ').unwrap_or((says, ""));
    let verb = if verb == "have" { String::from("has") } else { format!("{verb}s") };
    if rest.is_empty() { verb } else { format!("{verb} {rest}") }
}

/// `3 contradict themselves`.
pub(super) fn reason(gap: Gap, n: usize) -> String {
    let does = |one: &str, many: &str| format!("{} {}", thousands(n), if n == 1 { one } else { many });
    match gap {
        Gap::Silent => does("does not say", "do not say"),
        Gap::Unknown => does("says that it is not known", "say that it is not known"),
        Gap::Coarse => does("is not exact enough", "are not exact enough"),
        Gap::Contradictory => does("contradicts itself", "contradict themselves"),
        Gap::OnlyInferred => does("says so only in its text", "say so only in their text"),
    }
}

fn left_out(left: LeftOut, period: Period) -> Vec<String> {
    let dated = match period {
        Period::All => "incident without a date",
        _ => "incident whose date does not say whether it belongs here",
    };
    let dateless = match period {
        Period::All => "incidents without a date",
        _ => "incidents whose date does not say whether they belong here",
    };
    [
        (left.exercises, "exercise", "exercises"),
        (left.successes, "account of what went right", "accounts of what went right"),
        (left.elsewhere, "that happened elsewhere", "that happened elsewhere"),
        (left.excluded, "that its author asks to leave out", "that their authors ask to leave out"),
        (left.later, "that is later than the day of this page", "that are later than the day of this page"),
        (left.undated, dated, dateless),
    ]
    .into_iter()
    .filter(|(n, _, _)| *n > 0)
    .map(|(n, one, many)| large_count(n, one, many))
    .collect()
}
