//! The words of a follow-up become where it stands, who owns it and which ticket tracks it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::model::ActionState;
use crate::parse::incident::incident_body::IncidentBody;
use crate::parse::vocabulary::{normalise, says_nothing, words};
use crate::text::collapse;

/// A follow-up without the mark that says where it stands, and what the mark says.
pub(crate) fn marked(text: &str) -> (String, Option<ActionState>) {
    let text = text.trim();
    for (mark, state) in [
        ("✅", ActionState::Done),
        ("✔️", ActionState::Done),
        ("✔", ActionState::Done),
        ("☑️", ActionState::Done),
        ("☑", ActionState::Done),
        ("🚧", ActionState::Doing),
        ("⏳", ActionState::Doing),
        ("🔄", ActionState::Doing),
        ("⬜", ActionState::Open),
        ("☐", ActionState::Open),
        ("❌", ActionState::Declined),
        (":white_check_mark:", ActionState::Done),
        (":heavy_check_mark:", ActionState::Done),
        ("[x]", ActionState::Done),
        ("[X]", ActionState::Done),
        ("[ ]", ActionState::Open),
    ] {
        if let Some(rest) = text.strip_prefix(mark).or_else(|| text.strip_suffix(mark)) {
            return (rest.trim().to_owned(), Some(state));
        }
    }
    if let Some(struck) = text.strip_prefix("~~").and_then(|t| t.strip_suffix("~~")) {
        return (struck.to_owned(), Some(ActionState::Done));
    }
    let marked = |open: char, close: char| {
        if let Some(rest) = text.strip_prefix(open) {
            let end = rest.find(close)?;
            let state = state_of(rest.get(..end)?)?;
            return Some((
                rest.get(end + close.len_utf8()..)?.trim_start_matches([':', ' ', '-']).to_owned(),
                Some(state),
            ));
        }
        let body = text.trim_end_matches('.').strip_suffix(close)?;
        let start = body.rfind(open)?;
        let state = state_of(body.get(start + open.len_utf8()..)?)?;
        Some((body.get(..start)?.trim_end().to_owned(), Some(state)))
    };
    let prefixed = || {
        let (head, rest) = text.split_once(':')?;
        let head = head.trim_matches(|c| matches!(c, '*' | '_'));
        let state = state_of(head).filter(|_| head.len() < 14)?;
        Some((rest.trim_start_matches(['*', '_', ' ']).to_owned(), Some(state)))
    };
    marked('(', ')').or_else(|| marked('[', ']')).or_else(prefixed).unwrap_or_else(|| (text.to_owned(), None))
}

/// Whether a follow-up tells what has already been done.
pub(crate) fn is_done(text: &str) -> bool {
    let lower = text.to_lowercase().replace('’', "'");
    let later = ["once ", "until ", "after ", "when ", "if ", "that ha", "which ha"].iter().any(|w| lower.contains(w));
    if !later && words().done_phrases.any_in(&lower) {
        return true;
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
    let open = [
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
    ];
    (told || we.iter().any(|w| first.starts_with(w))) && !open.iter().any(|w| first.contains(w))
}

/// The state that a word in a status column or a mark names.
pub(crate) fn state_of(word: &str) -> Option<ActionState> {
    let word = normalise(word);
    words().states.get(word.as_str()).copied()
}

/// "Owner: platform" at the end of a follow-up.
pub(crate) fn owner(text: &str) -> Option<String> {
    let name = text.get(named_owner(text)?.1)?;
    let name = collapse(name.trim_matches(|c: char| matches!(c, '*' | '_' | ' ')));
    (!says_nothing(&name) && name.chars().count() <= 40).then_some(name)
}

/// Where an owner is named: from the label on, and the name alone.
fn named_owner(text: &str) -> Option<(usize, Range<usize>)> {
    let lower = text.to_ascii_lowercase();
    let (at, length) = ["owner:", "owned by:", "assignee:", "assigned to:", "verantwortlich:", "responsable:"]
        .iter()
        .find_map(|w| lower.rfind(w).map(|i| (i, w.len())))?;
    let rest = text.get(at + length..)?.trim_start_matches(['*', '_', ' ']);
    let end = rest.find([',', ';', ')', '|', '.', ']']).unwrap_or(rest.len());
    let start = text.len() - rest.len();
    Some((at, start..start + end))
}

/// A follow-up without "Owner: …" in it: who is named there need not be a team.
pub(crate) fn without_owner(text: &str) -> String {
    let Some((at, name)) = named_owner(text) else { return text.to_owned() };
    let (before, after) = (text.get(..at).unwrap_or_default(), text.get(name.end..).unwrap_or_default());
    let before = before.trim_end_matches(['(', '[', '*', '_', ' ', '-', '–', '—', '|', ',', ';']);
    let after = after.trim_start_matches([')', ']', '*', '_', ' ', '|', ',', ';']);
    if after.trim_matches(['.', ' ']).is_empty() { before.to_owned() } else { format!("{before} {after}") }
}

/// The one ticket that a follow-up links to.
pub(crate) fn ticket(body: &IncidentBody<'_>, events: &Range<usize>) -> Option<String> {
    let mut found = body.events.get(events.clone())?.iter().filter_map(|(event, _)| match event {
        Event::Start(Tag::Link { dest_url, .. }) if is_ticket(dest_url) => Some(dest_url.to_string()),
        _ => None,
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

fn is_ticket(url: &str) -> bool {
    let tracked = [
        "/issues/",
        "/pull/",
        "/merge_requests/",
        "/browse/",
        "/issue/",
        "/tickets/",
        "/ticket/",
        "show_bug.cgi",
        "/T",
    ];
    url.starts_with("http")
        && tracked
            .iter()
            .any(|part| url.contains(part) && *part != "/T" || *part == "/T" && url.contains("phabricator"))
}
