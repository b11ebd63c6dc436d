//! A title, a file's name and tags become signs of what sort of text it is.

use crate::model::Fact;
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
    let (of_title, of_name) = (kind_words(title), kind_words(stem));
    if title.starts_with(['[', '<', '{']) && says_nothing(title) && write_up(&of_title, "").is_none() {
        let signs = vec![Sign::new(PLAIN, "has a title that is to be filled in")];
        return TitleSigns { signs, is_other: true };
    }
    if let Some(sign) = other(&of_title, "its title").or_else(|| other(&of_name, "its file's name")) {
        let is_other = sign.weight < SOFT;
        let mut signs = vec![sign];
        if !is_other {
            signs.extend(write_up(&of_title, "its title").or_else(|| write_up(&of_name, "its file's name")));
        }
        return TitleSigns { signs, is_other };
    }
    let named = [write_up(&of_title, "its title"), write_up(&of_name, "its file's name")].into_iter().flatten();
    let tagged = tags.iter().find(|tag| kind_words(&tag.value).iter().any(|found| found.word <= KindWord::Failures));
    let tagged = tagged.map(|tag| Sign::new(2, format!("has a tag `{}`", tag.value)));
    TitleSigns { signs: named.max_by_key(|sign| sign.weight).into_iter().chain(tagged).collect(), is_other: false }
}

/// The sign of a write-up among the words of a name: what it is called, or what broke.
fn write_up(found: &[FoundWord], place: &str) -> Option<Sign> {
    let of = |word: KindWord| found.iter().find(|found| found.word == word);
    let weights = [(KindWord::WriteUps, 3), (KindWord::Failures, 2), (KindWord::Troubles, 1)];
    let (word, weight) = weights.into_iter().find_map(|(word, weight)| Some((of(word)?, weight)))?;
    Some(Sign::new(weight, format!("{place} says {}", quoted([word.phrase]))))
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
        assert_eq!(of("Release pipeline outage", "a"), (0, false));
        assert_eq!(of("Weekly meeting notes", "a"), (-4, true));
        assert_eq!(of("Release day", "a"), (-3, false));
        assert_eq!(of("Lease", "postmortem-007"), (3, false));
        assert_eq!(of("{{ title }}", "a"), (-4, true));
        assert_eq!(of("Lease", "lease"), (0, false));
    }
}
