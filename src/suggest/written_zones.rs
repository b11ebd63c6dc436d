//! A text becomes the time zones that it names beside its times.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use crate::model::Zone;

/// Clocks, and the letters that stand for them and for no others. Letters that several places use are not here.
const LETTERS: &[(&str, &[&str])] = &[
    ("UTC", &["UTC", "GMT", "Z"]),
    ("Europe/London", &["BST"]),
    ("CET", &["CET", "CEST"]),
    ("Europe/Berlin", &["MEZ", "MESZ"]),
    ("EET", &["EET", "EEST"]),
    ("Europe/Moscow", &["MSK"]),
    ("America/New_York", &["EST", "EDT", "ET"]),
    ("America/Chicago", &["CDT", "CT"]),
    ("America/Denver", &["MST", "MDT", "MT"]),
    ("America/Los_Angeles", &["PST", "PDT", "PT"]),
    ("America/Sao_Paulo", &["BRT"]),
    ("Africa/Johannesburg", &["SAST"]),
    ("Asia/Tokyo", &["JST"]),
    ("Asia/Seoul", &["KST"]),
    ("Asia/Singapore", &["SGT"]),
    ("Asia/Hong_Kong", &["HKT"]),
    ("Australia/Sydney", &["AEST", "AEDT"]),
    ("Pacific/Auckland", &["NZST", "NZDT"]),
];

/// The zones that a text names, by what they are called as a setting, and as they were written.
pub(super) fn written_zones(text: &str) -> BTreeMap<String, Vec<String>> {
    static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[aApP]\.?[mM]\.?)? ?\(?(Z\b|[A-Z]{2,4}\b(?:[+-][0-9]{1,2})?|[+-][0-9]{2}:?[0-9]{2}\b)";
        Regex::new(pattern).expect("the pattern is valid")
    });
    static APART: LazyLock<Regex> = LazyLock::new(|| {
        let pattern = r"\((UTC|GMT|[A-Z]{2,4}T|MEZ|MESZ|MSK)\)|(?:[Tt]imes?|[Zz]eit(?:en)?|[Hh]eures?|[Hh]oras?|[Tt]id(?:er)?|[Tt]ijden|時刻|时间|時間)[^\n]{0,40}?\b(UTC|GMT|[A-Z]{1,3}[SDE]T|CET|EET|MEZ|MESZ|MSK)\b|\b((?:Africa|America|Asia|Atlantic|Australia|Europe|Pacific)/[A-Z][A-Za-z_/]+)";
        Regex::new(pattern).expect("the pattern is valid")
    });
    let beside = BESIDE.captures_iter(text).filter_map(|c| c.get(1));
    let apart = APART.captures_iter(text).filter_map(|c| c.get(1).or(c.get(2)).or(c.get(3)));
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for written in beside.chain(apart).map(|m| m.as_str()) {
        let Some(zone) = setting(written) else { continue };
        let known = found.entry(zone).or_default();
        if !known.iter().any(|other| other == written) {
            known.push(written.to_owned());
        }
    }
    found
}

/// What is set for letters, a place or an offset.
fn setting(written: &str) -> Option<String> {
    if written.contains('/') {
        return Zone::parse(written).map(|zone| zone.written().to_owned());
    }
    if written.contains(['+', '-']) {
        // What is nowhere ahead of UTC is UTC; `-00:00` says so as well.
        let is_utc = written.chars().all(|c| matches!(c, '+' | '-' | ':' | '0'));
        return Some(if is_utc { String::from("UTC") } else { written.to_owned() });
    }
    LETTERS.iter().find(|(_, letters)| letters.contains(&written)).map(|(zone, _)| (*zone).to_owned())
}

/// Whether a name is of clocks that change with the seasons or stay, and not only a distance from UTC on some day.
pub(super) fn is_place(zone: &str) -> bool {
    !zone.contains(['+', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_found_beside_times_and_in_remarks() {
        let cases: [(&str, &[&str]); 9] = [
            ("| 09:12 CET | down |\n| 10:00 CEST |", &["CET"]),
            ("at 9:12 am PT and 10:00 PST", &["America/Los_Angeles"]),
            ("All times are in JST.", &["Asia/Tokyo"]),
            ("| Time (UTC) | What |", &["UTC"]),
            ("2024-03-11T09:12:00Z", &["UTC"]),
            ("timezone: Europe/Oslo", &["Europe/Oslo"]),
            ("2024-03-11T09:12:00+01:00", &["+01:00"]),
            ("2024-03-11 09:12:00 -0000", &["UTC"]),
            ("We went EAST of the MET at 12:30 OK", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(written_zones(text).keys().map(String::as_str).collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
