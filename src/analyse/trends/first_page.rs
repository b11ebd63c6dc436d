//! The moment when the first person was called becomes a weekday and an hour on that person's clock.

use jiff::civil::Weekday;
use jiff::tz::TimeZone;

use crate::analyse::trends::known_or_gap::{Gap, Known};
use crate::model::{Incident, Moment, Precision, ZoneOrigin};

/// When the first person was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstPage {
    /// The day of the week.
    pub weekday: Weekday,
    /// The hour, 0 to 23.
    pub hour: i8,
}

/// When the first person was called: when it was detected, else when a person took it on. `house` is the house's zone.
///
/// The clock is the incident's `timezone`, else the offset its time was written with, else the house's. Where clocks are put back, both hours
/// count as the hour they are called; nobody is called in an hour that is skipped. When the author says that nobody was paged, there is no
/// first page. More people paged out of hours than paged at all is a contradiction.
pub(super) fn first_page(
    incident: &Incident,
    detected: &Known<Moment>,
    acknowledged: &Known<Moment>,
    house: &TimeZone,
) -> Known<FirstPage> {
    let count = |fact: &Option<crate::model::Fact<u32>>| fact.as_ref().map(|fact| fact.value);
    if count(&incident.paged).zip(count(&incident.paged_out_of_hours)).is_some_and(|(all, some)| some > all) {
        return Known::Missing(Gap::Contradictory);
    }
    if count(&incident.paged) == Some(0) {
        return Known::Missing(Gap::Unknown);
    }
    let at = |moment: &Known<Moment>| local(moment, incident.timezone.as_ref().map(|zone| zone.value.clocks()), house);
    at(detected).or(|| at(acknowledged))
}

fn local(moment: &Known<Moment>, own: Option<&TimeZone>, house: &TimeZone) -> Known<FirstPage> {
    let Some(known) = moment.known() else { return Known::Missing(moment.gap().unwrap_or(Gap::Silent)) };
    if known.precision < Precision::Hour {
        return Known::Missing(Gap::Coarse);
    }
    let written = known.zone == ZoneOrigin::Stated && known.offset.seconds() != 0;
    let civil = match own {
        Some(zone) => known.civil_in(zone),
        None if written => known.civil,
        None => known.civil_in(house),
    };
    moment.clone().map(|_| FirstPage { weekday: civil.weekday(), hour: civil.hour() })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use jiff::tz::Offset;

    use super::*;
    use crate::model::{Fact, Zone};

    fn utc(month: i8, day: i8, hour: i8) -> Known<Moment> {
        Known::Stated(Moment {
            civil: date(2024, month, day).at(hour, 30, 0, 0),
            offset: Offset::UTC,
            zone: ZoneOrigin::Stated,
            precision: Precision::Minute,
            approximate: false,
        })
    }

    #[test]
    fn the_hour_is_that_of_the_responders_clock_on_that_day() {
        let london = TimeZone::get("Europe/London").expect("a zone of the database");
        let silent = || Known::Missing(Gap::Silent);
        let hour = |incident: &Incident, at| {
            first_page(incident, &at, &silent(), &london).known().map(|page| (page.weekday, page.hour))
        };
        let nowhere = Incident::default();
        // Clocks go forward on 31 March 2024 and back on 27 October.
        assert_eq!(hour(&nowhere, utc(3, 30, 23)), Some((Weekday::Saturday, 23)));
        assert_eq!(hour(&nowhere, utc(3, 31, 23)), Some((Weekday::Monday, 0)));
        assert_eq!(hour(&nowhere, utc(10, 27, 0)), Some((Weekday::Sunday, 1)));
        assert_eq!(hour(&nowhere, utc(10, 27, 1)), Some((Weekday::Sunday, 1)));
        let tokyo = Incident { timezone: Some(Fact::front(Zone::or_utc("Asia/Tokyo"), 0..0)), ..Incident::default() };
        assert_eq!(hour(&tokyo, utc(3, 31, 23)), Some((Weekday::Monday, 8)));
        let nobody = Incident { paged: Some(Fact::front(0, 0..0)), ..Incident::default() };
        assert_eq!(hour(&nobody, utc(3, 31, 23)), None);
        let both = Incident { paged_out_of_hours: Some(Fact::front(3, 0..0)), ..nobody.clone() };
        let contradiction = first_page(&both, &utc(3, 31, 23), &silent(), &london);
        assert_eq!(contradiction, Known::Missing(Gap::Contradictory));
        assert_eq!(hour(&nowhere, silent()), None);
    }
}
