//! Numbers about when people were called become sentences, a table, and shades by weekday and hour.

use jiff::civil::Weekday;

use crate::analyse::trends::hours::{Hours, hours, nobody};
use crate::analyse::trends::{Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, gaps, some};
use crate::answers::changed_shares::changes;
use crate::answers::counts_of_names::newest;
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::Drawing;
use crate::charts::heat::Heat;
use crate::model::TrendsConfig;
use crate::site::Site;
use crate::wording::Wording;
use crate::words::estimates::{between_shares, percent};
use crate::words::periods::weekday;

/// What first pages say.
pub(super) fn answer(site: &Site, wording: &Wording, selection: &Selection<'_>) -> Answer {
    let hours = hours(selection);
    Answer {
        question: Question::Hours,
        lead: lead(wording, &hours),
        sentences: sentences(wording, &hours),
        caption: told(site, wording, selection, &hours),
        talk: talk(wording, &hours),
        figures: vec![Figure {
            key: "hours",
            title: None,
            says: Vec::new(),
            drawing: Drawing::Heat(drawing(wording, &hours)),
            table: table(wording, &hours),
        }],
    }
}

fn lead(wording: &Wording, hours: &Hours<'_>) -> String {
    let incidents = || wording.large("count.incidents", hours.out.of, &[]);
    let (out, of) = (wording.thousands(hours.out.count), wording.large("trends.of_incidents", hours.out.of, &[]));
    match (hours.worked_hours(), hours.out.share) {
        (0, _) => wording.fill("trends.hours.none", &[("incidents", &incidents())]),
        (168, _) => wording.fill("trends.hours.every", &[("incidents", &incidents())]),
        (_, Some((share, interval))) => {
            let filling = [
                ("out", out),
                ("of", of),
                ("percent", percent(wording, share)),
                ("interval", between_shares(wording, interval)),
            ];
            wording.compose("trends.hours.lead", &filling)
        }
        (_, None) => wording.large("trends.hours.few", hours.out.of, &[("out", &out), ("of", &of)]),
    }
}

fn sentences(wording: &Wording, hours: &Hours<'_>) -> Vec<String> {
    let worked = hours.worked_hours();
    let mut sentences = Vec::new();
    if (1..168).contains(&worked) {
        let even = (168 - worked) as f64 / 168.0;
        let filling = [("worked", worked.to_string()), ("percent", percent(wording, even))];
        let mut sentence = vec![wording.compose("trends.hours.even", &filling)];
        if let Some((_, interval)) = hours.out.share {
            sentence.push(wording.say(match (even < interval.low, even > interval.high) {
                (true, _) => "trends.hours.above",
                (_, true) => "trends.hours.below",
                _ => "trends.hours.includes",
            }));
        }
        sentences.push(wording.paragraph(&sentence));
        let change = hours.change.as_ref().map(|change| vec![(wording.say("trends.hours.change"), change)]);
        sentences.extend(changes(wording, change.as_deref(), "trends.changed.few_called"));
    }
    sentences
}

fn told(site: &Site, wording: &Wording, selection: &Selection<'_>, hours: &Hours<'_>) -> String {
    let gaps = gaps(selection, |facts| if nobody(facts) { None } else { facts.first_page.gap() });
    let mut told = caption(wording, selection, hours.out.of, "trends.told.called", &gaps);
    if hours.nobody > 0 {
        let of = wording.large("trends.of_incidents", hours.nobody, &[]);
        told.push(wording.fill("trends.hours.nobody", &[("of", &of)]));
    }
    told.extend(some(wording, "trends.inferred.times", hours.inferred));
    told.push(wording.fill("trends.hours.first_call", &[("zone", site.config.timezone.written())]));
    if hours.worked_hours() > 0 {
        let hours = worked(wording, &selection.trends.config);
        told.push(wording.fill("trends.hours.working", &[("hours", &hours)]));
    }
    wording.paragraph(&told)
}

/// `09:00 to 17:00, Monday to Friday`.
fn worked(wording: &Wording, config: &TrendsConfig) -> String {
    let (from, until) = config.working_hours;
    let works = |day: &Weekday| (0..24).any(|hour| config.works(*day, hour));
    let days: Vec<Weekday> = WEEK.into_iter().filter(works).collect();
    let in_a_row = days.windows(2).all(|pair| pair[0].next() == pair[1]);
    let names: Vec<String> = days.iter().map(|day| weekday(wording, *day)).collect();
    let days = match names.as_slice() {
        [first, .., last] if in_a_row && names.len() > 2 => {
            wording.fill("trends.hours.days", &[("first", first), ("last", last)])
        }
        _ => wording.list(&names),
    };
    let filling = [("from", format!("{from:02}:00")), ("until", format!("{until:02}:00")), ("days", days)];
    wording.compose("trends.hours.stretch", &filling)
}

fn talk(wording: &Wording, hours: &Hours<'_>) -> Vec<Talk> {
    let mut talk = Vec::new();
    if !hours.outside.is_empty() {
        talk.push(Talk {
            text: wording.say("trends.hours.talk_outside"),
            incidents: newest(hours.outside.iter().copied()),
        });
    }
    if let Some(peak) = &hours.peak {
        let filling = [
            ("day", weekday(wording, peak.weekday)),
            ("from", format!("{:02}:00", peak.hour)),
            ("until", format!("{:02}:00", peak.hour + 1)),
            ("incidents", wording.large("count.incidents", peak.incidents.len(), &[])),
        ];
        talk.push(Talk {
            text: wording.compose("trends.hours.talk_peak", &filling),
            incidents: newest(peak.incidents.iter().copied()),
        });
    }
    if talk.is_empty() || hours.outside.len() < hours.out.of {
        talk.push(Talk { text: wording.say("trends.hours.talk_reached"), incidents: Vec::new() });
    }
    talk
}

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn drawing(wording: &Wording, hours: &Hours<'_>) -> Heat {
    let day = |(day, count): (Weekday, u64)| {
        let count = wording.thousands(usize::try_from(count).unwrap_or(usize::MAX));
        wording.compose("trends.names.count", &[("name", weekday(wording, day)), ("count", count)])
    };
    let days: Vec<String> = WEEK
        .iter()
        .zip(&hours.counts)
        .map(|(day, row)| (*day, row.iter().sum::<u64>()))
        .filter(|(_, count)| *count > 0)
        .map(day)
        .collect();
    let said = wording.fill("trends.hours.picture_of", &[("days", &wording.list(&days))]);
    Heat {
        title: wording.say("trends.hours.picture"),
        description: wording.paragraph(&[said, wording.say("trends.table_below")]),
        counts: Box::new(hours.counts),
        worked: hours.worked,
    }
}

fn table(wording: &Wording, hours: &Hours<'_>) -> Table {
    let row = |(hour, of): (usize, [u64; 7])| {
        let all = Cell::Count(of.iter().sum());
        let first = Cell::Text(format!("{hour:02}:00"));
        std::iter::once(first).chain(of.map(Cell::Count)).chain([all]).collect()
    };
    let by_hour = (0..24).map(|hour| (hour, std::array::from_fn(|day| hours.counts[day][hour])));
    let keys = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let days = keys.into_iter().zip(WEEK).map(|(key, day)| Column::new(key, weekday(wording, day)));
    let hour = std::iter::once(Column::said(wording, "hour", "trends.column.hour_from"));
    let all = Column::said(wording, "all", "trends.column.all");
    Table { columns: hour.chain(days).chain([all]).collect(), rows: by_hour.map(row).collect() }
}
