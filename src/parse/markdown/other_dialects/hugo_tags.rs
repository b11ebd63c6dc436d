//! A shortcode of Hugo becomes what its author says in it: a target, a picture, a link, a title. One that says nothing becomes nothing.

use std::collections::VecDeque;

use crate::parse::markdown::alert_kinds::alert_kind;
use crate::parse::markdown::other_dialects::becomes::Becomes;
use crate::parse::markdown::other_dialects::box_openings::shortcode;
use crate::parse::markdown::other_dialects::shortcode_arguments::{Arguments, is_said};
use crate::parse::markdown::other_dialects::tag_attributes::is_picture_path;

/// Shortcodes whose first words by place are a title.
const TITLED: [&str; 26] = [
    "accordion",
    "accordion-item",
    "admonition",
    "alert",
    "badge",
    "button",
    "callout",
    "caption",
    "card",
    "collapse",
    "danger",
    "details",
    "expand",
    "hint",
    "important",
    "info",
    "label",
    "note",
    "notice",
    "quote",
    "spoiler",
    "step",
    "summary",
    "tab",
    "tip",
    "warning",
];

/// The shortcode at the start of `text`: its length, and what it becomes. `tabs` are the names that the tabs which follow have from the
/// shortcode around them.
pub(super) fn hugo(text: &str, tabs: &mut VecDeque<String>) -> Option<(usize, Becomes)> {
    let closing = if text.starts_with("{{<") { ">}}" } else { "%}}" };
    let length = text.find(closing)? + closing.len();
    let inside = shortcode(&text[..length])?;
    let name = inside.split_whitespace().next()?;
    if inside.starts_with("/*") {
        return None;
    }
    let arguments = Arguments::of(&inside[name.len()..]);
    let first = arguments.placed.first().copied();
    if ["ref", "relref"].contains(&name) {
        let path = arguments.get(&["path"]).or(first)?;
        return Some((length, Becomes::Text(path.replace(' ', "%20"))));
    }
    // cState's stamp of an update.
    if let Some(stamp) = first.filter(|_| name == "track") {
        return Some((length, Becomes::Text(stamp.to_owned())));
    }
    if !name.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let nothing = (length, Becomes::Nothing("shortcodes of Hugo"));
    // What ends a shortcode says nothing.
    if name.starts_with('/') {
        return Some((length, Becomes::Text(String::new())));
    }
    if let Some(picture) = picture(name, &arguments) {
        return Some((length, Becomes::Text(picture)));
    }
    if name == "tabs" {
        *tabs = arguments.get(&["items"]).into_iter().flat_map(|items| items.split(',')).map(str::to_owned).collect();
        return Some(nothing);
    }
    if let Some(target) = arguments.get(&["href", "link", "relref", "to", "url"]).filter(|target| is_target(target)) {
        // Its words may stand between it and its end.
        let end = format!("/{name}");
        let follows = &text[length..];
        let close = follows
            .find("{{")
            .filter(|at| follows[*at..].get(3..).is_some_and(|rest| rest.trim_start().starts_with(&end)));
        let words = close
            .map(|at| (follows[..at].trim(), at))
            .filter(|(words, _)| !words.is_empty() && !words.contains(['[', ']']));
        let said = arguments.said();
        let label =
            words.map(|(words, _)| words).or(Some(said.as_str()).filter(|said| !said.is_empty())).unwrap_or(target);
        let whole = length + words.map_or(0, |(_, at)| at);
        return Some((whole, Becomes::Text(format!("[{}](<{target}>)", label.replace(['[', ']'], "")))));
    }
    let is_titled = TITLED.contains(&name);
    let mut words = arguments.said();
    let by_place = |word: &&&str| {
        let is_sentence = word.contains(char::is_whitespace) && !word.contains('=');
        is_said(word) && alert_kind(word).is_none() && (is_titled || is_sentence)
    };
    if words.is_empty() {
        words = arguments.placed.iter().filter(by_place).copied().collect::<Vec<_>>().join(" – ");
    }
    if words.is_empty() && name == "tab" {
        words = arguments.get(&["name"]).map(str::to_owned).or_else(|| tabs.pop_front()).unwrap_or_default();
    }
    let words = words.trim();
    Some(match words {
        "" => nothing,
        _ if is_titled => (length, Becomes::Text(format!("**{}** ", words.replace('*', "")))),
        _ => (length, Becomes::Text(words.to_owned())),
    })
}

/// The picture that a shortcode shows: of whatever name for a file that is one, of a figure for any.
fn picture(name: &str, arguments: &Arguments<'_>) -> Option<String> {
    let keys = ["src", "url", "image", "image_path", "path", "file", "link"];
    let is_figure = ["figure", "img", "image", "picture"].contains(&name);
    let by_name = arguments.get(&keys).filter(|path| is_picture_path(path));
    let by_name = by_name.or_else(|| arguments.get(&["src"]).filter(|_| is_figure));
    let by_place = || arguments.placed.iter().position(|path| is_picture_path(path));
    let (src, words) = match by_name {
        Some(src) => (src, arguments.said()),
        None => {
            let at = by_place()?;
            let words = arguments.placed[at + 1..].iter().find(|word| is_said(word) && word.contains(' '));
            let said = arguments.said();
            (
                arguments.placed[at],
                if said.is_empty() { words.map(|word| (*word).to_owned()).unwrap_or_default() } else { said },
            )
        }
    };
    Some(format!("![{}](<{src}>)", words.replace(['[', ']'], "")))
}

fn is_target(target: &str) -> bool {
    !target.contains(['<', '>', '\n']) && (target.contains(['/', '.', '#']) || target.contains("://"))
}
