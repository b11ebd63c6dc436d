//! A place in a text becomes a verdict: whether the words there are words of their own, said by the author.

use std::ops::Range;

use crate::text::is_cjk;

/// How far before a word an address it may belong to can begin, in bytes.
const ADDRESS: usize = 300;

/// Whether the words at `place` are words of their own: not part of a longer word, a compound, a path, an address or a call.
pub(super) fn stands_alone(text: &str, place: &Range<usize>) -> bool {
    let (before, after) = (&text[..place.start], &text[place.end..]);
    let inside = &text[place.clone()];
    let (first, last) = (inside.chars().next(), inside.chars().next_back());
    let (left, right) = (before.chars().next_back(), after.chars().next());
    if joins(left, first) || joins(last, right) || within_hangul(left, first) {
        return false;
    }
    const GLUE: [char; 10] = ['/', '\\', '_', '@', '#', '$', '=', '~', '-', '&'];
    if left.is_some_and(|c| GLUE.contains(&c)) || right.is_some_and(|c| GLUE.contains(&c) || c == '(') {
        return false;
    }
    let word_follows = |text: &str| text.chars().nth(1).is_some_and(char::is_alphanumeric);
    if matches!(right, Some('.' | ':')) && word_follows(after) {
        return false;
    }
    let word_precedes = before.chars().rev().nth(1).is_some_and(|c| !c.is_whitespace());
    if matches!(left, Some('.' | ':')) && word_precedes || left == Some('.') && before.len() == 1 {
        return false;
    }
    // No scheme is longer ago than this; a text without spaces stays linear.
    let reach = (0..=before.len().saturating_sub(ADDRESS)).rev().find(|&at| before.is_char_boundary(at)).unwrap_or(0);
    let near = &before[reach..];
    let token = near.rfind(char::is_whitespace).map_or(near, |at| &near[at..]);
    !token.contains("://")
}

/// Whether `left` and `right`, which stand beside each other, are letters of one word. Han and Kana are written without spaces: only a run
/// of Katakana is one word.
fn joins(left: Option<char>, right: Option<char>) -> bool {
    let (Some(left), Some(right)) = (left, right) else { return false };
    let katakana = |c: char| matches!(c, '\u{30a1}'..='\u{30fa}' | '\u{30fc}');
    if is_cjk(left) || is_cjk(right) {
        return katakana(left) && katakana(right);
    }
    left.is_alphanumeric() && right.is_alphanumeric()
}

/// Whether a word of Hangul begins within another; at its end it takes particles and stays itself.
fn within_hangul(left: Option<char>, first: Option<char>) -> bool {
    let hangul = |c: Option<char>| matches!(c, Some('\u{ac00}'..='\u{d7af}'));
    hangul(left) && hangul(first)
}

/// Whether the words at `place`, written with a capital within a sentence, stand beside another word with one: they are then part of a
/// longer name (`Site Reliability Engineers`).
pub(super) fn within_a_name(text: &str, place: &Range<usize>) -> bool {
    let name = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    };
    let words = &text[place.clone()];
    if !name(words) {
        return false;
    }
    let before = text[..place.start]
        .strip_suffix(' ')
        .and_then(|before| before.split_whitespace().next_back().map(|word| (before, word)));
    let follows = text[place.end..].strip_prefix(' ').is_some_and(name);
    let precedes = before.is_some_and(|(before, word)| {
        let start = before.len() - word.len();
        name(word) && !begins_a_sentence(&text[..start])
    });
    precedes || follows && !begins_a_sentence(&text[..place.start])
}

/// Whether what follows `before` is the first word of a sentence.
pub(super) fn begins_a_sentence(before: &str) -> bool {
    before
        .trim_end()
        .chars()
        .next_back()
        .is_none_or(|c| matches!(c, '.' | '!' | '?' | ':' | ';' | '(' | '"' | '“' | '-' | '–' | '—' | '|'))
}

/// Whether one small word after `to` is likely a verb (`to host`, `to service`).
pub(super) fn is_verb(text: &str, place: &Range<usize>) -> bool {
    let word = &text[place.clone()];
    let one = word.chars().all(|c| c.is_ascii_lowercase()) && !word.ends_with('s');
    one && text[..place.start].strip_suffix(' ').and_then(|before| before.split_whitespace().next_back()) == Some("to")
}

/// Quotations within a passage: four words or more between quotation marks; fewer are a word used with care.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut keep = |start: usize, end: usize| {
        if text[start..end].split_whitespace().nth(3).is_some() {
            found.push(start..end);
        }
    };
    let mut open = None;
    let mut straight = None;
    let paired = text.matches('"').count().is_multiple_of(2);
    for (ix, c) in text.char_indices() {
        match c {
            '“' | '„' | '«' | '「' => open = Some(ix),
            '”' | '»' | '」' => {
                if let Some(start) = open.take() {
                    keep(start, ix);
                }
            }
            '"' if paired => match straight.take() {
                Some(start) => keep(start, ix),
                None => straight = Some(ix),
            },
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alone(text: &str, word: &str) -> bool {
        let at = text.find(word).expect("the word is in the text");
        stands_alone(text, &(at..at + word.len()))
    }

    #[test]
    fn parts_of_words_paths_and_addresses_are_no_words() {
        for text in ["pod.", "(pod)", "the pod's", "pod: it", "a pod—then", "“pod”", "もしpodが"] {
            assert!(alone(text, "pod"), "{text}");
        }
        for text in [
            "tripod",
            "pods",
            "/pod",
            "pod/1",
            "pod-1",
            "a-pod",
            "pod.json",
            "my.pod",
            "pod_name",
            "pod(",
            "https://a.example?pod",
        ] {
            assert!(!alone(text, "pod"), "{text}");
        }
        assert!(alone("컨테이너가 멈췄다", "컨테이너") && !alone("새컨테이너가", "컨테이너"));
        assert!(alone("大きな障害が", "障害") && !alone("ポッドキャスト", "ポッド"));
    }

    #[test]
    fn parts_of_names_and_verbs_are_told() {
        let place = |text: &str, word: &str| {
            let at = text.find(word).expect("the word is in the text");
            at..at + word.len()
        };
        let named = |text: &str, word: &str| within_a_name(text, &place(text, word));
        assert!(
            named("our Site Reliability Engineers", "Reliability") && named("a Service Unavailable page", "Service")
        );
        assert!(
            !named("The Service failed", "Service")
                && !named("Service Desk called", "Service")
                && !named("a service Desk", "service")
        );
        let verb = |text: &str| is_verb(text, &place(text, "host"));
        assert!(
            verb("able to host it") && !verb("the host") && !verb("to hosts".replace("hosts", "the host").as_str())
        );
    }

    #[test]
    fn four_words_in_quotation_marks_are_a_quotation() {
        let quoted = |text: &'static str| quotations(text).into_iter().map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(quoted("He said “it is all fine” and “fine”."), ["“it is all fine"]);
        assert_eq!(quoted("It read \"no space left on device\" twice."), ["\"no space left on device"]);
        assert_eq!(quoted("A 3\" disk and more and more."), Vec::<&str>::new());
    }
}
