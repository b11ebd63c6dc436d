//! One stretch of a line between spaces becomes the words in it that say something; numbers, times, ids and addresses do not.

use super::noise_words::{EXTENSION, FOLDER, HASH, HOST_LABEL, LEVEL, MONTH, REQUEST, ROOT, UNIT, WEEKDAY, among};
use super::token_shape::{self, TokenShape};
use crate::text::is_cjk;

/// What came just before: it decides what `ms`, `PM` and `Mar` are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Before {
    Word,
    Number,
    Time,
}

/// Writes the words of lines.
pub(super) struct LineWords<'o> {
    out: &'o mut String,
    before: Before,
}

/// Appends to `out` the words of `text` that say something, a space between them.
pub(super) fn words(text: &str, out: &mut String) {
    let mut words = LineWords { out, before: Before::Word };
    let mut rest = text.trim_ascii_start();
    while !rest.is_empty() {
        let (end, shape) = TokenShape::of_first(rest);
        let (chunk, after) = rest.split_at(end);
        rest = after.trim_ascii_start();
        words.chunk(chunk, shape, rest);
    }
}

/// Appends the words of one name, such as a method's: `lambda$poll$0` or `PoolGuard`.
pub(super) fn name(name: &str, out: &mut String) {
    LineWords { out, before: Before::Word }.part(name);
}

impl LineWords<'_> {
    fn say(&mut self, word: &str) {
        if !self.out.is_empty() {
            self.out.push(' ');
        }
        self.out.push_str(word);
        self.before = Before::Word;
    }

    /// What stands between two spaces, and the rest of the line.
    fn chunk(&mut self, chunk: &str, shape: TokenShape, rest: &str) {
        if shape.is_letters() {
            return self.letters(chunk, rest);
        }
        if let Some(inside) = chunk.trim_end_matches([':', ',']).strip_prefix('[').and_then(|c| c.strip_suffix(']'))
            && is_tag(inside)
        {
            return;
        }
        let mut core = trim(chunk);
        while let Some(rest) = after_emoji(core) {
            core = trim(rest);
        }
        let core = core.trim_start_matches(':');
        if core.starts_with('@') || core.starts_with("HTTP/") || core == "edited" && chunk.starts_with('(') {
            return;
        }
        match TokenShape::of(core) {
            shape if shape.is_empty() => {}
            shape if shape.is_letters() => self.letters(core, rest),
            shape if shape.has_no_letters() => self.number(core, rest),
            shape if shape.is_foreign() => self.foreign(core),
            _ if token_shape::is_klog(core) && rest.as_bytes().get(2) == Some(&b':') => self.before = Before::Number,
            _ => self.mixed(core),
        }
    }

    fn letters(&mut self, word: &str, rest: &str) {
        if word.len() > 1 && self.before == Before::Word && word.as_bytes()[0].is_ascii_lowercase() {
            return self.say(word);
        }
        let next = first(rest);
        let dates = || next.starts_with(|c: char| c.is_ascii_digit()) || self.before != Before::Word;
        let noise = match self.before {
            _ if word.len() == 1 => true,
            Before::Number | Before::Time if among(UNIT, word) => true,
            _ if among(LEVEL, word) => true,
            _ if among(REQUEST, word) => next.starts_with('/') || next.starts_with("http"),
            _ if among(MONTH, word) => dates(),
            _ if among(WEEKDAY, word) => dates() || among(MONTH, trim(next)),
            _ => false,
        };
        if !noise {
            self.say(word);
        }
    }

    /// Digits and marks: only a status of HTTP says something.
    fn number(&mut self, core: &str, rest: &str) {
        if self.before == Before::Word && super::noise_words::is_status(core) && !among(UNIT, trim(first(rest))) {
            self.say(core);
        }
        self.before = if core.contains(':') { Before::Time } else { Before::Number };
    }

    fn mixed(&mut self, core: &str) {
        if let Some((before, after)) = core.split_once("://") {
            // What stands before it: `see=https`, `url:https`, or the scheme alone.
            if let Some((key, _)) = before.rsplit_once(['=', ':', '"', '(', '<', '|']) {
                self.pieces(key);
            }
            return self.address(after);
        }
        if let Some((key, value)) = core.split_once('=').filter(|(key, _)| token_shape::is_key(key)) {
            return self.setting(key, value);
        }
        if let Some((before, after)) = core.split_once('@') {
            // `Connection@5e91993f` is a thing and where it lies in memory; all else is somebody's address.
            return if token_shape::is_hex(after) { self.pieces(before) } else { self.before = Before::Word };
        }
        if token_shape::is_address(core) || core.as_bytes()[0].is_ascii_digit() && token_shape::is_measure(core) {
            self.before = if core.contains(':') { Before::Time } else { Before::Number };
            return;
        }
        self.pieces(core);
    }

    /// `key=value`.
    fn setting(&mut self, key: &str, value: &str) {
        match super::noise_words::key(key) {
            super::noise_words::KeyWorth::Skipped => return,
            super::noise_words::KeyWorth::Unsaid => {}
            super::noise_words::KeyWorth::Said => self.pieces(key),
        }
        self.before = Before::Word;
        let value = trim(value);
        match TokenShape::of(value) {
            shape if shape.is_empty() => {}
            shape if shape.has_no_letters() => self.number(value, ""),
            shape if shape.is_letters() => self.letters(value, ""),
            _ => self.mixed(value),
        }
    }

    /// What follows `://`: the words of the host and of the path.
    fn address(&mut self, rest: &str) {
        let rest = &rest[..rest.find(['?', '#', '"', '\'', ')', '>', '|', ',']).unwrap_or(rest.len())];
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.rsplit('@').next().unwrap_or(host);
        let host = host.split(':').next().unwrap_or(host);
        let labels: Vec<&str> = host.split('.').collect();
        let named = if labels.len() > 1 { &labels[..labels.len() - 1] } else { &labels[..] };
        for label in named.iter().filter(|label| !among(HOST_LABEL, label)) {
            self.part(label);
        }
        for piece in path.split('/') {
            self.dotted(trim(piece));
        }
    }

    /// Cuts at every mark that joins no name.
    fn pieces(&mut self, text: &str) {
        let path = text.contains(['/', '\\']);
        let text = if path { text.split('?').next().unwrap_or(text) } else { text };
        for piece in
            text.split(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '\'') || !c.is_ascii()))
        {
            let piece = trim(piece);
            if !(piece.is_empty() || path && among(FOLDER, piece) || among(HASH, piece)) {
                self.dotted(piece);
            }
        }
    }

    /// Names joined by dots: a class in its package, a host, a file.
    fn dotted(&mut self, text: &str) {
        if !text.contains('.') {
            return self.part(text);
        }
        let mut parts = text.split('.').filter(|part| !part.is_empty()).peekable();
        let mut first = true;
        while let Some(part) = parts.next() {
            let ends = parts.peek().is_none() && !first;
            if !(among(ROOT, part) || ends && among(EXTENSION, part)) {
                self.part(part);
            }
            first = false;
        }
    }

    /// A name, perhaps of parts: `kube-proxy`, `nf_conntrack`, `INC-214`. Numbers and hashes among the parts are left out.
    fn part(&mut self, text: &str) {
        let text = text.trim_matches(['-', '_', '\'']);
        if !text.is_ascii() {
            return self.foreign(text);
        }
        if token_shape::is_ticket(text) {
            return self.say(text);
        }
        if token_shape::is_uuid(text) {
            return;
        }
        let (mut said, mut hashed) = (false, false);
        let mut start = 0;
        while start < text.len() {
            let end = text[start..].find(['-', '_', '$']).map_or(text.len(), |at| start + at);
            let part = &text[start..end];
            let suffix = hashed && part.len() == 5;
            hashed = start > 0 && part.len() > 5 && !token_shape::says_something(part, false);
            if !suffix && token_shape::says_something(part, start == 0) && part != "lambda" {
                if said && text.as_bytes()[start - 1] != b'$' {
                    self.out.push_str(&text[start - 1..end]);
                } else {
                    self.say(part);
                }
                said = true;
            }
            start = end + 1;
        }
        if !said {
            self.before = Before::Number;
        }
    }

    /// Letters beyond ASCII among others: cut where Chinese, Japanese or Korean begins or ends, and at every mark.
    fn foreign(&mut self, core: &str) {
        let mut start = 0;
        let mut kind = None;
        for (at, c) in core.char_indices().chain([(core.len(), ' ')]) {
            let now = match c {
                c if is_cjk(c) => Some(true),
                c if c.is_alphanumeric() || c.is_ascii_punctuation() || is_mark(c) || c == '’' => Some(false),
                _ => None,
            };
            if now != kind {
                match kind {
                    Some(true) => self.say(&core[start..at]),
                    Some(false) => self.western(&core[start..at]),
                    None => {}
                }
                (start, kind) = (at, now);
            }
        }
    }

    fn western(&mut self, text: &str) {
        if text.is_ascii() {
            let text = trim(text);
            match TokenShape::of(text) {
                shape if shape.is_empty() => {}
                shape if shape.has_no_letters() => self.number(text, ""),
                _ => self.mixed(text),
            }
            return;
        }
        let joins = |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '-' | '_' | '\'' | '’');
        for word in text.split(|c| !joins(c)).map(|word| word.trim_matches(['-', '_', '\'', '’'])) {
            if word.is_ascii() {
                if !word.is_empty() {
                    self.dotted(word);
                }
            } else {
                self.say(word);
            }
        }
    }
}

/// The first stretch between spaces.
fn first(rest: &str) -> &str {
    rest.split_ascii_whitespace().next().unwrap_or("")
}

/// Whether `c` belongs to a letter before it: accents, vowel signs, what joins letters.
fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && !c.is_alphanumeric()
        && !c.is_whitespace()
        && matches!(u32::from(c), 0x300..=0x36f | 0x483..=0x487 | 0x591..=0x5c7 | 0x610..=0x670 | 0x6d6..=0x6ed | 0x900..=0x109f | 0x1780..=0x17d3 | 0x200c..=0x200d)
}

/// Without the marks around it. An `@` and a `:` before it stay: they say what it is.
fn trim(chunk: &str) -> &str {
    let inner = chunk.trim_end_matches(|c: char| c.is_ascii_punctuation() && c != ':');
    let inner = inner.trim_start_matches(|c: char| c.is_ascii_punctuation() && !matches!(c, '@' | ':'));
    // The last colon of `:fire:` stays, that of `nginx:` goes.
    if inner.starts_with(':') { inner } else { inner.trim_end_matches(|c: char| c.is_ascii_punctuation()) }
}

/// What follows an emoji's code at the beginning of `text`.
fn after_emoji(text: &str) -> Option<&str> {
    let (code, rest) = text.strip_prefix(':')?.split_once(':')?;
    let named = code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-' | b'+'));
    let is_time = code.bytes().all(|b| b.is_ascii_digit());
    (named && !code.is_empty() && !is_time).then_some(rest)
}

/// Whether what stands in square brackets is no text: a level, a thread, a process, a count.
fn is_tag(inside: &str) -> bool {
    let level = among(LEVEL, &inside.to_ascii_uppercase()) || inside == "main";
    level || inside.bytes().any(|b| b.is_ascii_digit()) && !token_shape::is_ticket(inside) && !inside.contains("://")
}
