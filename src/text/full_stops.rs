//! A full stop before a space becomes the end of a sentence, or the end of a number or a short form in the middle of one.

use crate::text::word_cuts::floor_boundary;

/// The names of months that have a capital where the number before them is written with a full stop: "3. Dezember". Other languages that
/// write the stop have small letters there, which end no sentence anyway.
const MONTHS: [&str; 16] = [
    "Januar",
    "Jänner",
    "Februar",
    "Feber",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
    "Jan.",
    "Dez.",
];

/// Short forms, in lower case and without their last full stop, that something belonging to them follows: a name, a noun, an example.
const SHORT_FORMS: [&str; 44] = [
    "bzw", "vgl", "z. b", "z.b", "d. h", "d.h", "u. a", "u.a", "inkl", "evtl", "ggf", "dr", "mr", "mrs", "sr", "sra",
    "e.g", "i.e", "vs", "cf", "incl", "p. ex", "p.ex", "par ex", "p. ej", "p.ej", "p. es", "p.es", "ad es", "t.ex",
    "t. ex", "bl.a", "f.eks", "f. eks", "dvs", "bijv", "d.w.z", "np", "tj", "tzn", "m.in", "т. е", "т.е", "напр",
];

/// The same where a number follows, and words of every day elsewhere: "ok. 10 minut", "it was ok. Then".
const NUMBERED_FORMS: [&str; 32] = [
    "sept", "sep", "oct", "nov", "dec", "jan", "feb", "febr", "mar", "apr", "aug", "jul", "jun", "kl", "ca", "cca",
    "nr", "godz", "ok", "tel", "approx", "aprox", "art", "fig", "abs", "kap", "sig", "núm", "pag", "str", "стр", "ок",
];

/// The longest of them, in bytes.
const LONGEST: usize = 8;

/// Whether the full stop between `before` and `next`, which spaces part, ends no sentence.
pub(crate) fn goes_on(before: &str, next: &str) -> bool {
    is_day(before) && is_month(next)
        || is_month_of_day(before) && is_year(next)
        || is_half_of_short_form(before, next)
        || ends_with(before, &SHORT_FORMS)
        || next.starts_with(char::is_numeric) && ends_with(before, &NUMBERED_FORMS)
}

/// Whether a number that may be that of a day stands at the end of `before`.
fn is_day(before: &str) -> bool {
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (rest, number) = before.split_at(before.len() - digits);
    !rest.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ':' | '-' | '/'))
        && number.len() < 3
        && number.parse().is_ok_and(|day: u8| (1..=31).contains(&day))
}

/// Whether `before` ends with a day and a month in numbers: "3. 12" before ". 2024".
fn is_month_of_day(before: &str) -> bool {
    let day = before.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().strip_suffix('.');
    before.ends_with(|c: char| c.is_ascii_digit()) && day.is_some_and(is_day)
}

fn is_year(next: &str) -> bool {
    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && matches!(next.get(..2), Some("19" | "20"))
}

/// Whether `next` begins with a month: its name, or its number with a full stop of its own ("3. 12. 2024").
fn is_month(next: &str) -> bool {
    let digits = next.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = next.split_at(digits);
    if digits > 0 {
        return rest.starts_with('.') && number.parse().is_ok_and(|month: u8| (1..=12).contains(&month));
    }
    let named = MONTHS.iter().filter_map(|month| next.strip_prefix(month));
    named.into_iter().any(|rest| !rest.starts_with(char::is_alphanumeric))
}

/// Whether the full stop is that between "z. B.", "d. h.".
fn is_half_of_short_form(before: &str, next: &str) -> bool {
    let mut next = next.chars();
    let mut before = before.chars().rev();
    before.next().is_some_and(char::is_lowercase)
        && before.next().is_none_or(char::is_whitespace)
        && next.next().is_some_and(char::is_alphabetic)
        && next.next() == Some('.')
}

fn ends_with(before: &str, forms: &[&str]) -> bool {
    let start = floor_boundary(before, before.len().saturating_sub(LONGEST + 4));
    let end = before[start..].to_lowercase();
    forms.iter().filter_map(|form| end.strip_suffix(form)).any(|rest| !rest.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use crate::text::sentences;

    #[test]
    fn numbers_of_days_and_short_forms_end_no_sentence() {
        let whole = [
            "Am 3. Dezember 2024 stand der Ofen.",
            "Am 3. 12. 2024 stand der Ofen.",
            "Den 3. marts kl. 09.10 gik ovnen i stå.",
            "Die Öfen bzw. Kessel standen, z. B. Ofen 3.",
            "Os fornos pararam, p. ex. O forno 3.",
            "Печи не работали, т. е. Печь 3.",
            "Piec stał od ok. 10 minut.",
        ];
        for text in whole {
            assert_eq!(sentences(text).collect::<Vec<_>>(), [text]);
        }
        let parted = [
            ("We had 3. December was cold.", 2),
            ("Version 1.3. Dezember kam.", 2),
            ("Es waren 300. Dezember kam.", 2),
            ("It was ok. Then it was not.", 2),
            ("We wrote to Bob. The oven was out.", 2),
        ];
        for (text, count) in parted {
            assert_eq!(sentences(text).count(), count, "{text}");
        }
    }
}
