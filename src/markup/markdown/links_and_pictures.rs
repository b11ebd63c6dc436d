//! Links and pictures as the author wrote them, to where `link` says that they lead.

use crate::addresses::is_picture;
use crate::link::Target;
use crate::markup::escape::{escape, escape_into};
use crate::markup::link_targets::{host, href, name_of_target, resolved, turned_link};
use crate::markup::markdown::writer::HtmlWriter;
use crate::markup::urls::relative;
use crate::model::LinkForm;

impl HtmlWriter<'_> {
    pub(super) fn link(&mut self, form: LinkForm, target: &str) {
        let target = target.trim().trim_end_matches('\\');
        // A wiki link's text may itself stand in a link; HTML has no links within links.
        let href =
            href(self.site, self.page, form, target).filter(|_| !self.links.contains(&true) && !self.raw.is_link());
        if let Some(href) = &href {
            let external = href.contains("://");
            let extra = if external { " rel=\"noopener noreferrer\" class=\"external\"" } else { "" };
            self.open("a", &format!("href=\"{}\"{extra}", escape(href)));
            self.begun = Some((self.html.len(), form, target.to_owned()));
        }
        self.links.push(href.is_some());
    }

    /// The end of a link; one without words says what it leads to.
    pub(super) fn end_link(&mut self) {
        self.worded = None;
        if self.links.pop() != Some(true) {
            return;
        }
        if let Some((start, form, target)) = self.begun.take()
            && self.html[start..].trim().is_empty()
            && let Some(name) = name_of_target(self.site, self.page, form, &target)
        {
            self.html.truncate(start);
            escape_into(&name, &mut self.html);
        }
        self.html.push_str("</a>");
    }

    /// The words of a wiki link that leads nowhere by its target: whether they are its target, and the link is written.
    pub(super) fn turned(&mut self, words: &str) -> bool {
        let Some(shown) = self.worded.take() else { return false };
        let Some(key) = turned_link(self.site, self.page, &shown, words) else { return false };
        self.links.pop();
        self.link(LinkForm::Wiki, &key);
        escape_into(&shown, &mut self.html);
        true
    }

    pub(super) fn image(&mut self) {
        let Some((target, alt)) = self.images.pop() else { return };
        let alt = alt.trim();
        // What stands for a picture in another one's words is its own words.
        if let Some((_, outer)) = self.images.last_mut() {
            return outer.push_str(alt);
        }
        match resolved(self.site, self.page, LinkForm::Image, &target) {
            Some(Target::Asset(address)) if is_picture(address) => {
                let src = relative(&self.site.links.addresses[self.page], address);
                let alt = if alt.chars().all(|c| c.is_ascii_digit() || c == 'x') { "" } else { alt };
                self.open("img", &format!("src=\"{}\" alt=\"{}\" loading=\"lazy\"", escape(&src), escape(alt)));
            }
            Some(Target::RemoteImage(url)) => {
                let attributes = format!("href=\"{}\" rel=\"noopener noreferrer\" class=\"external\"", escape(url));
                let on = self.site.wording.fill("prose.picture_on", &[("host", host(url))]);
                let label = if alt.is_empty() { on } else { format!("{on}: {alt}") };
                self.labelled_link(&attributes, &label);
            }
            Some(_) => {
                if let Some(href) = href(self.site, self.page, LinkForm::Image, &target) {
                    let label = if alt.is_empty() { &target } else { alt };
                    self.labelled_link(&format!("href=\"{}\"", escape(&href)), label);
                } else {
                    escape_into(alt, &mut self.html);
                }
            }
            None => escape_into(alt, &mut self.html),
        }
    }

    /// A link, unless one is open already.
    fn labelled_link(&mut self, attributes: &str, label: &str) {
        if self.links.contains(&true) || self.raw.is_link() {
            return escape_into(label, &mut self.html);
        }
        self.open("a", attributes);
        escape_into(label, &mut self.html);
        self.html.push_str("</a>");
    }
}
