//! The events of a body become the edits that make its text the twin's: what a reader does not see goes, links lead to twins.

use std::collections::HashSet;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag};

use crate::link::PageIx;
use crate::markup::link_targets::{name_of_target, turned_link, wiki_label};
use crate::markup::twin::gaps::without_definitions;
use crate::markup::twin::twin_links::twin_target;
use crate::model::{LinkForm, Span};
use crate::parse::{Document, FenceInfo, spoken};
use crate::site::Site;

/// What stands in place of a stretch of text.
#[derive(Debug)]
pub(super) enum TwinEdit {
    /// This, and nothing for what is cut.
    Text(String),
    /// What is left between two blocks.
    Gap(String),
    /// What this raw HTML is once it is cleaned.
    Html(String),
}

/// The edits of the body of `document`, which begins at `start` and of whose events these are `seen`, in order. Those inside of a stretch that is cut whole come after it.
pub(super) fn edits(
    site: &Site,
    page: PageIx,
    document: &Document<'_>,
    start: usize,
    seen: &[bool],
) -> Vec<(Span, TwinEdit)> {
    // The marks of tasks come after the paragraphs that they stand before.
    let tasks = document.events.iter().filter(|(event, _)| matches!(event, Event::TaskListMarker(_)));
    let containers = tasks.map(|(_, span)| span.start).collect();
    let mut reader = Reader { site, page, document, edits: Vec::new(), covered: start, containers };
    for (ix, seen) in seen.iter().enumerate() {
        reader.event(ix, *seen);
    }
    reader.cover(&(document.text.len()..document.text.len()));
    let mut edits = reader.edits;
    edits.sort_by_key(|(span, _)| (span.start, std::cmp::Reverse(span.end)));
    edits
}

struct Reader<'a> {
    site: &'a Site,
    page: PageIx,
    document: &'a Document<'a>,
    edits: Vec<(Span, TwinEdit)>,
    /// Up to where the text is known to be shown, or cut.
    covered: usize,
    /// Where lists' items, quotations and notes begin, and where the marks of tasks stand.
    containers: HashSet<usize>,
}

impl Reader<'_> {
    fn event(&mut self, ix: usize, seen: bool) {
        let (event, span) = &self.document.events[ix];
        match event {
            Event::End(_) => {}
            Event::Html(raw) | Event::InlineHtml(raw) => {
                self.cover(span);
                self.edits.push((span.clone(), TwinEdit::Html(raw.to_string())));
            }
            // Raw HTML may end in a block that began before it.
            Event::Start(Tag::HtmlBlock) => {}
            _ if !seen => {
                self.cover(span);
                self.put(span.clone(), String::new());
            }
            Event::Start(tag) if is_container(tag) => {
                self.containers.insert(span.start);
            }
            Event::Start(tag) => {
                self.cover(span);
                self.start(ix, tag, span);
            }
            _ => self.cover(span),
        }
    }

    fn start(&mut self, ix: usize, tag: &Tag<'_>, span: &Span) {
        match tag {
            Tag::Link { link_type, dest_url, title, .. } => {
                let wiki = matches!(link_type, LinkType::WikiLink { .. });
                let form = if wiki { LinkForm::Wiki } else { LinkForm::Inline };
                self.link(ix, form, *link_type, (dest_url, title), span);
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                self.link(ix, LinkForm::Image, *link_type, (dest_url, title), span);
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => self.fence(span),
            Tag::Heading { id, .. } => self.heading(ix, id.as_deref(), span),
            _ => {}
        }
    }

    /// Notes that what stands at `span` is dealt with; between it and what came before are only marks and definitions.
    fn cover(&mut self, span: &Span) {
        if span.start > self.covered {
            let gap = self.covered..span.start;
            if let Some(left) = without_definitions(self.document.text, gap.clone(), &self.containers) {
                self.edits.push((gap, TwinEdit::Gap(left)));
            }
        }
        self.covered = self.covered.max(span.end);
    }

    fn put(&mut self, span: Span, text: String) {
        self.edits.push((span, TwinEdit::Text(text)));
    }

    /// Where the children of the event at `ix` stand.
    fn inner(&self, ix: usize) -> Option<Span> {
        let mut depth = 0usize;
        let mut inner: Option<Span> = None;
        for (event, span) in &self.document.events[ix + 1..] {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            let start = inner.as_ref().map_or(span.start, |inner| inner.start);
            inner = Some(start..inner.map_or(0, |inner| inner.end).max(span.end));
        }
        inner
    }

    /// A link's words stay; its target is the twin's, and a title goes: no page shows one.
    fn link(
        &mut self,
        ix: usize,
        form: LinkForm,
        link_type: LinkType,
        (dest, title): (&CowStr<'_>, &CowStr<'_>),
        span: &Span,
    ) {
        let dest = dest.trim().trim_end_matches('\\');
        let target = twin_target(self.site, self.page, form, dest);
        let text = self.document.text;
        let mark = if form == LinkForm::Image { "!" } else { "" };
        let inner = self.inner(ix).unwrap_or(span.start..span.start);
        // The parser leaves the empty brackets of `[text][]` out.
        let open_end = matches!(link_type, LinkType::Collapsed) && text[span.end..].starts_with("[]");
        let span = &(span.start..span.end + if open_end { 2 } else { 0 });
        if let LinkType::WikiLink { has_pothole } = link_type {
            let written = &text[inner.clone()];
            let turned =
                if has_pothole && target.is_none() { turned_link(self.site, self.page, dest, written) } else { None };
            if let Some(link) = turned.and_then(|key| twin_target(self.site, self.page, form, &key)) {
                return self.put(span.clone(), format!("[{dest}]({})", destination(&link)));
            }
            let label = (!has_pothole).then(|| wiki_label(self.site, self.page, dest)).flatten();
            let words = if has_pothole || form == LinkForm::Image { written } else { spoken(written) };
            let words = label.unwrap_or_else(|| words.to_owned());
            let link = target.map(|target| format!("{mark}[{words}]({})", destination(&target)));
            return self.put(span.clone(), link.unwrap_or(words));
        }
        let is_bare = matches!(link_type, LinkType::Autolink | LinkType::Email);
        let bracketed = text[span.clone()].starts_with("[[") && text[..inner.start].ends_with("[[");
        let (open, close) = if bracketed { ("[", "]") } else { ("", "") };
        match target {
            Some(_) if is_bare => {}
            Some(target)
                if target == dest && title.is_empty() && link_type == LinkType::Inline && !inner.is_empty() => {}
            Some(target) if inner.is_empty() => {
                let name =
                    (form == LinkForm::Inline).then(|| name_of_target(self.site, self.page, form, dest)).flatten();
                self.put(span.clone(), format!("{mark}[{}]({})", name.unwrap_or_default(), destination(&target)));
            }
            Some(target) => self.put(inner.end..span.end, format!("{close}]({})", destination(&target))),
            None => {
                self.put(span.start..inner.start, open.to_owned());
                self.put(inner.end..span.end, close.to_owned());
            }
        }
    }

    /// Of what stands behind a fence a page shows the language and the title.
    fn fence(&mut self, span: &Span) {
        let line = self.document.text[span.clone()].lines().next().unwrap_or_default();
        let written = line.trim_start_matches(['`', '~']);
        let at = span.start + line.len() - written.len();
        let info = FenceInfo::of(written);
        let title = info.title.map(|title| format!(" title=\"{title}\"")).unwrap_or_default();
        let kept = format!("{}{title}", info.language);
        if kept != *written.trim() {
            self.put(at..at + written.len(), kept);
        }
    }

    /// Of a heading's attributes a page shows the anchor.
    fn heading(&mut self, ix: usize, id: Option<&str>, span: &Span) {
        let from = self.inner(ix).map_or(span.start, |inner| inner.end);
        let line = self.document.text[from..span.end].split('\n').next().unwrap_or_default();
        let Some((open, close)) = line.find('{').zip(line.rfind('}')) else { return };
        let kept = id.map(|id| format!(" {{#{id}}}")).unwrap_or_default();
        let before = line[..open].trim_end().len();
        if line[before..=close] != kept {
            self.put(from + before..from + close + 1, kept);
        }
    }
}

/// Whether an element only holds blocks; its marks stand between them.
fn is_container(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::List(_)
            | Tag::Item
            | Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListDefinition
    )
}

/// A target as it stands between the brackets of a link.
fn destination(target: &str) -> String {
    if target.contains(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>')) || target.is_empty() {
        let target = target.replace('<', "%3C").replace('>', "%3E").replace(['\n', '\r'], " ");
        return format!("<{target}>");
    }
    target.to_owned()
}
