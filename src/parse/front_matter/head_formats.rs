//! The lines of a head, or a file that holds nothing else, become keys and values: whichever of YAML, TOML and JSON they are written in.

use crate::diag::{Diagnostic, Rule};
use crate::model::Span;
use crate::parse::front_matter::tree::{Front, HeadLanguage, MAX_BYTES, unread};
use crate::parse::front_matter::{json_head, toml_head, yaml_head};

/// Keys and values of a file that holds nothing else.
pub(crate) fn keys_and_values(text: &str, language: HeadLanguage, shown_path: &str) -> Front {
    read(text, 0..text.len(), language, shown_path)
}

/// Reads the keys of `block`.
pub(crate) fn read(text: &str, block: Span, language: HeadLanguage, shown_path: &str) -> Front {
    let (written, offset) = (&text[block.clone()], block.start);
    if written.len() > MAX_BYTES {
        let mut front = Front { language, ..Front::default() };
        let message = format!("this front matter is longer than {} KB and is not read", MAX_BYTES / 1024);
        let finding = Diagnostic::new(Rule::FrontSyntax, shown_path, message).at(offset..offset);
        front.diagnostics.push(finding.hint("move long texts into the body; until then the page is withheld"));
        unread(&mut front, written, "its front matter is too long to be read");
        return front;
    }
    let front = match language {
        HeadLanguage::Toml => toml_head::read(written, offset, shown_path),
        HeadLanguage::Yaml => yaml_head::read(written, offset, shown_path),
        HeadLanguage::Json => json_head::read(written, offset, shown_path),
    };
    Front { language, ..front }
}
