//! A JPEG becomes its tables, its frame, its coded data, its colour profile and how it is turned.

use std::collections::BTreeSet;

use img_parts::Bytes;
use img_parts::jpeg::{Jpeg, JpegSegment, markers};

use crate::markup::picture_metadata::metadata_kinds::{Said, of_exif, of_text, orientation};

const EXIF: &[u8] = b"Exif\0\0";

/// The head of JFIF without the small picture that may follow it.
const JFIF: usize = 14;

pub(super) fn cleaned(bytes: &[u8], said: &mut BTreeSet<Said>) -> Option<Vec<u8>> {
    let mut jpeg = Jpeg::from_bytes(Bytes::copy_from_slice(bytes)).ok()?;
    let mut turned = None;
    let mut kept = Vec::new();
    for segment in std::mem::take(jpeg.segments_mut()) {
        match segment.marker() {
            markers::SOS => {
                // What follows the head of the first scan is all the rest of the file.
                let rest = segment.len_with_entropy() - segment.len();
                let coded = coded_data(&bytes[bytes.len().checked_sub(rest)?..], said);
                kept.push(JpegSegment::new_with_entropy(markers::SOS, segment.contents().clone(), coded.into()));
            }
            markers::APP0 if segment.contents().starts_with(b"JFIF\0") && segment.contents().len() >= JFIF => {
                kept.push(without_thumbnail(&segment, said));
            }
            markers::APP1 if segment.contents().starts_with(EXIF) => {
                turned = of_exif(segment.contents(), said).or(turned)
            }
            marker if is_of_picture(marker, segment.contents()) => kept.push(segment),
            markers::APP2 if segment.contents().starts_with(b"MPF\0") => {
                said.insert(Said::Thumbnail);
            }
            _ => of_text(segment.contents(), said),
        }
    }
    if !kept.iter().any(|segment| segment.marker() == markers::SOS) {
        return None;
    }
    if let Some(turned) = turned {
        let block = [EXIF, &orientation(turned)].concat();
        let at = usize::from(kept.first().is_some_and(|first| first.marker() == markers::APP0));
        kept.insert(at, JpegSegment::new_with_contents(markers::APP1, block.into()));
    }
    *jpeg.segments_mut() = kept;
    Some(jpeg.encoder().bytes().to_vec())
}

/// Whether a segment is needed to draw the picture in its colours.
fn is_of_picture(marker: u8, contents: &[u8]) -> bool {
    match marker {
        markers::SOF0..=markers::SOF15 | markers::SOS..=markers::EXP => true,
        markers::APP2 => contents.starts_with(b"ICC_PROFILE\0"),
        markers::APP14 => contents.starts_with(b"Adobe") && contents.len() <= 16,
        _ => false,
    }
}

fn without_thumbnail(segment: &JpegSegment, said: &mut BTreeSet<Said>) -> JpegSegment {
    let contents = segment.contents();
    if contents.len() > JFIF {
        said.insert(Said::Thumbnail);
    }
    let mut head = contents[..JFIF].to_vec();
    head[JFIF - 2..].fill(0);
    JpegSegment::new_with_contents(markers::APP0, head.into())
}

/// What follows the first scan's head: scans and the tables between them, up to the end of the picture.
fn coded_data(entropy: &[u8], said: &mut BTreeSet<Said>) -> Vec<u8> {
    let mut kept = Vec::with_capacity(entropy.len());
    let mut at = 0;
    while at < entropy.len() {
        let mark = entropy[at..].iter().position(|byte| *byte == markers::P).map_or(entropy.len(), |next| at + next);
        kept.extend_from_slice(&entropy[at..mark]);
        let Some(marker) = entropy.get(mark + 1).copied() else { break };
        let length = |from: usize| Some(usize::from(u16::from_be_bytes(entropy.get(from..from + 2)?.try_into().ok()?)));
        at = match marker {
            // Data, restarts, fill bytes.
            0 | markers::RST0..=markers::RST7 => {
                kept.extend_from_slice(&entropy[mark..mark + 2]);
                mark + 2
            }
            markers::P => mark + 1,
            markers::EOI => {
                if entropy[mark + 2..].iter().any(|byte| *byte != 0) {
                    said.insert(Said::Tail);
                }
                break;
            }
            _ => {
                let end = (mark + 2 + length(mark + 2).unwrap_or(2)).min(entropy.len());
                match is_of_picture(marker, &[]) {
                    true => kept.extend_from_slice(&entropy[mark..end]),
                    false => of_text(&entropy[mark..end], said),
                }
                end
            }
        };
    }
    kept.extend([markers::P, markers::EOI]);
    kept
}
