//! What stands behind a code fence becomes the language of the code and its title.

use crate::parse::markdown::fence_languages::is_language;

/// What a fence says of its code.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct FenceInfo<'t> {
    /// In the author's words, without marks: `python` of `{.python .wide}`, `js` of `language-js`.
    pub(crate) language: &'t str,
    pub(crate) title: Option<&'t str>,
}

impl<'t> FenceInfo<'t> {
    /// Reads what stands behind a fence, as Pandoc, MyST, Docusaurus, Hugo, MkDocs and others write it.
    pub(crate) fn of(info: &'t str) -> Self {
        let info = info.trim();
        let (inside, after) = match info.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((inside, after)) => (inside.trim(), after.trim()),
            None => (info, ""),
        };
        let directive = ["code-block", "code-cell", "code", "sourcecode"].contains(&inside);
        let word = if directive { after } else { inside }.trim_start_matches('.');
        let end = word.find(|c: char| c.is_whitespace() || "{},:;=\"'(".contains(c)).unwrap_or(word.len());
        let language = if word[end..].starts_with('=') { "" } else { &word[..end] };
        let language = ["language-", "lang-"].iter().find_map(|mark| language.strip_prefix(mark)).unwrap_or(language);
        let title = ["title", "filename", "file", "caption"].iter().find_map(|key| value(info, key));
        let title = title.filter(|title| !title.trim().is_empty());
        if title.is_some() {
            return Self { language, title };
        }
        if info.starts_with('{') {
            // What follows the name of a directive is its argument.
            return Self { language, title: if directive { words(&word[end..]) } else { words(after) } };
        }
        let several = info.contains(char::is_whitespace) || info.contains(['/', '.']);
        match is_language(language) || !several || title_mark(info) {
            true => Self { language, title: words(&word[end..]) },
            // No language begins a sentence, or is called like a file.
            false => Self { language: "", title: Some(info) },
        }
    }

    /// Whether what stands behind a fence is of the code, as in chats, where code begins right behind the marks: `panic: nil map`.
    pub(crate) fn is_code(info: &str) -> bool {
        let info = info.trim();
        let first = info.split_whitespace().next().unwrap_or_default();
        let name = first.split(['{', ',', ':', ';', '=', '(']).next().unwrap_or_default();
        let shouts = name.len() > 1 && name.chars().all(|c| c.is_ascii_uppercase()) && info.len() > name.len();
        if is_language(name) && !(shouts || first.ends_with(':')) || info.starts_with(['{', '.']) || title_mark(info) {
            return false;
        }
        let is_sentence =
            info.contains(": ") || info.contains(['[', '(']) || first.starts_with(|c: char| c.is_ascii_digit());
        first.ends_with(':') || shouts || is_sentence
    }
}

/// Whether attributes stand behind a fence.
fn title_mark(info: &str) -> bool {
    info.split_whitespace().any(|word| {
        let name = word.split('=').next().unwrap_or_default();
        word.len() > name.len() + 1
            && !name.is_empty()
            && name.chars().all(|c| c.is_ascii_alphabetic() || "-_{.".contains(c))
    })
}

/// The title in what follows a language: words that are no switch, no attribute and no list of lines.
fn words(rest: &str) -> Option<&str> {
    let rest = rest.trim();
    if rest.starts_with([',', ';', '=', '(', '+']) {
        return None;
    }
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let rest = match rest.strip_prefix('{').and_then(|lines| lines.split_once('}')) {
        Some((_, after)) => after,
        None => rest.split('{').next().unwrap_or(rest),
    };
    let rest = rest.trim();
    let rest = rest.strip_prefix('[').and_then(|label| label.strip_suffix(']')).unwrap_or(rest).trim();
    let is_switch = |word: &str| {
        let is_camel = word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(char::is_alphanumeric)
            && word.contains(|c: char| c.is_ascii_uppercase());
        SWITCHES.contains(&word) || is_camel || word.starts_with(['/', '-', '!', '#']) || word.contains('=')
    };
    let is_title = rest.contains(char::is_alphanumeric) && !title_mark(rest) && !rest.split_whitespace().all(is_switch);
    is_title.then_some(rest)
}

/// What tools switch on or off behind a language.
const SWITCHES: [&str; 34] = [
    "annotate",
    "collapse",
    "compile_fail",
    "copy",
    "edit",
    "editable",
    "eval",
    "exec",
    "expandable",
    "hide",
    "icon",
    "ignore",
    "inline",
    "linenos",
    "linenums",
    "lines",
    "live",
    "no-copy",
    "no-line-numbers",
    "no-run",
    "no_run",
    "nocopy",
    "noeval",
    "nolint",
    "norun",
    "noplayground",
    "playground",
    "readonly",
    "run",
    "runnable",
    "should_panic",
    "test",
    "twoslash",
    "wrap",
];

/// The value of `key="…"`, in quotation marks or not.
fn value<'t>(info: &'t str, key: &str) -> Option<&'t str> {
    let mut from = 0;
    while let Some(at) = info[from..].find(key).map(|ix| from + ix) {
        from = at + key.len();
        let begins = info[..at].chars().next_back().is_none_or(|c| c.is_whitespace() || "{,".contains(c));
        let Some(rest) = info[from..].strip_prefix('=').filter(|_| begins) else { continue };
        return match rest.chars().next() {
            Some(quote @ ('"' | '\'')) => rest[1..].split(quote).next(),
            _ => rest.split([' ', '}', ',']).next(),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_naming_a_language_is_read() {
        for (info, language, title) in [
            ("python", "python", None),
            ("{.python .wide}", "python", None),
            ("{ .yaml title=\"a b.yaml\" }", "yaml", Some("a b.yaml")),
            ("language-js", "js", None),
            ("{code-block} go", "go", None),
            ("js {1,3} title='x.js'", "js", Some("x.js")),
            ("title=\"log\"", "", Some("log")),
            ("rust,ignore", "rust", None),
            ("yaml+jinja", "yaml+jinja", None),
            ("subtitle=x", "", None),
            ("bash Run this on node three", "bash", Some("Run this on node three")),
            ("yaml config/site.yaml", "yaml", Some("config/site.yaml")),
            ("js:src/app.js", "js", Some("src/app.js")),
            ("sh [npm]", "sh", Some("npm")),
            ("js {1,3} src/app.js", "js", Some("src/app.js")),
            ("js showLineNumbers {1}", "js", None),
            ("ts twoslash", "ts", None),
            ("src/app.js", "", Some("src/app.js")),
            ("not a language but words", "", Some("not a language but words")),
            ("{list-table} Pumps", "list-table", Some("Pumps")),
            ("myown", "myown", None),
            ("python echo=false", "python", None),
        ] {
            assert_eq!(FenceInfo::of(info), FenceInfo { language, title }, "{info}");
        }
    }

    #[test]
    fn what_begins_a_log_is_code() {
        for info in [
            "panic: nil map",
            "ERROR: disk full",
            "ERROR disk full",
            "goroutine 1 [running]:",
            "2024-01-02 node-3",
            "12:04 up",
        ] {
            assert!(FenceInfo::is_code(info), "{info}");
        }
        for info in [
            "bash",
            "js:src/app.js",
            "log 2024-01-02 node-3",
            "SQL",
            "js {1}",
            "title=\"a: b\"",
            "not a language",
            "sh [npm]",
        ] {
            assert!(!FenceInfo::is_code(info), "{info}");
        }
    }
}
