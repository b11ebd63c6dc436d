//! A line becomes the box that it begins: MkDocs' and Material's, Hugo's, GitBook's; source that Jekyll and Hugo colour.

use crate::parse::markdown::alert_kinds::{alert_kind, is_folded_kind};
use crate::parse::markdown::other_dialects::line_depth::OpenBox;
use crate::parse::markdown::other_dialects::shortcode_arguments::{Arguments, is_said};

/// The fence around source, longer than those that it may hold.
pub(super) const SOURCE: &str = "~~~~~~~~";

/// What a line begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Opening {
    pub(super) kind: String,
    pub(super) title: String,
    pub(super) indent: usize,
    /// How far the lines of the item are indented that it stands in.
    pub(super) columns: usize,
    pub(super) is_folded: bool,
    /// Whether lines of options may follow.
    pub(super) has_options: bool,
    /// Whether its title is Markdown, and no more than that.
    pub(super) is_written: bool,
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
            columns: 0,
            is_folded: is_folded_kind(kind),
            has_options: false,
            is_written: false,
            opens: OpensAs::Box(opens),
        }
    }

    /// `>>>`, and `>>> [!warning] Title`.
    pub(super) fn quotation(bare: &str) -> Option<Self> {
        let rest = bare.strip_prefix(">>>")?.trim_start();
        if rest.is_empty() {
            return Some(Self::new("", "", OpenBox::Quotation));
        }
        let (kind, title) = rest.strip_prefix("[!")?.split_once(']')?;
        (alert_kind(kind).is_some()).then(|| Self::new(kind, title.trim(), OpenBox::Quotation))
    }

    /// Whether a mark ends it, however its lines are indented.
    pub(super) fn is_marked(&self) -> bool {
        let OpensAs::Box(open) = &self.opens;
        !matches!(open, OpenBox::Indented(_) | OpenBox::Tab(_) | OpenBox::Html(..) | OpenBox::Section(_))
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
    let quoted = |quote: char| title.strip_prefix(quote)?.strip_suffix(quote);
    let title = quoted('"').or_else(|| quoted('\'')).filter(|title| !title.is_empty())?;
    has_body(indent).then(|| Opening { indent, ..Opening::new("", title, OpenBox::Tab(indent)) })
}

/// `{{< hint info >}}`, `{{% notice warning "Title" %}}`, `{{< admonition type="tip" title="…" >}}`, `{{< tip "Title" >}}`, `{{< details "Title" >}}`,
/// `{{< tab "Title" >}}`.
pub(super) fn hugo_box(bare: &str) -> Option<Opening> {
    let inner = shortcode(bare)?;
    let name = inner.split_whitespace().next()?;
    let is_box = ["hint", "notice", "alert", "admonition", "callout", "note", "tip", "warning", "info"].contains(&name);
    if !(is_box || is_folded_kind(name) || name == "tab") || inner.ends_with('/') {
        return None;
    }
    let arguments = Arguments::of(&inner[name.len()..]);
    let given = arguments.get(&["title", "summary", "header", "label"]);
    let opens = OpenBox::Shortcode(name.to_owned());
    if name == "tab" {
        let title =
            given.or(arguments.get(&["name"])).or(arguments.placed.first().copied()).filter(|title| is_said(title))?;
        return Some(Opening::new("", title, OpenBox::Section(name.to_owned())));
    }
    let stated = arguments.get(&["type", "style", "color"]);
    // A name that is a kind, and a box that folds, need none.
    let is_kind = !is_box || name != "hint" && alert_kind(name).is_some();
    let (by_place, words) = match arguments.placed.split_first() {
        Some((kind, words)) if !is_kind && stated.is_none() => (Some(*kind), words),
        _ => (None, arguments.placed.as_slice()),
    };
    let kind = stated.filter(|_| is_box).or(by_place).unwrap_or(name);
    let title = given.or_else(|| words.iter().copied().find(|word| is_said(word))).unwrap_or_default();
    Some(Opening::new(kind, title, opens))
}

/// GitBook's `{% hint style="info" %}` and `{% tab title="…" %}`.
pub(super) fn gitbook_box(bare: &str) -> Option<Opening> {
    let inner = liquid(bare)?;
    let value = |key: &str| inner.split_once(&format!(" {key}=\""))?.1.split('"').next();
    match inner.split_whitespace().next()? {
        "hint" => Some(Opening::new(value("style").unwrap_or("info"), "", OpenBox::Shortcode(String::from("hint")))),
        "tab" => {
            let title = value("title").filter(|title| !title.is_empty())?;
            Some(Opening::new("", title, OpenBox::Section(String::from("tab"))))
        }
        _ => None,
    }
}

/// `{% highlight bash %}`, `{% codeblock lang:bash %}`, `{{< highlight bash "linenos=table" >}}`, `{{< mermaid >}}`: the language is the kind.
pub(super) fn source_box(bare: &str) -> Option<Opening> {
    let inner = liquid(bare).or_else(|| shortcode(bare))?;
    let mut words = inner.split_whitespace();
    let name = words.next().filter(|name| ["highlight", "codeblock", "mermaid"].contains(name))?;
    if name == "mermaid" {
        return Some(Opening::new(name, "", OpenBox::Source(name.to_owned())));
    }
    let language = words.next().unwrap_or_default();
    let language = language.strip_prefix("lang:").unwrap_or(language).trim_matches(['"', ',', '\'']);
    let is_language = language.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '-' | '_' | '.'));
    let language = if is_language { language } else { "" };
    Some(Opening::new(language, "", OpenBox::Source(name.to_owned())))
}

/// The name in `{{< /name >}}` or `{% endname %}`.
pub(super) fn is_named_end(bare: &str) -> Option<&str> {
    let hugo = || shortcode(bare)?.strip_prefix('/').map(str::trim);
    hugo().or_else(|| liquid(bare)?.strip_prefix("end"))
}

/// What stands in a tag of Liquid that is the whole of `bare`.
fn liquid(bare: &str) -> Option<&str> {
    let inner = bare.strip_prefix("{%")?.strip_suffix("%}")?.trim_matches(['-', '~']).trim();
    (!inner.contains("%}")).then_some(inner)
}

/// What stands in a shortcode of Hugo that is the whole of `bare`.
pub(super) fn shortcode(bare: &str) -> Option<&str> {
    let inner = bare.strip_prefix("{{<").and_then(|t| t.strip_suffix(">}}"));
    let inner = inner.or_else(|| bare.strip_prefix("{{%").and_then(|t| t.strip_suffix("%}}")))?;
    (!inner.contains("}}")).then(|| inner.trim())
}
