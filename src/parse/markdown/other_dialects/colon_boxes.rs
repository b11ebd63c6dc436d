//! A line of colons becomes the box that it begins: Docusaurus', Pandoc's, HackMD's, VitePress', MyST's, and Azure's diagrams.

use crate::parse::markdown::alert_kinds::{alert_kind, is_folded_kind};
use crate::parse::markdown::other_dialects::box_openings::Opening;
use crate::parse::markdown::other_dialects::directives::{linked_file, shows_file};
use crate::parse::markdown::other_dialects::line_depth::OpenBox;

/// A line of nothing but so many colons.
pub(super) struct Colons(pub(super) usize);

impl Colons {
    pub(super) fn end(bare: &str) -> Option<Self> {
        (bare.len() >= 3 && bare.bytes().all(|b| b == b':')).then_some(Self(bare.len()))
    }
}

/// `:::note Title`, `:::warning[Title]`, `::: {.callout-tip title="…"}`, `:::{note} Title`, `:::mermaid`.
pub(super) fn colon_box(bare: &str) -> Option<Opening> {
    let colons = bare.len() - bare.trim_start_matches(':').len();
    let rest = bare[colons..].trim_start();
    if colons < 3 || rest.is_empty() {
        return None;
    }
    let (kind, after) = match rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
        Some((attributes, after)) => (kind_in(attributes)?, after),
        None => rest.split_at(word_end(rest)),
    };
    let kind = kind.strip_prefix("callout-").unwrap_or(kind);
    if kind.is_empty() || !(after.is_empty() || after.starts_with([' ', '\t', '[', '{'])) {
        return None;
    }
    let attributes = after.find('{').map_or(rest, |at| &after[at..]);
    let quoted = attributes.split_once("title=\"").and_then(|(_, title)| title.split('"').next());
    let written = after.split('{').next().unwrap_or_default().trim();
    let title =
        quoted.unwrap_or_else(|| written.strip_prefix('[').and_then(|t| t.strip_suffix(']')).unwrap_or(written));
    // Its kind is an option, below.
    let kind = if kind == "admonition" { "note" } else { kind };
    let is_box = alert_kind(kind).is_some() || is_folded_kind(kind);
    let opens = match kind {
        "mermaid" | "plantuml" => OpenBox::Diagram(colons),
        _ if is_box => OpenBox::Fenced(colons),
        _ => OpenBox::Kept(colons),
    };
    let folds = attributes.contains("collapse=\"true\"") || attributes.contains("collapse=true");
    let is_directive = rest.starts_with('{');
    let file = (!is_box && title.is_empty()).then(|| linked_file(attributes)).flatten();
    let opening = Opening::new(kind, file.as_deref().unwrap_or(title), opens);
    let has_options = is_directive && (is_box || shows_file(kind));
    Some(Opening { is_folded: opening.is_folded || folds, has_options, is_written: file.is_some(), ..opening })
}

/// The fence of a MyST directive that is a box, `` ```{note} Title ``.
pub(super) fn directive_fence(bare: &str) -> Option<Opening> {
    let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let run = bare.len() - bare.trim_start_matches(mark).len();
    let (kind, title) = bare[run..].strip_prefix('{')?.split_once('}')?;
    let kind = kind.trim();
    let (kind, title) = match kind {
        "admonition" => ("note", title),
        _ => (kind, title),
    };
    let is_box = run >= 3 && (alert_kind(kind).is_some() || is_folded_kind(kind));
    if run >= 3 && shows_file(kind) && !title.trim().is_empty() {
        let opening = Opening::new(kind, title.trim(), OpenBox::KeptDirective(mark, run));
        return Some(Opening { has_options: true, ..opening });
    }
    let opening = Opening::new(kind, title.trim(), OpenBox::Directive(mark, run));
    is_box.then_some(Opening { has_options: true, ..opening })
}

/// PyMdown's `/// note | Title`, where one of the lines `below` is its end.
pub(super) fn slash_box(bare: &str, below: &[&str]) -> Option<Opening> {
    let rest = bare.strip_prefix("///")?.strip_prefix(' ')?;
    let (kind, title) = rest.split_once('|').unwrap_or((rest, ""));
    let (kind, title) = (kind.trim(), title.trim());
    let is_box = alert_kind(kind).is_some() || is_folded_kind(kind);
    let is_ended = || below.iter().any(|line| line.trim() == "///");
    (is_box && is_ended()).then(|| Opening::new(kind, title, OpenBox::Directive('/', 3)))
}

/// The fence of Obsidian's plugin for boxes, `` ```ad-note ``, and how many of the lines `below` are its options.
pub(super) fn plugin_fence(bare: &str, below: &[&str]) -> Option<(Opening, usize)> {
    let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let run = bare.len() - bare.trim_start_matches(mark).len();
    let kind = bare[run..].trim().strip_prefix("ad-").filter(|_| run >= 3)?;
    if !kind.chars().all(|c| c.is_alphanumeric() || c == '-') || alert_kind(kind).is_none() {
        return None;
    }
    let option = |line: &&str| {
        let (name, value) = line.trim().split_once(':')?;
        ["title", "collapse", "icon", "color"].contains(&name).then(|| (name.to_owned(), value.trim().to_owned()))
    };
    let options: Vec<(String, String)> = below.iter().map_while(option).collect();
    let title = options.iter().find(|(name, _)| name == "title").map_or("", |(_, title)| title);
    let is_folded = options.iter().any(|(name, value)| name == "collapse" && value != "none");
    Some((Opening { is_folded, ..Opening::new(kind, title, OpenBox::Directive(mark, run)) }, options.len()))
}

/// Whether a line below a directive is one of its options.
pub(super) fn is_option(bare: &str) -> bool {
    let name = bare.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(name, _)| name);
    name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-'))
}

/// The kind among Pandoc's attributes, `.callout-note #id`, or MyST's name.
fn kind_in(attributes: &str) -> Option<&str> {
    let mut words = attributes.split_whitespace();
    let first = words.next()?;
    let class = std::iter::once(first).chain(words).find_map(|word| word.strip_prefix('.'));
    class.or((!first.contains(['#', '=', '.'])).then_some(first))
}

fn word_end(text: &str) -> usize {
    text.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(text.len())
}
