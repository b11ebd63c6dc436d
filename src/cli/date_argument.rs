//! A date on the command line, a day, a month or a year, becomes the first or the last day that it means.

use jiff::civil::Date;

/// A day, the first of a month, or the first of a year.
pub(super) fn since(text: &str) -> Result<Date, String> {
    let dashes = text.matches('-').count();
    let full = format!("{text}{}", ["-01-01", "-01", ""].get(dashes).unwrap_or(&""));
    full.parse().map_err(|_| String::from("expected a date such as 2024-03-11, 2024-03 or 2024"))
}

/// The last day of what was written: a day, a month or a year.
pub(super) fn until(text: &str) -> Result<Date, String> {
    let first = since(text)?;
    Ok(match text.matches('-').count() {
        0 => first.last_of_year(),
        1 => first.last_of_month(),
        _ => first,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_may_be_a_month_or_a_year() {
        let date = |text: &str| since(text).map(|date| date.to_string());
        assert_eq!(date("2024-06-03").as_deref(), Ok("2024-06-03"));
        assert_eq!(date("2024-06").as_deref(), Ok("2024-06-01"));
        assert_eq!(date("2024").as_deref(), Ok("2024-01-01"));
        assert!(date("June").is_err());
        assert!(date("2024-13").is_err());
    }
}
