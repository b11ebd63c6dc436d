//! A name that people gave becomes a part of an address: readable, and safe for every file system and URL.

use unicode_normalization::UnicodeNormalization;

use crate::model::strip_suffix_ignore_case;

/// The address of a copied file.
pub(crate) fn asset_address(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{}/{}", folder_address(folder), safe_name(name)),
        None => safe_name(path),
    }
}

/// A folder's part of an address. One that is called like a page would stand where a page of that name must go.
pub(super) fn folder_address(folder: &str) -> String {
    let part = |part: &str| {
        let safe = safe_name(part);
        let stem = [".html", ".htm", ".md", ".json", ".js", ".xml", ".txt"]
            .iter()
            .find_map(|e| strip_suffix_ignore_case(&safe, e));
        stem.map_or_else(|| safe.clone(), |stem| format!("{stem}-{}", &safe[stem.len() + 1..]))
    };
    folder.split('/').filter(|p| !p.is_empty()).map(part).collect::<Vec<_>>().join("/")
}

/// `name` as one part of an address: NFC, letters and digits of any script, `-`, `_` and `.`; everything else becomes `-`. Names that
/// some file system gives a meaning of its own (`con`, `..`, a trailing dot) are changed; at most 120 bytes.
pub(super) fn safe_name(name: &str) -> String {
    let mut safe = String::with_capacity(name.len());
    let mut gap = false;
    for c in name.nfc() {
        let kept = c.is_alphanumeric() || matches!(c, '-' | '_' | '.') || is_mark(c);
        if kept && !is_invisible(c) {
            // "a - b" is `a-b`; "a--b" stays as it is.
            if gap && c != '-' && !safe.ends_with('-') {
                safe.push('-');
            }
            if !(gap && c == '-' && safe.ends_with('-')) {
                safe.push(c);
            }
            gap = false;
        } else {
            gap = true;
        }
    }
    let mut safe = safe.replace("-.", ".").replace("..", ".");
    while safe.len() > 120 {
        safe.pop();
    }
    let trimmed = safe.trim_matches(['-', '.']).to_owned();
    let device = trimmed.split('.').next().unwrap_or("").to_lowercase();
    let numbered = |prefix: &str| {
        device.len() == 4 && device.starts_with(prefix) && device.ends_with(|c: char| c.is_ascii_digit())
    };
    if trimmed.is_empty() {
        String::from("page")
    } else if ["con", "prn", "aux", "nul"].contains(&device.as_str()) || numbered("com") || numbered("lpt") {
        format!("{trimmed}-")
    } else {
        trimmed
    }
}

/// `text` as the name of a generated page or a filter: lower case, `-` between words.
pub(crate) fn slug(text: &str) -> String {
    safe_name(&text.to_lowercase().replace(['.', '_'], "-")).replace("--", "-")
}

fn is_mark(c: char) -> bool {
    // Combining marks that NFC leaves apart: Indic vowel signs, Hebrew and Arabic points, Thai.
    matches!(c, '\u{0300}'..='\u{036f}' | '\u{0591}'..='\u{05c7}' | '\u{064b}'..='\u{065f}' | '\u{0900}'..='\u{0dff}' | '\u{0e31}'..='\u{0e4e}')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// An address with a number, where the one without is taken.
pub(crate) fn suffixed(address: &str, number: usize) -> String {
    let stem = address.strip_suffix(".html").unwrap_or(address);
    format!("{stem}-{number}.html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_readable_and_become_safe() {
        let cases = [
            ("2024-03-11 expired cert", "2024-03-11-expired-cert"),
            ("50% off @home #1?", "50-off-home-1"),
            ("ステータス", "ステータス"),
            ("..", "page"),
            ("con", "con-"),
            ("a<script>b", "a-script-b"),
            ("x.", "x"),
            ("PM-9 - bad  day", "PM-9-bad-day"),
            ("a--b", "a--b"),
        ];
        for (name, expected) in cases {
            assert_eq!(safe_name(name), expected, "{name}");
        }
    }
}
