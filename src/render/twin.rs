//! A page's text becomes the body of its `.md` twin: what a reader sees of it, as Markdown, with links that lead to other twins.
//!
//! Written by spans: what an author wrote stays as it was written, but for what no reader sees. Raw HTML is cleaned as one tree, as on the page.

mod edits;
mod gaps;

use crate::link::{PageIx, Target};
use crate::model::LinkForm;
use crate::parse::{Document, document};
use crate::render::sanitise::Sanitiser;
use crate::render::target::href;
use crate::render::urls::{encode, relative};
use crate::site::Site;

use edits::{Edit, edits};

/// The body of `page` as Markdown. Never the file itself: comments, restricted parts, definitions and what no page shows are gone, and a link
/// that leads nowhere is its words.
pub(crate) fn body_markdown(site: &Site, page: PageIx) -> String {
    let own = &site.pages[page];
    let text = written(site, page, &document(&own.text, own.body_start), own.body_start);
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
    written(site, page, &document(markdown, 0), 0).trim().to_owned()
}

fn written(site: &Site, page: PageIx, document: &Document<'_>, start: usize) -> String {
    let edits = edits(site, page, document, start);
    let has_html = edits.iter().any(|(_, edit)| matches!(edit, Edit::Html));
    let mut out = Out {
        pending: String::new(),
        newlines: 2,
        html: String::new(),
        sanitiser: has_html.then(|| Sanitiser::of_markdown(document.text)),
    };
    let mut at = start;
    for (span, edit) in edits {
        // What is cut whole holds edits of its own.
        if span.start < at {
            continue;
        }
        out.text(&document.text[at..span.start]);
        match edit {
            Edit::Text(text) => out.text(&text),
            Edit::Gap(text) => out.gap(&text),
            Edit::Html => out.raw(&document.text[span.clone()]),
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
    /// How many line feeds the text ends with.
    newlines: usize,
    /// What came before, with marks in place of Markdown.
    html: String,
    sanitiser: Option<Sanitiser>,
}

impl Out {
    fn text(&mut self, text: &str) {
        self.pending.push_str(text);
        let bare = text.trim_end_matches('\n');
        self.newlines = text.len() - bare.len() + if bare.is_empty() { self.newlines } else { 0 };
    }

    /// What stands between two blocks: of blank lines one is enough.
    fn gap(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            if self.newlines < 2 || !line.trim().is_empty() || !line.ends_with('\n') {
                self.text(line);
            }
        }
    }

    fn raw(&mut self, raw: &str) {
        self.flush();
        if let Some(sanitiser) = &mut self.sanitiser {
            self.html.push_str(&sanitiser.raw(raw));
        }
        self.newlines = usize::from(raw.ends_with('\n'));
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
            Some(sanitiser) => sanitiser.finish(&self.html, |form, target| twin_target(site, page, form, target)),
            None => self.html,
        }
    }
}

/// Where the link leads, with twins in place of pages.
fn twin_target(site: &Site, page: PageIx, form: LinkForm, target: &str) -> Option<String> {
    match site.links.resolved(page).get(&(form, target.to_owned()))? {
        Target::Page(to, anchor) => {
            let address = twin_address(&site.links.addresses[*to]);
            let own = twin_address(&site.links.addresses[page]);
            let mut href = relative(&own, &address);
            if let Some(anchor) = anchor {
                href.push('#');
                href.push_str(&encode(anchor));
            }
            Some(href)
        }
        _ => href(site, page, form, target),
    }
}

/// `x.md` for `x.html`.
pub(crate) fn twin_address(address: &str) -> String {
    format!("{}.md", address.strip_suffix(".html").unwrap_or(address))
}
