//! Two periods side by side become a sentence: whether they differ, and what difference would have been seen.

use crate::analyse::trends::share_change::Changed;
use crate::analyse::trends::small_numbers::{SHARE_FROM, Share};
use crate::words::estimates::percent;
use crate::words::numbers::{large_count, thousands};

/// Sentences about shares in two periods, each called `name` at the beginning; `tell` is what the incidents have in common that are
/// compared: `say how they were found`.
pub(super) fn changes(changes: Option<&[(String, &Changed)]>, tell: &str) -> Vec<String> {
    let Some(changes) = changes else {
        return vec![String::from(
            "Whether that changed cannot be said: that needs two years side by side, both seen from their first day.",
        )];
    };
    let Some((_, first)) = changes.first() else { return Vec::new() };
    if first.difference.is_none() {
        let Changed { names, before, after, .. } = first;
        return vec![format!(
            "Whether that changed cannot be said: {} of {} and {} of {} {tell}, and shares are compared from {SHARE_FROM} on each side.",
            large_count(before.of, "incident", "incidents"),
            names.0,
            thousands(after.of),
            names.1
        )];
    }
    changes.iter().map(|(name, changed)| change(name, changed)).collect()
}

fn change(name: &str, changed: &Changed) -> String {
    let Changed { names, before, after, .. } = changed;
    let sides = format!("{name}: {} in {}, {} in {}", of(*before), names.0, of(*after), names.1);
    let seen = match changed.visible {
        Some(visible) if visible < 1.0 => {
            format!(
                "; a difference of {} points or more would have been seen four times in five",
                points(visible).ceil()
            )
        }
        _ => String::from("; so few cannot show a difference of any size"),
    };
    match changed.difference.filter(|_| changed.differs()) {
        Some(difference) => {
            let (low, high) = (points(difference.interval.low), points(difference.interval.high));
            let (least, most, more) = if low > 0.0 { (low, high, "more") } else { (-high, -low, "fewer") };
            format!(
                "{sides}: a change that chance alone would bring in fewer than one of twenty such pairs ({:.0} points {more}; 95 % interval {least:.0} to {most:.0}).",
                points(difference.difference).abs()
            )
        }
        None => format!("{sides}: no detectable change{seen}."),
    }
}

/// `12 of 30 (40 %)`; only the counts where there are too few.
fn of(share: Share) -> String {
    let counts = format!("{} of {}", thousands(share.count), thousands(share.of));
    share.share.map_or(counts.clone(), |(value, _)| format!("{counts} ({})", percent(value)))
}

fn points(share: f64) -> f64 {
    share * 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::small_numbers::{share, shares, visible_shares};

    fn said(before: (usize, usize), after: (usize, usize)) -> String {
        let (before, after) = (share(before.0, before.1), share(after.0, after.1));
        let names = (String::from("2023"), String::from("2024"));
        let (difference, visible) = (shares(before, after), visible_shares(before, after));
        let changed = Changed { names, before, after, difference, visible };
        changes(Some(&[(String::from("Found by an alert"), &changed)]), "say how they were found").concat()
    }

    #[test]
    fn a_change_is_said_with_its_interval_and_none_with_what_would_have_been_seen() {
        assert_eq!(
            said((56, 70), (48, 80)),
            "Found by an alert: 56 of 70 (80 %) in 2023, 48 of 80 (60 %) in 2024: a change that chance alone would bring in fewer \
             than one of twenty such pairs (20 points fewer; 95 % interval 5 to 33)."
        );
        assert_eq!(
            said((10, 20), (12, 20)),
            "Found by an alert: 10 of 20 (50 %) in 2023, 12 of 20 (60 %) in 2024: no detectable change; a difference of 40 points or \
             more would have been seen four times in five."
        );
        assert_eq!(
            said((1, 1), (12, 20)),
            "Whether that changed cannot be said: 1 incident of 2023 and 20 of 2024 say how they were found, and shares are compared \
             from 10 on each side."
        );
    }

    #[test]
    fn without_two_sides_nothing_is_compared() {
        assert_eq!(
            changes(None, "name factors"),
            ["Whether that changed cannot be said: that needs two years side by side, both seen from their first day."]
        );
    }
}
