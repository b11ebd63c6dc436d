//! Bytes, or a file on disk, become an answer of which a client can ask for a part, or for nothing when it has them.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::byte_ranges::{Part, part};
use super::content_type::kind;
use super::request::Asked;
use super::response::{Answer, Body};
use crate::load::open_regular;

/// What a file of the site consists of.
enum Source {
    Bytes(Vec<u8>),
    File(File),
}

/// The answer with `bytes`, which are the file at `address`.
pub(super) fn bytes(asked: &Asked, address: &str, bytes: Vec<u8>) -> Answer {
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..20]);
    let length = bytes.len() as u64;
    answer(asked, address, &tag, length, Source::Bytes(bytes)).expect("bytes can be sought in")
}

/// The answer with the file on disk at `path`, which is shown at `address`; nothing when it cannot be read any longer.
pub(super) fn on_disk(asked: &Asked, address: &str, path: &Path) -> Option<Answer> {
    let (file, metadata) = open_regular(path).ok()?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let tag = format!("\"{:x}-{:x}\"", metadata.len(), changed.as_nanos());
    answer(asked, address, &tag, metadata.len(), Source::File(file))
}

/// Nothing when the file does not let itself be read from the place that is asked for.
fn answer(asked: &Asked, address: &str, tag: &str, length: u64, source: Source) -> Option<Answer> {
    let new = |status, body| Answer::new(status, &kind(address), "no-cache", body).with("ETag", tag);
    let known =
        |list: &str| list.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag);
    if asked.all("If-None-Match").any(known) {
        return Some(new(304, Body::Nothing));
    }
    let (status, first, end, range) = match part(asked, tag, length) {
        Part::Whole => (200, 0, length, None),
        Part::Bytes(first, last) => (206, first, last + 1, Some(format!("bytes {first}-{last}/{length}"))),
        Part::None => (416, 0, 0, Some(format!("bytes */{length}"))),
    };
    let answer = new(status, cut(source, first, end)?).with("Accept-Ranges", "bytes");
    Some(match range {
        Some(range) => answer.with("Content-Range", range),
        None => answer,
    })
}

fn cut(source: Source, first: u64, end: u64) -> Option<Body> {
    Some(match source {
        Source::Bytes(mut bytes) => {
            bytes.truncate(usize::try_from(end).ok()?);
            bytes.drain(..usize::try_from(first).ok()?);
            Body::Bytes(bytes)
        }
        Source::File(mut file) => {
            file.seek(SeekFrom::Start(first)).ok()?;
            Body::File(file, end - first)
        }
    })
}
