//! An address becomes its turn: whatever a file names is there before the file is.
//!
//! Files whose names are made from their content are named by nobody yet and overwrite nothing, so they go first. What is new follows:
//! only what changes names it. Then come styles and pictures that pages load, pages, and last the lists that lead to pages.

/// When a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Turn {
    /// Files named after what they hold.
    ContentNamed,
    /// What was not there before.
    New,
    /// Styles, scripts, pictures that change.
    Asset,
    /// Pages that change.
    Page,
    /// What lists pages.
    List,
}

impl Turn {
    /// Every turn, first to last.
    pub(crate) const ALL: [Self; 5] = [Self::ContentNamed, Self::New, Self::Asset, Self::Page, Self::List];
}

/// What a file is to those that name it. `has_twin` is whether it is a page with a Markdown twin, or that twin.
pub(crate) fn turn(address: &str, is_new: bool, has_twin: bool) -> Turn {
    match () {
        () if is_content_named(address) => Turn::ContentNamed,
        () if is_new => Turn::New,
        () if has_twin => Turn::Page,
        () if is_asset(address) => Turn::Asset,
        () => Turn::List,
    }
}

/// Whether the name of the file changes with its content: the parts of the search index.
pub(crate) fn is_content_named(address: &str) -> bool {
    let mut parts = address.split('/');
    let (folder, build, file) = (parts.next(), parts.next(), parts.next());
    let is_hash = |part: &str| part.len() >= 8 && part.bytes().all(|b| b.is_ascii_hexdigit());
    folder == Some("search") && build.is_some_and(is_hash) && file.is_some() && parts.next().is_none()
}

/// Whether the file is loaded by pages rather than read.
pub(crate) fn is_asset(address: &str) -> bool {
    const READ: [&str; 7] = [".html", ".md", ".json", ".csv", ".xml", ".txt", ".js"];
    address.starts_with("assets/") || !READ.iter().any(|ending| address.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_comes_before_what_names_it() {
        let turns = [
            ("search/968cbbe02e/s7.js", false, false, Turn::ContentNamed),
            ("incidents/2026/x.html", true, true, Turn::New),
            ("tags/rain.html", true, false, Turn::New),
            ("assets/css/tokens.css", false, false, Turn::Asset),
            ("incidents/2025/y/picture.png", false, false, Turn::Asset),
            ("incidents/2025/y.html", false, true, Turn::Page),
            ("incidents/2025/y.md", false, true, Turn::Page),
            ("index.html", false, false, Turn::List),
            ("search/manifest.js", false, false, Turn::List),
            ("incidents/2025.js", false, false, Turn::List),
            ("feed.xml", false, false, Turn::List),
        ];
        for (address, is_new, has_twin, expected) in turns {
            assert_eq!(turn(address, is_new, has_twin), expected, "{address}");
        }
    }
}
