//! Successes among trials become a share with its interval, and two shares become a difference.

use crate::statistics::tail_probability::crossing;
use crate::statistics::{Interval, Z, Z_SEEN};

/// The interval of a share, between 0 and 1.
///
/// None of none gives [0, 1]; 0 of n begins at 0 and n of n ends at 1, exactly. More successes than trials are taken for all of them.
/// On average over shares it covers as often as it says, at any one share a little more or less, also for few trials.
///
/// Source: Wilson (1927), without continuity correction (method 3 of Newcombe 1998, Statistics in Medicine 17:857). Constant cost.
#[must_use]
pub fn wilson(successes: u64, of: u64) -> Interval {
    if of == 0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let (n, share) = (of as f64, share(successes, of));
    let centre = share + Z * Z / (2.0 * n);
    let half = Z * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    let scale = 1.0 + Z * Z / n;
    Interval {
        low: if successes == 0 { 0.0 } else { ((centre - half) / scale).clamp(0.0, share) },
        high: if successes >= of { 1.0 } else { ((centre + half) / scale).clamp(share, 1.0) },
    }
}

fn share(successes: u64, of: u64) -> f64 {
    successes.min(of) as f64 / of as f64
}

/// How one share compares with another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// The second share less the first, from -1 to 1: 0.1 is ten points more.
    pub difference: f64,
    /// Where the difference may lie.
    pub interval: Interval,
}

/// Compares two shares, each as successes and trials: `b` less `a`.
///
/// `None` when either has no trials. Shares of 0 and 1 are no special case; the interval never leaves [-1, 1]. For samples that do not
/// overlap.
///
/// Source: method 10 of Newcombe (1998, Statistics in Medicine 17:873), from the limits of [`wilson`]. Constant cost.
#[must_use]
pub fn compare_shares(a: (u64, u64), b: (u64, u64)) -> Option<Difference> {
    if a.1 == 0 || b.1 == 0 {
        return None;
    }
    let (first, second) = (share(a.0, a.1), share(b.0, b.1));
    let (around_first, around_second) = (wilson(a.0, a.1), wilson(b.0, b.1));
    let difference = second - first;
    let low = difference - (second - around_second.low).hypot(around_first.high - first);
    let high = difference + (around_second.high - second).hypot(first - around_first.low);
    Some(Difference { difference, interval: Interval { low: low.max(-1.0), high: high.min(1.0) } })
}

/// The least difference from the share of `a` that would be seen four times in five among `of_b` further trials, between 0 and 1.
///
/// It is the difference towards the farther end (up from a third, down from two thirds), where shares vary more; the other way a little
/// less would do. 1 when no difference would be seen, and when either has no trials. Rough below ten trials.
///
/// Source: the sample size for two proportions (Fleiss 1981, chapter 3, without continuity correction), solved for the difference,
/// at 5 % two-sided; the normal approximation. Constant cost.
#[must_use]
pub fn visible_difference(a: (u64, u64), of_b: u64) -> f64 {
    if a.1 == 0 || of_b == 0 {
        return 1.0;
    }
    let (n, m) = (a.1 as f64, of_b as f64);
    // Upwards from the smaller share of the two outcomes: the same as downwards from the other.
    let share = share(a.0, a.1);
    let share = share.min(1.0 - share);
    let spare = |difference: f64| {
        let other = share + difference;
        let pooled = (n * share + m * other) / (n + m);
        let by_chance = (pooled * (1.0 - pooled) * (1.0 / n + 1.0 / m)).max(0.0).sqrt();
        let spread = (share * (1.0 - share) / n + (other * (1.0 - other)).max(0.0) / m).sqrt();
        difference - Z * by_chance - Z_SEEN * spread
    };
    let room = 1.0 - share;
    if spare(room) < 0.0 { 1.0 } else { crossing(0.0, room, 0.0, spare) }
}

#[cfg(test)]
mod tests;
