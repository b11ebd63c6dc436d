//! A foreign key, a title or a level becomes what its words mean, in any language that is read: for whoever proposes a configuration.

use crate::model::{Key, Role};
use crate::parse::front_matter::canonical;
use crate::parse::vocabulary::{
    KindWord, calendar_words, finding_label, folder_of, kind_words, known_role, label_meanings, normalise, words,
};

/// The key of ours that a foreign key's words mean; `None` where they mean none, or may mean several.
pub(crate) fn meant_key(foreign: &str) -> Option<Key> {
    let name = normalise(&canonical(foreign).replace(['_', '.'], " "));
    match label_meanings(&name).as_slice() {
        [] => {}
        [one] => return one.key(),
        _ => return None,
    }
    if !finding_label(&name).is_empty() {
        return Some(Key::Detection);
    }
    known_role(&name, None).and_then(of_role)
}

fn of_role(role: Role) -> Option<Key> {
    Some(match role {
        Role::Summary => Key::Summary,
        Role::Impact => Key::Impact,
        Role::Factors => Key::Factors,
        Role::Helped => Key::Helped,
        Role::Lucky => Key::Lucky,
        Role::Takeaways => Key::Takeaways,
        Role::OpenQuestions => Key::OpenQuestions,
        Role::Actions => Key::Actions,
        Role::Detection => Key::Detection,
        Role::Severity => Key::Severity,
        Role::Services => Key::Services,
        Role::Trigger => Key::Trigger,
        _ => return None,
    })
}

/// Whether prose in a language is read.
pub(crate) fn is_read_language(lang: &str) -> bool {
    folder_of(lang).is_some()
}

/// Whether a title says that its text is something else than a write-up.
pub(crate) fn is_titled_otherwise(title: &str) -> bool {
    let other = [KindWord::Guides, KindWord::Minutes, KindWord::News, KindWord::Lists];
    kind_words(title).iter().any(|found| other.contains(&found.word))
}

/// Whether a title names work that was announced, and nothing that broke.
pub(crate) fn is_titled_planned(title: &str) -> bool {
    let found = kind_words(title);
    let has = |word: KindWord| found.iter().any(|found| found.word == word);
    has(KindWord::Planned) && !has(KindWord::Failures) && !has(KindWord::Troubles)
}

/// Whether a word in lower case is a month or a day of the week, in any language.
pub(crate) fn is_word_of_calendars(word: &str) -> bool {
    let calendar = calendar_words();
    calendar.month(word).is_some() || calendar.weekday(word).is_some()
}

/// Whether a word is of those that titles of write-ups have, a month or a day of the week.
pub(crate) fn is_word_of_titles(word: &str) -> bool {
    let lower = word.to_lowercase();
    !kind_words(&lower).is_empty() || is_word_of_calendars(&lower)
}

/// How bad a level is, from 0 for the worst: by its number, `SEV-2`, `P1`, else by its word.
pub(crate) fn severity_rank(level: &str) -> Option<u8> {
    let level = level.to_lowercase();
    let parts: Vec<&str> = level.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let joined = parts.concat();
    let number = joined.trim_start_matches(|c: char| !c.is_ascii_digit());
    let before = &joined[..joined.len() - number.len()];
    if let [digit @ b'0'..=b'9'] = number.as_bytes() {
        return NUMBERED.contains(&before).then(|| digit - b'0');
    }
    let ranks = &words().severity_ranks;
    ranks.get(parts.join(" ").as_str()).or_else(|| ranks.get(*parts.first()?)).copied()
}

/// What stands before the number of a level whose scale begins with the worst.
const NUMBERED: [&str; 8] = ["sev", "severity", "p", "s", "prio", "priority", "priorität", "prioridad"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_keys_mean_ours() {
        let cases = [
            ("outage_start", Some(Key::Started)),
            ("schweregrad", Some(Key::Severity)),
            ("entdeckt-durch", Some(Key::Detection)),
            ("検知方法", Some(Key::Detection)),
            ("rootCauseAnalysis", Some(Key::Factors)),
            ("colour", None),
            ("when", None),
        ];
        for (foreign, own) in cases {
            assert_eq!(meant_key(foreign), own, "{foreign}");
        }
    }

    #[test]
    fn levels_have_an_order() {
        let ordered = |levels: &[&str]| {
            let ranks: Vec<_> = levels.iter().map(|level| severity_rank(level)).collect();
            assert!(ranks.iter().all(Option::is_some) && ranks.is_sorted(), "{levels:?}: {ranks:?}");
        };
        ordered(&["SEV-0", "sev1", "P 2", "Priority 3"]);
        ordered(&["Critical", "Major outage", "Minor"]);
        ordered(&["kritisch", "hoch", "mittel", "niedrig"]);
        ordered(&["重大", "高", "中", "低"]);
        assert_eq!(severity_rank("Level 3"), None);
        assert_eq!(severity_rank("amber"), None);
    }
}
