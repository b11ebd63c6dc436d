//! A socket becomes a pool of threads that answer the requests that come in.
//!
//! A thread takes a request and keeps to it, for as long as its client takes; before it begins it sees to it that another one waits
//! for the next. So no request waits for another, except on one connection, where answers come in turn. That no connection waits for
//! another either is what `self_connections` is for. What clients cost that read nothing is bounded in `open_responses`.

use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use tiny_http::{Header, Request, Response, Server};

use super::request::PreviewRequest;
use super::response::{ALWAYS, PreviewResponse, ResponseBody};
use super::self_connections::SelfConnections;
use super::{Listener, Serving, event_stream, open_responses, page_response};
use crate::error::{Error, Result};
use crate::preview::Live;

/// Threads that stay when there is nothing to do.
const WAITING: usize = 4;

/// Threads that there are at most; more than there are answers and streams at once. Requests beyond wait to be taken.
const THREADS: usize = 512;

/// The longest body that is waited for, to be thrown away.
const LONGEST_BODY: usize = 64 << 20;

/// The pause before connections are accepted again, and the longest.
const PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// Begins to answer. Returns at once; what was begun ends with the process.
///
/// # Errors
/// When the system does not let go of the socket, or of a thread.
pub fn start(listener: Listener, live: Arc<Live>) -> Result<()> {
    let serving = Arc::new(Serving::new(live, listener.address().ip()));
    let connections = Arc::new(SelfConnections::to(listener.door()));
    let connecting = Arc::clone(&connections);
    open_responses::bound_waiting(&listener.socket);
    let begun = crew(listener.socket, &serving, &connections, PAUSE)
        .and_then(|()| spawned("self-connections", move || connecting.run()).map_err(|error| error.to_string()));
    begun.map_err(|error| Error::environment(format!("could not begin to answer requests: {error}")))
}

/// Those who answer what one server takes in.
struct Crew {
    server: Server,
    /// For the server that follows when this one takes in nothing any longer.
    socket: TcpListener,
    serving: Arc<Serving>,
    connections: Arc<SelfConnections>,
    waiting: AtomicUsize,
    hired: AtomicUsize,
    /// How long to wait before the next server.
    pause: Duration,
}

fn crew(
    socket: TcpListener,
    serving: &Arc<Serving>,
    connections: &Arc<SelfConnections>,
    pause: Duration,
) -> Result<(), String> {
    let kept = socket.try_clone().map_err(|error| error.to_string())?;
    let server = Server::from_listener(socket, None).map_err(|error| error.to_string())?;
    let (serving, connections) = (Arc::clone(serving), Arc::clone(connections));
    let (waiting, hired) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let crew = Arc::new(Crew { server, socket: kept, serving, connections, waiting, hired, pause });
    crew.hire().map_err(|error| error.to_string())
}

fn spawned(name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
    thread::Builder::new().name(name.to_owned()).spawn(work).map(drop)
}

impl Crew {
    /// One thread more, unless there are enough.
    fn hire(self: &Arc<Self>) -> std::io::Result<()> {
        if self.hired.fetch_add(1, Ordering::SeqCst) >= THREADS {
            self.hired.fetch_sub(1, Ordering::SeqCst);
            return Ok(());
        }
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let crew = Arc::clone(self);
        let hired = spawned("preview", move || crew.work());
        if hired.is_err() {
            self.waiting.fetch_sub(1, Ordering::SeqCst);
            self.hired.fetch_sub(1, Ordering::SeqCst);
        }
        hired
    }

    /// Takes requests until enough others do.
    fn work(self: &Arc<Self>) {
        loop {
            let taken = self.server.recv();
            if self.waiting.fetch_sub(1, Ordering::SeqCst) == 1 {
                // Without a further thread, the next request waits for this one.
                let _ = self.hire();
            }
            match taken {
                Ok(request) => {
                    self.connections.request_came();
                    attend(request, &self.serving);
                }
                Err(_) => self.follow(),
            }
            if self.waiting.fetch_add(1, Ordering::SeqCst) >= WAITING {
                self.waiting.fetch_sub(1, Ordering::SeqCst);
                self.hired.fetch_sub(1, Ordering::SeqCst);
                return;
            }
        }
    }

    /// A server accepts no connections any longer after it once could not (too many open files, a client gone too soon): another one
    /// does. This one keeps the connections that it has.
    fn follow(&self) {
        let mut pause = self.pause;
        loop {
            thread::sleep(pause);
            pause = LONGEST_PAUSE.min(pause * 2);
            let begun = self.socket.try_clone().map_err(|error| error.to_string());
            if begun.and_then(|socket| crew(socket, &self.serving, &self.connections, pause)).is_ok() {
                return;
            }
        }
    }
}

/// Answers one request.
fn attend(request: Request, serving: &Serving) {
    let is_in_chunks = request.headers().iter().any(|header| header.field.equiv("Transfer-Encoding"));
    if is_in_chunks || request.body_length().is_some_and(|length| length > 0) {
        return refuse_body(request);
    }
    let asked = PreviewRequest::of(&request);
    let client = request.remote_addr().copied();
    let Some(mut out) = serving.underway.begin(client, request.into_writer()) else { return };
    let answer = unharmed(|| page_response::respond(serving, &asked));
    // A client that is gone has no use for an error.
    let _ = match answer.body {
        ResponseBody::Events(seen) if !asked.head_only() => {
            out.lasts();
            event_stream::stream(serving, &answer.head(), seen, event_stream::LASTING, &mut out)
        }
        _ => {
            out.keeps(answer.kept());
            answer.send(&mut out, asked.head_only())
        }
    };
}

/// Answers a request that has a body, which nobody needs to read. The answer comes first: a request that ends reads its body to the
/// end, into as much memory as is left of what it says to be its length. So one that says too much is never ended; no browser says
/// more than it sends, and the connection is all that is lost.
fn refuse_body(request: Request) {
    if request.body_length().is_some_and(|length| length > LONGEST_BODY) {
        std::mem::forget(request);
        return;
    }
    let mut refusal = Response::from_string("A request to the preview has no body.\n").with_status_code(413);
    for (name, value) in ALWAYS {
        refusal.add_header(Header::from_bytes(name, value).expect("what is always said is ASCII"));
    }
    // A client that is gone has no use for an error.
    let _ = request.respond(refusal);
}

/// An answer, whatever happens: a page at which a mistake of ours comes to light takes nothing with it.
fn unharmed(respond: impl FnOnce() -> PreviewResponse) -> PreviewResponse {
    let sentence = "Casebook failed at this page. It says why where it was started; please report it.";
    // What is read is immutable, and what a page fills on demand stays unfilled.
    catch_unwind(AssertUnwindSafe(respond)).unwrap_or_else(|_| PreviewResponse::plain(500, sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_of_ours_is_an_answer() {
        let answer = unharmed(|| panic!("every page has a title"));
        let head = answer.head();
        assert!(head.starts_with("HTTP/1.1 500 Internal Server Error\r\nContent-Type: text/plain; charset=utf-8\r\n"));
        assert!(head.ends_with("Content-Length: 82\r\n\r\n"), "{head}");
    }
}
