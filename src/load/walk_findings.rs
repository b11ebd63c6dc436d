//! What the walk met that is not read becomes findings.

use std::path::Path;

use crate::diag::{Diagnostic, Rule};
use crate::load::regular_file::open_regular;
use crate::load::site_folders::{Roots, relative};

/// Files without an ending that a repository has for itself, however they begin.
const OF_REPOSITORIES: [&str; 9] =
    ["license", "licence", "copying", "copyright", "notice", "authors", "contributors", "maintainers", "codeowners"];

/// A finding for a link that is not followed, and why.
pub(super) fn astray(shown: &str, why: &str) -> Diagnostic {
    Diagnostic::new(Rule::LoadSymlink, shown, format!("this link is not followed: {why}"))
        .hint("put the file itself here, if it is to be read")
}

/// A finding for a file without extension whose first line is a Markdown heading or the fence of front matter.
pub(super) fn looks_like_markdown(path: &str, file: &Path, prefix: &str) -> Option<Diagnostic> {
    let name = path.rsplit('/').next().unwrap_or(path);
    if OF_REPOSITORIES.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return None;
    }
    if name
        .rsplit_once('.')
        .is_some_and(|(_, extension)| (1..=5).contains(&extension.len()) && !extension.contains(' '))
    {
        return None;
    }
    let mut start = [0u8; 5];
    let read = open_regular(file).and_then(|(mut file, _)| std::io::Read::read(&mut file, &mut start)).unwrap_or(0);
    let start = start[..read].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&start[..read]);
    (start.starts_with(b"# ") || start.starts_with(b"---\n") || start.starts_with(b"+++\n")).then(|| {
        let message = "this file begins like Markdown but has no `.md`, so it is in no page";
        let hint = format!("rename it, or add `markdown = [\"{name}\"]` under `[content]` in casebook.toml");
        Diagnostic::new(Rule::LoadNotMarkdown, format!("{prefix}{path}"), message).hint(hint)
    })
}

/// A finding for an entry that could not be looked at.
pub(super) fn walk_finding(error: &walkdir::Error, path: &str, roots: &Roots<'_>) -> Diagnostic {
    let shown = format!("{}{path}", roots.prefix);
    match error.loop_ancestor() {
        Some(ancestor) => {
            let ancestor = relative(ancestor, roots.content_root).unwrap_or_default();
            let message = format!("this link leads back to `{}{ancestor}` and is not followed", roots.prefix);
            Diagnostic::new(Rule::LoadSymlinkLoop, shown, message)
        }
        None => {
            let reason = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
            Diagnostic::new(Rule::LoadUnreadable, shown, format!("could not read this: {reason}"))
        }
    }
}
