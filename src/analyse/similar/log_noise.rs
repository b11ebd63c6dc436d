//! Pasted text (an alert, a log, a stack trace, a chat) becomes the words in it that say what happened.
//!
//! An alert's mail, a stack trace, lines of logs, a chat of several thousand lines: times, numbers, ids, addresses, quoting marks,
//! levels, nicknames and what programs say of themselves are set aside, and a line that comes again counts a few times only. Names of
//! errors, services, alerts and tickets stay, and so does every word of every script. Linear in the length of the text.

mod json_line;
mod noise_words;
mod pasted_line;
#[cfg(test)]
mod tests;
mod token;
mod token_shape;

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// How often a line counts that comes again and again with other numbers.
const MOST: u8 = 3;

/// The words of `text` that say something, in the order and the lines in which they stand.
pub(super) fn quiet(text: &str) -> String {
    let mut out = String::with_capacity(text.len().min(1 << 20));
    let mut seen: HashMap<u64, u8, BuildHasherDefault<Same>> = HashMap::default();
    let (mut bare, mut words) = (String::new(), String::new());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let line = without_controls(line, &mut bare);
        words.clear();
        pasted_line::words(line, lines.peek().copied().unwrap_or(""), &mut words);
        if words.is_empty() {
            continue;
        }
        let times = seen.entry(sign(&words)).or_default();
        if *times < MOST {
            *times += 1;
            out.push_str(&words);
            out.push('\n');
        }
    }
    out
}

/// The line without colours and other controls of a terminal.
fn without_controls<'l>(line: &'l str, bare: &'l mut String) -> &'l str {
    let controls = line.contains('\u{1b}');
    // Copied from some places, colours have lost the character that makes them one.
    if !controls && !line.split('[').skip(1).any(|rest| rest.starts_with("0m")) {
        return line;
    }
    bare.clear();
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            '[' if !controls => {
                let code = chars.as_str();
                let end = code.find(|c: char| !(c.is_ascii_digit() || c == ';')).unwrap_or(code.len());
                match code[end..].strip_prefix('m') {
                    Some(rest) if end > 0 => chars = rest.chars(),
                    _ => bare.push('['),
                }
            }
            '\u{1b}' => {
                // `[` opens a sequence that ends with a letter, `]` one that ends with a bell.
                match chars.next() {
                    Some('[') => drop(chars.find(|c| ('@'..='~').contains(c))),
                    Some(']') => drop(chars.find(|c| matches!(c, '\u{7}' | '\\'))),
                    _ => {}
                }
            }
            c if c.is_control() && c != '\t' => {}
            c => bare.push(c),
        }
    }
    bare
}

/// A number for the words of a line, digits and spaces left out: FNV-1a.
fn sign(words: &str) -> u64 {
    words
        .bytes()
        .filter(|byte| !(byte.is_ascii_digit() || *byte == b' '))
        .fold(0xcbf2_9ce4_8422_2325, |sign, byte| (sign ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3))
}

/// Keys that are well mixed already.
#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}
