//! The lines of a block of code become entries, where at least two begin with a time: somebody kept a timeline in a fence.

use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::EntryText;
use crate::parse::incident::timeline::item_lead::rest_of;
use crate::parse::markdown::BodyBlock;
use crate::parse::times::{day_alone, leading_time};
use crate::text::collapse;

impl EntryLog<'_, '_> {
    pub(crate) fn code(&mut self, block: &BodyBlock) {
        let raw = self.body.text.get(block.span.clone()).unwrap_or_default();
        let mut at = block.span.start;
        let mut lines = Vec::new();
        for line in raw.split_inclusive('\n') {
            lines.push((collapse(line), at..at + line.trim_end().len()));
            at += line.len();
        }
        let timed = |words: &str| leading_time(words).is_some_and(|s| s.parts.has_time());
        if lines.iter().filter(|(words, _)| timed(words)).count() < 2 {
            return;
        }
        for (words, span) in lines {
            if let Some(day) = day_alone(&words) {
                self.day(&day, &words, &span);
            } else if let Some(found) = leading_time(&words).filter(|s| s.parts.has_time()) {
                let text = rest_of(&words, &found);
                self.entry(&words, &found, EntryText { text, span, parts: Vec::new() });
            }
        }
    }
}
