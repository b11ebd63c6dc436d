//! Updates as a status page posts them, each with a word for its state and a stamp beside or below it, become entries.
//!
//! "**Resolved** - Mail is sent again." above "Mar 12, 2024 - 18:44 UTC"; "### Resolved" and a stamp below; "**Update 30 Nov 09:00** …".

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::incident::timeline::entry_log::EntryLog;
use crate::parse::incident::timeline::entry_parts::{EntryText, part};
use crate::parse::markdown::{BlockKind, BodyBlock, lines, plain};
use crate::parse::times::{ScannedTime, is_time_noise, leading_time};
use crate::parse::vocabulary::{normalise, words};
use crate::text::collapse;

/// So many words a state has at most.
const STATE_WORDS: usize = 4;

/// Fewer updates are no course of events: a lone "Resolved" could head anything.
const FEWEST: usize = 2;

/// An update that is being read.
struct PostedUpdate {
    words: Vec<String>,
    at: Option<(ScannedTime, String)>,
    span: Span,
}

impl EntryLog<'_, '_> {
    /// Takes the posted updates of the body for entries, where it has several.
    pub(crate) fn posted_updates(&mut self) {
        let found = updates(self.body);
        if found.len() < FEWEST || !found.iter().any(|(_, at, _)| at.0.parts.has_date()) {
            return;
        }
        for (text, (found, written), span) in found {
            let parts = part(self.body.text, span.clone()).into_iter().collect();
            self.add(&found.parts, found.until.as_ref(), written, EntryText { text, span, parts });
        }
    }
}

/// The updates that have a stamp: what they say, when, and where.
fn updates(body: &IncidentBody<'_>) -> Vec<(String, (ScannedTime, String), Span)> {
    let (mut all, mut open): (Vec<PostedUpdate>, Option<PostedUpdate>) = (Vec::new(), None);
    for block in &body.blocks {
        let inner = block.inner(body.events);
        let heads = match block.kind {
            BlockKind::Heading(_) => headed(&plain(&body.events[inner.clone()])),
            BlockKind::Paragraph => marked_label(body, &inner).and_then(|label| headed(&label)),
            _ => None,
        };
        if heads.is_some() || matches!(block.kind, BlockKind::Heading(_)) {
            all.extend(open.take());
        }
        if let Some(at) = heads {
            open = Some(PostedUpdate { words: Vec::new(), at, span: block.span.clone() });
        }
        if let Some(update) = &mut open {
            update.take(body, block, &inner);
        }
    }
    all.extend(open);
    let told = |update: PostedUpdate| Some((collapse(&update.words.join(" ")), update.at?, update.span));
    all.into_iter().filter_map(told).collect()
}

impl PostedUpdate {
    /// Takes what a block says, line by line: one of them may be the stamp.
    fn take(&mut self, body: &IncidentBody<'_>, block: &BodyBlock, inner: &Range<usize>) {
        let lines = match block.kind {
            BlockKind::Paragraph => lines(body.events, inner.clone()),
            BlockKind::Code | BlockKind::Other => return,
            _ => vec![inner.clone()],
        };
        for line in lines {
            let words = plain(&body.events[line]);
            let open = self.at.is_none();
            match stamp(&words).filter(|_| open) {
                Some(found) => self.at = Some(found),
                None => match stamp_behind(&words).filter(|_| open) {
                    Some((before, found)) => {
                        self.at = Some(found);
                        self.words.push(before);
                    }
                    None => self.words.push(words),
                },
            }
        }
        let raw = body.text.get(self.span.start..block.span.end).unwrap_or_default();
        self.span.end = self.span.start + raw.trim_end().len();
    }
}

/// The words in bold or italics that a paragraph begins with.
fn marked_label(body: &IncidentBody<'_>, inner: &Range<usize>) -> Option<String> {
    let events = body.events.get(inner.clone())?;
    let (Event::Start(Tag::Strong | Tag::Emphasis), _) = events.first()? else { return None };
    let end = events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Strong | TagEnd::Emphasis)))?;
    Some(plain(&events[..end]))
}

/// Whether `label` heads an update, and the stamp beside its state.
fn headed(label: &str) -> Option<Option<(ScannedTime, String)>> {
    let label = label.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '[' | ']'));
    let ends = label.char_indices().filter(|(_, c)| c.is_whitespace() || "(:-–—".contains(*c)).map(|(end, _)| end);
    let mut ends: Vec<usize> = ends.chain([label.len()]).filter(|end| *end > 0).collect();
    ends.retain(|end| label[..*end].split_whitespace().count() <= STATE_WORDS);
    ends.into_iter().rev().find_map(|end| {
        let (state, rest) = label.split_at(end);
        words().log_states.contains(normalise(state).as_str()).then_some(())?;
        let parts = |c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '|' | '·');
        let rest = rest.trim_start_matches(parts);
        if rest.is_empty() { Some(None) } else { stamp(rest).map(Some) }
    })
}

/// The time that a line is and nothing else, day and clock: "Mar 12, 2024 - 18:44 UTC".
fn stamp(line: &str) -> Option<(ScannedTime, String)> {
    let line = line.trim();
    let bare = ["Posted on ", "Posted at ", "Posted ", "Updated "].iter().find_map(|head| line.strip_prefix(head));
    let line = bare.unwrap_or(line);
    let found = leading_time(line).filter(|found| found.parts.has_time() && found.parts.has_date())?;
    let rest = line.get(found.end..)?;
    let written = line.get(..found.end)?.trim_matches(['(', '[', ' ']).to_owned();
    (is_time_noise(rest) || rest.trim() == ")").then_some((found, written))
}

/// A line that ends with such a time, as cState writes it, and what it says before.
fn stamp_behind(line: &str) -> Option<(String, (ScannedTime, String))> {
    let at = line.trim_end().rmatch_indices(' ').map(|(at, _)| at).nth(1)?;
    let (before, behind) = line.split_at_checked(at)?;
    let is_stamp =
        behind.trim_start().starts_with(|c: char| c.is_ascii_digit()) && before.ends_with(['.', '!', '?', ')', ':']);
    stamp(behind).filter(|_| is_stamp).map(|found| (before.trim().to_owned(), found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_of_an_update_is_a_state_and_perhaps_a_stamp() {
        let cases = [
            ("Resolved", Some(false)),
            ("Resolved -", Some(false)),
            ("Investigating (Mar 12, 2024 16:51 UTC)", Some(true)),
            ("Update 30 Nov 09:00", Some(true)),
            ("調査中", Some(false)),
            ("Resolved by hand", None),
            ("Updates", None),
            ("Mar 12, 2024 16:51 UTC", None),
        ];
        for (label, expected) in cases {
            assert_eq!(headed(label).map(|at| at.is_some()), expected, "{label}");
        }
    }
}
