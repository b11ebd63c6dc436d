//! A request for a page or a file of the site becomes a response, by the snapshot that is the newest when it comes.
//!
//! Parameters of a page are for its scripts and are not looked at here.

#![expect(clippy::disallowed_methods, reason = "a request waits for what is being worked out, but not for ever")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::Serving;
use super::access_guard::{self, RequestPurpose};
use super::request::PreviewRequest;
use super::request_address::{address, decoded};
use super::response::{PreviewResponse, ResponseBody};
use super::script_injection::{from_the_top, injected};
use super::{file_response, preview_endpoints};
use crate::preview::{Live, Snapshot};
use crate::render::{Content, Output};

/// How long a request waits for what is being worked out.
const PATIENCE: Duration = Duration::from_secs(15);

const HTML: &str = "text/html; charset=utf-8";

/// What has to be written otherwise in a part of a URL.
const UNSAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
const UNSAFE_IN_PATH: &AsciiSet = &UNSAFE.remove(b'/');
/// A query says what it says in the letters that it came with.
const UNSAFE_IN_QUERY: &AsciiSet =
    &UNSAFE_IN_PATH.remove(b'?').remove(b'%').remove(b'&').remove(b'=').remove(b'+').remove(b':');

/// Answers a request.
pub(super) fn respond(serving: &Serving, asked: &PreviewRequest) -> PreviewResponse {
    let path = decoded(asked.path());
    let own = path.as_deref().and_then(|path| path.strip_prefix(".casebook/"));
    let purpose = match own {
        Some("settle" | "audience") => RequestPurpose::Write,
        Some(_) => RequestPurpose::Own,
        None => RequestPurpose::Site,
    };
    if let Err(refusal) = access_guard::admit(asked, serving.bound, purpose) {
        return refusal;
    }
    match (own, &path) {
        (Some(name), _) => preview_endpoints::respond(serving, asked, name),
        (None, Some(path)) => site(serving, asked, path),
        (None, None) => PreviewResponse::plain(400, "This address is not percent-encoded UTF-8."),
    }
}

/// The file of the site at a decoded path.
fn site(serving: &Serving, asked: &PreviewRequest, path: &str) -> PreviewResponse {
    let snapshot = serving.live.now();
    let Some(address) = address(path) else {
        let _turn = serving.turns.take();
        return not_found(&snapshot, path);
    };
    let address = placed(&snapshot, address);
    let snapshot = knowing(&serving.live, &address, PATIENCE);
    let _turn = serving.turns.take();
    if let Some(bytes) = snapshot.search_file(&address) {
        return file_response::bytes(asked, &address, bytes);
    }
    match snapshot.render(&address).map(|Output { content, .. }| content) {
        Some(Content::Bytes(html)) if address.ends_with(".html") => page(200, injected(html, snapshot.revision)),
        Some(Content::Bytes(bytes)) => file_response::bytes(asked, &address, bytes),
        Some(Content::File(file)) => {
            file_response::on_disk(asked, &address, &file).unwrap_or_else(|| not_found(&snapshot, path))
        }
        None if snapshot.is_behind(&address) => behind(),
        // Browsers ask for it unasked, and say in the console when there is none.
        None if address == "favicon.ico" => {
            PreviewResponse::new(204, "image/x-icon", "no-store", ResponseBody::Nothing)
        }
        None if snapshot.views.route(&format!("{address}/index.html")).is_some() => folder(asked, path),
        None => not_found(&snapshot, path),
    }
}

fn page(status: u16, html: Vec<u8>) -> PreviewResponse {
    PreviewResponse::new(status, HTML, "no-store", ResponseBody::Bytes(html))
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

/// The newest snapshot; when there is time, the first that knows what is at an address.
pub(super) fn knowing(live: &Live, address: &str, patience: Duration) -> Arc<Snapshot> {
    let begun = Instant::now();
    loop {
        let snapshot = live.now();
        let left = patience.saturating_sub(begun.elapsed());
        if left.is_zero() || !snapshot.is_behind(address) {
            return snapshot;
        }
        live.wait(snapshot.revision, left);
    }
}

/// What is said where nobody can know yet whether there is a page. It asks again by itself.
pub(super) fn behind() -> PreviewResponse {
    let html = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"1\">\
                <title>Being worked out</title><h1>Being worked out</h1>\
                <p>What this page says is not known yet: all incidents together are looked at. The page comes by itself.</p></html>\n";
    page(503, html.into()).with("Retry-After", "1")
}

/// Leads to a folder with the `/` that its page's links are relative to. It is one of the site, so it is no other site's.
fn folder(asked: &PreviewRequest, path: &str) -> PreviewResponse {
    let path = utf8_percent_encode(path, UNSAFE_IN_PATH);
    let query = asked.target.split_once('?').map(|(_, query)| utf8_percent_encode(query, UNSAFE_IN_QUERY));
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    PreviewResponse::plain(302, "This is a folder.").with("Location", format!("/{path}/{query}"))
}

/// The site's own page for what is not there.
fn not_found(snapshot: &Snapshot, path: &str) -> PreviewResponse {
    let Some(Output { content: Content::Bytes(html), .. }) = snapshot.render("404.html") else {
        return PreviewResponse::plain(404, "There is no page here.");
    };
    let is_deep = path.contains('/') && snapshot.views.site().config.base_url.is_none();
    let html = if is_deep { from_the_top(html) } else { html };
    page(404, injected(html, snapshot.revision))
}
