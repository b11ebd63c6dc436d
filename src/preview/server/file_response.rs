//! Bytes, or a file on disk, become an answer of which a client can ask for a part, or for nothing when it has them.

use std::fs::File;
use std::io::{Seek, SeekFrom};
use std::path::Path;
use std::time::UNIX_EPOCH;

use super::byte_ranges::{RangePart, part};
use super::request::PreviewRequest;
use super::response::{PreviewResponse, ResponseBody};
use crate::addresses::content_type;
use crate::load::open_regular;

/// What a file of the site consists of.
enum FileSource {
    Bytes(Vec<u8>),
    File(File),
}

/// The answer with `bytes`, which are the file at `address`.
pub(super) fn bytes(asked: &PreviewRequest, address: &str, bytes: Vec<u8>) -> PreviewResponse {
    let tag = format!("\"{}\"", &blake3::hash(&bytes).to_hex()[..20]);
    let length = bytes.len() as u64;
    answer(asked, address, &tag, length, FileSource::Bytes(bytes)).expect("bytes can be sought in")
}

/// The answer with the file on disk at `path`, which is shown at `address`; nothing when it cannot be read any longer.
pub(super) fn on_disk(asked: &PreviewRequest, address: &str, path: &Path) -> Option<PreviewResponse> {
    let (file, metadata) = open_regular(path).ok()?;
    let changed = metadata.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let tag = format!("\"{:x}-{:x}\"", metadata.len(), changed.as_nanos());
    answer(asked, address, &tag, metadata.len(), FileSource::File(file))
}

/// Nothing when the file does not let itself be read from the place that is asked for.
fn answer(
    asked: &PreviewRequest,
    address: &str,
    tag: &str,
    length: u64,
    source: FileSource,
) -> Option<PreviewResponse> {
    let new = |status, body| PreviewResponse::new(status, &content_type(address), "no-cache", body).with("ETag", tag);
    let known =
        |list: &str| list.split(',').map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag);
    if asked.all("If-None-Match").any(known) {
        return Some(new(304, ResponseBody::Nothing));
    }
    let (status, first, end, range) = match part(asked, tag, length) {
        RangePart::Whole => (200, 0, length, None),
        RangePart::Bytes(first, last) => (206, first, last + 1, Some(format!("bytes {first}-{last}/{length}"))),
        RangePart::None => (416, 0, 0, Some(format!("bytes */{length}"))),
    };
    let answer = new(status, cut(source, first, end)?).with("Accept-Ranges", "bytes");
    Some(match range {
        Some(range) => answer.with("Content-Range", range),
        None => answer,
    })
}

fn cut(source: FileSource, first: u64, end: u64) -> Option<ResponseBody> {
    Some(match source {
        FileSource::Bytes(mut bytes) => {
            bytes.truncate(usize::try_from(end).ok()?);
            bytes.drain(..usize::try_from(first).ok()?);
            ResponseBody::Bytes(bytes)
        }
        FileSource::File(mut file) => {
            file.seek(SeekFrom::Start(first)).ok()?;
            ResponseBody::File(file, end - first)
        }
    })
}
