//! A request becomes an answer, by the snapshot that is the newest when it comes.
//!
//! Parameters of a page are for its scripts and are not looked at here.

#![expect(clippy::disallowed_methods, reason = "a request waits for the search index, but not for ever")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::Serving;
use super::address::{address, decoded};
use super::answer::{Answer, Body};
use super::asked::Asked;
use super::guard::{self, Purpose};
use super::injection::{from_the_top, injected};
use super::{files, own};
use crate::preview::{Live, Snapshot};
use crate::render::{Content, Output};

/// How long a request waits for the first search index.
const PATIENCE: Duration = Duration::from_secs(20);

const HTML: &str = "text/html; charset=utf-8";

/// Answers a request.
pub(super) fn respond(serving: &Serving, asked: &Asked) -> Answer {
    let path = decoded(asked.path());
    let own = path.as_deref().and_then(|path| path.strip_prefix(".casebook/"));
    let purpose = if own.is_some() { Purpose::Own } else { Purpose::Site };
    if let Err(refusal) = guard::admit(asked, serving.bound, purpose) {
        return refusal;
    }
    match (own, &path) {
        (Some(name), _) => own::respond(serving, asked, name),
        (None, Some(path)) => site(&serving.live, asked, path),
        (None, None) => Answer::plain(400, "This address is not percent-encoded UTF-8."),
    }
}

/// The file of the site at a decoded path.
fn site(live: &Live, asked: &Asked, path: &str) -> Answer {
    let mut snapshot = live.now();
    let Some(address) = address(path) else { return not_found(&snapshot, path) };
    let address = placed(&snapshot, address);
    if address.starts_with("search/") {
        snapshot = with_search(live);
        if let Some(bytes) = snapshot.search_file(&address) {
            return files::bytes(asked, &address, bytes);
        }
    }
    match snapshot.render(&address).map(|Output { content, .. }| content) {
        Some(Content::Bytes(html)) if address.ends_with(".html") => page(200, injected(html, snapshot.revision)),
        Some(Content::Bytes(bytes)) => files::bytes(asked, &address, bytes),
        Some(Content::File(file)) => {
            files::on_disk(asked, &address, &file).unwrap_or_else(|| not_found(&snapshot, path))
        }
        // Browsers ask for it unasked, and say in the console when there is none.
        None if address == "favicon.ico" => Answer::new(204, "image/x-icon", "no-store", Body::Bytes(Vec::new())),
        None if snapshot.views.route(&format!("{address}/index.html")).is_some() => folder(asked),
        None => not_found(&snapshot, path),
    }
}

fn page(status: u16, html: Vec<u8>) -> Answer {
    Answer::new(status, HTML, "no-store", Body::Bytes(html))
}

/// The address without the folder of the configured `base_url`, unless the site has such a folder: links of the not-found page, which
/// is shown at any depth, begin with it.
fn placed(snapshot: &Snapshot, address: String) -> String {
    let base =
        snapshot.views.site().config.base_url.as_deref().and_then(|url| url.split_once("://")?.1.split_once('/'));
    let below = |base: &str| address.strip_prefix(base.trim_matches('/'))?.strip_prefix('/').map(str::to_owned);
    match base.and_then(|(_, base)| below(base)) {
        Some(below) if snapshot.views.route(&address).is_none() => below,
        _ => address,
    }
}

/// The newest snapshot, when there is time the first that has a search index.
fn with_search(live: &Live) -> Arc<Snapshot> {
    let begun = Instant::now();
    loop {
        let snapshot = live.now();
        let left = PATIENCE.saturating_sub(begun.elapsed());
        if snapshot.search.is_some() || left.is_zero() {
            return snapshot;
        }
        live.wait(snapshot.revision, left);
    }
}

/// Leads to a folder with the `/` that its page's links are relative to. The path is sent back as it came: it names a folder of the
/// site, so it is no other site's.
fn folder(asked: &Asked) -> Answer {
    let query = asked.target.strip_prefix(asked.path()).unwrap_or_default();
    Answer::plain(302, "This is a folder.").with("Location", format!("{}/{query}", asked.path()))
}

/// The site's own page for what is not there.
fn not_found(snapshot: &Snapshot, path: &str) -> Answer {
    let Some(Output { content: Content::Bytes(html), .. }) = snapshot.render("404.html") else {
        return Answer::plain(404, "There is no page here.");
    };
    let is_deep = path.contains('/') && snapshot.views.site().config.base_url.is_none();
    let html = if is_deep { from_the_top(html) } else { html };
    page(404, injected(html, snapshot.revision))
}
