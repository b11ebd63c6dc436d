//! A theme of one's own: files it may hold, what it may change, and what it cannot stand in for.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use regex::Regex;

use crate::kit::Kb;

const CONTENT: (&str, &str) = ("content/incidents/a.md", "# A\n\nText.\n");

#[test]
fn a_theme_may_hold_any_file_and_what_desktops_leave_is_no_part_of_it() {
    let kb = Kb::with(&[CONTENT, ("casebook.toml", "[theme]\nname = \"own\"\n")]);
    let font: Vec<u8> = (0..=255).chain([0, 159, 146, 150]).collect();
    kb.edit("themes/own/fonts/text.woff2", &font);
    kb.edit("themes/own/LICENCE", "Free as in air.\n");
    kb.edit("themes/own/css/faces.css", "@font-face { font-family: x }\n");
    kb.edit("themes/own/js/vendor.js", "// kept as it is\n\n  f();\n");
    kb.edit("themes/own/.DS_Store", [0, 1, 255]);
    kb.edit("themes/own/.git/config", [255]);
    kb.edit("themes/own/css/.tokens.css.swp", [255]);
    let built = kb.build();
    assert_eq!(built.files["assets/fonts/text.woff2"], font);
    assert_eq!(built.get("assets/LICENCE"), "Free as in air.\n");
    assert_eq!(built.get("assets/css/faces.css"), "@font-face { font-family: x }\n");
    assert_eq!(built.get("assets/js/vendor.js"), "// kept as it is\n\n  f();\n");
    let hidden: Vec<_> = built.addresses().into_iter().filter(|a| a.contains("/.")).collect();
    assert_eq!(hidden, Vec::<&str>::new());
    assert_eq!(kb.findings(), Vec::<String>::new());
}

#[test]
fn the_search_engine_is_ours_and_an_old_copy_in_a_theme_is_a_finding() {
    let kb = Kb::with(&[CONTENT, ("casebook.toml", "[theme]\nname = \"own\"\n"), ("themes/own/LICENCE", "Free.\n")]);
    let ours = kb.build().get("assets/js/search-engine.js");
    kb.edit("themes/own/js/search-engine.js", "self.casebookSearch = () => {};\n");
    assert_eq!(
        kb.findings(),
        ["theme/unused themes/own/js/search-engine.js this script belongs to Casebook, and a theme's own is not used"]
    );
    assert_eq!(kb.build().get("assets/js/search-engine.js"), ours);
}

#[test]
fn a_credential_in_any_file_of_a_theme_stops_the_build() {
    let kb = Kb::with(&[CONTENT, ("casebook.toml", "[theme]\nname = \"own\"\n")]);
    let token = ["ghp", "_", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"].concat();
    kb.edit("themes/own/data/notes.txt", format!("token: {token}\n"));
    assert_eq!(kb.run(&["build"]).code, 4);
    assert!(!kb.path("public").exists());
}

#[test]
fn one_block_of_the_incident_page_is_changed_by_itself() {
    let kb = Kb::with(&[
        ("casebook.toml", "[theme]\nname = \"own\"\n"),
        (
            "content/incidents/a.md",
            "+++\nimpact = \"Nobody could pay.\"\nlucky = [\"It was night.\"]\n+++\n# A\n\nText.\n",
        ),
        ("themes/own/notes.txt", "ours\n"),
    ]);
    let plain = kb.build().get("incidents/a.html");
    kb.edit(
        "themes/own/templates/incident.html",
        "{% extends \"default/incident.html\" %}\n{% block impact %}<p>Seen by all.</p>{{ super() }}{% endblock impact %}\n",
    );
    let own = kb.build().get("incidents/a.html");
    assert_eq!(
        own,
        plain.replace(
            "<section class=\"block\" id=\"page.impact\">\n<h2>Who felt it",
            "<p>Seen by all.</p><section class=\"block\" id=\"page.impact\">\n<h2>Who felt it"
        )
    );
    assert_ne!(own, plain);
}

/// The words that a pattern finds in a text.
fn words(pattern: &str, text: &str) -> BTreeSet<String> {
    let pattern = Regex::new(pattern).expect("a pattern");
    pattern.captures_iter(text).map(|found| found[1].to_owned()).collect()
}

/// The first cell and the last one of the rows of tables in the guide's page about themes, without quotes.
fn rows(guide: &str) -> Vec<(String, String)> {
    let rows = guide.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    rows.map(|(first, rest)| (first.to_owned(), rest.rsplit(" | ").next().unwrap_or("").to_owned())).collect()
}

#[test]
fn the_guide_names_every_template_block_component_and_token_there_is_and_no_other() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let guide = fs::read_to_string(root.join("content/guide/themes.md")).expect("the guide");
    let themes = root.join("themes/default");
    let texts: Vec<(String, String)> = walkdir::WalkDir::new(themes.join("templates"))
        .into_iter()
        .map(|entry| entry.expect("an entry").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "html"))
        .map(|path| {
            (path.file_name().expect("a name").to_string_lossy().into_owned(), fs::read_to_string(&path).expect("text"))
        })
        .collect();
    let rows = rows(&guide);
    for (name, text) in &texts {
        let own = words(r"\bview\.([a-z_]+)", text);
        let told = rows.iter().find(|(first, _)| *first == format!("`{name}`"));
        match told {
            Some((_, keys)) => assert_eq!(words("`([a-z_]+)`", keys), own, "what `view` has in {name}"),
            None => assert!(name == "base.html" || text.contains("{% component "), "the guide does not name {name}"),
        }
    }
    let incident = &texts.iter().find(|(name, _)| name == "incident.html").expect("the page").1;
    let mut blocks = words(r"\{% block (\w+)", incident);
    blocks.remove("content");
    let told =
        guide.split("| block of `incident.html`").nth(1).expect("a table").split("\n\n").next().expect("its rows");
    assert_eq!(words(r"\n\| `(\w+)`", told), blocks);
    let all: String = texts.iter().map(|(_, text)| text.as_str()).collect();
    let told = guide.split("## Components").nth(1).expect("a section").split("##").next().expect("its text");
    assert_eq!(words(r"`([A-Z]\w+)`", told), words(r"\{%-? component (\w+)", &all));
    let tokens = fs::read_to_string(themes.join("css/tokens.css")).expect("tokens");
    let told: String = rows.iter().map(|(first, _)| format!("{first}, ")).collect();
    assert_eq!(words(r"`--([a-z0-9-]+)`, ", &told), words(r"(?m)^ +--([a-z0-9-]+):", &tokens));
}

#[test]
fn the_serif_is_published_with_its_licence_and_small() {
    let built = Kb::with(&[("content/incidents/a.md", "# A\n\nText.\n")]).build();
    let fonts: Vec<_> = built.files.iter().filter(|(address, _)| address.ends_with(".woff2")).collect();
    assert_eq!(fonts.len(), 4);
    assert!(fonts.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() <= 60 * 1024);
    assert!(built.get("assets/fonts/OFL.txt").contains("SIL Open Font License"));
    for (address, _) in fonts {
        assert!(built.get("assets/css/tokens.css").contains(&address.replace("assets", "..")), "{address}");
    }
}
