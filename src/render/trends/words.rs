//! Numbers become words: lengths of time, shares, intervals, and what changed.

use jiff::SignedDuration;

use crate::statistics::Interval;

pub(super) use crate::render::views::words::capital;

/// A length of time in seconds as people say it: `25 minutes`, `3.5 hours`, `12 days`.
pub(super) fn length(seconds: f64) -> String {
    const UNITS: [(f64, &str); 4] = [(86_400.0, "day"), (3_600.0, "hour"), (60.0, "minute"), (1.0, "second")];
    // A day and a half is still better said in hours.
    let large = |&&(size, _): &&(f64, &str)| seconds >= size * if size > 3_600.0 { 2.0 } else { 1.0 };
    let (size, unit) = UNITS.iter().find(large).copied().unwrap_or(UNITS[3]);
    let value = seconds / size;
    let shown = if value < 10.0 && size > 1.0 { format!("{value:.1}") } else { format!("{value:.0}") };
    let shown = shown.strip_suffix(".0").unwrap_or(&shown).to_owned();
    if shown == "1" { format!("1 {unit}") } else { format!("{shown} {unit}s") }
}

/// The same, exactly: `1 hour 26 minutes`.
pub(super) fn exact(seconds: f64) -> String {
    let seconds = if seconds.is_finite() { seconds.round() as i64 } else { 0 };
    crate::render::views::moment::length(SignedDuration::from_secs(seconds))
}

/// `between 25 minutes and 3.5 hours`.
pub(super) fn between_lengths(interval: Interval) -> String {
    format!("between {} and {}", length(interval.low), length(interval.high))
}

/// A share as a percentage without decimals; never 0 % or 100 % for what is not none or all.
pub(super) fn percent(share: f64) -> String {
    match share * 100.0 {
        p if p > 0.0 && p < 1.0 => String::from("under 1 %"),
        p if p > 99.0 && p < 100.0 => String::from("over 99 %"),
        p => format!("{p:.0} %"),
    }
}

/// `between 12 % and 31 %`.
pub(super) fn between_shares(interval: Interval) -> String {
    format!("between {} and {}", percent(interval.low), percent(interval.high))
}

/// A number with at most one decimal: `4`, `4.2`.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A factor with two digits, and more of them where it would look as if nothing changed: `0.45`, `1.4`, `1.04`, `23`.
pub(super) fn factor(factor: f64) -> String {
    let digits = if factor < 0.1 { 3 } else { 2_usize.saturating_sub(usize::from(factor >= 1.0)) };
    let text = match factor {
        _ if factor >= 10.0 => grouped(factor.round() as usize),
        _ => format!("{factor:.digits$}"),
    };
    let text = if text.parse() == Ok(1.0) && factor != 1.0 { format!("{factor:.3}") } else { text };
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// A factor: `1.4 times`.
pub(super) fn times(factor: f64) -> String {
    format!("{} times", self::factor(factor))
}

/// `between 0.8 and 1.4`.
pub(super) fn between(low: &str, high: &str) -> String {
    format!("between {low} and {high}")
}

/// With a small letter at the beginning.
pub(super) fn lower(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// `1 incident`, `10,000 incidents`.
pub(super) fn count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", grouped(count)) }
}

/// A whole number with its thousands apart.
pub(super) fn grouped(count: usize) -> String {
    crate::render::views::words::grouped(count.to_string())
}

/// Words in a list: `a, b and c`.
pub(super) fn list(words: &[String]) -> String {
    crate::render::views::words::list(words).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_one_unit() {
        let cases = [
            (0.0, "0 seconds"),
            (60.0, "1 minute"),
            (90.0, "1.5 minutes"),
            (5160.0, "1.4 hours"),
            (36.0 * 3600.0, "36 hours"),
            (72.0 * 3600.0, "3 days"),
        ];
        for (seconds, words) in cases {
            assert_eq!(length(seconds), words);
        }
    }

    #[test]
    fn a_factor_is_never_said_to_be_one_when_it_is_not() {
        let cases = [(1.0, "1"), (1.004, "1.004"), (0.997, "0.997"), (1.44, "1.4"), (0.453, "0.45"), (0.034, "0.034")];
        for (value, words) in cases {
            assert_eq!(factor(value), words);
        }
        assert_eq!([9.96, 23.4, 12_340.0].map(factor), ["10", "23", "12,340"]);
    }

    #[test]
    fn a_share_is_never_said_to_be_none_or_all_when_it_is_not() {
        assert_eq!([0.0, 0.004, 0.256, 0.999, 1.0].map(percent), ["0 %", "under 1 %", "26 %", "over 99 %", "100 %"]);
    }
}
