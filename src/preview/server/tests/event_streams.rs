//! The stream of events over TCP: what an open page is told, and when the stream ends.

use std::io::Read;
use std::time::Duration;

use super::wire::{connected, events, line, request, started};
use super::*;
use crate::preview::server::event_stream;

#[test]
fn a_stream_ends_after_a_while() {
    let dir = folder();
    let serving = serving(snapshot(&dir));
    let mut out = Vec::new();
    event_stream::stream(&serving, "HEAD ", None, Duration::ZERO, &mut out).unwrap();
    let hello = "retry: 500\nid: 1\ndata: {\"revision\":1,\"kind\":\"hello\",\"session\":\"s\"}\n\n";
    let all = format!("HEAD {:x}\r\n{hello}\r\n0\r\n\r\n", hello.len());
    assert_eq!(String::from_utf8(out).unwrap(), all);
}

#[test]
fn the_head_of_a_stream_is_only_a_head() {
    let (_dir, _live, address) = started();
    let mut stream = connected(address, &request("HEAD", "/.casebook/events", "Connection: close\r\n"));
    let mut all = String::new();
    stream.read_to_string(&mut all).unwrap();
    assert!(
        all.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n") && all.ends_with("\r\n\r\n"),
        "{all}"
    );
}

#[test]
fn an_open_page_is_told_what_changes() {
    let (_dir, live, address) = started();
    let (mut stream, greeting) = events(address, "/.casebook/events?seen=1", "");
    assert_eq!(greeting[..2], ["retry: 500", "id: 1"]);
    let session = greeting[2].strip_prefix("data: {\"revision\":1,\"kind\":\"hello\",\"session\":\"").unwrap();
    assert_eq!(session.len(), 16 + 2);
    let mut told = || [line(&mut stream), line(&mut stream)];
    let second = next(&live.now());
    live.swap(next(&live.now()), vec![Event::Pages]);
    assert_eq!(told(), ["id: 2", "data: {\"revision\":2,\"kind\":\"pages\"}"]);
    live.swap(next(&second), vec![Event::Styles(vec![String::from("assets/css/prose.css")])]);
    let styles = "data: {\"revision\":3,\"kind\":\"styles\",\"addresses\":[\"assets/css/prose.css\"]}";
    assert_eq!(told(), ["id: 3", styles]);
}

#[test]
fn a_page_that_comes_back_is_told_what_it_missed() {
    let (_dir, live, address) = started();
    for event in [Event::Pages, Event::Settled] {
        live.swap(next(&live.now()), vec![event]);
    }
    let hello = "data: {\"revision\":3,\"kind\":\"hello\",";
    let (mut stream, greeting) = events(address, "/.casebook/events?seen=1", "Last-Event-ID: 2\r\n");
    assert_eq!((&*greeting[1], greeting[2].starts_with(hello)), ("id: 2", true), "{greeting:?}");
    let settled = ["id: 3", "data: {\"revision\":3,\"kind\":\"settled\"}"];
    assert_eq!([line(&mut stream), line(&mut stream)], settled);
    let (mut stream, _) = events(address, "/.casebook/events?seen=1", "");
    let told = [line(&mut stream), line(&mut stream), line(&mut stream)];
    assert_eq!(told, ["data: {\"revision\":3,\"kind\":\"pages\"}", settled[0], settled[1]]);
    // One that was counted by an earlier process has missed nothing that it could be told of.
    let (mut stream, greeting) = events(address, "/.casebook/events?seen=900", "");
    assert_eq!((&*greeting[1], greeting[2].starts_with(hello)), ("id: 3", true), "{greeting:?}");
    live.swap(next(&live.now()), vec![Event::Pages]);
    assert_eq!(line(&mut stream), "id: 4");
}

#[test]
fn the_oldest_of_too_many_streams_ends() {
    let (_dir, live, address) = started();
    let (mut first, _) = events(address, "/.casebook/events", "");
    let further: Vec<_> = (0..65).map(|_| events(address, "/.casebook/events", "").0).collect();
    live.swap(next(&live.now()), vec![Event::Pages]);
    assert_eq!([line(&mut first), line(&mut first)], ["id: 2", "data: {\"revision\":2,\"kind\":\"pages\"}"]);
    let mut end = [0; 8];
    first.read_exact(&mut end).unwrap();
    assert_eq!(&end, b"\n\r\n0\r\n\r\n");
    for mut stream in further.into_iter().skip(1) {
        assert_eq!(line(&mut stream), "id: 2");
    }
}
