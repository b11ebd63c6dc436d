//! The marks of templates, short codes, comments and other markup languages become marks of ours: none of them is understood, and all of
//! them are seen.

use crate::parse::hidden_parts::restricted::audience_attributes::{NamedBy, after_word, named, word};
use crate::parse::hidden_parts::restricted::mark_kinds::{
    AudienceMark, Closed, ClosingWords, Own, places, section, short,
};

/// What opens a tag of a template, and what ends it.
const TEMPLATES: [(&str, &str); 5] = [("{{<", ">}}"), ("{{%", "%}}"), ("{%", "%}"), ("{{#", "}}"), ("{{^", "}}")];

/// Tags whose audience is a condition for what they hold.
const CONDITIONS: [&str; 10] = ["if", "unless", "when", "case", "elsif", "elif", "block", "section", "call", "with"];

/// `{% audience x %}`, `{% if audience == "x" %}`, `{{< audience "x" >}}`, `{{#audience}}`.
pub(super) fn template(line: &str, free: &dyn Fn(usize) -> bool) -> Option<AudienceMark> {
    places(line, "{", free).find_map(|at| {
        let rest = short(&line[at..]);
        let (open, end) = TEMPLATES.into_iter().find(|(open, _)| rest.starts_with(open))?;
        let inner = rest[open.len()..].split(end).next()?.trim_start_matches(['-', '~', ' ', '\t']);
        let kind = inner.split(|c: char| c.is_whitespace() || c == '(').next()?.trim_end_matches(['/', '-']);
        let names = !inner.starts_with('/') && !kind.starts_with("end") && inner.contains("audience");
        if !names || matches!(kind, "set" | "assign" | "capture" | "comment") {
            return None;
        }
        let condition = CONDITIONS.contains(&kind);
        let unquoted = inner.split(['"', '\'']).step_by(2).any(|part| part.contains("audience"));
        let key = || named(inner).filter(|named| named.how == NamedBy::Key).map(|named| named.name);
        let name = match kind.contains("audience") || (condition && unquoted) {
            true => word(after_word(inner)),
            false => key()?,
        };
        let kind: String = kind.chars().filter(|c| !matches!(c, '-' | '_')).collect();
        let closing = ["{%end", "{%/", "{{</", "{{%/", "{{/"].map(|open| format!("{open}{kind}"));
        let again = if kind == "if" { Some("{%if") } else { None };
        let words = ClosingWords { closing: closing.into(), again, last: None, needed: true };
        section(name, Own::ClosingWords(words), condition || open.len() == 3 && end == "}}")
    })
}

/// `[audience:x]` alone on its line, `[audience group="x"]` where something closes it, `[audience=x]` anywhere.
pub(super) fn brackets(line: &str, bare: &str, closed: Closed, free: &dyn Fn(usize) -> bool) -> Option<AudienceMark> {
    let own = || {
        Own::ClosingWords(ClosingWords {
            closing: vec![String::from("[/audience")],
            again: None,
            last: closed.bracket,
            needed: false,
        })
    };
    let inner = bare.trim_start_matches('[');
    let opened = bare.len() - inner.len();
    let inner = inner.split(']').next().unwrap_or_default().trim_start_matches([' ', '.']);
    if let Some(rest) = inner.strip_prefix("audience").filter(|_| matches!(opened, 1 | 2)) {
        let rest = rest.strip_prefix('s').unwrap_or(rest);
        let alone = bare.trim_end().ends_with(']') && bare.matches(']').count() == opened;
        let separated = rest.starts_with([':', '=', '|', '-', '_', '/']);
        let one_word =
            opened == 1 && (rest.is_empty() || (rest.starts_with(' ') && rest.split_whitespace().count() <= 1));
        if (alone && (separated || one_word)) || (closed.bracket.is_some() && opened == 1) {
            return section(word(rest), own(), true);
        }
    }
    let attached = |at: usize| line[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ']'));
    let at = places(line, "[audience=", free).find(|at| !attached(*at))?;
    section(word(after_word(&line[at..])), own(), true)
}

/// What opens a comment, and what ends it.
pub(super) const COMMENTS: [(&str, &str); 7] = [
    ("<!--", "-->"),
    ("%%", "%%"),
    ("{/*", "*/}"),
    ("{#", "#}"),
    ("[//]: # (", ")"),
    ("[//]: # \"", "\""),
    ("[comment]: # (", ")"),
];

/// A comment that says nothing but for whom what follows is: `<!-- audience: x -->`, `%% audience=x %%`, `[//]: # (audience: x)`.
/// One of more words is a remark to other authors.
pub(super) fn comment(line: &str, closed: Closed, free: &dyn Fn(usize) -> bool) -> Option<AudienceMark> {
    COMMENTS.into_iter().find_map(|(open, close)| {
        let at = places(line, open, free).next()?;
        let inner = line[at + open.len()..].split_once(close)?.0.trim();
        let inner = inner.strip_prefix("begin").or_else(|| inner.strip_prefix("start")).unwrap_or(inner);
        let rest = inner.trim_start_matches([' ', ':', '-', '@', '#', '[', '{', '+']).strip_prefix("audience")?;
        let rest = rest.strip_prefix('s').unwrap_or(rest).trim_start();
        let name = rest.trim_start_matches([':', '=', ' ']);
        (name.split_whitespace().count() <= 1).then_some(())?;
        let closing = comment_closings();
        section(
            word(name),
            Own::ClosingWords(ClosingWords { closing, again: None, last: closed.comment, needed: false }),
            true,
        )
    })
}

/// What a comment that closes a part holds: `<!-- /audience -->`, `%% end audience %%`.
pub(super) fn comment_closings() -> Vec<String> {
    let open = ["<!", "%%", "{/*", "(", "\"", "{#"].iter();
    open.flat_map(|open| ["/", "end", "stop"].map(|close| format!("{open}{close}audience"))).collect()
}

/// How other markup languages begin a part, at a line's start.
const DIRECTIVES: [&str; 11] = [
    ".. audience",
    "..audience",
    "#+audience",
    "#+begin_audience",
    "\\begin{audience",
    "\\audience{",
    "+++ audience",
    "^^^ audience",
    "%%% audience",
    "ifdef::audience",
    "{{{audience",
];

/// `.. audience:: x`, `#+begin_audience`, `\begin{audience}`, `@audience(x)`.
pub(super) fn directive(bare: &str) -> Option<AudienceMark> {
    let begins = DIRECTIVES.into_iter().any(|open| bare.starts_with(open));
    let call = bare.strip_prefix("@audience").is_some_and(|rest| rest.starts_with(['(', '{', ':', '=', '[']));
    if begins || call { section(word(after_word(bare)), Own::None, true) } else { None }
}
