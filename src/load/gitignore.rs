//! The `.gitignore` files that apply become one answer: is this path kept out?
//!
//! With and without a repository, and as written: a line that is no pattern does not take the others with it, letters that cannot be
//! read stand for any, and where a file cannot be read at all nothing is read that it could have kept out.

use std::path::{Path, PathBuf};

use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::diag::{Diagnostic, Rule};
use crate::load::regular_file::read_regular;
use crate::load::text::letters;

const NAME: &str = ".gitignore";

/// The largest that is read.
const LARGEST: u64 = 4 * 1024 * 1024;

/// The files that apply: those of the repository above the site, the site's own, and those met on the way.
pub(super) struct Gitignores {
    /// The site's root, for the names of findings.
    root: PathBuf,
    files: Vec<(PathBuf, Gitignore)>,
    /// Folders whose own file could not be read.
    closed: Vec<PathBuf>,
    /// Findings about the files.
    pub(super) findings: Vec<Diagnostic>,
}

impl Gitignores {
    /// Those that are above the content: from the repository's top, or the site's root where there is none, down.
    pub(super) fn above(root: &Path, content_root: &Path) -> Self {
        let mut gitignores =
            Self { root: root.to_path_buf(), files: Vec::new(), closed: Vec::new(), findings: Vec::new() };
        let top = root.ancestors().find(|dir| dir.join(".git").exists()).unwrap_or(root);
        let folders: Vec<_> = content_root.ancestors().take_while(|dir| dir.starts_with(top)).collect();
        for dir in folders.into_iter().rev() {
            gitignores.enter(dir);
        }
        gitignores
    }

    /// Reads the file in `dir`, unless that was done. Folders must be entered from above.
    pub(super) fn enter(&mut self, dir: &Path) {
        if self.files.iter().any(|(known, _)| known == dir) || self.closed.iter().any(|known| known == dir) {
            return;
        }
        let file = dir.join(NAME);
        match file.symlink_metadata() {
            Ok(metadata) if !metadata.is_dir() => {}
            _ => return,
        }
        let shown = shown(&self.root, &file);
        match read_regular(&file, LARGEST) {
            Ok((bytes, _)) => {
                let (gitignore, findings) = gitignore(dir, bytes, &shown);
                self.findings.extend(findings);
                self.files.push((dir.to_path_buf(), gitignore));
            }
            Err(error) => {
                let message = format!("could not read this file: {error}; nothing is read that it could keep out");
                let hint = "check its permissions, or remove it";
                self.findings.push(Diagnostic::new(Rule::LoadUnreadable, shown, message).hint(hint));
                self.closed.push(dir.to_path_buf());
            }
        }
    }

    /// Whether a path is kept out. Folders above it must have been asked about, as git does.
    pub(super) fn ignores(&self, path: &Path, is_dir: bool) -> bool {
        if self.closed.iter().any(|dir| path.starts_with(dir)) {
            return true;
        }
        let deepest = self.files.iter().rev().filter(|(dir, _)| path.starts_with(dir) && path != dir);
        for (_, gitignore) in deepest {
            let matched = gitignore.matched(path, is_dir);
            if !matched.is_none() {
                return matched.is_ignore();
            }
        }
        false
    }
}

/// The patterns in `bytes`, for what is below `dir`.
fn gitignore(dir: &Path, bytes: Vec<u8>, shown: &str) -> (Gitignore, Vec<Diagnostic>) {
    let mut builder = GitignoreBuilder::new(dir);
    let mut findings = Vec::new();
    let file = dir.join(NAME);
    for (at, line) in patterns(bytes).into_iter().enumerate() {
        let mut say = |why: &str, hint: &str| {
            let message = format!("line {} {why}", at + 1);
            findings.push(Diagnostic::new(Rule::LoadGitignore, shown, message).hint(hint));
        };
        let line = match line {
            Pattern::Plain(line) => line,
            Pattern::Doubtful(line) => {
                say("is not UTF-8; what cannot be read of it stands for anything", "save the file as UTF-8");
                line
            }
            Pattern::Exception => {
                say("is not UTF-8, and takes nothing back", "save the file as UTF-8");
                continue;
            }
        };
        if let Err(error) = builder.add_line(Some(file.clone()), &line) {
            say(&format!("is no pattern and keeps nothing out: {error}"), "mend it, or remove it");
        }
    }
    // Each line was tried by itself.
    (builder.build().unwrap_or_else(|_| Gitignore::empty()), findings)
}

/// One line.
#[derive(Debug, PartialEq, Eq)]
enum Pattern {
    Plain(String),
    /// With letters that could not be read, which match anything.
    Doubtful(String),
    /// One that begins with `!`, with letters that could not be read.
    Exception,
}

/// The lines of a file.
fn patterns(bytes: Vec<u8>) -> Vec<Pattern> {
    let is_end = |byte: &u8| matches!(byte, b'\n' | b'\r');
    // UTF-16 is what a redirection in PowerShell leaves.
    let text = letters(bytes.clone()).map(|decoded| decoded.text);
    let bytes = text.as_ref().map_or(bytes.as_slice(), |text| text.trim_start_matches('\u{feff}').as_bytes());
    // A carriage return before a line feed is of the same end.
    let lines = bytes.split_inclusive(|byte| *byte == b'\n').flat_map(|line| {
        let line = line.strip_suffix(b"\n").unwrap_or(line);
        line.strip_suffix(b"\r").unwrap_or(line).split(is_end).collect::<Vec<_>>()
    });
    lines.map(pattern).collect()
}

fn pattern(line: &[u8]) -> Pattern {
    match std::str::from_utf8(line) {
        Ok(line) if !line.contains('\0') => Pattern::Plain(line.to_owned()),
        _ if line.starts_with(b"#") => Pattern::Plain(String::new()),
        _ if line.starts_with(b"!") => Pattern::Exception,
        _ => {
            let with = |any: &str| {
                let pieces = line.utf8_chunks().map(|chunk| {
                    let valid = chunk.valid().replace('\0', any);
                    if chunk.invalid().is_empty() { valid } else { valid + any }
                });
                pieces.collect::<String>()
            };
            // `*` alone would keep everything out.
            let any = with("*");
            let is_literal = |c: char| !matches!(c, '*' | '?' | '/') && !c.is_whitespace();
            Pattern::Doubtful(if any.contains(is_literal) { any } else { with("?") })
        }
    }
}

/// The path of a file as findings print it: below the site's root, or with as many `../` as lead to it.
fn shown(root: &Path, file: &Path) -> String {
    let join = |path: &Path| path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
    if let Ok(below) = file.strip_prefix(root) {
        return join(below);
    }
    let up = file.parent().and_then(|dir| root.strip_prefix(dir).ok()).map_or(0, |way| way.iter().count());
    format!("{}{NAME}", "../".repeat(up))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_one_by_one() {
        let plain = |line: &str| Pattern::Plain(line.to_owned());
        let doubtful = |line: &str| Pattern::Doubtful(line.to_owned());
        let rows: [(&[u8], Vec<Pattern>); 8] = [
            (b"a\r\nb\n", vec![plain("a"), plain("b")]),
            (b"a\rb", vec![plain("a"), plain("b")]),
            (b"\xef\xbb\xbfa\n", vec![plain("a")]),
            (b"\xff\xfea\0\n\0b\0\n\0", vec![plain("a"), plain("b")]),
            (b"# caf\xe9\nb\n", vec![plain(""), plain("b")]),
            (b"caf\xe9/\xe9\xe8.md\nb\n", vec![doubtful("caf*/**.md"), plain("b")]),
            (b"\xe9\xe8/\n", vec![doubtful("??/")]),
            (b"!caf\xe9\nb\n", vec![Pattern::Exception, plain("b")]),
        ];
        for (bytes, expected) in rows {
            assert_eq!(patterns(bytes.to_vec()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn files_above_the_site_are_shown_with_the_way_to_them() {
        let shown = |file: &str| shown(Path::new("/a/b/site"), Path::new(file));
        assert_eq!(shown("/a/b/site/content/.gitignore"), "content/.gitignore");
        assert_eq!(shown("/a/b/site/.gitignore"), ".gitignore");
        assert_eq!(shown("/a/.gitignore"), "../../.gitignore");
    }
}
