//! What is more than a page can hold is a finding, stays readable, and no other page suffers. Input is made here, just over each limit.

use crate::kit::Kb;

/// The rules of the findings about a write-up of this text, and its page, which is built beside a sound one.
fn built(text: &str) -> (Vec<String>, String) {
    let kb = Kb::with(&[("content/incidents/sound.md", "# Sound\n\nIt rang true.\n")]);
    kb.edit("content/incidents/odd.md", text);
    let site = kb.build();
    assert!(site.get("incidents/sound.html").contains("It rang true."));
    let rules = kb.findings().into_iter().map(|finding| finding.split(' ').next().unwrap_or("").to_owned());
    (rules.collect(), site.get("incidents/odd.html"))
}

fn over_budget(text: &str) -> String {
    let (rules, html) = built(text);
    assert!(rules.iter().any(|rule| rule == "page/budget"), "{rules:?}");
    html
}

#[test]
fn boxes_of_other_tools_nest_so_deep() {
    for (open, close) in [(":::note\n\n", ":::\n\n"), ("{{< hint info >}}\n\n", "{{< /hint >}}\n\n")] {
        let html = over_budget(&format!("# T\n\n{}deep down\n\n{}", open.repeat(17), close.repeat(17)));
        assert_eq!((html.matches("alert note").count(), html.contains("deep down")), (16, true), "{open}");
    }
    let indented: String = (0..17).map(|ix| format!("{}!!! note\n\n", " ".repeat(4 * ix))).collect();
    assert!(over_budget(&format!("# T\n\n{indented}{}deep down\n", " ".repeat(4 * 17))).contains("deep down"));
}

#[test]
fn raw_html_opens_so_many_elements() {
    for tag in ["<div>", "<b title=a>", "<div></x>", "<table><tr><td>", "<em><i title=a>", "<details>\n\n"] {
        let html = over_budget(&format!("# T\n\n{}deep down\n", tag.repeat(101)));
        let shown = tag.split(['\n', '>']).next().unwrap_or(tag).replace('<', "&lt;");
        assert!(html.contains("deep down") && html.contains(&shown), "{tag}");
    }
    let (rules, html) = built(&format!("# T\n\n{}deep down{}\n", "<div>\n".repeat(20), "\n</div>".repeat(20)));
    assert!(rules.is_empty() && html.contains("<div>"), "{rules:?}");
}

#[test]
fn a_table_lacks_so_many_cells() {
    let wide = |cell: &str| format!("{}|\n", cell.repeat(203));
    let html = over_budget(&format!("# T\n\n{}{}{}", wide("|a"), wide("|-"), "last\n".repeat(101)));
    assert!(html.contains("last") && !html.contains("<td>"));
}

#[test]
fn a_page_names_so_many_things() {
    let tags: String = (0..201).map(|ix| format!("- tag{ix}\n")).collect();
    let html = over_budget(&format!("---\ntags:\n{tags}---\n# T\n\nIt rained.\n"));
    assert!(html.contains("It rained."));
    let keys: String = (0..201).map(|ix| format!("k{ix}: 1\n")).collect();
    over_budget(&format!("---\n{keys}---\n# T\n\nIt rained.\n"));
    over_budget(&format!("# T\n\n{}\n", "INC-1 ".repeat(5_001)));
}

#[test]
fn a_picture_nests_so_deep() {
    let kb = Kb::with(&[("content/incidents/a.md", "# T\n\n![sound](sound.svg) ![odd](odd.svg)\n")]);
    let svg = |inner: &str| format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
    kb.edit("content/incidents/sound.svg", svg("<title>sound</title>"));
    kb.edit("content/incidents/odd.svg", svg(&format!("{}zebra{}", "<g>".repeat(256), "</g>".repeat(256))));
    let run = kb.run(&["build"]);
    assert!(run.code <= 1 && run.stderr.contains("[media/svg]"), "{run:?}");
    let site = kb.build();
    assert!(site.get("incidents/sound.svg").contains("sound"));
    assert_eq!(site.holding("zebra"), Vec::<&str>::new());
}
