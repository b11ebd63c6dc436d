//! Incidents become what is new as of "today": the latest to happen or to come out.

use jiff::civil::Date;
use serde::Serialize;
use tera::Value;

use crate::link::PageIx;
use crate::views::Views;
use crate::words::{moments, phrases};

/// What is new.
#[derive(Serialize)]
pub(crate) struct News {
    rows: Vec<Row>,
    /// "Today" in words.
    as_of: Option<String>,
    /// Whether there are further write-ups.
    more: bool,
}

#[derive(Serialize)]
struct Row {
    card: Value,
    meaning: Option<String>,
    /// When the write-up came out, where that is another day.
    published: Option<String>,
}

/// Rows on the front page.
const ROWS: usize = 5;

/// The newest write-ups; those dated after "today" only where there are no others. `None` without any.
pub(crate) fn news(views: &Views) -> Option<News> {
    let latest = |ix: PageIx| dates(views, ix).into_iter().flatten().filter(|date| past(views, *date)).max();
    let mut order = views.incidents().to_vec();
    order.sort_by_cached_key(|&ix| std::cmp::Reverse(latest(ix)));
    order.truncate(ROWS);
    let row = |ix: PageIx| {
        let [happened, published] = dates(views, ix);
        Row {
            card: views.card(ix).clone(),
            meaning: phrases::meaning_of_page(&views.site, ix),
            published: published
                .filter(|date| happened.is_some_and(|happened| *date > happened))
                .map(|date| moments::day(&views.site.wording, date)),
        }
    };
    (!order.is_empty()).then(|| News {
        more: views.incidents().len() > order.len(),
        rows: order.into_iter().map(row).collect(),
        as_of: views.site.as_of.map(|date| moments::day(&views.site.wording, date)),
    })
}

fn past(views: &Views, date: Date) -> bool {
    views.site.as_of.is_none_or(|as_of| date <= as_of)
}

/// When it happened, and when the write-up came out.
fn dates(views: &Views, ix: PageIx) -> [Option<Date>; 2] {
    let page = &views.site.pages[ix];
    let published = page.incident().and_then(|incident| incident.times.published.as_ref()?.value.known());
    [page.dated.as_ref().map(|dated| dated.value.date()), published.map(crate::model::Moment::date)]
}
