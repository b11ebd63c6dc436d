//! A line that begins with a day, "3. mars 2024 …", is no item of a numbered list: its full stop is escaped.
//!
//! Items that count from one are a list, whatever they begin with; others are days where each goes on with a month and a year.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::marked_source::MissingMark;
use crate::parse::vocabulary::calendar_words;

/// Names of months that are words of every day in another language: "2. Set 2048 as the limit".
const EVERYDAY: [&str; 6] = ["set", "out", "ago", "gen", "mag", "dic"];

/// A numbered list that is open: what each of its items begins with, a number and the place of the full stop behind it, or neither.
type OpenList = Vec<Option<(u32, usize)>>;

pub(super) fn add(text: &str, events: &[(Event<'_>, Span)], marks: &mut Vec<MissingMark>) {
    let mut open: Vec<Option<OpenList>> = Vec::new();
    for (event, span) in events {
        match event {
            Event::Start(Tag::List(first)) => open.push(first.map(|_| Vec::new())),
            Event::Start(Tag::Item) => {
                if let Some(Some(items)) = open.last_mut() {
                    items.push(day_and_stop(text, span));
                }
            }
            Event::End(TagEnd::List(_)) => {
                let Some(items) = open.pop().flatten() else { continue };
                let Some(days) = items.into_iter().collect::<Option<Vec<_>>>() else { continue };
                let counted = days.len() > 1 && (1..).zip(&days).all(|(position, (number, _))| position == *number);
                if !counted {
                    marks.extend(days.into_iter().map(|(_, stop)| MissingMark::new(stop, "\\")));
                }
            }
            _ => {}
        }
    }
}

/// The number that an item begins with and the place of its full stop, where a month and a year follow.
fn day_and_stop(text: &str, span: &Span) -> Option<(u32, usize)> {
    let raw = text.get(span.clone())?;
    let from = span.start + raw.len() - raw.trim_start().len();
    let (number, rest) = raw.trim_start().split_once(". ")?;
    let day: u32 = number.parse().ok().filter(|day| number.len() <= 2 && (1..=31).contains(day))?;
    let (month, rest) = rest.trim_start().split_once(' ')?;
    let month = month.trim_end_matches('.').to_lowercase();
    let is_month = calendar_words().month(&month).is_some() && !EVERYDAY.contains(&month.as_str());
    let year = rest.trim_start().bytes().take_while(u8::is_ascii_digit).count() == 4
        && ["19", "20"].iter().any(|century| rest.trim_start().starts_with(century));
    (is_month && year).then_some((day, from + number.len()))
}
