//! What somebody sees who answers, whole, and what is in the files afterwards.

use std::sync::Arc;

use super::*;

#[derive(Default)]
struct Memory(BTreeMap<String, Vec<u8>>);

impl Texts for Memory {
    fn text(&self, path: &str) -> Result<Option<String>> {
        Ok(String::from_utf8(self.0[path].clone()).ok())
    }

    fn replace(&mut self, path: &str, old: &str, new: &str) -> Result<()> {
        assert_eq!(self.0[path], old.as_bytes());
        self.0.insert(path.to_owned(), new.as_bytes().to_vec());
        Ok(())
    }
}

fn side(id: &str, title: &str, date: &str, summary: &str) -> PairSide {
    let path = format!("{}.md", id.to_lowercase());
    PairSide {
        id: id.to_owned(),
        title: title.to_owned(),
        date: Some(date.to_owned()),
        summary: Some(summary.to_owned()),
        file: format!("content/{path}"),
        path,
    }
}

fn pairs() -> Vec<ReviewPair> {
    let older = || side("INC-1", "The lease", "2023-01-02", "Nobody renewed it.");
    let newer = |id| side(id, "The other lease", "2024-03-04", "Nobody renewed that one either.");
    let reasons = vec![String::from("same factor: no owner"), String::from("shared words: lease, renewed")];
    [newer("INC-2"), newer("INC-3")]
        .map(|newer| ReviewPair { sides: [older(), newer], reasons: reasons.clone() })
        .to_vec()
}

fn files() -> Memory {
    let texts =
        [("inc-1.md", "# The lease\n"), ("inc-2.md", "---\ntags: [a]\n---\n"), ("inc-3.md", "---\na: [\n---\n")];
    Memory(texts.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect())
}

/// Answers; gives the conversation without colours, the outcome and the files.
fn answered(pairs: &[ReviewPair], mut files: Memory, answers: &str) -> (String, Outcome, Memory) {
    let mut output = Vec::new();
    let mut talk =
        ReviewTalk { input: answers.as_bytes(), output: anstream::StripStream::new(&mut output), echo: true };
    let outcome = review(pairs, &BTreeMap::new(), &mut files, &mut talk).unwrap();
    (String::from_utf8(output).unwrap(), outcome, files)
}

fn outcome(related: usize, not_related: usize, left: usize) -> Outcome {
    Outcome { related, not_related, left }
}

fn text<'m>(files: &'m Memory, path: &str) -> &'m str {
    std::str::from_utf8(&files.0[path]).unwrap()
}

#[test]
fn the_newer_file_says_that_they_are_related_and_why() {
    let (said, outcome, files) = answered(&pairs()[..1], files(), "r\nneither had an owner\n");
    assert_eq!(
        said,
        "
Pair 1 of 1
1 The lease
  2023-01-02 · content/inc-1.md
  Nobody renewed it.
2 The other lease
  2024-03-04 · content/inc-2.md
  Nobody renewed that one either.
= same factor: no owner
= shared words: lease, renewed
[r]elated, [n]ot related, [s]kip, [q]uit? r
Why, in one line for readers, or nothing: neither had an owner
content/inc-2.md:3: related:
content/inc-2.md:4:   - id: INC-1
content/inc-2.md:5:     why: neither had an owner

1 related, 0 not related, 0 left for another time
"
    );
    assert_eq!(outcome, self::outcome(1, 0, 0));
    let after = "---\ntags: [a]\nrelated:\n  - id: INC-1\n    why: neither had an owner\n---\n";
    assert_eq!(text(&files, "inc-2.md"), after);
    assert_eq!(text(&files, "inc-1.md"), "# The lease\n");
}

#[test]
fn both_files_may_say_it_or_the_older_one() {
    let (_, outcome, files) = answered(&pairs()[..1], files(), "n12\n");
    assert_eq!(outcome, self::outcome(0, 1, 0));
    assert_eq!(text(&files, "inc-2.md"), "---\ntags: [a]\nnot_related: [INC-1]\n---\n");
    assert_eq!(text(&files, "inc-1.md"), "---\nnot_related:\n  - INC-2\n---\n\n# The lease\n");
    let (said, _, files) = answered(&pairs()[..1], files, "n1\n");
    assert!(said.contains("content/inc-1.md:3: stood there already\n"), "{said}");
    assert_eq!(text(&files, "inc-2.md"), "---\ntags: [a]\nnot_related: [INC-1]\n---\n");
}

#[test]
fn what_cannot_be_changed_is_said_and_the_next_pair_follows() {
    let mut files = files();
    files.0.insert(String::from("inc-2.md"), vec![b'-', 0xff]);
    let (said, outcome, files) = answered(&pairs(), files, "n\nr\n\n");
    assert!(said.contains("content/inc-2.md was left as it is: it is not UTF-8\n"), "{said}");
    assert!(said.contains("content/inc-3.md was left as it is: this front matter is not valid YAML"), "{said}");
    assert_eq!(outcome, self::outcome(0, 0, 2));
    assert_eq!(files.0["inc-2.md"], [b'-', 0xff]);
    assert_eq!(text(&files, "inc-3.md"), "---\na: [\n---\n");
}

#[test]
fn pairs_may_be_passed_over_and_the_walk_left() {
    let unchanged = files().0;
    for answers in ["s\nq\n", "q\n", "", "s\n", "s\ns"] {
        let (said, outcome, files) = answered(&pairs(), files(), answers);
        assert_eq!(outcome, self::outcome(0, 0, 2), "{answers:?}");
        assert!(said.ends_with("\n0 related, 0 not related, 2 left for another time\n"), "{said}");
        assert_eq!(files.0, unchanged, "{answers:?}");
    }
}

#[test]
fn what_is_not_understood_is_asked_again() {
    let (said, outcome, _) = answered(&pairs()[..1], files(), "maybe\nn\n");
    assert_eq!(outcome, self::outcome(0, 1, 0));
    assert!(said.contains("[q]uit? maybe\nr, related       they are; the newer file, 2, says so\n"), "{said}");
    assert_eq!(said.matches("[q]uit?").count(), 2);
}

#[test]
fn with_nothing_to_review_nothing_is_asked() {
    let (said, outcome, _) = answered(&[], files(), "r\n");
    assert_eq!(outcome, self::outcome(0, 0, 0));
    assert_eq!(
        said,
        "No two write-ups are strongly alike and say nothing of each other; there is nothing to review.\n"
    );
}

/// A site as it is on disk.
fn site(root: &std::path::Path) -> Arc<Site> {
    crate::pipeline::fixture::site(root)
}

#[test]
fn what_is_written_is_what_the_site_reads_next_time() {
    let dir = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let path = dir.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    put("casebook.toml", "[fields]\nsiblings = \"related\"\n");
    put("content/incidents/2023-01-02-a.md", "---\nid: TWICE\n---\n\n## Timeline\n\n- 10:00 It broke\n");
    put("content/incidents/2024-01-02-b.md", "---\nsiblings: []\n---\n\n## Timeline\n\n- 10:00 It broke\n");
    put("content/incidents/2022-01-02-c.md", "---\nid: TWICE\n---\n\n## Timeline\n\n- 10:00 It broke\n");
    let before = site(dir.path());
    let (c, a, b) = (0, 1, 2);
    let pairs = [pair(&before, b, a, &[]), pair(&before, c, b, &[])];
    let titles = pairs.iter().map(|pair| pair.sides.clone().map(|side| side.path)).collect::<Vec<_>>();
    let path = |name: &str| format!("incidents/{name}.md");
    assert_eq!(titles, [[path("2023-01-02-a"), path("2024-01-02-b")], [path("2022-01-02-c"), path("2024-01-02-b")]]);
    let mut disk = Disk { root: dir.path().join("content") };
    let mut talk = ReviewTalk { input: &b"r\n\nr12\nthe same pump\n"[..], output: Vec::new(), echo: false };
    review(&pairs, &before.config.fields, &mut disk, &mut talk).unwrap();
    let after = site(dir.path());
    let why = || Some(String::from("the same pump"));
    assert_eq!(after.links.related(b), [(a, None), (c, why())]);
    assert_eq!(after.links.related(c), [(b, why())]);
    assert_eq!(
        std::fs::read_to_string(dir.path().join("content/incidents/2024-01-02-b.md")).unwrap(),
        "---\nsiblings: [\"/incidents/2023-01-02-a.md\", {id: \"/incidents/2022-01-02-c.md\", why: the same pump}]\n---\n\n\
         ## Timeline\n\n- 10:00 It broke\n"
    );
}
