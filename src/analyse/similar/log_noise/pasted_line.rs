//! A line of pasted text becomes its words, by what the line is: a header of a mail, a name in a chat, a frame of a stack, a record in
//! JSON, or text.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::noise_words::{self, KeyWorth};
use super::token;

/// What chats say of themselves.
static CHATTER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let phrases = [
        "joined the channel",
        "left the channel",
        "has joined",
        "has left",
        "has quit",
        "joined #",
        "left #",
        "was added to #",
        "set the channel",
        "renamed the channel",
        "archived the channel",
        "pinned a message",
        "pinned to this channel",
        "replied to a thread",
        "Also sent to the channel",
        "View thread",
        "Last reply",
        "added an integration",
        "Sent from my",
        "started a call",
        "changed the topic",
        "sets mode",
        "joined the meeting",
        "left the meeting",
    ];
    AhoCorasick::new(phrases).expect("the phrases are few and short")
});

/// How long a line may be that a chat says of itself.
const SHORT: usize = 160;

/// Appends to `out` the words of a line that say something; `next` is the line below it.
pub(super) fn words(line: &str, next: &str, out: &mut String) {
    let line = line.trim_start_matches([' ', '\t', '>', '|', '*', '\u{2502}', '\u{feff}']);
    let text = line.trim_end();
    if text.is_empty() || is_unsaid(text) || is_name_alone(text, next) {
        return;
    }
    if frame(text, out) || record(text, out) {
        return;
    }
    match setting(text) {
        Some((KeyWorth::Skipped, _)) => {}
        Some((_, value)) => token::words(after_head(value), out),
        None => token::words(after_head(text), out),
    }
}

/// `Severity: critical`, `Alert: PoolExhausted`: what the key is worth where it is worth nothing, and the value.
fn setting(text: &str) -> Option<(KeyWorth, &str)> {
    let at = text.bytes().take(17).position(|byte| matches!(byte, b':' | b' '))?;
    let (name, value) = (&text[..at], text[at..].strip_prefix(": ")?);
    match noise_words::key(name) {
        KeyWorth::Said => None,
        // A sentence is more than the value of a key.
        KeyWorth::Skipped if value.split_ascii_whitespace().nth(8).is_some() => Some((KeyWorth::Unsaid, value)),
        worth => Some((worth, value)),
    }
}

/// Lines that say nothing: headers of mails, heads of stacks, what chats say of themselves.
fn is_unsaid(text: &str) -> bool {
    let first = text.as_bytes()[0];
    let head = match first {
        b'.' => text.starts_with("... ") && (text.ends_with(" more") || text.ends_with("omitted")),
        b'T' => text.starts_with("Traceback (most recent"),
        b's' => text == "stack backtrace:",
        b'g' => text.starts_with("goroutine ") && text.ends_with(':'),
        b'0'..=b'9' => text.split(' ').nth(1).is_some_and(|said| matches!(said, "replies" | "reply")),
        b'O' => text.starts_with("On ") && text.ends_with(" wrote:"),
        b'N' => text.starts_with("NAME ") && (text.contains("AGE") || text.contains("STATUS")),
        b'r' => text.starts_with("runtime.") && text.contains('('),
        _ => false,
    };
    head || is_mail_header(text) || text.len() <= SHORT && CHATTER.is_match(text)
}

fn is_mail_header(text: &str) -> bool {
    let Some(colon) = text.bytes().take(32).position(|b| b == b':') else { return false };
    let name = &text.as_bytes()[..colon];
    let value = &text[colon + 1..];
    let exact = matches!(
        name,
        b"From"
            | b"To"
            | b"Cc"
            | b"CC"
            | b"Bcc"
            | b"Date"
            | b"Sent"
            | b"Reply-To"
            | b"Message-ID"
            | b"Message-Id"
            | b"MIME-Version"
            | b"Content-Type"
            | b"Content-Transfer-Encoding"
            | b"Received"
            | b"Return-Path"
            | b"Delivered-To"
            | b"References"
            | b"In-Reply-To"
            | b"Importance"
            | b"Precedence"
            | b"Auto-Submitted"
            | b"DKIM-Signature"
            | b"Authentication-Results"
    );
    value.starts_with(' ')
        && (exact || name.starts_with(b"X-") || name.starts_with(b"List-") || name.starts_with(b"ARC-"))
}

/// A name above a time (`Anna Berg` / `10:32 AM`), or beside one and nothing else (`anna  10:32 AM`).
fn is_name_alone(text: &str, next: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let named = |text: &str| {
        let words = text.split_whitespace().count();
        words <= 4 && text.starts_with(char::is_alphabetic) && !text.contains([':', '=', '/', ',', '.', '('])
    };
    if is_time_alone(next.trim()) && named(text) && text.starts_with(char::is_uppercase) {
        return true;
    }
    let Some(at) = text.find(|c: char| c.is_ascii_digit() || c == '[') else { return false };
    if at == 0 {
        let (time, name) = text.split_at(text.find(']').map_or(0, |close| close + 1));
        return time.contains(':') && !name.is_empty() && is_proper(name.trim());
    }
    let (name, time) = text.split_at(at);
    let bare = name.trim_end();
    let apart = is_proper(bare)
        || name.ends_with("  ")
        || name.ends_with('\t')
        || bare.ends_with("APP")
        || time.ends_with(['M', 'm', ']']);
    apart && named(bare) && is_time_alone(time.trim_matches(['[', ']']))
}

/// Two or three words with capitals: somebody's whole name.
fn is_proper(name: &str) -> bool {
    let words = name.split(' ').count();
    (2..=3).contains(&words)
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase) && !word.contains([':', '=', '/']))
}

/// `10:32`, `10:32 AM`, `10:32:11`.
fn is_time_alone(text: &str) -> bool {
    let time = text.trim_end_matches([' ', 'A', 'P', 'M', 'a', 'p', 'm']);
    (4..=8).contains(&time.len())
        && time.starts_with(|c: char| c.is_ascii_digit())
        && time.contains(':')
        && time.bytes().all(|b| b.is_ascii_digit() || b == b':')
}

/// The line without the time and the name that a chat puts before what somebody says, and without a mail's `Re:`.
fn after_head(text: &str) -> &str {
    let mut rest = text;
    for mark in ["Subject:", "Re:", "RE:", "Fwd:", "FW:", "AW:", "WG:", "Caused by:"] {
        rest = rest.strip_prefix(mark).map_or(rest, str::trim_start);
    }
    let meeting = |rest: &&str| rest.starts_with(|c: char| c.is_ascii_digit()) && rest.get(8..14) == Some(" From ");
    if let Some((_, said)) = Some(rest).filter(meeting).and_then(|rest| rest.split_once(" to Everyone:")) {
        return said;
    }
    if let Some(said) = after_name_and_time(rest) {
        return said;
    }
    let time = rest.find(|c: char| !(c.is_ascii_digit() || " []:-./,TZ".contains(c))).unwrap_or(rest.len());
    let (time, said) = rest.split_at(time);
    if let Some(close) = said.strip_prefix('<').and_then(|said| said.find('>'))
        && close <= 24
    {
        return &said[close + 2..];
    }
    let seconds = time.matches(':').count() > 1;
    let Some(colon) = said.bytes().take(48).position(|b| b == b':').filter(|_| time.contains(':')) else { return rest };
    let name = &said[..colon];
    let words = name.split(' ').count();
    let is_name = (1..=3).contains(&words)
        && said[colon + 1..].starts_with(' ')
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '_' | '-'))
        && (!seconds || is_proper(name));
    if is_name { &said[colon + 2..] } else { rest }
}

/// `Anna Berg 10:32: text`.
fn after_name_and_time(text: &str) -> Option<&str> {
    let at = text.bytes().take(40).position(|byte| byte.is_ascii_digit())?;
    let (name, rest) = (text[..at].strip_suffix(' ')?, &text[at..]);
    let (time, said) = rest.split_once(": ")?;
    (is_time_alone(time) && is_proper(name)).then_some(said)
}

/// A frame of a stack: its class and method, or its file and function. Those of the language itself say nothing.
fn frame(text: &str, out: &mut String) -> bool {
    if let Some(rest) = text.strip_prefix("File \"") {
        return python(rest, out);
    }
    if let Some(path) = text.split(' ').next().filter(|path| path.starts_with('/') && path.contains(".go:")) {
        return path.len() == text.len() || text[path.len()..].starts_with(" +0x");
    }
    if let Some((number, path)) = text.split_once(": ").filter(|_| text.starts_with(|c: char| c.is_ascii_digit())) {
        // `12: core::panicking::panic_fmt`
        let counted = number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit()) && !path.contains(' ');
        return counted && (is_vendor(path) || path.starts_with("rust_") || path.starts_with("__rust"));
    }
    let Some(call) = text.strip_prefix("at ") else { return false };
    let call = call.trim_end_matches([' ', '{']);
    let call = call.strip_prefix("async ").or(call.strip_prefix("new ")).unwrap_or(call);
    let (name, place) = match call.find(" (").or(call.find('(')) {
        Some(at) => (&call[..at], &call[at..]),
        None => ("", call),
    };
    let name = name.split(" [").next().unwrap_or(name);
    let placed = place.contains(".java")
        || place.contains(".kt:")
        || place.contains("Native Method")
        || place.contains("Unknown Source");
    let numbered =
        || place.rsplit(':').next().is_some_and(|end| end.trim_end_matches(')').bytes().all(|b| b.is_ascii_digit()));
    let net = || place.contains(":line ");
    let dotnet = || place.starts_with('(') && place.ends_with(')') && name.contains('.');
    let is_frame = !name.contains(' ')
        && (placed || (place.contains(['/', '\\', '<']) || place.contains("node:")) && numbered() || net() || dotnet());
    if is_frame && !is_vendor(call) {
        for part in tail(name) {
            token::name(part, out);
        }
    }
    is_frame
}

/// `File "/app/relay/poll.py", line 12, in fetch`.
fn python(rest: &str, out: &mut String) -> bool {
    let Some((path, place)) = rest.split_once("\", line ") else { return false };
    if !is_vendor(path) {
        let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
        token::name(file.split('.').next().unwrap_or(file), out);
        if let Some((_, function)) = place.split_once(", in ").filter(|(_, function)| !function.starts_with('<')) {
            token::name(function, out);
        }
    }
    true
}

/// The last two parts of a qualified name.
fn tail(name: &str) -> impl Iterator<Item = &str> {
    let parts: Vec<&str> =
        name.split(['.', '/', ':']).filter(|part| !part.is_empty() && !part.starts_with('<')).collect();
    parts.into_iter().rev().take(2).rev()
}

/// Whether a frame is one of a language's own library, which every program's stack has.
fn is_vendor(call: &str) -> bool {
    let begins = [
        "java.",
        "java.base/",
        "javax.",
        "jdk.",
        "sun.",
        "System.",
        "Microsoft.",
        "core::",
        "std::",
        "alloc::",
        "/rustc/",
        "node:",
    ];
    let holds = ["site-packages", "node_modules", "/usr/lib/", "/lib/python", "(node:", "/rustc/", "internal/process"];
    begins.iter().any(|start| call.starts_with(start)) || holds.iter().any(|part| call.contains(part))
}

/// A record in JSON, or a line of one: its values, and the keys that are worth a word.
fn record(text: &str, out: &mut String) -> bool {
    let opens = text.starts_with(['{', '"', '[']) && text.contains("\":");
    if !opens {
        return false;
    }
    super::json_line::words(text, |line, out| words(line, "", out), out);
    true
}
