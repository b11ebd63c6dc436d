//! Targets as people write them: names compared, schemes told, paths joined.

use percent_encoding::percent_decode_str;

use crate::model::strip_suffix_ignore_case;

/// How names are compared: without case, runs of spaces, `-` and `_` alike.
pub(super) fn fold(text: &str) -> String {
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_')).filter(|p| !p.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

pub(super) fn split_anchor(target: &str) -> (&str, Option<&str>) {
    match target.split_once('#') {
        Some((name, anchor)) => (name.trim(), Some(anchor.trim())),
        None => (target.trim(), None),
    }
}

pub(super) fn is_identifier(text: &str) -> bool {
    !text.is_empty() && !text.contains(['/', '.'])
}

/// The scheme of a URL, when it has one; control characters and spaces that browsers ignore do not hide it.
pub(super) fn scheme(target: &str) -> Option<&'static str> {
    let clean: String = target.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(40).collect();
    let (before, _) = clean.split_once(':')?;
    if before.is_empty() || !before.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.')) {
        return None;
    }
    let known = ["http", "https", "mailto", "tel"];
    known.into_iter().find(|k| before.eq_ignore_ascii_case(k)).or(Some("other"))
}

/// Percent-decoding; a text whose bytes are then no UTF-8 stays as it is.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

/// `path` relative to `folder`, with `.` and `..` worked out; `None` when it leaves the content folder.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

pub(super) fn without_extension(name: &str) -> &str {
    [".md", ".markdown", ".mdx"].iter().find_map(|ext| strip_suffix_ignore_case(name, ext)).unwrap_or(name)
}

/// The paths that a written path may mean: beside the page at `own`; for `/x`, at the root or any folder above the page; for generators
/// that give every page a folder, one level up.
pub(super) fn candidates(own: &str, path: &str) -> Vec<String> {
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    if let Some(absolute) = path.strip_prefix('/') {
        let mut bases: Vec<String> = vec![absolute.to_owned()];
        let mut above = folder;
        while !above.is_empty() {
            bases.push(format!("{above}/{absolute}"));
            above = above.rsplit_once('/').map_or("", |(up, _)| up);
        }
        let stripped = absolute.split_once('/').map(|(_, rest)| rest.to_owned());
        bases.extend(stripped.filter(|rest| !rest.is_empty()));
        return bases;
    }
    let beside = join(folder, path);
    let pretty = path.strip_prefix("../").and_then(|rest| join(folder, rest));
    let root = (!path.starts_with('.')).then(|| path.to_owned());
    [beside, pretty, root].into_iter().flatten().collect()
}

/// The ways in which generators write the path of a page, in small letters.
pub(super) fn spellings(base: &str) -> [String; 8] {
    let base = base.to_lowercase();
    let stem = [".html", ".htm"].iter().find_map(|e| base.strip_suffix(e)).unwrap_or(&base);
    let stem = ["/index", "/readme"].iter().find_map(|e| stem.strip_suffix(e)).unwrap_or(stem);
    [
        base.clone(),
        format!("{base}.md"),
        format!("{stem}.md"),
        format!("{stem}/index.md"),
        format!("{stem}/_index.md"),
        format!("{stem}/readme.md"),
        format!("{stem}.markdown"),
        format!("{stem}.mdx"),
    ]
}

/// Whether a name is written as a path.
pub(super) fn is_path(name: &str) -> bool {
    name.contains(['/', '\\']) || without_extension(name.trim()) != name.trim()
}
