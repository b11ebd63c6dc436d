//! A mark and the blocks around it become the line at which its part ends.

use std::ops::Range;

use crate::parse::hidden_parts::restricted::block_layout::{LineLayout, Sign, SignKind, Underlined};
use crate::parse::hidden_parts::restricted::folded_lines::folded;
use crate::parse::hidden_parts::restricted::html_tags::TagSide;
use crate::parse::hidden_parts::restricted::mark_kinds::ClosingWords;

/// A stretch of a body in which an end is sought. Lines are counted as in the body, but those of its layout.
#[derive(Clone, Copy)]
pub(super) struct Stretch<'l> {
    pub(super) layout: &'l LineLayout,
    pub(super) lines: &'l [&'l str],
    /// The body's line that is the stretch's first.
    pub(super) first: usize,
    /// The line of the mark.
    pub(super) mark: usize,
}

impl<'l> Stretch<'l> {
    /// The signs after the mark.
    fn signs(&self) -> &'l [Sign] {
        let mark = self.mark - self.first;
        &self.layout.signs[self.layout.signs.partition_point(|sign| sign.line <= mark)..]
    }
}

/// Signs after a mark as a walk sees them: which raw HTML is open, so that nothing ends in the middle of it.
struct Walk<'l> {
    stretch: Stretch<'l>,
    /// Elements that blocks of raw HTML have opened.
    open: Vec<(&'l str, usize)>,
}

impl<'l> Walk<'l> {
    fn new(stretch: &Stretch<'l>) -> Self {
        Self { stretch: *stretch, open: Vec::new() }
    }

    /// Whether raw HTML is open at a sign. A paragraph's tag need not be closed, and is not open over a blank line.
    fn in_html(&mut self, line: usize) -> bool {
        while let Some((_, since)) = self.open.last_mut().filter(|(name, _)| *name == "p") {
            if !self.stretch.lines[*since..line].iter().any(|line| line.trim().is_empty()) {
                *since = line;
                return true;
            }
            self.open.pop();
        }
        !self.open.is_empty()
    }

    fn tag(&mut self, name: &'l str, side: TagSide, block: bool, line: usize) {
        match side {
            TagSide::Close => {
                let at = self.open.iter().rposition(|(open, _)| *open == name);
                self.open.truncate(at.unwrap_or(self.open.len()));
            }
            // `<your-token>` alone on a line is a place to fill in, and closes never.
            TagSide::Open if !block => {}
            TagSide::Open
                if holds(name) || self.stretch.layout.last_closed.get(name).is_some_and(|last| *last > line) =>
            {
                self.open.push((name, line));
            }
            TagSide::Open => {}
        }
    }
}

/// Elements of HTML that are open until they are closed.
fn holds(name: &str) -> bool {
    const HOLD: &str = " article aside blockquote center details div dl fieldset figure footer form header main nav ol p section \
        table ul ";
    HOLD.contains(&format!(" {name} "))
}

/// The line after the one that closes a box of so many `colons` opened at the mark.
///
/// Colons in code or raw HTML that the mark does not stand in close nothing, nor those in an item or a quotation of the box.
pub(super) fn box_end(stretch: &Stretch<'_>, colons: usize) -> Option<usize> {
    let mut walk = Walk::new(stretch);
    let mark = stretch.mark - stretch.first;
    let mut inner: Vec<(usize, usize)> = Vec::new();
    for sign in stretch.signs() {
        let (count, opens, within) = match &sign.what {
            SignKind::Tag { name, side, block } => {
                walk.tag(name, *side, *block, sign.line);
                continue;
            }
            SignKind::Colons { count, opens, within, leaf }
                if leaf.as_ref().is_none_or(|leaf| leaf.contains(&mark)) =>
            {
                (*count, *opens, within)
            }
            _ => continue,
        };
        if walk.in_html(sign.line) {
            continue;
        }
        match inner.last() {
            _ if opens => inner.push((count, sign.line)),
            Some((open, line)) if *open <= count && within.contains(line) => drop(inner.pop()),
            Some(_) => {}
            None if count >= colons && within.contains(&mark) => return Some(stretch.first + sign.line + 1),
            None => {}
        }
    }
    None
}

/// The line of the first heading of `level` or above that stands after the mark, at `from` or later.
///
/// A paragraph above a rule is a heading to Markdown. It ends a part only where it is drawn as one, or where others are written so.
pub(super) fn heading_end(stretch: &Stretch<'_>, from: usize, level: usize, rules: bool) -> Option<usize> {
    let mut walk = Walk::new(stretch);
    for sign in stretch.signs() {
        match &sign.what {
            SignKind::Tag { name, side, block } => walk.tag(name, *side, *block, sign.line),
            SignKind::Heading { level: own, underlined } if *own <= level && stretch.first + sign.line >= from => {
                let sure = match underlined {
                    None | Some(Underlined::Surely) => true,
                    Some(Underlined::Perhaps) => rules,
                    Some(Underlined::Hardly) => false,
                };
                if sure && !walk.in_html(sign.line) {
                    return Some(stretch.first + sign.line);
                }
            }
            _ => {}
        }
    }
    None
}

/// The line after the one that closes the element opened at `mark`.
pub(super) fn tag_end(layout: &LineLayout, mark: usize, element: &str) -> Option<usize> {
    let mut depth = 0usize;
    let from = layout.signs.partition_point(|sign| sign.line < mark);
    for sign in &layout.signs[from..] {
        match &sign.what {
            SignKind::Tag { name, side: TagSide::Open, .. } if name == element => depth += 1,
            SignKind::Tag { name, side: TagSide::Close, .. } if name == element && depth > 1 => depth -= 1,
            SignKind::Tag { name, side: TagSide::Close, .. } if name == element => return Some(sign.line + 1),
            _ => {}
        }
    }
    None
}

/// The line after the one that holds the closing `words` of what the line `mark` opens; else whether any were found, in code too.
pub(super) fn words_end(
    lines: &[&str],
    mark: usize,
    words: &ClosingWords,
    shown: impl Fn(usize) -> bool,
) -> Result<usize, bool> {
    let (mut depth, mut any) = (0usize, false);
    let until = if words.needed { lines.len() } else { words.last.map_or(0, |last| last + 1) };
    for (i, line) in lines.iter().enumerate().take(until).skip(mark) {
        if !line.contains(['{', '[', '<', '%', '(', '｛', '［', '＜', '（']) {
            continue;
        }
        let line = squeezed(line);
        let closing: usize = words.closing.iter().map(|closing| line.matches(closing.as_str()).count()).sum();
        any |= closing > 0;
        if !shown(i) {
            continue;
        }
        depth += words.again.map_or(0, |again| line.matches(again).count());
        if closing > 0 && closing >= depth {
            return Ok(i + 1);
        }
        depth -= closing;
    }
    Err(any)
}

/// A line without what may stand anywhere in a closing word.
pub(super) fn squeezed(line: &str) -> String {
    folded(line).chars().filter(|c| !(c.is_whitespace() || matches!(c, '-' | '_'))).collect()
}

/// The block among `blocks`, which are in order and apart, that holds `line`.
pub(super) fn holding(blocks: &[Range<usize>], line: usize) -> Option<&Range<usize>> {
    let next = blocks.partition_point(|block| block.start <= line);
    blocks[..next].last().filter(|block| block.contains(&line))
}
