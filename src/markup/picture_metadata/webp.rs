//! A WebP becomes the chunks that draw it. No browser turns one by what its metadata say, so none of these stay.

use std::collections::BTreeSet;

use img_parts::Bytes;
use img_parts::riff::{RiffChunk, RiffContent};
use img_parts::webp::{self, WebP};

use crate::markup::picture_metadata::metadata_kinds::{Said, of_exif, of_text};

const KEPT: [[u8; 4]; 7] = [
    webp::CHUNK_VP8X,
    webp::CHUNK_VP8,
    webp::CHUNK_VP8L,
    webp::CHUNK_ALPH,
    webp::CHUNK_ANIM,
    webp::CHUNK_ANMF,
    webp::CHUNK_ICCP,
];

/// The bits of the head that promise EXIF and XMP.
const PROMISED: u8 = 0b0000_1100;

pub(super) fn cleaned(bytes: &[u8], said: &mut BTreeSet<Said>) -> Option<Vec<u8>> {
    let mut picture = WebP::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    if bytes.len() > usize::try_from(picture.len()).ok()? {
        said.insert(Said::Tail);
    }
    let mut kept = Vec::new();
    for chunk in std::mem::take(picture.chunks_mut()) {
        let contents = chunk.content().data().cloned().unwrap_or_default();
        match chunk.id() {
            webp::CHUNK_VP8X if contents.first().is_some_and(|flags| flags & PROMISED != 0) => {
                let mut head = contents.to_vec();
                head[0] &= !PROMISED;
                kept.push(RiffChunk::new(webp::CHUNK_VP8X, RiffContent::Data(head.into())));
            }
            id if KEPT.contains(&id) => kept.push(chunk),
            webp::CHUNK_EXIF => {
                of_exif(&contents, said);
            }
            webp::CHUNK_XMP => of_text(&contents, said),
            _ => {
                said.insert(Said::Other);
            }
        }
    }
    let is_drawn = |chunk: &RiffChunk| matches!(chunk.id(), webp::CHUNK_VP8 | webp::CHUNK_VP8L | webp::CHUNK_ANMF);
    if !kept.iter().any(is_drawn) {
        return None;
    }
    *picture.chunks_mut() = kept;
    Some(picture.encoder().bytes().to_vec())
}
