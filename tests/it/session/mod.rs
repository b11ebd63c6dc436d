//! A built site served on loopback to a real browser, and a script that visits its pages and reports what it saw.
//!
//! The scripts beside this file run in a page of their own and open the site's pages in a frame; nothing of them is in the site. Where
//! a test needs real keys, the history or another kind of server, `driver.rs` and `server.rs` have them.

mod driver;
mod links;
mod outline;
mod server;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::Value;

use crate::browser::chromium;
pub(crate) use crate::session::driver::Browser;
pub(crate) use crate::session::server::{Manner, Server};

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
    let (sender, receiver) = channel();
    let script = format!("{FRAME}\n{script}\n");
    let server = Server::with(root, Manner::default(), move |path, sent| match path {
        "__report" => {
            sender.send(String::from_utf8_lossy(sent).into_owned()).ok()?;
            Some(("text/plain", Vec::new()))
        }
        "__session.html" => {
            let html = "<!doctype html><meta charset=utf-8><title>s</title><body><script src=/__session.js></script>";
            Some(("text/html", html.into()))
        }
        "__session.js" => Some(("text/javascript", script.clone().into())),
        "__axe.js" => Some(("text/javascript", std::fs::read(axe()).ok()?)),
        _ => None,
    });
    visit(&server.url("__session.html"), scheme, &receiver)
}

fn visit(url: &str, scheme: Scheme, receiver: &Receiver<String>) -> Report {
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
        .arg(url)
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
