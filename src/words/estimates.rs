//! Shares, factors and intervals become words.

use crate::statistics::Interval;
use crate::wording::Wording;

/// A share as a percentage without decimals; never 0 % or 100 % for what is not none or all.
pub(crate) fn percent(wording: &Wording, share: f64) -> String {
    let (key, number) = match share * 100.0 {
        p if p > 0.0 && p < 1.0 => ("share.under", String::from("1")),
        p if p > 99.0 && p < 100.0 => ("share.over", String::from("99")),
        p => ("share.percent", format!("{p:.0}")),
    };
    wording.fill(key, &[("number", &number)])
}

/// `between 12 % and 31 %`.
pub(crate) fn between_shares(wording: &Wording, interval: Interval) -> String {
    between(wording, &percent(wording, interval.low), &percent(wording, interval.high))
}

/// A number with at most one decimal: `4`, `4.2`.
pub(crate) fn decimal(wording: &Wording, value: f64) -> String {
    let text = format!("{value:.1}");
    marked(wording, text.strip_suffix(".0").unwrap_or(&text))
}

/// A factor with two digits, and more of them where it would look as if nothing changed: `0.45`, `1.4`, `1.04`, `23`.
pub(crate) fn factor(wording: &Wording, factor: f64) -> String {
    if factor >= 10.0 {
        return wording.thousands(factor.round() as usize);
    }
    let digits = if factor < 0.1 { 3 } else { 2_usize.saturating_sub(usize::from(factor >= 1.0)) };
    let text = format!("{factor:.digits$}");
    let text = if text.parse() == Ok(1.0) && factor != 1.0 { format!("{factor:.3}") } else { text };
    match text.contains('.') {
        true => marked(wording, text.trim_end_matches('0').trim_end_matches('.')),
        false => text,
    }
}

/// `between 0.8 and 1.4`.
pub(crate) fn between(wording: &Wording, low: &str, high: &str) -> String {
    wording.fill("share.between", &[("low", low), ("high", high)])
}

/// Digits with the language's own mark before the decimals, and no thousands apart.
pub(crate) fn marked(wording: &Wording, digits: &str) -> String {
    digits.replace('.', &wording.say("number.decimal"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::english;

    #[test]
    fn a_factor_is_never_said_to_be_one_when_it_is_not() {
        let cases = [(1.0, "1"), (1.004, "1.004"), (0.997, "0.997"), (1.44, "1.4"), (0.453, "0.45"), (0.034, "0.034")];
        for (value, words) in cases {
            assert_eq!(factor(english(), value), words);
        }
        assert_eq!([9.96, 23.4, 12_340.0].map(|value| factor(english(), value)), ["10", "23", "12,340"]);
    }

    #[test]
    fn a_share_is_never_said_to_be_none_or_all_when_it_is_not() {
        assert_eq!(
            [0.0, 0.004, 0.256, 0.999, 1.0].map(|share| percent(english(), share)),
            ["0 %", "under 1 %", "26 %", "over 99 %", "100 %"]
        );
    }
}
