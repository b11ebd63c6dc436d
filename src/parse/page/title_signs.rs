//! A title, a file's name and tags become signs of what sort of text it is.

use std::sync::LazyLock;

use regex::Regex;

use crate::model::Fact;
use crate::parse::markdown::bare_ids;
use crate::parse::page::kind_sign::{Sign, quoted};
use crate::parse::vocabulary::{FoundWord, KindWord, kind_words, says_nothing};

/// What words weigh that can hardly mean anything but another sort of text, and what single ones do.
const PLAIN: i32 = -4;
const SOFT: i32 = -3;

/// What a title and names say.
pub(super) struct TitleSigns {
    pub(super) signs: Vec<Sign>,
    /// Whether the title says plainly that this is another sort of text, such as minutes.
    pub(super) is_other: bool,
}

/// The signs in a title, in the file's name and in the tags.
pub(super) fn title_signs(title: &str, stem: &str, tags: &[Fact<String>]) -> TitleSigns {
    let (of_title, of_name) = (kind_words_of(title), kind_words_of(stem));
    if title.starts_with(['[', '<', '{']) && says_nothing(title) && write_up(&of_title, "").is_none() {
        let signs = vec![Sign::new(PLAIN, "has a title that is to be filled in")];
        return TitleSigns { signs, is_other: true };
    }
    // "Incident response: INC-318": that of one.
    let counts = |word: &str| {
        let halves = word.trim_start_matches(['[', '(', '#']).split_once('-');
        halves.is_some_and(|(prefix, rest)| COUNTED.contains(&prefix) && rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let of_one = title.split_whitespace().any(counts);
    let responds = |found: &FoundWord| of_one && found.phrase == "incident response";
    let of_title: Vec<FoundWord> = of_title.into_iter().filter(|found| !responds(found)).collect();
    if let Some(sign) = other(&of_title, "its title").or_else(|| other(&of_name, "its file's name").filter(|_| !of_one))
    {
        let is_other = sign.weight < SOFT;
        let mut signs = vec![sign];
        if !is_other {
            signs.extend(write_up(&of_title, "its title").or_else(|| write_up(&of_name, "its file's name")));
        }
        return TitleSigns { signs, is_other };
    }
    let numbered = numbered(title).or_else(|| numbered(stem));
    let named = [write_up(&of_title, "its title"), write_up(&of_name, "its file's name")].into_iter().flatten();
    let tagged = tags.iter().find(|tag| kind_words(&tag.value).iter().any(|found| found.word <= KindWord::Failures));
    let tagged = tagged.map(|tag| Sign::new(2, format!("has a tag `{}`", tag.value)));
    let named = named.max_by_key(|sign| sign.weight);
    TitleSigns { signs: named.into_iter().chain(tagged).chain(numbered).collect(), is_other: false }
}

/// The words of a title that say what sort of text it is, but for those that only say how long something took, or what broke.
fn kind_words_of(title: &str) -> Vec<FoundWord> {
    static LENGTH: LazyLock<Regex> = LazyLock::new(|| {
        let number = "[0-9]+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|ninety|hundred|few|several|some|many";
        Regex::new(&format!("(?i)\\b(?:{number})[ _-]minutes\\b")).expect("the pattern is valid")
    });
    // "Meeting room booking outage", "Guide pages returned 404": the first word says of what they are.
    static THINGS: LazyLock<Regex> = LazyLock::new(|| {
        let things = "rooms?|pipelines?|services?|servers?|pages?|apps?|sites?|databases?|apis?|jobs?|builds?|systems?|tools?|portals?|stores?|workers?|queues?|bookings?|websites?|bots?|calendars?|engines?|clusters?|builders?|generators?|feeds?|mails?|emails?";
        let words = "meeting|guide|guides|release|runbook|playbook|handbook|template|templates|checklist|agenda|newsletter|changelog|tutorial|faq|onboarding|roadmap|minutes|standup";
        Regex::new(&format!("(?i)\\b({words})[ _-](?:{things})\\b")).expect("the pattern is valid")
    });
    let is_length = LENGTH.is_match(title);
    let thing = THINGS.captures(title).and_then(|captures| Some(captures.get(1)?.as_str().to_lowercase()));
    let says_no_kind = |found: &FoundWord| {
        is_length && found.phrase == "minutes" || !found.plain && thing.as_deref() == Some(found.phrase)
    };
    kind_words(title).into_iter().filter(|found| !says_no_kind(found)).collect()
}

/// The sign of a write-up among the words of a name: what it is called, or what broke.
fn write_up(found: &[FoundWord], place: &str) -> Option<Sign> {
    let of = |word: KindWord| found.iter().find(|found| found.word == word);
    let weights = [(KindWord::WriteUps, 3), (KindWord::Failures, 2), (KindWord::Troubles, 1)];
    let (word, weight) = weights.into_iter().find_map(|(word, weight)| Some((of(word)?, weight)))?;
    Some(Sign::new(weight, format!("{place} says {}", quoted([word.phrase]))))
}

/// What stands before the numbers by which houses count their incidents.
const COUNTED: [&str; 8] = ["INC", "INCIDENT", "OUTAGE", "PM", "PIR", "RCA", "COE", "SEV"];

/// The sign of a number by which houses count their incidents, at the beginning of a name: `INC-318`.
fn numbered(name: &str) -> Option<Sign> {
    let name = name.trim_start_matches(['[', '(', '#', ' ']);
    let id = &name[bare_ids(name).next().filter(|id| id.start == 0)?];
    let counted = id.split_once('-').is_some_and(|(prefix, _)| COUNTED.contains(&prefix));
    counted.then(|| Sign::new(1, format!("is called `{id}`")))
}

/// The sign of another sort of text. A single word beside an outage may be what broke: "Release pipeline down".
fn other(found: &[FoundWord], place: &str) -> Option<Sign> {
    let others = || found.iter().filter(|found| found.word > KindWord::Troubles && found.word != KindWord::Planned);
    let broke = found.iter().any(|found| matches!(found.word, KindWord::Failures | KindWord::Troubles));
    let word = others().find(|found| found.plain).or_else(|| others().next())?;
    let weight = if word.plain {
        PLAIN
    } else if broke {
        -2
    } else {
        SOFT
    };
    Some(Sign::new(weight, format!("{place} says {}", quoted([word.phrase]))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(title: &str, stem: &str) -> (i32, bool) {
        let found = title_signs(title, stem, &[]);
        (found.signs.iter().map(|sign| sign.weight).sum(), found.is_other)
    }

    #[test]
    fn titles_say_what_a_text_is() {
        assert_eq!(of("Postmortem: checkout", "a"), (3, false));
        assert_eq!(of("The outage of 3 March", "a"), (2, false));
        assert_eq!(of("How to write a postmortem", "a"), (-4, true));
        assert_eq!(of("Release outage", "a"), (0, false));
        assert_eq!(of("Weekly meeting notes", "a"), (-4, true));
        assert_eq!(of("Release day", "a"), (-3, false));
        assert_eq!(of("Lease", "postmortem-007"), (3, false));
        assert_eq!(of("{{ title }}", "a"), (-4, true));
        assert_eq!(of("INC-318 Lease", "a"), (1, false));
        assert_eq!(of("ABC-318 Lease", "a"), (0, false));
        assert_eq!(of("Ten minutes without leases", "a"), (0, false));
        assert_eq!(of("Meeting room booking outage", "a"), (2, false));
        assert_eq!(of("Release pipeline stuck", "a"), (1, false));
        assert_eq!(of("Incident review meeting – minutes", "a"), (-4, true));
        assert_eq!(of("Why we stopped counting leases", "a"), (-4, true));
        assert_eq!(of("Lease", "lease"), (0, false));
    }
}
