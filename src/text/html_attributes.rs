//! Raw HTML as an HTML parser sees it: the values of a few attributes.
//!
//! Reading only; what may be shown is for the sanitiser to say.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use ammonia::{Builder, UrlRelative};

/// Elements that no page shows, with all that is in them; of others that are not allowed, the text stays.
pub(crate) const UNSEEN: [&str; 12] = [
    "script", "style", "iframe", "object", "noscript", "template", "noembed", "noframes", "textarea", "title", "svg",
    "math",
];

/// How deep raw HTML may nest; what opens deeper is shown as text.
const MAX_DEPTH: usize = 100;

/// Elements that hold nothing.
pub(crate) const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
    "frame", "keygen",
];

/// Elements that the next one of their kind ends.
pub(crate) const ENDS_ITSELF: [&str; 12] =
    ["p", "li", "dd", "dt", "option", "optgroup", "tr", "td", "th", "rp", "rt", "tbody"];

/// Follows how deep raw HTML nests, piece by piece.
#[derive(Debug, Default)]
pub(crate) struct Nesting(usize);

impl Nesting {
    /// Whether the tree would be too deep with `raw`, which follows all that was asked before.
    pub(crate) fn is_too_deep(&mut self, raw: &str) -> bool {
        for tag in raw.split('<').skip(1) {
            let name = tag.strip_prefix('/').unwrap_or(tag);
            let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
            let name = name[..end].to_ascii_lowercase();
            if VOID.contains(&name.as_str()) || ENDS_ITSELF.contains(&name.as_str()) {
                continue;
            }
            self.0 = if tag.starts_with('/') { self.0.saturating_sub(1) } else { self.0 + 1 };
        }
        self.0 > MAX_DEPTH
    }
}

/// Elements that show what is elsewhere: frames and media.
const EMBEDDING: [&str; 6] = ["iframe", "embed", "video", "audio", "source", "object"];

/// The addresses of frames and media, on other hosts or files of the site.
pub(crate) fn embeds(raw: &str) -> Vec<String> {
    let lower = raw.to_lowercase();
    if !EMBEDDING.iter().any(|tag| lower.split('<').any(|rest| rest.starts_with(tag))) {
        return Vec::new();
    }
    collected(raw, &EMBEDDING, |_, attribute, value| is_embed(attribute, value).then(|| value.trim().to_owned()))
}

/// Whether an attribute of such an element leads somewhere.
fn is_embed(attribute: &str, value: &str) -> bool {
    let value = value.trim();
    let is_other_scheme = value.split_once(':').is_some_and(|(scheme, _)| {
        !matches!(scheme, "http" | "https") && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    });
    matches!(attribute, "src" | "data") && !value.is_empty() && !value.starts_with('#') && !is_other_scheme
}

/// What `pick` makes of every `href`, `src` and `data` of these elements: it is given the element, the attribute and its value.
pub(crate) fn collected<T: Send + 'static>(
    html: &str,
    tags: &[&'static str],
    pick: impl Fn(&str, &str, &str) -> Option<T> + Send + Sync + 'static,
) -> Vec<T> {
    let found = Arc::new(Mutex::new(Vec::new()));
    let sink = Arc::clone(&found);
    let mut reader = Builder::default();
    reader
        .tags(tags.iter().copied().collect())
        .clean_content_tags(HashSet::new())
        .tag_attributes(tags.iter().map(|tag| (*tag, HashSet::from(["href", "src", "data"]))).collect())
        .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "data", "javascript"]))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(None)
        .attribute_filter(move |element, attribute, value| {
            if let (Some(item), Ok(mut found)) = (pick(element, attribute, value), sink.lock()) {
                found.push(item);
            }
            None
        });
    drop(reader.clean(html));
    drop(reader);
    Arc::into_inner(found).and_then(|found| found.into_inner().ok()).unwrap_or_default()
}
