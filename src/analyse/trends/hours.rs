//! When people were called: counts by weekday and hour on their own clocks, and how many of them out of working hours.

use jiff::civil::Weekday;

use crate::analyse::trends::incident_facts::IncidentFacts;
use crate::analyse::trends::selection::Selection;
use crate::analyse::trends::share_change::{Changed, changed};
use crate::analyse::trends::small_numbers::{self, Share};

/// First pages over the week.
#[derive(Debug)]
pub struct Hours<'t> {
    /// How many, by day from Monday on, then by hour.
    pub counts: [[u64; 24]; 7],
    /// Whether people work then, as the house says.
    pub worked: [[bool; 24]; 7],
    /// How many came when nobody works.
    pub out: Share,
    /// Those incidents, by date.
    pub outside: Vec<&'t IncidentFacts>,
    /// How many were read from the prose.
    pub inferred: usize,
    /// In how many incidents nobody was paged.
    pub nobody: usize,
    /// The hour of the week that has the most, when that is at least [`PEAK`]; the earliest of several.
    pub peak: Option<Peak<'t>>,
    /// The share out of hours of two periods.
    pub change: Option<Changed>,
}

/// An hour of the week and its incidents.
#[derive(Debug)]
pub struct Peak<'t> {
    /// The day of the week.
    pub weekday: Weekday,
    /// The hour, 0 to 23.
    pub hour: usize,
    /// Its incidents, by date.
    pub incidents: Vec<&'t IncidentFacts>,
}

/// Fewer in one hour of the week are no hour to talk about.
pub const PEAK: usize = 3;

impl Hours<'_> {
    /// How many of the week's 168 hours are worked.
    pub fn worked_hours(&self) -> usize {
        self.worked.iter().flatten().filter(|worked| **worked).count()
    }
}

/// Counts first pages by weekday and hour.
pub fn hours<'t>(selection: &Selection<'t>) -> Hours<'t> {
    let config = &selection.trends.config;
    let mut counts = [[0; 24]; 7];
    let mut worked = [[false; 24]; 7];
    for (day, row) in worked.iter_mut().enumerate() {
        for (hour, worked) in (0..).zip(row) {
            *worked = config.works(weekday(day), hour);
        }
    }
    let (mut n, mut inferred, mut outside) = (0, 0, Vec::new());
    for facts in &selection.rows {
        let Some((day, hour)) = place(facts) else { continue };
        counts[day][hour] += 1;
        n += 1;
        inferred += usize::from(facts.first_page.inferred());
        if !worked[day][hour] {
            outside.push(*facts);
        }
    }
    let out = |facts: &IncidentFacts| place(facts).is_some_and(|(day, hour)| !worked[day][hour]);
    let change = selection.sides().map(|sides| changed(&sides, |facts| place(facts).is_some(), out));
    Hours {
        out: small_numbers::share(outside.len(), n),
        inferred,
        nobody: selection.rows.iter().filter(|facts| nobody(facts)).count(),
        peak: peak(selection, &counts),
        change,
        counts,
        worked,
        outside,
    }
}

/// Whether its author says that nobody was paged.
pub fn nobody(facts: &IncidentFacts) -> bool {
    facts.first_page.known().is_none() && facts.paged.known() == Some(&0)
}

fn weekday(day: usize) -> Weekday {
    Weekday::Monday.wrapping_add(i64::try_from(day).unwrap_or(0))
}

fn place(facts: &IncidentFacts) -> Option<(usize, usize)> {
    let page = facts.first_page.known()?;
    let day = usize::try_from(page.weekday.to_monday_zero_offset()).ok()?;
    Some((day, usize::try_from(page.hour).ok()?)).filter(|(day, hour)| *day < 7 && *hour < 24)
}

fn peak<'t>(selection: &Selection<'t>, counts: &[[u64; 24]; 7]) -> Option<Peak<'t>> {
    let places = (0..7).flat_map(|day| (0..24).map(move |hour| (day, hour)));
    let (day, hour) = places.rev().max_by_key(|&(day, hour)| counts[day][hour])?;
    let here = |facts: &&&IncidentFacts| place(facts) == Some((day, hour));
    let incidents: Vec<&IncidentFacts> = selection.rows.iter().filter(here).copied().collect();
    (incidents.len() >= PEAK).then(|| Peak { weekday: weekday(day), hour, incidents })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analyse::trends::fixture::{all, incident, silent, stated, trends};
    use crate::analyse::trends::{FirstPage, IncidentFacts};

    fn called(page: usize, weekday: Weekday, hour: i8) -> IncidentFacts {
        IncidentFacts { first_page: stated(FirstPage { weekday, hour }), ..incident(page, "2024-05-02") }
    }

    #[test]
    fn worked_hours_begin_at_the_first_and_end_before_the_last() {
        let at = |(page, hour)| called(page, Weekday::Friday, hour);
        let mut rows: Vec<IncidentFacts> = [8, 9, 16, 17, 16, 16, 9, 9, 9].into_iter().enumerate().map(at).collect();
        rows.push(called(9, Weekday::Sunday, 9));
        let trends = trends(rows, "2024-12-31");
        let hours = hours(&all(&trends));
        assert_eq!((hours.out.count, hours.out.of, hours.worked_hours()), (3, 10, 40));
        assert!(hours.out.share.is_some());
        assert_eq!(hours.outside.iter().map(|facts| facts.page).collect::<Vec<_>>(), [0, 3, 9]);
        assert_eq!((hours.counts[4][9], hours.counts[6][9], hours.counts[0][9]), (4, 1, 0));
        let peak = hours.peak.expect("four in one hour");
        assert_eq!((peak.weekday, peak.hour, peak.incidents.len()), (Weekday::Friday, 9, 4));
    }

    #[test]
    fn of_hours_with_as_many_the_earliest_of_the_week_is_named_and_two_are_none() {
        let rows = |times: &[(Weekday, i8)]| {
            let rows = times.iter().enumerate().map(|(page, (weekday, hour))| called(page, *weekday, *hour)).collect();
            trends(rows, "2024-12-31")
        };
        let (late, early) = ((Weekday::Tuesday, 3), (Weekday::Monday, 22));
        let six = rows(&[late, early, late, early, late, early]);
        let peak = hours(&all(&six)).peak.map(|peak| (peak.weekday, peak.hour));
        assert_eq!(peak, Some((Weekday::Monday, 22)));
        assert!(hours(&all(&rows(&[late, early, late, early]))).peak.is_none());
    }

    #[test]
    fn an_incident_in_which_nobody_was_paged_is_no_gap_and_no_page() {
        let nobody = IncidentFacts { paged: stated(0), ..incident(0, "2024-05-02") };
        let quiet = IncidentFacts { paged: silent(), ..incident(1, "2024-05-02") };
        let trends = trends(vec![nobody, quiet], "2024-12-31");
        let hours = hours(&all(&trends));
        assert_eq!((hours.nobody, hours.out.of, hours.out.share), (1, 0, None));
    }
}
