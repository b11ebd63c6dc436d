//! A text becomes the same text with more in its front matter: an entry of a list, or a key and its value. Every other byte stays as it was.
//!
//! Pure: reads and writes no file. What is new is put where keys and lists already stand, in the style the author uses; each way of
//! writing it is tried on the text and read back, and only a way that adds it and changes nothing else is taken. Where there is none,
//! the edit is refused and the text stays.

mod applied_pieces;
mod brackets;
mod edit_outcome;
mod fact_spelling;
mod kept_head;
mod key_value;
mod keyed_facts;
mod list_style;
mod one_key;
#[cfg(test)]
mod properties;
mod related_entry;
mod scalar;
mod settled_fact;
#[cfg(test)]
mod settled_properties;
#[cfg(test)]
mod tests;
mod toml_entry;
mod toml_key;
mod way_of_writing;
mod yaml_entry;
mod yaml_key;

pub use edit_outcome::{Edit, Refusal};
pub use fact_spelling::spelled;
pub use keyed_facts::{FactValue, KEYS, KeyedFact, keyed_facts};
pub use related_entry::link;
pub use settled_fact::{Reading, Settled, settle};
pub use way_of_writing::RelatedKey;
