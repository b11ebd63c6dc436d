//! Text, with links where identifiers, addresses and words of the glossary stand.

use crate::link::PageIx;
use crate::markup::escape::{escape, escape_into};
use crate::markup::link_targets::href;
use crate::markup::markdown::writer::HtmlWriter;
use crate::markup::urls::relative;
use crate::model::{LinkForm, Span};
use crate::parse::{addresses, mentioned_ids};

impl HtmlWriter<'_> {
    pub(super) fn text(&mut self, text: &str, span: &Span) {
        self.text_after(text, span.start, 0);
    }

    /// What is left of the text of the event at `event` when its first `skip` bytes are written elsewhere.
    pub(super) fn text_after(&mut self, text: &str, event: usize, skip: usize) {
        if let Some((_, code)) = &mut self.code {
            code.push_str(text);
            return;
        }
        if self.links.last() == Some(&false) && self.turned(text) {
            return;
        }
        if let Some(label) = self.label.take() {
            return escape_into(&label, &mut self.html);
        }
        let mut from = 0;
        for edge in self.words.edges.get(&event).cloned().unwrap_or_default() {
            let Some(at) = edge.at.checked_sub(skip) else { continue };
            let Some(words) = text.get(from..at) else { continue };
            self.prose(words);
            from = at;
            match edge.term {
                Some(term) => self.begin_word(term),
                None => self.end_word(),
            }
        }
        self.prose(&text[from..]);
    }

    fn begin_word(&mut self, term: PageIx) {
        let addresses = &self.site.links.addresses;
        let href = relative(&addresses[self.page], &addresses[term]);
        self.in_word = true;
        self.open("a", &format!("class=\"term\" href=\"{}\"", escape(&href)));
        self.links.push(true);
    }

    /// Nothing, when the word began in another stretch.
    pub(super) fn end_word(&mut self) {
        if std::mem::take(&mut self.in_word) {
            self.links.pop();
            self.html.push_str("</a>");
        }
    }

    /// Text without words of the glossary, or one of them.
    fn prose(&mut self, text: &str) {
        let mut from = 0;
        if self.links.is_empty() && !self.in_heading && !self.raw.is_link_or_code() {
            for id in mentioned_ids(text) {
                let Some(href) = href(self.site, self.page, LinkForm::Bare, &text[id.clone()]) else { continue };
                self.plain(&text[from..id.start]);
                self.open("a", &format!("href=\"{}\"", escape(&href)));
                escape_into(&text[id.clone()], &mut self.html);
                self.html.push_str("</a>");
                from = id.end;
            }
        }
        self.plain(&text[from..]);
    }

    /// Text without identifiers; addresses in it become links, as forges show them (GitHub Flavored Markdown, extended autolinks).
    fn plain(&mut self, text: &str) {
        if !self.links.is_empty() || self.raw.is_link_or_code() {
            return self.said(text);
        }
        let mut from = 0;
        for place in addresses(text) {
            let url = &text[place.clone()];
            let scheme = if url.starts_with("www.") { "http://" } else { "" };
            self.said(&text[from..place.start]);
            let href = escape(url);
            self.open("a", &format!("href=\"{scheme}{href}\" rel=\"noopener noreferrer\" class=\"external\""));
            escape_into(url, &mut self.html);
            self.html.push_str("</a>");
            from = place.end;
        }
        self.said(&text[from..]);
    }

    /// Text in which nothing else is marked up, with what short words are short for.
    fn said(&mut self, text: &str) {
        let Some(short) = self.short_words.clone() else { return escape_into(text, &mut self.html) };
        let mut from = 0;
        for found in short.words.find_iter(text) {
            let before = text[..found.start()].chars().next_back();
            let after = text[found.end()..].chars().next();
            if before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric) {
                continue;
            }
            escape_into(&text[from..found.start()], &mut self.html);
            let means = short.means.get(found.pattern().as_usize()).map(String::as_str).unwrap_or_default();
            self.open("abbr", &format!("title=\"{}\"", escape(means)));
            escape_into(&text[found.range()], &mut self.html);
            self.html.push_str("</abbr>");
            from = found.end();
        }
        escape_into(&text[from..], &mut self.html);
    }
}
