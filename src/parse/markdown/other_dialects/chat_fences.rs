//! Fences as chats write them become Markdown's: code that begins right behind the marks, and marks at the end of the last line.
//!
//! Marks at the end of a line close a fence where the next fence begins another one, or where the text would else end in code.

use std::collections::HashSet;

use memchr::memmem;

use crate::parse::markdown::code_fences::follows_fence;
use crate::parse::markdown::fence_info::FenceInfo;
use crate::parse::markdown::fence_languages::is_language;
use crate::parse::markdown::rewritten::Rewritten;

/// The body of `text`, from `body_start` on, with such fences as Markdown has them; `None` where there is none. Linear in the text.
pub(super) fn without_chat_fences(text: &str, body_start: usize) -> Option<Rewritten> {
    let body = &text[body_start..];
    if !body.contains("```") {
        return None;
    }
    // Fences alone on their lines are nobody's chat.
    let is_odd = |line: &str| {
        let bare = line.trim();
        ends_in_marks(bare)
            || bare.strip_prefix("```").is_some_and(|info| FenceInfo::is_code(info.trim_start_matches('`')))
    };
    let marked = memmem::find_iter(body.as_bytes(), "```").map(|at| line_at(body, at));
    if !marked.into_iter().any(is_odd) {
        return None;
    }
    let lines: Vec<&str> = body.split_inclusive('\n').collect();
    let Closings { ends: closings, begins } = closings(&lines, !is_closed(body, false) && is_closed(body, true));
    let begins_in_code = |line: &str| FenceInfo::is_code(line.trim().trim_start_matches('`'));
    if closings.is_empty() && !body.lines().any(|line| line.trim_start().starts_with("```") && begins_in_code(line)) {
        return None;
    }
    let mut out = Rewritten::default();
    out.keep(&text[..body_start], 0);
    let mut fence = None;
    let mut offset = body_start;
    for (ix, line) in lines.into_iter().enumerate() {
        let was_open = fence.is_some();
        let is_chat = fence == Some(('`', 3));
        follows_fence(line.trim(), &mut fence);
        let bare = line.trim_end();
        let indent = line.len() - line.trim_start().len();
        let first = bare[indent.min(bare.len())..].trim_start_matches('`');
        let is_code = FenceInfo::is_code(first)
            || begins.contains(&ix) && !is_language(first.split_whitespace().next().unwrap_or_default());
        if !was_open && fence == Some(('`', 3)) && is_code {
            let marks = bare.len() - first.len();
            out.keep(&line[..marks], offset);
            out.push(&format!("\n{}", &line[..indent]));
            out.keep(&line[marks..], offset + marks);
        } else if is_chat && fence.is_some() && closings.contains(&ix) {
            let words = bare.len() - 3;
            out.keep(&line[..words], offset);
            out.push(&format!("\n{}", &line[..indent]));
            out.keep(&line[words..], offset + words);
            fence = None;
        } else {
            out.keep(line, offset);
        }
        offset += line.len();
    }
    Some(out).filter(|out| out.text != text)
}

/// The lines whose last marks close a fence that is open there, and the fences that such a line would close.
struct Closings {
    ends: HashSet<usize>,
    begins: HashSet<usize>,
}

/// Where chats close fences: `all` of the lines that may.
fn closings(lines: &[&str], all: bool) -> Closings {
    let mut found = Closings { ends: HashSet::new(), begins: HashSet::new() };
    let mut next_begins = false;
    let mut ends_in_chat = false;
    for (ix, line) in lines.iter().enumerate().rev() {
        let bare = line.trim();
        if let Some(info) = bare.strip_prefix("```") {
            next_begins = !info.is_empty() && !info.contains('`');
            if next_begins && ends_in_chat && !info.starts_with('{') {
                found.begins.insert(ix);
            }
            ends_in_chat = false;
        } else if ends_in_marks(bare) && (all || next_begins) {
            found.ends.insert(ix);
            ends_in_chat = true;
        }
    }
    found
}

/// The line of `body` in which `at` stands.
fn line_at(body: &str, at: usize) -> &str {
    let start = body[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = body[at..].find('\n').map_or(body.len(), |newline| at + newline);
    &body[start..end]
}

/// Whether the last fence of a text is closed, where marks at the end of a line close one or not.
fn is_closed(body: &str, at_ends: bool) -> bool {
    let mut fence = None;
    for line in body.lines() {
        let is_chat = fence == Some(('`', 3));
        follows_fence(line.trim(), &mut fence);
        if at_ends && is_chat && fence.is_some() && ends_in_marks(line.trim_end()) {
            fence = None;
        }
    }
    fence.is_none()
}

/// Whether a line of code ends in three marks and holds no other.
fn ends_in_marks(line: &str) -> bool {
    line.strip_suffix("```").is_some_and(|words| !words.trim().is_empty() && !words.contains('`'))
}
