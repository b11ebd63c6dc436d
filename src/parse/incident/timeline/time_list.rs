//! The items of a list become entries, where they begin or end with a time; a list under a day becomes that day's.

use std::ops::Range;

use crate::model::Span;
use crate::parse::incident::section_points::trimmed_place;
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::{EntryText, after_time, part};
use crate::parse::incident::timeline::item_lead::{ItemLead, led_items, rest_of};
use crate::parse::incident::timeline::times_below::{holds_times, is_mostly_times};
use crate::parse::markdown::{BlockKind, BodyBlock, blocks, plain, span_of};
use crate::parse::times::{is_time_noise, trailing_time};
use crate::text::collapse;

/// How deep lists in lists are looked into.
const DEEPEST: usize = 8;

impl EntryLog<'_, '_> {
    pub(crate) fn list(&mut self, list: &BodyBlock, depth: usize) {
        for (item, span, lead) in led_items(self.body, list) {
            let timed_below = depth < DEEPEST && holds_times(self.body, &item);
            match &lead.found {
                Some(found) if !timed_below || found.parts.has_time() => self.timed_item(&item, &span, &lead, depth),
                _ if !timed_below && self.item_with_trailing_time(&item, &span, &lead) => {}
                found => {
                    if let Some(found) = found {
                        self.day(found, &lead.title, &span);
                    }
                    if !timed_below {
                        self.remark(span_of(self.body.events, &item), true);
                        continue;
                    }
                    let only_a_day = found.as_ref().is_some_and(|f| is_time_noise(&rest_of(&lead.title, f)));
                    if !lead.events.is_empty() {
                        self.remark(trimmed_place(self.body, &lead.events), !only_a_day);
                    }
                    let nested = blocks(self.body.events, item).into_iter().filter(|b| b.kind == BlockKind::List);
                    for block in nested {
                        self.list(&block, depth + 1);
                    }
                }
            }
        }
    }

    /// An item that begins with a time, or is nothing but a day. A list of further times at its end is a list of further entries.
    fn timed_item(&mut self, item: &Range<usize>, span: &Span, lead: &ItemLead, depth: usize) {
        let Some(found) = &lead.found else { return };
        let rest = rest_of(&lead.title, found);
        let mut inside = blocks(self.body.events, item.clone());
        let further =
            inside.pop_if(|last| depth < DEEPEST && last.kind == BlockKind::List && is_mostly_times(self.body, last));
        let more = self.words(inside.get(1..).unwrap_or_default());
        if !found.parts.has_time() && rest.is_empty() && more.is_empty() {
            self.day(found, &lead.title, span);
            if inside.len() == 1 && further.is_none() {
                self.remark(span.clone(), false);
            }
            return;
        }
        let span = self.trimmed(span.start..further.as_ref().map_or(span.end, |list| list.span.start));
        let from = after_time(self.body.text, self.body.events, lead.events.clone(), lead.used(&rest));
        let parts = part(self.body.text, from..span.end).into_iter().collect();
        let text = collapse(&format!("{rest} {more}"));
        self.entry(&lead.title, found, EntryText { text, span, parts });
        if let Some(list) = further {
            self.list(&list, depth + 1);
        }
    }

    /// "Alert fires (09:12)"; whether the item was one.
    fn item_with_trailing_time(&mut self, item: &Range<usize>, span: &Span, lead: &ItemLead) -> bool {
        let Some(ends) = trailing_time(&lead.title).filter(|_| lead.found.is_none()) else { return false };
        let span = self.trimmed(span.clone());
        let parts = part(self.body.text, span_of(self.body.events, item)).into_iter().collect();
        let words = lead.title.get(..ends.words).unwrap_or_default().trim_end_matches(['*', '_', ':', ' ']);
        let text = collapse(&format!(
            "{words} {}",
            self.words(blocks(self.body.events, item.clone()).get(1..).unwrap_or_default())
        ));
        self.add(&ends.found.parts, ends.found.until.as_ref(), ends.written, EntryText { text, span, parts });
        true
    }

    /// What blocks say, but for code.
    fn words(&self, blocks: &[BodyBlock]) -> String {
        let said = blocks.iter().filter(|b| b.kind != BlockKind::Code);
        said.map(|b| plain(&self.body.events[b.events.clone()])).collect::<Vec<_>>().join(" ")
    }

    fn trimmed(&self, span: Span) -> Span {
        let raw = self.body.text.get(span.clone()).unwrap_or_default();
        span.start..span.start + raw.trim_end().len()
    }
}
