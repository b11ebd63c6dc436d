//! Names of Markdown files without their endings.

/// A file's name without its Markdown extension; of `x.html.md.erb`, which a pattern lets in, `x`.
pub fn without_extensions(name: &str) -> &str {
    let plain = || [".md", ".markdown", ".mdx"].iter().find_map(|ext| strip_suffix_ignore_case(name, ext));
    let inner = [".html.", ".md.", ".markdown."].iter().filter_map(|ext| name.find(ext)).filter(|at| *at > 0).min();
    inner.map(|at| &name[..at]).or_else(plain).unwrap_or(name)
}

/// `name` without `suffix`, however that is written.
pub fn strip_suffix_ignore_case<'a>(name: &'a str, suffix: &str) -> Option<&'a str> {
    let at = name.len().checked_sub(suffix.len())?;
    name.get(at..).filter(|end| end.eq_ignore_ascii_case(suffix)).map(|_| &name[..at])
}
