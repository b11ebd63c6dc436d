//! Whatever stands in a restricted part is in nothing that a page holds, and what stands around it is unchanged.

use std::sync::Arc;

use proptest::prelude::*;
use proptest::sample::select;

use crate::model::{Config, KindHint, Page, Source};

/// Blocks that are closed; `@` is a word that nobody may see.
const CLOSED: [&str; 39] = [
    "Words @ and more.\n",
    "**Impact:** @ people, [@](@.md), `@`, ![@](@.png)\n",
    "Severity: @\n",
    "```sh\n# @\n:::\n## @\n```\n",
    "~~~\n```\n@\n~~~\n",
    "1. ```sh\n   # list the @\n   :::\n   @ --all\n   ```\n\n@ names\n",
    "- ```\n  :::\n  ```\n\n@\n",
    "- @\n- [ ] @\n  - :::\n\n    ## @\n",
    "* a\n\n  > @\n  > :::\n",
    "    :::\n    # @\n",
    "> @\n> :::\n> # @\n",
    "> lazy\n@\n",
    "> - ```\n>   :::\n>   ```\n>   @\n",
    "> [!NOTE]\n> @\n",
    "| @ | b |\n|---|---|\n| ::: | @ |\n| # @ | `@` |\n",
    "09:14 @ was paged\n\n| 09:15 | @ |\n|---|---|\n| 09:16 | @ |\n",
    "<!-- @\n:::\n# @\n-->\n",
    "<!-- @ --> @\n",
    "<div>\n:::\n# @\n</div>\n",
    "<div>\n\n@\n\n:::\n\n</div>\n",
    "<details>\n<summary>@</summary>\n\n- @\n\n</details>\n",
    "<pre>\n:::\n\n# @\n</pre>\n",
    "<pre>\n```\n@\n</pre>\n",
    "<script>\n:::\n@\n</script>\n",
    "<p>@</p>\n",
    "Text <span>@</span> and <br> and <your-@>.\n",
    ":::note @\n@\n:::\n",
    "::::warning\n:::\n@\n::::\n",
    ":::tip @ :::\n",
    "!!! note \"@\"\n    @\n",
    "{{< hint info >}}\n@\n{{< /hint >}}\n",
    "[^1]: @\n\n    :::\n\n    @\n",
    "[@]: https://e.example/@ \"@\"\n",
    "Term @\n:   @\n",
    "%% @ %%\n",
    "`:::` and ``# @ ` ``\n",
    "### @\n\n@\n",
    "$$\n@\n$$\n",
    "line @  \nline \\\nline ---\n",
];

/// Blocks that are never closed: what follows them may be hidden with them.
const OPEN: [&str; 11] = [
    "<p>@\n",
    "```sh\n@\n",
    "- ~~~\n  @\n",
    "> ```\n> @\n",
    "<!-- @\n",
    "<div>\n@\n",
    "<pre>\n@\n",
    ":::note\n@\n",
    "%% @\n",
    "`@\n",
    "@\n---\n",
];

/// What may stand before and after.
const AROUND: [&str; 16] = [
    "Plain words.\n",
    "- one\n- two\n",
    "1. one\n\n   more\n",
    "```sh\n# code\n:::\n```\n",
    "    code\n",
    "> quoted\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    ":::note\nIn a box.\n:::\n",
    "!!! tip \"Mind\"\n    In a box.\n",
    "<div>\n<b>raw</b>\n</div>\n",
    "Use `{audience}` or `:::audience x`.\n",
    "## For whom {#audience}\n",
    "Don't `forget`, it`s fine.\n",
    "[a]: https://e.example/a\n",
    "<!-- a remark -->\n",
    "Lines\nof words\n",
];

/// A mark, what closes it, and whether it hides the section it stands in.
const MARKS: [(&str, &str, bool); 18] = [
    (":::audience support\n", ":::\n", false),
    ("::::: {.audience-support}\n", ":::::\n", false),
    ("：：：audience support\n", "：：：\n", false),
    ("## Names {audience=support}\n\n", "\n## Next\n", false),
    ("## Don`t tell {#names audience=\"support\"}\n", "\n## Next\n", false),
    ("Names {.audience-support}\n=====\n\n", "\n# Next\n", false),
    ("!!! audience \"support\"\n    @\n", "", true),
    ("> [!audience] support\n> @\n\n", "", true),
    ("<h2 data-audience=support>@</h2>\n\n", "", true),
    ("<div\n  audience=\"support\">\n\n", "\n</div>\n", true),
    ("<Audience name=\"support\">\n\n", "\n</Audience>\n", true),
    ("{% audience support %}\n", "{% endaudience %}\n", true),
    ("{{< audience \"support\" >}}\n", "{{< /audience >}}\n", true),
    ("[audience:support]\n\n", "\n[/audience]\n", true),
    ("{au\u{200b}dience: support}\n\n", "", true),
    ("&#123;audience: support&#125;\n\n", "", true),
    ("```audience\n@\n```\n\n", "", true),
    ("<!-- audience: support -->\n", "<!-- /audience -->\n", true),
];

const WORD: &str = "zanzibar";

fn page(text: &str) -> Page {
    let hint = KindHint::nothing();
    let path = String::from("incidents/2024-01-02-a.md");
    let source = |text: &str| Source {
        shown_path: path.clone(),
        path: path.clone(),
        text: Arc::from(text),
        hint: hint.clone(),
        lang: None,
        unread: None,
        diagnostics: Vec::new(),
    };
    let mut page = crate::parse::parse(&Arc::new(source(text)), &Config::default());
    page.source = Arc::new(source(""));
    page
}

fn lines(text: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    while lines.last().is_some_and(|line| line.is_empty()) {
        lines.pop();
    }
    lines
}

/// A text in a quotation or in an item of a list.
fn within(text: &str, first: &str, others: &str) -> String {
    let prefixed = |(i, line): (usize, &str)| format!("{}{line}", if i == 0 { first } else { others });
    text.split_inclusive('\n').enumerate().map(prefixed).collect()
}

fn blocks(of: &'static [&'static str], count: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    proptest::collection::vec(select(of), count).prop_map(|blocks| blocks.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_part_is_absent_whole_and_what_stands_around_it_is_unchanged(
        before in blocks(&AROUND, 0..3),
        (open, close, in_section) in select(&MARKS[..]),
        inner in blocks(&CLOSED, 0..4),
        unclosed in proptest::option::weighted(0.2, select(&OPEN[..])),
        closes in proptest::bool::weighted(0.8),
        after in blocks(&AROUND, 1..3),
    ) {
        let before = if in_section { format!("{before}\n## Section\n\nSeen.\n\n") } else { format!("{before}\n") };
        let unclosed = unclosed.unwrap_or_default();
        let is_heading = close.contains("# Next");
        let close = if closes { close } else { "" };
        // A heading that closes a part is shown.
        let (hidden, next) = match (in_section, is_heading) {
            (true, _) => (format!("{open}{inner}\n{unclosed}{close}\n"), "\n## Next\n"),
            (false, true) => (format!("{open}{inner}\n{unclosed}"), close),
            (false, false) => (format!("{open}{inner}\n{unclosed}{close}"), ""),
        };
        let hidden = hidden.replace('@', WORD);
        let part = page(&format!("{before}{hidden}{next}\n{after}"));
        let said = format!("{part:?}");
        prop_assert!(!said.to_lowercase().contains(WORD), "{before}{hidden}{next}\n{after}\n----\n{}", part.text);
        prop_assert!(!part.restricted_parts.is_empty());
        let alone = page(&before);
        prop_assert!(lines(&part.text).starts_with(&lines(&alone.text)));
        let unclosed_mark = !closes && (!in_section || MARKS.iter().any(|mark| mark.0 == open && needs(mark.1)));
        if unclosed.is_empty() && !unclosed_mark {
            let blank = "\n".repeat(hidden.matches('\n').count());
            let without = page(&format!("{before}{blank}{next}\n{after}"));
            prop_assert_eq!(lines(&part.text), lines(&without.text), "{}{}{}\n{}", before, hidden, next, after);
        }
    }

    #[test]
    fn a_part_below_what_was_never_closed_is_absent_too(
        forgotten in select(&FORGOTTEN[..]),
        (open, close, in_section) in select(&MARKS[..]),
        inner in blocks(&CLOSED, 0..4),
        after in blocks(&AROUND, 0..3),
        again in proptest::bool::ANY,
    ) {
        // Raw HTML and braces mean other things in code.
        if open.starts_with(['<', '[', '&']) || open.starts_with("{au") {
            return Ok(());
        }
        let section = if in_section { "## Section\n\nSeen.\n\n" } else { "" };
        let hidden = format!("{open}{inner}{close}").replace('@', WORD);
        let hidden = if again { format!("{hidden}\n## Next\n\n{section}{hidden}") } else { hidden };
        let part = page(&format!("{forgotten}{section}{hidden}\n## Next\n\n{after}"));
        prop_assert!(!format!("{part:?}").contains(WORD), "{forgotten}{section}{hidden}\n\n{after}\n----\n{}", part.text);
    }

    #[test]
    fn a_box_in_a_quotation_or_an_item_ends_there(
        inner in blocks(&CLOSED, 0..4),
        (first, others) in select(&[("> ", "> "), ("- ", "  "), ("1. > ", "   > "), (">     ", ">     ")][..]),
    ) {
        let hidden = format!(":::audience x\n{inner}:::\n").replace('@', WORD);
        let text = within(&format!("seen\n\n{hidden}\nseen too\n"), first, others);
        let part = page(&text);
        prop_assert!(!format!("{part:?}").contains(WORD), "{text}\n----\n{}", part.text);
        let last = lines(&part.text).last().map(|line| (*line).to_owned());
        prop_assert_eq!(last.as_deref(), Some(&*format!("{others}seen too")), "{}", text);
    }
}

/// What was forgotten above a mark.
const FORGOTTEN: [&str; 9] = [
    "```sh\nforgotten\n\n",
    "~~~\nforgotten\n\n",
    "- ```\n  forgotten\n\n",
    "> ```\n> forgotten\n",
    "<div>\n\n",
    "<div>\n",
    "<pre>\n",
    ":::note\n\n",
    "Don`t\n",
];

/// Whether a mark is one that must be closed.
fn needs(close: &str) -> bool {
    ["</", "{%", "{{<"].iter().any(|closing| close.contains(closing))
}
