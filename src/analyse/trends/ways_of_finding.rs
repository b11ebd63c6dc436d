//! The field's words for how an incident was found, and which of them are people outside.

/// From machines to people outside.
pub const WAYS: [&str; 8] =
    ["alert", "slo-burn", "scheduled-check", "dashboard", "employee", "partner", "support", "customer"];

/// Those of them that are people outside the house, or who speak for them.
pub const OUTSIDE: [&str; 3] = ["partner", "support", "customer"];

/// The place of a way in [`WAYS`]; the house's own words come after them.
pub(super) fn rank(way: &str) -> usize {
    WAYS.iter().position(|known| *known == way).unwrap_or(WAYS.len())
}
