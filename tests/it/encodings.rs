//! Files in other encodings and with other line ends: read as what they are, or in nothing at all.

use crate::kit::Kb;

const TOKEN: &str = "zanzibar";

type Bytes = Vec<u8>;

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Bytes {
    text.encode_utf16().flat_map(unit).collect()
}

/// A text in the ways that can be read.
fn readable(text: &str) -> Vec<(&'static str, Bytes)> {
    let marked = format!("\u{feff}{text}");
    vec![
        ("as it is", text.into()),
        ("with a mark", marked.clone().into()),
        ("with two marks", format!("\u{feff}{marked}").into()),
        ("UTF-16, little end first", utf16(text, u16::to_le_bytes)),
        ("UTF-16, big end first", utf16(text, u16::to_be_bytes)),
        ("UTF-16 with a mark, little end first", utf16(&marked, u16::to_le_bytes)),
        ("UTF-16 with a mark, big end first", utf16(&marked, u16::to_be_bytes)),
        ("carriage returns", text.replace('\n', "\r").into()),
        ("both, the wrong way round", text.replace('\n', "\n\r").into()),
        ("carriage returns twice", text.replace('\n', "\r\r\n").into()),
        ("UTF-16 with carriage returns", utf16(&marked.replace('\n', "\r"), u16::to_le_bytes)),
    ]
}

/// The same in ways that leave a doubt.
fn doubtful(text: &str) -> Vec<(&'static str, Bytes)> {
    let utf16 = utf16(&format!("\u{feff}{text}"), u16::to_le_bytes);
    let with = |separator: &str| text.replace('\n', separator).into_bytes();
    let mut utf32 = vec![0xff, 0xfe, 0, 0];
    utf32.extend(text.chars().flat_map(|c| u32::from(c).to_le_bytes()));
    vec![
        ("Latin-1", [text.as_bytes(), b"caf\xe9\n"].concat()),
        (
            "UTF-8 cut within a letter",
            [text.as_bytes(), "größer, höher\u{e4}".as_bytes().split_last().expect("bytes").1].concat(),
        ),
        ("a NUL", [text.as_bytes(), b"a\0b\n"].concat()),
        ("NULs at the end", [text.as_bytes(), &[0; 64]].concat()),
        ("UTF-16 cut short", utf16[..utf16.len() - 1].to_vec()),
        ("UTF-32", utf32),
        ("line separators", with("\u{2028}")),
        ("paragraph separators", with("\u{2029}")),
        ("next lines", with("\u{85}")),
        ("vertical tabs", with("\u{b}")),
        ("form feeds", with("\u{c}")),
        ("one line separator in the head", text.replacen("\ndraft", "\u{2028}draft", 1).into()),
        ("one next line at the fence", text.replacen('\n', "\u{85}", 1).into()),
    ]
}

fn site(bytes: &Bytes) -> Kb {
    let kb = Kb::with(&[("content/incidents/sound.md", "# Sound\n\nText.\n")]);
    kb.edit("content/incidents/odd.md", bytes);
    kb
}

fn rules(kb: &Kb) -> Vec<String> {
    kb.findings().iter().map(|finding| finding.split(' ').next().unwrap_or("").to_owned()).collect()
}

#[test]
fn a_draft_is_one_in_every_encoding_that_can_be_read() {
    for head in ["---\ntitle: Odd\ndraft: true\n---\n", "+++\ntitle = \"Odd\"\ndraft = true\n+++\n"] {
        for (way, bytes) in readable(&format!("{head}\nThe {TOKEN} text.\n")) {
            let kb = site(&bytes);
            assert_eq!(kb.build().holding(TOKEN), Vec::<&str>::new(), "{way}");
            assert!(kb.build_with(&["--drafts"]).get("incidents/odd.html").contains(TOKEN), "{way}");
        }
    }
}

#[test]
fn a_page_is_shown_in_every_encoding_that_can_be_read() {
    for (way, bytes) in readable(&format!("---\ntitle: Größer\nstarted: 2024-03-03\n---\n\nThe {TOKEN} text.\n")) {
        let kb = site(&bytes);
        let html = kb.build().get("incidents/odd.html");
        assert!(html.contains(">Größer</h1>") && html.contains(TOKEN), "{way}: {html}");
        let expected: &[&str] = if way.starts_with("UTF-16") { &["load/utf-16"] } else { &[] };
        assert_eq!(rules(&kb), expected, "{way}");
    }
}

#[test]
fn what_cannot_be_read_with_certainty_is_in_nothing_and_named() {
    for (way, bytes) in doubtful(&format!("---\ntitle: {TOKEN}\ndraft: true\n---\n\nThe {TOKEN} text.\n")) {
        let kb = site(&bytes);
        for args in [&[][..], &["--drafts"], &["--omit-restricted"]] {
            let run = kb.run(&[&["build"], args].concat());
            assert_eq!(run.code, 1, "{way}: {run:?}");
            assert!(!run.stderr.contains(TOKEN), "{way}: {run:?}");
            let built = crate::kit::files(&kb.path("public"));
            let built = crate::kit::Built { files: built };
            assert_eq!(built.holding(TOKEN), Vec::<&str>::new(), "{way}");
            assert!(built.addresses().contains(&"incidents/sound.html"), "{way}");
        }
        assert_eq!(rules(&kb), ["load/encoding"], "{way}");
    }
}

#[test]
fn the_finding_says_what_is_wrong_and_what_to_do() {
    let kb = site(&b"# T\n\nCaf\xe9 au lait.\n".to_vec());
    let run = kb.run(&["check"]);
    let said = [
        "error[load/encoding]: this file cannot be read with certainty and is in no page: it is not UTF-8 (line 3, byte E9)",
        "--> content/incidents/odd.md",
        "save it as UTF-8; an editor shows which encoding a file is in",
    ];
    for said in said {
        assert!(format!("{}{}", run.stdout, run.stderr).contains(said), "{said}: {run:?}");
    }
}

#[test]
fn separators_in_prose_keep_nothing_back() {
    let texts = [
        "# T\n\nOne\u{2028}status: fine\u{85}and two\u{c}draft: maybe\n",
        "---\ntitle: One\u{2028}two\n---\n\nText.\u{2029}published: no\n",
        "{{< note >}}\n\nOne\u{2028}status: fine\n",
    ];
    for text in texts {
        let kb = site(&text.as_bytes().to_vec());
        assert!(kb.build().addresses().contains(&"incidents/odd.html"), "{text:?}");
    }
}
