//! `casebook serve` on a folder, asked over HTTP as a browser would.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::kit::Kb;

/// How long anything may take before a test gives up. Nothing is measured with it.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A preview that ends with the test.
pub(crate) struct Preview<'k> {
    /// The folder is there for as long as the preview.
    _kb: &'k Kb,
    process: Child,
    lines: Receiver<String>,
    /// `127.0.0.1:4000`.
    pub(crate) host: String,
    pub(crate) said: Vec<String>,
}

/// What came back.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl<'k> Preview<'k> {
    /// Serves the folder at a free port.
    pub(crate) fn of(kb: &'k Kb) -> Self {
        Self::with(kb, &[])
    }

    /// The same with more arguments.
    pub(crate) fn with(kb: &'k Kb, arguments: &[&str]) -> Self {
        let port: &[&str] = if arguments.contains(&"--port") { &[] } else { &["--port", "0"] };
        let mut process = Command::new(env!("CARGO_BIN_EXE_casebook"))
            .args([&["serve"], port, arguments].concat())
            .current_dir(kb.path(""))
            .env("NO_COLOR", "1")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let (send, lines) = channel();
        let out = process.stdout.take().expect("standard output is a pipe");
        let said = process.stderr.take().expect("standard error is a pipe");
        for pipe in [Box::new(out) as Box<dyn Read + Send>, Box::new(said)] {
            let send = send.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                    // The test is over when nobody listens.
                    let _ = send.send(line);
                }
            });
        }
        let mut preview = Self { _kb: kb, process, lines, host: String::new(), said: Vec::new() };
        let line = preview.line_with("Serving at http://");
        let url = line.split("http://").nth(1).expect("an address");
        preview.host = url.split('/').next().expect("a host").to_owned();
        preview
    }

    /// The next line of the terminal that holds `needle`.
    pub(crate) fn line_with(&mut self, needle: &str) -> String {
        let begun = Instant::now();
        loop {
            let left = PATIENCE.saturating_sub(begun.elapsed());
            let line = self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("no `{needle}` in {:#?}", self.said));
            self.said.push(line.clone());
            if line.contains(needle) {
                return line;
            }
        }
    }

    /// Whether a line came before, word for word.
    pub(crate) fn has_said(&self, line: &str) -> bool {
        self.said.iter().any(|said| said == line)
    }

    /// Asks for a path.
    pub(crate) fn get(&self, path: &str) -> Reply {
        get(&self.host, path)
    }

    /// Sends a request as it is.
    pub(crate) fn ask(&self, request: &str) -> Reply {
        ask(&self.host, request)
    }

    /// Asks until the answer is as wanted.
    pub(crate) fn until(&self, path: &str, wanted: impl Fn(&Reply) -> bool) -> Reply {
        let begun = Instant::now();
        loop {
            let reply = self.get(path);
            if wanted(&reply) {
                return reply;
            }
            assert!(begun.elapsed() < PATIENCE, "`{path}` stays as it is: {reply:#?}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Asks until the page says something.
    pub(crate) fn until_says(&self, path: &str, needle: &str) -> Reply {
        self.until(path, |reply| reply.status == 200 && reply.body.contains(needle))
    }

    /// The process's own number.
    pub(crate) fn pid(&self) -> u32 {
        self.process.id()
    }

    /// Whether the process ended within the patience.
    pub(crate) fn ends(&mut self) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.process.try_wait().expect("the process can be asked").is_some() {
                return true;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        false
    }
}

/// Asks a host for a path.
pub(crate) fn get(host: &str, path: &str) -> Reply {
    ask(host, &format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
}

fn ask(host: &str, request: &str) -> Reply {
    let mut stream = TcpStream::connect(host).expect("the preview listens");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout can be set");
    stream.write_all(request.as_bytes()).expect("a request can be sent");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer comes");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no head in {text:?}"));
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
    Reply { status, head: head.to_owned(), body: body.to_owned() }
}

impl Drop for Preview<'_> {
    fn drop(&mut self) {
        // An error means that it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
