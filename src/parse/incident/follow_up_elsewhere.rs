//! A follow-up becomes what is said of it beyond its page: its words without whoever is to do it.
//!
//! No list has all names. What stands in an owner's place is taken out in doubt; the page itself says it as it is written.

use std::ops::Range;

use crate::parse::incident::follow_up_owners::{labelled_owner, says_something};
use crate::parse::incident::taken_out::{BRACKETS, taken_out};
use crate::text::people::{are_people, is_handle, is_label_of_owners, is_written_as_name, may_be_people};

/// Where a text names an owner in one of the ways, if it does.
type FindOwner = fn(&str) -> Option<Range<usize>>;

/// What stands for somebody in the middle of a sentence, and for a follow-up that says no more than who it is for.
const SOMEBODY: &str = "…";

/// With so many owners it is something else.
const MOST_OWNERS: usize = 6;

/// A follow-up without its owners: labelled, in brackets, behind a dash, before it, by their handles and addresses of mail.
pub(crate) fn without_owner(text: &str) -> String {
    let places: [FindOwner; 6] = [labelled, tagged, address_or_handle, in_brackets, behind_a_dash, in_leading_brackets];
    let mut said = text.to_owned();
    for place in places {
        for _ in 0..MOST_OWNERS {
            let Some(place) = place(&said) else { break };
            let (before, after) = (&said[..place.start], &said[place.end..]);
            let rest = match is_inside(before, after) {
                true => format!("{before}{SOMEBODY}{after}"),
                false => taken_out(&said, &place),
            };
            said = if says_something(&rest) { rest } else { SOMEBODY.to_owned() };
        }
    }
    said
}

/// Whether what is between is needed for the sentence: words stand on both sides, and nothing parts it from them.
fn is_inside(before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end_matches(['*', '_', ' ']), after.trim_start_matches(['*', '_']));
    says_something(before) && before.ends_with(char::is_alphanumeric) && {
        let word = after.strip_prefix(' ').unwrap_or(after);
        word.starts_with(|c: char| c.is_lowercase()) || after.starts_with(['\'', '’'])
    }
}

/// "Owner: …" with what else stands in the same brackets, such as when it is due.
fn labelled(text: &str) -> Option<Range<usize>> {
    let (at, name) = labelled_owner(text)?;
    // What begins with the label and goes on in words is a sentence.
    if !says_something(&text[..at]) && !may_be_people(&text[name.clone()]) && !says_something(&text[name.end..]) {
        return None;
    }
    let bracketed = BRACKETS.iter().find_map(|(open, close)| {
        let start = text[..at].rfind(*open).filter(|start| !text[*start..at].contains(*close))?;
        let end = text[name.end..].find(*close)? + name.end;
        Some(start..end + close.len_utf8())
    });
    Some(bracketed.unwrap_or(at..name.end))
}

/// HackMD's `[name=Ann]`, and a link to somebody's address of mail or with a handle as its text.
fn tagged(text: &str) -> Option<Range<usize>> {
    if let Some(start) = text.find("[name=") {
        return Some(start..start + text[start..].find(']')? + 1);
    }
    text.match_indices("](").find_map(|(middle, _)| {
        let start = text[..middle].rfind('[')?;
        let end = middle + text[middle..].find(')')? + 1;
        let personal = text[start + 1..].starts_with('@') || text[middle + 2..].starts_with("mailto:");
        personal.then_some(start..end)
    })
}

/// `@ann`, `@Ann B`, `ann@cove.example`, outside code.
fn address_or_handle(text: &str) -> Option<Range<usize>> {
    text.match_indices('@').find_map(|(at, _)| {
        let in_code = text[..at].matches('`').count() % 2 == 1;
        let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
        let start =
            text[..at].rfind(|c| !part(c)).map_or(0, |i| i + text[i..].chars().next().map_or(1, char::len_utf8));
        let behind = &text[at + 1..];
        let end = at
            + 1
            + behind[..behind.find(|c| !part(c)).unwrap_or(behind.len())].trim_end_matches(['.', '-', '_']).len();
        let opens = !text[..start].ends_with('/');
        if in_code || !opens {
            return None;
        }
        if start < at {
            let mail = text[at..end].contains('.') && !text[end..].starts_with([':', '/']);
            return mail.then_some(start..end);
        }
        is_handle(&text[at..]).then(|| at..with_family_name(text, at, end))
    })
}

/// The end of a handle that is written as a name with a space in it.
fn with_family_name(text: &str, at: usize, mut end: usize) -> usize {
    if text[at + 1..].starts_with(char::is_uppercase) {
        for word in text[end..].split(' ').skip(1).take(2).map_while(|word| is_written_as_name(word).then_some(word)) {
            end += 1 + word.trim_end_matches(['.', ',']).len();
        }
    }
    end
}

/// People in the brackets that a follow-up ends with, and of more the one part: "(Ann Bee)", "(OPS-1, Ann Bee)".
fn in_brackets(text: &str) -> Option<Range<usize>> {
    let mut end = text.len();
    for _ in 0..MOST_OWNERS {
        let ended = text[..end].trim_end_matches(['.', '。', ' ', '*', '_', '~']);
        let (open, close) = BRACKETS.into_iter().find(|(_, close)| ended.ends_with(*close))?;
        let start = ended.rfind(open)?;
        let inside = start + open.len_utf8()..ended.len() - close.len_utf8();
        let linked = open == '(' && text[..start].ends_with(']');
        if linked {
            end = text[..start].rfind('[')?;
            continue;
        }
        if let Some(part) = parts(text, inside).find(|part| may_own(&text[part.clone()])) {
            return says_something(&text[..start]).then_some(part);
        }
        end = start;
    }
    None
}

/// The parts of a list at `place`.
fn parts(text: &str, place: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let mut at = place.start;
    text[place].split([',', ';', '、', '，', '；', '|']).map(move |part| {
        let start = at;
        at += part.len() + text[start + part.len()..].chars().next().map_or(0, char::len_utf8);
        start..start + part.len()
    })
}

/// Whether it names who is to do it, perhaps after "by".
fn may_own(part: &str) -> bool {
    let part = part.trim();
    let bare = ["by ", "von ", "par ", "por ", "door ", "av ", "af "].iter().find_map(|by| part.strip_prefix(by));
    may_be_people(bare.unwrap_or(part))
}

/// "Oil it — Ann Bee", "Oil it - Ann Bee - 2024-03-01", "Oil it. Ann Bee".
fn behind_a_dash(text: &str) -> Option<Range<usize>> {
    const DASHES: [&str; 7] = [" - ", " -- ", " – ", " — ", " → ", " | ", " · "];
    let dash_before = |end: usize| DASHES.iter().filter_map(|dash| Some((text[..end].rfind(dash)?, dash))).max();
    let mut end = text.len();
    while let Some((at, dash)) = dash_before(end) {
        let place = at + dash.len()..end;
        let part = &text[place.clone()];
        let words = text[..at].split_whitespace().count();
        if may_own(part) && (words > 1 || are_people(part)) {
            return Some(place);
        }
        // When it is due may stand behind who does it.
        if part.split_whitespace().count() > 4 {
            break;
        }
        end = at;
    }
    let (before, last) = text.trim_end_matches(['.', ' ', '*', '_']).rsplit_once(". ")?;
    are_people(last).then(|| before.len() + 2..before.len() + 2 + last.len())
}

/// "Ada Berg to oil it"; "Grant Access to the yard" tells what to do.
fn told_to(bare: &str) -> Option<usize> {
    const VERBS: [&str; 10] = ["Grant", "Mark", "Chase", "Skip", "May", "Will", "Ward", "Pierce", "Bill", "Hope"];
    let (at, mark) = [" to ", " will "].iter().find_map(|mark| Some((bare.find(mark)?, mark)))?;
    let (first, _) = bare[..at].split_once(' ')?;
    (!VERBS.contains(&first) && is_label_of_owners(&bare[..at])).then_some(at + mark.len())
}

/// "[Ann] Oil it", "**Ada**: oil it"; `[P1]` and `[Alerts]` are none.
fn in_leading_brackets(text: &str) -> Option<Range<usize>> {
    let bare = text.trim_start_matches(['*', '_', ' ']);
    let start = text.len() - bare.len();
    if let Some(inner) = bare.strip_prefix('[') {
        let end = inner.find(']').filter(|end| !inner[end + 1..].starts_with(['(', '[']))?;
        let several = inner[..end].contains(' ') && may_be_people(&inner[..end]);
        return (several || is_label_of_owners(&inner[..end])).then(|| start..start + end + 2);
    }
    if let Some(end) = told_to(bare) {
        return Some(start..start + end);
    }
    let end = bare.find([':', '：'])?;
    is_label_of_owners(&bare[..end]).then(|| start..start + bare[..end].trim_end_matches(['*', '_', ' ']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_is_to_do_it_is_nowhere_else() {
        for (text, expected) in [
            ("Oil it (owner: Ada Berg, due 2025-01-01)", "Oil it"),
            ("Graisser (responsable : Ada Meunier, échéance 30/11/2024)", "Graisser"),
            ("Smøre (ansvarlig: Ada Moen, frist 31.01.2025)", "Smøre"),
            ("Oliwić (odpowiedzialny: Adam Mali, termin 01.06.2025)", "Oliwić"),
            ("Смазать (ответственный: Иван Мороз, до 01.04.2025)", "Смазать"),
            ("油をさす（担当：山本、期限：2025年2月28日）", "油をさす"),
            ("上油(負責人:林志明)", "上油"),
            ("기름칠 (담당: 김하늘, 기한: 2025-02-28)", "기름칠"),
            ("Ölen (Hr. Berg)", "Ölen"),
            ("Ölen (Fr. Dr. Ada Berg, bis Ende Januar)", "Ölen (bis Ende Januar)"),
            ("Oil it — Assigned to Cara Nolte — due May 5", "Oil it — due May 5"),
            ("Oil it (Assigned: Kwame; Due: 3/21/24)", "Oil it"),
            ("Oil it @Mila K", "Oil it"),
            ("Draw what was oiled (Grafana)", "Draw what was oiled (Grafana)"),
            ("Oil it (OPS-12, @jo)", "Oil it (OPS-12)"),
            ("Oil it - Ann Bee - 2024-03-01", "Oil it - 2024-03-01"),
            ("Oil it **@ann**", "Oil it"),
            ("Oil it - [@Ada Berg](mailto:ada@cove.example)", "Oil it"),
            ("Oil it [name=Ines] [time=Wed]", "Oil it [time=Wed]"),
            ("[Ada] Oil it", "Oil it"),
            ("**Ada**: oil it", "oil it"),
            ("Ada Berg to oil it", "oil it"),
            ("Grant Access to the yard", "Grant Access to the yard"),
            ("Ask @jo to oil it", "Ask … to oil it"),
            ("Write to ada@cove.example", "Write to"),
            ("Oil it. Owner: J. Li, Mo Salah. Pending.", "Oil it. Pending."),
            ("Owner: Ada Berg", "…"),
            ("[P1] Oil it (#412)", "[P1] Oil it (#412)"),
            (
                "Oil it (needs a window) [#7](https://x.test/issues/7)",
                "Oil it (needs a window) [#7](https://x.test/issues/7)",
            ),
            ("Pin `@scope/name@1.2` and `a@b`", "Pin `@scope/name@1.2` and `a@b`"),
            ("Move the gate - and the lamp - to the lake", "Move the gate - and the lamp - to the lake"),
            ("Alerts: page on lag", "Alerts: page on lag"),
        ] {
            assert_eq!(without_owner(text), expected, "{text}");
        }
    }
}
