//! Counts of reported incidents become sentences, a table, and columns of dots.

use crate::analyse::trends::reported::{Change, Reported, ReportedIn, reported};
use crate::analyse::trends::small_numbers::UNUSUAL;
use crate::analyse::trends::{IncidentFacts, Question, Selection};
use crate::answers::answer::{Answer, Figure, Talk};
use crate::answers::captions::caption;
use crate::answers::tables::{Cell, Column, Table};
use crate::charts::columns::{self, Columns};
use crate::charts::{Drawing, slots};
use crate::link::PageIx;
use crate::model::IncidentKind;
use crate::site::Site;
use crate::words::estimates::{between, decimal};
use crate::words::numbers::{large_count, thousands};

/// Incidents that are named under a question for people.
const NAMED: usize = 6;

/// What reported incidents say.
pub(super) fn answer(_: &Site, selection: &Selection<'_>) -> Answer {
    let reported = reported(selection);
    let placed = selection.n() - reported.unplaced;
    let mut caption = caption(selection, placed, "have a date that is exact enough to be counted here", &[]);
    if reported.earlier > 0 {
        let first = reported.bins.first().map_or("", |bin| &bin.bin.name);
        let are = if reported.earlier == 1 { "is" } else { "are" };
        caption.push_str(&format!(" {} {are} earlier than {first} and not drawn.", thousands(reported.earlier)));
    }
    let published = |facts: &&&IncidentFacts| facts.by_publication && facts.date.known().is_some();
    let published = selection.rows.iter().filter(published).count();
    let inferred = selection.rows.iter().filter(|facts| facts.date.inferred() && !facts.by_publication).count();
    caption.push_str(&inferred_dates(inferred));
    caption.push_str(&published_dates(published));
    caption.push_str(" How many are written up depends on what people notice and are willing to report.");
    Answer {
        question: Question::Reported,
        lead: lead(&reported, selection),
        sentences: sentences(&reported),
        caption,
        talk: talk(&reported),
        figures: vec![Figure {
            key: "reported",
            title: None,
            says: Vec::new(),
            drawing: Drawing::Columns(drawing(&reported)),
            table: table(&reported),
        }],
    }
}

fn inferred_dates(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => String::from(" 1 date was read from a title, a text or a file's name."),
        _ => format!(" {} dates were read from titles, texts or files' names.", thousands(count)),
    }
}

fn published_dates(count: usize) -> String {
    match count {
        0 => String::new(),
        1 => String::from(" 1 stands where it was published, for it says no day of its own."),
        _ => format!(" {} stand where they were published, for they say no day of their own.", thousands(count)),
    }
}

fn lead(reported: &Reported<'_>, selection: &Selection<'_>) -> String {
    let (all, placed) = (selection.n(), selection.n() - reported.unplaced);
    let n = match placed == all {
        true => format!("{} written up", large_count(all, "incident was", "incidents were")),
        false => {
            format!("{} of {} can be placed in time", thousands(placed), large_count(all, "incident", "incidents"))
        }
    };
    let (step, steps) = (reported.step.word(), reported.step.words());
    let (Some(mean), Some(interval)) = (reported.mean, reported.mean_interval) else {
        return format!("{n}; too few {steps} were seen whole to say what is usual.");
    };
    let usual = format!(
        "{n}, {} {} on average (95 % interval {} to {})",
        decimal(mean),
        if steps == step { format!("in {step}") } else { format!("a {step}") },
        decimal(interval.low),
        decimal(interval.high)
    );
    match reported.even_p {
        Some(p) if p < UNUSUAL => format!("{usual}; {steps} differ more than chance alone would make them."),
        Some(_) => format!("{usual}; {steps} differ no more than chance alone would make them."),
        None => format!("{usual}."),
    }
}

fn sentences(reported: &Reported<'_>) -> Vec<String> {
    let Some(Change { names, counts, days, ratio, unremarkable }) = &reported.change else {
        return vec![String::from(
            "Whether the number changed cannot be said: that needs two years side by side, both seen from their first day.",
        )];
    };
    let counts_of =
        format!("{} in {}, {} in {}", thousands(counts.0 as usize), names.0, thousands(counts.1 as usize), names.1);
    let change = match ratio {
        Some(ratio) if ratio.p < UNUSUAL => format!(
            "{counts_of}: a change that chance alone would bring in fewer than one of twenty such pairs ({} as many; 95 % interval {}).",
            decimal(ratio.ratio) + " times",
            between(&decimal(ratio.interval.low), &decimal(ratio.interval.high)),
        ),
        _ => format!("{counts_of}: no detectable change."),
    };
    let (low, high) = *unremarkable;
    let visible = if low == 0 {
        format!(
            "Beside {} before, more than {} would have stood out; no number would have been too few.",
            thousands(counts.0 as usize),
            thousands(high as usize)
        )
    } else {
        format!(
            "Beside {} before, fewer than {} or more than {} would have stood out.",
            thousands(counts.0 as usize),
            thousands(low as usize),
            thousands(high as usize)
        )
    };
    // A year that is not over has fewer days to be counted in.
    let visible = match days.0.abs_diff(days.1) {
        0..=1 => visible,
        _ => format!("{} days of {} have been seen, of {} {}. {visible}", days.1, names.1, names.0, days.0),
    };
    vec![change, visible]
}

fn talk(reported: &Reported<'_>) -> Vec<Talk> {
    let pages =
        |bin: &ReportedIn<'_>| -> Vec<PageIx> { bin.incidents.iter().map(|facts| facts.page).take(NAMED).collect() };
    let mut talk = Vec::new();
    let above = |bin: &&ReportedIn<'_>| bin.usual.is_some_and(|(_, high)| bin.incidents.len() as u64 > high);
    if let Some(bin) = reported.bins.iter().filter(above).max_by_key(|bin| bin.incidents.len()) {
        talk.push(Talk {
            text: format!(
                "{} has more than usual. Was more going on, or were people more willing to write?",
                bin.bin.name
            ),
            incidents: pages(bin),
        });
    }
    let empty: Vec<&ReportedIn<'_>> =
        reported.bins.iter().filter(|bin| bin.bin.whole && bin.incidents.is_empty()).collect();
    if let Some(bin) = empty.last() {
        talk.push(Talk {
            text: format!("Nothing was written up in {}. What happened then that nobody wrote about?", bin.bin.name),
            incidents: Vec::new(),
        });
    }
    let near: Vec<PageIx> = reported
        .bins
        .iter()
        .rev()
        .flat_map(|bin| bin.incidents.iter().rev())
        .filter(|facts| facts.kind == IncidentKind::NearMiss)
        .map(|facts| facts.page)
        .take(NAMED)
        .collect();
    match near.is_empty() {
        true => talk.push(Talk {
            text: String::from("No near misses are among them. What nearly happened that others could learn from?"),
            incidents: near,
        }),
        false => talk.push(Talk {
            text: String::from(
                "These nearly happened. What made people write about them, and what would make it more usual?",
            ),
            incidents: near,
        }),
    }
    talk
}

fn drawing(reported: &Reported<'_>) -> Columns {
    let column = |bin: &ReportedIn<'_>| {
        let mut dots: Vec<(PageIx, bool)> =
            bin.incidents.iter().map(|facts| (facts.page, facts.kind == IncidentKind::NearMiss)).collect();
        dots.sort_by_key(|(_, ring)| *ring);
        columns::CountColumn {
            count: bin.incidents.len() as u64,
            dots,
            interval: bin.bin.whole.then_some(bin.interval),
            usual: bin.usual,
        }
    };
    let bins: Vec<_> = reported.bins.iter().map(|bin| bin.bin.clone()).collect();
    let most = reported.bins.iter().max_by_key(|bin| bin.incidents.len());
    let most =
        most.map_or_else(String::new, |bin| format!(" The most are {} in {}.", bin.incidents.len(), bin.bin.name));
    Columns {
        title: format!("Reported incidents by {}", reported.step.word()),
        description: format!(
            "{} from {} to {}.{most} The table below has the same numbers.",
            large_count(bins.len(), reported.step.word(), &reported.step.words()),
            bins.first().map_or("", |bin| &bin.name),
            bins.last().map_or("", |bin| &bin.name)
        ),
        slots: slots(&bins),
        ring: "a near miss",
        groups: vec![columns::ColumnGroup { name: None, columns: reported.bins.iter().map(column).collect() }],
    }
}

fn table(reported: &Reported<'_>) -> Table {
    let step = reported.step.word();
    let row = |bin: &ReportedIn<'_>| {
        let whole = if bin.bin.whole { bin.bin.name.clone() } else { format!("{} (not seen whole)", bin.bin.name) };
        let usual = |pick: fn((u64, u64)) -> u64| bin.usual.map(pick).map_or(Cell::Empty, Cell::Count);
        vec![
            Cell::Text(whole),
            Cell::Count(bin.incidents.len() as u64),
            Cell::Count(bin.near_misses as u64),
            Cell::Number(bin.interval.low),
            Cell::Number(bin.interval.high),
            usual(|(low, _)| low),
            usual(|(_, high)| high),
        ]
    };
    Table {
        columns: vec![
            Column::new("period", crate::words::phrases::capital(step)),
            Column::new("incidents", "Incidents"),
            Column::new("near_misses", "of them near misses"),
            Column::new("interval_low", "Interval from"),
            Column::new("interval_high", "to"),
            Column::new("usual_low", "Usual from"),
            Column::new("usual_high", "to"),
        ],
        rows: reported.bins.iter().map(row).collect(),
    }
}
