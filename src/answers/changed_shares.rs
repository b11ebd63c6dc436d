//! Two periods side by side become a sentence: whether they differ, and what difference would have been seen.

use crate::analyse::trends::share_change::Changed;
use crate::analyse::trends::small_numbers::{SHARE_FROM, Share};
use crate::wording::Wording;
use crate::words::estimates::percent;
use crate::words::periods::{in_side, side_name};

/// Sentences about shares in two periods, each called `name` at the beginning; `few` is the key of what is said where they are too few.
pub(super) fn changes(wording: &Wording, changes: Option<&[(String, &Changed)]>, few: &str) -> Vec<String> {
    let Some(changes) = changes else { return vec![wording.say("trends.no_sides")] };
    let Some((_, first)) = changes.first() else { return Vec::new() };
    if first.difference.is_none() {
        let Changed { names, before, after, .. } = first;
        let filling = [
            ("before", wording.large("count.incidents", before.of, &[])),
            ("first", side_name(wording, names.0)),
            ("after", wording.thousands(after.of)),
            ("second", side_name(wording, names.1)),
            ("from", SHARE_FROM.to_string()),
        ];
        return vec![wording.compose(few, &filling)];
    }
    changes.iter().map(|(name, changed)| change(wording, name, changed)).collect()
}

fn change(wording: &Wording, name: &str, changed: &Changed) -> String {
    let Changed { names, before, after, .. } = changed;
    let said = |key: &str, points: [f64; 3]| {
        let [difference, least, most] = points.map(|points| format!("{points:.0}"));
        let filling = [
            ("before", of(wording, *before)),
            ("first", in_side(wording, names.0)),
            ("after", of(wording, *after)),
            ("second", in_side(wording, names.1)),
            ("points", difference),
            ("least", least),
            ("most", most),
        ];
        let mut filling = filling.each_ref().map(|(name, text)| (*name, text.as_str())).to_vec();
        filling.push(("name", name));
        wording.fill(key, &filling)
    };
    if let Some(difference) = changed.difference.filter(|_| changed.differs()) {
        let (low, high) = (points(difference.interval.low), points(difference.interval.high));
        let (key, least, most) = match low > 0.0 {
            true => ("trends.changed.share_more", low, high),
            false => ("trends.changed.share_fewer", -high, -low),
        };
        return said(key, [points(difference.difference).abs(), least, most]);
    }
    match changed.visible {
        Some(visible) if visible < 1.0 => said("trends.changed.share_same", [points(visible).ceil(), 0.0, 0.0]),
        _ => said("trends.changed.share_same_few", [0.0; 3]),
    }
}

/// `12 of 30 (40 %)`; only the counts where there are too few.
fn of(wording: &Wording, share: Share) -> String {
    let counts = [wording.thousands(share.count), wording.thousands(share.of)];
    let counts = wording.fill("share.of", &[("count", &counts[0]), ("all", &counts[1])]);
    match share.share {
        Some((value, _)) => wording.fill("list.in_brackets", &[("text", &counts), ("note", &percent(wording, value))]),
        None => counts,
    }
}

fn points(share: f64) -> f64 {
    share * 100.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::SideName;
    use crate::analyse::trends::small_numbers::{share, shares, visible_shares};
    use crate::wording::english;

    fn said(before: (usize, usize), after: (usize, usize)) -> String {
        let (before, after) = (share(before.0, before.1), share(after.0, after.1));
        let names = (SideName::Year(2023), SideName::Year(2024));
        let (difference, visible) = (shares(before, after), visible_shares(before, after));
        let changed = Changed { names, before, after, difference, visible };
        let named = [(String::from("Found by an alert"), &changed)];
        changes(english(), Some(&named), "trends.changed.few_found").concat()
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
            changes(english(), None, "trends.changed.few_factors"),
            ["Whether that changed cannot be said: that needs two years side by side, both seen from their first day."]
        );
    }
}
