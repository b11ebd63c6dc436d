//! What changes becomes a stream of server-sent events, each one line of JSON.

#![expect(clippy::disallowed_methods, reason = "a stream ends after a while")]

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::Serving;
use crate::preview::Event;

/// Streams that are open at once; a browser whose stream ends opens it again by itself. More than the tabs of one window, few enough
/// for the smallest limit of open files.
const STREAMS: u64 = 64;

/// Silence after which something is sent all the same, so that a client that is gone is noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a stream lasts. A browser then opens it again by itself and says what it has seen, so nothing is missed; a client that is
/// gone without a word has gone for good.
pub(super) const LASTING: Duration = Duration::from_secs(50);

/// Sends events after revision `seen` until the client is gone, the stream has lasted for `lasting`, or [`STREAMS`] newer ones have been
/// opened. In chunks: tiny_http leaves it to the client to end a connection, so its end cannot be the end of the stream.
///
/// # Errors
/// When the client is gone.
pub(super) fn stream(
    serving: &Serving,
    head: &str,
    seen: Option<u64>,
    lasting: Duration,
    out: &mut impl Write,
) -> io::Result<()> {
    let begun = Instant::now();
    let place = serving.streams.fetch_add(1, Ordering::Relaxed);
    let newest = serving.live.now().revision;
    // A greater number is one that an earlier process counted.
    let mut seen = seen.map_or(newest, |seen| seen.min(newest));
    let hello = hello(seen, newest, &serving.session);
    send(out, &format!("{head}{}", chunk(&hello)))?;
    while serving.streams.load(Ordering::Relaxed) - place <= STREAMS {
        let left = lasting.saturating_sub(begun.elapsed());
        if left.is_zero() {
            break;
        }
        let (revision, events) = serving.live.wait(seen, HEARTBEAT.min(left));
        let said = if events.is_empty() { String::from(": still here\n\n") } else { told(revision, &events) };
        // An empty chunk would be the end.
        if !said.is_empty() {
            send(out, &chunk(&said))?;
        }
        seen = revision;
    }
    send(out, &chunk(""))
}

/// One message.
#[derive(Serialize)]
struct EventMessage<'a> {
    revision: u64,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    session: Option<&'a str>,
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    addresses: BTreeSet<&'a str>,
}

impl EventMessage<'_> {
    fn line(&self) -> String {
        format!("data: {}\n\n", serde_json::to_string(self).expect("a message is plain"))
    }
}

/// The greeting. Its number is what the client has seen, so that one that is cut off here misses nothing.
fn hello(seen: u64, newest: u64, session: &str) -> String {
    let message = EventMessage { revision: newest, kind: "hello", session: Some(session), addresses: BTreeSet::new() };
    format!("retry: 500\nid: {seen}\n{}", message.line())
}

/// Events that came together, each kind once. Only the last message has a number, so that nothing counts as seen before all has been.
fn told(revision: u64, events: &[Event]) -> String {
    let message = |kind, addresses| EventMessage { revision, kind, session: None, addresses };
    let mut messages = Vec::new();
    let (mut styles, mut files) = (BTreeSet::new(), BTreeSet::new());
    for event in events {
        match event {
            Event::Styles(addresses) => styles.extend(addresses.iter().map(String::as_str)),
            Event::Files(addresses) => files.extend(addresses.iter().map(String::as_str)),
            _ => {}
        }
    }
    for (kind, addresses) in [("styles", styles), ("files", files)] {
        if !addresses.is_empty() {
            messages.push(message(kind, addresses));
        }
    }
    if events.contains(&Event::Reload) {
        messages.push(message("reload", BTreeSet::new()));
    }
    let last = events.iter().rposition(|event| *event == Event::Pages);
    if last.is_some() {
        messages.push(message("pages", BTreeSet::new()));
    }
    // What had settled before pages changed has not settled any longer.
    if events[last.unwrap_or(0)..].contains(&Event::Settled) {
        messages.push(message("settled", BTreeSet::new()));
    }
    let mut lines: Vec<String> = messages.iter().map(EventMessage::line).collect();
    if let Some(last) = lines.last_mut() {
        last.insert_str(0, &format!("id: {revision}\n"));
    }
    lines.concat()
}

/// A piece of a body in chunks; the empty one is its end.
fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

fn send(out: &mut impl Write, text: &str) -> io::Result<()> {
    out.write_all(text.as_bytes())?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_that_came_together_are_told_once() {
        let styles = |addresses: &[&str]| Event::Styles(addresses.iter().map(|a| (*a).to_owned()).collect());
        let (pages, settled) = (Event::Pages, Event::Settled);
        assert_eq!(told(7, &[Event::Pages]), "id: 7\ndata: {\"revision\":7,\"kind\":\"pages\"}\n\n");
        assert_eq!(told(7, &[Event::Settled]), "id: 7\ndata: {\"revision\":7,\"kind\":\"settled\"}\n\n");
        assert_eq!(
            told(7, &[settled.clone(), pages.clone(), styles(&["b.css", "a.css"]), pages.clone(), styles(&["a.css"])]),
            "data: {\"revision\":7,\"kind\":\"styles\",\"addresses\":[\"a.css\",\"b.css\"]}\n\n\
             id: 7\ndata: {\"revision\":7,\"kind\":\"pages\"}\n\n"
        );
        assert_eq!(
            told(7, &[Event::Reload, Event::Files(vec![String::from("a.png")])]),
            "data: {\"revision\":7,\"kind\":\"files\",\"addresses\":[\"a.png\"]}\n\n\
             id: 7\ndata: {\"revision\":7,\"kind\":\"reload\"}\n\n"
        );
        assert_eq!(
            told(7, &[pages, settled]),
            "data: {\"revision\":7,\"kind\":\"pages\"}\n\nid: 7\ndata: {\"revision\":7,\"kind\":\"settled\"}\n\n"
        );
    }

    #[test]
    fn the_greeting_says_what_is_newest_and_keeps_what_was_seen() {
        assert_eq!(
            hello(3, 7, "abc"),
            "retry: 500\nid: 3\ndata: {\"revision\":7,\"kind\":\"hello\",\"session\":\"abc\"}\n\n"
        );
    }
}
