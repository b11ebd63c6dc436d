//! The same over TCP, with many clients at once.

use std::io::{BufRead, BufReader, Read};
use std::net::{SocketAddr, TcpStream};
use std::sync::Barrier;
use std::time::{Duration, Instant};

use super::*;
use crate::preview::server::{listen, start};

/// A server of the small site, for as long as the tests run.
pub(super) fn started() -> (TempDir, Arc<Live>, SocketAddr) {
    let dir = folder();
    let live = Arc::new(Live::new(snapshot(&dir)));
    let listener = listen("127.0.0.1".parse().unwrap(), Some(0)).unwrap();
    let address = listener.address();
    start(listener, Arc::clone(&live)).unwrap();
    (dir, live, address)
}

/// Connects and sends something. What is read of it must come within ten seconds.
pub(super) fn connected(address: SocketAddr, sent: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream.write_all(sent.as_bytes()).unwrap();
    BufReader::new(stream)
}

pub(super) fn request(method: &str, target: &str, more: &str) -> String {
    format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\n{more}\r\n")
}

/// The next line that is not empty and not the length of a chunk.
pub(super) fn line(stream: &mut BufReader<TcpStream>) -> String {
    loop {
        let mut line = String::new();
        assert!(stream.read_line(&mut line).unwrap() > 0, "the stream ended");
        let line = line.trim_end();
        if !line.is_empty() && !line.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return line.to_owned();
        }
    }
}

/// One answer: its head, and as much of a body as it says.
pub(super) fn answered(stream: &mut BufReader<TcpStream>) -> (String, String) {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(stream.read_line(&mut head).unwrap() > 0, "the head ended: {head}");
    }
    let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: ")).map_or(0, |n| n.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    (head.lines().next().unwrap().to_owned(), String::from_utf8(body).unwrap())
}

/// A stream of events, after its head and its greeting, and the greeting.
pub(super) fn events(address: SocketAddr, target: &str, more: &str) -> (BufReader<TcpStream>, Vec<String>) {
    let mut stream = connected(address, &request("GET", target, more));
    assert_eq!(answered(&mut stream).0, "HTTP/1.1 200 OK");
    let greeting = std::iter::repeat_with(|| line(&mut stream)).take(3).collect();
    (stream, greeting)
}

#[test]
fn nobody_waits_for_a_client_that_is_slow_or_silent() {
    let (dir, _live, address) = started();
    write(&dir, "content/incidents/2024/tone.wav", &vec![7; 30 << 20]);
    let silent =
        [connected(address, ""), connected(address, "GET / HT"), connected(address, "GET / HTTP/1.1\r\nHost: ")];
    let mut posting = connected(address, &request("POST", "/", "Content-Length: 100000\r\n"));
    let lying = connected(address, &request("POST", "/", "Content-Length: 9000000000000000000\r\n"));
    let unread: Vec<_> = (0..12).map(|_| connected(address, &request("GET", "/incidents/2024/tone.wav", ""))).collect();
    let streams: Vec<_> = (0..10).map(|_| events(address, "/.casebook/events", "")).collect();
    std::thread::scope(|scope| {
        let one = || answered(&mut connected(address, &request("GET", "/", ""))).0;
        let asked: Vec<_> = (0..40).map(|_| scope.spawn(one)).collect();
        for asked in asked {
            assert_eq!(asked.join().unwrap(), "HTTP/1.1 200 OK");
        }
    });
    assert_eq!(answered(&mut posting).0, "HTTP/1.1 413 Payload Too Large");
    drop((silent, posting, lying, unread, streams));
    assert_eq!(answered(&mut connected(address, &request("GET", "/", ""))).0, "HTTP/1.1 200 OK");
}

#[test]
fn nobody_waits_in_a_burst_of_clients_that_say_nothing() {
    let (_dir, _live, address) = started();
    for silent in [8, 24] {
        let together = Barrier::new(silent + 8);
        std::thread::scope(|scope| {
            let connect = |sent: String| {
                together.wait();
                connected(address, &sent)
            };
            let held: Vec<_> = (0..silent).map(|_| scope.spawn(move || connect(String::new()))).collect();
            let one = move || {
                let begun = Instant::now();
                answered(&mut connect(request("GET", "/", "")));
                begun.elapsed()
            };
            let asked: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
            for asked in asked {
                let took = asked.join().unwrap();
                assert!(took < Duration::from_secs(2), "{took:?} beside {silent}");
            }
            drop(held);
        });
    }
}

#[test]
fn clients_that_never_read_delay_nobody() {
    let (dir, _live, address) = started();
    write(&dir, "content/incidents/2024/tone.wav", &vec![7; 30 << 20]);
    let took = || {
        let begun = Instant::now();
        assert_eq!(answered(&mut connected(address, &request("GET", "/", ""))).0, "HTTP/1.1 200 OK");
        begun.elapsed()
    };
    let unread = || connected(address, &request("GET", "/incidents/2024/tone.wav", "Connection: close\r\n"));
    let mut stuck = Vec::new();
    for round in 1..=4 {
        stuck.extend(std::iter::repeat_with(unread).take(50));
        let mut all: Vec<_> = std::iter::repeat_with(took).take(11).collect();
        all.sort_unstable();
        // The machine may be busy with other tests.
        assert!(
            all[5] < Duration::from_millis(300) && all[10] < Duration::from_secs(3),
            "{all:?} beside {}",
            50 * round
        );
    }
    // The oldest are given up: their answers end before they are whole. The newest are not.
    let whole = |stream: &mut BufReader<TcpStream>| {
        let mut all = Vec::new();
        // One that was given up may hear of an error.
        let _ = stream.read_to_end(&mut all);
        all.len() > 30 << 20
    };
    std::thread::sleep(Duration::from_millis(1500));
    assert!(!whole(&mut stuck[0]) && !whole(&mut stuck[60]));
    assert!(whole(stuck.last_mut().unwrap()));
}

#[test]
fn one_connection_on_which_too_much_is_asked_delays_nobody() {
    let (dir, _live, address) = started();
    write(&dir, "content/incidents/2024/tone.wav", &vec![7; 30 << 20]);
    let asked = request("GET", "/incidents/2024/tone.wav", "") + &request("GET", "/", "").repeat(700);
    let stuck = connected(address, &asked);
    let begun = Instant::now();
    for _ in 0..3 {
        assert_eq!(answered(&mut connected(address, &request("GET", "/", ""))).0, "HTTP/1.1 200 OK");
    }
    assert!(begun.elapsed() < Duration::from_secs(9), "{:?}", begun.elapsed());
    drop(stuck);
}

/// What comes before the server ends the connection, for bytes of which nobody knows what they ask for.
fn told(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = connected(address, "");
    stream.get_mut().write_all(request).unwrap();
    let mut all = Vec::new();
    stream.read_to_end(&mut all).unwrap();
    String::from_utf8(all).unwrap()
}

#[test]
fn every_byte_in_a_request_is_answered_or_ends_the_connection() {
    let (_dir, _live, address) = started();
    for byte in 0..=u8::MAX {
        for (before, after) in [
            ("GET /incidents", " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            ("GET /incidents?", " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
            ("GET /incidents HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nRange: ", "\r\n\r\n"),
        ] {
            let told = told(address, &[before.as_bytes(), &[byte], after.as_bytes()].concat());
            let ours = ["200 OK", "302 Found", "400 Bad Request", "404 Not Found"];
            let is_ours = ours.iter().any(|status| told.starts_with(&format!("HTTP/1.1 {status}\r\n")));
            // What is no request at all tiny_http answers, and what is not ASCII it does not answer.
            let is_theirs =
                told.starts_with("HTTP/1.1 400 Bad Request\r\nServer: tiny-http") && told.ends_with("\r\n\r\n");
            let is_ended = told.is_empty() && !byte.is_ascii();
            assert!(
                is_theirs || is_ended || (is_ours && told.contains("\r\nX-Frame-Options: DENY\r\n")),
                "{before}{byte:#x}: {told}"
            );
        }
    }
    assert_eq!(answered(&mut connected(address, &request("GET", "/", ""))).0, "HTTP/1.1 200 OK");
}

#[test]
fn a_status_is_called_by_its_own_name() {
    let (_dir, _live, address) = started();
    for (method, target, more, status) in [
        ("GET", "/favicon.ico", "", "204 No Content"),
        ("GET", "/incidents", "", "302 Found"),
        ("GET", "/incidents?%0d%0aSet-Cookie:b", "", "302 Found"),
        ("GET", "/assets/css/tokens.css", "If-None-Match: *\r\n", "304 Not Modified"),
        ("GET", "/%00", "", "400 Bad Request"),
        ("GET", "/", "Origin: https://elsewhere.example\r\n", "403 Forbidden"),
        ("PATCH", "/", "", "405 Method Not Allowed"),
        ("POST", "/", "Content-Length: 1\r\n\r\nx", "413 Payload Too Large"),
        ("POST", "/", "Transfer-Encoding: chunked\r\n", "413 Payload Too Large"),
    ] {
        let asked = request(method, target, &format!("Connection: close\r\n{more}"));
        let told = told(address, asked.as_bytes());
        let (head, _) = told.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with(&format!("HTTP/1.1 {status}\r\n")), "{target}: {head}");
        for header in ["X-Frame-Options: DENY", "Content-Security-Policy: frame-ancestors 'none'"] {
            assert!(head.lines().any(|line| line == header), "{target}: {head}");
        }
        assert!(!head.contains("\r\nSet-Cookie"), "{target}: {head}");
    }
}

#[test]
fn an_answer_is_the_last_on_its_connection() {
    let (_dir, _live, address) = started();
    let mut stream = connected(address, &request("GET", "/nowhere", ""));
    let head: Vec<_> = std::iter::repeat_with(|| line(&mut stream)).take(9).collect();
    assert!(head.contains(&String::from("Connection: close")), "{head:?}");
}

#[test]
fn requests_on_one_connection_are_answered_in_turn() {
    let (_dir, _live, address) = started();
    let asked =
        [request("HEAD", "/", ""), request("GET", "/nowhere", ""), request("GET", "/.casebook/preview.css", "")];
    let mut stream = connected(address, &asked.concat());
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        stream.read_line(&mut head).unwrap();
    }
    let whole = answered(&mut connected(address, &request("GET", "/", ""))).1;
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.contains(&format!("\r\nContent-Length: {}\r\n", whole.len())), "{head}");
    assert_eq!(answered(&mut stream).0, "HTTP/1.1 404 Not Found");
    let style = answered(&mut stream);
    assert_eq!(style, ("HTTP/1.1 200 OK".into(), include_str!("../../client/preview.css").into()));
}
