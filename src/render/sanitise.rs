//! Raw HTML in a write-up becomes harmless, as a tree, before anything of ours is added.
//!
//! Ours is represented by marks while the tree is cleaned: `data-c="…"` for attributes, private-use characters for whole fragments.
//! A mark carries a key derived from the whole text, which no text can contain for itself.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use ammonia::{Builder, UrlRelative};

use crate::model::LinkForm;
use crate::render::html::{escape, escape_into};
use crate::render::target::host;
use crate::text::{UNSEEN, collected, embeds};

/// How deep raw HTML may nest; what opens deeper is shown as text.
const MAX_DEPTH: usize = 100;

/// Collects marks while a page is written, and completes the page.
#[derive(Debug)]
pub(crate) struct Sanitiser {
    key: String,
    attributes: Vec<String>,
    fragments: Vec<String>,
    depth: usize,
}

impl Sanitiser {
    /// A sanitiser for a page with this text.
    pub(crate) fn new(text: &str) -> Self {
        let key = blake3::hash(text.as_bytes()).to_hex().chars().take(16).collect();
        Self { key, attributes: Vec::new(), fragments: Vec::new(), depth: 0 }
    }

    /// An empty one for another stretch of the same text: its key is known.
    pub(crate) fn another(&self) -> Self {
        Self { key: self.key.clone(), attributes: Vec::new(), fragments: Vec::new(), depth: 0 }
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
        let opens = raw.matches('<').count();
        let closes = raw.matches("</").count();
        self.depth = (self.depth + opens).saturating_sub(closes * 2);
        if self.depth > MAX_DEPTH {
            return escape(raw);
        }
        let mut html = raw.replace(['\u{e000}', '\u{e001}'], "\u{fffd}");
        for url in embeds(raw) {
            let mark =
                self.attributes(&format!("href=\"{}\" rel=\"noopener noreferrer\" class=\"external\"", escape(&url)));
            html.push_str(&format!("<a {mark}>Embedded content on {}</a>", escape(host(&url))));
        }
        html
    }

    /// The page, clean and complete. `href` leads a target as written to where it goes.
    pub(crate) fn finish(self, html: &str, href: impl Fn(LinkForm, &str) -> Option<String>) -> String {
        let targets = targets(html, &self.key, href);
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
        let mut html = String::with_capacity(clean.len() + 1024);
        let attribute = format!(" data-c=\"{}-", self.key);
        let fragment = format!("\u{e000}{}-", self.key);
        let mut rest = clean;
        loop {
            let marks = [
                rest.find(&attribute).map(|at| (at, attribute.len(), "\"", &self.attributes)),
                rest.find(&fragment).map(|at| (at, fragment.len(), "\u{e001}", &self.fragments)),
            ];
            let Some((at, length, end, list)) = marks.into_iter().flatten().min_by_key(|(at, ..)| *at) else { break };
            html.push_str(&rest[..at]);
            let after = &rest[at + length..];
            let Some((number, tail)) = after.split_once(end) else { break };
            if let Some(ours) = number.parse::<usize>().ok().and_then(|n| list.get(n)) {
                if end == "\"" {
                    html.push(' ');
                }
                html.push_str(ours);
            }
            rest = tail;
        }
        html.push_str(rest);
        remote_pictures(&html, &self.key)
    }
}

/// Where every target in raw HTML leads. Pictures on other hosts get a mark in place of their address.
fn targets(
    html: &str,
    key: &str,
    href: impl Fn(LinkForm, &str) -> Option<String>,
) -> HashMap<(LinkForm, String), Option<String>> {
    let mut targets = HashMap::new();
    for (form, target) in attributes(html) {
        let leads = href(form, &target)
            .map(|href| if form == LinkForm::Image && href.contains("://") { format!("{key}|{href}") } else { href });
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
fn remote_pictures(html: &str, key: &str) -> String {
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
        out.push_str("\" rel=\"noopener noreferrer\" class=\"external\">Picture on ");
        escape_into(host(url), &mut out);
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
        let mut sanitiser = Sanitiser::new(raw);
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
