//! A value as people write it becomes a duration, a severity, or names of teams.

use crate::model::Config;
use crate::parse::times::duration;
use crate::parse::vocabulary::{says_nothing, words};

/// A duration, whole or before a remark, or in parentheses at the end: "21:45 to 23:28 UTC (103 minutes)".
#[expect(clippy::option_option, reason = "an unknown duration differs from a text that is none")]
pub(crate) fn stated_duration(text: &str) -> Option<Option<jiff::SignedDuration>> {
    if text.trim().is_empty() {
        return None;
    }
    let inside = || {
        let start = text.rfind('(')?;
        let end = text.get(start..)?.find(')')?;
        duration(text.get(start + 1..start + end)?)
    };
    // "09:12–10:00" is a stretch, and its first clock no length.
    let head = || {
        let head = text.split([',', ';', '–', '—', '.', ':']).next().filter(|head| head.len() < text.len())?;
        let is_clock =
            text.get(head.len()..).is_some_and(|rest| rest.starts_with(':')) && !head.contains(char::is_alphabetic);
        duration(head).filter(|_| !is_clock && !head.contains(':'))
    };
    let known = |found: Option<Option<_>>| found.filter(Option::is_some);
    let named = || duration(text.split_once(": ").filter(|(name, _)| name.eq_ignore_ascii_case("total"))?.1);
    duration(text).or_else(|| known(inside())).or_else(|| known(head())).or_else(|| known(named()))
}

/// A severity as people write one, without ornament and remark; nothing when the text is a discussion of it, or a choice.
pub(crate) fn severity(text: &str, config: &Config) -> Option<String> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')' | '（' | '）'));
    // GitLab writes a scoped label: `severity::2`.
    let text = text.rsplit_once("::").map_or(text, |(_, level)| level);
    let choices = text.matches('/').count() > 1 || text.contains('|');
    if says_nothing(text) || choices {
        return None;
    }
    let end =
        text.find(REMARK).into_iter().chain([" - ", " – ", " — "].iter().filter_map(|mark| text.find(mark))).min();
    let head = text.get(..end.unwrap_or(text.len())).unwrap_or_default().trim();
    let head = head.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = head.split_whitespace().collect();
    let known = |word: &str| is_level(word, config);
    // "Severity 2", "High impact": the level is what stands first; a word that is no level stands alone or is none.
    let level = match words.as_slice() {
        [] => return None,
        [first, second, ..] if second.contains(char::is_alphanumeric) && known(&format!("{first}{second}")) => {
            format!("{first} {second}")
        }
        // "Degraded performance" is said as a whole.
        [first, _] if ["degraded", "partial"].contains(&first.to_lowercase().as_str()) => head.to_owned(),
        [first, ..] if known(first) && words.len() <= 5 => (*first).to_owned(),
        [_] | [_, _] if end.is_none() || words.len() == 1 => head.to_owned(),
        _ => return None,
    };
    // "P1/Critical": one level in two ways.
    let level = match level.split_once('/') {
        Some((number, word))
            if is_numbered(number) && words_of_levels(word) && !word.contains(|c: char| c.is_ascii_digit()) =>
        {
            number.trim().to_owned()
        }
        _ => level,
    };
    let is_bare = ["sev", "severity", "p", "level"].contains(&level.to_lowercase().as_str());
    (!says_nothing(&level) && !is_bare && level.chars().count() <= 40).then_some(level)
}

/// "P1", "SEV-2".
fn is_numbered(text: &str) -> bool {
    let text = text.trim();
    text.len() <= 6
        && text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.ends_with(|c: char| c.is_ascii_digit())
}

fn words_of_levels(text: &str) -> bool {
    words().severity_levels.contains(text.trim().to_lowercase().as_str())
}

/// What a remark behind a severity begins with.
const REMARK: [char; 18] =
    ['·', '(', '（', '[', ',', '，', ';', '；', '、', '。', '.', ':', '：', '|', '–', '—', '\n', '→'];

/// Whether a word is a level of severity, in the house's words or the field's.
fn is_level(word: &str, config: &Config) -> bool {
    let bare: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let same = |name: &String| name.to_lowercase().chars().filter(|c| c.is_alphanumeric()).eq(bare.chars());
    let house =
        config.severity.iter().any(|entry| same(&entry.id) || same(&entry.name) || entry.aliases.iter().any(same));
    let number = bare.trim_start_matches(|c: char| !c.is_ascii_digit());
    let numbered = [
        "", "sev", "severity", "s", "p", "prio", "priority", "level", "l", "tier", "stufe", "niveau", "nivel", "nível",
    ]
    .contains(&bare.trim_end_matches(|c: char| c.is_ascii_digit()))
        && (1..=2).contains(&number.len())
        && number.bytes().all(|b| b.is_ascii_digit());
    house || numbered || words().severity_levels.contains(bare.as_str())
}

/// The teams of the catalogue in a list of names. Other names may be people's.
pub(crate) fn teams(text: &str, config: &Config) -> Vec<String> {
    let names = text.split([',', ';', '、', '，']).flat_map(|name| name.split(" and "));
    let names: Vec<String> = names.map(|name| name.trim().trim_end_matches('.').to_lowercase()).collect();
    let same = |other: &String| names.contains(&other.to_lowercase());
    let known = config.team.iter().filter(|team| same(&team.id) || same(&team.name) || team.aliases.iter().any(same));
    known.map(|team| team.id.clone()).collect()
}
