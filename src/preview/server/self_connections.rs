//! Short connections of the preview to its own port keep other connections from waiting in a queue that no thread reads.
//!
//! Why they are needed: `tiny_http` reads every connection on a thread of a pool, and the thread keeps to it until the client ends it. A
//! new connection goes to a new thread only when no thread is counted as waiting; otherwise it is queued for one that waits
//! (`TaskPool::spawn` in `util/task_pool.rs` of 0.12). A thread is counted as waiting until it has woken up. So of connections that come
//! in one burst more can be queued than there are threads to wake; and when those threads stay with their clients (a stream of events, a
//! client that says nothing), nobody takes the rest from the queue.
//!
//! What helps is one more connection. When all threads are taken, it gets a new thread, which then turns to the queue. So shortly after
//! every request the preview connects to itself, sends nothing and closes the connection, which frees what may be queued behind that
//! request. And since a queue may begin with clients that never ask for anything, now and then it opens several connections at once and
//! closes them together: as many threads are then free at the same time, and wait for 5 s (the pool's patience) for what is queued
//! or comes in the next burst.

#![expect(clippy::disallowed_methods, reason = "the connections are made at intervals")]

use std::net::{SocketAddr, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The time between a request and the connection that follows it; one is enough for all requests in that time.
const SOON: Duration = Duration::from_millis(20);

/// The time between bursts: less than the pool's patience, and the longest that a client may have to wait.
const INTERVAL: Duration = Duration::from_secs(2);

/// The same for the next [`BUSY_FOR`] times after a request.
const BUSY_INTERVAL: Duration = Duration::from_millis(200);
const BUSY_FOR: u32 = 5;

/// The connections of a burst: browsers open six to a server; and some to spare.
const BURST: usize = 16;

/// The time between the connections of a burst: a thread is counted as waiting until it has woken up.
const STEP: Duration = Duration::from_micros(500);

/// How long a connection may take; on one machine it takes less than a millisecond.
const PATIENCE: Duration = Duration::from_secs(1);

/// Makes the connections to one server.
pub(super) struct SelfConnections {
    server: SocketAddr,
    /// Whether a request has come since the last connection.
    is_due: Mutex<bool>,
    requested: Condvar,
}

impl SelfConnections {
    /// To the server at `server`; none is made before [`SelfConnections::run`].
    pub(super) fn to(server: SocketAddr) -> Self {
        Self { server, is_due: Mutex::new(false), requested: Condvar::new() }
    }

    /// Says that a request has come, so that a connection follows it within [`SOON`].
    pub(super) fn request_came(&self) {
        *self.lock() = true;
        self.requested.notify_one();
    }

    /// Makes connections for as long as the process lives.
    pub(super) fn run(&self) {
        let mut busy = BUSY_FOR;
        loop {
            self.connect_in_a_burst();
            let since = Instant::now();
            let interval = if busy > 0 { BUSY_INTERVAL } else { INTERVAL };
            busy = busy.saturating_sub(1);
            while self.is_due_within(interval.saturating_sub(since.elapsed())) {
                sleep(SOON);
                *self.lock() = false;
                self.connect();
                busy = BUSY_FOR;
            }
        }
    }

    /// Waits for a request. `false` when none came within `patience`, and when that is over already.
    fn is_due_within(&self, patience: Duration) -> bool {
        let waited = self.requested.wait_timeout_while(self.lock(), patience, |is_due| !*is_due);
        let (is_due, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *is_due && !patience.is_zero()
    }

    fn connect_in_a_burst(&self) {
        let step = |_| {
            let connection = self.connect();
            sleep(STEP);
            connection
        };
        drop((0..BURST).map(step).collect::<Vec<_>>());
    }

    /// A connection that lasts until it is dropped. Where there is none to be had, there is nothing to be freed either.
    fn connect(&self) -> Option<TcpStream> {
        TcpStream::connect_timeout(&self.server, PATIENCE).ok()
    }

    /// A panic in a thread that held the lock leaves a yes or a no.
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.is_due.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
