//! Numbers and counts become English words, for what is said in English alone yet.

use crate::wording::english;

/// `1 incident`, `10,000 incidents`.
pub(crate) fn large_count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", thousands(count)) }
}

/// A whole number with its thousands apart.
pub(crate) fn thousands(count: usize) -> String {
    english().thousands(count)
}

/// A whole number with its thousands apart (`23,900`); other text as it is.
pub(crate) fn grouped(text: String) -> String {
    english().grouped(&text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let cases = [("23900", "23,900"), ("1234567", "1,234,567"), ("4200", "4200"), ("about 23900", "about 23900")];
        for (text, grouped_text) in cases {
            assert_eq!(grouped(text.to_owned()), grouped_text);
        }
    }
}
