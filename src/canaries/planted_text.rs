//! The body of a file, or a part of it, becomes the same with tokens: at the end of its lines, and in blocks of every sort below them.

use crate::canaries::tokens::Tokens;
use crate::model::Span;

/// `text` with a token at the end of each line within `span` that is prose; `path` names the file.
pub(super) fn planted_lines(text: &str, span: &Span, path: &str, tokens: &mut Tokens) -> String {
    let mut planted = text[..span.start].to_owned();
    let mut fence = false;
    for line in text[span.clone()].split_inclusive('\n') {
        let words = line.trim_end();
        let is_fence = words.trim_start().starts_with("```") || words.trim_start().starts_with("~~~");
        fence ^= is_fence;
        let speaks = words.to_ascii_lowercase().contains("audience");
        let ends_in_words =
            words.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '?' | '!'));
        planted.push_str(words);
        if ends_in_words && !is_fence && !speaks && !is_rule(words) {
            let what = if fence { "code" } else { "a line" };
            planted.push_str(&format!(" {}", tokens.at(&format!("{path}: {what}"))));
        }
        planted.push_str(&line[words.len()..]);
    }
    planted.push_str(&text[span.end..]);
    planted
}

/// Whether a line is made of signs alone: a rule, the line under a heading, that between the rows of a table.
fn is_rule(line: &str) -> bool {
    !line.contains(char::is_alphanumeric)
}

/// Blocks of every sort, each with a token. `picture` is a file beside the page.
pub(super) fn blocks(path: &str, picture: &str, tokens: &mut Tokens) -> String {
    let mut at = |what: &str| tokens.at(&format!("{path}: {what}"));
    let (prose, link, alt, title) = (at("prose"), at("a link"), at("an alternative text"), at("a picture's title"));
    let (heading, remark, task, cell, code) = (at("a heading"), at("a remark"), at("a task"), at("a cell"), at("code"));
    let (note, raw, row, factor) = (at("a footnote"), at("raw HTML"), at("a timeline"), at("a label"));
    format!(
        "\n\n{prose} and [{link}]({link}.md), [[{link}]] ![{alt}]({picture} \"{title}\") <!-- {remark} -->\n\n\
         ###### {heading}\n\n- [ ] {task} @{task} {task}@example.invalid\n- 09:15 {row}\n\n| {cell} | b |\n|---|---|\n| {cell} | d |\n\n\
         ```sh\n{code}\n```\n\n<p title=\"{raw}\">{raw}</p>\n\n**Service:** {factor}\n\nNoted[^{note}].\n\n[^{note}]: {note}\n\n"
    )
}
