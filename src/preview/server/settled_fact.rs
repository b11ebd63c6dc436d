//! A request that says something of a fact becomes a key in its write-up: the one thing that a preview writes.
//!
//! Who may ask is for the guard. What is written is what `casebook check --confirm` would write, and it is refused as there.

use serde_json::json;

use super::Serving;
use super::request::PreviewRequest;
use super::request_address::{address, decoded};
use super::response::{PreviewResponse, ResponseBody};
use crate::doubt::{Mark, MarkedFact, with_mark};
use crate::edit::{Edit, KEYS, Reading};
use crate::output;
use crate::preview::Snapshot;

/// Writes what `asked` says of the fact `key` of the page `at`: `mark` is `yes`, `no` or a value, `print` the fact's fingerprint.
pub(super) fn respond(serving: &Serving, asked: &PreviewRequest) -> PreviewResponse {
    let snapshot = serving.live.now();
    let (status, told) = match settled(&snapshot, asked) {
        Ok(lines) => (200, json!({ "written": lines })),
        Err(why) => (409, json!({ "refused": why })),
    };
    let body = ResponseBody::Bytes(told.to_string().into_bytes());
    PreviewResponse::new(status, "application/json; charset=utf-8", "no-store", body)
}

fn settled(snapshot: &Snapshot, asked: &PreviewRequest) -> Result<bool, String> {
    let said = |name| parameter(asked, name).ok_or_else(|| format!("`{name}` is missing"));
    let (at, name, written, print) = (said("at")?, said("key")?, said("mark")?, said("print")?);
    let page = address(at.trim_start_matches('/')).and_then(|address| snapshot.page_at(&address));
    let site = snapshot.views.site();
    let page = &site.pages[page.ok_or("no write-up has that address")?];
    let key = KEYS.into_iter().find(|key| key.name() == name).ok_or("no fact has that key")?;
    let mark = Mark::written(&written).ok_or("nothing is said of it")?;
    let fingerprint = print.parse().map_err(|()| "that is no fingerprint of a fact")?;
    let place = snapshot.root.join(&page.source.shown_path);
    let old = output::current_text(&place, &page.source.text)?;
    let reading = Reading { config: &site.config, day: site.day };
    match with_mark(page, &old, &MarkedFact { key, mark, fingerprint }, reading)? {
        Edit::Already { .. } => Ok(false),
        Edit::Added { text, .. } => {
            output::rewrite(&place, &old, &text).map_err(|error| error.to_string())?;
            Ok(true)
        }
    }
}

/// A parameter, decoded as a form has it.
fn parameter(asked: &PreviewRequest, name: &str) -> Option<String> {
    let written = asked.parameter(name)?.replace('+', "%20");
    decoded(&format!("/{written}"))
}
