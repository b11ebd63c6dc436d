//! The abbreviation of a zone becomes the house's own zone, where the house's clocks go by those letters.

use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;

use crate::model::{SaidZone, is_shared};

/// Whether the clocks of `house` go by `letters` at the local time `civil`: `CST` in Shanghai, `IST` in a Dublin summer.
pub(crate) fn goes_by(house: &TimeZone, letters: &str, civil: DateTime) -> bool {
    house.to_ambiguous_timestamp(civil).compatible().is_ok_and(|at| house.to_offset_info(at).abbreviation() == letters)
}

/// Whether the clocks of `house` go by `letters` in a winter or in a summer.
pub(crate) fn goes_by_sometimes(house: &TimeZone, letters: &str) -> bool {
    [1, 7].into_iter().any(|month| goes_by(house, letters, date(2024, month, 1).at(12, 0, 0, 0)))
}

/// The zone that a sentence names, read at home on `day`; the letters where nobody can tell which of several zones they name.
pub(crate) fn at_home(
    (zone, letters): SaidZone,
    house: &TimeZone,
    day: Option<Date>,
) -> (TimeZone, Option<&'static str>) {
    let Some(letters) = letters else { return (zone, None) };
    let on = |date: Date| goes_by(house, letters, date.at(12, 0, 0, 0));
    let own = day.map_or_else(|| goes_by_sometimes(house, letters), on);
    if own { (house.clone(), None) } else { (zone, is_doubtful(letters, house).then_some(letters)) }
}

/// Whether `letters`, which are not those of the `house`, could be another zone than the one they are read as: several zones share them,
/// and the house is not in America, where they have one meaning.
fn is_doubtful(letters: &str, house: &TimeZone) -> bool {
    let american =
        house.iana_name().is_some_and(|name| ["America/", "US/", "Canada/"].iter().any(|p| name.starts_with(p)));
    is_shared(letters) && !american
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_the_house_s_own_on_the_days_on_which_it_uses_them() {
        let cases = [
            ("Asia/Shanghai", "CST", "2024-03-01", true),
            ("America/Chicago", "CST", "2024-01-01", true),
            ("America/Chicago", "CST", "2024-07-01", false),
            ("Europe/Dublin", "IST", "2024-07-01", true),
            ("Europe/Dublin", "IST", "2024-01-01", false),
            ("Asia/Jerusalem", "IST", "2024-01-01", true),
            ("UTC", "CST", "2024-01-01", false),
        ];
        for (house, letters, day, expected) in cases {
            let house = TimeZone::get(house).expect("a zone");
            let day: Date = day.parse().expect("a day");
            assert_eq!(goes_by(&house, letters, day.at(12, 0, 0, 0)), expected, "{letters} on {day}");
        }
    }
}
