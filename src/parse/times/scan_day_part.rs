//! The hour of a day as Russian and Polish say it, with its part of the day: "10 часов утра", "9 rano", "godz. 9".

use crate::parse::times::scan_cursor::TextCursor;
use crate::parse::times::scan_parts::TimeParts;

/// "часов утра", "вечера", "rano" behind an hour, which is brought to twenty-four.
///
/// "3 дня" are three days and "2 ночи" two nights, unless the hour is said too or there are minutes before them.
pub(super) fn part_of_day(cursor: &mut TextCursor<'_>, parts: &mut TimeParts) -> bool {
    let mark = cursor.at;
    cursor.spaces();
    let is_hour = cursor.word_in(&["час", "часа", "часов"]) || parts.minute.is_some();
    cursor.spaces();
    let part = match () {
        () if cursor.word_in(&["утра", "rano"]) => Some(Part::Morning),
        () if cursor.word_in(&["вечера", "wieczorem"]) => Some(Part::Evening),
        () if cursor.phrase_in(&["po południu"]) || is_hour && cursor.word_in(&["дня"]) => Some(Part::Afternoon),
        () if cursor.phrase_in(&["w nocy"]) || is_hour && cursor.word_in(&["ночи"]) => Some(Part::Night),
        () => None,
    };
    let hour = parts.hour.zip(part).and_then(|(hour, part)| part.hour(hour));
    match hour {
        Some(hour) => parts.hour = Some(hour),
        None => cursor.at = mark,
    }
    hour.is_some()
}

/// A part of the day.
#[derive(Debug, Clone, Copy)]
enum Part {
    Morning,
    Afternoon,
    Evening,
    Night,
}

impl Part {
    /// The hour of twenty-four that this part of the day has for one of twelve; `None` where it has none.
    fn hour(self, hour: u8) -> Option<u8> {
        match (self, hour) {
            (Part::Morning, 1..=11) => Some(hour),
            (Part::Afternoon, 12) => Some(12),
            (Part::Afternoon, 1..=7) | (Part::Evening, 4..=11) | (Part::Night, 10 | 11) => Some(hour + 12),
            (Part::Night, 12) => Some(0),
            (Part::Night, 1..=5) => Some(hour),
            // Some say both.
            (Part::Afternoon | Part::Evening | Part::Night, 13..=23) => Some(hour),
            _ => None,
        }
    }
}

/// Whether the number that begins at `start` is said to be an hour by a word before it, which no number stands before: "o godz. 9".
pub(super) fn is_called_an_hour(text: &str, start: usize) -> bool {
    let before = text.get(..start).unwrap_or_default().trim_end().to_lowercase();
    let word =
        ["godz.", "godz", "godzinie", "godziny", "godzina"].into_iter().find_map(|word| before.strip_suffix(word));
    word.is_some_and(|rest| {
        !rest.ends_with(char::is_alphanumeric) && !rest.trim_end().ends_with(|c: char| c.is_ascii_digit())
    })
}

/// Words that a clock follows, and no length of time: "às 9h", "vers 9h".
const BEFORE_A_CLOCK: [&str; 13] =
    ["à", "às", "as", "las", "vers", "dès", "depuis", "das", "at", "kl", "kl.", "um", "jusqu'à"];

/// Whether "9h", which stands at `start..end` of `text`, is a clock and no length of time: it stands alone at the text's beginning before a
/// mark, behind a word that says so, or it begins a stretch up to another clock.
pub(super) fn is_full_hour(text: &str, start: usize, end: usize) -> bool {
    let (before, after) = (text.get(..start).unwrap_or_default(), text.get(end..).unwrap_or_default());
    let hour = text.get(start..end).unwrap_or_default().trim_end_matches(['h', 'H', ' ']);
    if !hour.parse::<u8>().is_ok_and(|hour| hour < 25) || after.starts_with(char::is_alphanumeric) {
        return false;
    }
    let rest = after.trim_start();
    let leads = !before.contains(char::is_alphanumeric);
    let marked = [": ", "- ", "– ", "— ", "| "].iter().any(|mark| rest.starts_with(mark)) || rest.starts_with('：');
    let word = before.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    leads && marked || BEFORE_A_CLOCK.contains(&word.as_str()) || goes_on_to_a_clock(rest)
}

/// Whether what follows an hour is the end of a stretch: "à 10h30".
fn goes_on_to_a_clock(rest: &str) -> bool {
    let mut words = rest.split_whitespace();
    let joint = words.next().is_some_and(|word| ["à", "às", "a", "até", "hasta", "jusqu'à"].contains(&word));
    let mut next = || words.next().filter(|word| !["las", "les"].contains(word)).or_else(|| words.next());
    joint
        && next().is_some_and(|word| {
            let digits = word.bytes().take_while(u8::is_ascii_digit).count();
            (1..=2).contains(&digits) && word[digits..].starts_with(['h', ':'])
        })
}
