//! The head of a file becomes keys and values with their places, whatever it is written in and whatever stands around it.
//!
//! Scalars stay as written: whether `2017-06-31` is a date or `off` a truth value is for the key to say. A head that cannot be read
//! with certainty says so, and its page is withheld.

mod head_formats;
mod head_shape;
mod json_head;
mod key_lines;
mod key_reader;
mod keys;
mod links_in_values;
mod misplaced_keys;
mod restricted_items;
mod single_values;
#[cfg(test)]
mod tests;
mod toml_head;
mod tree;
mod unfenced_heads;
mod yaml_head;

pub(crate) use head_formats::keys_and_values;
pub(crate) use key_lines::is_table_header;
pub(crate) use key_reader::{KeyItem, KeyReader};
pub(crate) use keys::{
    AUDIENCE, DRAFT, FROM, MAYBE_FROM, PUBLISHED, PUBLISHED_ON, STATUS, UNTIL, WhenTrue, canonical, deciding, is_one,
    is_publication_key, named_keys, publication_meaning, same_key,
};
pub(crate) use links_in_values::links_in_values;
pub(crate) use restricted_items::audience_name;
pub(crate) use single_values::{FALSE, TRUE, as_text, is_empty, link_target, table_value, truth};
pub(crate) use tree::{Front, HeadEntry, HeadLanguage, HeadNode, HeadValue, MAX_BYTES};

use crate::diag::{Diagnostic, Rule};
use crate::parse::front_matter::head_formats::read;
use crate::parse::front_matter::head_shape::{HeadFound, HeadPlace, HeadShape, fence, fenced, first_line, top};
use crate::parse::front_matter::key_lines::{first_keys, holds_prose, opens_object};
use crate::parse::front_matter::keys::is_telling;
use crate::parse::front_matter::misplaced_keys::misplaced_entries;
use crate::parse::front_matter::tree::unread;
use crate::parse::front_matter::unfenced_heads::{code, object, open_lines};

/// Reads the front matter of `text`, if it has any.
///
/// A first line `---` that opens no front matter (no closing line, or no keys in between) is a thematic break and part of the
/// body; a first fence of code, a first brace and first lines of keys are a head when a key says so that hardly anything else
/// begins with.
pub(crate) fn front(text: &str, shown_path: &str) -> Front {
    let top = top(text);
    let mut front = match head(text, top.at) {
        HeadFound::Nothing => Front::default(),
        HeadFound::Unclosed(shape) => unclosed(text, &shape, shown_path),
        HeadFound::Head(shape) => whole(text, &shape, shown_path),
    };
    front.misplaced = misplaced_entries(text, &top, front.body_start);
    front
}

/// The head that begins at `at`.
fn head(text: &str, at: usize) -> HeadFound {
    let line = first_line(&text[at..]);
    if let Some(fence) = fence(line) {
        return fenced(text, at, line, &fence);
    }
    if line.starts_with("```") || line.starts_with("~~~") {
        return code(text, at, line);
    }
    if opens_object(&text[at..]) {
        return object(text, at);
    }
    // Four spaces make code of what looks like keys.
    let indent = text[..at].rsplit('\n').next().unwrap_or("");
    if indent.contains('\t') || indent.contains("    ") { HeadFound::Nothing } else { open_lines(text, at) }
}

fn whole(text: &str, shape: &HeadShape, shown_path: &str) -> Front {
    let mut front = match shape.language {
        Some(language) => read(text, shape.block.clone(), language, shown_path),
        None => {
            let mut front = Front::default();
            let message = "this front matter is written in a language that Casebook does not read";
            let finding = Diagnostic::new(Rule::FrontSyntax, shown_path, message).at(shape.open.clone());
            front
                .diagnostics
                .push(finding.hint("write it as YAML between lines `---`, or as TOML between lines `+++`"));
            unread(&mut front, &text[shape.block.clone()], "its front matter is in a language that cannot be read");
            front
        }
    };
    let tells =
        |entry: &HeadEntry| is_telling(&canonical(&entry.key)) && !matches!(entry.node.value, HeadValue::Table(_));
    let telling = || front.entries.iter().any(tells);
    let broken = !front.diagnostics.is_empty();
    if shape.place != HeadPlace::Fenced && !telling() && !front.unreadable.iter().any(|key| is_telling(key)) {
        return Front::default();
    }
    // Prose between two fences: the second is a rule of the body, and the first closes nothing.
    if broken && shape.place == HeadPlace::Fenced && holds_prose(&text[shape.block.clone()]) {
        return if telling() { unclosed(text, shape, shown_path) } else { Front::default() };
    }
    front.block = Some(shape.block.clone());
    front.body_start = shape.body_start;
    front
}

/// A head whose end nobody can tell.
fn unclosed(text: &str, shape: &HeadShape, shown_path: &str) -> Front {
    let mut front = Front::default();
    let message = format!("this front matter is never closed by a line `{}`", shape.closing);
    let finding = Diagnostic::new(Rule::FrontUnclosed, shown_path, message).at(shape.open.clone());
    let line = &shape.closing;
    front.diagnostics.push(finding.hint(format!(
        "add a line `{line}` after the last key; until then the page is withheld, lest a draft get out"
    )));
    unread(&mut front, first_keys(&text[shape.block.start..]), "its front matter is never closed");
    front
}
