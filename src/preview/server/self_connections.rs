//! Connections to ourselves, so that no other one is left waiting.
//!
//! Why. `tiny_http` reads every connection on a thread of a pool, and the thread keeps to it until the client ends it. A new connection
//! goes to a new thread only when no thread is counted as waiting; otherwise it is queued, to be taken by one that waits
//! (`TaskPool::spawn` in `util/task_pool.rs` of 0.12). A thread is counted until it has woken up. So of connections that come in one
//! burst more can be queued than there are threads to wake; and when those stay with theirs (a stream of events, a client that says
//! nothing), the rest is in the queue with nobody to take it.
//!
//! What helps is the next connection. When all threads are taken, it gets a new one, which after it turns to the queue. We are that
//! connection: we knock and go away again, without a request. Shortly after every request one knock frees what may be queued behind it;
//! if that is a stream, it is a request and the next knock follows. And since a queue may begin with clients that never ask for
//! anything, now and then we come in numbers and stay until all of us are let in: as many threads are then free at the same time, and
//! wait for 5 s (the pool's patience). They take what is queued, and are there for the next burst.

#![expect(clippy::disallowed_methods, reason = "knocks come at intervals")]

use std::net::{SocketAddr, TcpStream};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// The time between a request and the knock that follows it; one is enough for all requests in it.
const SOON: Duration = Duration::from_millis(20);

/// The time between knocks in numbers: less than the pool's patience, and as long as somebody may have to wait.
const INTERVAL: Duration = Duration::from_secs(2);

/// The same for the next [`BUSY_FOR`] times after a request.
const BUSY_INTERVAL: Duration = Duration::from_millis(200);
const BUSY_FOR: u32 = 5;

/// How many come then. Browsers open six connections to a server, and some to spare.
const NUMBER: usize = 16;

/// The time between those: a thread is counted as waiting until it has woken up.
const STEP: Duration = Duration::from_micros(500);

/// How long a connection may take; on one machine it takes less than a millisecond.
const PATIENCE: Duration = Duration::from_secs(1);

/// Whoever knocks at a server.
pub(super) struct Knocks {
    door: SocketAddr,
    is_due: Mutex<bool>,
    called: Condvar,
}

impl Knocks {
    /// Nobody knocks yet.
    pub(super) fn at(door: SocketAddr) -> Self {
        Self { door, is_due: Mutex::new(false), called: Condvar::new() }
    }

    /// Has somebody knock soon.
    pub(super) fn soon(&self) {
        *self.lock() = true;
        self.called.notify_one();
    }

    /// Knocks for as long as the process lives.
    pub(super) fn run(&self) {
        let mut busy = BUSY_FOR;
        loop {
            self.knock_in_numbers();
            let since = Instant::now();
            let interval = if busy > 0 { BUSY_INTERVAL } else { INTERVAL };
            busy = busy.saturating_sub(1);
            while self.is_called(interval.saturating_sub(since.elapsed())) {
                sleep(SOON);
                *self.lock() = false;
                self.knock();
                busy = BUSY_FOR;
            }
        }
    }

    /// Waits to be called. Says no when nobody did in all that time, and when there is none left.
    fn is_called(&self, patience: Duration) -> bool {
        let waited = self.called.wait_timeout_while(self.lock(), patience, |is_due| !*is_due);
        let (is_due, _) = waited.unwrap_or_else(PoisonError::into_inner);
        *is_due && !patience.is_zero()
    }

    fn knock_in_numbers(&self) {
        let step = |_| {
            let knock = self.knock();
            sleep(STEP);
            knock
        };
        drop((0..NUMBER).map(step).collect::<Vec<_>>());
    }

    /// A connection that lasts until it is dropped. Where there is none to be had, there is nothing to be freed either.
    fn knock(&self) -> Option<TcpStream> {
        TcpStream::connect_timeout(&self.door, PATIENCE).ok()
    }

    /// A panic in a thread that held the lock leaves a yes or a no.
    fn lock(&self) -> MutexGuard<'_, bool> {
        self.is_due.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
