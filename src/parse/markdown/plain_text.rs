//! Runs of events become plain text, or Markdown of one line.
//!
//! Neither keeps footnote marks, comments or pictures: a fact is read far from the place where those make sense.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::event_words::EventWords;
use crate::parse::markdown::html_elements::is_line_break;
use crate::text::{collapse, collapsed};

/// The words of a run of events: no markup, code as text, breaks as spaces, whitespace collapsed.
pub(crate) fn plain(events: &[(Event<'_>, Span)]) -> String {
    let mut out = String::new();
    let mut words = EventWords::default();
    let mut images = 0usize;
    for (event, _) in events {
        match event {
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images = images.saturating_sub(1),
            Event::Rule => out.push(' '),
            Event::End(end) if is_block_end(end) => out.push(' '),
            _ => {}
        }
        if let Some(said) = words.of(event).filter(|_| images == 0) {
            out.push_str(&said);
        }
    }
    collapsed(out)
}

/// The Markdown of a run of inline events on one line, from byte `from` on.
///
/// Reference links are written out, so that the line can stand alone.
pub(crate) fn source(text: &str, events: &[(Event<'_>, Span)], from: usize) -> String {
    let mut out = String::new();
    let mut i = 0;
    while let Some((event, span)) = events.get(i) {
        let next = match event {
            Event::Start(_) => after(events, i),
            _ => i + 1,
        };
        if span.end > from {
            push_source(text, &events[i..next], from, &mut out);
        }
        i = next;
    }
    collapse(&out)
}

fn push_source(text: &str, run: &[(Event<'_>, Span)], from: usize, out: &mut String) {
    let Some((event, span)) = run.first() else { return };
    let inner = run.get(1..run.len().saturating_sub(1)).unwrap_or_default();
    match event {
        Event::FootnoteReference(_) | Event::Html(_) | Event::TaskListMarker(_) => {}
        Event::Start(Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock) => {}
        Event::SoftBreak | Event::HardBreak => out.push(' '),
        Event::InlineHtml(html) if is_line_break(html) => out.push(' '),
        Event::InlineHtml(_) => {}
        Event::Start(Tag::Link {
            link_type: LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut,
            dest_url,
            ..
        }) => {
            out.push_str(&format!("[{}](<{dest_url}>)", source(text, inner, from)));
        }
        Event::Start(Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough) if !has_footnote(inner) => {
            out.push_str(slice(text, span.start.max(from), span.end));
        }
        Event::Start(_) => {
            out.push_str(&source(text, inner, from));
            out.push(' ');
        }
        Event::End(_) => {}
        _ => out.push_str(slice(text, span.start.max(from), span.end)),
    }
}

fn has_footnote(events: &[(Event<'_>, Span)]) -> bool {
    events.iter().any(|(e, _)| matches!(e, Event::FootnoteReference(_)))
}

/// The index after the end that matches the start at `i`.
pub(crate) fn after(events: &[(Event<'_>, Span)], i: usize) -> usize {
    let mut depth = 0usize;
    for (j, (event, _)) in events.iter().enumerate().skip(i) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return j + 1;
        }
    }
    events.len()
}

/// A part of `text`; empty when the bounds are not those of characters.
pub(crate) fn slice(text: &str, start: usize, end: usize) -> &str {
    text.get(start..end).unwrap_or_default()
}

/// At most `max` characters of `text`, cut after a sentence, else after a word.
///
/// The cut leaves no code, link or emphasis open where an earlier sentence end avoids it.
pub(crate) fn cut(text: &str, max: usize) -> String {
    let Some((limit, _)) = text.char_indices().nth(max) else { return text.to_owned() };
    let head = slice(text, 0, limit);
    let mut end = 0;
    for (i, c) in head.char_indices() {
        let after = i + c.len_utf8();
        let ends = match c {
            '.' | '!' | '?' => slice(text, after, text.len()).starts_with(char::is_whitespace),
            '。' | '！' | '？' => true,
            _ => false,
        };
        if ends && balanced(slice(head, 0, after)) {
            end = after;
        }
    }
    if end > 0 {
        return slice(head, 0, end).to_owned();
    }
    let words = head.rfind(char::is_whitespace).map_or(head, |i| slice(head, 0, i));
    let closed = if balanced(words) { words.to_owned() } else { words.replace(['*', '`', '[', ']', '_', '~'], "") };
    format!("{}…", closed.trim_end_matches([',', ';', ':', ' ', '.']))
}

fn balanced(text: &str) -> bool {
    let count = |c: char| text.chars().filter(|&x| x == c).count();
    count('`') % 2 == 0 && count('*') % 2 == 0 && count('[') == count(']') && count('(') == count(')')
}

fn is_block_end(end: &TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image | TagEnd::HtmlBlock
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::markdown::document::document;

    #[test]
    fn plain_text_has_no_markup() {
        let text =
            "The **lease** of `db-1` expired[^1] ![a graph](g.png)\nat [noon](x.md).<br>Nobody\u{a0}saw.\n\n[^1]: x\n";
        let document = document(text, 0);
        let end = after(&document.events, 0);
        assert_eq!(plain(&document.events[..end]), "The lease of db-1 expired at noon. Nobody saw.");
    }

    #[test]
    fn source_is_markdown_that_stands_alone() {
        let text =
            "Add an **alert** for [leases][l] and\n  `db-1`[^1] <!-- by when? -->\n\n[l]: https://x.test/1\n[^1]: x\n";
        let document = document(text, 0);
        let end = after(&document.events, 0);
        assert_eq!(
            source(text, &document.events[1..end - 1], 0),
            "Add an **alert** for [leases](<https://x.test/1>) and `db-1`"
        );
    }

    #[test]
    fn long_text_is_cut_at_a_sentence_or_a_word() {
        assert_eq!(cut("One. Two three.", 8), "One.");
        assert_eq!(cut("One two three", 8), "One two…");
        assert_eq!(cut("`a. b` c. d", 9), "`a. b` c.");
        assert_eq!(cut("障害が発生。復旧した。", 7), "障害が発生。");
        assert_eq!(cut("short", 10), "short");
    }
}
