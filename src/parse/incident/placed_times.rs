//! A sentence becomes the times in it, in order, each with the words around it.

use jiff::tz::TimeZone;

use crate::parse::times::{ScannedTime, scan, zone_in};
use crate::text::is_cjk;

/// So many characters after its beginning a time has its first figure.
const FIGURE_WITHIN: usize = 24;

/// A time in a sentence, with the words around it in lower case.
pub(super) struct PlacedTime {
    pub(super) found: ScannedTime,
    /// The word that it begins with: what opens a stretch may have been read with it.
    pub(super) first: String,
    pub(super) before: String,
    pub(super) after: String,
}

/// The times of the sentence, in order. A clock without a day takes the day that the sentence named before it.
pub(super) fn placed_times(text: &str) -> Vec<PlacedTime> {
    let mut out: Vec<PlacedTime> = Vec::new();
    if !has_figures(text) {
        return out;
    }
    let (mut at, mut previous) = (0, ' ');
    for (i, c) in text.char_indices() {
        let starts = i >= at
            && (c.is_alphanumeric() || matches!(c, '~' | '≈' | '∼'))
            && (!previous.is_alphanumeric() || is_cjk(previous) && c.is_ascii_digit() && previous != '第')
            && (!is_joint(previous) || c.is_ascii_digit() && elides(&text[..i]));
        previous = c;
        // A time has a figure, and not far from its beginning: "Wednesday, the 11th".
        let figure = || text[i..].chars().take(FIGURE_WITHIN).any(|c| c.is_numeric());
        if !starts || !figure() {
            continue;
        }
        let from = half_of_day_before(text, i);
        let Some(mut found) = text.get(from..).and_then(scan) else { continue };
        let end = from + found.end;
        let whole = found.parts.has_time() || found.parts.day.is_some();
        let goes_on = text.get(end..).is_some_and(goes_on);
        if !whole || goes_on {
            continue;
        }
        let day = out.iter().rev().find(|time| time.found.parts.day.is_some());
        if let Some(day) = day.filter(|_| !found.parts.has_date()) {
            let day = &day.found.parts;
            (found.parts.year, found.parts.month, found.parts.day) = (day.year, day.month, day.day);
            found.parts.ambiguous = day.ambiguous;
        }
        if found.parts.zone.is_none() && found.parts.has_time() {
            found.parts.zone = zone_before(text.get(..i).unwrap_or_default());
        }
        at = end.max(i + 1);
        let before = text.get(..i).unwrap_or_default().trim_end().to_lowercase();
        let after = text.get(end..).unwrap_or_default().to_lowercase();
        let first = text.get(i..).and_then(|rest| rest.split(' ').next()).unwrap_or_default().to_lowercase();
        out.push(PlacedTime { found, first, before, after });
    }
    share_zone(&mut out);
    take_day_behind(&mut out);
    out
}

/// Whether there may be a time in a sentence.
pub(super) fn has_figures(text: &str) -> bool {
    text.contains(char::is_numeric)
}

/// Gives the one zone that a sentence names to all of its clocks: "starting at 10:15 and ending at 11:00 UTC".
fn share_zone(times: &mut [PlacedTime]) {
    let mut named = times.iter().filter(|time| time.found.parts.has_time()).filter_map(|time| {
        let parts = &time.found.parts;
        parts.zone.clone().map(|zone| (zone, parts.letters))
    });
    let Some((zone, letters)) = named.next() else { return };
    if named.any(|(other, _)| other != zone) {
        return;
    }
    for time in times.iter_mut().filter(|time| time.found.parts.has_time() && time.found.parts.zone.is_none()) {
        (time.found.parts.zone, time.found.parts.letters) = (Some(zone.clone()), letters);
    }
}

/// Gives the one day that a sentence names, right behind its clocks, to them: "between 10:00 and 11:00 on 4 March".
fn take_day_behind(times: &mut [PlacedTime]) {
    let Some(at) = times.iter().position(|time| time.found.parts.day.is_some()).filter(|at| *at > 0) else { return };
    let (clocks, day) = times.split_at_mut(at);
    let day = &day[0];
    let between = clocks.last().and_then(|last| {
        let behind = last.after.len().checked_sub(day.after.len())?;
        // The commas of the day itself part nothing: "on Monday, March 4th, 2024".
        let to_day = behind.checked_sub(day.found.end).and_then(|to_day| last.after.get(..to_day));
        to_day.or_else(|| last.after.get(..behind))
    });
    let near = between.is_some_and(|words| {
        words.split_whitespace().count() <= WORDS_TO_DAY
            && !words.contains([',', ';', '–', '—'])
            && !words.contains(". ")
    });
    if near && !day.found.parts.has_time() {
        let parts = day.found.parts.clone();
        for clock in clocks {
            let own = &mut clock.found.parts;
            (own.year, own.month, own.day, own.ambiguous) = (parts.year, parts.month, parts.day, parts.ambiguous);
        }
    }
}

/// So many words, those of the day among them, may stand between a clock and the end of the day behind it: "Uhr am 15. Mai 2024".
const WORDS_TO_DAY: usize = 7;

/// Where a clock at `at` begins with the half of the day before it, where words are not parted: "3日午後9時".
fn half_of_day_before(text: &str, at: usize) -> usize {
    const HALVES: [&str; 12] =
        ["午後", "午前", "下午", "上午", "晚上", "傍晚", "凌晨", "早上", "清晨", "오후", "오전", "새벽"];
    let before = text.get(..at).unwrap_or_default();
    HALVES.iter().find(|half| before.ends_with(**half)).map_or(at, |half| at - half.len())
}

/// The zone that stands right before a time: "北京时间 14:20".
fn zone_before(text: &str) -> Option<TimeZone> {
    let text = text.trim_end();
    if !text.ends_with(['间', '間']) {
        return None;
    }
    let starts = text.char_indices().rev().take(LONGEST_ZONE).map(|(at, _)| at);
    starts.filter_map(|at| zone_in(text.get(at..)?)).map(|(zone, _)| zone).next()
}

/// So many characters a zone in words has at most.
const LONGEST_ZONE: usize = 8;

/// Whether a number goes on with what follows it, so that it is no time: a word, a unit. Scripts without spaces go on with anything.
fn goes_on(rest: &str) -> bool {
    const UNITS: &str = "間间半分秒以％個个件人回台倍割円元名社時时点";
    rest.starts_with(|c: char| c == '%' || c.is_alphanumeric() && (!is_cjk(c) || UNITS.contains(c)))
}

/// Whether what stands before a figure is an article that lost its vowel: "l'11 marzo", "dall'8".
fn elides(before: &str) -> bool {
    before.strip_suffix(['\'', '’']).is_some_and(|before| before.ends_with(['l', 'L']))
}

/// Whether a letter after `c` goes on with a word or a number.
fn is_joint(c: char) -> bool {
    matches!(c, '.' | ':' | '-' | '_' | '/' | '@' | '#' | '$' | '\'' | '’')
}
