//! What each kind of edit makes a build do, counted and not timed: files parsed, pages whose words are read, blocks highlighted, files written.

use std::collections::BTreeMap;

use super::{LEASE, QUEUE, site};
use crate::kit::{Kb, Run};

/// The rows of `--timings` that count something, and what the build printed.
fn timings(kb: &Kb, flags: &[&str]) -> (BTreeMap<String, usize>, Run) {
    let run = kb.run(&[&["build", "--timings"][..], flags].concat());
    assert!(run.code <= 1, "{run:?}");
    let row = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        Some((words.first()?.to_string(), words.get(3)?.parse().ok()?))
    };
    (run.stdout.lines().filter_map(row).collect(), run)
}

/// Files parsed, pages whose words are read, blocks highlighted, files written; `None` for a build that found nothing to do.
fn cost(kb: &Kb, flags: &[&str]) -> Option<(usize, usize, usize, usize)> {
    let (rows, run) = timings(kb, flags);
    let changes = run.stdout.lines().last()?.split_once('(')?.1.split_once(')')?.0;
    let written = changes.split_whitespace().filter_map(|word| word.parse::<usize>().ok()).sum();
    let parsed = rows.get("parse")? - rows.get("known").copied().unwrap_or_default();
    let row = |name: &str| rows.get(name).copied().unwrap_or_default();
    Some((parsed, row("words"), row("blocks"), written))
}

#[test]
fn an_edit_costs_what_it_changes() {
    let kb = site();
    let (parsed, read, blocks, written) = cost(&kb, &[]).expect("the first build does everything");
    assert_eq!((parsed, read, blocks), (4, 4, 1));
    assert!(written > 20);
    assert_eq!(cost(&kb, &[]), None);

    kb.edit("content/incidents/INC-1.md", LEASE.replace("The lease was stale", "The lease was old"));
    let (parsed, read, blocks, few) = cost(&kb, &[]).expect("a word is another");
    assert_eq!((parsed, read, blocks), (1, 1, 0), "prose: one file, and its block is the same");
    assert!(few < written / 2, "prose writes {few} of {written} files");
    assert_eq!(cost(&kb, &[]), None);

    kb.edit("content/incidents/INC-2.md", QUEUE.replace("# A queue", "# The queue"));
    assert!(matches!(cost(&kb, &[]), Some((1, 1, 0, _))), "title: one file");

    kb.edit("content/incidents/INC-1.md", LEASE.replace("fn main() {}", "fn other() {}"));
    assert!(matches!(cost(&kb, &[]), Some((1, 1, 1, _))), "code: one file, one block");

    // What was said a build before need not be there any more: the answer is, the pages are.
    kb.edit("content/incidents/INC-1.md", LEASE);
    assert!(matches!(cost(&kb, &[]), Some((0 | 1, 0 | 1, 0 | 1, _))), "taken back");

    kb.edit("themes/house/css/house.css", "main { margin: 2rem }\n");
    assert_eq!(cost(&kb, &[]), Some((0, 0, 0, 1)), "a style: itself");

    kb.edit("casebook.toml", "title = \"Others\"\n\n[theme]\nname = \"house\"\n");
    let (parsed, read, blocks, _) = cost(&kb, &[]).expect("another title");
    assert_eq!((parsed, read, blocks), (4, 0, 0), "a setting: every file is parsed anew, and says the same");

    kb.edit("content/incidents/draft.md", "---\ndraft: true\n---\n# A draft\n\nNot yet.\n");
    assert!(matches!(cost(&kb, &[]), Some((1, 0, 0, _))), "a draft");
    kb.edit("content/about.md", "# About\n\nThese are theirs.\n");
    assert!(matches!(cost(&kb, &[]), Some((2, 1, 0, _))), "a draft is read each time: nothing of it is kept");
    assert_eq!(cost(&kb, &[]), None, "unless nothing changed at all");
    assert!(
        matches!(cost(&kb, &["--drafts", "--out", "drafts"]), Some((1, 1, 0, _))),
        "what is shown to others is no other page"
    );
}

/// How many pages and lists a build made, and how many files it left unread.
fn made(kb: &Kb) -> [usize; 3] {
    let (rows, _) = timings(kb, &[]);
    ["pages", "lists", "untouched"].map(|row| rows.get(row).copied().unwrap_or_default())
}

#[test]
fn a_sentence_more_makes_nothing_else_anew() {
    let kb = Kb::with(&[("casebook.toml", "title = \"Stories\"\n")]);
    let tale = |at: usize, more: &str| {
        format!(
            "+++\ntitle = \"Tale {at}\"\nstarted = 2024-0{at}-11T10:00:00Z\nservices = [\"mail\"]\n+++\n\n## Summary\n\n\
             The queue of thing {at} grew.\n\n## What happened\n\nIt {more}grew.\n"
        )
    };
    (1..8).for_each(|at| kb.edit(&format!("content/incidents/{at}.md"), tale(at, "")));
    let [pages, lists, untouched] = made(&kb);
    assert!(pages > 14 && lists > 10 && untouched == 0, "{pages} {lists}");
    kb.edit("content/incidents/4.md", tale(4, "slowly "));
    let [page, few, left] = made(&kb);
    assert_eq!((page, page + few + left), (3, pages + lists), "itself, its twin, and the page for what is missing");
    assert!(few < 8, "{few} of {lists} lists");
    // Its neighbours in time name it, as do the lists that it is in, and those of another service do not.
    kb.edit("content/incidents/8.md", tale(8, "").replace("mail", "web"));
    kb.edit("content/incidents/9.md", tale(9, "").replace("mail", "web"));
    let [pages, lists, untouched] = made(&kb);
    kb.edit("content/incidents/4.md", tale(4, "slowly ").replace("Tale 4", "Story 4"));
    let [some, more, left] = made(&kb);
    let all = pages + lists + untouched;
    assert_eq!(some + more + left, all, "none is new");
    assert!(some > page && more > few, "{some} pages, {more} lists");
    assert!(left > 4, "of the other two, and their service: {left} of {all}");
    kb.run(&["build", "--no-cache", "--out", "clean"]);
    assert!(kb.built().files == crate::kit::files(&kb.path("clean")));
}

#[test]
fn what_was_made_without_a_finding_is_not_made_again_to_be_checked() {
    let kb = site();
    let check = |kb: &Kb| crate::cache::said(&kb.run(&["check", "--strict"]));
    let clean = |kb: &Kb| crate::cache::said(&kb.run(&["check", "--strict", "--no-cache"]));
    // A picture that cannot be cleaned is told each time, whatever is known.
    kb.edit("content/incidents/curve.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>x</script></svg>");
    for text in [LEASE.to_owned(), LEASE.replace("stale", "late"), LEASE.replace("[[INC-2]]", "[[INC-3]]")] {
        kb.edit("content/incidents/INC-1.md", text);
        assert_eq!(check(&kb), clean(&kb));
        kb.run(&["build"]);
        kb.edit("content/about.md", "# About\n\nThese are theirs.\n");
        assert_eq!(check(&kb), clean(&kb));
        kb.edit("content/about.md", "# About\n\nThese are ours.\n");
    }
}

#[test]
fn a_name_that_is_quoted_by_way_of_a_neighbour_is_never_an_old_one() {
    let kb = Kb::with(&[("casebook.toml", "title = \"Stories\"\n")]);
    let hose = |title: &str| format!("# {title}\n\n## When\n\nWater fails.\n");
    kb.edit("content/runbooks/hose.md", hose("Hose"));
    for at in 1..6 {
        let tale = format!(
            "+++\ntitle = \"Tale {at}\"\nstarted = 2024-0{at}-11T10:00:00Z\nservices = [\"mail\"]\nsummary = \"A leak, see [[runbooks/hose]].\"\n\
             related = [\"{}\"]\nrunbooks = [\"hose\"]\n+++\n\nThe valve of the lower reservoir leaked.\n",
            1 + at % 5
        );
        kb.edit(&format!("content/incidents/{at}.md"), tale);
    }
    for title in ["Hose", "Hoses", "Water"] {
        kb.edit("content/runbooks/hose.md", hose(title));
        kb.run(&["build"]);
        kb.run(&["build", "--no-cache", "--out", "clean"]);
        assert!(kb.built().files == crate::kit::files(&kb.path("clean")), "{title}");
    }
}
