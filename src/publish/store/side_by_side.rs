//! The same for each of many, a few at a time, until one of them fails.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Does `work` for all, on `most` threads at most. Of several failures the first that came up is given; what was begun then ends.
pub(crate) fn side_by_side<T: Sync, E: Send>(
    all: &[T],
    most: usize,
    work: impl Fn(&T) -> Result<(), E> + Sync,
) -> Result<(), E> {
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let first: Mutex<Option<E>> = Mutex::new(None);
    let worker = || {
        while !stopped.load(Ordering::SeqCst) {
            let Some(one) = all.get(next.fetch_add(1, Ordering::SeqCst)) else { return };
            if let Err(error) = work(one) {
                stopped.store(true, Ordering::SeqCst);
                first.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..most.min(all.len()) {
            scope.spawn(worker);
        }
    });
    first.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_done_or_the_failure_is_told() {
        let done = AtomicUsize::new(0);
        let work = |n: &usize| {
            done.fetch_add(1, Ordering::SeqCst);
            if *n == 40 { Err("forty") } else { Ok(()) }
        };
        let all: Vec<usize> = (0..30).collect();
        assert_eq!(side_by_side(&all, 4, work), Ok(()));
        assert_eq!(done.load(Ordering::SeqCst), 30);
        assert_eq!(side_by_side(&(0..100).collect::<Vec<_>>(), 4, work), Err("forty"));
        assert!(done.load(Ordering::SeqCst) < 130);
    }
}
