//! A PNG becomes the chunks that draw it, animated or not, and how it is turned.

use std::collections::BTreeSet;

use img_parts::Bytes;
use img_parts::png::{Png, PngChunk};

use crate::markup::picture_metadata::metadata_kinds::{Said, of_exif, of_text, orientation};

/// What draws a picture in its colours. What begins with a capital must be understood, so it is kept too.
const KEPT: [&[u8; 4]; 14] = [
    b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
    b"mDCV", b"cLLI",
];

pub(super) fn cleaned(bytes: &[u8], said: &mut BTreeSet<Said>) -> Option<Vec<u8>> {
    let mut png = Png::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    if bytes.len() > png.len() {
        said.insert(Said::Tail);
    }
    let mut turned = None;
    let mut kept: Vec<PngChunk> = Vec::new();
    for chunk in std::mem::take(png.chunks_mut()) {
        let kind = chunk.kind();
        match &kind {
            kind if kind[0].is_ascii_uppercase() || KEPT.contains(&kind) => kept.push(chunk),
            b"eXIf" => turned = of_exif(chunk.contents(), said),
            b"tIME" => {
                said.insert(Said::Time);
            }
            b"tEXt" | b"zTXt" | b"iTXt" => of_text(chunk.contents(), said),
            _ => {
                said.insert(Said::Other);
            }
        }
    }
    if !kept.iter().any(|chunk| chunk.kind() == *b"IDAT") || kept.last().is_none_or(|chunk| chunk.kind() != *b"IEND") {
        return None;
    }
    if let Some(turned) = turned {
        // Behind the head, before any data.
        kept.insert(1, PngChunk::new(*b"eXIf", orientation(turned).into()));
    }
    *png.chunks_mut() = kept;
    Some(png.encoder().bytes().to_vec())
}
