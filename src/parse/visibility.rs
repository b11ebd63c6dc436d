//! Who may see a page or a part of it. What cannot be read stays unseen.

use crate::diag::Diagnostic;
use crate::model::Withheld;
use crate::parse::fields::Common;
use crate::parse::front::{Entry, Front, Value};
use crate::parse::reader::{Reader, as_text, canonical, is_empty};

/// Keys that decide whether a page is published.
const KEYS: [&str; 8] = ["draft", "is_draft", "private", "published", "publish", "status", "state", "audience"];

/// Words of a status that mean "not yet".
const UNFINISHED: [&str; 5] = ["draft", "wip", "unpublished", "private", "review"];

/// Drafts and audiences, from every key that says something of them: the strictest answer wins.
pub(crate) fn withheld(reader: &mut Reader<'_>, front: &Front, text: &str, common: &mut Common, path: &str) {
    let mut draft = None;
    for (keys, published) in [(["draft", "is_draft", "private"].as_slice(), false), (&["published", "publish"], true)] {
        for key in keys {
            for answer in reader.truths(key, published) {
                match answer {
                    Ok(truth) if truth != published => draft = Some(format!("`{key}` is {truth}")),
                    Ok(_) => {}
                    Err(span) => {
                        draft = Some(format!("`{key}` cannot be read"));
                        reader.diagnostics.push(unreadable(key, path).at(span).label("neither true nor false"));
                    }
                }
            }
        }
    }
    for key in ["status", "state"] {
        for node in reader.nodes(key) {
            match as_text(node) {
                Some(status) if is_unfinished(&status.value) => {
                    draft = Some(format!("its status is `{}`", status.value))
                }
                Some(status) if ["published", "final", ""].contains(&status.value.to_lowercase().as_str()) => {}
                Some(status) => common.status = Some(status),
                None if is_empty(&node.value) => {}
                None => {
                    draft = Some(format!("`{key}` cannot be read"));
                    reader.diagnostics.push(unreadable(key, path).at(node.span.clone()));
                }
            }
        }
    }
    if let Some(key) = hidden_key(front, text) {
        draft.get_or_insert_with(|| format!("`{key}` stands where nothing can be read"));
        reader.diagnostics.push(unreadable(&key, path));
    }
    common.withheld = draft.map(Withheld::Draft);
    let audience = reader.node(&["audience", "audiences"]).map(audience_name);
    let unread = || front.unreadable.iter().any(|key| key.starts_with("audience")).then(|| String::from("unreadable"));
    let block = || front_names_audience(front, text).then(|| String::from("in the front matter"));
    if let Some(audience) = audience.or_else(unread).or_else(block) {
        common.withheld = Some(Withheld::Audience(audience));
    }
}

/// Why a follow-up, a reference or another table of the front matter may not be shown.
pub(crate) fn restricted(entries: &[Entry]) -> Option<String> {
    entries.iter().find_map(|entry| match canonical(&entry.key).as_str() {
        "audience" | "audiences" => Some(audience_name(&entry.node)),
        key @ ("private" | "draft") => {
            let off = as_text(&entry.node)
                .is_some_and(|t| ["false", "no", "off", "0"].contains(&t.value.to_lowercase().as_str()));
            (!off).then(|| key.to_owned())
        }
        _ => None,
    })
}

fn audience_name(node: &crate::parse::front::Node) -> String {
    match &node.value {
        Value::List(items) => items.iter().filter_map(as_text).map(|f| f.value).collect::<Vec<_>>().join(", "),
        _ => as_text(node).map_or_else(|| String::from("unreadable"), |f| f.value),
    }
}

fn is_unfinished(status: &str) -> bool {
    let status = status.to_lowercase();
    let mut words = status.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let in_progress = status.replace(['-', '_'], " ").contains("in progress");
    in_progress || words.any(|word| UNFINISHED.contains(&word))
}

/// A deciding key that stands where it was not read as one: in a part of the front matter that is not valid, or at the top of a file
/// whose front matter was not recognised at all.
fn hidden_key(front: &Front, text: &str) -> Option<String> {
    let deciding = |key: &str| KEYS.contains(&key) && key != "audience";
    if let Some(key) = front.unreadable.iter().find(|key| deciding(key)) {
        return Some(key.clone());
    }
    if !front.entries.is_empty() {
        return None;
    }
    // A file that begins with a heading has no head.
    let begins = text.lines().find(|line| !line.trim().is_empty()).is_some_and(|line| line.starts_with("# "));
    let lines = text.lines().take(if begins { 0 } else { 30 });
    lines.filter_map(key_of).find(|key| ["draft", "is_draft"].contains(&key.as_str()))
}

/// The key at the start of a line, if there is one, whatever stands around it.
pub(crate) fn key_of(line: &str) -> Option<String> {
    let visible: String =
        line.chars().filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')).collect();
    let start = visible.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let end = start.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')))?;
    let rest = start[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    rest.starts_with([':', '=']).then(|| canonical(&start[..end]))
}

/// Whether a text of the front matter holds an audience block: nobody could cut it out of there safely.
fn front_names_audience(front: &Front, text: &str) -> bool {
    text[..front.body_start].lines().any(|line| crate::parse::hide::opens_audience(line).is_some())
}

fn unreadable(key: &str, path: &str) -> Diagnostic {
    Diagnostic::new("front/draft", path, format!("`{key}` cannot be read as true or false, so this page is withheld"))
        .hint(format!("write `{key}: true` or `{key}: false`, without quotation marks"))
}
