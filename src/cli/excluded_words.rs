//! The words that a search excludes, such as `-dns`, become arguments that are not taken for options.

use std::ffi::OsString;

/// The arguments of a command line, with those that exclude a word (`-dns`) told from options: a space before the minus, which a
/// query does not mind, makes them values. Options of one letter stay what they are.
pub(super) fn told_from_options(arguments: impl IntoIterator<Item = OsString>) -> Vec<OsString> {
    let mut searches = false;
    let told = |argument: OsString| {
        let text = argument.to_string_lossy();
        let excludes = text.strip_prefix('-').is_some_and(|word| {
            let option = word.is_empty() || word.starts_with('-') || word.chars().all(|c| c == 'v');
            !option && !matches!(word, "q" | "h" | "V")
        });
        let told = if searches && excludes { OsString::from(format!(" {text}")) } else { argument.clone() };
        searches |= argument == "search";
        told
    };
    arguments.into_iter().map(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_with_a_minus_is_no_option() {
        let told = |line: &str| {
            let line = line.split('|').map(OsString::from);
            told_from_options(line).into_iter().map(|a| a.to_string_lossy().into_owned()).collect::<Vec<_>>().join("|")
        };
        assert_eq!(
            told("casebook|-q|search|lease|-dns|-vv|--limit|1|-"),
            "casebook|-q|search|lease| -dns|-vv|--limit|1|-"
        );
        assert_eq!(told("casebook|search|-stale lease|-h"), "casebook|search| -stale lease|-h");
        assert_eq!(told("casebook|build|-dns"), "casebook|build|-dns");
    }
}
