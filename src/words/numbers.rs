//! Numbers and counts become words.

/// `1 incident`, `10,000 incidents`.
pub(crate) fn large_count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{} {many}", thousands(count)) }
}

/// A whole number with its thousands apart.
pub(crate) fn thousands(count: usize) -> String {
    grouped(count.to_string())
}

/// A whole number with its thousands apart (`23,900`); other text as it is.
pub(crate) fn grouped(text: String) -> String {
    if text.len() < 5 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text;
    }
    let digits = text.as_bytes().rchunks(3).rev().filter_map(|digits| std::str::from_utf8(digits).ok());
    digits.collect::<Vec<_>>().join(",")
}

/// A number as a word, up to twelve.
pub(crate) fn number(number: usize) -> String {
    let words =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    words.get(number).map_or_else(|| grouped(number.to_string()), |&word| word.to_owned())
}

/// `1 incident`, `7 incidents`.
pub(crate) fn count(count: usize, one: &str, many: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {many}") }
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

    #[test]
    fn small_numbers_are_words() {
        assert_eq!([1, 5, 12, 13, 12_345].map(number), ["one", "five", "twelve", "13", "12,345"]);
    }
}
