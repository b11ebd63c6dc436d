//! Lines become the signs that may end a restricted part, each with where Markdown's own blocks put it.
//!
//! Lines of colons are parsed as if they were a word with blank lines around it: to Markdown they would continue the item or the raw HTML
//! above them, or be a definition.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::parse::hidden_parts::restricted::html_tags::{TagSide, tags};
use crate::parse::markdown::{fence_closed, markdown_parser};

/// Where a stretch of lines has what. All ranges are of lines.
#[derive(Debug, Default)]
pub(super) struct LineLayout {
    /// What may end a part, in order.
    pub(super) signs: Vec<Sign>,
    /// Code blocks, in order.
    pub(super) code: Vec<Code>,
    /// Whether a fence is never closed: any other may be the one that was forgotten.
    pub(super) forgotten: bool,
    /// Code, raw HTML and tables, in order.
    pub(super) leaves: Vec<Range<usize>>,
    /// Tables, in order.
    pub(super) tables: Vec<Range<usize>>,
    /// Quotations, each before those inside it.
    pub(super) quotes: Vec<Range<usize>>,
    /// The last line that closes an element, by name.
    pub(super) last_closed: HashMap<String, usize>,
    /// The headings that stand in nothing, in order.
    pub(super) headings: Vec<Heading>,
    /// Lines of code and raw HTML that look like headings, in order, and the block they stand in.
    pub(super) seeming: Vec<(usize, usize, Range<usize>)>,
    /// The first of the headings that is one by a line below it.
    pub(super) first_underlined: Option<usize>,
    /// Whether the first of them is of level 1, and no other is.
    pub(super) titled: bool,
}

/// A heading.
#[derive(Debug)]
pub(super) struct Heading {
    pub(super) lines: Range<usize>,
    pub(super) level: usize,
}

/// A line that may end a part.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Sign {
    pub(super) line: usize,
    pub(super) what: SignKind,
}

/// What a sign is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum SignKind {
    /// So many colons that open a box or close one, the quotation or item they stand in, and the code or raw HTML.
    Colons { count: usize, opens: bool, within: Range<usize>, leaf: Option<Range<usize>> },
    /// A heading that stands in nothing, and how its text is underlined if it is.
    Heading { level: usize, underlined: Option<Underlined> },
    /// A tag; one of a block of raw HTML, or one in a line.
    Tag { name: String, side: TagSide, block: bool },
}

/// How sure it is that an underlined line is a heading and no paragraph above a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Underlined {
    Surely,
    Perhaps,
    /// It does not stand alone.
    Hardly,
}

/// A code block.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) lines: Range<usize>,
    pub(super) fenced: bool,
    pub(super) closed: bool,
    /// Whether it holds a line that opens a code block: it may have been meant to end above that.
    pub(super) doubtful: bool,
}

/// Reads the lines' blocks. Linear in their length.
pub(super) fn layout(lines: &[&str]) -> LineLayout {
    let (shadow, starts) = shadow(lines);
    let mut reading = LayoutReading {
        lines,
        text: &shadow,
        starts,
        layout: LineLayout::default(),
        within: std::iter::once(0..lines.len()).collect(),
        next: 0,
        comment: false,
    };
    let colons: Vec<(usize, usize, bool)> =
        (0..lines.len()).filter_map(|i| colons(lines[i]).map(|(n, o)| (i, n, o))).collect();
    let mut leaf: Option<Range<usize>> = None;
    for (event, span) in markdown_parser(&shadow).into_offset_iter() {
        let range = reading.lines_of(&span);
        let limit = match event {
            Event::End(_) => range.end,
            _ => range.start,
        };
        reading.pass(&colons, limit, leaf.as_ref());
        match event {
            Event::Start(Tag::CodeBlock(kind)) => {
                let fenced = matches!(kind, CodeBlockKind::Fenced(_));
                let closed = !fenced || fence_closed(&shadow[span]);
                reading.seeming(&range);
                let doubtful = fenced && reading.holds_fence(&range);
                reading.layout.forgotten |= !closed;
                reading.layout.code.push(Code { lines: range.clone(), fenced, closed, doubtful });
                reading.layout.leaves.push(range.clone());
                leaf = Some(range);
            }
            Event::Start(Tag::HtmlBlock) => {
                reading.seeming(&range);
                reading.layout.leaves.push(range.clone());
                (leaf, reading.comment) = (Some(range), false);
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => leaf = None,
            Event::Start(tag) => reading.opens(&tag, range),
            Event::End(end) if is_container(&end) => drop(reading.within.pop()),
            Event::Html(html) => reading.tags(&html, range.start, true),
            Event::InlineHtml(html) => reading.tags(&html, range.start, false),
            _ => {}
        }
    }
    reading.pass(&colons, lines.len(), None);
    let mut layout = reading.layout;
    let titles = layout.headings.iter().filter(|heading| heading.level == 1).count();
    layout.titled = titles == 1 && layout.headings[0].level == 1;
    layout
}

/// The text that is parsed, and where each line of it begins: with the blank line above it, and without.
fn shadow(lines: &[&str]) -> (String, Vec<(usize, usize)>) {
    let mut text = String::new();
    let mut starts = Vec::with_capacity(lines.len());
    for line in lines {
        let above = text.len();
        let marks = colons(line).map(|_| &line[..contained(line)]);
        if marks.is_some() {
            text.push_str(&line[..line.len() - line.trim_start_matches([' ', '\t', '>']).len()]);
            text.push('\n');
        }
        starts.push((above, text.len()));
        let Some(marks) = marks else {
            text.push_str(line);
            continue;
        };
        text.push_str(&format!("{marks}x\n"));
        text.extend(marks.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }));
        text.push('\n');
    }
    (text, starts)
}

/// How many colons a line begins with, at least three, and whether they open a box; one that is closed in its line is none.
fn colons(line: &str) -> Option<(usize, bool)> {
    let bare = line[contained(line)..].trim_end();
    let is_colon = |c: char| matches!(c, ':' | '：');
    let rest = bare.trim_start_matches(is_colon);
    let count = bare[..bare.len() - rest.len()].chars().count();
    let closed = rest.ends_with(":::") || rest.ends_with("：：：");
    (count >= 3 && !closed).then_some((count, !rest.is_empty()))
}

/// The length of the marks of quotations and lists that a line begins with.
pub(super) fn contained(line: &str) -> usize {
    let mut rest = line;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '>']);
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let mark = match digits {
            0 => rest.starts_with(['-', '*', '+']),
            1..=9 => rest[digits..].starts_with(['.', ')']),
            _ => false,
        };
        if !mark || !rest[digits + 1..].starts_with([' ', '\t']) {
            return line.len() - rest.len();
        }
        rest = &rest[digits + 1..];
    }
}

fn is_container(end: &TagEnd) -> bool {
    use TagEnd::{BlockQuote, DefinitionListDefinition, FootnoteDefinition, Item, List};
    matches!(end, BlockQuote(_) | DefinitionListDefinition | FootnoteDefinition | Item | List(_))
}

struct LayoutReading<'l> {
    lines: &'l [&'l str],
    /// The text that is parsed.
    text: &'l str,
    /// Where each line begins, with a blank line that was put above it and without.
    starts: Vec<(usize, usize)>,
    layout: LineLayout,
    /// The containers that are open, all lines first.
    within: Vec<Range<usize>>,
    /// The next line of colons to be placed.
    next: usize,
    /// Whether an HTML comment is open in the block of raw HTML.
    comment: bool,
}

impl LayoutReading<'_> {
    fn lines_of(&self, span: &Range<usize>) -> Range<usize> {
        // A blank line that was put in is no end of what stands above it, but may begin a quotation.
        let start = self.starts.partition_point(|(above, _)| *above <= span.start).max(1) - 1;
        let mut end = self.starts.partition_point(|(_, line)| *line < span.end);
        // Nor are the marks of a quotation that goes on below it.
        if end > start + 1 && self.text[self.starts[end - 1].1..span.end].trim_matches([' ', '\t', '>']).is_empty() {
            end -= 1;
        }
        start..end.max(start + 1).min(self.lines.len().max(1))
    }

    /// Places the lines of colons before `limit` where we are now.
    fn pass(&mut self, colons: &[(usize, usize, bool)], limit: usize, leaf: Option<&Range<usize>>) {
        while let Some((line, count, opens)) = colons.get(self.next).copied().filter(|(line, ..)| *line < limit) {
            let within =
                self.within.iter().rev().find(|range| range.contains(&line)).cloned().unwrap_or(0..self.lines.len());
            let leaf = leaf.filter(|leaf| leaf.contains(&line)).cloned();
            self.layout.signs.push(Sign { line, what: SignKind::Colons { count, opens, within, leaf } });
            self.next += 1;
        }
    }

    fn opens(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } if self.within.len() == 1 => {
                let underlined = self.underlined(&range);
                let level = *level as usize;
                if matches!(underlined, Some(Underlined::Surely | Underlined::Perhaps)) {
                    self.layout.first_underlined.get_or_insert(range.start);
                }
                self.layout.signs.push(Sign { line: range.start, what: SignKind::Heading { level, underlined } });
                self.layout.headings.push(Heading { lines: range.clone(), level });
            }
            Tag::Table(_) => {
                self.layout.leaves.push(range.clone());
                self.layout.tables.push(range.clone());
            }
            Tag::BlockQuote(_) => self.layout.quotes.push(range.clone()),
            _ => {}
        }
        if is_container(&tag.to_end()) {
            self.within.push(range);
        }
    }

    fn seeming(&mut self, range: &Range<usize>) {
        for line in range.clone() {
            let bare = self.lines[line].trim_start_matches([' ', '>']);
            let level = bare.len() - bare.trim_start_matches('#').len();
            if (1..=6).contains(&level) && bare[level..].starts_with([' ', '\t']) {
                self.layout.seeming.push((line, level, range.clone()));
            }
        }
    }

    /// Whether a line between those of a fence looks like one.
    fn holds_fence(&self, range: &Range<usize>) -> bool {
        let inner = self.lines.get(range.start + 1..range.end - 1).unwrap_or_default();
        inner.iter().map(|line| &line[contained(line)..]).any(|bare| bare.starts_with("```") || bare.starts_with("~~~"))
    }

    /// Whether a heading is one by a line below it. A paragraph of one line above a rule is one, too, and nobody meant that.
    fn underlined(&self, range: &Range<usize>) -> Option<Underlined> {
        let text = self.lines[range.start].trim();
        if text.starts_with('#') {
            return None;
        }
        let rule = self.lines[range.end - 1].trim();
        let alone = range.start.checked_sub(1).is_none_or(|above| self.lines[above].trim().is_empty());
        let drawn = rule.len() > 3 && rule.len().abs_diff(text.chars().count()) <= 1;
        Some(match alone && range.len() == 2 && text.starts_with(char::is_alphanumeric) {
            false => Underlined::Hardly,
            true if rule.starts_with('=') || drawn => Underlined::Surely,
            true => Underlined::Perhaps,
        })
    }

    fn tags(&mut self, html: &str, line: usize, block: bool) {
        for (name, side) in tags(html, &mut self.comment) {
            if side == TagSide::Close {
                self.layout.last_closed.insert(name.clone(), line);
            }
            self.layout.signs.push(Sign { line, what: SignKind::Tag { name, side, block } });
        }
        self.comment &= block;
    }
}
