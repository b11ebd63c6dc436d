//! The rules of counting become a page: what is counted, how sure numbers are, and what chance alone would do here.

use serde::Serialize;

use crate::addresses::FixedOutput;
use crate::analyse::trends::unchanged_periods::{DIFFERENCES, Twin, Twins};
use crate::analyse::trends::{Question, small_numbers};
use crate::answers::{self, Cell};
use crate::charts::MOST_DOTS;
use crate::diag::Diagnostic;
use crate::model::{TrendsConfig, weekday};
use crate::pages::frame::Frame;
use crate::statistics::{RESAMPLES, SIMULATIONS};
use crate::views::Views;
use crate::wording::Wording;
use crate::words::periods;

#[derive(Serialize)]
struct MethodView {
    facts: &'static str,
    twins_csv: &'static str,
    contents: Vec<MethodHeading>,
    as_of: Option<String>,
    zone: String,
    /// The questions with an anchor each, as their pages call them.
    questions: Vec<AskedQuestion>,
    rules: Rules,
    house: House,
    twins: TwinsView,
}

#[derive(Serialize)]
struct MethodHeading {
    anchor: &'static str,
    title: String,
}

/// The sections of the page, in its order: their anchors, and the keys of their headings.
const SECTIONS: [(&str, &str); 7] = [
    ("counts", "trends.method.counts"),
    ("sure", "trends.method.sure"),
    ("mttr", "trends.method.mttr"),
    ("twins", "trends.method.twins"),
    ("many", "trends.method.many"),
    ("house", "trends.method.house"),
    ("questions", "trends.method.questions"),
];

#[derive(Serialize)]
struct AskedQuestion {
    slug: &'static str,
    title: String,
    keys: &'static [&'static str],
}

/// The small-n rules, as they are in force.
#[derive(Serialize)]
struct Rules {
    page_from: usize,
    median_from: usize,
    interval_from: usize,
    share_from: usize,
    pair_from: u64,
    pair_up_to: usize,
    curve_from: usize,
    pool_from: usize,
    resamples: String,
    most_dots: usize,
}

/// What the house has set.
#[derive(Serialize)]
struct House {
    inferred: bool,
    /// `Monday to Friday, 9:00 to 17:00`; nothing when no hour is worked.
    working: Option<String>,
    /// `2022: 12, 2023: 17`; nothing when nobody said.
    known: String,
}

#[derive(Serialize)]
struct TwinsView {
    /// What was drawn, and what it shows.
    about: String,
    headings: Vec<TwinShare>,
    lengths: bool,
    rows: Vec<TwinView>,
}

#[derive(Serialize)]
struct TwinView {
    size: String,
    own: Option<String>,
    cells: Vec<TwinShare>,
}

/// A share in words.
#[derive(Serialize)]
struct TwinShare {
    text: String,
    /// Whether a part of the table begins with it.
    part: bool,
}

/// How everything is counted.
pub(crate) fn method(views: &Views, here: &str) -> (String, Vec<Diagnostic>) {
    let (facts, wording) = (&views.analysis.trends, &*views.site.wording);
    let view = MethodView {
        facts: FixedOutput::TrendFacts.address(),
        twins_csv: FixedOutput::TrendMethodTable.address(),
        contents: SECTIONS
            .into_iter()
            .map(|(anchor, title)| MethodHeading { anchor, title: wording.say(title) })
            .collect(),
        as_of: facts.as_of.map(|date| crate::words::moments::day(wording, date)),
        zone: views.site.config.timezone.written().to_owned(),
        questions: Question::ALL.iter().copied().map(|question| asked(wording, question)).collect(),
        rules: rules(wording),
        house: house(wording, &facts.config),
        twins: twins_view(wording, views.twins()),
    };
    Frame::list(views, here, &wording.say("trends.how_made"), "trends").fill(views, "trend-method.html", &view)
}

fn asked(wording: &Wording, question: Question) -> AskedQuestion {
    AskedQuestion { slug: question.slug(), title: answers::title(wording, question), keys: question.keys() }
}

fn rules(wording: &Wording) -> Rules {
    let grouped = |n: usize| wording.thousands(n);
    Rules {
        page_from: small_numbers::PAGE_FROM,
        median_from: small_numbers::MEDIAN_FROM,
        interval_from: small_numbers::INTERVAL_FROM,
        share_from: small_numbers::SHARE_FROM,
        pair_from: small_numbers::PAIR_FROM,
        pair_up_to: small_numbers::PAIR_UP_TO,
        curve_from: small_numbers::CURVE_FROM,
        pool_from: small_numbers::POOL_FROM,
        resamples: grouped(RESAMPLES),
        most_dots: MOST_DOTS,
    }
}

fn house(wording: &Wording, config: &TrendsConfig) -> House {
    let (first, end) = config.working_hours;
    let named = |day: &String| Some(periods::weekday(wording, weekday(day)?));
    let days: Vec<String> = config.working_days.iter().filter_map(named).collect();
    let working = (!days.is_empty() && first < end).then(|| {
        let hours = [("days", wording.list(&days)), ("from", format!("{first}:00")), ("until", format!("{end}:00"))];
        wording.compose("trends.method.house_hours_of", &hours)
    });
    let known = |(year, count): (&String, &u64)| {
        let filling = [("year", year.clone()), ("count", count.to_string())];
        wording.compose("trends.method.house_known_year", &filling)
    };
    House {
        inferred: config.inferred,
        working,
        known: config.known.iter().map(known).collect::<Vec<_>>().join(&wording.say("list.between")),
    }
}

fn twins_view(wording: &Wording, twins: &Twins) -> TwinsView {
    let lengths = twins.pool >= small_numbers::POOL_FROM;
    let cells = |parts: [Vec<f64>; 3]| {
        let part = |part: Vec<f64>| {
            part.into_iter()
                .enumerate()
                .map(|(at, share)| TwinShare { text: Cell::Share(share).words(wording), part: at == 0 })
        };
        parts.into_iter().flat_map(part).collect::<Vec<TwinShare>>()
    };
    let row = |row: &Twin| {
        let of = |pick: fn((f64, f64)) -> f64| row.differ.iter().filter_map(|of| of.lengths.map(pick)).collect();
        let numbers = row.differ.iter().map(|differ| differ.counts).collect();
        let cells = cells([numbers, of(|(medians, _)| medians), of(|(_, means)| means)]);
        TwinView {
            size: wording.thousands(row.size),
            own: row.own.map(|step| periods::step(wording, step, "here")),
            cells,
        }
    };
    let drawn = match (lengths, twins.until_resolved) {
        (false, _) => "trends.method.twins_drawn",
        (true, false) => "trends.method.twins_mitigated",
        (true, true) => "trends.method.twins_resolved",
    };
    let filling = [("number", wording.thousands(SIMULATIONS)), ("pool", twins.pool.to_string())];
    let drawn = wording.compose(drawn, &filling);
    let about: Vec<String> = [wording.say("trends.method.twins_ask"), drawn]
        .into_iter()
        .chain(answers::twins_told(wording, twins))
        .collect();
    TwinsView {
        about: wording.paragraph(&about),
        headings: cells([0, 1, 2].map(|part| if part == 0 || lengths { DIFFERENCES.to_vec() } else { Vec::new() })),
        lengths,
        rows: twins.rows.iter().map(row).collect(),
    }
}
