//! A list of HTML becomes the texts of its items and their places.

use crate::model::Span;
use crate::parse::markdown::fragment_text;

/// The items in `html`, which stands at `from` in its file: `<li>…</li>`, with or without their ends.
pub(crate) fn html_items(html: &str, from: usize) -> Vec<(String, Span)> {
    let mut found: Vec<(String, Span)> = Vec::new();
    if !html.trim_start().starts_with('<') {
        return found;
    }
    let lower = html.to_ascii_lowercase();
    let is_tag = |at: usize, name: &str| {
        lower[at..].strip_prefix(name).is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\t']))
    };
    let mut rest = 0;
    while let Some(begins) = lower[rest..].find("<li").map(|at| rest + at) {
        let Some(inner) = lower[begins..].find('>').map(|at| begins + at + 1) else { break };
        let ends = lower[inner..]
            .match_indices('<')
            .map(|(at, _)| inner + at)
            .find(|at| ["<li", "</li", "</ul", "</ol"].iter().any(|name| is_tag(*at, name)))
            .unwrap_or(html.len());
        if is_tag(begins, "<li") {
            let text = fragment_text(html[inner..ends].trim());
            if !text.is_empty() {
                found.push((text, from + begins..from + ends));
            }
        }
        rest = ends.max(inner);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_read_with_and_without_their_ends() {
        let html = "<ol><li>Oil the <b>belt</b></li>\n<LI class=\"a\">Watch it\n<li></li></ol>";
        let items: Vec<String> = html_items(html, 0).into_iter().map(|(text, _)| text).collect();
        assert_eq!(items, ["Oil the belt", "Watch it"]);
        assert!(html_items("<link rel=a>", 0).is_empty());
    }
}
