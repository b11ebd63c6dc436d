//! Which request may render a page next: as many at once as there are cores, and of those that wait the latest first.
//!
//! So a reader waits for one page to be made and not for fifty, whoever asked for those before and perhaps reads none of them.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// The turns that there are.
pub(super) struct Turns {
    now: Mutex<TurnState>,
    changed: Condvar,
}

struct TurnState {
    free: usize,
    /// By number, in the order in which they came.
    waiting: Vec<u64>,
    next: u64,
}

/// A turn, until it is dropped.
pub(super) struct Turn<'t> {
    turns: &'t Turns,
}

impl Turns {
    /// So many turns at once.
    pub(super) fn new(count: usize) -> Self {
        Self { now: Mutex::new(TurnState { free: count, waiting: Vec::new(), next: 0 }), changed: Condvar::new() }
    }

    /// Waits for a turn.
    pub(super) fn take(&self) -> Turn<'_> {
        let mut now = self.lock();
        let own = now.next;
        now.next += 1;
        now.waiting.push(own);
        let is_others = |now: &mut TurnState| now.free == 0 || now.waiting.last() != Some(&own);
        let mut now = self.changed.wait_while(now, is_others).unwrap_or_else(PoisonError::into_inner);
        now.waiting.pop();
        now.free -= 1;
        // The next of those who wait may have a turn that is free as well.
        self.changed.notify_all();
        Turn { turns: self }
    }

    /// A panic in a thread that held the lock leaves numbers that are right.
    fn lock(&self) -> MutexGuard<'_, TurnState> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.turns.lock().free += 1;
        self.turns.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn whoever_came_last_is_the_next() {
        let turns = Turns::new(2);
        let order = Mutex::new(Vec::new());
        thread::scope(|scope| {
            let held = [turns.take(), turns.take()];
            for name in 0..4 {
                let (turns, order) = (&turns, &order);
                scope.spawn(move || {
                    let turn = turns.take();
                    order.lock().unwrap().push(name);
                    drop(turn);
                });
                while turns.lock().waiting.len() <= name {
                    thread::yield_now();
                }
            }
            let [one, other] = held;
            drop(one);
            while order.lock().unwrap().len() < 4 {
                thread::yield_now();
            }
            drop(other);
        });
        assert_eq!(*order.lock().unwrap(), [3, 2, 1, 0]);
        assert_eq!(turns.lock().free, 2);
    }

    #[test]
    fn a_turn_that_ends_in_a_panic_is_free_again() {
        let turns = Turns::new(1);
        let failed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let _turn = turns.take();
            panic!("a mistake of ours");
        }));
        assert!(failed.is_err());
        drop(turns.take());
    }
}
