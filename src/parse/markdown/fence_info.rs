//! What stands behind a code fence becomes the language of the code and its title.

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
        Self { language, title: title.filter(|title| !title.trim().is_empty()) }
    }
}

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
        ] {
            assert_eq!(FenceInfo::of(info), FenceInfo { language, title }, "{info}");
        }
    }
}
