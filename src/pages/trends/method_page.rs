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
use crate::wording::english;

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
    title: &'static str,
}

/// The sections of the page, in its order.
const SECTIONS: [(&str, &str); 7] = [
    ("counts", "What counts"),
    ("sure", "How sure a number is"),
    ("mttr", "Why there is no MTTR"),
    ("twins", "Two periods in which nothing changed"),
    ("many", "Many questions at once"),
    ("house", "What this site has set"),
    ("questions", "What each question counts"),
];

#[derive(Serialize)]
struct AskedQuestion {
    slug: &'static str,
    title: &'static str,
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
    simulations: String,
    most_dots: usize,
}

/// What the house has set.
#[derive(Serialize)]
struct House {
    inferred: bool,
    /// `Monday to Friday, 9:00 to 17:00`; nothing when no hour is worked.
    working: Option<String>,
    /// `2023: 17`.
    known: Vec<String>,
}

#[derive(Serialize)]
struct TwinsView {
    told: Vec<String>,
    headings: Vec<TwinShare>,
    lengths: bool,
    end: &'static str,
    pool: usize,
    rows: Vec<TwinView>,
}

#[derive(Serialize)]
struct TwinView {
    size: String,
    own: Option<&'static str>,
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
    let facts = &views.analysis.trends;
    let view = MethodView {
        facts: FixedOutput::TrendFacts.address(),
        twins_csv: FixedOutput::TrendMethodTable.address(),
        contents: SECTIONS.into_iter().map(|(anchor, title)| MethodHeading { anchor, title }).collect(),
        as_of: facts.as_of.map(|date| crate::words::moments::day(english(), date)),
        zone: views.site.config.timezone.written().to_owned(),
        questions: Question::ALL.iter().copied().map(asked).collect(),
        rules: rules(),
        house: house(&facts.config),
        twins: twins_view(views.twins()),
    };
    Frame::list(views, here, "How these numbers are made", "trends").fill(views, "trend-method.html", &view)
}

fn asked(question: Question) -> AskedQuestion {
    AskedQuestion { slug: question.slug(), title: answers::title(question), keys: question.keys() }
}

fn rules() -> Rules {
    let grouped = |n: usize| Cell::Count(n as u64).words();
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
        simulations: grouped(SIMULATIONS),
        most_dots: MOST_DOTS,
    }
}

fn house(config: &TrendsConfig) -> House {
    let (first, end) = config.working_hours;
    let days: Vec<String> = config.working_days.iter().filter_map(|day| Some(format!("{:?}", weekday(day)?))).collect();
    let working =
        (!days.is_empty() && first < end).then(|| format!("{}, {first}:00 to {end}:00", english().list(&days)));
    House {
        inferred: config.inferred,
        working,
        known: config.known.iter().map(|(year, count)| format!("{year}: {count}")).collect(),
    }
}

fn twins_view(twins: &Twins) -> TwinsView {
    let lengths = twins.pool >= small_numbers::POOL_FROM;
    let cells = |parts: [Vec<f64>; 3]| {
        let part = |part: Vec<f64>| {
            part.into_iter()
                .enumerate()
                .map(|(at, share)| TwinShare { text: Cell::Share(share).words(), part: at == 0 })
        };
        parts.into_iter().flat_map(part).collect::<Vec<TwinShare>>()
    };
    let row = |row: &Twin| {
        let of = |pick: fn((f64, f64)) -> f64| row.differ.iter().filter_map(|of| of.lengths.map(pick)).collect();
        let numbers = row.differ.iter().map(|differ| differ.counts).collect();
        let cells = cells([numbers, of(|(medians, _)| medians), of(|(_, means)| means)]);
        TwinView { size: Cell::Count(row.size as u64).words(), own: row.own.map(|step| step.word()), cells }
    };
    TwinsView {
        told: answers::twins_told(twins),
        headings: cells([0, 1, 2].map(|part| if part == 0 || lengths { DIFFERENCES.to_vec() } else { Vec::new() })),
        lengths,
        end: if twins.until_resolved { "until all was well" } else { "until the harm stopped" },
        pool: twins.pool,
        rows: twins.rows.iter().map(row).collect(),
    }
}
