//! Two terms that stand near each other become a number, which the browser works out alike.

/// The hash of two terms that stand `gap` places apart, with nothing but stop words between.
///
/// FNV-1a over UTF-16 units with the finaliser of MurmurHash3, both cheap in a browser.
pub(crate) fn pair(first: &str, second: &str, gap: u32) -> u32 {
    let mark = || std::iter::once(1);
    let units = first.encode_utf16().chain(mark()).chain(second.encode_utf16());
    let units = units.chain((0..gap).map(|_| 1));
    let hash = units.fold(0x811c_9dc5_u32, |hash, unit| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193));
    let hash = (hash ^ hash >> 16).wrapping_mul(0x85eb_ca6b);
    hash ^ hash >> 13
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
