//! A theme becomes compiled templates, its styles and its scripts as they are published.

pub(crate) mod accent;
mod said;
pub(crate) mod script_words;
pub(crate) mod scripts;
pub(crate) mod templates;
mod white_space;
mod word_breaks;

pub use templates::Templates;
