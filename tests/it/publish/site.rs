//! A site that is published over and over, and what `publish` says of it.

use serde_json::Value;

use crate::kit::{Kb, Run};

/// A site of `pages` incidents that name each other, with tags, services and a term.
pub(super) fn site(config: &str, pages: usize) -> Kb {
    let kb = Kb::with(&[
        ("casebook.toml", config),
        ("content/glossary/lease.md", "---\ntitle: Lease\n---\nA right for a time.\n"),
    ]);
    for page in 0..pages {
        kb.edit(&incident(page), text(page, pages, "as it was at first"));
    }
    kb
}

/// Where an incident's file is.
pub(super) fn incident(page: usize) -> String {
    format!("content/incidents/2024/i{page}.md")
}

/// What an incident says.
pub(super) fn text(page: usize, pages: usize, words: &str) -> String {
    let next = (page + 1) % pages;
    format!(
        "---\nid: INC-{page}\ntitle: Incident {page}\ndate: 2024-01-{:02}\nservices: [mill-{}]\ntags: [tag-{}]\n---\nThe lease ran out, {words}; see [[INC-{next}]].\n",
        page % 28 + 1,
        page % 3,
        page % 4,
    )
}

/// Publishes and expects that it went well.
pub(super) fn published(kb: &Kb, args: &[&str]) -> Value {
    let run = kb.run(&[&["publish", "--yes", "--json"], args].concat());
    assert_eq!(run.code, 0, "{run:?}");
    json(&run)
}

/// What a run said, as JSON.
pub(super) fn json(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|e| panic!("no JSON: {e}: {run:?}"))
}

/// The addresses in a list of a plan, each with a word about it.
pub(super) fn list(plan: &Value, name: &str, word: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    plan[name].as_array().expect("a list").iter().map(|row| (text(&row["address"]), text(&row[word]))).collect()
}

/// The addresses in a list of a plan that are not the search index.
pub(super) fn addresses(plan: &Value, name: &str) -> Vec<String> {
    let all = list(plan, name, "address").into_iter().map(|(address, _)| address);
    all.filter(|address| !address.starts_with("search/")).collect()
}
