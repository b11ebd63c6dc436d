#![expect(clippy::disallowed_methods, reason = "the review reads and changes the write-ups that it asks about")]
//! Pairs of write-ups that are alike become `related` or `not_related` in their front matter, one question each.
//!
//! The core asks and answers through any reader and writer and knows files by what it is given to read and replace them with.

mod answer;
mod pair_side;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use annotate_snippets::renderer::Style;

use crate::cli::exit_code::Exit;
use crate::cli::terminal::Terminal;
use crate::diag::clean;
use crate::edit::{self, Edit, RelatedKey};
use crate::error::{Error, Result};
use crate::link::PageIx;
use crate::output;
use crate::pipeline::Compiled;
use crate::{link::newest_first, site::Site};

use answer::ReviewAnswer;
use pair_side::{PairSide, side};

/// Two write-ups that are alike and say nothing of each other; the newer one is second.
#[derive(Debug, Clone)]
pub(crate) struct ReviewPair {
    sides: [PairSide; 2],
    /// What they share, in words.
    reasons: Vec<String>,
}

/// What became of the pairs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Outcome {
    /// Pairs called related.
    related: usize,
    /// Pairs called not related.
    not_related: usize,
    /// Pairs passed over or not reached.
    left: usize,
}

/// Reads and replaces the texts of write-ups.
trait Texts {
    /// The text at `path`; `None` when it is not UTF-8.
    fn text(&self, path: &str) -> Result<Option<String>>;
    /// Puts `new` in place of `old`.
    fn replace(&mut self, path: &str, old: &str, new: &str) -> Result<()>;
}

/// Asks about `pairs` of pages, each with what the two share in words, and changes the files as it is told.
pub(crate) fn run(compiled: &Compiled, pairs: &[(PageIx, PageIx, Vec<String>)], terminal: &Terminal) -> Result<Exit> {
    let pairs: Vec<ReviewPair> = pairs.iter().map(|(a, b, reasons)| pair(&compiled.site, *a, *b, reasons)).collect();
    let mut disk = Disk { root: compiled.read().sources().content_root.clone() };
    let stdin = io::stdin();
    // What is typed shows on a terminal; what is piped must be shown.
    let echo = !stdin.is_terminal();
    let mut talk = ReviewTalk { input: stdin.lock(), output: terminal.writer(), echo };
    review(&pairs, &compiled.site.config.fields, &mut disk, &mut talk)?;
    Ok(Exit::Clean)
}

/// Two pages as a pair.
fn pair(site: &Site, a: PageIx, b: PageIx, reasons: &[String]) -> ReviewPair {
    let (a, b) = if newest_first(&site.pages[a], &site.pages[b]).is_lt() { (b, a) } else { (a, b) };
    ReviewPair { sides: [side(site, a), side(site, b)], reasons: reasons.to_vec() }
}

/// The files below the content folder.
struct Disk {
    root: PathBuf,
}

impl Texts for Disk {
    fn text(&self, path: &str) -> Result<Option<String>> {
        let path = self.root.join(path);
        let bytes = std::fs::read(&path).map_err(|error| Error::io("read", &path, error))?;
        Ok(String::from_utf8(bytes).ok())
    }

    fn replace(&mut self, path: &str, old: &str, new: &str) -> Result<()> {
        output::rewrite(&self.root.join(path), old, new)
    }
}

/// Where answers come from and questions go.
struct ReviewTalk<I, O> {
    input: I,
    output: O,
    /// Whether answers are written beside their questions.
    echo: bool,
}

impl<I: BufRead, O: Write> ReviewTalk<I, O> {
    /// Writes; false when nobody reads any more.
    fn say(&mut self, text: &str) -> Result<bool> {
        match self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush()) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
            Err(error) => Err(Error::io("write to", "standard output", error)),
        }
    }

    /// Asks; `None` when there is nobody to answer.
    fn ask(&mut self, question: &str) -> Result<Option<String>> {
        if !self.say(question)? {
            return Ok(None);
        }
        let mut line = Vec::new();
        let read = self.input.read_until(b'\n', &mut line).map_err(|e| Error::io("read", "standard input", e))?;
        let answer = String::from_utf8_lossy(&line).trim().to_owned();
        if self.echo {
            self.say(&format!("{}\n", clean(&answer)))?;
        }
        Ok((read > 0).then_some(answer))
    }
}

/// Shows each pair, asks, and changes files; the end of the input ends it.
fn review<I: BufRead, O: Write>(
    pairs: &[ReviewPair],
    names: &BTreeMap<String, String>,
    texts: &mut dyn Texts,
    talk: &mut ReviewTalk<I, O>,
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    if pairs.is_empty() {
        talk.say("No two write-ups are strongly alike and say nothing of each other; there is nothing to review.\n")?;
        return Ok(outcome);
    }
    for (ix, pair) in pairs.iter().enumerate() {
        talk.say(&shown(pair, ix + 1, pairs.len()))?;
        let (key, files) = match answer(talk)? {
            ReviewAnswer::Skip => continue,
            ReviewAnswer::Quit => break,
            ReviewAnswer::Related(files) => (RelatedKey::Related, files),
            ReviewAnswer::NotRelated(files) => (RelatedKey::NotRelated, files),
        };
        let why = match key {
            RelatedKey::Related => match reason(talk)? {
                Some(why) => Some(why).filter(|why| !why.is_empty()),
                // Whoever goes away now has not said yes.
                None => break,
            },
            RelatedKey::NotRelated => None,
        };
        let mut said = String::new();
        let mut done = false;
        for (own, other) in files.of(&pair.sides) {
            match write(own, other, key, why.as_deref(), names, texts, &mut said) {
                Ok(written) => done |= written,
                // One file that cannot be written is no reason to lose the rest, nor to hide what was written.
                Err(error) => said.push_str(&format!("{}\n", clean(&error.to_string()))),
            }
        }
        talk.say(&said)?;
        match key {
            RelatedKey::Related => outcome.related += usize::from(done),
            RelatedKey::NotRelated => outcome.not_related += usize::from(done),
        }
    }
    outcome.left = pairs.len() - outcome.related - outcome.not_related;
    talk.say(&counted(&outcome))?;
    Ok(outcome)
}

fn answer<I: BufRead, O: Write>(talk: &mut ReviewTalk<I, O>) -> Result<ReviewAnswer> {
    loop {
        let Some(line) = talk.ask("[r]elated, [n]ot related, [s]kip, [q]uit? ")? else { return Ok(ReviewAnswer::Quit) };
        if let Some(answer) = answer::answer(&line) {
            return Ok(answer);
        }
        talk.say(answer::HELP)?;
    }
}

/// The author's reason, perhaps empty; `None` at the end of input. An answer to the other question is no reason.
fn reason<I: BufRead, O: Write>(talk: &mut ReviewTalk<I, O>) -> Result<Option<String>> {
    loop {
        let line = talk.ask("Why, in one line for readers, or nothing: ")?;
        match &line {
            Some(line) if !line.is_empty() && answer::answer(line).is_some() => {
                talk.say("That is an answer to the question before; a reason, or nothing?\n")?;
            }
            _ => return Ok(line),
        }
    }
}

/// Adds `other` to the front matter of `own` and says what came of it; whether it stands there now.
fn write(
    own: &PairSide,
    other: &PairSide,
    key: RelatedKey,
    why: Option<&str>,
    names: &BTreeMap<String, String>,
    texts: &mut dyn Texts,
    said: &mut String,
) -> Result<bool> {
    let file = clean(&own.file);
    let Some(text) = texts.text(&own.path)? else {
        said.push_str(&format!("{file} was left as it is: it is not UTF-8\n"));
        return Ok(false);
    };
    match edit::link(&text, key, &other.id, why, names) {
        Ok(Edit::Added { text: edited, lines: (first, last) }) => {
            texts.replace(&own.path, &text, &edited)?;
            for (number, line) in edited.lines().enumerate().skip(first - 1).take(last - first + 1) {
                said.push_str(&format!("{file}:{}: {}\n", number + 1, clean(line.trim_end())));
            }
            Ok(true)
        }
        Ok(Edit::Already { line }) => {
            said.push_str(&format!("{file}:{line}: stood there already\n"));
            Ok(true)
        }
        Err(refusal) => {
            said.push_str(&format!("{file} was left as it is: {refusal}\n"));
            Ok(false)
        }
    }
}

fn shown(pair: &ReviewPair, number: usize, of: usize) -> String {
    const TITLE: Style = Style::new().bold();
    const FAINT: Style = Style::new().dimmed();
    let mut text = format!("\n{FAINT}Pair {number} of {of}{FAINT:#}\n");
    for (place, side) in pair.sides.iter().enumerate() {
        let about: Vec<String> = side.date.iter().chain([&side.file]).map(|about| clean(about)).collect();
        text.push_str(&format!("{} {TITLE}{}{TITLE:#}\n", place + 1, clean(&side.title)));
        text.push_str(&format!("  {FAINT}{}{FAINT:#}\n", about.join(" · ")));
        text.extend(side.summary.iter().map(|summary| format!("  {}\n", clean(summary))));
    }
    text.extend(pair.reasons.iter().map(|reason| format!("= {}\n", clean(reason))));
    text
}

fn counted(outcome: &Outcome) -> String {
    let Outcome { related, not_related, left } = outcome;
    format!("\n{related} related, {not_related} not related, {left} left for another time\n")
}
