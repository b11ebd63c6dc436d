//! Coordinates become text with at most one decimal.

/// One decimal, none where it is zero. A picture has hundreds of these, so whole numbers are written where they say the same.
pub(super) fn number(value: f64) -> String {
    let tenths = value * 10.0;
    if tenths.abs() >= MOST_TENTHS || (tenths.fract().abs() - 0.5).abs() < DOUBT || !tenths.is_finite() {
        return exactly(value);
    }
    let tenths = tenths.round() as i64;
    let sign = if tenths < 0 { "-" } else { "" };
    match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, tenth) => format!("{sign}{whole}.{tenth}"),
    }
}

/// Beyond this the product with ten is no longer near enough.
const MOST_TENTHS: f64 = 1e6;

/// So near to the middle between two tenths only the exact value says to which of them it goes.
const DOUBT: f64 = 1e-6;

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
            assert_eq!(number(value), exactly(value), "{value}");
        }
        assert_eq!([number(-0.01), number(2.0), number(-0.3)], ["0", "2", "-0.3"]);
    }
}
