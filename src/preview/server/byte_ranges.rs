//! The `Range` of a request becomes the part of a file that is sent.

use http_range_header::{EndPosition, StartPosition, parse_range_header};

use super::request::PreviewRequest;

/// What is sent of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RangePart {
    Whole,
    /// The first byte and the last.
    Bytes(u64, u64),
    /// Nothing: no byte that was asked for is there.
    None,
}

/// The part of `length` bytes that is asked for.
///
/// Several parts at once are answered by the whole, as is a range that is not understood, or one of another version of the file
/// than that with `tag`; all three are allowed.
pub(super) fn part(asked: &PreviewRequest, tag: &str, length: u64) -> RangePart {
    let Some(range) = asked.header("Range") else { return RangePart::Whole };
    if asked.header("If-Range").is_some_and(|condition| condition != tag) {
        return RangePart::Whole;
    }
    let Ok(ranges) = parse_range_header(range.trim()) else { return RangePart::Whole };
    let [range] = ranges.ranges[..] else { return RangePart::Whole };
    let end = length.saturating_sub(1);
    let (first, last) = match (range.start, range.end) {
        (StartPosition::Index(first), EndPosition::Index(last)) if last < first => return RangePart::Whole,
        (StartPosition::Index(first), EndPosition::Index(last)) => (first, last.min(end)),
        (StartPosition::Index(first), EndPosition::LastByte) => (first, end),
        (StartPosition::FromLast(count), _) => (length.saturating_sub(count), end),
    };
    if first < length { RangePart::Bytes(first, last) } else { RangePart::None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &str, length: u64) -> RangePart {
        part(&PreviewRequest::new("GET", "/", &[("Range", range)]), "\"1\"", length)
    }

    #[test]
    fn one_range_is_one_part() {
        for (range, expected) in [
            ("bytes=0-0", RangePart::Bytes(0, 0)),
            ("bytes=2-5", RangePart::Bytes(2, 5)),
            ("bytes=2-", RangePart::Bytes(2, 9)),
            ("bytes=2-99", RangePart::Bytes(2, 9)),
            ("bytes=-3", RangePart::Bytes(7, 9)),
            ("bytes=-99", RangePart::Bytes(0, 9)),
            ("bytes=9-9", RangePart::Bytes(9, 9)),
            ("bytes=10-", RangePart::None),
            ("bytes=10-20", RangePart::None),
            ("bytes=18446744073709551615-", RangePart::None),
        ] {
            assert_eq!(of(range, 10), expected, "{range}");
        }
        for range in ["bytes=0-0", "bytes=0-", "bytes=-1"] {
            assert_eq!(of(range, 0), RangePart::None, "{range} of nothing");
        }
    }

    #[test]
    fn what_is_not_understood_is_the_whole() {
        let ranges = [
            "bytes=0-1,3-4",
            "bytes=0-5,3-4",
            "bytes=",
            "bytes=a-b",
            "bytes=1",
            "lines=1-2",
            "",
            "bytes=--1",
            "bytes=5-2",
        ];
        for range in ranges {
            assert_eq!(of(range, 10), RangePart::Whole, "{range}");
        }
    }

    #[test]
    fn a_part_of_another_version_is_the_whole() {
        let ask = |condition| PreviewRequest::new("GET", "/", &[("Range", "bytes=0-1"), ("If-Range", condition)]);
        assert_eq!(part(&ask("\"1\""), "\"1\"", 10), RangePart::Bytes(0, 1));
        for condition in ["\"2\"", "W/\"1\"", "Tue, 01 Oct 2024 10:00:00 GMT"] {
            assert_eq!(part(&ask(condition), "\"1\"", 10), RangePart::Whole, "{condition}");
        }
    }
}
