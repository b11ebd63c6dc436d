//! A block of a specification becomes an input file in the form that is asked for.

use crate::kit::Kb;
use crate::spec::Block;

/// Puts an input file where its label says, in the form that is asked for.
pub(super) fn give(kb: &Kb, block: &Block<'_>) {
    match block.form {
        "symlink" => kb.link(block.label, block.text.trim_end()),
        "utf-16" => {
            let units = std::iter::once(0xFEFF).chain(block.text.encode_utf16());
            kb.edit(block.label, units.flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
        }
        "latin-1" => {
            let bytes = block.text.chars().map(|letter| u8::try_from(u32::from(letter)).expect("a letter of Latin-1"));
            kb.edit(block.label, bytes.collect::<Vec<u8>>());
        }
        _ => kb.edit(block.label, block.text),
    }
}
