//! A place in a file becomes an address that opens it in the writer's editor.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diag::nearest;

/// How a place in a file is opened; not at all by default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Editor {
    /// The address, with `{path}`, `{line}` and `{column}` in it.
    pattern: Option<String>,
}

/// Editors by name, and the addresses that they or their helpers answer to.
const EDITORS: &[(&str, &str)] = &[
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("emacs", "emacs://open?url=file://{path}&line={line}&column={column}"),
    ("vim", "mvim://open?url=file://{path}&line={line}&column={column}"),
];

/// Schemes that act in the page itself.
const REFUSED: &[&str] = &["javascript", "data", "vbscript", "blob"];

impl Editor {
    /// The editor of a name, or of a pattern such as `myeditor://open?file={path}&line={line}`. `none` and nothing open nothing.
    ///
    /// # Errors
    /// In words, when it is neither; with the nearest name where there is one.
    pub fn parse(written: &str) -> Result<Self, String> {
        let written = written.trim();
        let name = written.to_lowercase();
        if name.is_empty() || name == "none" {
            return Ok(Self::default());
        }
        if let Some((_, pattern)) = EDITORS.iter().find(|(editor, _)| *editor == name) {
            return Ok(Self { pattern: Some((*pattern).to_owned()) });
        }
        let names = || EDITORS.iter().map(|(editor, _)| *editor).chain(["none"]);
        let Some((scheme, _)) = written.split_once(':') else {
            return Err(match nearest(written, names()) {
                Some(near) => format!("no editor is called `{written}`; did you mean `{near}`?"),
                None => {
                    format!("no editor is called `{written}`; known are {}", names().collect::<Vec<_>>().join(", "))
                }
            });
        };
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
        if !is_scheme || REFUSED.contains(&scheme.to_lowercase().as_str()) {
            return Err(format!("`{scheme}:` cannot open an editor"));
        }
        if !written.contains("{path}") {
            return Err(format!("the pattern `{written}` has no `{{path}}` in it"));
        }
        Ok(Self { pattern: Some(written.to_owned()) })
    }
}

/// The address that opens the file at an absolute path, at a line and column from 1. `None` where no editor is known.
///
/// The path begins with a slash, has `/` between its parts and is percent-encoded, so that it may stand anywhere in an address.
pub fn editor_url(editor: &Editor, path: &Path, line: usize, column: usize) -> Option<String> {
    let pattern = editor.pattern.as_deref()?;
    let (line, column) = (line.to_string(), column.to_string());
    let path = encoded(path);
    let mut url = String::with_capacity(pattern.len() + path.len());
    let mut rest = pattern;
    while let Some(at) = rest.find('{') {
        url.push_str(&rest[..at]);
        rest = &rest[at..];
        let places = [("{path}", &path), ("{line}", &line), ("{column}", &column)];
        let (name, value) = places.into_iter().find(|(name, _)| rest.starts_with(name)).unzip();
        url.push_str(value.map_or("{", String::as_str));
        rest = &rest[name.map_or(1, str::len)..];
    }
    url.push_str(rest);
    Some(url)
}

/// What does not stand as it is in a path: all but RFC 3986's unreserved characters and what divides its parts.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

fn encoded(path: &Path) -> String {
    let path = path.to_string_lossy();
    // What canonical paths of Windows begin with.
    let path = path.strip_prefix(r"\\?\").unwrap_or(&path).to_owned();
    let is_drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    let path = if is_drive { format!("/{}", path.replace('\\', "/")) } else { path };
    let (drive, rest) = if is_drive { path.split_at("/C:".len()) } else { ("", path.as_str()) };
    format!("{drive}{}", utf8_percent_encode(rest, ENCODED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn opened(editor: &str, path: &str) -> Option<String> {
        editor_url(&Editor::parse(editor).unwrap(), Path::new(path), 12, 3)
    }

    #[test]
    fn every_editor_has_its_address() {
        let cases = [
            ("vscode", Some("vscode://file/srv/a.md:12:3")),
            ("VSCodium", Some("vscodium://file/srv/a.md:12:3")),
            ("cursor", Some("cursor://file/srv/a.md:12:3")),
            ("zed", Some("zed://file/srv/a.md:12:3")),
            ("idea", Some("idea://open?file=/srv/a.md&line=12&column=3")),
            ("sublime", Some("subl://open?url=file:///srv/a.md&line=12&column=3")),
            ("emacs", Some("emacs://open?url=file:///srv/a.md&line=12&column=3")),
            ("vim", Some("mvim://open?url=file:///srv/a.md&line=12&column=3")),
            ("none", None),
            ("", None),
            ("x-ed:{path}#{line},{column}{other}{", Some("x-ed:/srv/a.md#12,3{other}{")),
        ];
        for (editor, url) in cases {
            assert_eq!(opened(editor, "/srv/a.md").as_deref(), url, "{editor}");
        }
    }

    #[test]
    fn a_path_may_hold_any_sign() {
        let cases = [
            ("/home/Zoë/my notes/a&b#c%.md", "vscode://file/home/Zo%C3%AB/my%20notes/a%26b%23c%25.md:12:3"),
            ("/srv/{line}:2.md", "vscode://file/srv/%7Bline%7D%3A2.md:12:3"),
            (r"C:\notes\a b.md", "vscode://file/C:/notes/a%20b.md:12:3"),
            (r"\\?\C:\notes\a.md", "vscode://file/C:/notes/a.md:12:3"),
            ("/srv/障害.md", "vscode://file/srv/%E9%9A%9C%E5%AE%B3.md:12:3"),
        ];
        for (path, url) in cases {
            assert_eq!(opened("vscode", path).as_deref(), Some(url));
        }
    }

    #[test]
    fn what_is_no_editor_is_refused_in_words() {
        let cases = [
            ("vscod", "no editor is called `vscod`; did you mean `vscode`?"),
            (
                "qqq",
                "no editor is called `qqq`; known are vscode, vscodium, cursor, zed, idea, sublime, emacs, vim, none",
            ),
            ("javascript:alert({path})", "`javascript:` cannot open an editor"),
            ("my editor:{path}", "`my editor:` cannot open an editor"),
            ("ed://open", "the pattern `ed://open` has no `{path}` in it"),
        ];
        for (written, said) in cases {
            assert_eq!(Editor::parse(written), Err(said.to_owned()));
        }
    }
}
