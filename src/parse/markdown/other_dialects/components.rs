//! A line inside a component of MDX becomes the line without what the component's content is indented by: there is no code by
//! indentation in MDX, and its authors indent what stands inside a tag.

use crate::parse::markdown::other_dialects::component_tags::{self, ComponentNames};
use crate::parse::markdown::other_dialects::line_depth::{columns, without_columns};

/// The components that are open at a line.
#[derive(Debug)]
pub(super) struct Components {
    names: ComponentNames,
    /// Their names, and how far the first line of what they hold is indented, once it is known.
    open: Vec<(String, Option<usize>)>,
}

impl Components {
    pub(super) fn of(names: ComponentNames) -> Self {
        Self { names, open: Vec::new() }
    }

    /// What of `line` is its own; `in_code` inside a fence, where a tag is a word.
    pub(super) fn within<'l>(&mut self, line: &'l str, in_code: bool) -> &'l str {
        if self.names.is_empty() || line.trim().is_empty() {
            return line;
        }
        let bare = line.trim();
        if !in_code && let Some(name) = closed(bare).filter(|name| self.names.has(name)) {
            if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
                self.open.truncate(at);
            }
            return line.trim_start();
        }
        let own = columns(line);
        let first = self.open.last_mut().map_or(0, |(_, first)| *first.get_or_insert(own));
        if !in_code && let Some(name) = opened(bare).filter(|name| self.names.has(name)) {
            self.open.push((name.to_owned(), None));
            return line.trim_start();
        }
        without_columns(line, first.min(own)).unwrap_or(line)
    }
}

/// The name of the component whose opening tag is all of `bare`.
fn opened(bare: &str) -> Option<&str> {
    let inside = bare.strip_prefix('<')?.strip_suffix('>')?;
    (!inside.ends_with('/') && !inside.contains("</")).then(|| component_tags::name(inside))
}

/// The name of the component whose closing tag is all of `bare`.
fn closed(bare: &str) -> Option<&str> {
    Some(component_tags::name(bare.strip_prefix("</")?.strip_suffix('>')?))
}
