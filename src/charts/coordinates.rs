//! Coordinates become text with at most one decimal.

use std::fmt;

/// A number that is written with one decimal, none where it is zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    /// So many tenths.
    Tenths(i64),
    /// One that only exact arithmetic rounds.
    Exactly(f64),
}

/// How a coordinate is written. A picture has hundreds of these, so whole numbers are counted where they say the same, and no text is made
/// before it is written.
pub(super) fn number(value: f64) -> Number {
    let tenths = value * 10.0;
    if tenths.abs() >= MOST_TENTHS || !tenths.is_finite() {
        return Number::Exactly(value);
    }
    // Quarters are exact, and so is their product with ten.
    if (value * 4.0).fract() == 0.0 {
        return Number::Tenths(tenths.round_ties_even() as i64);
    }
    if (tenths.fract().abs() - 0.5).abs() < DOUBT {
        return Number::Exactly(value);
    }
    Number::Tenths(tenths.round() as i64)
}

/// Beyond this the product with ten is no longer near enough.
const MOST_TENTHS: f64 = 1e6;

/// So near to the middle between two tenths only the exact value says to which of them it goes.
const DOUBT: f64 = 1e-6;

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Tenths(tenths) => {
                let mut letters = [b'0'; LETTERS];
                let from = write_back(tenths, &mut letters);
                f.write_str(std::str::from_utf8(&letters[from..]).unwrap_or_default())
            }
            Self::Exactly(value) => f.write_str(&exactly(value)),
        }
    }
}

/// A sign, six digits, a point and a digit.
const LETTERS: usize = 9;

/// Writes tenths to the end of `letters`; gives where they begin.
fn write_back(tenths: i64, letters: &mut [u8; LETTERS]) -> usize {
    let (mut whole, tenth) = (tenths.unsigned_abs() / 10, (tenths.unsigned_abs() % 10) as u8);
    let mut from = LETTERS;
    let mut before = |letter: u8| {
        from -= 1;
        letters[from] = letter;
    };
    if tenth > 0 {
        before(b'0' + tenth);
        before(b'.');
    }
    loop {
        before(b'0' + (whole % 10) as u8);
        whole /= 10;
        if whole == 0 {
            break;
        }
    }
    if tenths < 0 {
        before(b'-');
    }
    from
}

fn exactly(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => String::from("0"),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_written_as_exact_arithmetic_would() {
        let steps = (-40_000..40_000).map(|step| f64::from(step) * 0.0125);
        let odd = [0.0, -0.0, 0.05, -0.05, 0.25, -0.04, 12.949_999_999, 99_999.95, 1e7, -1e9, 1.0 / 3.0];
        for value in steps.chain(odd) {
            assert_eq!(number(value).to_string(), exactly(value), "{value}");
        }
        assert_eq!([-0.01, 2.0, -0.3].map(|value| number(value).to_string()), ["0", "2", "-0.3"]);
    }
}
