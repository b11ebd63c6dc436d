//! Other generators' block syntax becomes ours, line by line, so that one Markdown parser serves all.
//!
//! Boxes of MkDocs, Docusaurus, Pandoc, HackMD, MyST and Hugo become callouts, tabs become headed sections, GitLab's quotations ours. What
//! only names its tool goes and is told; everything else that looks like a tag of a template stays as text. Code is left alone.

mod becomes;
mod box_openings;
mod box_writing;
mod chat_fences;
mod colon_boxes;
mod component_tags;
mod components;
mod contents_marks;
mod directives;
mod grid_tables;
mod hugo_tags;
mod kramdown;
mod line_depth;
mod liquid_tags;
mod markdown_in_html;
mod shortcode_arguments;
mod tag_attributes;
mod template_tags;
mod title_block;
mod written_maths;

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use memchr::memmem;

use crate::parse::markdown::alert_kinds::alert_kind;
use crate::parse::markdown::code_fences::follows_fence;
use crate::parse::markdown::other_dialects::box_openings::{
    Opening, OpensAs, SOURCE, gitbook_box, hugo_box, is_named_end, mkdocs_box, source_box, tab,
};
use crate::parse::markdown::other_dialects::chat_fences::without_chat_fences;
use crate::parse::markdown::other_dialects::colon_boxes::{
    Colons, colon_box, directive_fence, is_option, plugin_fence, slash_box,
};
use crate::parse::markdown::other_dialects::component_tags::ComponentNames;
use crate::parse::markdown::other_dialects::components::Components;
use crate::parse::markdown::other_dialects::directives::shown_file;
use crate::parse::markdown::other_dialects::kramdown::{KramdownLine, kramdown_line};
use crate::parse::markdown::other_dialects::line_depth::{OpenBox, dedented, is_of_item, quote};
use crate::parse::markdown::other_dialects::markdown_in_html::{end_tag, opened_tag};
pub(crate) use crate::parse::markdown::other_dialects::template_tags::LeftOut;
use crate::parse::markdown::other_dialects::template_tags::TagWriter;
use crate::parse::markdown::rewritten::Rewritten;

/// A body in our own dialect.
#[derive(Debug, Default)]
pub(crate) struct OwnDialect {
    pub(crate) rewritten: Rewritten,
    /// Where in the new text a box begins that is too deep to be one.
    pub(crate) too_deep: Option<usize>,
    /// What was left out because it only names its tool, one of each kind.
    pub(crate) left_out: Vec<LeftOut>,
}

/// How deep boxes may nest: every line is written with a mark for each box it stands in.
pub(crate) const MOST_BOXES: usize = 16;

/// What a text of another dialect holds.
const MARKS: [&str; 22] = [
    "+-", "% ", " =", "!!!", "???", ":::", "{{", "{%", "{:", "===", ">>>", "markdown", "TOC", "toc", "ToC", "TOSP",
    "<", "[![[", "\\(", "\\[", "*[", "///",
];

/// What the fences of MyST and of Obsidian's plugin hold; others are everybody's.
const FENCE_MARKS: [&str; 2] = ["{", "ad-"];

/// Rewrites the body of `text`, a file named `path`; `None` when there is nothing to rewrite. Linear in the text.
pub(crate) fn rewrite_other_dialects(text: &str, body_start: usize, path: &str) -> Option<OwnDialect> {
    let Some(first) = without_chat_fences(text, body_start) else { return rewrite(text, body_start, path) };
    let mut own = rewrite(&first.text, body_start, path).unwrap_or_else(|| OwnDialect {
        rewritten: Rewritten { text: first.text.clone(), shifts: Vec::new() },
        ..OwnDialect::default()
    });
    own.rewritten = own.rewritten.after(&first);
    Some(own)
}

fn rewrite(text: &str, body_start: usize, path: &str) -> Option<OwnDialect> {
    let body = &text[body_start..];
    static AUTOMATON: LazyLock<AhoCorasick> = LazyLock::new(|| AhoCorasick::new(MARKS).expect("the marks are few"));
    if !AUTOMATON.is_match(body) && !has_named_fence(body) {
        return None;
    }
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    let names = ComponentNames::of(path, body);
    let mut writer = DialectWriter {
        own: OwnDialect::default(),
        tags: TagWriter::new(names.clone()),
        last_colons: lines.iter().rposition(|line| Colons::end(without_quotes(line)).is_some()).unwrap_or(0),
        last_quotes: lines.iter().rposition(|line| line.trim() == ">>>").unwrap_or(0),
        ends: lines.iter().filter_map(|line| is_named_end(line.trim())).collect(),
        components: Components::of(names),
        lines,
        open: Vec::new(),
        fence: None,
        quoted_fence: None,
        level: 1,
        is_kramdown: body.contains("{:"),
        tab_level: 0,
        skip: 0,
    };
    writer.own.rewritten.keep(&text[..body_start], 0);
    let mut offset = body_start;
    for ix in 0..writer.lines.len() {
        writer.line(ix, offset);
        offset += writer.lines[ix].len();
    }
    let DialectWriter { mut own, tags, .. } = writer;
    own.left_out = tags.left_out;
    (own.rewritten.text != text).then_some(own)
}

/// Whether code fences stand in `body` that may be a tool's boxes.
fn has_named_fence(body: &str) -> bool {
    ["```", "~~~"].iter().any(|fence| {
        let behind = |at: usize| body[at..].trim_start_matches(['`', '~', ' ', '\t']);
        memmem::find_iter(body.as_bytes(), fence).any(|at| FENCE_MARKS.iter().any(|mark| behind(at).starts_with(mark)))
    })
}

struct DialectWriter<'t> {
    own: OwnDialect,
    tags: TagWriter,
    lines: Vec<&'t str>,
    /// The last lines that could end a box of colons, or a quotation of GitLab.
    last_colons: usize,
    last_quotes: usize,
    /// What ends boxes of Hugo and GitBook.
    ends: std::collections::HashSet<&'t str>,
    open: Vec<OpenBox>,
    /// The components of MDX that are open.
    components: Components,
    fence: Option<(char, usize)>,
    /// The same in a quotation that no box is in.
    quoted_fence: Option<(char, usize)>,
    /// The level of the heading above.
    level: usize,
    /// Whether kramdown reads the text: it holds a list of its attributes.
    is_kramdown: bool,
    /// The level of the heading that the innermost tab has become.
    tab_level: usize,
    /// How many lines are read already.
    skip: usize,
}

impl<'t> DialectWriter<'t> {
    fn line(&mut self, ix: usize, offset: usize) {
        if self.skip > 0 {
            self.skip -= 1;
            return;
        }
        let line = self.lines[ix];
        let within = self.within(line);
        let rest = self.components.within(within, self.fence.is_some());
        let offset = offset + line.len() - rest.len();
        let bare = rest.trim();
        if matches!(self.open.last(), Some(OpenBox::Source(_))) {
            if !self.ends(bare) {
                self.written(rest, offset);
            }
            return;
        }
        if self.fence.is_none() && self.ends(bare) {
            return;
        }
        let is_directive = directive_fence(bare).is_some() || plugin_fence(bare, &[]).is_some();
        if self.fence.is_none() && !is_directive {
            self.level = heading_level(rest).unwrap_or(self.level);
        }
        let is_code = !(is_directive && self.fence.is_none()) && follows_fence(bare, &mut self.fence);
        let may_open = ["!!!", "???", "==="].iter().any(|mark| rest.contains(mark))
            || bare.starts_with([':', '>', '/']) && is_of_item(&self.lines[..ix], rest);
        if is_code || is_indented(rest) && !may_open {
            return self.written(rest, offset);
        }
        if self.quoted_box(rest) {
            return;
        }
        if let Some(read) = self.pandoc(ix, rest, offset) {
            self.skip = read - 1;
            return;
        }
        if self.tags.is_as_is() {
            return self.prose(rest, offset);
        }
        match self.opening(ix, rest, bare) {
            Some(_) if self.open.len() >= MOST_BOXES => {
                let at = self.own.rewritten.text.len() + quote(&self.open).len();
                self.own.too_deep.get_or_insert(at);
                self.written(rest, offset);
            }
            Some(opening) => self.start(opening),
            None if self.is_contents_mark(ix, bare) => self.own.rewritten.push("\n"),
            None if bare == "^" && self.is_kramdown => {}
            None => match kramdown_line(&self.lines, ix, rest) {
                KramdownLine::Gone => {}
                KramdownLine::Named(id) => {
                    self.prose(rest.trim_end(), offset);
                    self.own.rewritten.push(&format!(" {{#{id}}}\n"));
                    self.skip = 1;
                }
                KramdownLine::Apart { before, after } => {
                    let blank = format!("{}\n", quote(&self.open));
                    self.own.rewritten.push(if before { &blank } else { "" });
                    self.prose(rest, offset);
                    self.own.rewritten.push(if after { &blank } else { "" });
                }
                KramdownLine::Text => self.prose(rest, offset),
            },
        }
    }

    /// Writes what only Pandoc reads from a line on: how many lines that are.
    fn pandoc(&mut self, ix: usize, rest: &str, offset: usize) -> Option<usize> {
        let (lines, out) = (&self.lines[ix..], &mut self.own.rewritten);
        match rest.as_bytes() {
            [b'%', b' ', ..] if ix == 0 && title_block::begins(lines) => Some(title_block::write(lines, offset, out)),
            [b'+', b'-', ..] if self.open.is_empty() && rest.len() == lines[0].len() => {
                grid_tables::write(lines, offset, out)
            }
            _ => None,
        }
    }

    /// What is left of a line inside the open boxes; those that it does not reach are ended.
    fn within(&mut self, line: &'t str) -> &'t str {
        let mut rest = line;
        for depth in 0..self.open.len() {
            match dedented(&mut self.open[depth], rest) {
                Some(inner) => rest = inner,
                None => {
                    self.open.truncate(depth);
                    self.fence = None;
                    let outer = quote(&self.open);
                    self.own.rewritten.push(&format!("{outer}\n"));
                    break;
                }
            }
        }
        rest
    }

    /// Ends the innermost box where `bare` is its end.
    fn ends(&mut self, bare: &str) -> bool {
        let ended = match self.open.last() {
            Some(OpenBox::Fenced(colons) | OpenBox::Kept(colons)) => {
                Colons::end(bare).is_some_and(|own| own.0 <= *colons)
            }
            Some(OpenBox::Diagram(_)) => Colons::end(bare).is_some(),
            Some(OpenBox::Directive(mark, run) | OpenBox::KeptDirective(mark, run)) => {
                bare.len() >= *run && bare.chars().all(|c| c == *mark)
            }
            Some(OpenBox::Shortcode(name) | OpenBox::Section(name) | OpenBox::Source(name)) => {
                is_named_end(bare).is_some_and(|own| own == name)
            }
            Some(OpenBox::Quotation) => bare == ">>>",
            Some(OpenBox::Html(tag, _)) => end_tag(bare).is_some_and(|own| own == tag),
            _ => false,
        };
        if !ended {
            return false;
        }
        let last = self.open.pop();
        let outer = quote(&self.open);
        self.open.pop_if(|open| matches!(open, OpenBox::Item(_) | OpenBox::Quoted));
        let closing = match last {
            Some(OpenBox::Diagram(_)) => format!("{outer}~~~~\n"),
            Some(OpenBox::Source(_)) => format!("{outer}{SOURCE}\n"),
            Some(OpenBox::Html(..)) => format!("{outer}\n{outer}{bare}\n{outer}\n"),
            _ => format!("{outer}\n"),
        };
        self.own.rewritten.push(&closing);
        true
    }

    /// Begins the box that a line of a quotation begins.
    fn quoted_box(&mut self, rest: &str) -> bool {
        let Some(quoted) = rest.strip_prefix('>') else {
            self.quoted_fence = None;
            return false;
        };
        let bare = quoted.trim();
        if follows_fence(bare, &mut self.quoted_fence) || self.open.len() + 1 >= MOST_BOXES {
            return false;
        }
        let Some(opening) = colon_box(bare).filter(|_| self.last_colons > 0) else { return false };
        self.open.push(OpenBox::Quoted);
        self.start(opening);
        true
    }

    /// The box that the line begins.
    fn opening(&mut self, ix: usize, rest: &str, bare: &str) -> Option<Opening> {
        let has_body = |indent: usize| {
            let below = self.lines[ix + 1..].iter().take(20).find(|line| !line.trim().is_empty());
            below.is_some_and(|line| line_depth::columns(line) >= self.outer_columns() + indent + 4)
        };
        let found = mkdocs_box(rest, has_body).or_else(|| tab(rest, has_body));
        let colons =
            || colon_box(bare).filter(|_| ix < self.last_colons).or_else(|| slash_box(bare, &self.lines[ix + 1..]));
        let named = || {
            let found = hugo_box(bare).or_else(|| gitbook_box(bare)).or_else(|| source_box(bare));
            found.filter(|opening| match &opening.opens {
                OpensAs::Box(OpenBox::Shortcode(name) | OpenBox::Section(name) | OpenBox::Source(name)) => {
                    self.ends.contains(name.as_str())
                }
                OpensAs::Box(_) => false,
            })
        };
        let quotation = || Opening::quotation(bare).filter(|_| ix < self.last_quotes);
        let html = || opened_tag(bare, &self.lines[ix + 1..]);
        let admonition = || plugin_fence(bare, &self.lines[ix + 1..]);
        if let Some((opening, options)) = admonition() {
            self.skip = options;
            return Some(opening);
        }
        let mut opening =
            found.or_else(colons).or_else(|| directive_fence(bare)).or_else(named).or_else(quotation).or_else(html)?;
        if opening.has_options {
            let options: Vec<&str> =
                self.lines[ix + 1..].iter().map(|line| line.trim()).take_while(|line| is_option(line)).collect();
            opening.is_folded |=
                options.iter().any(|option| option.starts_with(":class:") && option.contains("dropdown"));
            let class = options.iter().find_map(|option| option.strip_prefix(":class:")).unwrap_or_default();
            if let Some(kind) = class.split_whitespace().find(|word| alert_kind(word).is_some()) {
                kind.clone_into(&mut opening.kind);
            }
            self.skip = options.len();
            if let Some(file) = shown_file(&opening.kind, &opening.title, &options) {
                (opening.title, opening.is_written) = (file, true);
            }
        }
        opening.columns = if opening.indent == 0 && opening.is_marked() { line_depth::columns(rest) } else { 0 };
        Some(opening)
    }

    /// How far lines of the innermost box are indented.
    fn outer_columns(&self) -> usize {
        self.open.iter().map(OpenBox::columns).sum()
    }

    /// A line of running text.
    fn prose(&mut self, text: &str, offset: usize) {
        let outer = quote(&self.open);
        self.own.rewritten.push(&outer);
        // What a tab holds stands below its heading.
        if let Some(level) = heading_level(text)
            && self.open.iter().any(|open| matches!(open, OpenBox::Tab(_) | OpenBox::Section(_)))
        {
            self.own.rewritten.push(&"#".repeat((self.tab_level + 1).min(6).saturating_sub(level)));
        }
        self.tags.line(text, offset, &mut self.own.rewritten);
    }

    /// A line as it is written.
    fn written(&mut self, text: &str, offset: usize) {
        let outer = quote(&self.open);
        self.own.rewritten.push(&outer);
        self.own.rewritten.keep(text, offset);
    }
}

/// What a line says behind the marks of quotations.
fn without_quotes(line: &str) -> &str {
    line.trim_start_matches(['>', ' ']).trim()
}

/// The level of the heading that a line is.
fn heading_level(line: &str) -> Option<usize> {
    let marks = line.len() - line.trim_start_matches('#').len();
    ((1..=6).contains(&marks) && line[marks..].starts_with([' ', '\t'])).then_some(marks)
}

/// Whether a line is code, by its indentation, unless it is of a list.
fn is_indented(line: &str) -> bool {
    line.starts_with("    ") || line.starts_with('\t')
}

#[cfg(test)]
mod tests;
