//! A build of files that have not changed, into a folder that nobody has touched, says what it would have said, and writes nothing.

use serde::{Deserialize, Serialize};

use crate::cli::build_summary::BuildSummary;
use crate::cli::exit_code::Exit;
use crate::cli::remembered_answers::Memory;
use crate::cli::terminal::{Said, Terminal, Verbosity};
use crate::diag;
use crate::error::Result;
use crate::output::{self, OutputOptions, Scrutiny, StandingFiles, Summary, WriteMode};
use crate::pipeline::Run;

/// What a build said, and what it left.
#[derive(Serialize, Deserialize)]
pub(super) struct BuildAnswer {
    /// What was said of the write-ups: findings, and what was withheld.
    pub(super) before: Vec<Said>,
    /// That there is no feed, where that is so.
    pub(super) no_feed: bool,
    /// What was read.
    pub(super) after: Vec<Said>,
    pub(super) summary: BuildSummary,
    pub(super) exit: Exit,
    pub(super) standing: StandingFiles,
}

/// That there is no feed, and why.
pub(super) const NO_FEED: &str =
    "there is no feed and no sitemap, and `404.html` is for the root of a host, because there is no `base_url`";

/// How the output is looked at, and what is printed besides.
pub(super) struct Look<'a> {
    pub(super) options: &'a OutputOptions,
    pub(super) scrutiny: Scrutiny,
    /// Who is told that another build is waited for; nobody where that is refused.
    pub(super) tell: Option<&'a dyn Fn(&str)>,
    pub(super) timings: bool,
}

/// Says again what the same build said, if the output still stands; how it ended.
pub(super) fn said_again(
    memory: &Memory,
    look: &Look<'_>,
    run: &mut Run<'_>,
    terminal: &Terminal,
) -> Result<Option<Exit>> {
    let recall = || memory.recall::<BuildAnswer>();
    let Some(mut answer) = run.timings.stage("recall", recall, |found| (usize::from(found.is_some()), 0)) else {
        return Ok(None);
    };
    let compare = || output::still_stands(look.options, &answer.standing, look.scrutiny, look.tell);
    let standing = run.timings.stage("compare", compare, |_| (answer.standing.len(), 0))?;
    let Some(standing) = standing else { return Ok(None) };
    terminal.repeat(&answer.before, &|later| memory.now(later, run))?;
    if answer.no_feed && terminal.verbosity() == Verbosity::Verbose {
        terminal.note(NO_FEED);
    }
    if look.timings {
        terminal.out(&format!("{}{}", run.timings.table(), memory.size()))?;
    }
    let mode = look.options.mode;
    if terminal.verbosity() > Verbosity::Quiet {
        if mode == WriteMode::Write {
            terminal.repeat(&answer.after, &|later| memory.now(later, run))?;
        }
        let out = diag::clean(&look.options.out.to_string_lossy());
        answer.summary.say(mode, &Summary::default(), &out, &run.timings.seconds(), terminal)?;
    }
    let exit = answer.exit;
    if standing != answer.standing {
        // It was copied or restored, and is the same: the next look need not read it.
        answer.standing = standing;
        memory.keep_again(&answer);
    }
    Ok(Some(exit))
}
