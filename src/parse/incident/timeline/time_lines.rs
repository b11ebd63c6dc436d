//! The lines of a paragraph become entries, each of which may begin or end with a time, or the day of what follows.

use std::ops::Range;

use pulldown_cmark::TagEnd;

use crate::model::Span;
use crate::parse::incident::section_points::trimmed_place;
use crate::parse::incident::timeline::dotted_times::keep_times;
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::{EntryText, after_time, part};
use crate::parse::incident::timeline::item_lead::{before, rest_of};
use crate::parse::incident::timeline::times_below::has_times;
use crate::parse::markdown::{BlockKind, BodyBlock, lines, plain, wholly};
use crate::parse::times::{
    ScannedTime, allows_exceptions, changes_zone, is_time_noise, leading_time, only_day, speaks_of_times, states_zone,
    trailing_time, weekday_alone, without_asides, zone_in,
};

/// A remark on the times below is no longer than this.
const LONGEST_REMARK: usize = 200;

/// What may come after a line.
#[derive(Debug)]
enum Before {
    /// Nothing that goes on.
    Nothing,
    /// A line that is nothing but a day: what it was may stand on the next one.
    Day(Range<usize>, String, ScannedTime),
    /// An entry.
    Entry,
}

/// What a remark calls the entries that follow it.
const EVENTS: [&str; 14] = [
    "events below",
    "all events",
    "following events",
    "everything below",
    "all of this",
    "all of the below",
    "alle ereignisse",
    "folgenden ereignisse",
    "tous les événements",
    "todos los eventos",
    "todos os eventos",
    "tutti gli eventi",
    "alle gebeurtenissen",
    "alla händelser",
];

/// "All events below happened on 4 March".
fn speaks_of_events(text: &str) -> bool {
    let lower = text.to_lowercase();
    EVENTS.iter().any(|events| lower.contains(events))
}

impl EntryLog<'_, '_> {
    pub(crate) fn paragraph(&mut self, block: &BodyBlock) {
        let events = self.body.events;
        let whole = without_asides(&plain(&events[block.events.clone()]));
        if whole.len() < LONGEST_REMARK {
            self.remark_on_zone(&whole, block);
            if self.remark_on_day(&whole, block) {
                return;
            }
        }
        let lines = lines(events, block.inner(events));
        let mut found: Vec<_> = lines.iter().map(|line| leading_time(&plain(&events[line.clone()]))).collect();
        if lines.len() > 1 {
            keep_times(&mut found);
        }
        if found.iter().all(Option::is_none) {
            return self.lines_with_trailing_times(&lines);
        }
        if self.lines_under_which_a_time_stands(&lines) {
            return;
        }
        let mut last = Before::Nothing;
        let mut unfinished = false;
        for (line, found) in lines.into_iter().zip(found) {
            let words = plain(&events[line.clone()]);
            let found = found.filter(|_| !unfinished);
            unfinished = ends_unfinished(&words);
            last = match found {
                Some(found) => self.timed_line(line, words, found, last),
                None => self.further_line(&line, &words, last),
            };
        }
        self.close(last);
    }

    /// "All times in CET".
    fn remark_on_zone(&mut self, whole: &str, block: &BodyBlock) {
        if speaks_of_times(whole)
            && !changes_zone(whole)
            && let Some(zone) = zone_in(whole)
        {
            self.take_zone(zone, &block.span);
        }
    }

    /// "All times on 4 March", "On 4 March the pump hut flooded:"; whether the paragraph was one.
    fn remark_on_day(&mut self, whole: &str, block: &BodyBlock) -> bool {
        let Some((at, found)) = only_day(whole) else { return false };
        let bare = whole.trim_end();
        let leads_on = bare.ends_with([':', '：'])
            || states_zone(whole)
            || speaks_of_times(whole) && zone_in(whole).is_some()
            || speaks_of_events(whole);
        let rest = whole.get(at + found.end..).unwrap_or_default();
        if !leads_on || at == 0 && is_time_noise(rest) {
            return false;
        }
        self.day(&found, whole.get(at..).unwrap_or_default(), &block.span);
        if allows_exceptions(whole) {
            self.clock.keep_day();
        }
        true
    }

    /// A line that begins with a time.
    fn timed_line(&mut self, line: Range<usize>, words: String, found: ScannedTime, last: Before) -> Before {
        self.close(last);
        let events = self.body.events;
        let rest = rest_of(&words, &found);
        let titled = wholly(events, &line, |e| matches!(e, TagEnd::Strong));
        let alone = is_time_noise(&rest) || weekday_alone(&rest).is_some();
        if !found.parts.has_time() && (titled || alone) {
            self.day(&found, &words, &trimmed_place(self.body, &line));
            return if alone { Before::Day(line, words, found) } else { Before::Nothing };
        }
        let span = trimmed_place(self.body, &line);
        let from = after_time(self.body.text, events, line, before(&words, &rest));
        let parts = part(self.body.text, from..span.end).into_iter().collect();
        self.entry(&words, &found, EntryText { text: rest, span, parts });
        Before::Entry
    }

    /// A line without a time: more of the entry before it, or what happened on the day that stands before it.
    fn further_line(&mut self, line: &Range<usize>, words: &str, last: Before) -> Before {
        let place = trimmed_place(self.body, line);
        match last {
            Before::Nothing => Before::Nothing,
            Before::Day(day, title, found) => {
                let span = trimmed_place(self.body, &day).start..place.end;
                let parts = part(self.body.text, place).into_iter().collect();
                self.entry(&title, &found, EntryText { text: words.to_owned(), span, parts });
                Before::Entry
            }
            Before::Entry => {
                if let Some(entry) = self.entries.last_mut() {
                    // Both are collapsed, so that the joined words are, however many lines follow.
                    if !entry.text.is_empty() && !words.is_empty() {
                        entry.text.push(' ');
                    }
                    entry.text.push_str(words);
                    let from = entry.parts.pop().map_or(place.start, |part| part.span.start);
                    entry.span.end = place.end;
                    entry.parts.extend(part(self.body.text, from..place.end));
                }
                Before::Entry
            }
        }
    }

    /// A day that nothing followed is no entry.
    fn close(&mut self, last: Before) {
        if let Before::Day(line, ..) = last {
            self.remark(trimmed_place(self.body, &line), false);
        }
    }

    /// "The pump runs." and a last line that is nothing but a time, as status pages write it; whether the paragraph was one.
    fn lines_under_which_a_time_stands(&mut self, lines: &[Range<usize>]) -> bool {
        let Some((last, above)) = lines.split_last().filter(|(_, above)| !above.is_empty()) else { return false };
        let words = |line: &Range<usize>| plain(&self.body.events[line.clone()]);
        let when = words(last);
        let whole = |s: &ScannedTime| s.parts.has_time() && is_time_noise(when.get(s.end..).unwrap_or_default());
        let Some(found) = leading_time(&when).filter(whole) else { return false };
        let above: Vec<(String, Range<usize>)> = above.iter().map(|line| (words(line), line.clone())).collect();
        if above.iter().any(|(words, _)| leading_time(words).is_some()) {
            return false;
        }
        let text = above.iter().map(|(words, _)| words.as_str()).collect::<Vec<_>>().join(" ");
        let said = above[0].1.start..above[above.len() - 1].1.end;
        let said = trimmed_place(self.body, &said);
        let span = said.start..trimmed_place(self.body, last).end;
        let parts = part(self.body.text, said).into_iter().collect();
        self.entry(&when, &found, EntryText { text, span, parts });
        true
    }

    /// A paragraph or a list under a paragraph that was nothing but a time says what happened then; whether `block` was one.
    pub(crate) fn goes_on(&mut self, block: &BodyBlock) -> bool {
        let figures = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let raw = |span: Span| self.body.text.get(span).unwrap_or_default();
        let waits = self.entries.last().is_some_and(|e| {
            e.text.is_empty()
                && raw(e.span.end..block.span.start).trim().is_empty()
                && figures(raw(e.span.clone())) == figures(&e.written)
        });
        if !waits || !matches!(block.kind, BlockKind::Paragraph | BlockKind::List) || has_times(self.body, block) {
            return false;
        }
        let text = plain(&self.body.events[block.events.clone()]);
        let Some(said) = part(self.body.text, block.span.clone()) else { return false };
        if let Some(entry) = self.entries.last_mut() {
            entry.text = text;
            entry.span.end = said.span.end;
            entry.parts.push(said);
        }
        true
    }

    /// "Found: 10:47" in each line.
    fn lines_with_trailing_times(&mut self, lines: &[Range<usize>]) {
        let events = self.body.events;
        let read = lines.iter().map(|line| {
            let words = plain(&events[line.clone()]);
            trailing_time(&words).map(|time| (line, words, time))
        });
        let Some(read) = read.collect::<Option<Vec<_>>>() else { return };
        for (line, words, time) in read {
            let span = trimmed_place(self.body, line);
            let parts = part(self.body.text, span.clone()).into_iter().collect();
            let text = words.get(..time.words).unwrap_or_default().trim_end_matches([':', ' ']).to_owned();
            self.add(&time.found.parts, time.found.until.as_ref(), time.written, EntryText { text, span, parts });
        }
    }
}

/// Whether a line breaks off before a time that belongs to its sentence.
fn ends_unfinished(words: &str) -> bool {
    const OPEN: &[&str] = &[
        "at",
        "until",
        "till",
        "by",
        "from",
        "to",
        "and",
        "around",
        "about",
        "since",
        "between",
        "before",
        "after",
        "of",
        "than",
        "um",
        "bis",
        "gegen",
        "ab",
        "von",
        "und",
        "nach",
        "vor",
        "à",
        "vers",
        "et",
        "hasta",
        "las",
        "y",
        "até",
        "às",
        "e",
        "alle",
        "och",
        "kl",
        "kl.",
        "om",
        "tot",
        "ca",
        "ca.",
        "o",
        "w",
        "godz.",
        "godz",
        "około",
        "ok.",
        "od",
        "do",
        "в",
        "во",
        "с",
        "до",
        "около",
        "после",
    ];
    words.rsplit(' ').next().is_some_and(|word| OPEN.contains(&word.to_lowercase().as_str()))
}
