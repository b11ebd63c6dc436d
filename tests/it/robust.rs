//! What the real world holds: every odd file gets its finding where it deserves one, and every other page still builds.

use crate::kit::Kb;

/// Builds `text` as one write-up beside a sound one, and returns its page.
fn page(text: impl AsRef<[u8]>) -> String {
    let kb = Kb::with(&[("content/incidents/sound.md", "# Sound\n\nText.\n")]);
    kb.edit("content/incidents/odd.md", text);
    let built = kb.build();
    assert!(built.get("incidents/sound.html").contains("Text."));
    built.get("incidents/odd.html")
}

fn findings(text: impl AsRef<[u8]>) -> Vec<String> {
    let kb = Kb::new();
    kb.edit("content/incidents/odd.md", text);
    kb.findings().into_iter().map(|f| f.replace("content/incidents/odd.md", "odd")).collect()
}

#[test]
fn bytes_of_all_kinds_are_read() {
    assert!(
        page("\u{feff}---\r\ntitle: Marked\r\n---\r\n\r\nText.\r\n").contains("<h1>Marked</h1>")
            || page("\u{feff}---\r\ntitle: Marked\r\n---\r\n\r\nText.\r\n").contains(">Marked</h1>")
    );
    assert!(page("# T\n\nNo\u{a0}break and zero\u{200b}width, no final newline").contains("no final newline"));
    assert!(page("# عطل\n\nنص عربي 障害 텍스트\n").contains("障害"));
}

#[test]
fn empty_things_are_pages() {
    page("");
    page("---\n---\n");
    assert_eq!(
        findings("---\ntitle: A\n---\n"),
        ["page/empty odd:1 this file has no text in its body"].map(|s| s.replace(":1", ""))
    );
}

#[test]
fn impossible_and_unknown_times_are_findings_or_nothing() {
    assert_eq!(
        findings("---\nstarted: 2017-06-31\nresolved: ?\ndetected: N/A\n---\nText.\n")
            .first()
            .map(String::as_str)
            .map(|s| s.split(" `").next().unwrap_or("")),
        Some("time/invalid odd:2")
    );
    assert_eq!(
        findings("---\nstarted: 2024-01-02T10:00:00Z\nresolved: 2024-01-02T09:00:00Z\n---\nText.\n"),
        ["time/order odd:3 `resolved` is before `started`"]
    );
}

#[test]
fn odd_values_in_front_matter_are_forgiven() {
    let text = "---\ntitle: 404\ntags: [\"a\", \"\", null, 5]\nservices: checkout\nstarted: \"\"\nseverity: null\nDetection: Alert\n---\nText.\n";
    assert_eq!(findings(text), Vec::<String>::new());
    assert!(page(text).contains(">404</h1>"));
}

#[test]
fn a_head_that_cannot_be_read_keeps_what_can() {
    let text = "---\ntitle: Fire: the sequel\nseverity: sev1\n---\nText.\n";
    assert!(page(text).contains("Fire: the sequel"));
    assert!(findings(text)[0].starts_with("front/syntax odd:2"), "{:?}", findings(text));
}

#[test]
fn odd_markdown_stays_readable() {
    assert!(page("# T\n\n```\nnever closed\n").contains("never closed"));
    assert_eq!(
        findings("# T\n\n```js\nnever closed\n"),
        ["page/unclosed-fence odd:3 this code fence is never closed; all that follows is code"]
    );
    assert!(page("# T\n\n- a\n\n  ```\n  in list\n  ```\n\n> ```\n> in quote\n> ```\n").contains("in quote"));
    assert!(page("# One\n\n# Two\n\ntext\n\n---\n\nafter the rule\n").contains("after the rule"));
    assert!(page("# T\n\n| a |\n|---|\n| x[^1] |\n\n[^1]: The note.\n").contains("The note."));
    let tags = page("# T\n\n{{ youtube x }} <%= erb %> <Component prop={1} />\n");
    assert!(tags.contains("youtube") && tags.contains("erb") && tags.contains("Component"));
}

#[test]
fn depth_is_capped_and_size_is_no_matter() {
    let nested = format!("# T\n\n{}deep\n", "> ".repeat(10_000));
    assert!(page(&nested).contains("deep"));
    assert!(findings(&nested)[0].starts_with("page/depth"), "{:?}", findings(&nested));
    let html = format!("# T\n\n{}deep\n", "<div>".repeat(10_000));
    assert!(page(&html).contains("deep"));
    let big = format!("# T\n\n{}", "A sentence of some length, again.\n\n".repeat(60_000));
    assert!(page(&big).len() > 2_000_000);
}

/// A write-up with a Timeline section of these lines.
fn timeline(lines: impl Iterator<Item = String>) -> String {
    format!("# T\n\n## Timeline\n\n{}\n", lines.collect::<Vec<_>>().join("\n"))
}

/// The time of the `i`th minute of 2024.
fn minute(i: usize) -> String {
    format!("2024-{:02}-{:02} {:02}:{:02} UTC", 1 + i / 40_320, 1 + i / 1440 % 28, i / 60 % 24, i % 60)
}

#[test]
fn a_timeline_takes_no_more_time_for_each_entry_when_there_are_many() {
    let headings = timeline((0..16_000).map(|i| format!("### {}\n\nThing {i}\n", minute(i))));
    let lines = timeline(std::iter::once(minute(0)).chain((0..40_000).map(|i| format!("word {i}"))));
    for text in [headings, lines] {
        let begun = std::time::Instant::now();
        page(&text);
        // Each would take more than that if its time grew with the square.
        assert!(begun.elapsed().as_secs() < 60, "{}: {:?}", &text[..60], begun.elapsed());
    }
}

#[test]
fn the_picture_of_many_entries_at_one_time_is_no_taller_than_a_dozen_dots() {
    let same = (0..20_000).map(|i| format!("- 2024-03-11 09:12 UTC thing {i}"));
    let html = page(timeline(same.chain([String::from("- 2024-03-11 10:12 UTC end")])));
    let pictures: Vec<&str> = html.split("<svg").skip(1).filter_map(|svg| svg.split("</svg>").next()).collect();
    let pictures: Vec<&str> = pictures.into_iter().filter(|svg| svg.contains("class=\"chart\"")).collect();
    assert_eq!(pictures.len(), 2);
    for svg in pictures {
        let height = svg.split("height=\"").nth(1).and_then(|h| h.split('"').next()).expect("a height");
        assert!(height.parse::<f64>().expect("a number") < 250.0, "{height}");
        assert!(svg.contains(">+19990</text>") && svg.len() < 10_000, "{svg}");
    }
    // Both are told by the same words.
    let told = "There is no room to draw 19990 entries; numbers below the dots say where.</desc>";
    assert_eq!(html.matches(told).count(), 1, "{html}");
    assert_eq!(html.matches("<div><p><time").count(), 20_001);
}

#[test]
fn odd_names_get_sound_addresses() {
    let kb = Kb::with(&[
        ("content/incidents/a b@c#1 50%.md", "# Odd\n\nText.\n"),
        ("content/incidents/障害.md", "# 障害\n\nText.\n"),
        ("content/incidents/x.md", "# X\n\nText.\n"),
        ("content/incidents/x.markdown", "# X\n\nText.\n"),
        ("content/incidents/2024.md", "# A year\n\nText.\n"),
    ]);
    let built = kb.build();
    let pages: Vec<&str> = built
        .addresses()
        .into_iter()
        .filter(|a| {
            a.starts_with("incidents/") && a.ends_with(".html") && !a.contains("index") && !a.contains("undated")
        })
        .collect();
    assert_eq!(
        pages,
        [
            "incidents/2024-page.html",
            "incidents/a-b-c-1-50.html",
            "incidents/x-2.html",
            "incidents/x.html",
            "incidents/障害.html"
        ]
    );
    let rules: Vec<String> = kb.findings().iter().map(|f| f.split(' ').next().unwrap_or("").to_owned()).collect();
    assert_eq!(rules, ["page/reserved", "page/collision"]);
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_above_is_not_followed() {
    let kb = Kb::with(&[("content/incidents/a.md", "# A\n\nText.\n")]);
    std::os::unix::fs::symlink("..", kb.path("content/incidents/loop")).expect("a link");
    assert!(kb.build().addresses().contains(&"incidents/a.html"));
    assert_eq!(
        kb.findings(),
        ["load/symlink-loop content/incidents/loop this link leads back to `content/` and is not followed"]
    );
}

#[test]
fn other_extensions_are_read_when_a_pattern_says_so() {
    let kb = Kb::with(&[
        ("casebook.toml", "[content]\nmarkdown = [\"*.html.md.erb\", \"PM-*\"]\n"),
        ("content/incidents/2024-01-02-a.html.md.erb", "# A\n\n<%= erb %> text.\n"),
        ("content/incidents/PM-7 no extension", "# B\n\nText.\n"),
        ("content/incidents/x.mdx", "# C\n\n<Tabs x={1}>\n\ntext\n\n</Tabs>\n"),
    ]);
    let built = kb.build();
    let pages = ["incidents/2024-01-02-a.html", "incidents/PM-7-no-extension.html", "incidents/x.html"];
    for page in pages {
        assert!(built.get(page).to_lowercase().contains("text"), "{page}");
    }
}

#[test]
fn names_that_would_stand_in_each_others_way_do_not_stop_the_build() {
    let kb = Kb::with(&[
        (
            "content/incidents/x.md",
            "---\ntitle: X\naliases: [incidents/x.html/y]\n---\n[r](../robots.txt) [l](../llms.txt)\n",
        ),
        ("content/incidents/x.html/q.md", "# Q\n\nText.\n"),
        ("content/incidents/x.html/b/index.md", "# B\n\nText.\n"),
        ("content/robots.txt", "mine"),
        ("content/llms.txt", "mine"),
    ]);
    let built = kb.build();
    for page in
        ["incidents/x.html", "incidents/x-html/q.html", "incidents/x-html/b.html", "robots-file.txt", "llms-file.txt"]
    {
        assert!(built.addresses().contains(&page), "{page}: {:?}", built.addresses());
    }
}
