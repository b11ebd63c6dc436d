//! A place in a text becomes a yes or no: does a line begin there?

/// Whether nothing but white space and `marks` stands before `at` on its line.
pub(super) fn begins_line(text: &str, at: usize, marks: &str) -> bool {
    let before = text[..at].trim_end_matches(|c: char| matches!(c, ' ' | '\t') || marks.contains(c));
    before.is_empty() || before.ends_with('\n')
}
