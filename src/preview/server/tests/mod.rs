//! What a small site answers, without sockets and over them.

#![expect(clippy::disallowed_methods, reason = "tests make files and read what came over the wire")]

mod answers;
mod behind;
mod event_streams;
mod hostile;
mod settling;
mod wire;

use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::Serving;
use super::page_response::respond;
use super::request::PreviewRequest;
use super::response::{PreviewResponse, ResponseBody};
use crate::model::Editor;
use crate::preview::{Event, Live, Snapshot};
use crate::render::Content;

const HOST: (&str, &str) = ("Host", "127.0.0.1:4000");

/// Where the one incident is.
const INCIDENT: &str = "incidents/2024/2024-01-02-lease.html";

const RECORDING: &[u8] = b"0123456789";

/// What every head has.
const ALWAYS: &str = "X-Content-Type-Options: nosniff\nCross-Origin-Resource-Policy: same-origin\n\
                      Content-Security-Policy: frame-ancestors 'none'\nX-Frame-Options: DENY\nConnection: close\n";

/// What the preview adds to a page of the first revision.
const INJECTED: &str = "<link rel=\"stylesheet\" href=\"/.casebook/preview.css\">\
                        <script src=\"/.casebook/preview.js\" data-revision=\"1\" defer></script></body>";

/// A folder with one incident, which links to a recording.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let incident = "# The lease\n\nNobody renewed the [recording](tone.wav).\n\n## Timeline\n\n- 10:00 It broke\n";
    write(&dir, "casebook.toml", b"title = \"Harbour\"\n");
    write(&dir, "content/incidents/2024/2024-01-02-lease.md", incident.as_bytes());
    write(&dir, "content/incidents/2024/tone.wav", RECORDING);
    dir
}

fn write(dir: &TempDir, path: &str, bytes: &[u8]) {
    let path = dir.path().join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

/// The first revision of what is in a folder, without a search index.
fn snapshot(dir: &TempDir) -> Snapshot {
    snapshot_of(dir.path())
}

fn snapshot_of(dir: &Path) -> Snapshot {
    let views = crate::pipeline::fixture::views(dir);
    let (root, editor) = (dir.to_owned(), Editor::default());
    Snapshot {
        revision: 1,
        views,
        problems: Vec::new(),
        search: None,
        search_before: None,
        analysed: true,
        settled: false,
        root,
        editor,
    }
}

/// The same, before anything is known of all incidents together.
fn unanalysed(snapshot: &Snapshot) -> Snapshot {
    let views = Arc::new(crate::pipeline::views(snapshot.views.site(), Arc::default()).unwrap());
    Snapshot { revision: 1, views, analysed: false, ..next(snapshot) }
}

/// The same, one revision later.
fn next(snapshot: &Snapshot) -> Snapshot {
    let &Snapshot { analysed, .. } = snapshot;
    let Snapshot { revision, views, search, root, editor, .. } = snapshot;
    let (views, search, root, editor) = (Arc::clone(views), search.clone(), root.clone(), editor.clone());
    Snapshot {
        revision: revision + 1,
        views,
        problems: Vec::new(),
        search,
        search_before: None,
        analysed,
        settled: false,
        root,
        editor,
    }
}

/// The same, with its search index.
fn settled(snapshot: &Snapshot) -> Snapshot {
    let files = crate::pipeline::search(&snapshot.views).unwrap();
    Snapshot { search: Some(Arc::new(files)), settled: true, ..next(snapshot) }
}

/// A small site that is served, for as long as its folder.
fn of_site() -> (TempDir, Serving) {
    let dir = folder();
    let serving = serving(snapshot(&dir));
    (dir, serving)
}

fn serving(snapshot: Snapshot) -> Serving {
    Serving { session: String::from("s"), ..Serving::new(Arc::new(Live::new(snapshot)), "127.0.0.1".parse().unwrap()) }
}

/// The answer to a GET with these headers, from our own host.
fn ask(serving: &Serving, target: &str, headers: &[(&str, &str)]) -> PreviewResponse {
    let headers: Vec<_> = [HOST].iter().chain(headers).copied().collect();
    respond(serving, &PreviewRequest::new("GET", target, &headers))
}

/// The head of an answer, without the `\r`, and its body.
fn sent(answer: PreviewResponse) -> (String, Vec<u8>) {
    let mut bytes = Vec::new();
    answer.send(&mut bytes, false).unwrap();
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let body = bytes.split_off(end + 4);
    (String::from_utf8(bytes).unwrap().replace('\r', ""), body)
}

/// What a build would write.
fn built(snapshot: &Snapshot, address: &str) -> String {
    match snapshot.render(address).unwrap().content {
        Content::Bytes(bytes) => String::from_utf8(bytes).unwrap(),
        Content::File(path) => panic!("{} is a file", path.display()),
    }
}
