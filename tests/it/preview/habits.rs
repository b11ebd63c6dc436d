//! How files change under a preview: editors' ways of saving, checkouts, moved folders.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::kit::Kb;
use crate::preview::running::{Preview, get};

const A: &str = "content/incidents/2024/a.md";
const PAGE: &str = "/incidents/2024/a.html";

fn kb() -> Kb {
    Kb::with(&[
        (A, "# The lease\n\nThe first version.\n"),
        ("content/incidents/2024/b.md", "# The herd\n\nSee [[a]].\n"),
    ])
}

#[test]
fn a_save_shows_and_so_does_what_links_to_it() {
    let kb = kb();
    let preview = Preview::of(&kb);
    preview.until_says(PAGE, "The first version.");
    kb.edit(A, "# The worn lease\n\nThe second version.\n");
    preview.until_says(PAGE, "The second version.");
    preview.until_says("/incidents/2024/b.html", "The worn lease");
    preview.until_says("/incidents/index.html", "The worn lease");
}

#[test]
fn a_file_saved_by_renaming_another_over_it_is_followed_each_time() {
    let kb = kb();
    let preview = Preview::of(&kb);
    for version in 1..6 {
        kb.edit("content/incidents/2024/.a.md.tmp", format!("# The lease\n\nVersion {version}.\n"));
        fs::rename(kb.path("content/incidents/2024/.a.md.tmp"), kb.path(A)).unwrap();
        preview.until_says(PAGE, &format!("Version {version}."));
    }
}

#[test]
fn swap_files_and_backups_are_no_pages_and_the_page_is_never_away() {
    let kb = kb();
    let preview = Preview::of(&kb);
    let over = AtomicBool::new(false);
    let host = preview.host.clone();
    std::thread::scope(|scope| {
        let watching = scope.spawn(|| {
            let mut statuses = std::collections::BTreeSet::new();
            while !over.load(Ordering::SeqCst) {
                statuses.insert(get(&host, PAGE).status);
            }
            statuses
        });
        for version in 1..4 {
            // As an editor does that keeps a backup: the file is away for a moment.
            kb.edit("content/incidents/2024/.a.md.swp", "b0VIM");
            kb.edit("content/incidents/2024/4913", "");
            kb.remove("content/incidents/2024/4913");
            fs::rename(kb.path(A), kb.path("content/incidents/2024/a.md~")).unwrap();
            std::thread::sleep(Duration::from_millis(20));
            kb.edit(A, format!("# The lease\n\nVersion {version}.\n"));
            kb.remove("content/incidents/2024/a.md~");
            preview.until_says(PAGE, &format!("Version {version}."));
        }
        over.store(true, Ordering::SeqCst);
        assert_eq!(watching.join().unwrap().into_iter().collect::<Vec<_>>(), [200]);
    });
    assert_eq!(preview.get("/incidents/2024/4913.html").status, 404);
}

#[test]
fn of_two_saves_in_a_burst_the_second_stays() {
    let kb = kb();
    let preview = Preview::of(&kb);
    for round in 0..10 {
        kb.edit(A, format!("# The lease\n\nRound {round}, not this.\n"));
        kb.edit(A, format!("# The lease\n\nRound {round}, this one.\n"));
        preview.until_says(PAGE, &format!("Round {round}, this one."));
    }
}

#[test]
fn a_checkout_of_hundreds_of_files_is_followed_to_the_last() {
    let kb = Kb::new();
    let name = |n: usize| format!("content/incidents/2024/n{n}.md");
    let write = |version: &str| {
        for n in 0..300 {
            kb.edit(&name(n), format!("# Number {n}\n\n{version}.\n"));
        }
    };
    write("Before");
    let mut preview = Preview::of(&kb);
    for n in 0..150 {
        kb.remove(&name(n));
    }
    for n in 300..500 {
        kb.edit(&name(n), format!("# Number {n}\n\nNew.\n"));
    }
    write("After");
    preview.line_with("files");
    for n in 0..300 {
        preview.until_says(&format!("/incidents/2024/n{n}.html"), "After.");
    }
    for n in 300..500 {
        preview.until_says(&format!("/incidents/2024/n{n}.html"), "New.");
    }
}

#[test]
fn a_folder_that_moves_takes_its_pages_along() {
    let kb = kb();
    let preview = Preview::of(&kb);
    fs::rename(kb.path("content/incidents/2024"), kb.path("content/incidents/elsewhere")).unwrap();
    preview.until_says("/incidents/elsewhere/a.html", "The first version.");
    preview.until(PAGE, |reply| reply.status == 404);
    kb.edit("content/incidents/elsewhere/a.md", "# The lease\n\nEdited after the move.\n");
    preview.until_says("/incidents/elsewhere/a.html", "Edited after the move.");
    fs::rename(kb.path("content/incidents/elsewhere"), kb.path("content/incidents/2024")).unwrap();
    preview.until_says(PAGE, "Edited after the move.");
    kb.edit(A, "# The lease\n\nEdited at home.\n");
    preview.until_says(PAGE, "Edited at home.");
}

#[test]
fn a_new_folder_is_watched_with_what_came_into_it_at_once() {
    let kb = kb();
    let preview = Preview::of(&kb);
    kb.edit("content/incidents/2025/deep/er/c/index.md", "# Deep\n\nAt once.\n");
    preview.until_says("/incidents/2025/deep/er/c.html", "At once.");
    kb.edit("content/incidents/2025/deep/er/c/index.md", "# Deep\n\nAnd again.\n");
    preview.until_says("/incidents/2025/deep/er/c.html", "And again.");
}

#[test]
fn a_rename_by_case_only_moves_the_page() {
    let kb = kb();
    let preview = Preview::of(&kb);
    fs::rename(kb.path(A), kb.path("content/incidents/2024/A.md")).unwrap();
    preview.until_says("/incidents/2024/A.html", "The first version.");
    preview.until(PAGE, |reply| reply.status == 404);
}

#[test]
fn a_file_that_comes_goes_and_comes_back_is_there_when_it_is() {
    let kb = kb();
    let preview = Preview::of(&kb);
    for _ in 0..3 {
        kb.edit("content/incidents/2024/c.md", "# Passing\n\nHere.\n");
        preview.until_says("/incidents/2024/c.html", "Here.");
        preview.until_says("/incidents/index.html", "Passing");
        kb.remove("content/incidents/2024/c.md");
        preview.until("/incidents/2024/c.html", |reply| reply.status == 404);
        preview.until("/incidents/index.html", |reply| !reply.body.contains("Passing"));
    }
}

#[test]
fn a_write_up_that_cannot_be_read_leaves_the_last_good_page() {
    let kb = kb();
    let mut preview = Preview::of(&kb);
    kb.edit(A, "+++\ntitle = \"never closed\n+++\n\n# The lease\n\nThe second version.\n");
    let line = preview.line_with(&format!("{A}:2"));
    assert!(line.ends_with("the last good version is shown"), "{line}");
    assert!(preview.get(PAGE).body.contains("The first version."));
    kb.edit(A, "+++\ntitle = \"Closed\"\n+++\n\nThe third version.\n");
    preview.until_says(PAGE, "The third version.");
    preview.line_with("all is well again");
}

#[test]
fn a_configuration_that_cannot_be_used_leaves_the_last_good_one() {
    let kb = kb().file("casebook.toml", "title = \"House\"\n");
    let mut preview = Preview::of(&kb);
    kb.edit("casebook.toml", "title = [\n");
    preview.line_with("casebook.toml:");
    // The write-ups go on.
    kb.edit(A, "# The lease\n\nThe second version.\n");
    preview.until_says(PAGE, "The second version.");
    assert!(preview.get("/index.html").body.contains("House"));
    kb.edit("casebook.toml", "title = \"Another house\"\n");
    preview.until_says("/index.html", "Another house");
}

#[test]
fn a_template_with_a_mistake_leaves_the_last_good_one() {
    let kb = kb().file("casebook.toml", "[theme]\nname = \"own\"\n").file(
        "themes/own/templates/404.html",
        "{% extends \"base.html\" %}{% block content %}One.{% endblock content %}",
    );
    let mut preview = Preview::of(&kb);
    let not_found = |preview: &Preview<'_>, text: &str| {
        preview.until("/nothing.html", |reply| reply.status == 404 && reply.body.contains(text));
    };
    not_found(&preview, "One.");
    for (broken, mended) in [("{% block content %}", "Two."), ("{{ nobody.knows }}", "Three.")] {
        kb.edit("themes/own/templates/404.html", broken);
        preview.line_with("themes/own/templates/404.html:1");
        assert!(!preview.get("/nothing.html").body.is_empty());
        let text = format!("{{% extends \"base.html\" %}}{{% block content %}}{mended}{{% endblock content %}}");
        kb.edit("themes/own/templates/404.html", text);
        not_found(&preview, mended);
    }
    kb.edit("themes/own/css/prose.css", "/* of our own */");
    preview.until_says("/assets/css/prose.css", "of our own");
}

#[test]
fn a_bare_folder_has_a_live_configuration_and_theme_too() {
    let kb = Kb::with(&[
        ("inc-1.md", "# The lease\n\nOn 2024-03-11.\n"),
        ("casebook.toml", "title = \"One\"\n[theme]\nname = \"own\"\n"),
        ("themes/own/css/prose.css", "/* one */"),
    ]);
    let preview = Preview::of(&kb);
    preview.until_says("/index.html", "One");
    kb.edit("casebook.toml", "title = \"Two\"\n[theme]\nname = \"own\"\n");
    preview.until_says("/index.html", "Two");
    kb.edit("themes/own/css/prose.css", "/* two */");
    preview.until_says("/assets/css/prose.css", "two");
}

#[cfg(unix)]
#[test]
fn a_folder_with_two_names_is_followed_when_it_loses_one() {
    let kb = kb();
    std::os::unix::fs::symlink("2024", kb.path("content/incidents/alias")).unwrap();
    let preview = Preview::of(&kb);
    fs::remove_file(kb.path("content/incidents/alias")).unwrap();
    preview.until("/incidents/alias/a.html", |reply| reply.status == 404);
    kb.edit(A, "# The lease\n\nThe second version.\n");
    preview.until_says(PAGE, "The second version.");
}

#[test]
fn a_site_that_is_made_anew_is_shown_anew() {
    let outer = Kb::with(&[("site/content/incidents/a.md", "# The lease\n\nThe first version.\n")]);
    let preview = Preview::with(&outer, &["site"]);
    fs::rename(outer.path("site"), outer.path("gone")).unwrap();
    std::thread::sleep(Duration::from_millis(1500));
    outer.edit("site/content/incidents/a.md", "# The lease\n\nMade anew.\n");
    preview.until_says("/incidents/a.html", "Made anew.");
    outer.edit("site/content/incidents/a.md", "# The lease\n\nAnd edited.\n");
    preview.until_says("/incidents/a.html", "And edited.");
}

#[test]
fn a_configuration_elsewhere_is_followed() {
    let kb = kb().file("other.toml", "title = \"One\"\n");
    let preview = Preview::with(&kb, &["--config", "other.toml"]);
    preview.until_says("/index.html", "One");
    kb.edit("other.toml", "title = \"Two\"\n");
    preview.until_says("/index.html", "Two");
}

#[test]
fn a_preview_that_nothing_happens_to_does_nothing() {
    let kb = kb();
    let mut preview = Preview::of(&kb);
    kb.edit(A, "# The lease\n\nThe second version.\n");
    preview.line_with("changed");
    std::thread::sleep(Duration::from_secs(2));
    let ticks = || {
        let stat = fs::read_to_string(format!("/proc/{}/stat", preview.pid())).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        let number = |at: usize| fields.get(at).and_then(|field| field.parse::<u64>().ok()).unwrap_or_default();
        number(11) + number(12)
    };
    let before = ticks();
    std::thread::sleep(Duration::from_secs(2));
    let spent = ticks() - before;
    assert!(spent <= 5, "{spent} hundredths of a second in two seconds");
}
