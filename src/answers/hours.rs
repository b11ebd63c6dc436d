//! Numbers about when people were called become sentences, a table, and shades by weekday and hour.

use jiff::civil::Weekday;

use crate::analyse::trends::hours::{Hours, hours, nobody};
use crate::analyse::trends::{Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::{caption, gaps, inferred};
use crate::answers::changed_shares::changes;
use crate::answers::counts_of_names::newest;
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::Drawing;
use crate::charts::heat::Heat;
use crate::model::TrendsConfig;
use crate::site::Site;
use crate::words::estimates::{between_shares, percent};
use crate::words::numbers::{large_count, thousands};
use crate::words::phrases::spoken_list;

/// What first pages say.
pub(super) fn answer(site: &Site, selection: &Selection<'_>) -> Answer {
    let hours = hours(selection);
    Answer {
        question: Question::Hours,
        lead: lead(&hours),
        sentences: sentences(&hours),
        caption: told(site, selection, &hours),
        talk: talk(&hours),
        figures: vec![Figure {
            key: "hours",
            title: None,
            says: Vec::new(),
            drawing: Drawing::Heat(drawing(&hours)),
            table: table(&hours),
        }],
    }
}

fn lead(hours: &Hours<'_>) -> String {
    let (out, of) = (thousands(hours.out.count), large_count(hours.out.of, "incident", "incidents"));
    match (hours.worked_hours(), hours.out.share) {
        (0, _) => format!("{of} say when the first person was called; the house names no working hours."),
        (168, _) => format!("{of} say when the first person was called; the house calls every hour a working hour."),
        (_, Some((share, interval))) => format!(
            "In {out} of {of} the first person was called outside working hours: {} (95 % interval {}).",
            percent(share),
            between_shares(interval)
        ),
        (_, None) => format!(
            "In {out} of {of} the first person was called outside working hours; {} too few for a share.",
            if hours.out.of == 1 { "that is" } else { "they are" }
        ),
    }
}

fn sentences(hours: &Hours<'_>) -> Vec<String> {
    let worked = hours.worked_hours();
    let mut sentences = Vec::new();
    if (1..168).contains(&worked) {
        let even = (168 - worked) as f64 / 168.0;
        let mut sentence = format!(
            "{worked} of the week's 168 hours are working hours: were people called at every hour alike, {} would be outside them.",
            percent(even)
        );
        if let Some((_, interval)) = hours.out.share {
            sentence.push_str(match (even < interval.low, even > interval.high) {
                (true, _) => " The interval lies above that.",
                (_, true) => " The interval lies below that.",
                _ => " The interval includes that.",
            });
        }
        sentences.push(sentence);
        let change = hours.change.as_ref().map(|change| vec![(String::from("Called outside working hours"), change)]);
        sentences.extend(changes(change.as_deref(), "say when the first person was called"));
    }
    sentences
}

fn told(site: &Site, selection: &Selection<'_>, hours: &Hours<'_>) -> String {
    let gaps = gaps(selection, |facts| if nobody(facts) { None } else { facts.first_page.gap() });
    let mut caption = caption(selection, hours.out.of, "say when the first person was called", &gaps);
    if hours.nobody > 0 {
        caption.push_str(&format!(" In {} nobody was paged.", large_count(hours.nobody, "incident", "incidents")));
    }
    caption.push_str(&inferred(hours.inferred, "1 of the times", "of the times"));
    caption.push_str(&format!(
        " The first call is when an incident was detected, else when a person took it on. The clock is that of the people called: the \
         incident's own zone, else the one its time is written in, else the house's ({}). When clocks go back, an hour that comes twice counts \
         as one; an hour that is skipped has nobody called in it.",
        site.config.timezone.written()
    ));
    if hours.worked_hours() > 0 {
        caption.push_str(&format!(" Working hours: {}.", worked(&selection.trends.config)));
    }
    caption
}

/// `09:00 to 17:00, Monday to Friday`.
fn worked(config: &TrendsConfig) -> String {
    let (from, until) = config.working_hours;
    let works = |day: &Weekday| (0..24).any(|hour| config.works(*day, hour));
    let days: Vec<Weekday> = WEEK.into_iter().filter(works).collect();
    let in_a_row = days.windows(2).all(|pair| pair[0].next() == pair[1]);
    let names: Vec<String> = days.iter().map(|day| name(*day).to_owned()).collect();
    let days = match names.as_slice() {
        [first, .., last] if in_a_row && names.len() > 2 => format!("{first} to {last}"),
        _ => spoken_list(&names),
    };
    format!("{from:02}:00 to {until:02}:00, {days}")
}

fn talk(hours: &Hours<'_>) -> Vec<Talk> {
    let mut talk = Vec::new();
    if !hours.outside.is_empty() {
        talk.push(Talk {
            text: String::from(
                "These began for people outside working hours. What did it take from them, and how did they get their rest back?",
            ),
            incidents: newest(hours.outside.iter().copied()),
        });
    }
    if let Some(peak) = &hours.peak {
        talk.push(Talk {
            text: format!(
                "No hour of the week has more than {}, {:02}:00 to {:02}:00: {}. Of 168 hours one always has the most. What usually happens then?",
                name(peak.weekday),
                peak.hour,
                peak.hour + 1,
                large_count(peak.incidents.len(), "incident", "incidents")
            ),
            incidents: newest(peak.incidents.iter().copied()),
        });
    }
    if talk.is_empty() || hours.outside.len() < hours.out.of {
        talk.push(Talk {
            text: String::from(
                "Who could be reached differs by hour. What could be done in working hours that could not have been done at night?",
            ),
            incidents: Vec::new(),
        });
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

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}

fn drawing(hours: &Hours<'_>) -> Heat {
    let days: Vec<String> = WEEK
        .iter()
        .zip(&hours.counts)
        .map(|(day, row)| (name(*day), row.iter().sum::<u64>()))
        .filter(|(_, count)| *count > 0)
        .map(|(day, count)| format!("{day} {}", thousands(count as usize)))
        .collect();
    Heat {
        title: String::from("First calls by weekday and hour, on the clock of the people called"),
        description: format!(
            "Seven days of 24 hours; the number in a cell says how many incidents began for people then. By day: {}. The table below has the \
             same numbers.",
            spoken_list(&days)
        ),
        counts: Box::new(hours.counts),
        worked: hours.worked,
    }
}

fn table(hours: &Hours<'_>) -> Table {
    let row = |(hour, of): (usize, [u64; 7])| {
        let all = Cell::Count(of.iter().sum());
        let first = Cell::Text(format!("{hour:02}:00"));
        std::iter::once(first).chain(of.map(Cell::Count)).chain([all]).collect()
    };
    let by_hour = (0..24).map(|hour| (hour, std::array::from_fn(|day| hours.counts[day][hour])));
    let keys = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let days = keys.into_iter().zip(WEEK).map(|(key, day)| Column::new(key, name(day)));
    let hour = std::iter::once(Column::new("hour", "Hour from"));
    Table { columns: hour.chain(days).chain([Column::new("all", "All")]).collect(), rows: by_hour.map(row).collect() }
}
