//! A build of files that have not changed, into folders that nobody has touched, says what it would have said, and writes nothing.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::build_summary::BuildSummary;
use crate::cli::exit_code::Exit;
use crate::cli::remembered_answers::Memory;
use crate::cli::shown_sources::ShownSources;
use crate::cli::terminal::{Said, Terminal, Verbosity};
use crate::diag;
use crate::error::Result;
use crate::load::read_regular;
use crate::output::{self, OutputOptions, Scrutiny, StandingFiles, Summary, WriteMode};
use crate::pipeline::Run;

/// The largest list of who could see what that is looked at.
const LARGEST_LOCK: u64 = 1024 * 1024 * 1024;

/// What a build said, and what it left.
#[derive(Serialize, Deserialize)]
pub(super) struct BuildAnswer {
    /// For each folder that it wrote, in their order.
    pub(super) folders: Vec<FolderAnswer>,
    /// The list of who could see what, where the site has audiences: where it stands, and its hash.
    pub(super) lock: Option<(PathBuf, [u8; 32])>,
    /// What the last of the folders shows of the sources.
    pub(super) shown: ShownSources,
    pub(super) exit: Exit,
}

/// What a build said of a folder, and what it left there.
#[derive(Serialize, Deserialize)]
pub(super) struct FolderAnswer {
    pub(super) out: PathBuf,
    /// What was said of the write-ups: findings, and what was withheld.
    pub(super) before: Vec<Said>,
    /// That there is no feed, where that is so.
    pub(super) no_feed: bool,
    /// What was read.
    pub(super) after: Vec<Said>,
    pub(super) summary: BuildSummary,
    pub(super) standing: StandingFiles,
}

/// That there is no feed, and why.
pub(super) const NO_FEED: &str =
    "there is no feed and no sitemap, and `404.html` is for the root of a host, because there is no `base_url`";

/// Says who writes to a folder.
type TellOfFolder<'a> = &'a dyn Fn(&str, &Path);

/// How the output is looked at, and what is printed besides.
pub(super) struct Look<'a> {
    /// How a folder is opened.
    pub(super) options: &'a dyn Fn(&Path) -> OutputOptions,
    pub(super) scrutiny: Scrutiny,
    /// Who is told that another build is waited for; nobody where that is refused.
    pub(super) tell: Option<TellOfFolder<'a>>,
    pub(super) timings: bool,
}

/// Says again what the same build said, if the output still stands; how it ended, and what is shown.
pub(super) fn said_again(
    memory: &Memory,
    look: &Look<'_>,
    run: &mut Run<'_>,
    terminal: &Terminal,
) -> Result<Option<(Exit, ShownSources)>> {
    let recall = || memory.recall::<BuildAnswer>().filter(has_its_lock);
    let Some(mut answer) = run.timings.stage("recall", recall, |found| (usize::from(found.is_some()), 0)) else {
        return Ok(None);
    };
    let mut is_touched = false;
    for folder in &mut answer.folders {
        let options = (look.options)(&folder.out);
        let tell = look.tell.map(|tell| |who: &str| tell(who, &options.out));
        let tell = tell.as_ref().map(|tell| tell as &dyn Fn(&str));
        let compare = || output::still_stands(&options, &folder.standing, look.scrutiny, tell);
        let Some(standing) = run.timings.stage("compare", compare, |_| (folder.standing.len(), 0))? else {
            return Ok(None);
        };
        // It was copied or restored, and is the same: the next look need not read it.
        is_touched |= standing != folder.standing;
        folder.standing = standing;
    }
    for folder in &answer.folders {
        folder.say((look.options)(&folder.out).mode, memory, look, run, terminal)?;
    }
    if is_touched {
        memory.keep_again(&answer);
    }
    Ok(Some((answer.exit, answer.shown)))
}

/// Whether the list of who could see what is as the build left it.
fn has_its_lock(answer: &BuildAnswer) -> bool {
    answer.lock.as_ref().is_none_or(|(path, then)| lock_hash(path).as_ref() == Some(then))
}

/// The hash of the list of who could see what.
pub(super) fn lock_hash(path: &Path) -> Option<[u8; 32]> {
    let (text, _) = read_regular(path, LARGEST_LOCK).ok()?;
    Some(*blake3::hash(&text).as_bytes())
}

impl FolderAnswer {
    fn say(&self, mode: WriteMode, memory: &Memory, look: &Look<'_>, run: &Run<'_>, terminal: &Terminal) -> Result<()> {
        terminal.repeat(&self.before, &|later| memory.now(later, run))?;
        if self.no_feed && terminal.verbosity() == Verbosity::Verbose {
            terminal.note(NO_FEED);
        }
        if look.timings {
            terminal.out(&format!("{}{}", run.timings.table(), memory.size()))?;
        }
        if terminal.verbosity() == Verbosity::Quiet {
            return Ok(());
        }
        if mode == WriteMode::Write {
            terminal.repeat(&self.after, &|later| memory.now(later, run))?;
        }
        let out = diag::clean(&self.out.to_string_lossy());
        self.summary.say(mode, &Summary::default(), &out, &run.timings.seconds(), terminal)
    }
}
