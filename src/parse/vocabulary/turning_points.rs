//! The words that mark an incident's turning points, of the folders of `languages`.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

use crate::parse::vocabulary::language_folders::{ENGLISH, folder_of, languages, merged};
use crate::parse::vocabulary::patterns::Patterns;

/// A `turning_points.toml`, or several as one.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TurningPoints {
    /// Trouble that a sentence speaks of.
    pub(crate) harm: Patterns,
    /// What is said of the paperwork.
    pub(crate) paperwork: Patterns,
    /// What makes an entry doubtful.
    pub(crate) doubts: Patterns,
    /// Work on it that has begun.
    pub(crate) response: Patterns,
    /// A sign that nobody had.
    pub(crate) unnoticed: Patterns,
    /// A new version of what gives alarm: no alarm was given.
    pub(crate) shipped: Patterns,
    /// Another incident, which was before.
    pub(crate) earlier: Patterns,
    /// A day that is told from the day of writing: "yesterday".
    pub(crate) other_day: Patterns,
    /// The day before the day of writing.
    pub(crate) yesterday: Patterns,
    /// That it is the day of writing.
    pub(crate) today: Patterns,
    /// What an entry of a timeline says.
    pub(crate) row: RowPatterns,
    /// Signs, beside those that say how it was found.
    pub(crate) detected: DetectedPatterns,
    /// What stands around a time of day in a sentence.
    pub(crate) sentence: SentencePatterns,
    /// What stands right before a time.
    pub(crate) window: WindowWords,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct RowPatterns {
    pub(crate) started: Patterns,
    pub(crate) mitigated: Patterns,
    pub(crate) resolved: Patterns,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct DetectedPatterns {
    pub(crate) row: Patterns,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SentencePatterns {
    /// Trouble, beside that of rows.
    pub(crate) harm: Patterns,
    pub(crate) started_before: Patterns,
    pub(crate) started_after: Patterns,
    pub(crate) not_started: Patterns,
    pub(crate) resolved_before: Patterns,
    pub(crate) resolved_after: Patterns,
    pub(crate) detected_before: Patterns,
    pub(crate) detected_after: Patterns,
    /// Who told of it, behind a day that a clause begins with.
    pub(crate) told_after: Patterns,
    /// What ends a clause whose verb stands behind the time: "wurde um 11:45 behoben".
    pub(crate) resolved_behind: Patterns,
    pub(crate) denied: Patterns,
    /// What was not possible: the trouble itself, and no denial.
    pub(crate) cannot: Patterns,
    /// What follows the first time of a stretch, and the last, where a language says so behind them.
    pub(crate) from_behind: Patterns,
    pub(crate) until_behind: Patterns,
}

/// Words right before a time, in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct WindowWords {
    /// What begins "from … to …".
    pub(crate) from: Vec<String>,
    /// What its second time follows.
    pub(crate) to: Vec<String>,
    /// What begins "between … and …".
    pub(crate) between: Vec<String>,
    /// What its second time follows.
    pub(crate) and: Vec<String>,
    /// What stands before an end alone.
    pub(crate) until: Vec<String>,
    /// What stands before a beginning alone.
    pub(crate) since: Vec<String>,
    /// What only leads to a clock: "about".
    pub(crate) about: Vec<String>,
    /// What stands between a sentence's beginning and its day: "on the evening of".
    pub(crate) on: Vec<String>,
}

/// The words for a page in `lang`: that language's and English's; nothing where it is not read.
///
/// They are put together when they are first asked for.
pub(crate) fn turning_points(lang: &str) -> &'static TurningPoints {
    static WORDS: LazyLock<HashMap<&'static str, OnceLock<TurningPoints>>> =
        LazyLock::new(|| languages().map(|language| (language, OnceLock::new())).collect());
    static NOTHING: LazyLock<TurningPoints> = LazyLock::new(TurningPoints::default);
    let Some((folder, words)) = folder_of(lang).and_then(|folder| Some((folder, WORDS.get(folder)?))) else {
        return &NOTHING;
    };
    words.get_or_init(|| {
        let own = [ENGLISH, folder].into_iter().take(if folder == ENGLISH { 1 } else { 2 });
        let words = merged(own, "turning_points.toml").try_into();
        words.unwrap_or_else(|error| panic!("{folder}/turning_points.toml: {error}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_of_every_language_can_be_put_together() {
        for language in languages() {
            let words = turning_points(language);
            let (row, sentence) = (&words.row, &words.sentence);
            let of_row = [&row.started, &row.mitigated, &row.resolved, &words.detected.row];
            let before = [&sentence.started_before, &sentence.resolved_before, &sentence.detected_before];
            let after = [&sentence.started_after, &sentence.resolved_after, &sentence.detected_after];
            let others = [&words.harm, &words.paperwork, &words.doubts, &words.response, &words.unnoticed];
            let beside = [&words.shipped, &words.earlier, &words.other_day, &words.yesterday, &words.today];
            let mut all = of_row.into_iter().chain(before).chain(after).chain(others).chain(beside);
            assert!(all.all(Patterns::can_be_read), "{language}");
            let denials = [
                &sentence.not_started,
                &sentence.denied,
                &sentence.cannot,
                &sentence.told_after,
                &sentence.resolved_behind,
            ];
            assert!(denials.into_iter().all(Patterns::can_be_read), "{language}");
            assert!(!words.harm.any_in("qq"), "{language}");
        }
        assert!(turning_points("en").harm.any_in("the belt is down"));
        assert!(!turning_points("xx").harm.any_in("the belt is down"));
    }
}
