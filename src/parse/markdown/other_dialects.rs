//! Other generators' block syntax becomes ours, line by line, so that one Markdown parser serves all.
//!
//! MkDocs and Docusaurus admonitions and Hugo hints become alerts; Hugo `ref` shortcodes in link targets become
//! plain targets. Everything else that looks like a shortcode stays as text.

use crate::parse::markdown::code_fences::follows_fence;

/// A rewritten text with a map back to the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rewritten {
    /// The new text.
    pub(crate) text: String,
    /// From this offset of the new text on, the file's offset is so much further (or less far).
    pub(crate) shifts: Shifts,
    /// Where in the new text a box begins that is too deep to be one.
    pub(crate) too_deep: Option<usize>,
}

/// How deep boxes may nest: every line is written with a mark for each box it stands in.
pub(crate) const MOST_BOXES: usize = 16;

/// A map from offsets in a page's text to offsets in its file; empty where they are the same.
pub(crate) type Shifts = Vec<(usize, isize)>;

/// Rewrites the body of `text`; `None` when there is nothing to rewrite. Code fences are left alone.
pub(crate) fn rewrite_other_dialects(text: &str, body_start: usize) -> Option<Rewritten> {
    let body = &text[body_start..];
    if !["!!!", "???", ":::", "{{<", "{{%"].iter().any(|mark| body.contains(mark)) {
        return None;
    }
    let mut writer = DialectWriter { out: text[..body_start].to_owned(), shifts: Vec::new(), too_deep: None };
    let mut fence: Option<(char, usize)> = None;
    let mut open: Vec<OpenBox> = Vec::new();
    let mut offset = body_start;
    for line in body.split_inclusive('\n') {
        writer.line(line, offset, &mut fence, &mut open);
        offset += line.len();
    }
    let DialectWriter { out, shifts, too_deep } = writer;
    (out != text).then_some(Rewritten { text: out, shifts, too_deep })
}

/// An admonition that is being rewritten.
enum OpenBox {
    /// MkDocs: lines indented by at least this much more.
    Indented(usize),
    /// Docusaurus: up to a line of this many colons.
    Fenced(usize),
    /// Hugo: up to `{{< /name >}}`.
    Shortcode(String),
}

struct DialectWriter {
    out: String,
    shifts: Shifts,
    too_deep: Option<usize>,
}

impl DialectWriter {
    fn line(&mut self, line: &str, offset: usize, fence: &mut Option<(char, usize)>, open: &mut Vec<OpenBox>) {
        let mut rest = line;
        if let Some(OpenBox::Indented(indent)) = open.last() {
            let own = line.len() - line.trim_start_matches(' ').len();
            if !line.trim().is_empty() && own < indent + 4 {
                open.pop();
                self.push(&format!("{}\n", quote(open)));
                return self.line(line, offset, fence, open);
            }
            rest = line.get(indent + 4..).filter(|_| own >= indent + 4).unwrap_or("\n");
        }
        let bare = rest.trim();
        if follows_fence(bare, fence) {
            return self.quoted(rest, offset + line.len() - rest.len(), open);
        }
        let mkdocs = || mkdocs(rest).map(|(kind, title, indent)| (kind, title, indent, OpenBox::Indented(indent)));
        let docusaurus = || docusaurus(bare).map(|(kind, title, colons)| (kind, title, 0, OpenBox::Fenced(colons)));
        let hugo = || hugo_open(bare).map(|(name, kind, title)| (kind, title, 0, OpenBox::Shortcode(name)));
        let opens = mkdocs().or_else(docusaurus).or_else(hugo);
        if opens.is_some() && open.len() >= MOST_BOXES {
            self.too_deep.get_or_insert(self.out.len() + quote(open).len());
            self.quoted(rest, offset + line.len() - rest.len(), open);
        } else if let Some((kind, title, indent, own)) = opens {
            self.start(&kind, &title, indent, open);
            open.push(own);
        } else if closes(bare, open.last()) {
            open.pop();
            self.push(&format!("{}\n", quote(open)));
        } else {
            self.quoted(rest, offset + line.len() - rest.len(), open);
        }
    }

    fn start(&mut self, kind: &str, title: &str, indent: usize, open: &[OpenBox]) {
        let outer = quote(open);
        let indent = " ".repeat(indent);
        self.push(&format!("{outer}\n{outer}{indent}> [!{}]\n", alert(kind)));
        if !title.is_empty() {
            self.push(&format!("{outer}{indent}> **{title}**\n{outer}{indent}>\n"));
        }
    }

    fn quoted(&mut self, text: &str, offset: usize, open: &[OpenBox]) {
        self.push(&quote(open));
        let mut from = 0;
        while let Some((start, end, target)) = ref_shortcode(text, from) {
            self.keep(&text[from..start], offset + from);
            self.push(&target);
            from = end;
        }
        self.keep(&text[from..], offset + from);
    }

    /// Appends text that is not in the file.
    fn push(&mut self, text: &str) {
        self.out.push_str(text);
    }

    /// Appends text that stands at `offset` in the file.
    fn keep(&mut self, text: &str, offset: usize) {
        let shift = offset as isize - self.out.len() as isize;
        if self.shifts.last().map_or(0, |(_, shift)| *shift) != shift {
            self.shifts.push((self.out.len(), shift));
        }
        self.out.push_str(text);
    }
}

/// What stands before a line inside these; a box keeps its indentation, and so its place in a list.
fn quote(open: &[OpenBox]) -> String {
    let level = |open: &OpenBox| match open {
        OpenBox::Indented(indent) => format!("{}> ", " ".repeat(*indent)),
        OpenBox::Fenced(_) | OpenBox::Shortcode(_) => String::from("> "),
    };
    open.iter().map(level).collect()
}

/// `!!! note "Title"`, `??? tip`, `???+ warning`.
fn mkdocs(line: &str) -> Option<(String, String, usize)> {
    let bare = line.trim_start_matches(' ');
    let rest = bare.strip_prefix("!!!").or_else(|| bare.strip_prefix("???+")).or_else(|| bare.strip_prefix("???"))?;
    let rest = rest.strip_prefix(' ')?.trim();
    let kind: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    let title = rest.split_once('"').map_or("", |(_, t)| t.trim_end_matches('"'));
    (!kind.is_empty()).then(|| (kind, title.to_owned(), line.len() - bare.len()))
}

/// `:::note Title`, `:::warning[Title]`.
fn docusaurus(bare: &str) -> Option<(String, String, usize)> {
    let colons = bare.len() - bare.trim_start_matches(':').len();
    let rest = bare[colons..].trim_start();
    let kind: String = rest.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
    if colons < 3 || kind.is_empty() {
        return None;
    }
    let title = rest[kind.len()..].trim().trim_matches(['[', ']']).to_owned();
    Some((kind, title, colons))
}

/// `{{< hint info >}}`, `{{% notice warning %}}`, `{{< admonition type="tip" title="…" >}}`.
fn hugo_open(bare: &str) -> Option<(String, String, String)> {
    let inner = shortcode(bare)?;
    let name = inner.split_whitespace().next()?;
    if !["hint", "notice", "alert", "admonition", "callout", "note", "tip", "warning", "info"].contains(&name)
        || inner.ends_with('/')
    {
        return None;
    }
    let rest = inner[name.len()..].trim();
    let named = |key: &str| {
        rest.split_once(&format!("{key}=")).map(|(_, v)| v.trim_start_matches('"').split('"').next().unwrap_or(""))
    };
    let positional = rest.split_whitespace().next().filter(|word| !word.contains('=')).map(|w| w.trim_matches('"'));
    let kind = named("type").or_else(|| named("color")).or(positional).unwrap_or(name);
    Some((name.to_owned(), kind.to_owned(), named("title").unwrap_or("").to_owned()))
}

fn closes(bare: &str, open: Option<&OpenBox>) -> bool {
    match open {
        Some(OpenBox::Fenced(colons)) => bare.len() >= 3 && bare.len() <= *colons && bare.bytes().all(|b| b == b':'),
        Some(OpenBox::Shortcode(name)) => {
            shortcode(bare).is_some_and(|inner| inner.strip_prefix('/').is_some_and(|n| n.trim() == name))
        }
        _ => false,
    }
}

fn shortcode(bare: &str) -> Option<&str> {
    let inner = bare.strip_prefix("{{<").and_then(|t| t.strip_suffix(">}}"));
    inner.or_else(|| bare.strip_prefix("{{%").and_then(|t| t.strip_suffix("%}}"))).map(str::trim)
}

/// The next `{{< ref "target" >}}` or `relref`, as start, end and target.
fn ref_shortcode(text: &str, from: usize) -> Option<(usize, usize, String)> {
    let mut at = from;
    while let Some(start) = text[at..].find("({{").map(|ix| at + ix + 1) {
        let end = start + text[start..].find("}}")? + 2;
        if let Some(inner) = shortcode(&text[start..end])
            && let Some(target) = inner.strip_prefix("ref ").or_else(|| inner.strip_prefix("relref "))
        {
            return Some((start, end, target.trim().trim_matches('"').replace(' ', "%20")));
        }
        at = end;
    }
    None
}

/// Our alert for another tool's kind of admonition.
fn alert(kind: &str) -> &'static str {
    match kind.to_lowercase().as_str() {
        "tip" | "success" | "check" | "done" | "hint" => "TIP",
        "warning" | "attention" | "failure" | "fail" | "missing" | "orange" => "WARNING",
        "danger" | "error" | "caution" | "bug" | "red" => "CAUTION",
        "important" | "question" | "help" | "faq" => "IMPORTANT",
        _ => "NOTE",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(input: &str) -> String {
        rewrite_other_dialects(input, 0).map_or_else(|| input.to_owned(), |r| r.text)
    }

    #[test]
    fn admonitions_become_alerts() {
        assert_eq!(
            text("!!! warning \"Mind\"\n    One.\n\n    Two.\nEnd.\n"),
            "\n> [!WARNING]\n> **Mind**\n>\n> One.\n> \n> Two.\n\nEnd.\n"
        );
        assert_eq!(text(":::tip\nOne.\n:::\nEnd.\n"), "\n> [!TIP]\n> One.\n\nEnd.\n");
        assert_eq!(text("{{< hint info >}}\nOne.\n{{< /hint >}}\n"), "\n> [!NOTE]\n> One.\n\n");
    }

    #[test]
    fn code_and_unknown_shortcodes_stay() {
        let same = "```\n!!! note\n```\n\n{{< youtube abc >}}\n";
        assert_eq!(text(same), same);
    }

    #[test]
    fn boxes_nest_so_deep_and_no_deeper() {
        let nested = |deep: usize| format!("{}text\n{}", ":::note\n".repeat(deep), ":::\n".repeat(deep));
        let rewritten = |deep| rewrite_other_dialects(&nested(deep), 0).expect("there are boxes");
        assert_eq!(rewritten(MOST_BOXES).too_deep, None);
        let deeper = rewritten(MOST_BOXES + 1);
        assert_eq!(deeper.text.matches("[!NOTE]").count(), MOST_BOXES);
        assert!(deeper.text.contains("> :::note\n") && deeper.text.contains("> text\n"));
        assert_eq!(deeper.too_deep.and_then(|at| deeper.text.get(at..at + 7)), Some(":::note"));
        // What is written grows with the text, not with its square.
        assert!(rewrite_other_dialects(&":::note\n".repeat(10_000), 0).expect("boxes").text.len() < 1_000_000);
    }

    #[test]
    fn ref_shortcodes_become_targets_and_places_are_kept() {
        let input = "See [x]({{< ref \"./Other.md\" >}}) and 2022-99-99.\n";
        let rewritten = rewrite_other_dialects(input, 0).expect("there is a shortcode");
        assert_eq!(rewritten.text, "See [x](./Other.md) and 2022-99-99.\n");
        let at = rewritten.text.find("2022").expect("the date is kept");
        let shift = rewritten.shifts.iter().rev().find(|(start, _)| *start <= at).map_or(0, |(_, shift)| *shift);
        assert_eq!(input[at.saturating_add_signed(shift)..].get(..10), Some("2022-99-99"));
    }
}
