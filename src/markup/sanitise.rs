//! Raw HTML in a write-up becomes harmless, as a tree, before anything of ours is added.
//!
//! Ours is represented by marks while the tree is cleaned: `data-c="…"` for attributes, private-use characters for whole fragments.
//! A mark carries a key derived from the whole text, which no text can contain for itself.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use ammonia::{Builder, UrlRelative};

use crate::markup::escape::{escape, escape_into};
use crate::markup::link_targets::host;
use crate::model::LinkForm;
use crate::text::{Nesting, UNSEEN, collected, embeds};
use crate::wording::Wording;

/// Collects marks while a page is written, and completes the page.
#[derive(Debug)]
pub(crate) struct Sanitiser {
    key: String,
    attributes: Vec<String>,
    fragments: Vec<String>,
    nesting: Nesting,
    form: RawForm,
    /// The words of the interface.
    wording: Arc<Wording>,
}

/// What the HTML is a part of.
#[derive(Debug, Clone, Copy, PartialEq)]
enum RawForm {
    /// A page: pictures of other hosts are links, and links to them say so.
    Page,
    /// Markdown, which has neither styles nor scripts around it.
    Markdown,
}

impl Sanitiser {
    /// A sanitiser for a page with this text.
    pub(crate) fn new(text: &str, wording: &Arc<Wording>) -> Self {
        let key = blake3::hash(text.as_bytes()).to_hex().chars().take(16).collect();
        Self {
            key,
            attributes: Vec::new(),
            fragments: Vec::new(),
            nesting: Nesting::default(),
            form: RawForm::Page,
            wording: Arc::clone(wording),
        }
    }

    /// A sanitiser for raw HTML that goes into Markdown.
    pub(crate) fn of_markdown(text: &str, wording: &Arc<Wording>) -> Self {
        Self { form: RawForm::Markdown, ..Self::new(text, wording) }
    }

    /// An empty one for another stretch of the same text: its key is known.
    pub(crate) fn another(&self) -> Self {
        Self {
            key: self.key.clone(),
            attributes: Vec::new(),
            fragments: Vec::new(),
            nesting: Nesting::default(),
            form: self.form,
            wording: Arc::clone(&self.wording),
        }
    }

    /// A mark for attributes of ours.
    pub(crate) fn attributes(&mut self, attributes: &str) -> String {
        self.attributes.push(attributes.to_owned());
        format!("data-c=\"{}-{}\"", self.key, self.attributes.len() - 1)
    }

    /// A mark for HTML of ours inside an element.
    pub(crate) fn inside(&mut self, html: String) -> String {
        self.fragments.push(html);
        format!("\u{e000}{}-{}\u{e001}", self.key, self.fragments.len() - 1)
    }

    /// Raw HTML as the author wrote it, for the tree. Embedded frames and media become labelled links; what nests too deep becomes text.
    pub(crate) fn raw(&mut self, raw: &str) -> String {
        if self.nesting.is_too_deep(raw) {
            return escape(raw);
        }
        let mut html = String::new();
        for url in embeds(raw) {
            if !url.contains("://") {
                // A file of the site: where it is copied to is looked up as for every other link.
                let name = url.rsplit('/').next().unwrap_or(&url);
                html.push_str(&format!("<a href=\"{}\">{}</a>", escape(&url), escape(name)));
                continue;
            }
            let external =
                if self.form == RawForm::Page { " rel=\"noopener noreferrer\" class=\"external\"" } else { "" };
            let mark = self.attributes(&format!("href=\"{}\"{external}", escape(&url)));
            let label = self.wording.fill("prose.embedded_on", &[("host", host(&url))]);
            html.push_str(&format!("<a {mark}>{}</a>", escape(&label)));
        }
        html.push_str(&raw.replace(['\u{e000}', '\u{e001}'], "\u{fffd}"));
        html
    }

    /// The page, clean and complete. `href` leads a target as written to where it goes.
    pub(crate) fn finish(self, html: &str, href: impl Fn(LinkForm, &str) -> Option<String>) -> String {
        let key = (self.form == RawForm::Page).then_some(self.key.as_str());
        let targets = targets(html, key, href);
        let clean = self.builder(targets).clean(html).to_string();
        self.completed(&clean)
    }

    fn builder(&self, targets: HashMap<(LinkForm, String), Option<String>>) -> Builder<'static> {
        let mut builder = Builder::default();
        builder
            .add_tags(["section", "figure", "figcaption", "details", "summary", "del", "ins", "mark", "time"])
            .rm_tags(["area", "map"])
            .clean_content_tags(HashSet::from(UNSEEN))
            .generic_attributes(HashSet::from(["data-c", "title", "lang", "dir"]))
            .add_tag_attributes("details", ["open"])
            .add_tag_attributes("time", ["datetime"])
            .rm_tag_attributes("td", ["align", "char", "charoff"])
            .rm_tag_attributes("th", ["align", "char", "charoff"])
            .url_relative(UrlRelative::PassThrough)
            // So that the filter sees them: it writes every address anew, and pictures in the text are files by then.
            .add_url_schemes(["data"])
            .link_rel(None);
        let key = self.key.clone();
        builder.attribute_filter(move |element, attribute, value| {
            let target = |form| targets.get(&(form, value.trim().to_owned())).cloned().flatten().map(Cow::Owned);
            match (element, attribute) {
                ("a", "href") => target(LinkForm::Inline),
                ("img", "src") => target(LinkForm::Image),
                (_, "href" | "src" | "cite" | "align" | "bgcolor" | "background") => None,
                (_, "data-c") => value.starts_with(key.as_str()).then_some(Cow::Borrowed(value)),
                _ => (!value.contains(['\u{e000}', '\u{e001}'])).then_some(Cow::Borrowed(value)),
            }
        });
        builder
    }

    /// Puts attributes and fragments where their marks are, and labelled links where pictures of other hosts are.
    fn completed(&self, clean: &str) -> String {
        let html = filled(clean, &format!(" data-c=\"{}-", self.key), "\"", " ", &self.attributes);
        let html = filled(&html, &format!("\u{e000}{}-", self.key), "\u{e001}", "", &self.fragments);
        remote_pictures(&html, &self.key, &self.wording)
    }
}

/// `html` with what is `ours` where the number of it stands between `mark` and `end`, after `before`.
fn filled(html: &str, mark: &str, end: &str, before: &str, ours: &[String]) -> String {
    let mut out = String::with_capacity(html.len() + 1024);
    let mut rest = html;
    while let Some((head, after)) = rest.split_once(mark) {
        out.push_str(head);
        let Some((number, tail)) = after.split_once(end) else {
            rest = "";
            break;
        };
        if let Some(ours) = number.parse::<usize>().ok().and_then(|n| ours.get(n)) {
            out.push_str(before);
            out.push_str(ours);
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Where every target in raw HTML leads. Pictures on other hosts get a mark with the `key` in place of their address.
fn targets(
    html: &str,
    key: Option<&str>,
    href: impl Fn(LinkForm, &str) -> Option<String>,
) -> HashMap<(LinkForm, String), Option<String>> {
    let mut targets = HashMap::new();
    for (form, target) in attributes(html) {
        let marked = |href: String| match key {
            Some(key) if form == LinkForm::Image && href.contains("://") => format!("{key}|{href}"),
            _ => href,
        };
        let leads = href(form, &target).map(marked);
        targets.insert((form, target), leads);
    }
    targets
}

/// The values of `a[href]` and `img[src]`, as an HTML parser sees them.
fn attributes(html: &str) -> Vec<(LinkForm, String)> {
    collected(html, &["a", "img"], |element, attribute, value| match (element, attribute) {
        ("a", "href") => Some((LinkForm::Inline, value.trim().to_owned())),
        ("img", "src") => Some((LinkForm::Image, value.trim().to_owned())),
        _ => None,
    })
}

/// `<img src="key|https://…" alt="…">` becomes a labelled link. The tree was written by the sanitiser: attributes are quoted and no
/// quotation mark stands in them.
fn remote_pictures(html: &str, key: &str, wording: &Wording) -> String {
    let mark = format!("src=\"{key}|");
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(&mark) {
        let Some(start) = rest[..at].rfind("<img") else { break };
        let attributes = &rest[start..];
        let Some(end) = tag_end(attributes) else { break };
        let url = attributes[at - start + mark.len()..end].split('"').next().unwrap_or("");
        let alt = attributes[..end].split_once("alt=\"").and_then(|(_, a)| a.split('"').next()).unwrap_or("");
        out.push_str(&rest[..start]);
        out.push_str("<a href=\"");
        out.push_str(url);
        out.push_str("\" rel=\"noopener noreferrer\" class=\"external\">");
        escape_into(&wording.fill("prose.picture_on", &[("host", host(url))]), &mut out);
        if !alt.is_empty() {
            out.push_str(": ");
            out.push_str(alt);
        }
        out.push_str("</a>");
        rest = &attributes[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The index of the `>` that ends the tag at the start of `html`.
fn tag_end(html: &str) -> Option<usize> {
    let mut quoted = false;
    html.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(raw: &str) -> String {
        let mut sanitiser =
            Sanitiser::new(raw, &Arc::new(Wording::new("en", &crate::wording::HouseWording::default())));
        let html = sanitiser.raw(raw);
        sanitiser.finish(&html, |form, target| match form {
            LinkForm::Image if target.starts_with("http") => Some(target.to_owned()),
            _ if target == "x.md" => Some(String::from("x.html")),
            _ => None,
        })
    }

    #[test]
    fn nothing_that_acts_survives() {
        let cases = [
            ("<script>alert(1)</script>a", "a"),
            ("<b onclick=\"x()\" style=\"color:red\" id=\"i\" class=\"c\" data-c=\"0\">a</b>", "<b>a</b>"),
            ("<a href=\"javascript:alert(1)\">a</a><a href=\"x.md\">b</a>", "<a>a</a><a href=\"x.html\">b</a>"),
            (
                "<img src=\"https://e.example/p.png\" alt=\"a b\">",
                "<a href=\"https://e.example/p.png\" rel=\"noopener noreferrer\" class=\"external\">Picture on e.example: a b</a>",
            ),
            (
                "<iframe src=\"https://v.example/1\"><script>alert(1)</script></iframe>",
                "<a href=\"https://v.example/1\" rel=\"noopener noreferrer\" class=\"external\">Embedded content on v.example</a>",
            ),
            ("<details open><summary>s</summary>t", "<details open=\"\"><summary>s</summary>t</details>"),
        ];
        for (raw, expected) in cases {
            assert_eq!(clean(raw), expected, "{raw}");
        }
    }
}
