//! A title or a line becomes the date or time that it begins with.

use crate::parse::times::scan::{ScannedTime, scan};
use crate::parse::times::scan_remarks::is_bullet;

/// The date or time that a title begins with, when it is clearly one: followed by nothing, a space or a mark.
pub(crate) fn leading_time(title: &str) -> Option<ScannedTime> {
    let start = title.trim_start();
    let begins = |c: char| c.is_alphanumeric() || is_bullet(c) || "~≈∼[(（【?-*+".contains(c);
    if !start.starts_with(begins) {
        return None;
    }
    let found = scan(title)?;
    let rest = title.get(found.end..).unwrap_or_default();
    (!rest.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '%' | '/' | '\'' | '’'))).then_some(found)
}
