//! A tab of a real Chromium, driven over its debugging pipe: real keys and clicks, the history, the accessibility tree, and everything
//! the browser said or asked for meanwhile.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::session::chromium::Chromium;
use crate::session::{PATIENCE, Scheme};

const STEP: Duration = Duration::from_millis(15);

/// A tab that shares nothing with those of other tests, of 1400 by 1000 pixels. It closes with the value.
pub(crate) struct Browser {
    chromium: Arc<Chromium>,
    messages: Receiver<Value>,
    context: String,
    tab: String,
    loads: usize,
    is_time_up: bool,
    console: Vec<String>,
    requests: Vec<String>,
}

impl Browser {
    /// Opens an empty tab.
    pub(crate) fn start() -> Self {
        let chromium = Chromium::shared();
        let word = |answer: Value, key: &str| answer[key].as_str().expect("a name").to_owned();
        let context = word(chromium.ask("Target.createBrowserContext", &json!({})), "browserContextId");
        let empty = json!({ "url": "about:blank", "browserContextId": context, "newWindow": true });
        let target = word(chromium.ask("Target.createTarget", &empty), "targetId");
        let flat = json!({ "targetId": target, "flatten": true });
        let tab = word(chromium.ask("Target.attachToTarget", &flat), "sessionId");
        let messages = chromium.listen(&tab);
        let (console, requests) = (Vec::new(), Vec::new());
        let mut browser = Self { chromium, messages, context, tab, loads: 0, is_time_up: false, console, requests };
        for area in ["Page", "Runtime", "Log", "Network"] {
            browser.command(&format!("{area}.enable"), json!({}));
        }
        // As if each were the only one.
        browser.command("Emulation.setFocusEmulationEnabled", json!({ "enabled": true }));
        browser
    }

    /// Runs this in every page before the page's own scripts.
    pub(crate) fn before_scripts(&mut self, script: &str) {
        self.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// Lets pages run no script from now on.
    pub(crate) fn block_scripts(&mut self) {
        self.command("Emulation.setScriptExecutionDisabled", json!({ "value": true }));
    }

    /// Prefers these colours.
    pub(crate) fn prefer(&mut self, scheme: Scheme) {
        let value = match scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        let wish = json!({ "features": [{ "name": "prefers-color-scheme", "value": value }] });
        self.command("Emulation.setEmulatedMedia", wish);
    }

    /// Makes the window as narrow as a small telephone's and prefers dark colours.
    pub(crate) fn narrow_and_dark(&mut self) {
        let size = json!({ "width": 320, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.command("Emulation.setDeviceMetricsOverride", size);
        self.prefer(Scheme::Dark);
    }

    /// Opens an address and waits until it has loaded.
    #[track_caller]
    pub(crate) fn open(&mut self, url: &str) {
        let loads = self.loads;
        self.command("Page.navigate", json!({ "url": url }));
        self.loaded(loads, url);
    }

    /// Opens an address, lets two seconds pass in the page, which take no time, and returns the document.
    #[track_caller]
    pub(crate) fn settled(&mut self, url: &str) -> String {
        self.open(url);
        let time = json!({ "policy": "pauseIfNetworkFetchesPending", "budget": 2000, "maxVirtualTimeTaskStarvationCount": 9999 });
        self.is_time_up = false;
        self.command("Emulation.setVirtualTimePolicy", time);
        self.attend(url, |browser| browser.is_time_up);
        self.eval("document.documentElement.outerHTML").as_str().expect("a document").to_owned()
    }

    /// Waits until a page has loaded that a key or a click led to.
    #[track_caller]
    pub(crate) fn arrive(&mut self, url: &str) {
        self.until("location.href + ' ' + document.readyState", format!("{url} complete"));
    }

    /// Loads the page again.
    #[track_caller]
    pub(crate) fn reload(&mut self) {
        let loads = self.loads;
        self.command("Page.reload", json!({}));
        self.loaded(loads, "the page again");
    }

    #[track_caller]
    fn loaded(&mut self, before: usize, what: &str) {
        self.attend(what, |browser| browser.loads > before);
    }

    /// Listens until something has happened.
    #[track_caller]
    fn attend(&mut self, what: &str, has_happened: impl Fn(&Self) -> bool) {
        let end = Instant::now() + PATIENCE;
        while !has_happened(self) {
            let message = self.messages.recv_timeout(end.saturating_duration_since(Instant::now()));
            self.notice(&message.unwrap_or_else(|_| panic!("{what} did not load: {:?}", self.console)));
        }
    }

    /// What an expression of JavaScript is in the page; promises are waited for.
    #[track_caller]
    pub(crate) fn eval(&mut self, expression: &str) -> Value {
        let answer = self.evaluate(expression);
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {answer}");
        answer["result"]["value"].clone()
    }

    fn evaluate(&mut self, expression: &str) -> Value {
        let given =
            json!({ "expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true });
        self.command("Runtime.evaluate", given)
    }

    /// Waits until an expression is `wanted`; says what it was instead, if it never is.
    #[track_caller]
    pub(crate) fn until(&mut self, expression: &str, wanted: impl Into<Value>) {
        let wanted = wanted.into();
        self.wait(expression, |value| *value == wanted, &format!("{wanted}"));
    }

    /// Waits until an expression has a value that `holds`, and returns it.
    #[track_caller]
    pub(crate) fn wait(&mut self, expression: &str, holds: impl Fn(&Value) -> bool, wanted: &str) -> Value {
        let end = Instant::now() + PATIENCE;
        loop {
            // The page may be leaving just now: then there is no value, and the next one is asked.
            let answer = self.evaluate(expression);
            let value = &answer["result"]["value"];
            if answer["exceptionDetails"].is_null() && holds(value) {
                return value.clone();
            }
            assert!(Instant::now() < end, "{expression}\nwanted: {wanted}\nis: {answer}\nconsole: {:?}", self.console);
            std::thread::sleep(STEP);
        }
    }

    /// Presses a key as a reader does, such as `ArrowDown`, `/` or `Control+k`.
    #[track_caller]
    pub(crate) fn press(&mut self, keys: &str) {
        let (modifiers, key) = match keys.split_once('+') {
            Some(("Control", key)) => (2, key),
            Some(("Shift", key)) => (8, key),
            _ => (0, keys),
        };
        let (code, number, text) = match key {
            "Enter" => ("Enter", 13, "\r"),
            "Tab" => ("Tab", 9, ""),
            "Escape" => ("Escape", 27, ""),
            "Backspace" => ("Backspace", 8, ""),
            "ArrowDown" => ("ArrowDown", 40, ""),
            "ArrowUp" => ("ArrowUp", 38, ""),
            "/" => ("Slash", 191, "/"),
            // The numbers of other signs are those of keys that move.
            sign => {
                let number = sign.chars().next().filter(|sign| sign.is_ascii_alphanumeric());
                ("", number.map_or(0, |sign| sign.to_ascii_uppercase() as u32), sign)
            }
        };
        let text = if modifiers == 2 { "" } else { text };
        let mut event = json!({ "type": if text.is_empty() { "rawKeyDown" } else { "keyDown" }, "key": key, "code": code,
            "windowsVirtualKeyCode": number, "modifiers": modifiers, "text": text });
        self.command("Input.dispatchKeyEvent", event.clone());
        event["type"] = json!("keyUp");
        self.command("Input.dispatchKeyEvent", event);
    }

    /// Types a text, key by key.
    pub(crate) fn type_text(&mut self, text: &str) {
        for letter in text.chars() {
            self.press(&letter.to_string());
        }
    }

    /// Clicks the middle of the element that an expression is, once it is there, stands still and nothing lies on it.
    ///
    /// Not where scripts are blocked, for nothing then says that it stands still.
    #[track_caller]
    pub(crate) fn click(&mut self, element: &str) {
        let middle = format!(
            "(async () => {{ const element = {element}; element.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
             const place = () => {{ const box = element.getBoundingClientRect(); \
             return [box.x + box.width / 2, box.y + box.height / 2]; }}; const before = place(); \
             for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame); \
             const top = document.elementFromPoint(...before); \
             return String(place()) === String(before) && element.contains(top) ? before : null; }})()"
        );
        let place = self.wait(&middle, Value::is_array, "a place to click");
        self.click_at(place[0].as_f64().expect("a place"), place[1].as_f64().expect("a place"));
    }

    /// Clicks a place in the window.
    pub(crate) fn click_at(&mut self, x: f64, y: f64) {
        for kind in ["mousePressed", "mouseReleased"] {
            let event = json!({ "type": kind, "x": x, "y": y, "button": "left", "clickCount": 1 });
            self.command("Input.dispatchMouseEvent", event);
        }
    }

    /// What axe-core finds in the page as it is now, a line each.
    pub(crate) fn axe(&mut self) -> Vec<String> {
        super::require_axe();
        self.eval(&std::fs::read_to_string(super::axe()).expect("axe-core can be read"));
        let found = self.eval(
            "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], \
             resultTypes: ['violations'] }).then(({ violations }) => violations.flatMap(({ id, nodes }) => \
             nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`)))",
        );
        found.as_array().expect("a list").iter().map(|line| line.as_str().unwrap_or("").to_owned()).collect()
    }

    /// What the console, the policy and the network complained of so far.
    pub(crate) fn console(&mut self) -> Vec<String> {
        self.eval("0");
        self.console.clone()
    }

    /// Every address that pages asked for so far.
    pub(crate) fn requests(&mut self) -> Vec<String> {
        self.eval("0");
        self.requests.clone()
    }

    /// Runs a command of Chromium's protocol.
    pub(crate) fn command(&mut self, method: &str, given: Value) -> Value {
        let sent = self.chromium.tell(&self.tab, method, &given);
        loop {
            let message = self.messages.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no answer to {method}"));
            if message["id"] == sent {
                // A page that is being left has no answer; whoever can wait asks again.
                let is_gone = method == "Runtime.evaluate" && !message["error"].is_null();
                assert!(message["error"].is_null() || is_gone, "{method}: {}", message["error"]);
                return if is_gone {
                    json!({ "exceptionDetails": message["error"] })
                } else {
                    message["result"].clone()
                };
            }
            self.notice(&message);
        }
    }

    fn notice(&mut self, message: &Value) {
        let given = &message["params"];
        match message["method"].as_str() {
            Some("Page.loadEventFired") => self.loads += 1,
            Some("Emulation.virtualTimeBudgetExpired") => self.is_time_up = true,
            Some("Runtime.consoleAPICalled") => self.console.push(given["args"].to_string()),
            Some("Runtime.exceptionThrown") => {
                self.console.push(given["exceptionDetails"]["exception"]["description"].to_string());
            }
            Some("Log.entryAdded") => {
                self.console.push(format!("{}: {}", given["entry"]["text"], given["entry"]["url"]))
            }
            Some("Network.requestWillBeSent") => {
                self.requests.push(given["request"]["url"].as_str().unwrap_or("").to_owned());
            }
            _ => {}
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.chromium.close(&self.tab, &self.context);
    }
}
