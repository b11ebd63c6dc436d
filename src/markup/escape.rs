//! Text becomes safe HTML text.

/// Appends `text` with `&`, `<`, `>` and `"` escaped. Control characters that HTML forbids, and the private-use characters that mark
/// places while a page is sanitised, become U+FFFD.
pub(crate) fn escape_into(text: &str, html: &mut String) {
    let mut from = 0;
    for (ix, c) in text.char_indices() {
        let escaped = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            '\u{e000}' | '\u{e001}' | '\u{0}'..='\u{8}' | '\u{b}'..='\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}' => {
                "\u{fffd}"
            }
            _ => continue,
        };
        html.push_str(&text[from..ix]);
        html.push_str(escaped);
        from = ix + c.len_utf8();
    }
    html.push_str(&text[from..]);
}

/// `text`, escaped.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    escape_into(text, &mut html);
    html
}
