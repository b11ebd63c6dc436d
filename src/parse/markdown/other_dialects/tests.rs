//! What other generators write, as what it becomes.

use super::*;

fn text(input: &str) -> String {
    rewrite_other_dialects(input, 0, "a.md").map_or_else(|| input.to_owned(), |own| own.rewritten.text)
}

#[test]
fn admonitions_become_alerts() {
    assert_eq!(
        text("!!! warning \"Mind\"\n    One.\n\n    Two.\nEnd.\n"),
        "\n> [!warning] Mind\n>\n> One.\n> \n> Two.\n\nEnd.\n"
    );
    assert_eq!(text(":::tip\nOne.\n:::\nEnd.\n"), "\n> [!tip]\n>\n> One.\n\nEnd.\n");
    assert_eq!(text("{{< hint info >}}\nOne.\n{{< /hint >}}\n"), "\n> [!info]\n>\n> One.\n\n");
}

#[test]
fn code_and_unknown_tags_stay() {
    let same = "```\n!!! note\n```\n\n{{ youtube abc }} `{{< abc >}}`\n";
    assert_eq!(text(same), same);
}

#[test]
fn boxes_nest_so_deep_and_no_deeper() {
    let nested = |deep: usize| format!("{}text\n{}", ":::note\n".repeat(deep), ":::\n".repeat(deep));
    let rewritten = |deep| rewrite_other_dialects(&nested(deep), 0, "a.md").expect("there are boxes");
    assert_eq!(rewritten(MOST_BOXES).too_deep, None);
    let deeper = rewritten(MOST_BOXES + 1);
    assert_eq!(deeper.rewritten.text.matches("[!note]").count(), MOST_BOXES);
    assert!(deeper.rewritten.text.contains("> :::note\n") && deeper.rewritten.text.contains("> text\n"));
    assert_eq!(deeper.too_deep.and_then(|at| deeper.rewritten.text.get(at..at + 7)), Some(":::note"));
    // What is written grows with the text, not with its square.
    assert!(rewrite_other_dialects(&nested(10_000), 0, "a.md").expect("boxes").rewritten.text.len() < 1_000_000);
}

#[test]
fn ref_shortcodes_become_targets_and_places_are_kept() {
    let input = "See [x]({{< ref \"./Other.md\" >}}) and 2022-99-99.\n";
    let rewritten = rewrite_other_dialects(input, 0, "a.md").expect("there is a shortcode").rewritten;
    assert_eq!(rewritten.text, "See [x](./Other.md) and 2022-99-99.\n");
    let at = rewritten.text.find("2022").expect("the date is kept");
    let shift = rewritten.shifts.iter().rev().find(|(start, _)| *start <= at).map_or(0, |(_, shift)| *shift);
    assert_eq!(input[at.saturating_add_signed(shift)..].get(..10), Some("2022-99-99"));
}

#[test]
fn known_components_go_where_they_are_closed_and_placeholders_stay() {
    assert_eq!(
        text("<Tabs>\n  <TabItem label=\"Europe\">Wake **eu**.</TabItem>\n</Tabs>\n"),
        "\n**Europe**\n\nWake **eu**.\n\n"
    );
    assert_eq!(text("It was <Badge text=\"SEV-2\" />.\n"), "It was SEV-2.\n");
    let card = "<LinkCard title=\"Oil it\" href=\"./oil.md\" description=\"How to\" />\n";
    assert_eq!(text(card), "[Oil it](<./oil.md>) – How to\n");
    for same in ["kubectl delete <Pod>\n", "Ask <Card> at the gate.\n", "A <Till /> of our own, a </Pod> too.\n"] {
        assert_eq!(text(same), same);
    }
}

#[test]
fn what_pandoc_writes_becomes_headings_and_tables() {
    assert_eq!(
        text("% The bell\n% A house\n% 2024-05-02\n\nIt rang.\n"),
        "# The bell\n\nA house\n\n2024-05-02\n\n\nIt rang.\n"
    );
    let grid = "+-------+---------+\n| Time  | What    |\n+=======+=========+\n| 10:00 | It a|b, |\n|       | all     |\n+-------+---------+\n| 10:05 | mended  |\n+-------+---------+\nEnd.\n";
    assert_eq!(text(grid), "| Time | What |\n| -- | -- |\n| 10:00 | It a\\|b, all |\n| 10:05 | mended |\nEnd.\n");
    for same in
        ["+-------+\n| words\n", "+--+--+--+ 3\n", "+-----+-----+\n| over both |\n+-----+-----+\n", "50 % more\n"]
    {
        assert_eq!(text(same), same);
    }
}
