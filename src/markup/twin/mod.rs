//! A page's text becomes the body of its `.md` twin: what a reader sees of it, as Markdown, with links that lead to other twins.
//!
//! Written by spans: what an author wrote stays as it was written, but for what no reader sees. Raw HTML is cleaned as one tree, as on the page.

mod gaps;
mod twin_edits;
pub(crate) mod twin_links;

use pulldown_cmark::{Event, Tag};

use crate::link::PageIx;
use crate::markup::last_read::LastRead;
use crate::markup::sanitise::Sanitiser;
use crate::markup::twin::twin_edits::{TwinEdit, edits};
use crate::markup::twin::twin_links::twin_target;
use crate::parse::{Document, document, seen, seen_alone};
use crate::site::Site;

/// The body of `page` as Markdown. Never the file itself: comments, restricted parts, definitions and what no page shows are gone, and a link
/// that leads nowhere is its words.
pub(crate) fn body_markdown<'s>(site: &'s Site, page: PageIx, last: &mut LastRead<'s>) -> String {
    let document = last.document(site, page);
    let text = written(site, page, document, site.pages[page].body_start, &seen(document));
    let lines: Vec<&str> = text.lines().map(|line| if line.trim().is_empty() { "" } else { line }).collect();
    let mut text = lines.join("\n").trim().to_owned();
    text.push('\n');
    text
}

/// A fact of `page` that is Markdown, in the same way: it leads nowhere but where its page does.
pub(crate) fn fact_markdown(site: &Site, page: PageIx, markdown: &str) -> String {
    if !markdown.contains(['[', '<']) {
        return markdown.to_owned();
    }
    let document = document(markdown, 0);
    written(site, page, &document, 0, &seen_alone(&document)).trim().to_owned()
}

fn written(site: &Site, page: PageIx, document: &Document<'_>, start: usize, seen: &[bool]) -> String {
    let edits = edits(site, page, document, start, seen);
    let has_html = edits.iter().any(|(_, edit)| matches!(edit, TwinEdit::Html(_)));
    let mut out = Out {
        pending: String::new(),
        line: String::new(),
        blank: Some(String::new()),
        html: String::new(),
        sanitiser: has_html.then(|| Sanitiser::of_markdown(document.text, &site.wording)),
    };
    let mut at = start;
    for (span, edit) in edits {
        // What is cut whole holds edits of its own.
        if span.start < at {
            continue;
        }
        out.text(&document.text[at..span.start]);
        match edit {
            TwinEdit::Text(text) => out.text(&text),
            TwinEdit::Gap(text) => out.gap(&text),
            TwinEdit::Html(raw) => out.raw(&raw),
        }
        at = span.end;
    }
    out.text(&document.text[at..]);
    out.finish(site, page)
}

/// The twin that is being written: Markdown, and raw HTML between its stretches.
struct Out {
    /// Markdown since the last raw HTML.
    pending: String,
    /// The line that has not ended.
    line: String,
    /// The line before it, when it is blank but for marks of quotations.
    blank: Option<String>,
    /// What came before, with marks in place of Markdown.
    html: String,
    sanitiser: Option<Sanitiser>,
}

impl Out {
    fn text(&mut self, text: &str) {
        self.pending.push_str(text);
        self.follow(text);
    }

    /// Follows which lines are blank.
    fn follow(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            self.line.push_str(line);
            if line.ends_with('\n') {
                let line = std::mem::take(&mut self.line);
                self.blank = is_blank(&line).then(|| line.trim_end().to_owned());
            }
        }
    }

    /// What stands between two blocks: of blank lines one is enough.
    fn gap(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            let whole = self.line.is_empty() && line.ends_with('\n') && is_blank(line);
            if !whole || self.blank.as_deref() != Some(line.trim_end()) {
                self.text(line);
            }
        }
    }

    fn raw(&mut self, raw: &str) {
        self.flush();
        if let Some(sanitiser) = &mut self.sanitiser {
            self.html.push_str(&sanitiser.raw(raw));
        }
        self.follow(raw);
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.pending);
        match &mut self.sanitiser {
            Some(sanitiser) if !text.trim().is_empty() => self.html.push_str(&sanitiser.inside(text)),
            _ => self.html.push_str(&text),
        }
    }

    fn finish(mut self, site: &Site, page: PageIx) -> String {
        self.flush();
        match self.sanitiser {
            Some(sanitiser) => {
                collapsed(&sanitiser.finish(&self.html, |form, target| twin_target(site, page, form, target)))
            }
            None => self.html,
        }
    }
}

/// `text` with one blank line where raw HTML left more, but for those in code and in raw HTML.
fn collapsed(text: &str) -> String {
    let blocks = document(text, 0).events.into_iter();
    let kept = blocks.filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)));
    let mut kept = kept.map(|(_, span)| span).peekable();
    let mut out = String::with_capacity(text.len());
    let (mut at, mut blank) = (0, true);
    for line in text.split_inclusive('\n') {
        while kept.next_if(|span| span.end <= at).is_some() {}
        let inside = kept.peek().is_some_and(|span| span.start <= at);
        let is_blank = line.trim().is_empty() && line.ends_with('\n');
        if inside || !is_blank || !blank {
            out.push_str(line);
        }
        blank = is_blank && !inside;
        at += line.len();
    }
    out
}

/// Whether a line holds nothing but the marks of quotations.
fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || c == '>')
}
