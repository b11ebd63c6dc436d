//! Text becomes safe HTML text.

use std::io::{self, Write};

/// Appends `text` with `&`, `<`, `>` and `"` escaped. Control characters that HTML forbids, and the private-use characters that mark
/// places while a page is sanitised, become U+FFFD.
pub(crate) fn escape_into(text: &str, html: &mut String) {
    let (mut from, mut at) = (0, 0);
    while let Some(ix) = text.as_bytes()[at..].iter().position(|byte| may_be_escaped(*byte)).map(|ix| at + ix) {
        let c = text[ix..].chars().next().unwrap_or_default();
        at = ix + c.len_utf8();
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
        from = at;
    }
    html.push_str(&text[from..]);
}

/// Whether what begins with this byte may be escaped; with the last of them private characters begin, and others.
fn may_be_escaped(byte: u8) -> bool {
    matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..=0x1f | 0x7f | 0xee)
}

/// Writes what a template shows with `&`, `<`, `>`, `"` and `'` escaped, as Tera does letter by letter.
pub(crate) fn escape_shown(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let escaped: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            _ => continue,
        };
        out.write_all(&bytes[from..at])?;
        out.write_all(escaped)?;
        from = at + 1;
    }
    out.write_all(&bytes[from..])
}

/// `text`, escaped.
pub(crate) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    escape_into(text, &mut html);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_itself_is_left_alone() {
        let text = "a & <b> \"c\" 'd' \u{1}\t\n\r\u{7f} é 障害 \u{e000}\u{e001}\u{e002}\u{f8ff} ☑";
        let shown =
            "a &amp; &lt;b&gt; &quot;c&quot; 'd' \u{fffd}\t\n\r\u{fffd} é 障害 \u{fffd}\u{fffd}\u{e002}\u{f8ff} ☑";
        assert_eq!(escape(text), shown);
        assert_eq!(escape(""), "");
    }

    #[test]
    fn templates_escape_as_tera_does() {
        for text in ["", "a", "<a href=\"x\" title='é'>&amp;</a>", "'", "障害 & 復旧"] {
            let (mut ours, mut theirs) = (Vec::new(), Vec::new());
            escape_shown(text, &mut ours).unwrap();
            tera::escape_html(text, &mut theirs).unwrap();
            assert_eq!(ours, theirs, "{text}");
        }
    }
}
