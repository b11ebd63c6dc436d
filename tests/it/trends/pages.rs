//! A small site a line at a time, and what its trend pages say.

use crate::kit::Kb;

/// A site with one more incident, which began on a day and is called after it.
pub(super) fn incident(kb: Kb, date: &str, keys: &str) -> Kb {
    kb.file(
        &format!("content/incidents/{date}.md"),
        &format!("---\ntitle: \"{date}\"\nstarted: {date}\n{keys}---\n\nIt broke.\n"),
    )
}

/// The same with an incident that began at midnight, and what happened so many minutes later on that day.
pub(super) fn timed(kb: Kb, date: &str, minutes: &[(&str, u32)], keys: &str) -> Kb {
    let time = |(key, minutes): &(&str, u32)| format!("{key}: {date}T{:02}:{:02}:00Z\n", minutes / 60, minutes % 60);
    let times: String = minutes.iter().map(time).collect();
    kb.file(
        &format!("content/incidents/{date}.md"),
        &format!("---\ntitle: \"{date}\"\nstarted: {date}T00:00:00Z\n{times}{keys}---\n\nIt broke.\n"),
    )
}

/// The lead, the sentences and the caption of a trend page.
pub(super) fn said(page: &str) -> Vec<String> {
    let lead = texts(page, "<p class=\"trend-lead\">", "</p>");
    let more = texts(page, "<div class=\"trend-more\">", "</div>");
    let caption = texts(page, "<p class=\"small trend-caption\">", "</p>");
    [lead, more, caption].concat()
}

/// What a trend page leaves to people, each with the titles of the incidents it is about.
pub(super) fn talk(page: &str) -> Vec<String> {
    let talk =
        page.split("<section class=\"talk\">").nth(1).and_then(|rest| rest.split("</section>").next()).unwrap_or("");
    texts(talk, "<li>", "</li>")
}

/// What stands between two tags, without tags and in single spaces.
fn texts(page: &str, from: &str, until: &str) -> Vec<String> {
    let text = |piece: &str| {
        let piece = piece.split(until).next().unwrap_or("");
        let words = piece.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words));
        words.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    };
    page.split(from).skip(1).map(text).collect()
}
