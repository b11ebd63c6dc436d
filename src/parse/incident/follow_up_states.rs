//! The words of a follow-up become where it stands, and the follow-up without the mark that says so.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::model::ActionState;
use crate::parse::vocabulary::{normalise, words};

/// Marks before or behind a follow-up, and what each says.
const MARKS: [(&str, ActionState); 38] = [
    ("✅", ActionState::Done),
    ("✔️", ActionState::Done),
    ("✔", ActionState::Done),
    ("✓", ActionState::Done),
    ("☑️", ActionState::Done),
    ("☑", ActionState::Done),
    ("🟢", ActionState::Done),
    ("🚧", ActionState::Doing),
    ("⏳", ActionState::Doing),
    ("🔄", ActionState::Doing),
    ("🏗️", ActionState::Doing),
    ("⬜", ActionState::Open),
    ("☐", ActionState::Open),
    ("❌", ActionState::Open),
    ("✗", ActionState::Open),
    ("✘", ActionState::Open),
    ("✖", ActionState::Open),
    ("🚫", ActionState::Declined),
    (":white_check_mark:", ActionState::Done),
    (":heavy_check_mark:", ActionState::Done),
    (":ballot_box_with_check:", ActionState::Done),
    (":construction:", ActionState::Doing),
    (":x:", ActionState::Open),
    ("[x]", ActionState::Done),
    ("[X]", ActionState::Done),
    ("\\[x\\]", ActionState::Done),
    ("[ ]", ActionState::Open),
    ("\\[ \\]", ActionState::Open),
    ("[~]", ActionState::Doing),
    ("[/]", ActionState::Doing),
    ("[>]", ActionState::Open),
    ("[!]", ActionState::Open),
    ("\\[!\\]", ActionState::Open),
    ("[<]", ActionState::Open),
    ("\\[>\\]", ActionState::Open),
    ("[-]", ActionState::Declined),
    ("\\[-\\]", ActionState::Declined),
    ("\\[~\\]", ActionState::Doing),
];

/// A follow-up without the mark that says where it stands, and what the mark says.
pub(crate) fn marked(text: &str) -> (String, Option<ActionState>) {
    let text = text.trim();
    if let Some((rest, state)) = exported(text) {
        return (rest.to_owned(), Some(state));
    }
    for (mark, state) in MARKS {
        if let Some(rest) = text.strip_prefix(mark).or_else(|| text.strip_suffix(mark)) {
            return (unstruck(rest.trim()).to_owned(), Some(state));
        }
    }
    if let Some((struck, state)) = text.strip_prefix("~~").and_then(|rest| rest.rsplit_once("~~")) {
        let state = state_of(state.trim_matches(|c: char| !c.is_alphanumeric()));
        if let Some(state) = state.filter(|_| !struck.contains("~~")) {
            return (struck.trim().to_owned(), Some(state));
        }
    }
    let found =
        [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')].into_iter().find_map(|marks| in_brackets(text, marks));
    let found = found.or_else(|| leading_word(text)).or_else(|| trailing_word(text)).or_else(|| part_between(text));
    let found = found.or_else(|| shouted(text).map(|state| (text.to_owned(), state)));
    if let Some((rest, state)) = found {
        return (unstruck(&rest).to_owned(), Some(state));
    }
    // What is only struck out may be done or given up.
    (unstruck(text).to_owned(), None)
}

/// "10 complete Oil it", "11 incomplete Mend it": how a wiki's export writes what was ticked, with its own number.
fn exported(text: &str) -> Option<(&str, ActionState)> {
    let (number, rest) = text.split_once(' ')?;
    let (word, rest) =
        rest.split_once(' ').filter(|_| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))?;
    match word {
        "complete" => Some((rest, ActionState::Done)),
        "incomplete" => Some((rest, ActionState::Open)),
        _ => None,
    }
}

/// Whether a follow-up is struck out as a whole, whatever follows it in brackets.
pub(crate) fn is_struck(text: &str) -> bool {
    let text = text.trim();
    text.starts_with("~~")
        && text.rfind("~~").is_some_and(|end| end > 2 && text[2..end].chars().any(char::is_alphanumeric))
}

/// The state in capitals behind a dash, whatever follows it: "**Mend the gate** — ✅ DONE 2024-03-11. A new hinge."
fn shouted(text: &str) -> Option<ActionState> {
    let (_, behind) = [" — ", " – ", " - "].into_iter().filter_map(|dash| text.split_once(dash)).next()?;
    let ticked = behind.starts_with(['✅', '✔', '☑']);
    let word =
        behind.trim_start_matches(|c: char| !c.is_alphanumeric()).split(|c: char| !c.is_alphanumeric()).next()?;
    let shouted = word.len() > 3 && word.chars().all(|c| c.is_ascii_uppercase());
    state_of(word).filter(|state| shouted && (!ticked || *state == ActionState::Done))
}

/// A part between dashes that says where it stands, with the rest: "Renew it – Owner: Lou – Status: open – due in May".
fn part_between(text: &str) -> Option<(String, ActionState)> {
    const DASHES: [&str; 4] = [" – ", " — ", " - ", " | "];
    let dash = DASHES.into_iter().find(|dash| text.contains(dash))?;
    let named = |part: &str| {
        let value = part.split_once([':', '：']).filter(|(name, _)| is_name_of_state(name)).map(|(_, value)| value);
        state_in(value.unwrap_or(part).trim_end_matches(['.', ' ']))
    };
    let parts: Vec<&str> = text.split(dash).collect();
    let (at, state) = parts.iter().enumerate().skip(1).find_map(|(at, part)| Some((at, named(part)?)))?;
    let rest: Vec<&str> = parts.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, part)| *part).collect();
    Some((rest.join(dash), state))
}

/// A text that is struck out as a whole, without the strokes.
fn unstruck(text: &str) -> &str {
    let inner = text.strip_prefix("~~").and_then(|rest| rest.trim_end_matches('.').strip_suffix("~~"));
    inner.filter(|inner| !inner.contains("~~")).map_or(text, str::trim)
}

/// "(done) Renew it", "Renew it (shipped in this commit)".
fn in_brackets(text: &str, (open, close): (char, char)) -> Option<(String, ActionState)> {
    if let Some(rest) = text.strip_prefix(open) {
        let end = rest.find(close)?;
        let state = state_in(rest.get(..end)?)?;
        let rest = rest.get(end + close.len_utf8()..)?.trim_start_matches([':', ' ', '-', '–', '—']);
        return Some((rest.to_owned(), state));
    }
    let body = text.trim_end_matches(['.', '。']).strip_suffix(close)?;
    let start = body.rfind(open)?;
    let inside = body.get(start + open.len_utf8()..)?;
    let before = body.get(..start)?.trim_end();
    if let Some(state) = state_in(inside) {
        return Some((before.to_owned(), state));
    }
    let (state, others) = state_among(inside)?;
    Some((format!("{before} {open}{others}{close}"), state))
}

/// The state that one part of a list in brackets names, and the other parts: "(platform team, done)".
fn state_among(inside: &str) -> Option<(ActionState, String)> {
    const BETWEEN: [char; 5] = [',', '，', '、', ';', '；'];
    // Between digits a slash is of a date.
    let dated = inside.contains(|c: char| c.is_ascii_digit());
    let parts: Vec<&str> = inside
        .split(|c| BETWEEN.contains(&c) || c == '/' && !dated)
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let states: Vec<ActionState> = parts.iter().filter_map(|part| state_in(part)).collect();
    let [state] = states[..] else { return None };
    let others: Vec<&str> = parts.into_iter().filter(|part| state_in(part).is_none()).collect();
    (!others.is_empty() && others.len() < MOST_BESIDE).then(|| (state, others.join(", ")))
}

/// With so many other parts it is a remark.
const MOST_BESIDE: usize = 3;

/// The state that brackets name: its word alone, or followed by where, when or by whom.
fn state_in(inside: &str) -> Option<ActionState> {
    const AFTER: [&str; 16] =
        ["in", "by", "on", "via", "with", "at", "as", "since", "for", "am", "mit", "le", "el", "em", "il", "op"];
    let inside = inside.trim().trim_matches(['*', '_', '`']);
    if let Some(state) = state_of(inside) {
        return Some(state);
    }
    let (word, rest) = inside.split_once([' ', ',', ':', ';'])?;
    let next = rest.split_whitespace().next()?;
    let goes_on = AFTER.contains(&next) || next.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '#' | '['));
    state_of(word).filter(|_| goes_on)
}

/// "**DONE** Renew it", "TODO: renew it", "In progress: renew it", "DONE renew it".
fn leading_word(text: &str) -> Option<(String, ActionState)> {
    const EMPHASIS: [char; 3] = ['*', '_', '`'];
    let bare = text.trim_start_matches(EMPHASIS);
    let emphasised = bare.len() < text.len();
    let end = bare.find([':', '：', '*', '_', '`', '–', '—']).or_else(|| bare.find(" - ")).unwrap_or(bare.len());
    let (head, rest) = bare.split_at(end);
    let divided = rest.starts_with([':', '：', '–', '—']) || rest.starts_with(" - ") || emphasised && !rest.is_empty();
    let may_be = divided && head.chars().count() < 16 && head.trim().chars().count() > 1;
    let (state, rest) = match may_be.then(|| state_of(head)).flatten() {
        Some(state) => (state, rest),
        None => {
            let (first, rest) = bare.split_once(' ')?;
            let shouted = first.len() > 2 && first.chars().all(|c| c.is_ascii_uppercase()) && first != "NEW";
            (shouted.then(|| state_of(first)).flatten()?, rest)
        }
    };
    let rest =
        rest.trim_start_matches(|c: char| EMPHASIS.contains(&c) || matches!(c, ':' | '：' | '–' | '—' | '-' | ' '));
    (!rest.is_empty()).then(|| (rest.to_owned(), state))
}

/// "Renew it - done", "Renew it: **done**", "Renew it. Status: done".
fn trailing_word(text: &str) -> Option<(String, ActionState)> {
    let bare = text.trim_end_matches(['*', '_', '`', '.', ' ']);
    let may_part = |b: u8| !b.is_ascii() || matches!(b, b'-' | b':' | b'.' | b'*' | b'_');
    if !bare.bytes().any(may_part) {
        return None;
    }
    let at = [" - ", " -- ", " – ", " — ", ": ", "：", ". ", "。", " **", " __"]
        .iter()
        .filter_map(|mark| Some((bare.rfind(mark)?, mark.len())))
        .max()?;
    let word = bare.get(at.0 + at.1..)?.trim_matches(['*', '_', '`', ' ']);
    if word.chars().count() < 2 || word == "new" {
        return None;
    }
    let state = state_of(word)?;
    let rest = without_open_end(bare.get(..at.0)?);
    let named = rest.rsplit_once(['.', '(', ',', ';', '[']).filter(|(_, name)| is_name_of_state(name));
    let rest = named.map_or(rest, |(before, _)| before).trim();
    (!rest.is_empty() && !is_name_of_state(rest)).then(|| (rest.to_owned(), state))
}

/// A text without what only led on to the state: divisions, and emphasis or code that opens there. What closes there is its own.
fn without_open_end(text: &str) -> &str {
    let bare = text.trim_end_matches([' ', '-', '–', '—', ':', '(', '[']);
    let inner = bare.trim_end_matches(['*', '_', '`']);
    if inner.len() < bare.len() && inner.ends_with(char::is_whitespace) { without_open_end(inner) } else { bare }
}

/// Whether a word stands before a state: "Status".
fn is_name_of_state(word: &str) -> bool {
    use crate::parse::vocabulary::FollowUpColumn;
    words().columns.get(normalise(word).as_str()) == Some(&FollowUpColumn::State)
}

/// Whether a text begins with a verb of the past that says what somebody did and can hardly describe a thing: "Migrated the queue",
/// "We enabled reviews". "Improved alerts" may be what is wanted.
fn begins_with_what_was_done(first: &str) -> bool {
    const DONE: &str = "
        migrated removed deleted disabled enabled installed upgraded deployed replaced rotated revoked reverted renamed switched pinned
        patched rewrote fixed implemented introduced documented configured moved raised lowered added requested";
    let bare = first.strip_prefix("we ").or_else(|| first.strip_prefix("i ")).unwrap_or(first);
    let mut words = bare.split(|c: char| !c.is_alphanumeric());
    let verb = words.next().unwrap_or_default();
    let is_goal =
        first.contains(" should ") || first.contains(" will ") || first.contains(" need") || first.contains(" not ");
    !is_goal && words.next().is_some() && DONE.split_whitespace().any(|done| done == verb)
}

/// Whether a follow-up tells what has already been done.
pub(crate) fn is_done(text: &str) -> bool {
    let lower = text.to_lowercase().replace('’', "'");
    let later =
        || ["once ", "until ", "after ", "when ", "if ", "that ha", "which ha"].iter().any(|w| lower.contains(w));
    if words().done_phrases.any_in(&lower) && !later() {
        return true;
    }
    // Of several sentences one may say what is still to come.
    let to_come = [" will ", "we'll ", "next week", "next month", "next quarter", " plan to ", " going to "];
    if lower.split_once(". ").is_some_and(|(_, after)| to_come.iter().any(|word| after.contains(word))) {
        return false;
    }
    let first = lower.split([';', '!']).next().unwrap_or_default().split(". ").next().unwrap_or_default();
    let first = first.trim_start_matches(|c: char| !c.is_alphanumeric());
    let subject = first.split_whitespace().next().unwrap_or_default();
    let perfect = [" has been ", " have been ", " has now been ", " have now been ", " has already ", " have already "];
    let told = ["the", "a", "an", "our", "all", "these", "both", "this", "it", "we"].contains(&subject)
        && perfect.iter().any(|p| first.contains(p));
    let we = [
        "we have now ",
        "we've now ",
        "we have since ",
        "we've since ",
        "we've already ",
        "we have fixed",
        "we've fixed",
        "we have added",
        "we've added",
    ];
    if begins_with_what_was_done(first) {
        return true;
    }
    let open = [
        " been identified",
        " been decided",
        " been suggested",
        " been noted",
        " not ",
        " task",
        " backlog",
        " ticket",
        "n't ",
        "that ha",
        "which ha",
        "who ha",
        " once ",
        " if ",
        " until ",
        " when ",
        " should ",
        " will ",
        " need",
        " must ",
        " have been able",
        "has been a ",
        "have been a ",
        "to ensure",
        " could ",
        " would ",
        "going to",
        " been scheduled",
        " been planned",
    ];
    (told || we.iter().any(|w| first.starts_with(w)) || tells_in_the_past(first))
        && !open.iter().any(|w| first.contains(w))
}

/// Whether a follow-up begins with what was done to what: "Raised the limit", "Switched to two gates".
fn tells_in_the_past(first: &str) -> bool {
    const DONE: &str = "
        added fixed removed raised lowered increased decreased reduced updated upgraded switched moved migrated implemented created enabled
        disabled replaced changed reverted deployed released documented introduced configured rotated tightened reworked re-worked
        refactored rewrote wrote sent issued built bumped installed patched merged restored renamed deleted split made adjusted tweaked
        advised improved optimised optimized cleaned expanded extended set scaled rolled blocked contacted notified informed automated hardened
        tuned purged shipped published opened rebuilt simplified separated converted";
    const TO_WHAT: [&str; 14] =
        ["the", "a", "an", "our", "all", "its", "to", "from", "this", "these", "both", "two", "every", "their"];
    let first = ["we have ", "we've ", "we ", "i "].iter().find_map(|we| first.strip_prefix(we)).unwrap_or(first);
    let mut words = first.split_whitespace().filter(|word| !word.ends_with("ly"));
    static VERBS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| DONE.split_whitespace().collect());
    words.next().is_some_and(|verb| VERBS.contains(verb)) && words.next().is_some_and(|word| TO_WHAT.contains(&word))
}

/// The state that a word in a status column or a mark names.
pub(crate) fn state_of(word: &str) -> Option<ActionState> {
    let word = normalise(word);
    words().states.get(word.as_str()).copied()
}
