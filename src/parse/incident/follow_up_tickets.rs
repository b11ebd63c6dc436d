//! A follow-up becomes the ticket that tracks it.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::parse::incident::incident_body::IncidentBody;

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

/// The number that a follow-up begins with, "GATE-12: oil it".
pub(crate) fn leading_number(text: &str) -> Option<&str> {
    let (first, _) = text.split_once([':', ' '])?;
    let number = first.trim_matches(['*', '_', '[', ']', '(', ')']);
    is_ticket_number(number).then_some(number)
}

/// Whether a text is the number of a ticket and nothing else: `GATE-12`, `#412`, a link to one.
pub(crate) fn is_ticket_number(text: &str) -> bool {
    let text = text.trim().trim_matches(['*', '_', '`', '<', '>', '.']);
    let linked = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')).and_then(|rest| rest.split_once("]("));
    if let Some((name, url)) = linked {
        return is_ticket_number(name) || is_ticket(url) && !name.contains(' ');
    }
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let name = |text: &str| {
        (2..=12).contains(&text.len())
            && text.starts_with(|c: char| c.is_ascii_uppercase())
            && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
    };
    text.strip_prefix(['#', '!']).is_some_and(digits)
        || text.rsplit_once('-').is_some_and(|(project, number)| name(project) && digits(number))
        || text.rsplit_once('#').is_some_and(|(project, number)| {
            digits(number) && !project.contains(char::is_whitespace) && project.contains('/')
        })
        || !text.contains(char::is_whitespace) && is_ticket(text)
}
