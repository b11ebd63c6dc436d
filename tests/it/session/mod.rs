//! A built site served on loopback to a real browser, and a script that visits its pages and reports what it saw.
//!
//! The scripts beside this file run in a page of their own and open the site's pages in a frame; nothing of them is in the site.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use serde_json::Value;

use crate::browser::chromium;

/// Which colours the reader prefers.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

/// What a session found.
pub(crate) struct Report {
    /// What the script reported.
    pub(crate) value: Value,
    /// What the console said, a line each.
    pub(crate) console: String,
}

const FRAME: &str = include_str!("frame.js");
const PATIENCE: Duration = Duration::from_secs(240);

/// Runs `script` against the site in `root`. The script may use what `frame.js` declares, and ends by calling `report`.
pub(crate) fn run(root: &Path, scheme: Scheme, script: &str) -> Report {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port on loopback");
    let port = listener.local_addr().expect("the address of the port").port();
    let (sender, receiver) = channel();
    let script = format!("{FRAME}\n{script}\n");
    let root = root.to_owned();
    std::thread::spawn(move || serve(&listener, &root, &script, &sender));
    visit(port, scheme, &receiver)
}

fn visit(port: u16, scheme: Scheme, receiver: &Receiver<String>) -> Report {
    let profile = tempfile::tempdir().expect("a temporary folder");
    let log = profile.path().join("log");
    let setting = match scheme {
        Scheme::Light => "preferredColorScheme=1",
        Scheme::Dark => "preferredColorScheme=0",
    };
    let mut browser = Command::new(chromium())
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"])
        .args(["--disable-component-update", "--disable-sync", "--enable-logging=stderr", "--window-size=1400,1000"])
        .arg("--remote-debugging-port=0")
        .arg(format!("--blink-settings={setting}"))
        .arg(format!("--user-data-dir={}", profile.path().join("profile").display()))
        .arg(format!("http://127.0.0.1:{port}/__session.html"))
        .stdout(Stdio::null())
        .stderr(std::fs::File::create(&log).expect("a file for the log"))
        .spawn()
        .expect("Chromium runs");
    let answer = receiver.recv_timeout(PATIENCE);
    browser.kill().expect("Chromium can be stopped");
    browser.wait().expect("Chromium ends");
    let log = String::from_utf8_lossy(&std::fs::read(&log).expect("the log")).into_owned();
    let console = log.lines().filter(|line| line.contains("CONSOLE")).collect::<Vec<_>>().join("\n");
    let answer = answer.unwrap_or_else(|_| panic!("the script did not report:\n{console}"));
    Report { value: serde_json::from_str(&answer).expect("a report in JSON"), console }
}

/// Where axe-core is.
fn axe() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js")
}

/// Fails with the way out when axe-core is not there.
pub(crate) fn require_axe() {
    assert!(axe().is_file(), "axe-core is needed: `npm install --prefix target/axe axe-core@4`");
}

fn serve(listener: &TcpListener, root: &Path, script: &str, sender: &Sender<String>) {
    for stream in listener.incoming().flatten() {
        let (root, script, sender) = (root.to_owned(), script.to_owned(), sender.clone());
        std::thread::spawn(move || answer(stream, &root, &script, &sender));
    }
}

/// One request. A browser that hangs up is no failure of the test.
fn answer(mut stream: TcpStream, root: &Path, script: &str, sender: &Sender<String>) -> Option<()> {
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
    let path = line.split_whitespace().nth(1)?.split(['?', '#']).next()?.trim_start_matches('/').to_owned();
    let (kind, body) = match path.as_str() {
        "__report" => {
            let mut body = vec![0; length];
            reader.read_exact(&mut body).ok()?;
            sender.send(String::from_utf8_lossy(&body).into_owned()).ok()?;
            ("text/plain", Vec::new())
        }
        "__session.html" => {
            let html = "<!doctype html><meta charset=utf-8><title>s</title><body><script src=/__session.js></script>";
            ("text/html", html.into())
        }
        "__session.js" => ("text/javascript", script.into()),
        "__axe.js" => ("text/javascript", std::fs::read(axe()).ok()?),
        "favicon.ico" => ("image/png", Vec::new()),
        path => (content_type(path), std::fs::read(root.join(path)).ok()?),
    };
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {kind}; charset=utf-8\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&body).ok()
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
