//! A heading becomes the role of what stands under it.
//!
//! The synonyms are data, in the folders of `languages`. A heading has a role only when it *is* a synonym, give or take
//! numbering, punctuation and a few ornamental words; one that merely contains a synonym has none.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use serde::de::value::{Error, StrDeserializer};

use crate::model::{Config, Role};
use crate::parse::vocabulary::heading_parts::{LISTS, role_of_parts};
use crate::parse::vocabulary::language_folders::{languages, table};

/// A language and a role in it.
type Meanings = Vec<(&'static str, Role)>;

/// What each synonym means in which languages, in the order of the languages.
static SYNONYMS: LazyLock<FxHashMap<String, Meanings>> = LazyLock::new(|| {
    let mut synonyms: FxHashMap<String, Meanings> = FxHashMap::default();
    for language in languages() {
        let roles: BTreeMap<String, Vec<String>> =
            table(language, "headings.toml").try_into().expect("headings.toml is valid");
        for (name, headings) in roles.into_iter().filter(|(name, _)| !LISTS.contains(&name.as_str())) {
            let role = Role::deserialize(StrDeserializer::<Error>::new(&name)).expect("headings.toml names roles");
            for heading in headings {
                synonyms.entry(normalise(&heading)).or_default().push((language, role));
            }
        }
    }
    synonyms
});

/// Words before a synonym that change nothing: "Incident timeline", "The impact".
const ORNAMENTS: &[&str] = &[
    "the ",
    "our ",
    "incident ",
    "detailed ",
    "full ",
    "brief ",
    "short ",
    "high level ",
    "key ",
    "main ",
    "initial ",
    "primary ",
    "post mortem ",
    "postmortem ",
    "preliminary ",
    "technical ",
    "list of ",
    "proposed ",
    "potential ",
    "possible ",
    "outage ",
    "a ",
    "some ",
    "additional ",
    "other ",
    "identified ",
    "known ",
    "current ",
    "final ",
    "internal ",
    "event ",
];

/// Words after a synonym that change nothing.
const ENDINGS: &[&str] = &[
    " of the incident",
    " of the outage",
    " of events",
    " of this incident",
    " of incident",
    " of the event",
    " section",
    " details",
    " s",
    " list",
    " so far",
    " summary",
    " overview",
    " for this incident",
    " des vorfalls",
    " der störung",
    " de l incident",
    " del incidente",
    " do incidente",
    " dell incidente",
    " description",
    " table",
    " items",
    " notes",
    " report",
    " information",
];

/// The role of the heading `title` in the language `lang`; the house's own synonyms first.
pub(crate) fn role(title: &str, lang: &str, config: &Config) -> Option<Role> {
    if !config.sections.is_empty() {
        let wanted = normalise(title);
        if let Some((_, role)) = config.sections.iter().find(|(heading, _)| normalise(heading) == wanted) {
            return Some(*role);
        }
    }
    known_role(title, Some(lang))
}

/// The role of a heading that is a section's name and nothing more: `RCA`, not `RCA - API down`.
pub(crate) fn bare_role(title: &str, lang: Option<&str>) -> Option<Role> {
    lookup(&normalise(title), lang)
}

/// The role of the heading `title`: in `lang` where given, else in English, else in any language.
pub(crate) fn known_role(title: &str, lang: Option<&str>) -> Option<Role> {
    if title.len() > 160 || title.split_whitespace().count() > 14 {
        return None;
    }
    let whole = normalise(title);
    if let Some(role) = lookup(&whole, lang) {
        return Some(role);
    }
    if let Some(rest) = ["todo ", "to do ", "todos "].iter().find_map(|todo| whole.strip_prefix(todo))
        && ["after", "before", "when", "once", "for", "from", "next", "later", "list"]
            .iter()
            .any(|word| rest.split(' ').next() == Some(*word))
    {
        // "Todo after the data is restored".
        return Some(Role::Actions);
    }
    if let Some((before, _)) =
        title.split_once(['(', '（']).filter(|(_, after)| after.contains(|c: char| c.is_ascii_digit()))
        && lookup(&normalise(before), lang) == Some(Role::Timeline)
    {
        // "Timeline (all times UTC) Monday May 10th": the day of its clocks.
        return Some(Role::Timeline);
    }
    if let Some((_, inside)) =
        title.trim_end().strip_suffix([')', '）']).and_then(|title| title.split_once(['(', '（']))
        && lookup(&normalise(inside), lang) == Some(Role::Actions)
    {
        // "What to improve (corrective actions)".
        return Some(Role::Actions);
    }
    let parts = title.split([':', '：', '/', '|', '–', '—', '&', '·', '→']).next().into_iter();
    // "Leftovers / follow-up": the second of two names.
    let second = title.split_once(" / ").map(|(_, second)| second).filter(|second| !second.contains('/'));
    parts.chain(title.split(" - ").next()).chain(second).find_map(|part| {
        let part = normalise(part);
        if part == whole { None } else { lookup(&part, lang) }
    })
}

fn lookup(normal: &str, lang: Option<&str>) -> Option<Role> {
    plainly(normal, lang).or_else(|| role_of_parts(normal, &|words| plainly(words, lang)))
}

/// The role of a name that is known, give or take ornamental words of English.
fn plainly(normal: &str, lang: Option<&str>) -> Option<Role> {
    let mut words = normal;
    loop {
        let found =
            exact(words, lang).or_else(|| ENDINGS.iter().find_map(|ending| exact(words.strip_suffix(ending)?, lang)));
        if found.is_some() {
            return found;
        }
        words = ORNAMENTS.iter().find_map(|ornament| words.strip_prefix(ornament))?;
    }
}

fn exact(words: &str, lang: Option<&str>) -> Option<Role> {
    let meanings = SYNONYMS.get(words).filter(|_| !words.is_empty())?;
    let primary = lang.and_then(|l| l.split(['-', '_']).next()).unwrap_or("en");
    let of = |wanted: &str| meanings.iter().find(|(language, _)| *language == wanted);
    of(primary).or_else(|| of("en")).or(meanings.first()).map(|(_, role)| *role)
}

/// Lower case, words of letters and digits parted by single spaces; no parentheses, apostrophes or leading numbering.
pub(crate) fn normalise(title: &str) -> String {
    // As nearly every synonym is written.
    let is_normal = |c: u8| c.is_ascii_lowercase() || c == b' ';
    if title.bytes().all(is_normal) && !title.contains("  ") && title.trim_ascii().len() == title.len() {
        return title.to_owned();
    }
    let mut out = String::with_capacity(title.len());
    let mut depth = 0usize;
    for c in without_numbering(title).chars() {
        match c {
            '(' | '（' | '[' => depth += 1,
            ')' | '）' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '\'' | '’' | 'ʼ' | ';' | '\u{fe0f}' | '\u{200d}' => {}
            '&' => out.push_str(" and "),
            _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            _ if c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
    if out.is_empty() || out.contains("  ") || out.ends_with(' ') {
        out = out.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    if out.is_empty() && title.starts_with(|c: char| c.is_ascii_digit()) {
        return title.to_lowercase();
    }
    restore_number(title, out)
}

/// A title without the number that sorts it: `3.1 `, `２．`, `四、`, `②`, `IV. `, `b) `.
fn without_numbering(title: &str) -> &str {
    let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '０'..='９' | '①'..='⒛' | '❶'..='❿');
    let mark = |c: char| matches!(c, '.' | ')' | ' ' | '．' | '）' | '、' | '\u{3000}');
    let bare = title.trim_start_matches(|c: char| is_digit(c) || mark(c));
    if bare.len() < title.len() {
        return bare;
    }
    let numerals = bare.trim_start_matches(|c: char| "第一二三四五六七八九十百".contains(c));
    let chapter = numerals.strip_prefix(['章', '节', '節', '部']).unwrap_or(numerals);
    if numerals.len() < bare.len()
        && let Some(rest) = chapter.strip_prefix(['、', '.', '．', ')', '）', ' ', '\u{3000}', '：', ':'])
    {
        return rest.trim_start_matches(mark);
    }
    let letters = bare.trim_start_matches(['I', 'V', 'X']);
    let letters = if letters.len() < bare.len() {
        letters
    } else {
        bare.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(bare)
    };
    let after = letters.strip_prefix(['.', ')']).filter(|rest| letters.len() < bare.len() && rest.starts_with(' '));
    after.map_or(bare, str::trim_start)
}

/// "5 whys" begins with a number that is no numbering.
fn restore_number(title: &str, normal: String) -> String {
    let digits: String = title.trim_start().chars().take_while(char::is_ascii_digit).collect();
    let rest = title.trim_start().strip_prefix(digits.as_str()).unwrap_or_default();
    if digits.is_empty()
        || !rest.starts_with(' ')
        || !(normal.starts_with("why") || normal.starts_with("por") || normal.starts_with("warum"))
    {
        return normal;
    }
    format!("{digits} {normal}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_announce_roles() {
        let cases = [
            ("Summary", "en", Some(Role::Summary)),
            ("1. Incident Summary:", "en", Some(Role::Summary)),
            ("TL;DR", "en", Some(Role::Summary)),
            ("⏱️ Timeline (UTC)", "en", Some(Role::Timeline)),
            ("Incident timeline", "en", Some(Role::Timeline)),
            ("Contributing Factors (findings)", "en", Some(Role::Factors)),
            ("5 Whys", "en", Some(Role::Factors)),
            ("Root Cause(s)", "en", Some(Role::Factors)),
            ("What Didn't Go Well?", "en", Some(Role::WentBadly)),
            ("Lessons learnt", "en", Some(Role::Takeaways)),
            ("Short-term Improvements (Q4)", "en", Some(Role::Actions)),
            ("Contributors/Enablers", "en", Some(Role::Factors)),
            ("Maßnahmen", "de", Some(Role::Actions)),
            ("Zeitlicher Verlauf", "en", Some(Role::Timeline)),
            ("Ce qui s'est bien passé", "fr", Some(Role::Helped)),
            ("Qué salió mal", "es", Some(Role::WentBadly)),
            ("タイムライン", "ja", Some(Role::Timeline)),
            ("Análisis de la causa raíz técnica", "es", Some(Role::Factors)),
            ("Causa raiz e fatores contribuintes", "pt", Some(Role::Factors)),
            ("Acoes corretivas e preventivas", "pt", Some(Role::Actions)),
            ("Évaluation de l'impact sur les utilisateurs", "fr", Some(Role::Impact)),
            ("Wahrscheinliche Ursache des Ausfalls", "de", Some(Role::Factors)),
            ("Zukuenftige Massnahmen", "de", Some(Role::Actions)),
            ("Причина и последствия", "ru", None),
            ("技術的な原因と背景要因", "ja", Some(Role::Factors)),
            ("影響・被害", "ja", Some(Role::Impact)),
            ("根本原因與誘因", "zh", Some(Role::Factors)),
            ("原因和改进措施", "zh", None),
            ("The timeline nobody wrote", "en", None),
            ("Redis", "en", None),
            ("???", "en", None),
            ("2024", "en", None),
        ];
        for (title, lang, role) in cases {
            assert_eq!(known_role(title, Some(lang)), role, "{title}");
        }
    }

    #[test]
    fn a_house_adds_its_own_words() {
        let mut config = Config::default();
        config.sections.insert(String::from("Huh"), Role::Surprise);
        assert_eq!(role("Huh?", "en", &config), Some(Role::Surprise));
    }
}
