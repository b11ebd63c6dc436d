//! A line and a place in it become the line without what stands there, and without the marks that only held it.

use std::ops::Range;

use crate::text::is_cjk;

/// What divides the parts of a line.
const DIVIDES: [char; 14] = ['-', '–', '—', '→', '|', ',', ';', '/', '、', '，', '；', ':', '：', '·'];

/// What opens, and what closes it.
pub(super) const BRACKETS: [(char, char); 4] = [('(', ')'), ('（', '）'), ('[', ']'), ('【', '】')];

/// `text` without what is at `place`: emphasis and brackets that held nothing else go with it, and of two divisions one stays.
pub(super) fn taken_out(text: &str, place: &Range<usize>) -> String {
    let place = with_emphasis(text, place);
    let before = text[..place.start].trim_end_matches(DIVIDES_OR_SPACE);
    let behind = text[place.end..].trim_start();
    let rest = behind.trim_start_matches(DIVIDES_OR_SPACE);
    let divided = behind[..behind.len() - rest.len()].trim();
    for (open, close) in BRACKETS {
        let (inner, opened) = (rest.strip_prefix(close), before.strip_suffix(open));
        if let (Some(_), Some(outer)) = (inner, opened) {
            return taken_out(text, &(outer.len()..text.len() - rest.len() + close.len_utf8()));
        }
        if let Some(outer) = opened {
            return format!("{outer}{open}{rest}");
        }
        if inner.is_some() {
            return format!("{before}{rest}");
        }
    }
    let ended = rest.trim_start_matches(['.', '。', ' ']);
    if before.is_empty() || ended.is_empty() {
        let stop = if ended.is_empty() && rest.starts_with('.') && !before.ends_with('.') { "." } else { "" };
        return format!("{before}{stop}{ended}");
    }
    let wide = before.ends_with(is_cjk) && ended.starts_with(is_cjk);
    match divided {
        _ if rest.starts_with('.') && !before.ends_with('.') => format!("{before}. {ended}"),
        _ if before.ends_with(['.', '!', '?', '。']) => format!("{before} {ended}"),
        "," | ";" => format!("{before}{divided} {ended}"),
        "" if wide => format!("{before}{ended}"),
        "" => format!("{before} {ended}"),
        _ if wide => format!("{before}{divided}{ended}"),
        _ => format!("{before} {divided} {ended}"),
    }
}

const DIVIDES_OR_SPACE: fn(char) -> bool = |c| c.is_whitespace() || DIVIDES.contains(&c);

/// A place with the emphasis around it, and with the marks whose other half is in it.
fn with_emphasis(text: &str, place: &Range<usize>) -> Range<usize> {
    let mut place = place.clone();
    for mark in ["**", "__", "~~", "*", "_", "`"] {
        let odd = text[place.clone()].matches(mark).count() % 2 == 1;
        let (before, behind) = (text[..place.start].ends_with(mark), text[place.end..].starts_with(mark));
        if before && (odd || behind) {
            place.start -= mark.len();
        }
        if behind && odd != before {
            place.end += mark.len();
        }
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_out_leaves_no_mark_of_its_own() {
        for (text, what, expected) in [
            ("Oil it **(Ann Bee)**", "(Ann Bee)", "Oil it"),
            ("Oil it (OPS-1, @jo)", "@jo", "Oil it (OPS-1)"),
            ("Oil it (@jo, by May)", "@jo", "Oil it (by May)"),
            ("Oil it (@jo)", "@jo", "Oil it"),
            ("Load it. Owner: Ann. Pending.", "Owner: Ann", "Load it. Pending."),
            ("Oil it – Owner: Ann – Status: Open", "Owner: Ann", "Oil it – Status: Open"),
            ("Oil `it`, **Owner:** Ann", "Owner:** Ann", "Oil `it`"),
            ("**Owner: Ann**, oil it", "Owner: Ann", "oil it"),
            ("油（担当：山本）", "担当：山本", "油"),
            ("Oil it @jo", "@jo", "Oil it"),
            ("Oil it **@ann**", "@ann", "Oil it"),
        ] {
            let at = text.find(what).expect("it is there");
            assert_eq!(taken_out(text, &(at..at + what.len())), expected, "{text}");
        }
    }
}
