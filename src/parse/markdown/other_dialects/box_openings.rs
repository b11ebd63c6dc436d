//! A line becomes the box that it begins: MkDocs' and Material's, Hugo's.

use crate::parse::markdown::alert_kinds::is_folded_kind;
use crate::parse::markdown::other_dialects::line_depth::OpenBox;

/// What a line begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) indent: usize,
    pub(super) is_folded: bool,
    /// Whether lines of options may follow.
    pub(super) has_options: bool,
    pub(super) opens: OpensAs,
}

/// How it goes on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OpensAs {
    Box(OpenBox),
}

impl Opening {
    pub(super) fn new(kind: &str, title: &str, opens: OpenBox) -> Self {
        Self {
            kind: kind.to_owned(),
            title: title.to_owned(),
            indent: 0,
            is_folded: is_folded_kind(kind),
            has_options: false,
            opens: OpensAs::Box(opens),
        }
    }

    pub(super) fn quotation() -> Self {
        Self::new("", "", OpenBox::Quotation)
    }
}

/// `!!! note "Title"`, `??? tip`, `???+ warning Title`: with an indented body, as `has_body` says, or a title in quotation marks.
pub(super) fn mkdocs_box(line: &str, has_body: impl Fn(usize) -> bool) -> Option<Opening> {
    let bare = line.trim_start_matches(' ');
    let indent = line.len() - bare.len();
    let marks = ["!!!", "???+", "???"].into_iter().find(|marks| bare.starts_with(marks))?;
    let rest = bare[marks.len()..].strip_prefix(' ')?.trim();
    let kind: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    let after = rest[kind.len()..].trim();
    let quoted = after.split_once('"').map(|(_, title)| title.trim_end_matches('"'));
    if kind.is_empty() || (quoted.is_none() && !has_body(indent)) {
        return None;
    }
    let is_place = after.split_whitespace().all(|word| matches!(word, "inline" | "end"));
    let title = quoted.unwrap_or(if is_place { "" } else { after });
    let is_folded = marks == "???";
    Some(Opening { indent, is_folded, ..Opening::new(&kind, title, OpenBox::Indented(indent)) })
}

/// `=== "Title"`, with an indented body.
pub(super) fn tab(line: &str, has_body: impl Fn(usize) -> bool) -> Option<Opening> {
    let bare = line.trim_start_matches(' ');
    let indent = line.len() - bare.len();
    let title = bare.strip_prefix("===")?.trim_start_matches(['+', '!']).trim();
    let title = title.strip_prefix('"')?.strip_suffix('"').filter(|title| !title.is_empty())?;
    has_body(indent).then(|| Opening { indent, ..Opening::new("", title, OpenBox::Tab(indent)) })
}

/// `{{< hint info >}}`, `{{% notice warning %}}`, `{{< admonition type="tip" title="…" >}}`, `{{< details "Title" >}}`.
pub(super) fn hugo_box(bare: &str) -> Option<Opening> {
    let inner = shortcode(bare)?;
    let name = inner.split_whitespace().next()?;
    let is_box = ["hint", "notice", "alert", "admonition", "callout", "note", "tip", "warning", "info"].contains(&name);
    if !(is_box || is_folded_kind(name)) || inner.ends_with('/') {
        return None;
    }
    let rest = inner[name.len()..].trim();
    let named = |key: &str| {
        rest.split_once(&format!("{key}=")).map(|(_, v)| v.trim_start_matches('"').split('"').next().unwrap_or(""))
    };
    let opens = OpenBox::Shortcode(name.to_owned());
    if !is_box {
        let words = rest.trim_matches('"');
        let title = named("title").or_else(|| named("summary")).unwrap_or(if rest.contains('=') { "" } else { words });
        return Some(Opening::new(name, title, opens));
    }
    let positional = rest.split_whitespace().next().filter(|word| !word.contains('=')).map(|w| w.trim_matches('"'));
    let kind = named("type").or_else(|| named("color")).or(positional).unwrap_or(name);
    Some(Opening::new(kind, named("title").unwrap_or(""), opens))
}

/// The name in `{{< /name >}}`.
pub(super) fn is_hugo_end(bare: &str) -> Option<&str> {
    shortcode(bare)?.strip_prefix('/').map(str::trim)
}

/// What stands in a shortcode of Hugo that is the whole of `bare`.
pub(super) fn shortcode(bare: &str) -> Option<&str> {
    let inner = bare.strip_prefix("{{<").and_then(|t| t.strip_suffix(">}}"));
    inner.or_else(|| bare.strip_prefix("{{%").and_then(|t| t.strip_suffix("%}}"))).map(str::trim)
}
