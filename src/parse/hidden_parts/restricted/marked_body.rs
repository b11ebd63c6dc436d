//! A body and the marks in it become parts: the lines that each hides.

use std::ops::Range;

use crate::model::Span;
use crate::parse::hidden_parts::restricted::block_layout::{Code, Heading, LineLayout, layout};
use crate::parse::hidden_parts::restricted::mark_kinds::{Ends, Own, Placed};
use crate::parse::hidden_parts::restricted::part_extent::{Stretch, box_end, heading_end, holding, tag_end, words_end};

/// A body, its lines and its blocks.
pub(super) struct MarkedBody<'t> {
    lines: Vec<&'t str>,
    /// Where each line begins, and where the last one ends.
    starts: Vec<usize>,
    layout: LineLayout,
}

/// Where a mark's own syntax ends its part, and whether it says so at all.
struct OwnEnd {
    line: usize,
    said: bool,
}

impl<'t> MarkedBody<'t> {
    /// Reads the blocks of a body's lines, the first of which begins at `body_start`.
    pub(super) fn new(lines: Vec<&'t str>, body_start: usize) -> Self {
        let mut starts = vec![body_start];
        starts.extend(lines.iter().scan(body_start, |at, line| {
            *at += line.len();
            Some(*at)
        }));
        Self { layout: layout(&lines), lines, starts }
    }

    /// The place of lines in the file.
    pub(super) fn span(&self, lines: &Range<usize>) -> Span {
        self.starts[lines.start]..self.starts[lines.end]
    }

    /// Whether a mark is the text of a code block that is closed.
    pub(super) fn speaks(&self, placed: &Placed) -> bool {
        placed.mark.loose && self.is_code(placed)
    }

    /// Whether a mark stands in a code block that is closed, and in which no other one was meant to be.
    fn is_code(&self, placed: &Placed) -> bool {
        let sure = |code: &Code| !code.fenced || (code.closed && !code.doubtful && !self.layout.forgotten);
        self.code_around(placed.line).is_some_and(sure)
    }

    /// Widens a part by those that begin in it and end after it; how many of the marks after its own it holds.
    ///
    /// Parts in parts cost what they are long. More than a few times the body is no page that anybody wrote: the rest of it is hidden.
    pub(super) fn widen(&self, part: &mut Range<usize>, later: &[Placed]) -> usize {
        let (mut held, mut spent) = (0, 0);
        for placed in later {
            if placed.word >= part.end {
                break;
            }
            held += 1;
            if part.end == self.lines.len() || self.is_code(placed) {
                continue;
            }
            let inner = self.part(placed);
            spent += inner.len();
            part.end = if spent > 8 * self.lines.len() { self.lines.len() } else { part.end.max(inner.end) };
        }
        held
    }

    /// The lines of the part that a mark begins.
    pub(super) fn part(&self, placed: &Placed) -> Range<usize> {
        let heading = self.headings(placed.line).last().filter(|heading| heading.lines.contains(&placed.line));
        let start = match placed.mark.ends {
            Ends::Section(Own::Attributes) => self.block_above(placed.line),
            _ => placed.line,
        };
        let start = heading.map_or(start, |heading| heading.lines.start.min(start));
        let rules = self.layout.first_underlined.is_some_and(|first| first <= placed.line);
        let end = match &placed.mark.ends {
            Ends::Line => placed.word + 1,
            Ends::Colons(count) => self.later_end(placed, |stretch| box_end(stretch, *count)),
            Ends::Heading(level) => self.later_end(placed, |stretch| heading_end(stretch, 0, *level, rules)),
            Ends::Section(own) => self.own_end(placed, own).map_or(self.lines.len(), |own| {
                let level = self.section_level(placed, &own);
                self.later_end(placed, |stretch| heading_end(stretch, own.line, level, rules))
            }),
        };
        start..self.whole_blocks(placed.line, end.max(placed.word + 1))
    }

    /// What is to be blanked of a part: not the marks of a quotation that goes on after it, nor the end of a fence that began before.
    pub(super) fn blank(&self, placed: &Placed, part: &Range<usize>) -> Vec<Span> {
        let marks = self.lines[placed.line][..placed.prefix].matches('>').count();
        let around = self.layout.quotes.iter().rev().skip_while(|quote| quote.start > placed.line).take(LOOKED_AT);
        let quote = around.filter(|_| marks > 0).find(|quote| quote.contains(&placed.line));
        let marks = if quote.is_some_and(|quote| quote.end > part.end) { marks } else { 0 };
        let fence =
            self.code_around(placed.line).filter(|code| code.fenced && code.closed && code.lines.start < part.start);
        let fence = fence.map(|code| code.lines.end - 1).filter(|fence| part.contains(fence));
        if marks == 0 && fence.is_none() {
            return vec![self.span(part)];
        }
        let kept = |line: usize| {
            let ends = self.lines[line].match_indices('>').map(|(at, _)| at + 1).take(marks);
            let quoted =
                ends.take_while(|end| self.lines[line][..*end].trim_start_matches([' ', '\t', '>']).is_empty());
            quoted.last().unwrap_or(0)
        };
        let shown = |line: &usize| Some(*line) != fence;
        part.clone().filter(shown).map(|line| self.starts[line] + kept(line)..self.starts[line + 1]).collect()
    }

    fn code_around(&self, line: usize) -> Option<&Code> {
        let next = self.layout.code.partition_point(|code| code.lines.start <= line);
        self.layout.code[..next].last().filter(|code| code.lines.contains(&line))
    }

    /// The headings that begin at `line` or above.
    fn headings(&self, line: usize) -> &[Heading] {
        &self.layout.headings[..self.layout.headings.partition_point(|heading| heading.lines.start <= line)]
    }

    /// The later of two ends: that of the file as it is, and that of the lines from the mark on alone.
    ///
    /// Those are read in stretches that double, so that a part costs no more than a few times its length.
    fn later_end(&self, placed: &Placed, end: impl Fn(&Stretch<'_>) -> Option<usize>) -> usize {
        let all = self.lines.len();
        let whole = Stretch { layout: &self.layout, lines: &self.lines, first: 0, mark: placed.word };
        let Some(first) = end(&whole) else { return all };
        let mut stop = first + 2;
        loop {
            let lines = self.alone(placed, stop.min(all));
            let stretch = Stretch { layout: &layout(&lines), lines: &lines, first: placed.line, mark: placed.word };
            if let Some(second) = end(&stretch) {
                return first.max(second);
            }
            if stop >= all {
                return all;
            }
            stop += stop - placed.line;
        }
    }

    /// The lines from a mark to `stop` without what the mark's own line has before it.
    fn alone(&self, placed: &Placed, stop: usize) -> Vec<&'t str> {
        let quoted = self.lines[placed.line][..placed.prefix].contains('>');
        let mut inside = true;
        let cut = |line: &'t str| {
            let own = line.len() - line.trim_start_matches(|c| c == ' ' || c == '\t' || (quoted && c == '>')).len();
            // A line without its marks ends the item; a quotation may go on after one.
            inside &= quoted || own >= placed.prefix || line.trim().is_empty();
            let cut = inside && (!quoted || line.trim_start().starts_with('>'));
            if cut { &line[own.min(placed.prefix)..] } else { line }
        };
        let first = &self.lines[placed.line][placed.prefix..];
        std::iter::once(first).chain(self.lines[placed.line + 1..stop].iter().copied().map(cut)).collect()
    }

    /// Where the block begins that ends in `line` or right above it.
    fn block_above(&self, line: usize) -> usize {
        let mut start = line;
        let heading = |line: usize| self.headings(line).last().is_some_and(|heading| heading.lines.contains(&line));
        while let Some(above) =
            start.checked_sub(1).filter(|above| !self.lines[*above].trim().is_empty() && !heading(*above))
        {
            start = holding(&self.layout.leaves, above).map_or(above, |leaf| leaf.start);
        }
        start
    }

    /// Where the mark's own syntax ends its part; `None` when it is never closed.
    fn own_end(&self, placed: &Placed, own: &Own) -> Option<OwnEnd> {
        let in_code = self.code_around(placed.line).is_some();
        let unsaid = OwnEnd { line: placed.word + 1, said: false };
        let line = match own {
            Own::None | Own::Attributes => return Some(unsaid),
            Own::Block => self.block_end(placed)?,
            Own::Tag(element) if in_code => {
                let closing = format!("</{element}");
                let closes = |line: &&str| line.to_ascii_lowercase().contains(&closing);
                placed.word + 1 + self.lines[placed.word..].iter().rposition(closes)?
            }
            Own::Tag(element) => tag_end(&self.layout, placed.line, element)?,
            Own::ClosingWords(words) => {
                let shown = |line: usize| in_code || self.code_around(line).is_none();
                match words_end(&self.lines, placed.word, words, shown) {
                    Ok(end) => end,
                    Err(open) if open || words.needed => return None,
                    Err(_) => return Some(unsaid),
                }
            }
        };
        let more = line > placed.word + 1 || !matches!(own, Own::Block);
        Some(OwnEnd { line: line.max(placed.word + 1), said: more })
    }

    /// The end of the code block, the quotation or the indented lines that a mark begins.
    fn block_end(&self, placed: &Placed) -> Option<usize> {
        let mark = &self.lines[placed.line][placed.prefix..];
        if mark.starts_with(['`', '~']) {
            let code = self.code_around(placed.line).filter(|code| code.lines.start == placed.line);
            return code.map_or(Some(placed.word + 1), |code| code.closed.then_some(code.lines.end));
        }
        if mark.starts_with('[') {
            let around = self.layout.quotes.iter().rev().skip_while(|quote| quote.start > placed.line).take(LOOKED_AT);
            let mut around = around.filter(|quote| quote.contains(&placed.line));
            return Some(around.next().map_or(placed.word + 1, |quote| quote.end));
        }
        let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t', '>']).len();
        let below = self.lines[placed.word + 1..]
            .iter()
            .take_while(|line| line.trim().is_empty() || indent(line) > placed.prefix);
        let last = below.enumerate().filter(|(_, line)| !line.trim().is_empty()).last();
        Some(placed.word + 1 + last.map_or(0, |(i, _)| i + 1))
    }

    /// The level at which a heading ends the section that a mark stands in.
    ///
    /// What stands above all headings, or under the title, has no section: the next heading ends it where the mark says how far it
    /// reaches, and else nothing does.
    fn section_level(&self, placed: &Placed, own: &OwnEnd) -> usize {
        let headings = self.headings(placed.line);
        let element = match &placed.mark.ends {
            Ends::Section(Own::Tag(element)) => element.strip_prefix('h').and_then(|level| level.parse().ok()),
            _ => None,
        };
        let lead = if own.said { 6 } else { 0 };
        let level = match headings {
            [] => lead,
            [title] if title.level == 1 && self.layout.titled && !title.lines.contains(&placed.line) => lead.max(1),
            [.., heading] => heading.level,
        };
        let level = element.map_or(level, |element: usize| element.min(level));
        self.seeming_level(placed.line).map_or(level, |seeming| seeming.min(level))
    }

    /// The level of the line above a mark that is a heading, were it not that something stands open there.
    fn seeming_level(&self, mark: usize) -> Option<usize> {
        let seeming = &self.layout.seeming[..self.layout.seeming.partition_point(|(line, ..)| *line < mark)];
        let heading = self.headings(mark).last().map_or(0, |heading| heading.lines.start);
        let mut near = seeming.iter().rev().take_while(|(line, ..)| *line >= heading).take(LOOKED_AT);
        let code = |block: &Range<usize>| self.code_around(block.start).is_some();
        near.find(|(.., block)| block.contains(&mark) || !code(block)).map(|(_, level, _)| *level)
    }

    /// Where a part ends that neither ends inside a block that begins in it, nor before a fence or a table that it stands in.
    fn whole_blocks(&self, mark: usize, end: usize) -> usize {
        let code = self.code_around(mark).filter(|code| code.fenced);
        let fence = code.map_or(end, |code| if code.closed { code.lines.end - 1 } else { code.lines.end });
        let table = holding(&self.layout.tables, mark).map_or(end, |table| table.end);
        let end = end.max(fence).max(table);
        let inside = holding(&self.layout.leaves, end).filter(|leaf| leaf.start > mark && leaf.start < end);
        inside.map_or(end, |leaf| leaf.end)
    }
}

/// How many quotations are looked at for the one that a mark stands in.
const LOOKED_AT: usize = 100;
