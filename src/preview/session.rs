//! A folder becomes a preview that goes on until it is stopped: one loop takes in what changes and swaps snapshots.
//!
//! It is the only place that swaps. Threads that watch, analyse and serve send it messages or read what it swapped.

#![expect(clippy::disallowed_methods, reason = "how long a change took is measured")]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::cache::Cache;
use crate::error::{Error, Result};
use crate::index::FilesOfIndex;
use crate::load::{Doubt, Patience};
use crate::model::Editor;
use crate::pipeline;
use crate::preview::background_analysis::{Background, BackgroundResult};
use crate::preview::snapshot_maker::{CaughtUp, snapshot};
use crate::preview::watch::{Batch, Notice, Watcher, joined, paths};
use crate::preview::{Event, FolderChange, Live, Showing, StandInProblem, Workspace};
use crate::site::Site;

/// How long a file may be gone or empty before that is believed.
const DOUBTFUL: Duration = Duration::from_millis(120);

/// How long after a batch that needed a walk everything is looked at once more.
const SECOND_LOOK: Duration = Duration::from_millis(700);

/// How often files that cannot be read, or a folder that cannot be watched, are looked at.
const LOOKS: Duration = Duration::from_secs(1);

/// What the loop tells whoever runs it.
#[derive(Debug)]
pub enum Report<'a> {
    /// Something changed and can be seen; how long it took from the first word of it.
    Changed {
        /// What was done.
        change: &'a FolderChange,
        /// What is wrong now.
        problems: &'a [StandInProblem],
        /// What was wrong before.
        problems_before: &'a [StandInProblem],
        /// From the first event to the swap.
        took: Duration,
    },
    /// Search and similar incidents have caught up.
    Settled {
        /// Since the last change.
        took: Duration,
    },
    /// Something about the machine that whoever runs it should know.
    Note(&'a str),
}

/// A preview, ready to be run.
pub struct Session {
    workspace: Workspace,
    watcher: Watcher,
    background: Arc<Background>,
    messages: Receiver<SessionMessage>,
    live: Arc<Live>,
    search: [Option<Arc<FilesOfIndex>>; 2],
    /// The revisions that the search index and the analysis are about.
    searched: Option<Arc<Site>>,
    analysed: Option<Arc<Site>>,
    editor: Editor,
    config: Option<PathBuf>,
    revision: u64,
    notes: Vec<String>,
    /// The audience that somebody wants to look as.
    chosen: Option<String>,
}

enum SessionMessage {
    Audience(String),
    Disk(Notice),
    Found(BackgroundResult),
}

impl Session {
    /// Reads the site, begins to watch it, and leaves it to be analysed. The first page can be served when this returns.
    ///
    /// # Errors
    /// As [`Workspace::open`]; and when threads cannot be started.
    pub fn open(showing: Showing, cache: Option<Cache>) -> Result<Self> {
        let config = showing.load.config.clone();
        let (send, messages) = mpsc::channel();
        let (notices, choices) = (send.clone(), send.clone());
        // A send fails only when the session is over.
        let (watcher, refused) = Watcher::new(move |notice| drop(notices.send(SessionMessage::Disk(notice))));
        let background = Background::start(move |found| send.send(SessionMessage::Found(found)).is_ok())?;
        let mut workspace = Workspace::open_with(showing, cache)?;
        count(&mut workspace);
        let editor = workspace.editor();
        let first = snapshot(&workspace, 1, [None, None], &editor, CaughtUp::default());
        let mut session = Self {
            background,
            messages,
            live: Arc::new(Live::new(first).choosing(move |name| drop(choices.send(SessionMessage::Audience(name))))),
            search: [None, None],
            searched: None,
            analysed: None,
            config,
            revision: 1,
            notes: refused.into_iter().collect(),
            chosen: None,
            workspace,
            watcher,
            editor,
        };
        session.follow();
        session.background.leave(Arc::clone(session.workspace.views()));
        Ok(session)
    }

    /// How many pages there are, in words: `1,204 incidents and 85 other pages`.
    pub fn pages(&self) -> String {
        let site = self.workspace.views().site();
        let incidents = site.links.newest_first.len();
        let word = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        match (incidents, site.pages.len() - incidents) {
            (incidents, 0) => word(incidents, "incident"),
            (0, pages) => word(pages, "page"),
            (incidents, pages) => format!("{} and {}", word(incidents, "incident"), word(pages, "other page")),
        }
    }

    /// Where the snapshots are.
    pub fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live)
    }

    /// Goes on until the process ends; calls `report` with whatever happens.
    ///
    /// # Errors
    /// When the site's folder is gone for good.
    pub fn run(mut self, mut report: impl FnMut(&Report<'_>)) -> Result<()> {
        // What happened between the first reading and the first watch.
        let mut look = Some(Instant::now());
        let mut last_change = Instant::now();
        loop {
            for note in std::mem::take(&mut self.notes) {
                report(&Report::Note(&note));
            }
            if let Some(name) = self.chosen.take() {
                self.look_as(&name);
            }
            let idle = self.workspace.is_waiting() || !self.watcher.is_told(&self.workspace.sources().root);
            let until = look.map(|at| at.saturating_duration_since(Instant::now())).or(idle.then_some(LOOKS));
            let message = match until {
                Some(patience) => self.messages.recv_timeout(patience),
                None => self.messages.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match message {
                Ok(SessionMessage::Disk(notice)) => {
                    let begun = Instant::now();
                    let (doubt, found) = self.batch(notice);
                    for found in found {
                        self.take(found, last_change, &mut report);
                    }
                    let Some(doubt) = doubt else { continue };
                    if self.refresh(doubt, begun, &mut report)? {
                        look = Some(Instant::now() + SECOND_LOOK);
                    }
                    last_change = Instant::now();
                }
                Ok(SessionMessage::Found(found)) => self.take(found, last_change, &mut report),
                Ok(SessionMessage::Audience(name)) => self.chosen = Some(name),
                Err(RecvTimeoutError::Timeout) => {
                    look = None;
                    self.refresh(Doubt::Everything(std::collections::BTreeSet::new()), Instant::now(), &mut report)?;
                }
                Err(RecvTimeoutError::Disconnected) => return Err(Error::environment("the preview lost its threads")),
            }
        }
    }

    /// Shows the site as another audience sees it. What was found out for the one before is forgotten: it was not for this one.
    fn look_as(&mut self, name: &str) {
        if !self.workspace.look_as(name) {
            return;
        }
        (self.search, self.searched, self.analysed) = ([None, None], None, None);
        count(&mut self.workspace);
        self.swap(vec![Event::Pages]);
        self.background.leave(Arc::clone(self.workspace.views()));
    }

    /// What a notice and those that follow it put in doubt, and what was found out meanwhile.
    fn batch(&mut self, notice: Notice) -> (Option<Doubt>, Vec<BackgroundResult>) {
        let mut found = Vec::new();
        let mut batch = Batch::beginning(notice);
        let is_notice = |message| match message {
            SessionMessage::Disk(notice) => Ok(notice),
            other => Err(other),
        };
        let chosen = &mut self.chosen;
        batch.gather(&self.messages, is_notice, |message| match message {
            SessionMessage::Found(other) => found.push(other),
            SessionMessage::Audience(name) => *chosen = Some(name),
            SessionMessage::Disk(_) => {}
        });
        self.watcher.doubt(&batch);
        (batch.doubt(), found)
    }

    /// Takes in what is in doubt. Whether it needed a walk, so that another look is due.
    fn refresh(&mut self, doubt: Doubt, begun: Instant, report: &mut impl FnMut(&Report<'_>)) -> Result<bool> {
        let before = self.workspace.problems();
        let change = match self.workspace.refresh(&doubt, Patience::Wait)? {
            Ok(change) => change,
            Err(_) => {
                std::thread::sleep(DOUBTFUL);
                let mut doubt = doubt;
                if let Ok(message) = self.messages.try_recv() {
                    match message {
                        SessionMessage::Disk(notice) => {
                            let (more, found) = self.batch(notice);
                            doubt = joined(doubt, more);
                            for found in found {
                                self.take(found, begun, report);
                            }
                        }
                        SessionMessage::Found(found) => self.take(found, begun, report),
                        SessionMessage::Audience(name) => self.chosen = Some(name),
                    }
                }
                match self.workspace.refresh(&doubt, Patience::Believe)? {
                    Ok(change) => change,
                    Err(_) => {
                        // Gone between two looks: the folder tells.
                        let everything = Doubt::Everything(paths(doubt));
                        self.workspace.refresh(&everything, Patience::Believe)?.unwrap_or_default()
                    }
                }
            }
        };
        let walked = self.follow() || change.walked;
        if change.events.is_empty() {
            return Ok(walked);
        }
        self.editor = self.workspace.editor();
        self.swap(change.events.clone());
        if change.is_of_pages() {
            self.background.leave(Arc::clone(self.workspace.views()));
        }
        let problems = self.workspace.problems();
        let took = begun.elapsed();
        report(&Report::Changed { change: &change, problems: &problems, problems_before: &before, took });
        Ok(walked)
    }

    /// Watches the folders that are read now. Whether any of them is new.
    fn follow(&mut self) -> bool {
        match self.watcher.follow(self.workspace.sources(), self.config.as_deref()) {
            Ok(new) => new,
            Err(refused) => {
                self.notes.push(format!("{refused}; the files are looked at once a second instead"));
                false
            }
        }
    }

    /// Takes in what the background found out.
    fn take(&mut self, found: BackgroundResult, last_change: Instant, report: &mut impl FnMut(&Report<'_>)) {
        match found {
            BackgroundResult::Search(files, of) => {
                let before = self.search[0].take();
                self.search = [Some(files), before];
                self.searched = Some(of);
            }
            BackgroundResult::Analysis(analysis, of) => {
                self.workspace.analysed(&analysis, &of);
                self.analysed = Some(of);
            }
            BackgroundResult::Failed(error) => {
                self.notes.push(format!("the search index could not be made: {error}"));
                return;
            }
        }
        self.swap(vec![Event::Settled]);
        if self.known().is_all() {
            report(&Report::Settled { took: last_change.elapsed() });
        }
    }

    /// Whether search and analysis are about what is shown.
    fn known(&self) -> CaughtUp {
        let site = self.workspace.views().site();
        let is_of = |of: &Option<Arc<Site>>| of.as_ref().is_some_and(|of| of.says_the_same(site));
        CaughtUp { searched: is_of(&self.searched), analysed: is_of(&self.analysed) }
    }

    fn swap(&mut self, events: Vec<Event>) {
        self.revision += 1;
        let next = snapshot(&self.workspace, self.revision, self.search.clone(), &self.editor, self.known());
        self.live.swap(next, events);
    }
}

/// Counts what can be counted, so that the first page already leads to the trends and the follow-ups.
fn count(workspace: &mut Workspace) {
    let site = Arc::clone(workspace.views().site());
    workspace.analysed(&pipeline::counted(&site), &site);
}
