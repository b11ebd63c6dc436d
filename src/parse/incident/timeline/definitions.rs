//! A list of terms and what they stand for becomes entries, where the terms are times.

use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::{EntryText, part};
use crate::parse::incident::timeline::item_lead::rest_of;
use crate::parse::markdown::{BodyBlock, definitions, plain, span_of};
use crate::parse::times::leading_time;
use crate::text::collapse;

impl EntryLog<'_, '_> {
    pub(crate) fn definitions(&mut self, list: &BodyBlock) {
        let (text, events) = (self.body.text, self.body.events);
        for (term, said) in definitions(events, list) {
            let words = plain(&events[term.clone()]);
            let end = said.last().map_or(term.end, |last| last.end);
            let span = span_of(events, &(term.start..end));
            let Some(found) = leading_time(&words) else {
                self.remark(span, true);
                continue;
            };
            let rest = rest_of(&words, &found);
            if !found.parts.has_time() && rest.is_empty() && said.is_empty() {
                self.day(&found, &words, &span);
                continue;
            }
            let more = said.iter().map(|said| plain(&events[said.clone()])).collect::<Vec<_>>().join(" ");
            let parts = said.iter().filter_map(|said| part(text, span_of(events, said))).collect();
            self.entry(&words, &found, EntryText { text: collapse(&format!("{rest} {more}")), span, parts });
        }
    }
}
