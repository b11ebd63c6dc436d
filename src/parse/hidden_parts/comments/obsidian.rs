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

/// Whether what begins a comment may be a sign after a number: `99%% of them and 80%% of those`.
pub(super) fn is_doubtful(text: &str, comment: &Span) -> bool {
    let before = text[..comment.start].chars().next_back();
    text[comment.clone()].starts_with("%%") && before.is_some_and(|c| c.is_alphanumeric())
}

fn marks(text: &str, body_start: usize) -> Vec<PercentMark> {
    let mut marks = Vec::new();
    let (mut block, mut code) = (0usize, false);
    for (event, span) in markdown_parser(&text[body_start..]).into_offset_iter() {
        match &event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => code = false,
            Event::Text(_) if !code => {
                let start = span.start + body_start;
                for (at, _) in text[start..span.end + body_start].match_indices("%%") {
                    let at = start + at;
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
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
