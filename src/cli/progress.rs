//! Work done becomes one line on a terminal, and nothing in a pipe.

use indicatif::{ProgressBar, ProgressStyle};

use crate::cli::terminal::Terminal;
use crate::pipeline::Run;

/// A progress line for `total` things of the kind `what`; invisible where nobody would see it.
pub(super) fn bar(terminal: &Terminal, what: &'static str, total: usize) -> ProgressBar {
    if !terminal.shows_progress() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(total as u64).with_prefix(what);
    match ProgressStyle::with_template("{prefix:>9} [{bar:32}] {pos}/{len}") {
        Ok(style) => bar.with_style(style.progress_chars("=> ")),
        Err(_) => bar,
    }
}

/// A run of the pipeline whose progress shows on a terminal.
pub(super) fn run<T>(terminal: &Terminal, work: impl FnOnce(&mut Run<'_>) -> T) -> T {
    let progress = |what, total| bar(terminal, what, total);
    work(&mut Run::seen_by(&progress))
}
