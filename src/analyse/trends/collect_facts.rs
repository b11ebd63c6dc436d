//! A site becomes the rows of its table of facts.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rayon::prelude::*;

use crate::analyse::trends::first_page::first_page;
use crate::analyse::trends::incident_facts::{ActionFacts, Delay, IncidentFacts, Member, Setting};
use crate::analyse::trends::known_or_gap::{Gap, Known};
use crate::link::{FacetKind, FacetNames, PageIx};
use crate::model::{Action, Fact, Incident, IncidentKind, Moment, Page, Precision, Timepoint, WayOfFinding};
use crate::site::Site;

/// The longest word for how something was found, in characters: a sentence is no value to count.
const WORD: usize = 40;

/// The rows of all incidents: by date, those without one last; equal ones by path.
pub(super) fn facts(site: &Site) -> Vec<IncidentFacts> {
    let collector = Collector {
        site,
        house: site.config.timezone.clocks().clone(),
        inferred: site.config.trends.inferred,
        severities: FacetNames::of(&site.links, FacetKind::Severity),
        services: FacetNames::of(&site.links, FacetKind::Service),
        teams: FacetNames::of(&site.links, FacetKind::Team),
        factors: FacetNames::of(&site.links, FacetKind::Factor),
    };
    let rows = site.pages.par_iter().enumerate();
    let mut rows: Vec<IncidentFacts> =
        rows.filter_map(|(ix, page)| Some(collector.row(ix, page, page.incident()?))).collect();
    rows.sort_by_key(|row| (row.date.known().is_none(), row.date.known().copied(), row.page));
    rows
}

struct Collector<'s> {
    site: &'s Site,
    house: TimeZone,
    /// Whether inferred values count.
    inferred: bool,
    severities: FacetNames,
    services: FacetNames,
    teams: FacetNames,
    factors: FacetNames,
}

impl Collector<'_> {
    fn row(&self, ix: PageIx, page: &Page, incident: &Incident) -> IncidentFacts {
        let times = &incident.times;
        let at = |fact: &Option<Fact<Timepoint>>| moment(fact).counted(self.inferred);
        let (started, detected) = (at(&times.started), at(&times.detected));
        let (acknowledged, mitigated) = (at(&times.acknowledged), at(&times.mitigated));
        let (resolved, captured, reviewed) = (at(&times.resolved), at(&times.captured), at(&times.reviewed));
        let day = self.began(page, &started);
        let date = day.map(|(date, _)| date);
        let stated = &incident.durations;
        let lasted = |fact| length(fact).counted(self.inferred);
        let members = |kind, names: &FacetNames, facts: &[Fact<String>]| self.members(ix, kind, names, facts);
        IncidentFacts {
            page: ix,
            kind: incident.kind,
            setting: self.setting(incident, date),
            date,
            by_publication: started.known().is_none() && page.is_dated_by_publication(),
            precision: day.known().map_or(Precision::Day, |(_, precision)| *precision),
            until_detected: lasted(&stated.detection).or(|| between(&started, &detected)),
            until_mitigated: lasted(&stated.mitigation).or(|| between(&started, &mitigated)),
            until_resolved: lasted(&stated.recovery).or(|| between(&started, &resolved)).or(|| lasted(&stated.total)),
            until_notes: delay(&started, &captured),
            until_review: delay(&started, &reviewed),
            first_page: first_page(incident, &after(&started, &detected), &after(&started, &acknowledged), &self.house),
            people: self.count(&incident.people_involved),
            paged: self.count(&incident.paged),
            paged_out_of_hours: match self
                .count(&incident.paged)
                .known()
                .zip(self.count(&incident.paged_out_of_hours).known())
            {
                Some((all, some)) if some > all => Known::Missing(Gap::Contradictory),
                _ => self.count(&incident.paged_out_of_hours),
            },
            pulled_in_off_call: self.count(&incident.pulled_in_off_call),
            detection: self.detection(incident),
            severity: members(FacetKind::Severity, &self.severities, incident.severity.as_slice()).first().copied(),
            services: members(FacetKind::Service, &self.services, &incident.services),
            teams: members(FacetKind::Team, &self.teams, &incident.teams),
            factors: members(FacetKind::Factor, &self.factors, &incident.factors),
            conditions: self.conditions(incident),
            actions: self.actions(incident),
            started,
            detected,
            acknowledged,
            mitigated,
            resolved,
            captured,
            reviewed,
        }
    }

    /// The day it began, on the clock it is told by, and how exactly that is known: its start, else the date that lists order it by.
    fn began(&self, page: &Page, started: &Known<Moment>) -> Known<(Date, Precision)> {
        let dated = || match &page.dated {
            Some(fact) => Known::Inferred(fact.value.clone()).counted(self.inferred),
            None => Known::Missing(Gap::Silent),
        };
        let day = |moment: Moment| (moment.date(), moment.precision.min(Precision::Day));
        started.clone().or(dated).map(day)
    }

    fn setting(&self, incident: &Incident, date: Known<Date>) -> Setting {
        if incident.exclude_from_trends {
            return Setting::Excluded;
        }
        match incident.kind {
            IncidentKind::Exercise => Setting::Exercise,
            IncidentKind::Success => Setting::Success,
            IncidentKind::External => Setting::Elsewhere,
            _ if date.known().is_some_and(|date| self.site.as_of.is_some_and(|as_of| *date > as_of)) => Setting::Later,
            IncidentKind::Incident | IncidentKind::NearMiss => Setting::Here,
        }
    }

    fn count(&self, fact: &Option<Fact<u32>>) -> Known<u32> {
        let Some(fact) = fact else { return Known::Missing(Gap::Silent) };
        given(fact, fact.value).counted(self.inferred)
    }

    fn detection(&self, incident: &Incident) -> Known<String> {
        let Some(fact) = &incident.detection else { return Known::Missing(Gap::Silent) };
        let word = fact.value.trim().to_lowercase().replace([' ', '_'], "-");
        match WayOfFinding::from_code(&word) {
            Some(WayOfFinding::Unknown) => Known::Missing(Gap::Unknown),
            _ if fact.value.chars().count() > WORD => Known::Missing(Gap::Coarse),
            _ => given(fact, word).counted(self.inferred),
        }
    }

    /// The values of a facet that a page has, and which of them only the prose names.
    fn members(&self, ix: PageIx, kind: FacetKind, names: &FacetNames, facts: &[Fact<String>]) -> Vec<Member> {
        let of = self.site.links.facets_of[ix].get(&kind).map_or(&[][..], Vec::as_slice);
        let stated: Vec<usize> =
            facts.iter().filter(|fact| !fact.inferred()).filter_map(|fact| names.find(&fact.value)).collect();
        let member = |&facet: &usize| Member { facet, inferred: !stated.contains(&facet) };
        of.iter().map(member).filter(|member| self.inferred || !member.inferred).collect()
    }

    fn conditions(&self, incident: &Incident) -> Vec<String> {
        let counted = incident.conditions.iter().filter(|fact| self.inferred || !fact.inferred());
        let word = |fact: &Fact<String>| fact.value.trim().to_lowercase().replace(['-', '_'], " ");
        let mut conditions: Vec<String> =
            counted.map(word).filter(|word| !word.is_empty() && word.chars().count() <= WORD).collect();
        conditions.sort_unstable();
        conditions.dedup();
        conditions
    }

    fn actions(&self, incident: &Incident) -> Vec<ActionFacts> {
        let shown = incident.actions.iter().filter(|action| action.value.audience.is_none());
        shown.filter(|action| self.inferred || !action.inferred()).map(action).collect()
    }
}

fn action(fact: &Fact<Action>) -> ActionFacts {
    let day =
        |moment: &Option<Moment>| moment.as_ref().filter(|moment| moment.precision >= Precision::Day).map(Moment::date);
    ActionFacts {
        state: fact.value.state,
        has_reason: fact.value.reason.is_some(),
        rank: fact.value.rank,
        opened: day(&fact.value.opened),
        closed: day(&fact.value.closed),
        inferred: fact.inferred(),
    }
}

fn given<T, U>(fact: &Fact<T>, value: U) -> Known<U> {
    if fact.inferred() { Known::Inferred(value) } else { Known::Stated(value) }
}

fn moment(fact: &Option<Fact<Timepoint>>) -> Known<Moment> {
    match fact.as_ref().map(|fact| (fact, fact.value.known())) {
        None => Known::Missing(Gap::Silent),
        Some((_, None)) => Known::Missing(Gap::Unknown),
        Some((fact, Some(moment))) => given(fact, moment.clone()),
    }
}

/// A length of time that people wrote down.
fn length(fact: &Option<Fact<Option<jiff::SignedDuration>>>) -> Known<f64> {
    match fact.as_ref().map(|fact| (fact, fact.value)) {
        None => Known::Missing(Gap::Silent),
        Some((_, None)) => Known::Missing(Gap::Unknown),
        Some((_, Some(length))) if length.is_negative() => Known::Missing(Gap::Contradictory),
        Some((fact, Some(length))) => given(fact, length.as_secs_f64()),
    }
}

/// A moment, unless it is before the start.
fn after(started: &Known<Moment>, moment: &Known<Moment>) -> Known<Moment> {
    match between(started, moment) {
        Known::Missing(Gap::Contradictory) => Known::Missing(Gap::Contradictory),
        _ => moment.clone(),
    }
}

/// The time between two moments that are both known to the hour or finer, in seconds.
fn between(from: &Known<Moment>, until: &Known<Moment>) -> Known<f64> {
    both(from, until, |from, until| {
        let seconds = from.until(until).ok_or(Gap::Coarse)?.as_secs_f64();
        if seconds < 0.0 { Err(Gap::Contradictory) } else { Ok(seconds) }
    })
}

/// The time between two moments; in days of the calendar where one is known only to the day.
fn delay(from: &Known<Moment>, until: &Known<Moment>) -> Known<Delay> {
    both(from, until, |from, until| {
        if from.precision < Precision::Day || until.precision < Precision::Day {
            return Err(Gap::Coarse);
        }
        let delay = match from.until(until) {
            Some(length) => Delay { seconds: length.as_secs_f64(), by_day: false },
            None => {
                let days = from.date().until(until.date()).map_or(0, |span| span.get_days());
                Delay { seconds: f64::from(days) * 86_400.0, by_day: true }
            }
        };
        if delay.seconds < 0.0 { Err(Gap::Contradictory) } else { Ok(delay) }
    })
}

fn both<T>(
    from: &Known<Moment>,
    until: &Known<Moment>,
    between: impl FnOnce(&Moment, &Moment) -> Result<T, Gap>,
) -> Known<T> {
    match (from, until) {
        (Known::Missing(gap), other) | (other, Known::Missing(gap)) => {
            // What was never written at all is the reason even where the other end is unknown.
            Known::Missing(other.gap().map_or(*gap, |other| other.min(*gap)))
        }
        (Known::Stated(a), Known::Stated(b)) => between(a, b).map_or_else(Known::Missing, Known::Stated),
        (Known::Stated(a) | Known::Inferred(a), Known::Stated(b) | Known::Inferred(b)) => {
            between(a, b).map_or_else(Known::Missing, Known::Inferred)
        }
    }
}
