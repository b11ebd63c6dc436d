//! Numbers and counts become English words, for what the command line says of trends.

use crate::wording::english;

/// `1 incident`, `10,000 incidents`.
pub(crate) fn large_count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", thousands(count)) }
}

/// A whole number with its thousands apart.
pub(crate) fn thousands(count: usize) -> String {
    english().thousands(count)
}
