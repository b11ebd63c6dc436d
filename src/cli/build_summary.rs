//! What a build did becomes its last line, and the list of a dry run.

use serde::{Deserialize, Serialize};

use crate::cli::terminal::{Later, Stream, Terminal};
use crate::diag::{self, FindingCounts};
use crate::error::Result;
use crate::output::{Summary, WriteMode};
use crate::pipeline;

/// What a build is about, whatever it had to write.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct BuildSummary {
    pub(super) pages: usize,
    /// The size of all files together.
    pub(super) bytes: u64,
    pub(super) counts: FindingCounts,
    /// How many drafts are not in it.
    pub(super) drafts: usize,
}

impl BuildSummary {
    /// Says what was built, or would be, into `out`, and how long it took.
    pub(super) fn say(
        &self,
        mode: WriteMode,
        changes: &Summary,
        out: &str,
        seconds: &str,
        terminal: &Terminal,
    ) -> Result<()> {
        let verb = if mode == WriteMode::DryRun { "would build" } else { "built" };
        let (said, size) = (self.sentence(verb, changes), pipeline::bytes(self.bytes));
        let around = [&format!("{said} in "), seconds, &format!(": {out}, {size}\n")];
        terminal.with_later(Stream::Out, Later::Seconds, around)
    }

    /// What was built, such as "built 243 pages (12 files new, 3 changed) with 5 warnings".
    fn sentence(&self, verb: &str, summary: &Summary) -> String {
        let mut changes = Vec::new();
        for (list, word) in [(&summary.added, "new"), (&summary.changed, "changed"), (&summary.removed, "removed")] {
            if !list.is_empty() {
                let noun = match (changes.is_empty(), list.len()) {
                    (true, 1) => "file ",
                    (true, _) => "files ",
                    (false, _) => "",
                };
                changes.push(format!("{} {noun}{word}", list.len()));
            }
        }
        let changes = if changes.is_empty() { String::from("nothing changed") } else { changes.join(", ") };
        let plural = |n: usize| if n == 1 { "" } else { "s" };
        let (pages, drafts, counts) = (self.pages, self.drafts, self.counts);
        let mut said = format!("{verb} {pages} page{} ({changes})", plural(pages));
        if counts.errors + counts.warnings > 0 {
            said.push_str(&format!(" with {counts}"));
        }
        if drafts > 0 {
            said.push_str(&format!(", without {drafts} draft{},", plural(drafts)));
        }
        said
    }
}

/// One line a file: `+` added, `~` changed, `-` removed.
pub(super) fn list(summary: &Summary) -> String {
    let signs = [("+", &summary.added), ("~", &summary.changed), ("-", &summary.removed)];
    let lines = signs.iter().flat_map(|(sign, list)| list.iter().map(move |a| format!("{sign} {}\n", diag::clean(a))));
    lines.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_one_clause() {
        let nothing = Summary::default();
        let one = BuildSummary { pages: 1, bytes: 0, counts: FindingCounts::default(), drafts: 0 };
        assert_eq!(one.sentence("built", &nothing), "built 1 page (nothing changed)");
        let some = |n| vec![String::from("x"); n];
        let summary = Summary { added: some(12), changed: some(3), removed: some(1), bytes: 0 };
        let counts = FindingCounts { errors: 1, warnings: 5, notes: 7 };
        let said = "built 243 pages (12 files new, 3 changed, 1 removed) with 1 error, 5 warnings, without 2 drafts,";
        assert_eq!(BuildSummary { pages: 243, bytes: 0, counts, drafts: 2 }.sentence("built", &summary), said);
    }
}
