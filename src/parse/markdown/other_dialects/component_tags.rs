//! A component's tag becomes the words that its author gave it. In MDX every name with a capital is a component; elsewhere only those that
//! the generators of the trade bring, where they are closed: `<Pod>` alone in prose is somebody's placeholder.

use crate::parse::markdown::other_dialects::tag_attributes::{attribute, picture};

/// The components that a file uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ComponentNames {
    /// It is MDX.
    Any,
    /// It is Markdown, and closes these.
    These(Vec<&'static str>),
}

/// Components of Starlight, Docusaurus, VitePress, Mintlify, Nextra and the like.
const KNOWN: [&str; 33] = [
    "Accordion",
    "AccordionGroup",
    "AccordionItem",
    "Admonition",
    "Aside",
    "Badge",
    "Callout",
    "Card",
    "CardGrid",
    "CardGroup",
    "Cards",
    "Caution",
    "CodeBlock",
    "CodeGroup",
    "Column",
    "Columns",
    "Danger",
    "Expandable",
    "FileTree",
    "Icon",
    "Image",
    "Important",
    "Info",
    "LinkButton",
    "LinkCard",
    "Note",
    "Step",
    "Steps",
    "Tab",
    "TabItem",
    "Tabs",
    "Tip",
    "Warning",
];

impl ComponentNames {
    /// Those of a file named `path` with this `body`. Linear in the body.
    pub(super) fn of(path: &str, body: &str) -> Self {
        let is_mdx = path.get(path.len().saturating_sub(4)..).is_some_and(|end| end.eq_ignore_ascii_case(".mdx"));
        if is_mdx {
            return Self::Any;
        }
        let closed = body.match_indices("</").map(|(at, _)| name(&body[at + 2..]));
        let mut names: Vec<&'static str> = closed.filter_map(known).collect();
        names.sort_unstable();
        names.dedup();
        Self::These(names)
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        *self == Self::These(Vec::new())
    }

    /// Whether a name is a component's.
    pub(super) fn has(&self, name: &str) -> bool {
        match self {
            Self::Any => name.starts_with(|c: char| c.is_ascii_uppercase()),
            Self::These(names) => names.contains(&name),
        }
    }
}

/// The name that a tag begins with.
pub(super) fn name(inside: &str) -> &str {
    let end = inside.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_'))).unwrap_or(inside.len());
    &inside[..end]
}

fn known(name: &str) -> Option<&'static str> {
    KNOWN.binary_search(&name).ok().map(|at| KNOWN[at])
}

/// The component's tag at the start of `text`: its length, and what its author says in it, if anything.
pub(super) fn component(text: &str, components: &ComponentNames) -> Option<(usize, Option<String>)> {
    let named = name(text[1..].trim_start_matches('/'));
    let length = text.find('>')? + 1;
    let tag = &text[..length];
    let closes_itself = tag.ends_with("/>");
    (components.has(named) || (closes_itself && known(named).is_some())).then(|| (length, words(tag, closes_itself)))
}

fn words(tag: &str, closes_itself: bool) -> Option<String> {
    let given =
        |keys: &[&str]| keys.iter().find_map(|key| attribute(tag, key)).map(str::trim).filter(|said| !said.is_empty());
    if let Some(picture) = closes_itself.then(|| picture(tag)).flatten() {
        return Some(picture);
    }
    let title = given(&["title", "label", "summary", "header", "text"]);
    let href = given(&["href", "link", "to"]).filter(|href| !href.contains(['<', '>', '\n']));
    let description = given(&["description"]);
    let linked = |words: &str| href.map_or_else(|| words.to_owned(), |href| format!("[{words}](<{href}>)"));
    match (title, description) {
        (None, None) => href.filter(|_| closes_itself).map(linked),
        (title, description) if closes_itself => {
            let words: Vec<String> = title.map(linked).into_iter().chain(description.map(str::to_owned)).collect();
            Some(words.join(" – "))
        }
        (title, description) => {
            let bold = title.map(|title| format!("**{}**\n\n", linked(title)));
            Some(bold.into_iter().chain(description.map(|words| format!("{words}\n\n"))).collect())
        }
    }
}
