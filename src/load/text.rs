//! Bytes become text, or the reason why nobody can be sure what they say.
//!
//! Certain are a mark, NULs at only odd or only even places (UTF-16), and valid UTF-8 without NULs. A legacy encoding is not guessed
//! at, since a wrong guess may hide a key that keeps a page back; nor is a head whose lines end in a way that an editor shows and no
//! parser reads. What is in doubt stays out.

use std::borrow::Cow;

use crate::model::{composed, is_control, without_controls};

/// A text, and whether it was UTF-16.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// Without a mark, in composed letters. Lone carriage returns are line feeds, so that lines of it are those of the file.
    pub(super) text: String,
    pub(super) is_utf16: bool,
    /// The lines on which control characters stood, each in place of which U+FFFD stands now.
    pub(super) controls: Vec<usize>,
}

/// Why a text cannot be read with certainty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Doubt {
    /// In words that can follow the file's name.
    pub(super) why: String,
    /// What to do.
    pub(super) hint: &'static str,
}

const AS_UTF8: &str =
    "save it as UTF-8; an editor shows which encoding a file is in, and `iconv -f THAT -t UTF-8` converts it";
const MEND: &str = "restore it from a copy, or save it anew as UTF-8";
const LINE_ENDS: &str = "save it with plain line ends (LF or CR LF)";

/// Line ends of other times and places: an editor may show them, parsers of front matter do not take them for one.
const ODD: [char; 8] = ['\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Reads a text in which a head may stand.
pub(super) fn decode(bytes: Vec<u8>) -> Result<Decoded, Doubt> {
    let Decoded { text, is_utf16, .. } = letters(bytes)?;
    let text = with_line_feeds(unmarked(text));
    match odd_line_end(&text) {
        Some((place, odd)) => Err(Doubt {
            why: format!(
                "a line of its head ends in U+{:04X} (line {})",
                u32::from(odd),
                line(&text.as_bytes()[..place])
            ),
            hint: LINE_ENDS,
        }),
        None => {
            let controls = lines_of_controls(&text);
            let text = if controls.is_empty() { text } else { without_controls(&text).into_owned() };
            let text = match composed(&text) {
                Cow::Owned(composed) => composed,
                Cow::Borrowed(_) => text,
            };
            Ok(Decoded { text, is_utf16, controls })
        }
    }
}

/// The lines that hold control characters.
fn lines_of_controls(text: &str) -> Vec<usize> {
    if !text.contains(is_control) {
        return Vec::new();
    }
    (1..).zip(text.lines()).filter(|(_, line)| line.contains(is_control)).map(|(number, _)| number).collect()
}

/// Reads any text.
pub(super) fn letters(bytes: Vec<u8>) -> Result<Decoded, Doubt> {
    let doubt = |why: &str, hint| Err(Doubt { why: why.to_owned(), hint });
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return doubt("it is UTF-32", AS_UTF8);
    }
    let marked = match bytes.as_slice() {
        [0xff, 0xfe, rest @ ..] => Some(utf16(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => Some(utf16(rest, u16::from_be_bytes)),
        _ => None,
    };
    match marked {
        Some(Some(text)) => return Ok(Decoded { text, is_utf16: true, controls: Vec::new() }),
        Some(None) => return doubt("it begins as UTF-16 and is damaged or cut short", MEND),
        None => {}
    }
    if bytes.contains(&0) {
        return match unmarked_utf16(&bytes) {
            Some(text) => Ok(Decoded { text, is_utf16: true, controls: Vec::new() }),
            None => doubt("it holds NUL characters, as files do that are damaged or no text", MEND),
        };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text, is_utf16: false, controls: Vec::new() }),
        Err(error) => {
            let bytes = error.as_bytes();
            let place = error.utf8_error().valid_up_to();
            let hint = if is_damaged_utf8(bytes) { MEND } else { AS_UTF8 };
            Err(Doubt {
                why: format!("it is not UTF-8 (line {}, byte {:02X})", line(&bytes[..place]), bytes[place]),
                hint,
            })
        }
    }
}

/// The text in code units of two bytes: `None` when it is cut short, has half of a pair, or holds what no text does.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (units, []) = bytes.as_chunks::<2>() else { return None };
    let text: String = char::decode_utf16(units.iter().copied().map(unit)).collect::<Result<_, _>>().ok()?;
    (!text.contains(['\0', '\u{fffe}', '\u{ffff}'])).then_some(text)
}

/// UTF-16 without a mark: NULs stand at only odd or only even places, and there are as many as such a text must have.
///
/// Bytes that are no UTF-8 either may be of an alphabet whose letters need both bytes: there a line end or a space now and then will do.
fn unmarked_utf16(bytes: &[u8]) -> Option<String> {
    let nulls = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (nulls(0), nulls(1));
    let share = if std::str::from_utf8(bytes).is_ok() { 2 } else { 16 };
    if even.min(odd) > 0 || even.max(odd) * share < bytes.len() / 2 {
        return None;
    }
    let text = utf16(bytes, if odd > 0 { u16::from_le_bytes } else { u16::from_be_bytes })?;
    let is_text = |c: char| !c.is_control() || c.is_whitespace();
    text.chars().all(is_text).then_some(text)
}

/// Whether there are more whole sequences of UTF-8 than bad bytes: then it is UTF-8 that was damaged.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    whole > bad
}

/// Without marks and other letters of no width before the first that is seen: they would hide the fence of a head.
fn unmarked(mut text: String) -> String {
    let is_unseen = |c: char| matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{ad}');
    let before = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c)).len();
    if let Some((at, last)) = text[..before].char_indices().rfind(|(_, c)| is_unseen(*c)) {
        text.drain(..at + last.len_utf8());
    }
    text
}

/// With lone carriage returns as what they are to Markdown and YAML: the end of a line.
fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    let mut rest = text.chars().peekable();
    let mut mended = String::with_capacity(text.len());
    while let Some(c) = rest.next() {
        mended.push(if c == '\r' && rest.peek() != Some(&'\n') { '\n' } else { c });
    }
    mended
}

/// Where a head has an odd line end that hides a fence or a key, and which.
fn odd_line_end(text: &str) -> Option<(usize, char)> {
    let (start, fenced_off) = beginning(text);
    let mut lines = lines(text, start);
    let first = lines.next()?.text.trim();
    let closing = match first {
        _ if ["---", "+++", "```", "~~~", ";;;"].iter().any(|fence| first.starts_with(fence)) => &first[..3],
        _ if first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%") => "}",
        _ if is_key(first) => "",
        _ => return None,
    };
    if let Some(odd) = fenced_off.filter(|_| !closing.is_empty()) {
        return Some(odd);
    }
    for (nth, line) in lines.enumerate() {
        let is_closing = !closing.is_empty() && line.text.trim_start().starts_with(closing);
        let would_be_hidden = (nth == 0 && !closing.is_empty()) || is_closing || is_key(line.text);
        if would_be_hidden && line.after.is_some() {
            return line.after;
        }
        if is_closing || (closing.is_empty() && line.text.trim().is_empty()) {
            return None;
        }
    }
    None
}

/// Where a text begins after white space and comments, and the odd line end right before, if there is one.
fn beginning(text: &str) -> (usize, Option<(usize, char)>) {
    let mut at = 0;
    loop {
        let rest = text[at..].trim_start_matches(|c: char| c.is_whitespace() || ODD.contains(&c));
        let start = text.len() - rest.len();
        match rest.strip_prefix("<!--").and_then(|_| rest.find("-->")) {
            Some(end) => at = start + end + "-->".len(),
            None => {
                let odd = text[..start].char_indices().next_back().filter(|(_, c)| ODD.contains(c));
                return (start, odd);
            }
        }
    }
}

/// A line as an editor shows it.
struct Line<'a> {
    text: &'a str,
    /// The odd line end that it stands after, if it does, and where that is.
    after: Option<(usize, char)>,
}

/// The lines of a text from `start` on.
fn lines(text: &str, start: usize) -> impl Iterator<Item = Line<'_>> {
    let is_end = |c: char| c == '\n' || ODD.contains(&c);
    let (mut at, mut after) = (start, None);
    text[start..].split_inclusive(is_end).map(move |line| {
        at += line.len();
        let end = line.chars().next_back().filter(|c| ODD.contains(c)).map(|c| (at - c.len_utf8(), c));
        Line { text: line.strip_suffix(is_end).unwrap_or(line), after: std::mem::replace(&mut after, end) }
    })
}

/// Whether a line begins like `key:`, `"key":` or `key =`.
fn is_key(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '-' | '{' | ','));
    let after = line.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    let separator = after.trim_start_matches(['"', '\'']).trim_start();
    after.len() < line.len() && separator.starts_with([':', '='])
}

/// The number of the line that begins or goes on after these bytes.
fn line(before: &[u8]) -> usize {
    let ends = |(at, byte): (usize, &u8)| *byte == b'\n' || (*byte == b'\r' && before.get(at + 1) != Some(&b'\n'));
    1 + before.iter().enumerate().filter(|pair| ends(*pair)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Result<String, String> {
        decode(bytes.to_vec()).map(|decoded| decoded.text).map_err(|doubt| doubt.why)
    }

    fn units(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn what_is_certain_is_read() {
        let text = "---\ntitle: Zürich\n---\nText.\n";
        for bytes in [u16::to_le_bytes as fn(u16) -> [u8; 2], u16::to_be_bytes] {
            assert_eq!(read(&units(text, bytes)).as_deref(), Ok(text));
            assert_eq!(read(&units(&format!("\u{feff}{text}"), bytes)).as_deref(), Ok(text));
            let japanese = "---\ntitle: 障害報告\n---\n\n決済が止まった。担当者が確認し、原因を調べた。\n";
            assert_eq!(read(&units(japanese, bytes)).as_deref(), Ok(japanese));
        }
        for before in ["\u{feff}", "\u{feff}\u{feff}", "\u{200b}", "\n\u{feff}"] {
            assert_eq!(read(format!("{before}{text}").as_bytes()).as_deref(), Ok(text), "{before:?}");
        }
        assert_eq!(read(b"").as_deref(), Ok(""));
        assert_eq!(read("a\u{200b}b\n".as_bytes()).as_deref(), Ok("a\u{200b}b\n"));
    }

    #[test]
    fn a_lone_carriage_return_ends_a_line_and_no_place_moves() {
        let rows = [
            ("---\rdraft: true\r---\rText.\r", "---\ndraft: true\n---\nText.\n"),
            ("---\r\ntitle: A\rdraft: true\r\n---\r\n", "---\r\ntitle: A\ndraft: true\r\n---\r\n"),
            ("---\n\rdraft: true\n\r---\n\r", "---\n\ndraft: true\n\n---\n\n"),
            ("a\r\r\nb", "a\n\r\nb"),
            ("a\r\nb\r\n", "a\r\nb\r\n"),
        ];
        for (written, meant) in rows {
            assert_eq!(read(written.as_bytes()).as_deref(), Ok(meant));
        }
    }

    #[test]
    fn what_is_in_doubt_stays_out() {
        let rows: [(&[u8], &str); 9] = [
            (b"# T\n\nCaf\xe9.\n", "it is not UTF-8 (line 3, byte E9)"),
            (b"# T\r\rCaf\xe9.\r", "it is not UTF-8 (line 3, byte E9)"),
            (b"# T\n\na\0b\n", "it holds NUL characters, as files do that are damaged or no text"),
            (b"# T\n\nab\0c\n", "it holds NUL characters, as files do that are damaged or no text"),
            (b"# T\0\0\0\0\0\0\0\0", "it holds NUL characters, as files do that are damaged or no text"),
            (b"\xff\xfe#\0 ", "it begins as UTF-16 and is damaged or cut short"),
            (b"\xfe\xff\xd8\0\0a", "it begins as UTF-16 and is damaged or cut short"),
            (b"\xff\xfe\0\0#\0\0\0", "it is UTF-32"),
            (b"#\0\0\0 \0\0\0T\0\0\0", "it holds NUL characters, as files do that are damaged or no text"),
        ];
        for (bytes, why) in rows {
            assert_eq!(read(bytes), Err(why.to_owned()), "{bytes:?}");
        }
    }

    #[test]
    fn damaged_utf8_is_told_from_another_encoding() {
        let hint = |bytes: &[u8]| letters(bytes.to_vec()).map_err(|doubt| doubt.hint);
        assert_eq!(hint("größer, höher, \u{e4}".as_bytes().split_last().unwrap().1), Err(MEND));
        assert_eq!(hint(b"gr\xf6\xdfer, h\xf6her"), Err(AS_UTF8));
    }

    #[test]
    fn an_odd_line_end_in_a_head_is_a_doubt() {
        for odd in ODD {
            for head in [
                "---|title: A|draft: true|---|Text.|",
                "+++|draft = true|+++|Text.|",
                "---\ntitle: A|draft: true\n---\nText.\n",
                "---\ntitle: A|---|draft: true\n---\n",
                "+++\n# a comment|draft = true\n+++\n",
                "{|\"draft\": true|}|Text.",
                "{ \"title\": \"A\",|\"draft\": true }\nText.",
                "<!-- licence -->|---\ndraft: true\n---\n",
                "|---\ndraft: true\n---\n",
                "title: A|draft: true\n\nText.\n",
            ] {
                let text = head.replace('|', &odd.to_string());
                assert!(read(text.as_bytes()).is_err(), "{text:?}");
            }
        }
    }

    #[test]
    fn an_odd_line_end_elsewhere_is_none() {
        for odd in ODD {
            for text in [
                "# Title|Date: today\n\nText|Status: fine\n",
                "---\ntitle: one|two\n---\nText|status: x\n",
                "---\ntitle: A\n---\n|page: two\n",
                "Text.\n\n---\n\nMore|draft: true\n",
                "title: A\n\nText|draft: true\n",
            ] {
                let text = text.replace('|', &odd.to_string());
                assert_eq!(read(text.as_bytes()), Ok(without_controls(&text).into_owned()));
            }
        }
    }
}
