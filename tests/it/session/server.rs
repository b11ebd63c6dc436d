//! A folder on loopback as a web server would publish it, in the manner a test asks for: below a path, with headers, slowly, with files
//! that are missing or held back. It remembers what was asked.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

/// How a site is served.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Manner {
    /// The path that the site stands below, such as `team/casebook/`.
    pub(crate) below: &'static str,
    /// Headers of every answer, as `name: value`.
    pub(crate) headers: &'static [&'static str],
    /// As over slow 4G: every answer begins late, and all of them share one narrow line.
    pub(crate) slow: bool,
}

/// What a slow line makes of an answer: 150 ms until it begins, then 1.6 Mbit/s.
const LATENCY: Duration = Duration::from_millis(150);
const BYTES_PER_SECOND: f64 = 200_000.0;
const PACKET: usize = 4_000;

/// What is answered beside the files: media type and body for a path and what was sent to it.
type Extra = Box<dyn Fn(&str, &[u8]) -> Option<(&'static str, Vec<u8>)> + Send + Sync>;

/// A server that runs until the tests end.
pub(crate) struct Server {
    port: u16,
    shared: Arc<Shared>,
}

struct Shared {
    manner: Manner,
    extra: Extra,
    now: Mutex<Now>,
    change: Condvar,
    line: Mutex<()>,
}

/// What a test may change while the server runs.
#[derive(Default)]
struct Now {
    root: PathBuf,
    asked: Vec<String>,
    lost: Option<String>,
    held: Option<String>,
}

impl Server {
    /// Serves `root`.
    pub(crate) fn start(root: &Path, manner: Manner) -> Self {
        Self::with(root, manner, |_, _| None)
    }

    /// The same with answers of the test's own.
    pub(crate) fn with(
        root: &Path,
        manner: Manner,
        extra: impl Fn(&str, &[u8]) -> Option<(&'static str, Vec<u8>)> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
        let port = listener.local_addr().expect("the address of the port").port();
        let now = Mutex::new(Now { root: root.to_owned(), ..Now::default() });
        let shared =
            Arc::new(Shared { manner, extra: Box::new(extra), now, change: Condvar::new(), line: Mutex::new(()) });
        let own = Arc::clone(&shared);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = Arc::clone(&own);
                std::thread::spawn(move || answer(stream, &shared));
            }
        });
        Self { port, shared }
    }

    /// The whole address of a page.
    pub(crate) fn url(&self, page: &str) -> String {
        format!("http://127.0.0.1:{}/{}{page}", self.port, self.shared.manner.below)
    }

    /// Every path that was asked for so far, with its query, in order.
    pub(crate) fn asked(&self) -> Vec<String> {
        self.shared.now().asked.clone()
    }

    /// Answers 404 for the file whose path ends so; for none with `None`.
    pub(crate) fn lose(&self, end: Option<&str>) {
        self.shared.now().lost = end.map(String::from);
    }

    /// Keeps the answer for the file whose path ends so until another is held, or none.
    pub(crate) fn hold(&self, end: Option<&str>) {
        self.shared.now().held = end.map(String::from);
        self.shared.change.notify_all();
    }

    /// Serves another folder from now on, as if the site had been published anew.
    pub(crate) fn republish(&self, root: &Path) {
        self.shared.now().root = root.to_owned();
    }
}

impl Shared {
    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().expect("no thread of the server panics")
    }

    /// Waits while the file is held back.
    fn wait(&self, path: &str) {
        let is_held = |now: &mut Now| now.held.as_ref().is_some_and(|end| path.ends_with(end.as_str()));
        drop(self.change.wait_while(self.now(), is_held).expect("no thread of the server panics"));
    }
}

/// One request. A browser that hangs up is no failure of the test.
fn answer(mut stream: TcpStream, shared: &Shared) -> Option<()> {
    let (target, sent) = request(&stream)?;
    shared.now().asked.push(target.clone());
    let path = target.split(['?', '#']).next()?.trim_start_matches('/');
    shared.wait(path);
    let (status, kind, body) = match (shared.extra)(path, &sent).or_else(|| file(path, shared)) {
        Some((kind, body)) => ("200 OK", kind, body),
        None => ("404 Not Found", "text/html", b"<!doctype html><title>Not found</title>".to_vec()),
    };
    let mut head = format!("HTTP/1.1 {status}\r\ncontent-type: {kind}; charset=utf-8\r\n");
    for header in shared.manner.headers {
        head += &format!("{header}\r\n");
    }
    head += &format!("content-length: {}\r\nconnection: close\r\n\r\n", body.len());
    if !shared.manner.slow {
        stream.write_all(head.as_bytes()).ok()?;
        return stream.write_all(&body).ok();
    }
    std::thread::sleep(LATENCY);
    for packet in [head.into_bytes(), body].concat().chunks(PACKET) {
        let line = shared.line.lock().expect("no thread of the server panics");
        std::thread::sleep(Duration::from_secs_f64(packet.len() as f64 / BYTES_PER_SECOND));
        stream.write_all(packet).ok()?;
        drop(line);
    }
    Some(())
}

/// What is asked for, and what came with it.
fn request(stream: &TcpStream) -> Option<(String, Vec<u8>)> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut length = 0;
    loop {
        let mut header = String::new();
        reader.read_line(&mut header).ok()?;
        if header.trim().is_empty() {
            break;
        }
        if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
    }
    let mut sent = vec![0; length];
    reader.read_exact(&mut sent).ok()?;
    Some((line.split_whitespace().nth(1)?.to_owned(), sent))
}

fn file(path: &str, shared: &Shared) -> Option<(&'static str, Vec<u8>)> {
    if path == "favicon.ico" {
        return Some(("image/png", Vec::new()));
    }
    let now = shared.now();
    if now.lost.as_ref().is_some_and(|end| path.ends_with(end.as_str())) {
        return None;
    }
    let path = path.strip_prefix(shared.manner.below)?;
    Some((content_type(path), std::fs::read(now.root.join(path)).ok()?))
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        _ => "text/plain",
    }
}
