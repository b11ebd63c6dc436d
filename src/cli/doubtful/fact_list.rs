//! Inferred facts become lines that a person marks in an editor, or JSON.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::diag::clean;
use crate::doubt::DoubtfulFact;
use crate::model::Origin;
use crate::text::{collapse, shorten};

/// So much of a sentence stands in a line.
const SENTENCE: usize = 160;

/// A head that says what to do, then a line for each fact below a heading for each kind of evidence.
pub(super) fn lines(facts: &[DoubtfulFact], zone: &str) -> String {
    if facts.is_empty() {
        return String::from("# No fact was inferred that a key could state.\n");
    }
    let files: BTreeSet<&str> = facts.iter().map(|fact| fact.file.as_str()).collect();
    let mut text = format!(
        "# What was read in the text and no key states: {} in {}, the most doubtful first.\n\
         # Put a mark between the brackets, and leave the rest of the line as it is:\n\
         #   [yes]                   it is so\n\
         #   [no]                    nobody knows, or it is not so: \"unknown\"\n\
         #   [2024-03-11 14:05 UTC]  it is this instead; of several names: [Checkout, Ledger]\n\
         # Lines with [ ] stay open. Save this as facts.txt; `casebook check --confirm facts.txt --dry-run` shows what would be\n\
         # written into the front matter, and without --dry-run it is written.\n\
         # A time without a zone is on the clocks its file names, else on the site's ({}); ~ is \"about\", ?? are minutes that nobody wrote.\n",
        counted(facts.len(), "fact"),
        counted(files.len(), "file"),
        clean(zone),
    );
    let mut heading = "";
    for fact in facts {
        let own = evidence(fact);
        if own != heading {
            heading = own;
            text.push_str(&format!("\n# {heading}\n"));
        }
        text.push_str(&line(fact));
    }
    text
}

fn line(fact: &DoubtfulFact) -> String {
    let DoubtfulFact { file, line, key, value, sentence, fingerprint, .. } = fact;
    let (file, value) = (clean(file), clean(&collapse(value)));
    let sentence = clean(&shorten(&collapse(sentence), SENTENCE));
    let doubts = fact.doubts.iter().map(|(rule, words)| format!("#     {rule}: {}\n", clean(words)));
    let name = key.name();
    format!("[ ] {file}:{line}  {name}  {value}  \"{sentence}\"  #{fingerprint}\n{}", doubts.collect::<String>())
}

/// The heading that a fact stands below.
fn evidence(fact: &DoubtfulFact) -> &'static str {
    if !fact.doubts.is_empty() {
        return "Something else in the file speaks against these";
    }
    match fact.origin {
        Origin::FileName => "From the name of a file, or a title",
        Origin::Row => "From a row of a timeline",
        Origin::Sentence => "From a sentence",
        Origin::Section => "From what stands under a heading",
        Origin::Label | Origin::FrontMatter => "From a label, or a table of facts",
    }
}

fn counted(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}

/// The same for programs, in the same order.
pub(super) fn json(facts: &[DoubtfulFact]) -> String {
    let doubt = |(rule, words): &(&str, String)| json!({ "rule": rule, "message": words });
    let fact = |fact: &DoubtfulFact| {
        json!({
            "file": fact.file,
            "line": fact.line,
            "field": fact.key.name(),
            "value": fact.value,
            "origin": fact.origin,
            "sentence": fact.sentence,
            "doubts": fact.doubts.iter().map(doubt).collect::<Value>(),
            "fingerprint": fact.fingerprint.to_string(),
        })
    };
    format!("{:#}\n", json!({ "version": 1, "facts": facts.iter().map(fact).collect::<Value>() }))
}
