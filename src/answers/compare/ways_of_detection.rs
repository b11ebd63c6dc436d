//! Shares of the ways of finding out in two periods become sentences and tables.

use crate::analyse::trends::share_change::Changed;
use crate::analyse::trends::small_numbers::{SHARE_FROM, Share};
use crate::analyse::trends::{Question, Side};
use crate::answers::compare::comparison::{Comparison, columns};
use crate::answers::tables::{Cell, Table};
use crate::statistics::{Difference, Interval};
use crate::wording::english;
use crate::words::codes;
use crate::words::estimates::percent;
use crate::words::numbers::thousands;
use crate::words::periods::in_side;
use crate::words::phrases::capital;

/// Whether the shares of ways changed.
pub(super) fn found(ways: &[(&str, Changed)], sides: &(Side<'_>, Side<'_>)) -> Comparison {
    let sentences = match ways.first() {
        None => vec![String::from("No incident on either side says how it was found.")],
        Some((_, first)) => {
            let told = |share: &Share, side: &Side<'_>| {
                format!(
                    "{} {} of {} say how they were found",
                    in_side(english(), side.name),
                    share.of,
                    thousands(side.rows.len())
                )
            };
            let told = format!("{}, {}.", told(&first.before, &sides.0), told(&first.after, &sides.1));
            std::iter::once(capital(&told)).chain(changes(ways)).collect()
        }
    };
    let row = |(word, way): &(&str, Changed)| {
        let mut row = vec![Cell::Text(capital(&codes::detection(english(), word)))];
        row.extend(cells(&way.before));
        row.extend(cells(&way.after));
        row
    };
    Comparison {
        question: Question::Found,
        key: "found",
        title: None,
        sentences,
        table: Table {
            columns: columns(&[
                ("found_by", "Found by"),
                ("before_count", "Before"),
                ("before_of", "of"),
                ("before_share", "Share"),
                ("before_low", "Interval from"),
                ("before_high", "to"),
                ("after_count", "After"),
                ("after_of", "of"),
                ("after_share", "Share"),
                ("after_low", "Interval from"),
                ("after_high", "to"),
            ]),
            rows: ways.iter().map(row).collect(),
        },
        spoken: Some(spoken(ways, sides)),
        looks: ways.iter().filter(|(_, way)| way.difference.is_some()).count(),
    }
}

fn spoken(ways: &[(&str, Changed)], sides: &(Side<'_>, Side<'_>)) -> Table {
    let cell = |share: &Share| {
        let around = share
            .share
            .map(|(_, around)| format!(" ({} to {})", percent(english(), around.low), percent(english(), around.high)));
        Cell::Text(format!("{} of {}{}", share.count, share.of, around.unwrap_or_default()))
    };
    let row = |(word, way): &(&str, Changed)| {
        vec![Cell::Text(capital(&codes::detection(english(), word))), cell(&way.before), cell(&way.after)]
    };
    Table {
        columns: columns(&[
            ("found_by", "Found by"),
            ("before", &capital(&in_side(english(), sides.0.name))),
            ("after", &capital(&in_side(english(), sides.1.name))),
        ]),
        rows: ways.iter().map(row).collect(),
    }
}

fn cells(share: &Share) -> Vec<Cell> {
    let part = |pick: fn((f64, Interval)) -> f64| share.share.map(pick).map_or(Cell::Empty, Cell::Share);
    vec![
        Cell::Count(share.count as u64),
        Cell::Count(share.of as u64),
        part(|(share, _)| share),
        part(|(_, around)| around.low),
        part(|(_, around)| around.high),
    ]
}

/// Which shares changed, and what would have been seen of the others.
fn changes(ways: &[(&str, Changed)]) -> Vec<String> {
    let compared: Vec<(&str, &Changed, Difference)> =
        ways.iter().filter_map(|(word, way)| Some((*word, way, way.difference?))).collect();
    if compared.is_empty() {
        return vec![format!(
            "Whether shares changed cannot be said: it takes {SHARE_FROM} incidents on either side that say how they were found."
        )];
    }
    let changed = compared.iter().filter(|(_, way, _)| way.differs());
    let mut sentences: Vec<String> =
        changed.map(|(word, way, difference)| changed_share(word, way, *difference)).collect();
    let same = compared.len() - sentences.len();
    if same > 0 {
        let which = if sentences.is_empty() { "The shares" } else { "The other shares" };
        sentences.push(format!("{which}: no detectable change."));
    }
    sentences.push(visible_shares(compared.iter().filter_map(|(_, way, _)| way.visible)));
    sentences
}

fn changed_share(word: &str, way: &Changed, difference: Difference) -> String {
    format!(
        "Found by {}: {} before, {} after, a difference of {} (95 % interval {} to {}), which chance alone would bring in fewer than one of \
         twenty such pairs.",
        codes::detection(english(), word),
        told(&way.before),
        told(&way.after),
        points(difference.difference),
        end(difference.interval.low),
        end(difference.interval.high),
    )
}

/// A difference of shares: `12 points`, `−3 points`.
fn points(difference: f64) -> String {
    let points = (difference * 100.0).round() as i64;
    let sign = if points < 0 { "−" } else { "" };
    format!("{sign}{} {}", points.abs(), if points.abs() == 1 { "point" } else { "points" })
}

/// An end of an interval in points; never 0 for what is not.
fn end(share: f64) -> String {
    match points(share) {
        zero if zero.starts_with("0 ") && share > 0.0 => String::from("under 1 point"),
        zero if zero.starts_with("0 ") && share < 0.0 => String::from("above −1 point"),
        points => points,
    }
}

/// Which differences would have been seen: they depend on how large a share is.
fn visible_shares(visible: impl Iterator<Item = f64> + Clone) -> String {
    let (least, most) = (visible.clone().fold(1.0, f64::min), visible.fold(0.0, f64::max));
    match (points(least), points(most)) {
        _ if least >= 1.0 => String::from("With so few, no difference would have been seen."),
        (least, most) if least == most => {
            format!("A difference of {most} would have been seen about four times in five.")
        }
        (least, most) => {
            format!(
                "Differences of {least} to {most}, depending on the share, would have been seen about four times in five."
            )
        }
    }
}

fn told(share: &Share) -> String {
    match share.share {
        Some((part, _)) => format!("{} of {} ({})", share.count, share.of, percent(english(), part)),
        None => format!("{} of {}", share.count, share.of),
    }
}
