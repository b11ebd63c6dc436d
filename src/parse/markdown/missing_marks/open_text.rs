//! Events become the stretches of a text in which Markdown looks for emphasis: running text outside of code, raw HTML and addresses.

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::blocks::is_block;

/// The open stretches, in order, each with the whole run of text that it is of.
pub(super) fn open_text(events: &[(Event<'_>, Span)]) -> Vec<(Span, Span)> {
    let mut reader = Reader::default();
    for (event, span) in events {
        reader.event(event, span);
    }
    reader.end_run();
    reader.open
}

#[derive(Default)]
struct Reader {
    open: Vec<(Span, Span)>,
    /// From the first inline event of a block to the last one so far.
    run: Option<Span>,
    /// What is closed in it, in order.
    closed: Vec<Span>,
    /// For every link that has not ended, where its words end so far.
    links: Vec<usize>,
    in_code: bool,
}

impl Reader {
    fn event(&mut self, event: &Event<'_>, span: &Span) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => {
                self.end_run();
                self.in_code = true;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => self.in_code = false,
            _ if self.in_code => {}
            Event::Start(tag) if is_block(&tag.to_end()) => self.end_run(),
            Event::End(tag) if is_block(tag) => self.end_run(),
            Event::Rule => self.end_run(),
            Event::Start(Tag::Link { link_type: LinkType::Autolink | LinkType::Email, .. }) => {
                self.goes_on(span);
                self.closed.push(span.clone());
            }
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => {
                self.goes_on(span);
                self.links.push(span.start);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let words = self.links.pop().unwrap_or(span.end);
                self.closed.push(words.min(span.end)..span.end);
            }
            Event::Code(_) | Event::InlineHtml(_) | Event::Html(_) => {
                self.goes_on(span);
                self.closed.push(span.clone());
            }
            _ => self.goes_on(span),
        }
    }

    fn goes_on(&mut self, span: &Span) {
        let run = self.run.get_or_insert_with(|| span.clone());
        run.end = run.end.max(span.end);
        if let Some(words) = self.links.last_mut() {
            *words = span.end.max(*words);
        }
    }

    fn end_run(&mut self) {
        let Some(run) = self.run.take() else { return };
        let mut at = run.start;
        self.closed.sort_by_key(|span| span.start);
        for span in self.closed.drain(..).chain(std::iter::once(run.end..run.end)) {
            if span.start > at {
                self.open.push((at..span.start, run.clone()));
            }
            at = at.max(span.end);
        }
        self.links.clear();
    }
}
