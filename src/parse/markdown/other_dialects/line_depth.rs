//! A line becomes what of it stands inside the boxes that are open.

/// A box that is being rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum OpenBox {
    /// MkDocs: lines indented by at least this much more.
    Indented(usize),
    /// A tab of Material, in the same way.
    Tab(usize),
    /// Docusaurus and others: up to a line of this many colons.
    Fenced(usize),
    /// The same of a kind that nobody knows: only its content is kept.
    Kept(usize),
    /// Azure: a diagram's source.
    Diagram(usize),
    /// MyST: up to a fence of this mark and length.
    Directive(char, usize),
    /// The same where only the content is kept.
    KeptDirective(char, usize),
    /// Hugo: up to `{{< /name >}}`; GitBook: up to `{% endname %}`.
    Shortcode(String),
    /// GitBook: a section with a heading, up to `{% endname %}`.
    Section(String),
    /// Source, as it is, up to Jekyll's `{% endname %}` or Hugo's `{{< /name >}}`.
    Source(String),
    /// GitLab: up to `>>>`.
    Quotation,
    /// What holds the box that follows, up to that one's end: the lines of an item, indented so far.
    Item(usize),
    /// The same in a quotation.
    Quoted,
    /// An element whose content is Markdown, and how far its first line is indented.
    Html(String, Option<usize>),
}

impl OpenBox {
    /// How far its lines are indented.
    pub(super) fn columns(&self) -> usize {
        match self {
            Self::Indented(indent) | Self::Tab(indent) => indent + 4,
            Self::Html(_, indent) => indent.unwrap_or(0),
            Self::Item(indent) => *indent,
            _ => 0,
        }
    }
}

/// What of a line stands inside a box; `None` where the line is not indented enough to be of it.
pub(super) fn dedented<'l>(open: &mut OpenBox, line: &'l str) -> Option<&'l str> {
    if line.trim().is_empty() && *open != OpenBox::Quoted {
        return Some(line.trim_start_matches([' ', '\t']));
    }
    match open {
        OpenBox::Indented(indent) | OpenBox::Tab(indent) => without_columns(line, *indent + 4),
        OpenBox::Item(indent) => without_columns(line, columns(line).min(*indent)),
        OpenBox::Quoted => {
            let rest = line.strip_prefix('>')?;
            Some(rest.strip_prefix(' ').unwrap_or(rest))
        }
        OpenBox::Html(_, indent) => {
            let own = columns(line);
            let first = *indent.get_or_insert(own);
            without_columns(line, first.min(own))
        }
        _ => Some(line),
    }
}

/// How many columns of white space a line begins with.
pub(super) fn columns(line: &str) -> usize {
    let mut columns = 0;
    for c in line.chars() {
        match c {
            ' ' => columns += 1,
            '\t' => columns += 4 - columns % 4,
            _ => break,
        }
    }
    columns
}

/// A line without so many columns of white space at its start; `None` where it has fewer.
pub(super) fn without_columns(line: &str, wanted: usize) -> Option<&str> {
    let mut at = 0;
    let mut rest = line;
    while at < wanted {
        at += match rest.chars().next()? {
            ' ' => 1,
            '\t' => 4 - at % 4,
            _ => return None,
        };
        rest = &rest[1..];
    }
    Some(rest)
}

/// So many lines above a line is looked for the item that it is of.
const FARTHEST_ITEM: usize = 50;

/// Whether `line`, which stands below `above`, is of an item of a list, by its indentation, and no code there.
pub(super) fn is_of_item(above: &[&str], line: &str) -> bool {
    let own = columns(line);
    let above = above.iter().rev().take(FARTHEST_ITEM).filter(|line| !line.trim().is_empty());
    let item = above.map(|line| (columns(line), line.trim_start())).find(|(columns, _)| *columns < own);
    item.is_some_and(|(columns, line)| {
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let marks = match number.starts_with(['.', ')']) && number.len() < line.len() {
            true => line.len() - number.len() + 1,
            false => usize::from(line.starts_with(['-', '*', '+'])),
        };
        let words = &line[marks..];
        let gap = words.len() - words.trim_start_matches(' ').len();
        marks > 0 && gap > 0 && own > columns + marks && own < columns + marks + gap + 4
    })
}

/// What stands before a line inside these; a box keeps its indentation, and so its place in a list.
pub(super) fn quote(open: &[OpenBox]) -> String {
    let level = |open: &OpenBox| match open {
        OpenBox::Indented(indent) => format!("{}> ", " ".repeat(*indent)),
        OpenBox::Tab(indent) | OpenBox::Item(indent) => " ".repeat(*indent),
        OpenBox::Fenced(_) | OpenBox::Shortcode(_) | OpenBox::Quotation | OpenBox::Quoted | OpenBox::Directive(..) => {
            String::from("> ")
        }
        OpenBox::Kept(_)
        | OpenBox::KeptDirective(..)
        | OpenBox::Diagram(_)
        | OpenBox::Html(..)
        | OpenBox::Section(_)
        | OpenBox::Source(_) => String::new(),
    };
    open.iter().map(level).collect()
}
