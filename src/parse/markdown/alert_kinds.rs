//! Another tool's kind of box becomes the alert that means the same.

use pulldown_cmark::BlockQuoteKind;

/// The alert for a kind; `None` where the word names none.
pub(super) fn alert_kind(kind: &str) -> Option<BlockQuoteKind> {
    match kind.to_lowercase().as_str() {
        "note" | "info" | "abstract" | "summary" | "tldr" | "seealso" | "todo" | "example" | "primary"
        | "secondary" => Some(BlockQuoteKind::Note),
        "tip" | "success" | "check" | "done" | "hint" => Some(BlockQuoteKind::Tip),
        "warning" | "attention" | "failure" | "fail" | "missing" | "orange" => Some(BlockQuoteKind::Warning),
        "danger" | "error" | "caution" | "bug" | "red" => Some(BlockQuoteKind::Caution),
        "important" | "question" | "help" | "faq" => Some(BlockQuoteKind::Important),
        _ => None,
    }
}

/// Whether a kind is of boxes that are closed at first.
pub(super) fn is_folded_kind(kind: &str) -> bool {
    ["details", "spoiler", "expand", "collapse", "dropdown"].contains(&kind.to_lowercase().as_str())
}
