//! Files become the shortest pattern that matches all of them and no other.

use std::collections::BTreeSet;

use crate::load::matched;

/// What files are called that a pattern may part from the indexes and notes beside them.
const NAMES: [&str; 4] = ["*", "[!_]*", "[!A-Z_]*", "[0-9]*"];

/// A beginning that files share is a name from so many characters on.
const BEGINNING: usize = 2;

/// The folder that files are told of together: years and months are sorted into, and say nothing.
pub(super) fn home(path: &str) -> &str {
    let mut folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    while let Some(last) = folder.rsplit('/').next().filter(|last| is_of_calendar(last)) {
        folder = folder[..folder.len() - last.len()].trim_end_matches('/');
    }
    folder
}

fn is_of_calendar(folder: &str) -> bool {
    !folder.is_empty() && folder.chars().all(|c| c.is_ascii_digit() || c == '-')
}

/// A pattern for `wanted`, files of the folder `home`, among all files at `paths`.
pub(super) fn pattern(home: &str, wanted: &BTreeSet<&str>, paths: &[&str]) -> Option<String> {
    let deep = wanted.iter().any(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder) != home);
    let folder = match (home.is_empty(), deep) {
        (true, true) => String::from("**/"),
        (true, false) => String::from("/"),
        (false, true) => format!("{}/**/", globset::escape(home)),
        (false, false) => format!("{}/", globset::escape(home)),
    };
    let extension = extension(wanted)?;
    let beginning = beginning(wanted);
    let names = NAMES.iter().map(|name| (*name).to_owned());
    // A number at the end of what they share goes on counting.
    let begun = beginning.into_iter().flat_map(|beginning| {
        let bare = beginning.trim_end_matches(|c: char| c.is_ascii_digit());
        [
            format!("{}*", globset::escape(bare)),
            format!("{}[0-9]*", globset::escape(bare)),
            format!("{}*", globset::escape(beginning)),
        ]
    });
    let names = names.chain(begun.filter(|name| name.len() > 1));
    names.map(|name| format!("{folder}{name}.{extension}")).find(|glob| {
        let found = matched(glob, paths.iter().copied());
        found.len() == wanted.len() && found.iter().all(|path| wanted.contains(path))
    })
}

/// The extension of all files.
fn extension<'p>(wanted: &BTreeSet<&'p str>) -> Option<&'p str> {
    let mut extensions = wanted.iter().map(|path| path.rsplit_once('.').map_or("", |(_, extension)| extension));
    let first = extensions.next().filter(|first| !first.is_empty())?;
    extensions.all(|other| other == first).then_some(first)
}

/// What all files' names begin with.
fn beginning<'p>(wanted: &BTreeSet<&'p str>) -> Option<&'p str> {
    let name = |path: &'p str| path.rsplit('/').next().unwrap_or(path);
    let mut names = wanted.iter().map(|path| name(path));
    let mut shared = names.next()?;
    for name in names {
        while !name.starts_with(shared) {
            let mut chars = shared.chars();
            chars.next_back()?;
            shared = chars.as_str();
        }
    }
    (shared.chars().count() >= BEGINNING).then_some(shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_what_it_is_for_and_nothing_else() {
        let cases: [(&[&str], &[&str], Option<&str>); 6] = [
            (&["blog/a.md", "blog/b.md"], &["x.md", "blog/c/d.md"], Some("blog/*.md")),
            (&["blog/2024-a.md", "blog/2023-b.md"], &["blog/README.md", "blog/about.md"], Some("blog/[0-9]*.md")),
            (&["w/a.md", "w/b.md"], &["w/_index.md"], Some("w/[!_]*.md")),
            (&["w/2023/a.md", "w/2024/b.md"], &["v/a.md"], Some("w/**/*.md")),
            (&["w/pm-01.md", "w/pm-02.md"], &["w/pm-template.md"], Some("w/pm-[0-9]*.md")),
            (&["w/apple.md", "w/belt.md"], &["w/cart.md"], None),
        ];
        for (wanted, others, expected) in cases {
            let set: BTreeSet<&str> = wanted.iter().copied().collect();
            let all = [wanted, others].concat();
            assert_eq!(pattern(home(wanted[0]), &set, &all).as_deref(), expected, "{wanted:?}");
        }
        assert_eq!(home("a/2024/03/x.md"), "a");
        assert_eq!(home("x.md"), "");
    }
}
