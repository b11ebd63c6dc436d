//! Raw HTML becomes the targets of its links and pictures, and the first thing in it that could act, load or restyle the page.

use std::collections::{HashMap, VecDeque};

use crate::model::{LinkCandidate, LinkForm};
use crate::text::{collected, embeds};

/// What in raw HTML the sanitiser will take out, for the finding; the sanitiser itself works on the tree.
pub(crate) fn active(html: &str) -> Option<&'static str> {
    const TAGS: [&str; 19] = [
        "script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "base", "svg",
        "math", "title", "textarea", "template", "noscript", "noembed", "noframes",
    ];
    let lower = html.to_lowercase();
    let opens = |tag: &str| {
        let mut rest = lower.as_str();
        while let Some(at) = rest.find('<') {
            rest = &rest[at + 1..];
            if rest.strip_prefix(tag).is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '-'))
            {
                return true;
            }
        }
        false
    };
    // What is embedded by its address becomes a link, and is told as one.
    let is_link = |tag: &&str| matches!(*tag, "iframe" | "object" | "embed") && !embeds(html).is_empty();
    TAGS.into_iter()
        .find(|tag| opens(tag) && !is_link(tag))
        .or_else(|| lower.contains("style=").then_some("style="))
        .or_else(|| {
            ["onclick=", "onerror=", "onload=", "ontoggle=", "onmouseover=", "onfocus="]
                .into_iter()
                .find(|on| lower.contains(on))
        })
}

/// Gives each of `targets` the place where it is written. `places` leads from offsets in `html` to offsets in `text`. One that is
/// written with entities keeps none.
pub(crate) fn locate(targets: &mut [LinkCandidate], html: &str, places: &[(usize, usize)], text: &str) {
    let mut written: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (equals, _) in html.match_indices('=') {
        if let Some((at, value)) = address(html, equals) {
            written.entry(value).or_default().push_back(at);
        }
    }
    for candidate in targets {
        let target = candidate.target.as_str();
        let Some(at) = written.get_mut(target).and_then(VecDeque::pop_front) else { continue };
        let Some((start, offset)) = places[..places.partition_point(|(start, _)| *start <= at)].last() else {
            continue;
        };
        let span = at - start + offset..at - start + offset + target.len();
        if text.get(span.clone()) == Some(target) {
            candidate.span = span;
        }
    }
}

/// The value that the attribute before `equals` has, and where it stands, if the attribute leads somewhere.
fn address(html: &str, equals: usize) -> Option<(usize, &str)> {
    let name = html[..equals].trim_end().as_bytes();
    let named = |wanted: &str| {
        let at = name.len().checked_sub(wanted.len());
        at.is_some_and(|at| name[at..].eq_ignore_ascii_case(wanted.as_bytes()))
    };
    if !["href", "src", "data"].into_iter().any(named) {
        return None;
    }
    let rest = html[equals + 1..].trim_start();
    let value = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest.split(|c: char| c.is_whitespace() || c == '>').next()?,
    };
    let quoted = usize::from(rest.starts_with(['"', '\'']));
    let at = html.len() - rest.len() + quoted + (value.len() - value.trim_start().len());
    Some((at, value.trim()))
}

/// The names that `<a name="x">` and `id="x"` give to places, and where each tag begins.
pub(crate) fn marks(html: &str) -> impl Iterator<Item = (&str, usize)> {
    let tags = html.match_indices('<').map(|(at, _)| (at, html[at..].split('>').next().unwrap_or_default()));
    let named = |tag: &'_ str, attribute: &str| {
        let at = tag.find(attribute).filter(|at| tag[..*at].ends_with(char::is_whitespace))?;
        let value = tag[at + attribute.len()..].trim_start().strip_prefix('=')?.trim_start();
        let start = tag.len() - value.len();
        let (from, end) = match value.chars().next()? {
            quote @ ('"' | '\'') => (1, value[1..].find(quote)? + 1),
            _ => (0, value.find(char::is_whitespace).unwrap_or(value.len())),
        };
        Some(start + from..start + end)
    };
    tags.flat_map(move |(at, tag)| {
        let of_link = (tag.starts_with("<a ") || tag.starts_with("<A ")).then(|| named(tag, "name")).flatten();
        let places = [named(tag, "id"), of_link].into_iter().flatten();
        places.map(move |place| (tag[place].trim(), at)).filter(|(name, _)| !name.is_empty())
    })
}

/// The targets of links and images in raw HTML, read by an HTML parser; without a place of their own.
pub(crate) fn html_targets(html: &str) -> Vec<LinkCandidate> {
    let candidate =
        |form, target| LinkCandidate { form, target, text: String::new(), span: 0..0, sentence: String::new() };
    let mut found = collected(html, &["a", "img"], move |element, attribute, value| match (element, attribute) {
        ("a", "href") => Some(candidate(LinkForm::Inline, value.trim().to_owned())),
        ("img", "src") => Some(candidate(LinkForm::Image, value.trim().to_owned())),
        _ => None,
    });
    // A file of the site is linked to, as what it is.
    let form = |target: &str| if target.contains("://") { LinkForm::Image } else { LinkForm::Inline };
    found.extend(embeds(html).into_iter().map(|target| candidate(form(&target), target)));
    found
}
