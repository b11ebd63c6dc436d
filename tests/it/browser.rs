//! Real pages in a real Chromium: nothing runs, nothing is refused by the policy, nothing is asked of another host.

use std::path::Path;
use std::process::Command;

use crate::kit::Kb;

/// The browser, or a failure that says how to get it.
fn chromium() -> &'static str {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find(|name| Command::new(name).arg("--version").output().is_ok())
        .expect("Chromium is needed: install it with `apt-get install -y chromium`")
}

/// Opens the file `page` and returns the document after loading and what the console said.
pub(crate) fn open(page: &Path) -> (String, String) {
    open_with(page, "")
}

/// Opens the file `page` with a query, such as `?year=2024`.
pub(crate) fn open_with(page: &Path, query: &str) -> (String, String) {
    let profile = tempfile::tempdir().expect("a temporary folder");
    let output = Command::new(chromium())
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
        ])
        .args([
            "--disable-sync",
            "--no-first-run",
            "--enable-logging=stderr",
            "--v=0",
            "--dump-dom",
            "--virtual-time-budget=2000",
        ])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .arg(format!("file://{}{query}", page.display()))
        .output()
        .expect("Chromium runs");
    let log = String::from_utf8_lossy(&output.stderr).into_owned();
    let console = log.lines().filter(|l| l.contains("CONSOLE")).collect::<Vec<_>>().join("\n");
    (String::from_utf8_lossy(&output.stdout).into_owned(), console)
}

#[test]
fn nothing_in_a_hostile_write_up_runs() {
    let mark = "document.title='ran'";
    let text = format!(
        "---\ntitle: \"<img src=x onerror={mark}>\"\nsummary: \"<script>{mark}</script>\"\n---\n<script>{mark}</script>\n\n\
         <img src=x onerror=\"{mark}\">\n\n<svg onload=\"{mark}\"></svg>\n\n[a](javascript:{mark})\n\n<iframe srcdoc=\"<script>parent.{mark}</script>\"></iframe>\n\n\
         <details open ontoggle=\"{mark}\">x</details>\n\n<style>body {{ display: none }}</style>\n"
    );
    let kb = Kb::new();
    kb.edit("content/incidents/2024-01-01-<img src=x onerror=alert(1)>.md", text);
    let built = kb.build();
    let address = built
        .addresses()
        .into_iter()
        .find(|a| a.starts_with("incidents/2024-01-01") && a.ends_with(".html"))
        .expect("the page")
        .to_owned();
    for page in [address.as_str(), "index.html", "incidents/index.html"] {
        let (dom, console) = open(&kb.path("public").join(page));
        let title = dom.split("<title>").nth(1).and_then(|t| t.split("</title>").next()).unwrap_or("");
        assert!(title != "ran" && dom.contains("</main>"), "{page}: {title}");
        assert_eq!(console, "", "{page}");
    }
}

#[test]
fn our_pages_say_nothing_on_the_console() {
    let kb = Kb::new();
    let out = kb.path("public");
    let run = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(["build", env!("CARGO_MANIFEST_DIR"), "--out"])
        .arg(&out)
        .output()
        .expect("the binary runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    for page in [
        "index.html",
        "incidents/index.html",
        "incidents/2024/2024-05-02-every-handheld-came-back.html",
        "glossary/index.html",
        "404.html",
    ] {
        let (dom, console) = open(&out.join(page));
        assert!(dom.contains("Content-Security-Policy") && dom.contains("</main>"), "{page}");
        assert_eq!(console, "", "{page}");
    }
}

#[test]
fn a_script_that_got_in_would_be_refused_by_the_policy() {
    let kb = Kb::with(&[("content/incidents/a.md", "# A\n\nText.\n")]);
    let html = kb
        .build()
        .get("incidents/a.html")
        .replace("</main>", "<script>document.title='ran'</script><p style=\"color:red\">x</p></main>");
    let page = kb.path("public/incidents/tampered.html");
    std::fs::write(&page, html).expect("writable");
    let (dom, console) = open(&page);
    assert!(!dom.contains("<title>ran</title>"));
    assert!(console.contains("Content Security Policy"), "{console}");
}
