//! Search: the engine and the published client give the same answers, and readers find what they look for.

pub(crate) mod browser;
mod corpus;
mod finding;

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::kit::Kb;
use crate::session;

/// What the engine answers to each query: one run of `casebook search --json -`.
pub(crate) fn engine(kb: &Kb, queries: &[String]) -> Vec<Value> {
    let run = kb.run_with(&["search", "--json", "--limit", "50", "-"], &queries.join("\n"));
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().map(|line| serde_json::from_str(line).expect("an answer is JSON")).collect()
}

/// What the published client answers, with the files of the built site, in Node.
pub(crate) fn client(site: &Path, queries: &[String], options: &[&str]) -> Vec<Value> {
    let queries: Vec<Value> = queries.iter().map(|query| json!({ "q": query })).collect();
    harness(site, options, &json!(queries))
}

/// Runs the script beside this file.
pub(crate) fn harness(site: &Path, options: &[&str], input: &Value) -> Vec<Value> {
    session::is_among_browser_tests();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/search/harness.cjs");
    let mut node = Command::new("node");
    node.arg(script).arg(site).args(options).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = node.spawn().expect("Node is needed: `tests/run --install`");
    let text = input.to_string();
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let writer = std::thread::spawn(move || std::io::Write::write_all(&mut stdin, text.as_bytes()));
    let output = child.wait_with_output().expect("Node ends");
    writer.join().expect("the writer ends").expect("Node reads");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the answers are JSON")
}
