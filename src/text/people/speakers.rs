//! A line of a conversation becomes who speaks: `<anna> done`, `[10:03] anna: done`, `Anna Berg [10:03 AM]`.

use crate::text::people::given_names::is_given_name;

/// Who speaks in `line`, as written; nobody where it may be a line of a log.
pub fn speakers(line: &str) -> Vec<&str> {
    let line = line.trim_start_matches(['>', ' ', '\t', '*', '-']).trim_end();
    let (timed, rest) = after_time(line);
    if let Some(name) = rest.strip_prefix('<').and_then(|rest| rest.split_once("> ")).map(|(name, _)| name) {
        let name = name.trim_start_matches(['@', '+', ' ', '~']);
        return if is_nick(name) { vec![name] } else { Vec::new() };
    }
    if timed && let Some((name, _)) = rest.split_once(':').filter(|(name, _)| is_nick(name) && is_known(name)) {
        return vec![name.trim_matches(['*', '@', ' '])];
    }
    let words: Vec<&str> =
        line.split_whitespace().map(|word| word.trim_matches(['*', '_', '(', ')', '[', ']'])).collect();
    let half = words.last().is_some_and(|word| ["AM", "PM", "am", "pm"].contains(word));
    let names = words.len().saturating_sub(if half { 2 } else { 1 });
    let bracketed = line.ends_with([']', ')']);
    let times = words.get(names).is_some_and(|word| is_clock(word));
    let named = (1..=3).contains(&names) && words[..names].iter().all(|word| is_nick(word));
    if times && named && (half || bracketed) { words[..names].to_vec() } else { Vec::new() }
}

/// What follows a time at a line's start, and whether there is one.
fn after_time(line: &str) -> (bool, &str) {
    let Some((first, rest)) = line.split_once(' ') else { return (false, line) };
    let bare = first.trim_matches(['[', ']', '(', ')']);
    if !is_clock(bare) {
        return (false, line);
    }
    let rest = rest.trim_start();
    let half =
        ["AM]", "PM]", "AM", "PM", "am", "pm"].iter().find_map(|half| rest.strip_prefix(half)?.strip_prefix(' '));
    (true, half.unwrap_or(rest).trim_start())
}

fn is_clock(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    digits.contains(':')
        && digits.split(':').all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a word may be what somebody is called in a conversation.
fn is_nick(word: &str) -> bool {
    let word = word.trim_matches(['*', '@', ' ']);
    (2..=20).contains(&word.chars().count())
        && word.starts_with(char::is_alphabetic)
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '|'))
}

/// Whether it is the name of the list, in capitals or not.
fn is_known(word: &str) -> bool {
    let word = word.trim_matches(['*', '@', ' ']);
    let mut letters = word.chars();
    let capitalised: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    is_given_name(&capitalised)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_a_conversation_names_who_speaks() {
        for (line, who) in [
            ("<tanex> hi", "tanex"),
            ("10:07 <quorl> hello", "quorl"),
            ("[10:03] anna: restarting the writer", "anna"),
            ("Anna Berg [10:03 AM]", "Anna Berg"),
            ("> **Ravi** [10:05 AM]", "Ravi"),
            ("quorl 10:05 AM", "quorl"),
            ("[10:03] kubelet: failed to pull", ""),
            ("Oct 11 22:14:15 gate sshd[12]: closed", ""),
            ("10:03 Deploy of the gate", ""),
            ("Started 10:03", ""),
        ] {
            assert_eq!(speakers(line).join(" "), who, "{line}");
        }
    }
}
