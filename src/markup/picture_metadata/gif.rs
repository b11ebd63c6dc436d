//! A GIF becomes its frames, and how often they are shown; what else its blocks say goes. No library that is kept does only that.

use std::collections::BTreeSet;

use crate::markup::picture_metadata::metadata_kinds::{Said, of_text};

/// Extensions of applications that change what is seen: how often to repeat, and the colours.
const KEPT: [&[u8]; 3] = [b"NETSCAPE2.0", b"ANIMEXTS1.0", b"ICCRGBG1012"];

/// The head and the screen's description.
const HEAD: usize = 13;

pub(super) fn cleaned(bytes: &[u8], said: &mut BTreeSet<Said>) -> Option<Vec<u8>> {
    let mut at = HEAD + colours(*bytes.get(10)?);
    let mut kept = bytes.get(..at)?.to_vec();
    loop {
        let start = at;
        match bytes.get(at)? {
            0x3b => {
                kept.push(0x3b);
                if bytes.len() > at + 1 {
                    said.insert(Said::Tail);
                }
                return Some(kept);
            }
            0x2c => {
                // A frame: its place, its own colours, the size of its codes, its data.
                at += 10 + colours(*bytes.get(at + 9)?) + 1;
                at = blocks_end(bytes, at)?;
                kept.extend_from_slice(&bytes[start..at]);
            }
            0x21 => {
                let label = *bytes.get(at + 1)?;
                at = blocks_end(bytes, at + 2)?;
                let is_kept = label == 0xf9
                    || label == 0xff && bytes.get(start + 3..start + 14).is_some_and(|name| KEPT.contains(&name));
                match is_kept {
                    true => kept.extend_from_slice(&bytes[start..at]),
                    false => of_text(&bytes[start..at], said),
                }
            }
            _ => return None,
        }
    }
}

/// The bytes of a table of colours, by the flags that announce it.
fn colours(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The end of the blocks that begin at `at`: each with its length before it, an empty one last.
fn blocks_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}
