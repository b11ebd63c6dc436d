//! Counts, dates and codes become the phrases that lists and entity pages are written in.

use jiff::civil::Date;
use jiff::{Span, Unit};

use crate::link::FacetKind;
use crate::render::views::words;
use crate::text::{first_sentences, primary_language};

/// The longest gloss of a name in a list, in characters.
const MEANING: usize = 170;

/// What a value of a facet is.
pub(crate) fn facet_value(kind: FacetKind) -> Option<&'static str> {
    match kind {
        FacetKind::Service => Some("Service"),
        FacetKind::Team => Some("Team"),
        FacetKind::Severity => Some("Severity"),
        FacetKind::Factor => Some("Contributing factor"),
        FacetKind::Tag => Some("Tag"),
        FacetKind::Year => None,
    }
}

/// What a name means, in whole sentences where they fit; `None` when nobody has said.
pub(crate) fn meaning(text: &str) -> Option<String> {
    Some(sentences(text, MEANING)).filter(|text| !text.is_empty())
}

/// Markdown as plain text of at most `limit` characters, in whole sentences where they fit.
pub(crate) fn sentences(markdown: &str, limit: usize) -> String {
    first_sentences(&words::plain(markdown), limit)
}

/// The time from `date` until `as_of`, in its largest unit: `3 weeks`, `2 years`; `None` for the same day or a later one.
pub(crate) fn span(date: Date, as_of: Date) -> Option<String> {
    let days = date.until((Unit::Day, as_of)).map(|span| span.get_days()).ok().filter(|days| *days > 0)?;
    let months = date.until((Unit::Month, as_of)).map(|span: Span| span.get_months()).unwrap_or_default();
    let count = |count: i32, one: &str, many: &str| words::count(usize::try_from(count).unwrap_or_default(), one, many);
    Some(match (days, months) {
        (_, 24..) => count(months / 12, "year", "years"),
        (_, 2..) => count(months, "month", "months"),
        (14.., _) => count(days / 7, "week", "weeks"),
        _ => count(days, "day", "days"),
    })
}

/// A date of a catalogue: `2023-12-15` as `15 December 2023`; anything else as it is.
pub(crate) fn since(written: &str) -> Option<String> {
    let text = written.parse::<Date>().map_or_else(|_| written.trim().to_owned(), crate::render::views::moment::day);
    Some(text).filter(|text| !text.is_empty())
}

/// A folder's name as a heading: `how_to_write` is `How to write`.
pub(crate) fn folder(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut chars = spaced.trim().chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A language in its own words; its code where we do not know them.
pub(crate) fn language(code: &str) -> &str {
    match primary_language(code).to_ascii_lowercase().as_str() {
        "ar" => "العربية",
        "bn" => "বাংলা",
        "de" => "Deutsch",
        "en" => "English",
        "es" => "Español",
        "fa" => "فارسی",
        "fr" => "Français",
        "he" => "עברית",
        "hi" => "हिन्दी",
        "it" => "Italiano",
        "ja" => "日本語",
        "ko" => "한국어",
        "nl" => "Nederlands",
        "pl" => "Polski",
        "pt" => "Português",
        "ru" => "Русский",
        "tr" => "Türkçe",
        "uk" => "Українська",
        "ur" => "اردو",
        "zh" => "中文",
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_span_is_told_in_its_largest_unit() {
        let as_of = date(2026, 10, 22);
        let told = |date| span(date, as_of).unwrap_or_default();
        assert_eq!(told(date(2026, 10, 22)), "");
        assert_eq!(told(date(2026, 10, 23)), "");
        assert_eq!(told(date(2026, 10, 21)), "1 day");
        assert_eq!(told(date(2026, 10, 1)), "3 weeks");
        assert_eq!(told(date(2025, 9, 24)), "12 months");
        assert_eq!(told(date(2022, 1, 1)), "4 years");
    }

    #[test]
    fn folders_and_dates_read_like_prose() {
        assert_eq!(folder("how_to_write"), "How to write");
        assert_eq!(since("2023-12-15").as_deref(), Some("15 December 2023"));
        assert_eq!(since("last winter").as_deref(), Some("last winter"));
        assert_eq!(since(""), None);
    }
}
