//! A page's text becomes the body of its `.md` twin: what is published, with links that lead to other twins.

use crate::link::{PageIx, Target};
use crate::model::{LinkCandidate, LinkForm, Span};
use crate::render::target::{href, wiki_label};
use crate::render::urls::{encode, relative};
use crate::site::Site;

/// The body of `page` as Markdown. Never the file itself: authors' comments and restricted parts are gone, and a link that leads nowhere is
/// its words.
pub(crate) fn body_markdown(site: &Site, page: PageIx) -> String {
    let own = &site.pages[page];
    let mut edits: Vec<(Span, String)> = Vec::new();
    for candidate in own.candidates.iter().filter(|c| !c.span.is_empty() && c.span.start >= own.body_start) {
        let written = &own.text[candidate.span.clone()];
        if let Some(edit) = edit(site, page, candidate, written) {
            edits.push((candidate.span.clone(), edit));
        }
    }
    edits.sort_by_key(|(span, _)| span.start);
    let mut text = String::with_capacity(own.text.len() - own.body_start);
    let mut at = own.body_start;
    for (span, edit) in edits {
        if span.start < at {
            continue;
        }
        text.push_str(&own.text[at..span.start]);
        text.push_str(&edit);
        at = span.end;
    }
    text.push_str(&own.text[at..]);
    let lines: Vec<&str> = text.lines().map(|line| if line.trim().is_empty() { "" } else { line }).collect();
    let mut text = lines.join("\n").trim().to_owned();
    text.push('\n');
    text
}

/// What stands in the twin for one link; `None` when it may stay as it is.
fn edit(site: &Site, page: PageIx, candidate: &LinkCandidate, written: &str) -> Option<String> {
    let target = twin_target(site, page, candidate.form, &candidate.target);
    match (candidate.form, target) {
        (LinkForm::Bare, _) => None,
        (LinkForm::Wiki, Some(target)) => {
            let bare = !written.contains('|');
            let label = bare.then(|| wiki_label(site, page, &candidate.target)).flatten();
            Some(format!("[{}]({target})", label.unwrap_or_else(|| candidate.text.clone())))
        }
        (LinkForm::Image, None) => Some(candidate.text.clone()),
        (LinkForm::Wiki | LinkForm::Inline, None) => Some(candidate.text.clone()),
        (LinkForm::Inline | LinkForm::Image, Some(target)) => {
            if written.starts_with("![[") {
                return Some(format!("![{}]({target})", candidate.text));
            }
            let at = written.rfind(candidate.target.as_str())?;
            let (before, after) = (&written[..at], &written[at + candidate.target.len()..]);
            Some(format!("{before}{target}{after}"))
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
