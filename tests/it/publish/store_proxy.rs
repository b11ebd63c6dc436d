//! What stands between a publisher and a store, and does what networks and stores do on their bad days.

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tiny_http::{Header, Request, Response, Server};

use super::servers::agent;

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It gets through.
    Through,
    /// The store refuses, with a status and its word.
    Refused(u16, &'static str),
    /// Nobody answers.
    Hangs,
    /// It gets through, and the answer is lost.
    AnswerLost,
    /// Half of what was sent gets through.
    HalfSent,
    /// It gets through without its condition.
    Unconditional,
    /// It gets through, and nobody says of what kind the answer is.
    WithoutType,
}

/// Decides on a request: its number, its method, and its address without the signature.
pub(super) type Decide = dyn Fn(usize, &str, &str) -> Fate + Send + Sync;

/// Stands before the store at `port`; gives its own port and goes on until the test ends.
pub(super) fn before(port: u16, decide: impl Fn(usize, &str, &str) -> Fate + Send + Sync + 'static) -> u16 {
    let server = Arc::new(Server::http("127.0.0.1:0").expect("a port"));
    let own = server.server_addr().to_ip().expect("an address").port();
    let (decide, count): (Arc<Decide>, _) = (Arc::new(decide), Arc::new(AtomicUsize::new(0)));
    for _ in 0..24 {
        let (server, decide, count) = (Arc::clone(&server), Arc::clone(&decide), Arc::clone(&count));
        std::thread::spawn(move || {
            while let Ok(request) = server.recv() {
                let address = request.url().split('?').next().unwrap_or_default().to_owned();
                let fate = decide(count.fetch_add(1, Ordering::SeqCst), request.method().as_str(), &address);
                serve(request, port, fate);
            }
        });
    }
    own
}

fn serve(mut request: Request, port: u16, fate: Fate) {
    match fate {
        Fate::Refused(status, code) => {
            let text = format!(
                "<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>X-Amz-Signature=x</Message></Error>"
            );
            let body = if request.method().as_str() == "HEAD" { String::new() } else { text };
            let answer = Response::from_string(body).with_status_code(status);
            let hour_ago = Header::from_bytes("Date", hour_off()).expect("a header");
            let answer = if code == "RequestTimeTooSkewed" { answer.with_header(hour_ago) } else { answer };
            let _ = request.respond(answer);
        }
        Fate::Hangs => {
            std::thread::sleep(Duration::from_secs(3));
            drop(request.into_writer());
        }
        _ => {
            let mut body = Vec::new();
            request.as_reader().read_to_end(&mut body).expect("a body");
            if fate == Fate::HalfSent {
                body.truncate(body.len() / 2);
            }
            let Some((status, headers, bytes)) = forwarded(&request, port, &body, fate) else { return };
            if fate == Fate::AnswerLost {
                // The head of an answer, and then nothing.
                let mut writer = request.into_writer();
                let _ = writer.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nab");
                return;
            }
            let answer = Response::from_data(bytes).with_status_code(status);
            let headers: Vec<Header> = match fate {
                Fate::WithoutType => vec![Header::from_bytes("Content-Type", "binary/octet-stream").expect("a header")],
                _ => headers,
            };
            let _ = request.respond(headers.into_iter().fold(answer, Response::with_header));
        }
    }
}

fn forwarded(request: &Request, port: u16, body: &[u8], fate: Fate) -> Option<(u16, Vec<Header>, Vec<u8>)> {
    let url = format!("http://127.0.0.1:{port}{}", request.url());
    let mut forward = ureq::http::Request::builder().method(request.method().as_str()).uri(url);
    let kept = ["content-type", "cache-control", "content-encoding", "if-match", "if-none-match"];
    for header in request.headers() {
        let name = header.field.as_str().as_str().to_lowercase();
        let is_condition = name.starts_with("if-");
        if kept.contains(&name.as_str()) && !(is_condition && fate == Fate::Unconditional) {
            forward = forward.header(name, header.value.as_str());
        }
    }
    let answer = match request.method().as_str() {
        "PUT" => agent().run(forward.body(body).ok()?),
        _ => agent().run(forward.body(()).ok()?),
    };
    let mut answer = answer.ok()?;
    let passed = ["etag", "content-type"];
    let headers = answer.headers().iter().filter(|(name, _)| passed.contains(&name.as_str()));
    let headers =
        headers.filter_map(|(name, value)| Header::from_bytes(name.as_str(), value.as_bytes()).ok()).collect();
    let status = answer.status().as_u16();
    let bytes = answer.body_mut().with_config().limit(u64::MAX).read_to_vec().unwrap_or_default();
    Some((status, headers, bytes))
}

/// A time that is an hour off.
fn hour_off() -> String {
    let moment = jiff::Zoned::now().checked_sub(jiff::SignedDuration::from_hours(1)).expect("an hour ago");
    jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&moment.timestamp()).expect("a date")
}
