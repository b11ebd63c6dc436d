//! The newest snapshot, swapped whole, and the threads that wait for a newer one.
//!
//! The only thing in the program that changes while others read it. The lock is held while an `Arc` is copied, never while anything
//! is rendered or sent.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::preview::Snapshot;

/// Something that an open page should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Pages, or what is wrong with them, may have changed.
    Pages,
    /// Only styles of the theme have: a page need not be replaced. Addresses such as `assets/css/prose.css`.
    Styles(Vec<String>),
    /// Files that pages show have: their addresses.
    Files(Vec<String>),
    /// Scripts or templates of the theme have: a page must be loaded anew.
    Reload,
    /// Similar incidents and the search index have caught up with the pages.
    Settled,
}

/// Where snapshots are swapped.
pub struct Live {
    now: Mutex<NewestState>,
    changed: Condvar,
    /// Who is told that somebody wants to look as another audience.
    choose: Option<Box<dyn Fn(String) + Send + Sync>>,
}

struct NewestState {
    snapshot: Arc<Snapshot>,
    /// The latest events, each with the number of the revision that brought it, oldest first.
    events: VecDeque<(u64, Event)>,
    closed: bool,
}

/// Events that are kept for a browser that was away; one that was away for longer loads its page anew.
const KEPT: usize = 64;

impl Live {
    /// Begins with a snapshot.
    pub fn new(snapshot: Snapshot) -> Self {
        let now = NewestState { snapshot: Arc::new(snapshot), events: VecDeque::new(), closed: false };
        Self { now: Mutex::new(now), changed: Condvar::new(), choose: None }
    }

    /// The same, and `choose` is told the audience that somebody wants to look as.
    #[must_use]
    pub fn choosing(self, choose: impl Fn(String) + Send + Sync + 'static) -> Self {
        Self { choose: Some(Box::new(choose)), ..self }
    }

    /// Says that somebody wants to look as an audience. The pages follow when they are made.
    pub fn look_as(&self, audience: &str) {
        self.choose.iter().for_each(|choose| choose(audience.to_owned()));
    }

    /// The newest snapshot.
    pub fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.lock().snapshot)
    }

    /// Swaps in a newer snapshot and wakes whoever waits.
    pub fn swap(&self, snapshot: Snapshot, events: Vec<Event>) {
        let mut now = self.lock();
        now.events.extend(events.into_iter().map(|event| (snapshot.revision, event)));
        while now.events.len() > KEPT {
            now.events.pop_front();
        }
        let before = std::mem::replace(&mut now.snapshot, Arc::new(snapshot));
        drop(now);
        self.changed.notify_all();
        // What nobody holds any longer is freed here, after the lock.
        drop(before);
    }

    /// The events after revision `seen`, with the newest revision; empty when none came within `patience`. When events have been
    /// forgotten since, one [`Event::Reload`] stands for them.
    pub fn wait(&self, seen: u64, patience: Duration) -> (u64, Vec<Event>) {
        let now = self.lock();
        let nothing_new = |now: &mut NewestState| now.snapshot.revision <= seen && !now.closed;
        let waited = self.changed.wait_timeout_while(now, patience, nothing_new);
        let (now, _) = waited.unwrap_or_else(PoisonError::into_inner);
        let newest = now.snapshot.revision;
        if newest <= seen {
            return (newest, Vec::new());
        }
        let forgotten = now.events.front().is_none_or(|(revision, _)| *revision > seen + 1);
        let events = now.events.iter().filter(|(revision, _)| *revision > seen).map(|(_, event)| event.clone());
        (newest, if forgotten { vec![Event::Reload] } else { events.collect() })
    }

    /// A panic in a thread that held the lock leaves a whole snapshot: it is replaced in one step.
    fn lock(&self) -> std::sync::MutexGuard<'_, NewestState> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
