//! `casebook share`: one file of a write-up, with all it needs and nothing of others.

use crate::kit::{Kb, between};

const DRAFT: &str = "\
---
id: INC-9
status: draft
severity: minor
related: [INC-7]
---

# The lease that ended

Nobody watched [the lease](../notes.md), <!-- ask Ana --> see [[INC-7]], [[secret-draft.md]], [the tracker](https://t.example/9) and
[below](#where-it-ended). A *thundering herd* followed.

![A graph](graph.png)

:::audience support
Tell nobody.
:::

## What helped

## Where it ended

At noon.
";

/// A draft beside a published write-up, another draft, a term and a page that names it.
fn site() -> Kb {
    let kb = Kb::with(&[
        ("content/incidents/2024-03-11-lease.md", DRAFT),
        (
            "content/incidents/2024-02-01-earlier.md",
            "---\nid: INC-7\n---\n# The earlier one\n\nSee INC-9, a thundering herd.\n",
        ),
        ("content/incidents/secret-draft.md", "---\nstatus: draft\n---\n# The hidden one\n\nSee INC-9.\n"),
        ("content/glossary/thundering-herd.md", "Everybody at once.\n"),
        ("content/notes.md", "# Notes\n\nOf [it](incidents/2024-03-11-lease.md).\n"),
        ("content/paths/first.md", "+++\nsteps = [\"INC-9\", \"INC-7\"]\n+++\n# First week\n"),
    ]);
    kb.edit("content/incidents/graph.png", b"\x89PNG");
    kb
}

/// What stands in the copy that goes to standard output, without its styles and its day.
fn shared(kb: &Kb, of: &str) -> String {
    let run = kb.run(&["share", of, "--out", "-"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
    let (head, rest) = run.stdout.split_once("<style>\n").expect("styles");
    let (_, body) = rest.split_once("</style>\n").expect("the end of the styles");
    let day = between(body, "made on ", ". The");
    let text = format!("{head}{}", body.replace(day, "DAY"));
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| format!("{line}\n")).collect()
}

const COPY: &str = r##"<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="generator" content="casebook share">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>DRAFT: The lease that ended</title>
</head>
<body>
<aside class="copy" aria-label="About this copy" lang="en" dir="ltr">
<p><strong>DRAFT</strong> A copy for review, made on DAY. The write-up may have changed since.</p>
<p>It is for the colleagues it was sent to; please do not pass it on.</p>
</aside>
<main id="page.content" tabindex="-1">
<div class="page-grid">
<article class="story incident">
<header class="story-header">
<p class="eyebrow">Incidents <span>INC-9</span></p>
<h1>The lease that ended</h1>
<p class="meta"><span><time datetime="2024-03-11">11 March 2024</time></span> <span><span class="severity severity-3">minor</span></span> <span>1 min read</span></p>
</header>
<aside class="beside" aria-label="About this incident">
<section class="key-facts">
<h2>Key facts</h2>
<dl class="facts">
<div><dt>Severity</dt><dd><span class="severity severity-3">minor</span> </dd></div>
<div><dt>Started</dt><dd><time datetime="2024-03-11">11 March 2024</time> <span class="note">from the file name</span></dd></div>
</dl>
</section>
<nav class="contents" aria-label="On this page">
<details open="">
<summary><h2>On this page</h2></summary>
<ul>
<li><a href="#where-it-ended">Where it ended</a></li>
</ul>
</details>
</nav>
</aside>
<div class="prose">
<p>Nobody watched the lease,  see INC-7, secret-draft.md, <a href="https://t.example/9" rel="noopener noreferrer" class="external">the tracker</a> and
<a href="#where-it-ended">below</a>. A <em>thundering herd</em> followed.</p>
<p><img src="data:image/png;base64,iVBORw==" alt="A graph"></p>
<h2 id="where-it-ended">Where it ended</h2>
<p>At noon.</p>
</div>
</article>
</div>
</main>
</body>
</html>
"##;

#[test]
fn a_draft_becomes_one_file_with_nothing_of_other_pages() {
    assert_eq!(shared(&site(), "INC-9"), COPY);
}

#[test]
fn a_write_up_is_found_by_id_title_and_path() {
    let kb = site();
    for of in ["INC-9", "inc-9", "the lease that ended", "content/incidents/2024-03-11-lease.md"] {
        assert_eq!(kb.run(&["share", of]).stdout, "2024-03-11-lease.draft.html\n", "{of}");
    }
    let cases = [
        (
            "The lease that ends",
            "there is no write-up `The lease that ends`; did you mean `content/incidents/2024-03-11-lease.md`?",
        ),
        ("xyz", "there is no write-up `xyz`"),
        ("thundering-herd", "`thundering-herd` is a term; share takes a write-up of an incident"),
        ("casebook.toml", "`casebook.toml` is no file of this site; give the site's folder with --root"),
    ];
    kb.edit("casebook.toml", "");
    for (of, expected) in cases {
        let run = kb.run(&["share", of]);
        assert_eq!((run.code, run.stderr), (2, format!("error: {expected}\n")));
    }
}

#[test]
fn with_a_base_url_links_lead_to_what_is_published_and_to_nothing_else() {
    let kb = site();
    kb.edit("casebook.toml", "base_url = \"https://w.example/\"\n");
    let html = shared(&kb, "INC-9");
    assert!(
        html.contains("<a href=\"https://w.example/incidents/2024-02-01-earlier.html\">INC-7</a>, secret-draft.md,"),
        "{html}"
    );
    assert!(!html.contains("lease.html"), "a draft is nowhere: {html}");
    assert!(!html.contains("hidden one"), "{html}");
}

#[test]
fn a_published_write_up_is_a_copy_for_review_as_well() {
    let html = shared(&site(), "INC-7");
    assert_eq!(
        between(&html, "<p><strong>", "</p>"),
        "DRAFT</strong> A copy of a published write-up, for review, made on DAY. The write-up may have changed since."
    );
    assert_eq!(between(&html, "<title>", "</title>"), "DRAFT: The earlier one");
    assert!(!html.contains("The lease that ended"), "{html}");
}

#[test]
fn only_copies_are_overwritten() {
    let kb = site();
    let share = |more: &[&str]| kb.run(&[&["share", "INC-9", "--out", "copy.html"], more].concat());
    assert_eq!(share(&[]).code, 0);
    assert_eq!(share(&[]).code, 0, "a copy replaces the one before");
    kb.edit("copy.html", "<p>mine</p>");
    let run = share(&[]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (
            3,
            "error: `copy.html` is there already and is not a copy that Casebook wrote; give another file with --out, or --force to overwrite it\n"
        )
    );
    assert_eq!(std::fs::read_to_string(kb.path("copy.html")).expect("the file"), "<p>mine</p>");
    assert_eq!(share(&["--force"]).stdout, "copy.html\n");
}

#[test]
fn what_may_not_be_published_is_not_shared() {
    let kb = site();
    kb.edit("content/incidents/a.md", "+++\naudience = \"support\"\n+++\n# A\n");
    let token = ["gh", "p_", "q7Rz2LmX9wKp4TbV8nYc", "3HdJ6sFg5AeU1oBi"].concat();
    kb.edit("content/incidents/b.md", format!("+++\nstatus = \"draft\"\n+++\n# B\n\nWe used {token} there.\n"));
    let run = kb.run(&["share", "a"]);
    assert_eq!(
        (run.code, run.stderr.as_str()),
        (2, "error: `content/incidents/a.md` is for the audience `support` and cannot be shared\n")
    );
    let run = kb.run(&["share", "b", "--out", "-"]);
    assert_eq!((run.code, run.stdout.as_str()), (4, ""), "{run:?}");
}

#[test]
fn an_id_is_the_page_that_claims_it_before_one_that_was_called_so() {
    let kb = Kb::with(&[
        ("content/incidents/aaa.md", "+++\nid = \"INC-9\"\naliases = [\"INC-1\"]\n+++\n\n# Nine\n\nText.\n"),
        ("content/incidents/bbb.md", "+++\nid = \"INC-1\"\n+++\n\n# One\n\nText.\n"),
        ("content/incidents/ccc.md", "+++\nid = \"INC-2\"\n+++\n\n# Two\n\nText.\n"),
        ("content/incidents/ddd.md", "+++\nid = \"INC-2\"\n+++\n\n# Two again\n\nText.\n"),
    ]);
    assert!(kb.run(&["share", "INC-1", "--out", "-"]).stdout.contains("DRAFT: One"));
    let both = kb.run(&["share", "INC-2", "--out", "-"]);
    assert_eq!(both.code, 2);
    assert_eq!(
        both.stderr,
        "error: `INC-2` is the name of `content/incidents/ccc.md` and `content/incidents/ddd.md`; give the file\n"
    );
}
