//! A block becomes the number of its lines, items or rows that begin with a time of day.

use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::item_lead::led_items;
use crate::parse::incident::timeline::time_columns::columns;
use crate::parse::markdown::{BlockKind, BodyBlock, blocks, items, lines, plain};
use crate::parse::times::{ScannedTime, leading_time, trailing_time};

/// How many lines, items or rows of a block begin with a time of day.
pub(crate) fn times_in(body: &IncidentBody<'_>, block: &BodyBlock) -> usize {
    let timed = |found: Option<ScannedTime>| found.is_some_and(|s| s.parts.has_time());
    match block.kind {
        BlockKind::List => led_items(body, block).into_iter().filter(|(_, _, lead)| timed(lead.found.clone())).count(),
        BlockKind::Paragraph => {
            let lines = lines(body.events, block.inner(body.events));
            lines.into_iter().filter(|line| timed(leading_time(&plain(&body.events[line.clone()])))).count()
        }
        BlockKind::Table => columns(body, block).map_or(0, |c| c.rows),
        _ => 0,
    }
}

/// Whether something in a block begins or ends with a time of day.
pub(crate) fn has_times(body: &IncidentBody<'_>, block: &BodyBlock) -> bool {
    let ends = |words: &str| trailing_time(words).is_some();
    times_in(body, block) > 0
        || match block.kind {
            BlockKind::List => led_items(body, block).iter().any(|(_, _, lead)| ends(&lead.title)),
            BlockKind::Paragraph => {
                lines(body.events, block.inner(body.events)).into_iter().all(|line| ends(&plain(&body.events[line])))
            }
            _ => false,
        }
}

/// Whether more than half of a list's items, or a table, begin with a time of day.
pub(crate) fn is_mostly_times(body: &IncidentBody<'_>, block: &BodyBlock) -> bool {
    match block.kind {
        BlockKind::List => times_in(body, block) * 2 > items(body.events, block).len(),
        BlockKind::Table => times_in(body, block) > 0,
        _ => false,
    }
}

/// Whether an item holds a list whose items begin with times.
pub(crate) fn holds_times(body: &IncidentBody<'_>, item: &std::ops::Range<usize>) -> bool {
    let lists = blocks(body.events, item.clone()).into_iter().filter(|b| b.kind == BlockKind::List);
    lists.into_iter().any(|list| times_in(body, &list) > 0)
}
