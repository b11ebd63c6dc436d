//! The feed, read by a feed reader's own parser.

use feed_rs::model::Entry;

use crate::kit::Kb;

#[test]
fn a_feed_reader_reads_the_feed_whatever_the_write_ups_hold() {
    let kb = Kb::with(&[
        ("casebook.toml", "title = \"Ovens & <belts>\"\nbase_url = \"https://kb.example/\"\n"),
        (
            "content/incidents/belt.md",
            "---\nid: INC-7\ntitle: \"Belt & <oven>\"\ndate: 2024-01-01\nlastmod: 2024-02-03T10:00:00Z\n---\nIt \u{1b}[31mstopped\u{7} at the <tenant>'s & \"ours\".\n",
        ),
        ("content/incidents/2023-12-30-nacht.md", "# 夜の窯\n\n窯が止まった。\n"),
    ]);
    let text = kb.build().get("feed.xml");
    let feed = feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(feed.title.map(|title| title.content).as_deref(), Some("Ovens & <belts>"));
    let told = |entry: &Entry| {
        let title = entry.title.as_ref().map(|title| title.content.clone()).unwrap_or_default();
        let published = entry.published.map(|at| at.date_naive().to_string()).unwrap_or_default();
        let updated = entry.updated.map(|at| at.date_naive().to_string()).unwrap_or_default();
        (entry.id.clone(), title, published, updated)
    };
    let told: Vec<_> = feed.entries.iter().map(told).collect();
    assert_eq!(told.len(), 2, "{text}");
    assert_eq!(
        told[0],
        (
            String::from("https://kb.example/#INC-7"),
            String::from("Belt & <oven>"),
            String::from("2024-01-01"),
            String::from("2024-02-03")
        )
    );
    assert_eq!(told[1].1, "夜の窯");
    let summary = feed.entries[0].summary.as_ref().map(|summary| summary.content.clone()).unwrap_or_default();
    assert!(summary.contains("\u{fffd}[31mstopped\u{fffd}") && summary.contains("<tenant>'s & \"ours\""), "{summary}");
}
