//! The newest revision of the site becomes a search index and an analysis, on a thread in the background.
//!
//! One thread and a small pool of its own work beside the one that answers edits. Whatever comes meanwhile waits for the next round, and
//! only the newest of it: an edit a second does not pile up.

#![expect(clippy::disallowed_methods, reason = "it waits by the clock until typing pauses")]

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::analyse::Analysis;
use crate::error::{Error, Result};
use crate::index::FilesOfIndex;
use crate::pipeline;
use crate::site::Site;
use crate::views::Views;

/// A pause in typing, after which it is worth beginning.
const PAUSE: Duration = Duration::from_millis(200);

/// Whoever never pauses is not kept waiting for longer.
const LONGEST: Duration = Duration::from_millis(1500);

/// What was found out about a revision.
pub(super) enum BackgroundResult {
    /// The search index.
    Search(Arc<FilesOfIndex>, Arc<Site>),
    /// What is like what, and what can be counted.
    Analysis(Arc<Analysis>, Arc<Site>),
    /// It could not be: the search stays as it was.
    Failed(Error),
}

/// Where the newest revision waits to be worked on.
pub(super) struct Background {
    newest: Mutex<Option<Arc<Views>>>,
    came: Condvar,
}

impl Background {
    /// Starts the thread. What it finds goes through `found`, which says whether anybody still listens.
    ///
    /// # Errors
    /// When threads cannot be started.
    pub(super) fn start(found: impl Fn(BackgroundResult) -> bool + Send + Sync + 'static) -> Result<Arc<Self>> {
        let background = Arc::new(Self { newest: Mutex::new(None), came: Condvar::new() });
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(cores.saturating_sub(1).max(1))
            .thread_name(|at| format!("background-{at}"))
            .build()
            .map_err(|e| Error::environment(format!("could not start threads: {e}")))?;
        let own = Arc::clone(&background);
        let work = move || {
            loop {
                let views = own.next();
                let site = Arc::clone(views.site());
                let search = pool.install(|| pipeline::search(&views));
                let message = match search {
                    Ok(files) => BackgroundResult::Search(Arc::new(files), Arc::clone(&site)),
                    Err(error) => BackgroundResult::Failed(error),
                };
                drop(views);
                if !found(message) {
                    return;
                }
                let analysis = pool.install(|| pipeline::analyse(&site));
                if !found(BackgroundResult::Analysis(analysis, site)) {
                    return;
                }
            }
        };
        let thread = std::thread::Builder::new().name(String::from("background")).spawn(work);
        thread.map_err(|e| Error::environment(format!("could not start a thread: {e}")))?;
        Ok(background)
    }

    /// Leaves a revision to be worked on; one that still waits is forgotten.
    pub(super) fn leave(&self, views: Arc<Views>) {
        *self.newest.lock().unwrap_or_else(PoisonError::into_inner) = Some(views);
        self.came.notify_one();
    }

    /// The newest revision, once no newer one has come for a moment.
    fn next(&self) -> Arc<Views> {
        let lock = self.newest.lock().unwrap_or_else(PoisonError::into_inner);
        let mut waiting = self.came.wait_while(lock, |newest| newest.is_none()).unwrap_or_else(PoisonError::into_inner);
        let begun = Instant::now();
        let mut newest = waiting.take();
        while begun.elapsed() < LONGEST {
            let waited = self.came.wait_timeout_while(waiting, PAUSE, |newer| newer.is_none());
            let (lock, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
            waiting = lock;
            if timeout.timed_out() {
                break;
            }
            newest = waiting.take().or(newest);
        }
        newest.expect("somebody left a revision")
    }
}
