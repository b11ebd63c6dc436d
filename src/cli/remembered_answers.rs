#![expect(clippy::disallowed_methods, reason = "cli reads the clock")]
//! A command that is asked the same of the same files says again what it said before, without reading what they mean.
//!
//! What was said is kept sealed with the hash of everything that was read (see [`crate::cache`]), so that it opens only where all of
//! it is the same. Where anything is in doubt, nothing is remembered.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use jiff::civil::Date;
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::cache::{Cache, CacheFolder, Enters, Key, Program};
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::progress;
use crate::cli::terminal::{Later, Said, Terminal};
use crate::error::Result;
use crate::load::{self, InputsSeen};
use crate::output;
use crate::pipeline::{CompileInputs, Entered, Run, bytes, is_same_on};
use crate::site::{Day, PublicationOptions};

/// The number of the form in which answers are kept.
const FORM: u32 = 1;

/// The longest that is kept: what a build of some hundred thousand write-ups left is a list of a million files.
const LONGEST: usize = 128 * 1024 * 1024;

/// By how much the clock of a file system may lag behind.
const LAG: Duration = Duration::from_millis(50);

/// Where answers to one question are kept, and the files that it is asked of.
pub(super) struct Memory {
    folder: CacheFolder,
    question: Key,
    seen: InputsSeen,
    day: Date,
    /// Before this nobody can have touched a file and left no trace.
    before: Option<SystemTime>,
    /// The hashes of files that were touched since, and are no write-ups, as they were when this run began.
    fresh: BTreeMap<String, [u8; 32]>,
    /// What else the answer that was recalled depends on.
    recalled: OnceLock<Dependencies>,
}

/// What else must be the same for an answer to be the right one.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Dependencies {
    /// Files that are no write-ups, and the hash of each.
    files: Vec<(String, [u8; 32])>,
    day: Date,
    turning_days: Vec<Date>,
}

/// What a command said that does nothing else.
#[derive(Serialize, Deserialize)]
struct Answer {
    said: Vec<Said>,
    exit: Exit,
}

/// Where a command that goes on keeps what it makes of single files; `None` where it cannot, or shall not.
pub(super) fn cache_of(global: &Global, inputs: &CompileInputs) -> Option<Cache> {
    let root = inputs.load.dir.canonicalize().ok().filter(|_| !global.no_cache)?;
    Some(Cache {
        folder: CacheFolder::of(&root, output::absolute(&inputs.load.out).ok().as_deref())?,
        program: Program::running()?,
    })
}

/// Runs a command that only reads, or says again what it said. `asked` is the command with all its options.
pub(super) fn answered(
    global: &Global,
    inputs: &CompileInputs,
    asked: &str,
    terminal: &Terminal,
    work: impl FnOnce(&mut Run<'_>) -> Result<Exit>,
) -> Result<Exit> {
    progress::run(terminal, |run| {
        let Some(memory) = Memory::open(global, inputs, asked, terminal, run) else { return work(run) };
        if let Some(Answer { said, exit }) = memory.recall() {
            terminal.repeat(&said, &|later| memory.now(later, run))?;
            return Ok(exit);
        }
        terminal.record();
        let exit = work(run);
        let said = terminal.take_record();
        if let Ok(exit) = exit {
            memory.keep(run.entered.as_ref(), &Answer { said, exit });
        }
        exit
    })
}

impl Memory {
    /// Looks at the files that a question is about; `None` where nothing can or shall be kept.
    pub(super) fn open(
        global: &Global,
        inputs: &CompileInputs,
        asked: &str,
        terminal: &Terminal,
        run: &mut Run<'_>,
    ) -> Option<Self> {
        if global.no_cache {
            return None;
        }
        let before = SystemTime::now().checked_sub(LAG);
        let root = inputs.load.dir.canonicalize().ok()?;
        let out = &inputs.load.out;
        let out = (!out.as_os_str().is_empty()).then(|| output::absolute(out)).transpose().ok()?;
        let look = || rayon::join(Program::running, || load::inputs(&inputs.load).ok());
        let (program, seen) =
            run.timings.stage("look", look, |(_, seen)| (seen.as_ref().map_or(0, |seen| seen.files), 0));
        let (program, seen) = (program?, seen?);
        let folder = CacheFolder::of(&root, out.as_deref())?;
        run.cache = Some(Cache { folder: folder.clone(), program: program.clone() });
        // The day is looked at when the answer is: for most sites one is as good as another.
        let day = match inputs.site.day {
            Day::Given(_) => inputs.site.day,
            Day::Of(_) => Day::Given(Date::ZERO),
        };
        let shown_to = format!("{:?}", PublicationOptions { day, ..inputs.site.clone() });
        let here = std::env::current_dir().ok()?;
        let question = format!("{asked} {here:?} {:?} {:?} {}", inputs.load, terminal.verbosity(), terminal.width());
        let kind = ("answer", FORM);
        let enters = Enters { program: &program, kind, configuration: None, shown_to: &shown_to, question: &question };
        let question = enters.key(&[]);
        let day = inputs.site.day.at(&seen.zone);
        let is_fresh = |file: &Path| file.metadata().is_ok_and(|metadata| !is_before(changed(&metadata), before));
        let fresh = seen.assets.par_iter().filter(|(_, file)| is_fresh(file));
        let fresh = fresh.filter_map(|(path, file)| Some((path.clone(), hash(file)?.0))).collect();
        Some(Self { folder, question, seen, day, before, fresh, recalled: OnceLock::new() })
    }

    /// What was answered before, if it is right now.
    pub(super) fn recall<T: DeserializeOwned>(&self) -> Option<T> {
        let bytes = self.folder.answer(&self.question, self.seen.hash.as_bytes())?;
        let (depends, answer): (Dependencies, T) = postcard::from_bytes(&bytes).ok()?;
        let Dependencies { files, day, turning_days } = &depends;
        let is_same = |(path, then): &(String, [u8; 32])| {
            self.seen.assets.get(path).and_then(|file| hash(file)).is_some_and(|(now, _)| now == *then)
        };
        let is_right = is_same_on(turning_days, *day, self.day) && files.par_iter().all(is_same);
        // An answer is recalled once.
        let _ = self.recalled.set(depends);
        is_right.then_some(answer)
    }

    /// Keeps an answer that was given of what `entered`, unless a file changed meanwhile.
    pub(super) fn keep<T: Serialize>(&self, entered: Option<&Entered>, answer: &T) {
        let Some(Entered { inputs, files, day, turning_days }) = entered else { return };
        // It is the content that was looked at: nobody touched the file, or it is now what it was then.
        let one = |(path, file): &(String, PathBuf)| {
            let (now, changed) = hash(file)?;
            let is_same = is_before(changed, self.before) || self.fresh.get(path) == Some(&now);
            is_same.then(|| (path.clone(), now))
        };
        let Some(files) = files.par_iter().map(one).collect() else { return };
        self.put(inputs.as_bytes(), &Dependencies { files, day: *day, turning_days: turning_days.clone() }, answer);
    }

    /// Keeps the answer that was recalled, of which something has changed that is not said.
    pub(super) fn keep_again<T: Serialize>(&self, answer: &T) {
        if let Some(depends) = self.recalled.get() {
            self.put(self.seen.hash.as_bytes(), depends, answer);
        }
    }

    fn put<T: Serialize>(&self, inputs: &Key, depends: &Dependencies, answer: &T) {
        if let Ok(bytes) = postcard::to_stdvec(&(depends, answer))
            && bytes.len() <= LONGEST
        {
            self.folder.keep_answer(&self.question, inputs, &bytes);
        }
    }

    /// What is another each time.
    pub(super) fn now(&self, later: Later, run: &Run<'_>) -> String {
        match later {
            Later::Seconds => run.timings.seconds(),
            Later::Day => self.day.to_string(),
        }
    }

    /// Where it is, and how large.
    pub(super) fn size(&self) -> String {
        format!("cache: {} in {}\n", bytes(self.folder.size()), self.folder.path().display())
    }
}

/// The hash of a file, and when it was last touched.
fn hash(file: &Path) -> Option<([u8; 32], Option<SystemTime>)> {
    let (mut from, metadata) = load::open_regular(file).ok()?;
    let mut hasher = blake3::Hasher::new();
    std::io::copy(&mut from, &mut hasher).ok()?;
    Some((*hasher.finalize().as_bytes(), changed(&metadata)))
}

/// Whether both are known, and the one is before the other.
fn is_before(at: Option<SystemTime>, other: Option<SystemTime>) -> bool {
    matches!((at, other), (Some(at), Some(other)) if at < other)
}

/// When a file was last written, renamed or replaced.
#[cfg(unix)]
fn changed(metadata: &std::fs::Metadata) -> Option<SystemTime> {
    use std::os::unix::fs::MetadataExt;
    let since = Duration::new(u64::try_from(metadata.ctime()).ok()?, u32::try_from(metadata.ctime_nsec()).ok()?);
    Some(metadata.modified().ok()?.max(SystemTime::UNIX_EPOCH + since))
}

#[cfg(not(unix))]
fn changed(metadata: &std::fs::Metadata) -> Option<SystemTime> {
    metadata.modified().ok()
}
