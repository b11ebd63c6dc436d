//! A target in another tool's spelling becomes a plain path, or the name of a page.
//!
//! What stands in brackets of a template (`{% link %}`, `{{< ref >}}`) became a plain target before anything was resolved.

use std::borrow::Cow;

use crate::link::written_targets::decoded;

/// `target` as a plain path, or as one from the top of the content: Zola's `@/x.md`, Docusaurus' `@site/docs/x.md` and `pathname:///x`, a docsify
/// address `#/x?id=y`, MyST's `project:x.md`, a path with backslashes.
pub(super) fn plain_target(target: &str) -> Cow<'_, str> {
    let target = ["project:", "path:"].iter().find_map(|mark| target.strip_prefix(mark)).unwrap_or(target);
    let rooted = ["@site/", "pathname:///", "@/", "~/"].iter().find_map(|mark| target.strip_prefix(mark));
    let target = match rooted {
        Some(path) => Cow::from(format!("/{path}")),
        None => match target.strip_prefix("#/") {
            Some(path) => Cow::from(format!("/{}", path.replacen("?id=", "#", 1))),
            None => Cow::from(target),
        },
    };
    if target.contains('\\') && !target.contains("://") { Cow::from(target.replace('\\', "/")) } else { target }
}

/// The name in an address of Obsidian's, `obsidian://open?vault=v&file=a%2Fb`, or in brackets, `[[a/b]]`, as Logseq writes targets.
pub(super) fn vault_name(target: &str) -> Option<String> {
    if let Some(name) = target.strip_prefix("[[").and_then(|rest| rest.strip_suffix("]]")) {
        return Some(name.to_owned());
    }
    let query = target.strip_prefix("obsidian://open?")?;
    let file = query.split('&').find_map(|part| part.strip_prefix("file="))?;
    Some(decoded(&file.replace('+', " ")))
}

/// The digits that name a page in an address of Notion's: `https://www.notion.so/team/Belt-down-0123…`.
pub(super) fn notion_digits(target: &str) -> Option<&str> {
    let rest = target.strip_prefix("https://")?;
    let (host, path) = rest.split_once('/')?;
    if !["notion.so", "www.notion.so"].contains(&host) && !host.ends_with(".notion.site") {
        return None;
    }
    let name = path.split(['?', '#']).next()?.rsplit('/').next()?;
    export_digits(name)
}

/// The digits that exports of wikis put behind a name.
pub(super) fn export_digits(name: &str) -> Option<&str> {
    let digits = name.len().checked_sub(32).and_then(|at| name.get(at..))?;
    digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)).then_some(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_other_tools_are_paths() {
        let cases = [
            ("@/posts/a.md#b", "/posts/a.md#b"),
            ("@site/docs/a.md", "/docs/a.md"),
            ("pathname:///a.pdf", "/a.pdf"),
            ("#/howto/belt?id=oil", "/howto/belt#oil"),
            ("..\\howto\\belt.md", "../howto/belt.md"),
            ("project:a.md#b", "a.md#b"),
            ("#own", "#own"),
            ("a.md", "a.md"),
        ];
        for (written, plain) in cases {
            assert_eq!(plain_target(written), plain);
        }
        assert_eq!(vault_name("obsidian://open?vault=v&file=a%2Fb%20c").as_deref(), Some("a/b c"));
        let digits = "0123456789abcdef0123456789abcdef";
        assert_eq!(notion_digits(&format!("https://www.notion.so/t/Belt-down-{digits}?pvs=4")), Some(digits));
        assert_eq!(notion_digits(&format!("https://elsewhere.example/Belt-{digits}")), None);
    }
}
