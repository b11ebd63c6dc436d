//! Obsidian's comments (`%% … %%`) become places that may not be published.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::Span;
use crate::parse::markdown::markdown_parser;

/// `%%` in running text: where, in which block, and whether it begins its line.
struct PercentMark {
    at: usize,
    block: usize,
    begins: bool,
}

/// The places of comments: two marks in one block, or from a mark that begins a line to the next one, over any blocks between; without
/// a next one to the end. A single mark inside a line is only text (`90%% of them`), and so are those in code.
pub(super) fn obsidian_comments(text: &str, body_start: usize) -> Vec<Span> {
    let marks = marks(text, body_start);
    let mut spans = Vec::new();
    let mut i = 0;
    while let Some(mark) = marks.get(i) {
        let end = marks.get(i + 1).filter(|next| mark.begins || next.block == mark.block);
        match end {
            Some(end) => spans.push(mark.at..end.at + 2),
            None if mark.begins => spans.push(mark.at..text.len()),
            None => {
                i += 1;
                continue;
            }
        }
        i += 2;
    }
    spans
}

/// Whether what begins a comment may be a sign after a number, `99%% of them and 80%% of those`, or that of another tool: a comment over
/// several paragraphs has its marks alone on their lines.
pub(super) fn is_doubtful(text: &str, comment: &Span) -> bool {
    let Some(words) = text[comment.clone()].strip_prefix("%%") else { return false };
    let before = text[..comment.start].chars().next_back();
    let goes_on = words.split('\n').next().is_some_and(|line| !line.trim().is_empty());
    let is_blank = |line: &str| line.trim_matches(['>', ' ', '\t', '\r']).is_empty();
    before.is_some_and(|c| c.is_alphanumeric())
        || goes_on && words.ends_with("%%") && words.split('\n').skip(1).any(is_blank)
}

fn marks(text: &str, body_start: usize) -> Vec<PercentMark> {
    let mut marks = Vec::new();
    let mut others = other_signs(text, body_start).into_iter().peekable();
    let (mut block, mut code) = (0usize, false);
    for (event, span) in markdown_parser(&text[body_start..]).into_offset_iter() {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => {
                let start = span.start + body_start;
                for (at, _) in text[start..span.end + body_start].match_indices("%%") {
                    let at = start + at;
                    while others.next_if(|place| place.end <= at).is_some() {}
                    if others.peek().is_some_and(|place| place.start <= at) || is_in_address(&text[body_start..at]) {
                        continue;
                    }
                    let before = text[body_start..at].trim_end_matches([' ', '\t', '>', '-', '*', '+']);
                    marks.push(PercentMark { at, block, begins: before.is_empty() || before.ends_with('\n') });
                }
            }
            _ => {}
        }
        block += usize::from(is_block(&event));
    }
    marks
}

/// Whether what ends `before` is an address, which `%%` is a part of.
fn is_in_address(before: &str) -> bool {
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '<').next().unwrap_or_default();
    let Some((scheme, rest)) = word.split_once("://") else { return false };
    scheme.ends_with(|c: char| c.is_ascii_alphabetic()) && !rest.is_empty()
}

/// Where `%%` is a sign of something else: the comments of a diagram, and those of a formula.
fn other_signs(text: &str, body_start: usize) -> Vec<Span> {
    let mut places: Vec<Span> = Vec::new();
    let mut open: Option<(usize, OtherSource)> = None;
    let mut at = body_start;
    for line in text[body_start..].split_inclusive('\n') {
        let bare = line.trim_start_matches(['>', ' ', '\t']).trim_end();
        let (start, end) = (at, at + line.len());
        at = end;
        match &open {
            Some((_, OtherSource::Formula)) if bare.is_empty() => open = None,
            Some((from, source)) if source.ends(bare) => {
                places.push(*from..end);
                open = None;
            }
            Some(_) => {}
            None => open = OtherSource::of(bare).map(|source| (start, source)),
        }
    }
    places
}

enum OtherSource {
    /// `:::mermaid`
    Box,
    /// `{{< mermaid >}}`, `{% mermaid %}`
    Tag,
    /// `$$`
    Formula,
}

impl OtherSource {
    /// What a line begins.
    fn of(bare: &str) -> Option<Self> {
        let is_diagram = |rest: &str| rest.trim_start_matches([' ', '{', '.', '-', '<', '%']).starts_with("mermaid");
        match bare {
            _ if bare.strip_prefix(":::").is_some_and(|rest| is_diagram(rest.trim_start_matches(':'))) => {
                Some(Self::Box)
            }
            _ if bare.strip_prefix('{').is_some_and(|rest| rest.starts_with(['{', '%']) && is_diagram(rest)) => {
                Some(Self::Tag)
            }
            _ if bare.strip_prefix("$$").is_some_and(|rest| !rest.contains("$$")) => Some(Self::Formula),
            _ => None,
        }
    }

    fn ends(&self, bare: &str) -> bool {
        match self {
            Self::Box => bare.len() >= 3 && bare.bytes().all(|b| b == b':'),
            Self::Tag => bare.contains("mermaid") && (bare.contains('/') || bare.contains("endmermaid")),
            Self::Formula => bare.ends_with("$$"),
        }
    }
}

fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => is_block_end(&tag.to_end()),
        Event::End(end) => is_block_end(end),
        _ => false,
    }
}

fn is_block_end(end: &TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image | TagEnd::Superscript
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let mut shown = text.to_owned();
        for span in obsidian_comments(text, 0).into_iter().rev() {
            shown.replace_range(span, "");
        }
        shown
    }

    #[test]
    fn comments_go_inline_and_over_blocks_and_code_stays() {
        let cases = [
            ("a %%x%% b\n", "a  b\n"),
            ("a %%x *y\nz* w%% b\n", "a  b\n"),
            ("a\n\n%%\nx\n\n- y\n\n```\nz\n```\n%%\n\nb\n", "a\n\n\n\nb\n"),
            ("a\n\n%% x\n\ny\n", "a\n\n"),
            ("> %% x\n> y\n>\n> z %% a\n", ">  a\n"),
            ("`%%x%%`\n\n    %%x%%\n\n```\n%%x%%\n```\n", "`%%x%%`\n\n    %%x%%\n\n```\n%%x%%\n```\n"),
            ("90%% of them\n\n80%% of those\n", "90%% of them\n\n80%% of those\n"),
            ("- 90%% of them\n- 80%% of those\n", "- 90%% of them\n- 80%% of those\n"),
            ("See https://x.example/a%%20b%%20c for it %%x%%\n", "See https://x.example/a%%20b%%20c for it \n"),
            (":::mermaid\n%% x\na-->b\n%% y\n:::\n%%z%%\n", ":::mermaid\n%% x\na-->b\n%% y\n:::\n\n"),
            ("$$\nx = 5 %% a\ny = 6 %% b\n$$\n", "$$\nx = 5 %% a\ny = 6 %% b\n$$\n"),
            ("{{< mermaid >}}\n%% x\n%% y\n{{< /mermaid >}}\n", "{{< mermaid >}}\n%% x\n%% y\n{{< /mermaid >}}\n"),
            ("pid $$\n\na %%x%% b $$\n", "pid $$\n\na  b $$\n"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
