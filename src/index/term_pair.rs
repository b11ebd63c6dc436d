//! Two terms that stand near each other become a number, which the browser works out alike.

/// The hash of two terms that stand `gap` places apart, with nothing but stop words between.
///
/// FNV-1a over UTF-16 units with the finaliser of MurmurHash3, both cheap in a browser.
pub(crate) fn pair(first: &str, second: &str, gap: u32) -> u32 {
    pair_after(begun(first), second, gap)
}

/// What the hash of every pair begins with whose first term this is.
pub(crate) fn begun(first: &str) -> u32 {
    step(units(0x811c_9dc5, first), 1)
}

/// The [`pair`] of a term that its hash has [begun](begun) with, and another.
pub(crate) fn pair_after(begun: u32, second: &str, gap: u32) -> u32 {
    let hash = (0..gap).fold(units(begun, second), |hash, _| step(hash, 1));
    let hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    hash ^ hash >> 13
}

fn units(hash: u32, term: &str) -> u32 {
    if term.is_ascii() {
        term.bytes().fold(hash, |hash, unit| step(hash, u16::from(unit)))
    } else {
        term.encode_utf16().fold(hash, step)
    }
}

fn step(hash: u32, unit: u16) -> u32 {
    (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_tells_order_and_distance() {
        let pairs = [pair("a", "b", 1), pair("b", "a", 1), pair("a", "b", 2), pair("ab", "", 1)];
        assert_eq!(std::collections::HashSet::from(pairs).len(), 4);
    }
}
