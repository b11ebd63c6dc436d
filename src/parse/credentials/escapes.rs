//! A text becomes the text that its escapes spell, with a way back to the places they stand at.
//!
//! One reading for all that may stand in a file: strings of TOML, JSON and YAML, HTML, addresses, Markdown. It serves to look for things,
//! not to show them, so it reads more as an escape than any one of these would.

use html5ever::data::NAMED_ENTITIES;

use crate::model::Span;

/// A text without escapes.
#[derive(Debug)]
pub(super) struct View {
    pub(super) text: String,
    pieces: Vec<EscapedPiece>,
}

/// A stretch of a view.
#[derive(Debug)]
struct EscapedPiece {
    /// Where it begins in the view.
    at: usize,
    /// What it stands for.
    origin: Span,
    /// Whether it is an escape; others stand as they are.
    is_escape: bool,
}

impl View {
    /// The place that `span` of the view stands for; whole escapes where it begins or ends inside one.
    pub(super) fn origin(&self, span: &Span) -> Span {
        let piece = |offset: usize| &self.pieces[self.pieces.partition_point(|piece| piece.at <= offset).max(1) - 1];
        let (first, last) = (piece(span.start), piece(span.end.saturating_sub(1)));
        let start = if first.is_escape { first.origin.start } else { first.origin.start + span.start - first.at };
        let end = if last.is_escape { last.origin.end } else { last.origin.start + span.end - last.at };
        start..end
    }

    /// The stretches around escapes, none touching another: what stands elsewhere stands in the text itself.
    pub(super) fn around_escapes(&self) -> Vec<Span> {
        let mut stretches: Vec<Span> = Vec::new();
        let ends = self.pieces.iter().skip(1).map(|piece| piece.at).chain([self.text.len()]);
        // What spells nothing has no piece of its own, and stands between two others.
        for (piece, end) in self.pieces.iter().zip(ends) {
            let (from, to) = if piece.is_escape { (piece.at, end) } else { (piece.at, piece.at) };
            let (from, to) = (self.word_end(from, Direction::Back), self.word_end(to, Direction::On));
            match stretches.last_mut().filter(|last| from <= last.end) {
                Some(last) => last.end = last.end.max(to),
                None => stretches.push(from..to),
            }
        }
        stretches
    }

    /// The end of a word some way before or behind `at`.
    fn word_end(&self, at: usize, direction: Direction) -> usize {
        let bytes = self.text.as_bytes();
        let is_end = |at: &usize| self.text.is_char_boundary(*at) && bytes.get(*at).is_none_or(u8::is_ascii_whitespace);
        match direction {
            Direction::Back => {
                let from = at.saturating_sub(NEAR);
                (from.saturating_sub(FAR)..=from).rev().find(is_end).unwrap_or(0)
            }
            Direction::On => {
                let from = (at + NEAR).min(bytes.len());
                (from..=bytes.len().min(from + FAR)).find(is_end).unwrap_or(bytes.len())
            }
        }
    }

    /// Appends what stands for `origin`.
    fn push(&mut self, spelled: &str, origin: Span, is_escape: bool) {
        if !spelled.is_empty() {
            self.pieces.push(EscapedPiece { at: self.text.len(), origin, is_escape });
            self.text.push_str(spelled);
        }
    }
}

/// A credential that an escape stands in or before begins or ends so near,
const NEAR: usize = 200;

/// and the word it stands in is no longer than this.
const FAR: usize = 4096;

enum Direction {
    Back,
    On,
}

/// What the escapes of `text` spell; `None` when there are none. Linear in the text.
pub(super) fn unescaped(text: &str) -> Option<View> {
    let mut view = View { text: String::new(), pieces: Vec::new() };
    let (mut kept, mut at) = (0, 0);
    while let Some(mark) = text.as_bytes()[at..].iter().position(|byte| MAY_BEGIN[usize::from(*byte)]).map(|ix| at + ix)
    {
        match escape(text, mark) {
            Some((length, spelled)) => {
                view.push(&text[kept..mark], kept..mark, false);
                view.push(spelled.as_deref().unwrap_or_default(), mark..mark + length, true);
                (kept, at) = (mark + length, mark + length);
            }
            None => {
                at = mark + text.as_bytes()[mark..].iter().take_while(|byte| **byte == text.as_bytes()[mark]).count()
            }
        }
    }
    if kept == 0 {
        return None;
    }
    view.push(&text[kept..], kept..text.len(), false);
    Some(view)
}

/// Whether an escape may begin with a byte; the last ones begin characters that nobody sees. Looked up for every byte of every text.
static MAY_BEGIN: [bool; 256] = {
    let mut may_begin = [false; 256];
    let marks = [b'\\', b'&', b'%', b'*', b'`', b'~', b'<', 0xc2, 0xe2, 0xef];
    let mut ix = 0;
    while ix < marks.len() {
        may_begin[marks[ix] as usize] = true;
        ix += 1;
    }
    may_begin
};

/// The length of the escape at `at`, and what it spells: `None` where that is nothing.
fn escape(text: &str, at: usize) -> Option<(usize, Option<String>)> {
    let rest = &text.as_bytes()[at..];
    let (length, spelled) = match rest[0] {
        b'\\' => backslash(rest)?,
        b'&' => entity(rest)?,
        b'%' => (3, Some(number(rest.get(1..3)?, 16).filter(char::is_ascii)?)),
        b'*' | b'`' | b'~' => (marks(text.as_bytes(), at)?, None),
        b'<' => tag(rest)?,
        _ => (unseen(text.get(at..)?.chars().next()?).then_some(text[at..].chars().next()?.len_utf8())?, None),
    };
    Some((length, spelled.filter(|c| !unseen(*c)).map(String::from)))
}

/// `\u0041`, `\x41`, `\U00000041`, `\u{41}`, `\n`, `\_`, a line that goes on, whatever the number of backslashes.
fn backslash(rest: &[u8]) -> Option<(usize, Option<char>)> {
    let slashes = rest.iter().take_while(|byte| **byte == b'\\').count();
    let after = &rest[slashes..];
    let of_length = |length: usize| Some((slashes + 1 + length, Some(number(after.get(1..=length)?, 16)?)));
    match after.first()? {
        b'u' if after.get(1) == Some(&b'{') => {
            let end = after.iter().take(9).position(|byte| *byte == b'}')?;
            Some((slashes + end + 1, Some(number(after.get(2..end)?, 16)?)))
        }
        b'u' => of_length(4),
        b'U' => of_length(8),
        b'x' => of_length(2),
        b'n' | b'r' => Some((slashes + 1, Some('\n'))),
        b't' => Some((slashes + 1, Some('\t'))),
        b'\n' | b'\r' => Some((slashes + after.iter().take_while(|byte| byte.is_ascii_whitespace()).count(), None)),
        mark if mark.is_ascii_punctuation() => Some((slashes + 1, Some(char::from(*mark)))),
        _ => None,
    }
}

/// The longest name of an entity is a little shorter.
const LONGEST_NAME: usize = 34;

/// `&#65;`, `&#x41;`, `&lowbar;`.
fn entity(rest: &[u8]) -> Option<(usize, Option<char>)> {
    let ended = |length: usize| length + usize::from(rest.get(length) == Some(&b';'));
    if rest.get(1) != Some(&b'#') {
        let end = rest.iter().take(LONGEST_NAME).position(|byte| *byte == b';')?;
        let name = std::str::from_utf8(&rest[1..=end]).ok()?;
        let (first, _) = NAMED_ENTITIES.get(name)?;
        return Some((end + 1, char::from_u32(*first).filter(|c| *c != '\0')));
    }
    let (from, radix) = if matches!(rest.get(2), Some(b'x' | b'X')) { (3, 16) } else { (2, 10) };
    let digits = rest[from..].iter().take_while(|byte| char::from(**byte).is_digit(radix)).take(10).count();
    Some((ended(from + digits), Some(number(&rest[from..from + digits], radix)?)))
}

fn number(digits: &[u8], radix: u32) -> Option<char> {
    let digits = std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|b| b.is_ascii_alphanumeric()))?;
    char::from_u32(u32::from_str_radix(digits, radix).ok()?)
}

/// The length of marks of emphasis or code inside a word.
fn marks(bytes: &[u8], at: usize) -> Option<usize> {
    let is_word = |byte: Option<&u8>| byte.is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    let length = bytes[at..].iter().take_while(|byte| matches!(byte, b'*' | b'`' | b'~')).count();
    (is_word(at.checked_sub(1).and_then(|before| bytes.get(before))) && is_word(bytes.get(at + length)))
        .then_some(length)
}

/// Elements that stand inside a word, and the one that breaks its line.
const INLINE: [&str; 22] = [
    "wbr", "b", "i", "em", "strong", "code", "span", "u", "s", "mark", "small", "sub", "sup", "kbd", "samp", "tt",
    "var", "font", "del", "ins", "q", "bdi",
];

/// A tag of an element that stands inside words.
fn tag(rest: &[u8]) -> Option<(usize, Option<char>)> {
    let end = rest.iter().take(100).position(|byte| *byte == b'>')?;
    let name = rest[1..end].strip_prefix(b"/").unwrap_or(&rest[1..end]);
    let name = &name[..name.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(name.len())];
    let is = |element: &str| name.eq_ignore_ascii_case(element.as_bytes());
    match is("br") {
        true => Some((end + 1, Some('\n'))),
        false => INLINE.iter().any(|element| is(element)).then_some((end + 1, None)),
    }
}

/// Characters that take no room: soft hyphens, joiners, marks of order.
fn unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}
