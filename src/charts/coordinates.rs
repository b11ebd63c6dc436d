//! Coordinates become text with at most one decimal.

/// One decimal, none where it is zero.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => String::from("0"),
        Some(whole) => whole.to_owned(),
        None => text,
    }
}
