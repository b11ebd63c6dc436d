//! How often a publish asks a store, held against what the guide says and computes from it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::servers::{StoreServer, config, published};
use super::site::{incident, site, text};
use super::store_proxy::{Fate, before};
use super::web_servers::GUIDE;

/// Requests of a first publish of so many files.
fn first(files: usize) -> usize {
    files + files.div_ceil(1000) + 7
}

/// Requests where nothing changed among so many objects.
fn nothing(objects: usize) -> usize {
    1 + objects.div_ceil(1000)
}

/// Requests where some files changed among so many objects, and nothing went.
fn changed(uploads: usize, objects_before: usize, objects_after: usize) -> usize {
    uploads + objects_before.div_ceil(1000) + objects_after.div_ceil(1000) + 6
}

#[test]
fn a_store_is_asked_as_often_as_the_guide_says() {
    let store = StoreServer::moto();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    let port = before(store.port, move |_, _, _| {
        count.fetch_add(1, Ordering::SeqCst);
        Fate::Through
    });
    // So long that nothing is renewed meanwhile.
    let kb = site(&config(port, "").replace("lease = \"1 s\"", "lease = \"10 min\""), 12);
    let requests = || {
        let plan = published(&kb, &[]);
        (plan["uploads"].as_array().expect("a list").len(), asked.swap(0, Ordering::SeqCst))
    };
    let (files, count) = requests();
    assert_eq!((files, count), (kb.built().files.len(), first(files)));
    assert_eq!(requests(), (0, nothing(files)));
    kb.edit(&incident(3), text(3, 12, "as it is now"));
    let (uploads, count) = requests();
    assert_eq!((uploads > 2, count), (true, changed(uploads, files, files)));
}

/// What stands in the guide about a hundred thousand write-ups, from the files of ten thousand that were counted.
#[test]
fn what_a_hundred_thousand_cost_is_computed() {
    let (files, uploads, index) = (229_340, 25_760, 25_490);
    let writes = |requests: usize, reads: usize| (requests - reads) as f64 * 0.000_005 + reads as f64 * 0.000_000_4;
    let rows = [
        ("the first", first(files), 2),
        ("nothing changed", nothing(files), 3),
        ("ten write-ups changed", changed(uploads, files, files + index), 2),
    ];
    for (publish, requests, digits) in rows {
        let row = format!("| {publish} | {} | {:.digits$} |", thousands(requests), writes(requests, 1));
        assert!(GUIDE.contains(&row), "the guide lacks: {row}");
    }
}

fn thousands(number: usize) -> String {
    let (above, below) = (number / 1000, number % 1000);
    if above == 0 { below.to_string() } else { format!("{},{below:03}", thousands(above)) }
}
