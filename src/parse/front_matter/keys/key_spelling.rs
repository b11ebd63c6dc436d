//! A key, however it is spelled, becomes its canonical name; a text that nobody could read as keys and values becomes the keys it names.

/// `startTime`, `start-time`, `Start Time` and `start_time` are one key.
pub(crate) fn canonical(key: &str) -> String {
    let mut out = String::with_capacity(key.len() + 4);
    let mut before_lower = false;
    for c in key.trim().chars().filter(|c| !is_invisible(*c)) {
        if c.is_uppercase() {
            if before_lower {
                out.push('_');
            }
            out.extend(c.to_lowercase());
        } else {
            out.push(if matches!(c, '-' | ' ') { '_' } else { c });
        }
        before_lower = c.is_lowercase() || c.is_ascii_digit();
    }
    out
}

/// Whether two canonical keys are one though only one of them marks where words end: `publish_date` and `publishdate`.
pub(crate) fn same_key(a: &str, b: &str) -> bool {
    let letters = |key| str::bytes(key).filter(|byte| *byte != b'_');
    letters(a).eq(letters(b))
}

/// Characters that no reader and no editor shows.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{2060}')
}

/// The key at the start of a line, if there is one, whatever stands around it.
pub(crate) fn key_of(line: &str) -> Option<String> {
    let visible: String = line.chars().filter(|c| !is_invisible(*c)).collect();
    let start = visible.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '_');
    let end = start.find(|c: char| !is_of_a_name(c))?;
    let rest = start[end..].trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
    rest.starts_with([':', '=', '：']).then(|| canonical(&start[..end]))
}

/// Every word of `text` that a colon or an equals sign follows, in canonical form: the keys of what is broken, minified or code.
pub(crate) fn named_keys(text: &str) -> Vec<String> {
    let mut keys = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_of_a_name) {
        let word = &rest[at..];
        let end = word.find(|c: char| !is_of_a_name(c)).unwrap_or(word.len());
        rest = &word[end..];
        let after = rest.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c) || matches!(c, '"' | '\''));
        if after.starts_with([':', '=', '：']) {
            keys.push(canonical(&word[..end]));
        }
    }
    keys
}

fn is_of_a_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_key_are_one() {
        for key in ["startTime", "start-time", "Start Time", "start_time", "START_TIME", "\u{200b}start-time"] {
            assert_eq!(canonical(key), "start_time");
        }
        assert!(same_key(&canonical("PUBLISHDATE"), "publish_date"));
        assert!(!same_key("publish_dates", "publish_date"));
    }

    #[test]
    fn broken_text_names_its_keys() {
        assert_eq!(key_of("  \"draft\" : true").as_deref(), Some("draft"));
        assert_eq!(key_of("draft：true").as_deref(), Some("draft"));
        assert_eq!(key_of("a draft"), None);
        assert_eq!(named_keys("{\"title\": \"x\", 'isDraft' : true,, published=1"), ["title", "is_draft", "published"]);
    }
}
