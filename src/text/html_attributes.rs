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

/// Follows how deep raw HTML nests, piece by piece.
#[derive(Debug, Default)]
pub(crate) struct Nesting(usize);

impl Nesting {
    /// Whether the tree would be too deep with `raw`, which follows all that was asked before.
    pub(crate) fn is_too_deep(&mut self, raw: &str) -> bool {
        let (opens, closes) = (raw.matches('<').count(), raw.matches("</").count());
        self.0 = (self.0 + opens).saturating_sub(closes * 2);
        self.0 > MAX_DEPTH
    }
}

/// The addresses of frames and media on other hosts.
pub(crate) fn embeds(raw: &str) -> Vec<String> {
    let lower = raw.to_lowercase();
    if !["<iframe", "<embed", "<video", "<audio", "<source", "<object"].iter().any(|tag| lower.contains(tag)) {
        return Vec::new();
    }
    collected(raw, &["iframe", "embed", "video", "audio", "source", "object"], |_, attribute, value| {
        let remote = value.starts_with("https://") || value.starts_with("http://");
        (matches!(attribute, "src" | "data") && remote).then(|| value.to_owned())
    })
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
