//! A definition that is none gets its colon escaped: `:warning:` at the beginning of a line is text.
//!
//! A definition has white space after its colon and a term before it: on the line above, or a line by itself with a blank one between.

use pulldown_cmark::{Event, Tag};

use crate::model::Span;
use crate::parse::markdown::marked_source::MissingMark;

pub(super) fn add(text: &str, events: &[(Event<'_>, Span)], marks: &mut Vec<MissingMark>) {
    let mut term: Option<&Span> = None;
    for (event, span) in events {
        match event {
            Event::Start(Tag::DefinitionListTitle) => term = Some(span),
            Event::Start(Tag::DefinitionListDefinition) => {
                let Some(colon) = text[span.clone()].find(':').map(|ix| span.start + ix) else { continue };
                let is_spaced = text[colon + 1..].starts_with([' ', '\t']);
                // Of several definitions only the first stands below the term.
                let has_term = term.take().is_none_or(|term| is_term(text, term, colon));
                if !is_spaced || !has_term {
                    marks.push(MissingMark::new(colon, "\\"));
                }
            }
            _ => {}
        }
    }
}

/// Whether what stands at `term` is defined by what begins at `colon`.
fn is_term(text: &str, term: &Span, colon: usize) -> bool {
    let words = text[term.clone()].trim_end();
    let breaks = text[term.start + words.len()..colon].matches('\n').count();
    let is_name = !words.contains('\n') && !words.ends_with(['.', ':', '!', '?', ';', ',', '。', '：', '！', '？']);
    breaks <= 1 || is_name
}
