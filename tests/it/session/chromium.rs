//! One Chromium for all tests of a run, driven over its debugging pipe: commands go in, and what it says goes to the tab that it is for.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};

/// The browser, or a failure that says how to get it.
fn command() -> &'static str {
    super::is_among_browser_tests();
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok_and(|answer| answer.status.success()))
        .expect("Chromium is needed: `tests/run --install`")
}

/// A running browser. It ends when the tests do.
pub(super) struct Chromium {
    commands: Mutex<ChildStdin>,
    sent: AtomicU64,
    listeners: Mutex<Option<Listeners>>,
}

/// Who waits for what. Gone when the browser is.
#[derive(Default)]
struct Listeners {
    /// For the answer with this number.
    answers: HashMap<u64, Sender<Value>>,
    /// For everything about a tab.
    tabs: HashMap<String, Sender<Value>>,
}

impl Chromium {
    /// The browser of this run; a new one if there is none, or no longer.
    pub(super) fn shared() -> Arc<Self> {
        static RUNNING: Mutex<Option<Arc<Chromium>>> = Mutex::new(None);
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        match &*running {
            Some(chromium) if chromium.listeners().is_some() => Arc::clone(chromium),
            _ => Arc::clone(running.insert(Self::start())),
        }
    }

    fn start() -> Arc<Self> {
        let profile = tempfile::tempdir().expect("a temporary folder").keep();
        // The browser reads commands from descriptor 3 and writes to 4, and ends without them. Then nobody needs its profile.
        let run = "\"$0\" \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1; rm -rf \"$PROFILE\"";
        let mut child = Command::new("sh")
            .args(["-c", run, command()])
            .env("PROFILE", &profile)
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"])
            .args(["--disable-component-update", "--disable-sync", "--window-size=1400,1000"])
            // Tabs do not sleep while another test's is in front.
            .args(["--disable-background-timer-throttling", "--disable-renderer-backgrounding"])
            .arg("--disable-backgrounding-occluded-windows")
            // A mouse, which a browser without a screen believes it does not have.
            .arg("--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4")
            .arg("--remote-debugging-pipe")
            .arg(format!("--user-data-dir={}", profile.display()))
            .arg("about:blank")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Chromium runs");
        let mut said = BufReader::new(child.stdout.take().expect("the output is piped"));
        let commands = Mutex::new(child.stdin.take().expect("the input is piped"));
        let listeners = Mutex::new(Some(Listeners::default()));
        let chromium = Arc::new(Self { commands, sent: AtomicU64::new(0), listeners });
        let heard = Arc::clone(&chromium);
        std::thread::spawn(move || {
            let mut message = Vec::new();
            while said.read_until(0, &mut message).is_ok_and(|length| length > 0) {
                let value = serde_json::from_slice(message.strip_suffix(&[0]).unwrap_or(&message));
                heard.pass_on(value.expect("the browser writes JSON"));
                message.clear();
            }
            *heard.listeners() = None;
            // Only a browser that is gone says nothing more; how it ended is nobody's concern.
            let _ = child.wait();
        });
        chromium
    }

    fn listeners(&self) -> MutexGuard<'_, Option<Listeners>> {
        self.listeners.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pass_on(&self, message: Value) {
        let mut listeners = self.listeners();
        let Some(listeners) = &mut *listeners else { return };
        let listener = match message["sessionId"].as_str() {
            Some(tab) => listeners.tabs.get(tab).cloned(),
            None => message["id"].as_u64().and_then(|id| listeners.answers.remove(&id)),
        };
        // Nobody listens any more for what a tab says that is being closed.
        let _ = listener.map(|listener| listener.send(message));
    }

    /// Sends a command to a tab and returns its number; the answer goes to who listens to the tab.
    pub(super) fn tell(&self, tab: &str, method: &str, given: &Value) -> u64 {
        let id = self.sent.fetch_add(1, Ordering::Relaxed);
        self.write(&json!({ "id": id, "method": method, "params": given, "sessionId": tab }))
            .expect("Chromium listens");
        id
    }

    /// Sends a command to the browser itself and waits for its answer.
    pub(super) fn ask(&self, method: &str, given: &Value) -> Value {
        let (sender, receiver) = channel();
        let id = self.sent.fetch_add(1, Ordering::Relaxed);
        self.listeners().as_mut().expect("Chromium runs").answers.insert(id, sender);
        self.write(&json!({ "id": id, "method": method, "params": given })).expect("Chromium listens");
        let answer = receiver.recv_timeout(super::PATIENCE).unwrap_or_else(|_| panic!("no answer to {method}"));
        assert!(answer["error"].is_null(), "{method}: {}", answer["error"]);
        answer["result"].clone()
    }

    /// Everything that is said of a tab from now on.
    pub(super) fn listen(&self, tab: &str) -> Receiver<Value> {
        let (sender, receiver) = channel();
        self.listeners().as_mut().expect("Chromium runs").tabs.insert(tab.to_owned(), sender);
        receiver
    }

    /// Closes a tab, with everything that was kept beside it.
    pub(super) fn close(&self, tab: &str, context: &str) {
        if let Some(listeners) = &mut *self.listeners() {
            listeners.tabs.remove(tab);
        }
        let id = self.sent.fetch_add(1, Ordering::Relaxed);
        let given = json!({ "browserContextId": context });
        // A browser that is gone has no tabs.
        let _ = self.write(&json!({ "id": id, "method": "Target.disposeBrowserContext", "params": given }));
    }

    fn write(&self, message: &Value) -> std::io::Result<()> {
        let mut commands = self.commands.lock().unwrap_or_else(PoisonError::into_inner);
        commands.write_all(format!("{message}\0").as_bytes())
    }
}
