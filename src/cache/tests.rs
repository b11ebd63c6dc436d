#![expect(clippy::disallowed_methods, reason = "the tests look at what is kept, and damage it")]
//! What a cache must survive: damage, cuts, other programs, other people.

use std::path::Path;

use super::*;

fn folder(dir: &Path) -> CacheFolder {
    CacheFolder::at(dir.join(CACHE), None).expect("a cache folder")
}

fn files(folder: &CacheFolder, ending: &str) -> Vec<std::path::PathBuf> {
    let all = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| path.to_string_lossy().ends_with(ending)).collect()
}

#[test]
fn the_folder_keeps_itself_out_of_repositories_and_to_its_owner() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder(dir.path());
    let text = |name: &str| std::fs::read_to_string(folder.path().join(name)).unwrap();
    assert!(text(".gitignore").lines().any(|line| line == "*"));
    assert!(text("CACHEDIR.TAG").starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn a_cache_is_never_inside_an_output_nor_holds_one_nor_is_a_link() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join(CACHE);
    assert!(CacheFolder::at(path.clone(), Some(dir.path())).is_none());
    assert!(CacheFolder::at(path.clone(), Some(&path.join("public"))).is_none());
    assert!(!path.exists());
    #[cfg(unix)]
    {
        std::fs::create_dir(dir.path().join("elsewhere")).unwrap();
        std::os::unix::fs::symlink("elsewhere", &path).unwrap();
        assert!(CacheFolder::at(path, None).is_none());
    }
}

#[test]
fn an_answer_opens_only_for_the_same_question_about_the_same_files() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder(dir.path());
    let (question, read) = ([1; 32], [2; 32]);
    folder.keep_answer(&question, &read, b"the secret of the draft");
    assert_eq!(folder.answer(&question, &read).as_deref(), Some(&b"the secret of the draft"[..]));
    assert_eq!(folder.answer(&question, &[3; 32]), None);
    assert_eq!(folder.answer(&[3; 32], &read), None);
    let file = &files(&folder, ".answer")[0];
    let bytes = std::fs::read(file).unwrap();
    assert!(!bytes.windows(6).any(|window| window == b"secret"));
    std::fs::rename(file, file.with_file_name("00000000000000000000000000000000.answer")).unwrap();
    assert_eq!(folder.answer(&[0; 32], &read), None);
}

#[test]
fn no_flipped_bit_and_no_cut_is_ever_taken_for_a_value() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder(dir.path());
    let values: Vec<(Key, Vec<u8>)> = (0..4u8).map(|n| ([n; 32], vec![n; 20 + usize::from(n)])).collect();
    folder.keep_answer(&[1; 32], &[2; 32], b"answer");
    Packs::default().keep(&folder, "test", &[], &values);
    for path in [files(&folder, ".pack"), files(&folder, ".answer")].concat() {
        let whole = std::fs::read(&path).unwrap();
        let holds = || {
            let packs = Packs::open(&folder, "test");
            for (key, value) in &values {
                assert!(packs.get(key).is_none_or(|found| found == value));
            }
            assert!(folder.answer(&[1; 32], &[2; 32]).is_none_or(|answer| answer == b"answer"));
        };
        for at in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[at] ^= 1 << (at % 8);
            std::fs::write(&path, damaged).unwrap();
            holds();
            std::fs::write(&path, &whole[..at]).unwrap();
            holds();
        }
        std::fs::write(&path, whole).unwrap();
    }
    assert!(values.iter().all(|(key, value)| Packs::open(&folder, "test").get(key) == Some(value.as_slice())));
}

#[test]
fn one_damaged_value_costs_no_other() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder(dir.path());
    let values: Vec<(Key, Vec<u8>)> = (0..4u8).map(|n| ([n; 32], vec![n; 20])).collect();
    Packs::default().keep(&folder, "test", &[], &values);
    let path = &files(&folder, ".pack")[0];
    let mut bytes = std::fs::read(path).unwrap();
    let at = bytes.windows(20).position(|window| window == [1; 20]).unwrap() + 60;
    bytes[at] ^= 1;
    std::fs::write(path, bytes).unwrap();
    let packs = Packs::open(&folder, "test");
    assert_eq!(values.iter().filter(|(key, _)| packs.get(key).is_some()).count(), 3);
}

#[test]
fn what_is_of_no_use_goes_and_what_is_stays() {
    let dir = tempfile::tempdir().unwrap();
    let folder = folder(dir.path());
    let value = |n: u8| ([n; 32], vec![n; 300_000]);
    let all: Vec<(Key, Vec<u8>)> = (0..10).map(value).collect();
    Packs::default().keep(&folder, "test", &[], &all);
    let packs = Packs::open(&folder, "test");
    packs.keep(&folder, "test", &[[0; 32], [1; 32]], &[value(50)]);
    assert_eq!(files(&folder, ".pack").len(), 1);
    let packs = Packs::open(&folder, "test");
    let there: Vec<u8> = (0..=50).filter(|n| packs.get(&[*n; 32]).is_some()).collect();
    assert_eq!(there, [0, 1, 50]);
}

#[test]
fn another_program_configuration_reader_or_question_is_another_key() {
    let (one, other) = (Program::named("one"), Program::named("other"));
    let base = || Enters { program: &one, kind: ("page", 1), configuration: None, shown_to: "", question: "" };
    let keys = [
        base().key(&[b"text"]),
        Enters { program: &other, ..base() }.key(&[b"text"]),
        Enters { kind: ("page", 2), ..base() }.key(&[b"text"]),
        Enters { configuration: Some(("", "")), ..base() }.key(&[b"text"]),
        Enters { configuration: Some(("a", "")), ..base() }.key(&[b"text"]),
        Enters { configuration: Some(("", "a")), ..base() }.key(&[b"text"]),
        Enters { shown_to: "a", ..base() }.key(&[b"text"]),
        Enters { question: "a", ..base() }.key(&[b"text"]),
        base().key(&[b"te", b"xt"]),
        base().key(&[b"text", b""]),
    ];
    let different: std::collections::BTreeSet<Key> = keys.into_iter().collect();
    assert_eq!(different.len(), keys.len());
    assert_eq!(base().key(&[b"text"]), keys[0]);
}
