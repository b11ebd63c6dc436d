//! A directive that shows a file becomes the picture or the link that it stands for: MyST's figures and includes, others' `:::include{src=…}`.

use crate::parse::markdown::other_dialects::tag_attributes::attribute;

/// Whether a directive of MyST is of this kind.
pub(super) fn shows_file(kind: &str) -> bool {
    ["figure", "image", "include", "literalinclude"].contains(&kind)
}

/// The Markdown for a directive with this `argument` and these lines of options.
pub(super) fn shown_file(kind: &str, argument: &str, options: &[&str]) -> Option<String> {
    let path = argument.trim();
    if !shows_file(kind) || path.is_empty() || path.contains(['<', '>']) {
        return None;
    }
    let option = |name: &str| {
        let value = options.iter().find_map(|option| option.strip_prefix(name));
        value.map(str::trim).filter(|value| !value.is_empty()).unwrap_or_default().replace(['[', ']'], "")
    };
    let caption = Some(option(":caption:")).filter(|words| !words.is_empty()).map(|words| format!(" {words}"));
    let caption = caption.unwrap_or_default();
    let is_picture = ["figure", "image"].contains(&kind);
    Some(if is_picture {
        format!("![{}](<{path}>){caption}", option(":alt:"))
    } else {
        format!("[{path}](<{path}>){caption}")
    })
}

/// The link to the file that a box's attributes name.
pub(super) fn linked_file(attributes: &str) -> Option<String> {
    let inside = format!(" {}", attributes.trim_start_matches('{'));
    let path = ["src", "href", "file", "path", "url"].iter().find_map(|key| attribute(&inside, key))?;
    (!path.is_empty() && !path.contains(['<', '>'])).then(|| format!("[{path}](<{path}>)"))
}
