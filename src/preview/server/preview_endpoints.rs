//! The addresses below `/.casebook/` that only the preview's own script asks for: its files, the stream of changes, what is said of a page.

use super::Serving;
use super::file_response;
use super::request::PreviewRequest;
use super::request_address::{address, decoded};
use super::response::{PreviewResponse, ResponseBody};
use super::settled_fact;
use crate::preview::panel;

/// What is shipped with the program, by name.
const FILES: [(&str, &str); 6] = [
    ("preview.js", include_str!("../client/preview.js")),
    ("replace.js", include_str!("../client/replace.js")),
    ("places.js", include_str!("../client/places.js")),
    ("sheet.js", include_str!("../client/sheet.js")),
    ("preview.css", include_str!("../client/preview.css")),
    ("sheet.css", include_str!("../client/sheet.css")),
];

/// Answers a request for `/.casebook/` and `name`.
pub(super) fn respond(serving: &Serving, asked: &PreviewRequest, name: &str) -> PreviewResponse {
    match name {
        "events" => events(asked),
        "page" => page(serving, asked),
        "settle" => settle(serving, asked),
        "audience" => audience(serving, asked),
        _ => match FILES.iter().find(|(other, _)| *other == name) {
            Some((name, text)) => file_response::bytes(asked, name, text.as_bytes().to_vec()),
            None => PreviewResponse::plain(404, "The preview has no such file."),
        },
    }
}

/// What somebody says of a fact; refused to whoever does not know this process's word, which the stream of changes told our own pages.
fn settle(serving: &Serving, asked: &PreviewRequest) -> PreviewResponse {
    if asked.header("X-Casebook-Session") != Some(&serving.session) {
        return PreviewResponse::plain(403, "This page is of an earlier preview; load it again.");
    }
    settled_fact::respond(serving, asked)
}

/// As whom the site is to be shown; the pages follow. Refused like what writes: another site must not choose what is on the screen.
fn audience(serving: &Serving, asked: &PreviewRequest) -> PreviewResponse {
    if asked.header("X-Casebook-Session") != Some(&serving.session) {
        return PreviewResponse::plain(403, "This page is of an earlier preview; load it again.");
    }
    match asked.parameter("name") {
        Some(name) => {
            serving.live.look_as(name);
            PreviewResponse::plain(202, "The pages follow.")
        }
        None => PreviewResponse::plain(400, "The name of an audience is missing: `/.casebook/audience?name=NAME`."),
    }
}

/// The stream of what changes; a browser that comes back says itself how far it had got.
fn events(asked: &PreviewRequest) -> PreviewResponse {
    let seen = asked.header("Last-Event-ID").or(asked.parameter("seen")).and_then(|seen| seen.parse().ok());
    let answer = PreviewResponse::new(200, "text/event-stream", "no-store", ResponseBody::Events(seen));
    answer.with("Transfer-Encoding", "chunked")
}

/// What the writer is told beside the page at an address, encoded as in a form; `/incidents/` is an address as well.
fn page(serving: &Serving, asked: &PreviewRequest) -> PreviewResponse {
    let path = asked.parameter("at").map(|at| format!("/{}", at.replace('+', "%20")));
    let Some(path) = path.and_then(|path| decoded(&path)) else {
        return PreviewResponse::plain(400, "The address of a page is missing: `/.casebook/page?at=ADDRESS`.");
    };
    let Some(address) = address(path.trim_start_matches('/')) else {
        return PreviewResponse::plain(404, "No page has that address.");
    };
    let _turn = serving.turns.take();
    let told = panel::about(&serving.live.now(), &address).to_string();
    PreviewResponse::new(200, "application/json; charset=utf-8", "no-store", ResponseBody::Bytes(told.into_bytes()))
}
