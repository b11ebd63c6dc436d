//! A line becomes the time that it ends with, in brackets or after a mark: "Alert fires (09:12)", "Mended: 14.11.2023 10:47".

use crate::parse::times::scan::{ScannedTime, scan};
use crate::parse::times::timepoints::is_time_noise;
use crate::parse::vocabulary;

/// A time at the end of a line.
#[derive(Debug)]
pub(crate) struct TrailingTime {
    /// Where the words before it end.
    pub(crate) words: usize,
    /// The time as written.
    pub(crate) written: String,
    pub(crate) found: ScannedTime,
}

/// Marks that part what happened from when.
const MARKS: [&str; 9] = [": ", "：", " – ", " — ", " - ", " @ ", " | ", "；", " at: "];

/// Words that lead on to a whole date with its time; to less they may lead within a sentence.
const LEADS: [&str; 2] = [" at ", " on "];

/// The time of day that `text` ends with, when a bracket or a mark sets it apart from the words before it.
pub(crate) fn trailing_time(text: &str) -> Option<TrailingTime> {
    let text = text.trim_end().trim_end_matches(['.', '。']);
    let bracketed = [(')', '('), (']', '['), ('）', '（')].into_iter().find_map(|(close, open)| {
        let inside = text.strip_suffix(close)?;
        let at = inside.rfind(open)?;
        Some((at, inside.get(at + open.len_utf8()..)?))
    });
    let marked = MARKS.iter().filter_map(|mark| {
        let at = text.rfind(mark)?;
        Some((at, text.get(at + mark.len()..)?))
    });
    let weakly = LEADS.iter().filter_map(|lead| {
        let at = text.rfind(lead)?;
        let written = text.get(at + lead.len()..)?;
        scan(written).filter(|found| found.parts.has_date() && found.parts.year.is_some()).map(|_| (at, written))
    });
    bracketed.into_iter().chain(marked).chain(weakly).find_map(|(words, written)| {
        let found = scan(written).filter(|s| s.parts.hour.is_some() && is_clear(written))?;
        let before = text.get(..words)?;
        let said =
            before.chars().any(char::is_alphabetic) && !vocabulary::words().measures.any_in(&before.to_lowercase());
        let whole = is_time_noise(written.get(found.end..).unwrap_or_default());
        (said && whole).then(|| TrailingTime { words, written: written.trim().to_owned(), found })
    })
}

/// Whether the figures are a clock's beyond doubt: "10:47", "14.11.2023 10.47", but not "2.50".
fn is_clear(written: &str) -> bool {
    let digits = written.bytes().filter(u8::is_ascii_digit).count();
    written.contains([':', '：', '時', '时']) || digits > 6 || written.to_lowercase().contains(['h', 'm'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_may_end_with_its_time() {
        let cases = [
            ("Alert fires (09:12)", Some(("Alert fires", "09:12"))),
            ("Alert fires [09:12 UTC].", Some(("Alert fires", "09:12 UTC"))),
            ("Mended: 14.11.2023 10:47", Some(("Mended", "14.11.2023 10:47"))),
            ("Mended: 22.02.2024 10.00", Some(("Mended", "22.02.2024 10.00"))),
            ("Pump on – 2 March, 10:47", Some(("Pump on", "2 March, 10:47"))),
            ("Heist began at Feb-08-2021 06:17:19 PM +UTC", Some(("Heist began", "Feb-08-2021 06:17:19 PM +UTC"))),
            ("The pump stopped on 4 March at 10:47", None),
            ("Ratio: 2.50", None),
            ("Time to recover: 1:30", None),
            ("Duration (1:30)", None),
            ("It took until 10:47", None),
            ("See (12 of 15)", None),
            ("(09:12)", None),
        ];
        for (text, expected) in cases {
            let found = trailing_time(text);
            let read = found.as_ref().map(|t| (text.get(..t.words).unwrap_or_default().trim(), t.written.as_str()));
            assert_eq!(read, expected, "{text}");
        }
    }
}
