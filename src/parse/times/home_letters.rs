//! The abbreviation of a zone becomes the house's own zone, where the house's clocks go by those letters.

use jiff::civil::{Date, DateTime, date};
use jiff::tz::TimeZone;

use crate::model::{SaidZone, is_shared, place_of_standard};

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
    if own {
        return (house.clone(), None);
    }
    if let Some(place) = day.and_then(|day| on_summer_time(letters, day.at(12, 0, 0, 0))) {
        return (place, Some(letters));
    }
    (zone, is_doubtful(letters, house).then_some(letters))
}

/// The place whose standard time has these letters, on a day on which its clocks are on summer time: who writes `PST` in July reads them off
/// a clock in California.
pub(crate) fn on_summer_time(letters: &str, civil: DateTime) -> Option<TimeZone> {
    place_of_standard(letters).filter(|place| !goes_by(place, letters, civil))
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
    fn letters_of_standard_time_are_their_place_s_clocks_in_summer() {
        let read = |letters, day: &str| {
            let said = crate::model::zone_in(&format!("All times in {letters}")).expect("a zone");
            let day: Date = day.parse().expect("a day");
            let (zone, doubtful) = at_home(said, &TimeZone::UTC, Some(day));
            let noon = day.to_zoned(zone).expect("a day").timestamp().to_zoned(TimeZone::UTC);
            (noon.hour(), doubtful)
        };
        assert_eq!(read("PST", "2024-01-02"), (8, None));
        assert_eq!(read("PST", "2024-07-02"), (7, Some("PST")));
        assert_eq!(read("MST", "2024-07-02"), (7, None));
        assert_eq!(read("PDT", "2024-07-02"), (7, None));
    }

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
