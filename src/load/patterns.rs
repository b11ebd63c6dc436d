//! Patterns of the configuration become what they match, however their author is used to writing them.
//!
//! `secret/`, `/secret/**`, `./secret/**`, `content/secret/**`, `secret\` and `secret` all name the folder. As in `.gitignore`, a
//! pattern without a slash, or with none but at its end, is about names wherever they stand.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, Result};
use crate::model::composed;

/// Compiled patterns.
#[derive(Debug)]
pub(super) struct Patterns {
    set: GlobSet,
    /// For each glob of the set, the pattern that it is a spelling of.
    of: Vec<usize>,
    /// The spellings.
    spellings: Vec<String>,
}

/// What patterns are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// To keep files out: in any case, and with a folder all that is in it.
    Ignore,
    /// To say what files are.
    Sort,
}

impl Patterns {
    /// The patterns of `[content] ignore`.
    ///
    /// # Errors
    /// When a pattern is not a glob.
    pub(super) fn ignored(globs: &[String]) -> Result<Self> {
        Self::new(globs, "ignore", Purpose::Ignore)
    }

    /// The patterns of another `key` of `[content]`.
    ///
    /// # Errors
    /// When a pattern is not a glob.
    pub(super) fn of_files(globs: &[String], key: &str) -> Result<Self> {
        Self::new(globs, key, Purpose::Sort)
    }

    fn new(globs: &[String], key: &str, purpose: Purpose) -> Result<Self> {
        let mut builder = GlobSetBuilder::new();
        let (mut of, mut all) = (Vec::new(), Vec::new());
        for (at, glob) in globs.iter().enumerate() {
            let mut wrong = None;
            let before = of.len();
            for spelling in spellings(glob, purpose) {
                let ignores_case = purpose == Purpose::Ignore;
                match GlobBuilder::new(&spelling).literal_separator(true).case_insensitive(ignores_case).build() {
                    Ok(glob) => {
                        builder.add(glob);
                        of.push(at);
                        all.push(spelling);
                    }
                    Err(error) => wrong = wrong.or(Some(error)),
                }
            }
            // A backslash is an escape in one spelling and stands between folders in the other: one of them will do.
            if let Some(error) = wrong.filter(|_| of.len() == before) {
                let message = format!("`[content] {key}` holds `{glob}`, which is no pattern: {error}");
                return Err(Error::usage(message));
            }
        }
        let set = builder.build().map_err(|e| Error::usage(format!("`[content] {key}`: {e}")))?;
        Ok(Self { set, of, spellings: all })
    }

    /// Whether a path below the content folder matches.
    pub(super) fn is_match(&self, path: &str) -> bool {
        !self.of.is_empty() && self.set.is_match(composed(path).as_ref())
    }

    /// The same, and notes in `met` which patterns it was.
    pub(super) fn meets(&self, path: &str, met: &mut [bool]) -> bool {
        if met.iter().all(|met| *met) {
            return self.is_match(path);
        }
        let matches = self.set.matches(composed(path).as_ref());
        for glob in &matches {
            met[self.of[*glob]] = true;
        }
        !matches.is_empty()
    }

    /// Notes in `met` which patterns are about what is below `folder`, which is not entered.
    pub(super) fn reach_into(&self, folder: &str, met: &mut [bool]) {
        let folder = composed(folder).to_lowercase();
        for (spelling, of) in self.spellings.iter().zip(&self.of) {
            let below = spelling.to_lowercase();
            met[*of] |= below.strip_prefix(&folder).is_some_and(|rest| rest.starts_with('/'));
        }
    }
}

/// The globs that a pattern means; none when nothing is left of it.
fn spellings(glob: &str, purpose: Purpose) -> Vec<String> {
    let written: String = glob.trim().nfc().collect();
    let slashed = written.replace('\\', "/");
    let mut globs = Vec::new();
    for form in [&written, &slashed] {
        let bare = form.trim_start_matches("./").trim_start_matches('/');
        let is_anchored = bare.len() < form.len();
        let is_folder = bare.ends_with('/');
        let bare = bare.trim_end_matches('/');
        let anywhere = (!is_anchored && !bare.contains('/')).then(|| format!("**/{bare}"));
        // From the site's root, as other files of the site are named.
        let inside = bare.strip_prefix("content/").map(str::to_owned);
        for base in [Some(anywhere.unwrap_or_else(|| bare.to_owned())), inside].into_iter().flatten() {
            if base.is_empty() || base == "**/" {
                continue;
            }
            match (base.strip_suffix("/**"), purpose) {
                (Some(folder), Purpose::Ignore) => globs.extend([folder.to_owned(), base.clone()]),
                (None, Purpose::Ignore) => globs.extend([format!("{base}/**"), base]),
                (None, Purpose::Sort) if is_folder => globs.push(format!("{base}/**")),
                _ => globs.push(base),
            }
        }
    }
    globs.sort();
    globs.dedup();
    globs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(glob: &str, path: &str) -> bool {
        Patterns::ignored(&[glob.to_owned()]).unwrap().is_match(path)
    }

    #[test]
    fn a_folder_is_ignored_however_it_is_written() {
        let spellings = [
            "secret",
            "secret/",
            "/secret",
            "/secret/",
            "./secret/**",
            "secret/**",
            "/secret/**",
            "content/secret/**",
            "content/secret",
            "./content/secret/",
            "secret\\",
            ".\\secret\\**",
            "content\\secret\\*",
            "secret/ ",
            "Secret/**",
            "**/secret/**",
            "secret/*",
            "secret/**/*",
        ];
        for glob in spellings {
            assert!(matched(glob, "secret/a.md"), "{glob}");
            assert!(!matched(glob, "incidents/secrets/a.md") && !matched(glob, "a.md"), "{glob}");
        }
        for (glob, deep) in
            [("secret/", true), ("secret", true), ("/secret/", false), ("secret/**", false), ("./secret", false)]
        {
            assert_eq!(matched(glob, "incidents/secret/a.md"), deep, "{glob}");
        }
        assert!(matched("geheim-\u{e4}/", "geheim-a\u{308}/x.md") && matched("geheim-a\u{308}/", "geheim-\u{e4}/x.md"));
    }

    #[test]
    fn names_and_escapes_mean_what_they_did() {
        assert!(matched("*.tmp.md", "a/b.tmp.md") && matched("about.md", "x/about.md") && matched("a/*.md", "a/b.md"));
        assert!(!matched("a/*.md", "b/a/b.md") && !matched("/about.md", "x/about.md"));
        assert!(matched("a\\[1\\].md", "a[1].md"));
        for nothing in ["", "/", "./", " ", "!secret"] {
            assert!(!matched(nothing, "secret/a.md") && !matched(nothing, "a.md"), "{nothing:?}");
        }
    }

    #[test]
    fn what_says_what_files_are_is_as_exact_as_before() {
        let sorted = |glob: &str, path: &str| Patterns::of_files(&[glob.to_owned()], "page").unwrap().is_match(path);
        assert!(
            sorted("blog/*.md", "blog/a.md") && !sorted("blog/*", "blog/2024/a.md") && !sorted("Blog/*", "blog/a.md")
        );
        for glob in ["blog/", "/blog/**", "./blog/**", "content/blog/**", "content/blog/"] {
            assert!(sorted(glob, "blog/2024/a.md"), "{glob}");
        }
    }

    #[test]
    fn which_patterns_met_something_is_known() {
        let patterns = Patterns::ignored(&["a/".to_owned(), "b".to_owned(), "node_modules/x/**".to_owned()]).unwrap();
        let mut met = vec![false; 3];
        assert!(patterns.meets("sub/a", &mut met) && !patterns.meets("c", &mut met));
        assert_eq!(met, [true, false, false]);
        patterns.reach_into("node_modules", &mut met);
        assert_eq!(met, [true, false, true]);
    }
}
