//! A theme of one's own: files it may hold, and what it cannot stand in for.

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
