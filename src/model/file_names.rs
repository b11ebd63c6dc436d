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

/// How many hexadecimal digits exports put behind a name.
const EXPORT_DIGITS: usize = 32;

/// A name without the digits that exports of wikis put behind it: of `Lease 0123456789abcdef0123456789abcdef`, `Lease`.
pub fn without_export_digits(name: &str) -> &str {
    let at = name.len().checked_sub(EXPORT_DIGITS).filter(|at| name.is_char_boundary(*at));
    let Some((title, digits)) = at.map(|at| name.split_at(at)) else { return name };
    let title = title.strip_suffix([' ', '-', '_']).map(str::trim_end).filter(|title| !title.is_empty());
    let is_export = digits.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    title.filter(|_| is_export).unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_exports_are_no_part_of_a_name() {
        let digits = "0123456789abcdef0123456789abcdef";
        assert_eq!(without_export_digits(&format!("Lease ran out {digits}")), "Lease ran out");
        assert_eq!(without_export_digits(&format!("荷札-{digits}")), "荷札");
        for name in [digits, "Lease", "a 0123", &format!("Lease{digits}"), &format!("Lease {}", "z".repeat(32))] {
            assert_eq!(without_export_digits(name), name);
        }
    }
}
