//! A built site served on loopback to a real browser, and a script that visits its pages and reports what it saw.
//!
//! The scripts beside this file run in a page of their own and open the site's pages in a frame; nothing of them is in the site. Where
//! a test needs real keys, the history or another kind of server, `driver.rs` and `server.rs` have them.

mod chromium;
mod driver;
mod links;
mod outline;
mod server;

use std::path::{Path, PathBuf};
use std::sync::mpsc::channel;
use std::time::Duration;

use serde_json::Value;

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

/// How long a page may take for what a test waits for; the machine may be busy.
const PATIENCE: Duration = Duration::from_secs(20);
/// The same for all that a script does.
const LONG_PATIENCE: Duration = Duration::from_secs(240);

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
    let mut browser = Browser::start();
    browser.prefer(scheme);
    browser.open(&server.url("__session.html"));
    let answer = receiver.recv_timeout(LONG_PATIENCE);
    let console = browser.console().join("\n");
    let answer = answer.unwrap_or_else(|_| panic!("the script did not report:\n{console}"));
    Report { value: serde_json::from_str(&answer).expect("a report in JSON"), console }
}

/// Opens the file `page` and returns the document after loading and what the console said.
pub(crate) fn open(page: &Path) -> (String, String) {
    open_with(page, "")
}

/// Opens the file `page` with a query or a fragment, such as `?year=2024`.
pub(crate) fn open_with(page: &Path, query: &str) -> (String, String) {
    let mut browser = Browser::start();
    let document = browser.settled(&format!("file://{}{query}", page.display()));
    (document, browser.console().join("\n"))
}

/// Fails in a test that `tests/run --no-browser` would run: what needs Chromium, Node or axe-core stands in a module called `browser`.
pub(crate) fn is_among_browser_tests() {
    // A thread that a test has started has no name.
    let is_elsewhere = |name: &str| !name.contains("browser::");
    assert!(
        !std::thread::current().name().is_some_and(is_elsewhere),
        "this test belongs into a module called `browser`"
    );
}

/// Where axe-core is.
fn axe() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js")
}

/// Fails with the way out when axe-core is not there.
pub(crate) fn require_axe() {
    is_among_browser_tests();
    assert!(axe().is_file(), "axe-core is needed: `tests/run --install`");
}
