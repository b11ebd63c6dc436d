//! The repository is itself a site: it builds, its links are clean, and what the README says is so.

use std::process::Command;

fn casebook(args: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_casebook"))
        .args(args)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("NO_COLOR", "1")
        .output();
    let output = output.expect("the binary runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().expect("not killed"), text)
}

#[test]
fn our_own_content_has_no_findings() {
    let (code, text) = casebook(&["check", "--strict"]);
    assert_eq!(code, 0, "{text}");
}

#[test]
fn the_site_that_init_writes_has_no_findings_and_is_not_overwritten() {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let site = dir.path().join("new").display().to_string();
    assert_eq!(casebook(&["init", &site]).0, 0);
    let (code, text) = casebook(&["check", &site, "--strict"]);
    assert_eq!(code, 0, "{text}");
    let (again, text) = casebook(&["init", &site]);
    assert!(again == 2 || again == 3, "{text}");
    assert!(text.contains("casebook.toml"), "{text}");
}

#[test]
fn every_rule_is_explained() {
    for rule in casebook::diag::Rule::ALL {
        let (code, text) = casebook(&["explain", rule.code()]);
        assert!(code == 0 && text.contains(rule.code()), "{rule:?}: {text}");
    }
}

#[test]
fn the_version_names_the_commit() {
    let (code, text) = casebook(&["--version"]);
    assert_eq!(code, 0);
    assert!(text.starts_with(concat!("casebook ", env!("CARGO_PKG_VERSION"), " (")), "{text}");
}

#[test]
fn every_rule_is_in_the_guide_and_no_other() {
    let guide = include_str!("../../content/guide/checks.md");
    let rows: Vec<&str> = guide.lines().filter(|line| line.starts_with("| `")).collect();
    let row = |rule: &casebook::diag::Rule| {
        let severity = format!("{:?}", rule.severity()).to_lowercase();
        format!("| `{}` | {severity} | {} |", rule.code(), rule.about().replace('|', "\\|"))
    };
    let missing: Vec<String> =
        casebook::diag::Rule::ALL.iter().map(row).filter(|row| !rows.contains(&row.as_str())).collect();
    assert_eq!(missing, Vec::<String>::new());
    assert_eq!(rows.len(), casebook::diag::Rule::ALL.len());
}
