#![expect(clippy::disallowed_methods, reason = "reads the list of facts and the write-ups that it is about")]
//! Marked lines become keys in the front matter of their files: all those of one file at once, or none of it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::cli::doubtful::line_changes::line_changes;
use crate::cli::doubtful::marked_lines::{MarkedLine, marked_lines};
use crate::cli::exit_code::Exit;
use crate::cli::terminal::{Terminal, Verbosity};
use crate::diag::clean;
use crate::doubt::{AGAIN, Mark, with_mark};
use crate::edit::{Edit, KEYS, Reading};
use crate::error::{Error, Result};
use crate::model::Page;
use crate::output;
use crate::pipeline::Compiled;

/// What became of the marks.
#[derive(Debug, Default)]
struct Tally {
    confirmed: usize,
    corrected: usize,
    unknown: usize,
    already: usize,
    refused: usize,
}

/// Writes the marked lines of the list at `path` into their files, or shows what it would write.
pub(super) fn confirm(compiled: &Compiled, path: &Path, dry_run: bool, terminal: &Terminal) -> Result<Exit> {
    let bytes = fs::read(path).map_err(|error| Error::io("read", path, error))?;
    let list = marked_lines(&String::from_utf8_lossy(&bytes)).map_err(|number| {
        let shown = path.display();
        Error::usage(format!(
            "line {number} of `{shown}` is no line of a list of facts, so nothing was written; mend or remove it, or {AGAIN}"
        ))
    })?;
    let mut by_file: BTreeMap<&str, Vec<&MarkedLine>> = BTreeMap::new();
    for line in &list.marked {
        by_file.entry(&line.file).or_default().push(line);
    }
    let mut files = ConfirmedFiles { compiled, list: path, dry_run, terminal, tally: Tally::default() };
    for (file, mut lines) in by_file {
        lines.sort_by_key(|line| (KEYS.iter().position(|key| *key == line.fact.key), line.number));
        files.one(file, &lines)?;
    }
    files.sum_up(list.open)?;
    Ok(if files.tally.refused > 0 { Exit::Findings } else { Exit::Clean })
}

struct ConfirmedFiles<'a> {
    compiled: &'a Compiled,
    list: &'a Path,
    dry_run: bool,
    terminal: &'a Terminal,
    tally: Tally,
}

impl ConfirmedFiles<'_> {
    /// All that is marked of one file.
    fn one(&mut self, file: &str, lines: &[&MarkedLine]) -> Result<()> {
        // The list shows names without what a terminal would obey.
        let named = |page: &&std::sync::Arc<Page>| clean(&page.source.shown_path) == file;
        let Some(page) = self.compiled.site.pages.iter().find(named) else {
            return self.refuse_all(lines, &format!("no write-up of that name is published; {AGAIN}"));
        };
        let sources = self.compiled.read().sources();
        let place = sources.content_root.join(&page.source.path);
        let old = match output::current_text(&place, &page.source.text) {
            Ok(old) => old,
            Err(why) => return self.refuse_all(lines, &why),
        };
        let reading = Reading { config: &sources.config, day: self.compiled.site.day };
        let mut new = old.clone();
        let mut written = Tally::default();
        let mut good = Vec::new();
        for line in lines {
            match with_mark(page, &new, &line.fact, reading) {
                Ok(Edit::Added { text, .. }) => {
                    new = text;
                    written.count(&line.fact.mark);
                    good.push(*line);
                }
                Ok(Edit::Already { .. }) => written.already += 1,
                Err(why) => self.refuse(line, &why)?,
            }
        }
        if new != old
            && !self.dry_run
            && let Err(error) = output::rewrite(&place, &old, &new)
        {
            return self.refuse_all(&good, &error.to_string());
        }
        self.tally.add(&written);
        if self.terminal.verbosity() > Verbosity::Quiet || self.dry_run {
            self.terminal.out(&line_changes(file, &old, &new))?;
        }
        Ok(())
    }

    fn refuse_all(&mut self, lines: &[&MarkedLine], why: &str) -> Result<()> {
        lines.iter().try_for_each(|line| self.refuse(line, why))
    }

    fn refuse(&mut self, line: &MarkedLine, why: &str) -> Result<()> {
        self.tally.refused += 1;
        let (list, file, name) = (self.list.display(), clean(&line.file), line.fact.key.name());
        let list = clean(&list.to_string());
        self.terminal.out(&format!("{list}:{}: `{name}` of {file} was left as it is: {}\n", line.number, clean(why)))
    }

    fn sum_up(&self, open: usize) -> Result<()> {
        if self.terminal.verbosity() == Verbosity::Quiet {
            return Ok(());
        }
        let Tally { confirmed, corrected, unknown, already, refused } = self.tally;
        let would = if self.dry_run { "; nothing was written" } else { "" };
        let counts = [
            (confirmed, "confirmed"),
            (corrected, "corrected"),
            (unknown, "said to be unknown"),
            (already, "there already"),
            (refused, "left as they are"),
            (open, "without a mark"),
        ];
        let some = counts.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        let said = some.collect::<Vec<_>>().join(", ");
        let said = if said.is_empty() { String::from("no line is marked") } else { said };
        self.terminal.out(&format!("{said}{would}\n"))
    }
}

impl Tally {
    fn count(&mut self, mark: &Mark) {
        match mark {
            Mark::Yes => self.confirmed += 1,
            Mark::No => self.unknown += 1,
            Mark::Instead(_) => self.corrected += 1,
        }
    }

    fn add(&mut self, other: &Tally) {
        self.confirmed += other.confirmed;
        self.corrected += other.corrected;
        self.unknown += other.unknown;
        self.already += other.already;
        self.refused += other.refused;
    }
}
