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
