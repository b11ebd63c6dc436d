//! A reader who follows every link, begun before a publish and ended after it, on pages opened long ago too.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

/// How a reader gets a file: its bytes, or nothing where there is none.
pub(super) type Fetch<'a> = &'a (dyn Fn(&str) -> Option<Vec<u8>> + Sync);

/// What a reader met.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// How many files were opened.
    pub(super) opened: usize,
    /// Links that led nowhere: from, to.
    pub(super) broken: BTreeSet<(String, String)>,
}

/// Walks through the whole site from its front page, again and again until `ended`, and keeps the links of all pages it ever opened.
pub(super) fn walk(fetch: Fetch<'_>, ended: &AtomicBool) -> Walk {
    let mut walk = Walk::default();
    let mut remembered: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    loop {
        let last = ended.load(Ordering::SeqCst);
        round(fetch, &mut walk, &mut remembered);
        // Links of pages that were opened in earlier rounds are followed again.
        for (from, links) in &remembered {
            for to in links {
                walk.opened += 1;
                if fetch(to).is_none() {
                    walk.broken.insert((from.clone(), to.clone()));
                }
            }
        }
        if last {
            return walk;
        }
    }
}

fn round(fetch: Fetch<'_>, walk: &mut Walk, remembered: &mut BTreeMap<String, BTreeSet<String>>) {
    let mut open = vec![(String::from("a bookmark"), String::from("index.html"))];
    let mut seen = BTreeSet::new();
    while let Some((from, address)) = open.pop() {
        if !seen.insert(address.clone()) {
            continue;
        }
        walk.opened += 1;
        let Some(bytes) = fetch(&address) else {
            walk.broken.insert((from, address));
            continue;
        };
        let links = if address.ends_with(".html") {
            links(&address, &String::from_utf8_lossy(&bytes))
        } else {
            BTreeSet::new()
        };
        open.extend(links.iter().map(|to| (address.clone(), to.clone())));
        remembered.entry(address).or_default().extend(links);
    }
}

/// The addresses that a page names: links, pictures, styles and scripts.
pub(super) fn links(address: &str, html: &str) -> BTreeSet<String> {
    let named = ["href=\"", "src=\"", "data-engine=\""]
        .iter()
        .flat_map(|attribute| html.split(attribute).skip(1).filter_map(|rest| rest.split('"').next()));
    let inside = named.filter_map(|target| {
        let path = target.split(['#', '?']).next().unwrap_or_default();
        (!path.is_empty() && !path.contains(':')).then(|| resolved(address, path))
    });
    inside.collect()
}

fn resolved(address: &str, path: &str) -> String {
    let mut parts: Vec<&str> = address.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// Every address that can be reached from the front page, and those that cannot be opened.
pub(super) fn once(fetch: Fetch<'_>) -> Walk {
    walk(fetch, &AtomicBool::new(true))
}
