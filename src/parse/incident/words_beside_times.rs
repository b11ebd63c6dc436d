//! What stands before and behind a time in a sentence becomes the words that say of what it is the time.

use crate::parse::vocabulary::WindowWords;
use crate::text::is_cjk;

/// Whether what follows an end says that it was none: "17 to 18 November and the week that followed".
pub(super) fn goes_on_after(after: &str) -> bool {
    const ON: [&str; 8] = [
        "and the subsequent",
        "and the following",
        "and beyond",
        "onward",
        "and the rest of",
        "und darüber hinaus",
        "et au-delà",
        "y posteriores",
    ];
    let near: String = after.chars().take(48).collect();
    ON.iter().any(|on| near.contains(on))
}

/// The last word before a time, but for those that only lead to a clock: "between about", "mellom kl".
pub(super) fn leading_word<'t>(before: &'t str, words: &WindowWords) -> &'t str {
    before.split([' ', '(', ',']).rev().find(|word| !is_one(word, &words.about)).unwrap_or_default()
}

/// Whether the next time ends what this one begins: "from … until …", "between … and …".
pub(super) fn is_pair(begins: &str, next_before: &str, before: &str, words: &WindowWords) -> bool {
    let joint = leading_word(next_before, words);
    // Nothing but the time itself and the joint may stand between the two.
    let near = next_before.len().saturating_sub(before.len()) < 48;
    let pairs = [(&words.from, &words.to), (&words.between, &words.and)];
    near && pairs.into_iter().any(|(first, second)| is_one(begins, first) && is_one(joint, second))
}

pub(super) fn is_one(word: &str, words: &[String]) -> bool {
    words.iter().any(|known| known == word)
}

pub(super) fn last_clause(before: &str) -> &str {
    if before.ends_with([';', '、', '，', '；', '。']) {
        return "";
    }
    before
        .rsplit([',', ';', '(', '–', '—', '、', '，', '；'])
        .find(|part| !part.trim().is_empty())
        .map_or(before, str::trim)
}

pub(super) fn next_clause(after: &str) -> &str {
    let end =
        after.char_indices().skip(2).find(|(_, c)| matches!(c, ';' | '(' | '–' | '—')).map_or(after.len(), |(i, _)| i);
    after.get(..end).unwrap_or(after)
}

/// What stopped: what it no longer did is nothing that anybody began.
pub(super) fn subject(words: &str) -> &str {
    const STOPPED: [&str; 7] = [" stopped ", " перестал", " przestał", " dejó ", " parou ", " a cessé ", " ha smesso "];
    const FAILED: [&str; 4] = [" began failing", " began to fail", " started failing", " started to fail"];
    if FAILED.iter().any(|failed| words.contains(failed)) {
        // "Deploys began failing": nobody began that, whatever it was.
        return "";
    }
    let end = STOPPED.iter().filter_map(|word| words.find(word)).min();
    end.and_then(|end| words.get(..end)).unwrap_or(words)
}

pub(super) fn first_words(text: &str) -> &str {
    if text.trim_start().starts_with(is_cjk) {
        return text.split(['，', '、', '。', '；']).next().unwrap_or(text);
    }
    let end = text.match_indices(' ').nth(4).map_or(text.len(), |(i, _)| i);
    text.get(..end).unwrap_or(text)
}
