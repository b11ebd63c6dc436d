//! Targets as people write them: names compared, schemes told, paths joined.

use percent_encoding::percent_decode_str;

use crate::model::{composed, strip_suffix_ignore_case};

/// How names are compared: in one Unicode form, without case, runs of spaces, `-` and `_` alike.
pub(super) fn fold(text: &str) -> String {
    let text = composed(text);
    let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '_')).filter(|p| !p.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// How paths are compared: in one Unicode form, without case.
pub(super) fn path_key(path: &str) -> String {
    composed(path).to_lowercase()
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

/// Whether a picture on another host says how something is now: the state of a build, a number of stars. Nobody would put a copy of one
/// beside a write-up.
pub(super) fn is_badge(url: &str) -> bool {
    let words = url.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .into_iter()
        .any(|word| ["badge", "badges", "badgen", "shields"].iter().any(|badge| word.eq_ignore_ascii_case(badge)))
}

/// Percent-decoding; a text whose bytes are then no UTF-8 stays as it is.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

/// `path` relative to `folder`, with `.` and `..` worked out; `None` when it leaves the content folder.
pub(super) fn join(folder: &str, path: &str) -> Option<String> {
    match climbed(folder, path) {
        (0, path) => Some(path),
        _ => None,
    }
}

/// The same, and how many folders above the content folder it begins.
pub(super) fn climbed(folder: &str, path: &str) -> (usize, String) {
    let mut parts: Vec<&str> = folder.split('/').filter(|p| !p.is_empty()).collect();
    let mut above = 0;
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => above += usize::from(parts.pop().is_none()),
            _ => parts.push(part),
        }
    }
    (above, parts.join("/"))
}

pub(super) fn without_extension(name: &str) -> &str {
    [".md", ".markdown", ".mdx"].iter().find_map(|ext| strip_suffix_ignore_case(name, ext)).unwrap_or(name)
}

/// A place that a written path may mean: a path below the content folder, in the part of it that begins at a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Base {
    /// Where the top of the site would be; empty for the content folder.
    pub(super) top: String,
    /// The path from there.
    pub(super) path: String,
}

impl Base {
    fn new(top: &str, path: impl Into<String>) -> Self {
        Self { top: top.to_owned(), path: path.into() }
    }

    /// The whole path, below the content folder.
    pub(super) fn whole(&self) -> String {
        if self.top.is_empty() { self.path.clone() } else { format!("{}/{}", self.top, self.path) }
    }
}

/// The places that a written path may mean: beside the page at `own`; for `/x`, at the root or any folder above the page; for generators
/// that give every page a folder, one level up. A path that leads to the site's folder and back is one below the content folder.
pub(super) fn bases(own: &str, path: &str) -> Vec<Base> {
    let folder = own.rsplit_once('/').map_or("", |(folder, _)| folder);
    if let Some(absolute) = path.strip_prefix('/') {
        let absolute = absolute.trim_start_matches('/');
        let mut bases = vec![Base::new("", absolute)];
        let mut above = folder;
        while !above.is_empty() {
            bases.push(Base::new(above, absolute));
            above = above.rsplit_once('/').map_or("", |(up, _)| up);
        }
        // Of a path from the top of a repository, the folders above the content are no part of it. Many folders have an index.
        let name = without_extension(absolute.rsplit('/').next().unwrap_or(absolute));
        let is_file =
            without_extension(absolute) != absolute && !["index", "_index", "README", "readme"].contains(&name);
        let below = |path: &str| path.split_once('/').map(|(_, rest)| rest.to_owned()).filter(|rest| !rest.is_empty());
        let mut stripped = below(absolute);
        while let Some(path) = stripped {
            stripped = below(&path).filter(|_| is_file);
            bases.push(Base::new("", path));
        }
        return bases;
    }
    let beside = match climbed(folder, path) {
        (0, path) => Some(path),
        (1, path) => Some(path.strip_prefix("content/").map_or_else(|| format!("../{path}"), str::to_owned)),
        _ => None,
    };
    let pretty = path.strip_prefix("../").and_then(|rest| join(folder, rest));
    let root = (!path.starts_with('.')).then(|| path.to_owned());
    // A page that is a folder stands beside the folder.
    let is_folder = own.rsplit('/').next().is_some_and(|name| without_extension(name) == "index");
    let outside =
        is_folder.then(|| folder.rsplit_once('/').map_or("", |(above, _)| above)).and_then(|above| join(above, path));
    [beside, pretty, root, outside].into_iter().flatten().map(|path| Base::new("", path)).collect()
}

/// The paths of those places.
pub(super) fn candidates(own: &str, path: &str) -> Vec<String> {
    bases(own, path).iter().map(Base::whole).collect()
}

/// The ways in which generators write the path of a page, as they are compared.
pub(super) fn spellings(base: &str) -> [String; 8] {
    let base = path_key(base);
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

/// The path that leads from a page in `folder` to `to`.
pub(super) fn relative_path(folder: &str, to: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = to.split('/').collect();
    let same = from.iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
    format!("{}{}", "../".repeat(from.len() - same), to[same..].join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_may_stand_apart() {
        assert_eq!(fold("Cafe\u{301} au_lait"), fold("café-au lait"));
        assert_eq!(path_key("Cafe\u{301}/X.md"), "café/x.md");
    }

    #[test]
    fn paths_lead_from_page_to_page() {
        assert_eq!(relative_path("a/b", "a/c/x.md"), "../c/x.md");
        assert_eq!(relative_path("", "x.md"), "x.md");
        assert_eq!(climbed("a", "../../x/y.md"), (1, String::from("x/y.md")));
        assert_eq!(candidates("a/x.md", "../../content/b.md"), ["b.md", "content/b.md"]);
    }
}
