//! `casebook redact`: what must not be read is shown as it would be, and taken out of the text.

use crate::kit::Kb;

#[test]
fn what_is_taken_out_is_shown_first_and_then_written() {
    let token = format!("ghp_{}", ["q7RtZ2mWc9Xk4LbV8s", "Nd3HfJ6pTgY1uAe5Ko"].concat());
    let text = format!("# The fire\n\nAnn (ann@cove.dev) used {token} twice: {token}.\n\nIt burned.\n");
    let kb = Kb::with(&[
        ("content/incidents/a.md", &text),
        ("content/incidents/b.md", "# The flood\n"),
        ("casebook.toml", "[privacy]\nemail = \"mask\"\n"),
    ]);
    let run = kb.run(&["redact", "--preview"]);
    let line = "  + Ann (REDACTED) used REDACTED twice: REDACTED.\n";
    assert_eq!(
        run.stdout,
        format!(
            "content/incidents/a.md:3: an e-mail address, a GitHub token, a GitHub token\n{line}\
             3 places in 1 file to redact\n"
        )
    );
    assert_eq!(run.code, 1);
    let read = || std::fs::read_to_string(kb.path("content/incidents/a.md")).expect("the file");
    assert_eq!(read(), text);
    let run = kb.run(&["redact", "--write"]);
    assert_eq!((run.code, run.stdout.ends_with("3 places in 1 file redacted\n")), (0, true), "{run:?}");
    assert_eq!(read(), "# The fire\n\nAnn (REDACTED) used REDACTED twice: REDACTED.\n\nIt burned.\n");
    assert_eq!(kb.run(&["redact"]).stdout, "0 places in 0 files to redact\n");
    assert_eq!(kb.findings(), Vec::<String>::new());
}

#[test]
fn a_file_in_another_encoding_is_named_and_left_as_it_is() {
    let token = format!("ghp_{}", ["q7RtZ2mWc9Xk4LbV8s", "Nd3HfJ6pTgY1uAe5Ko"].concat());
    let kb = Kb::with(&[("content/incidents/a.md", "# The fire\n")]);
    let bytes = [b"# Le br\xfbl\xe9\n\nCaf\xe9 ", token.as_bytes(), b" ferm\xe9.\n"].concat();
    std::fs::write(kb.path("content/incidents/b.md"), &bytes).expect("the file");
    let run = kb.run(&["redact", "--write"]);
    let told = "content/incidents/b.md: is not UTF-8, so nobody looked into it; save it as UTF-8\n";
    assert_eq!((run.code, run.stdout), (1, format!("{told}0 places in 0 files redacted\n")));
    assert_eq!(std::fs::read(kb.path("content/incidents/b.md")).expect("the file"), bytes);
}
