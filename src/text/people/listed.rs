//! What stands after "Author:" or before a list of tasks becomes who it names, if it names people and nothing else.

use crate::text::people::given_names::is_given_name;

/// What stands between two names.
const BETWEEN: [char; 10] = [',', ';', '/', '&', '+', '、', '，', '・', '|', '\n'];

/// Words between two names.
const AND: [&str; 10] = ["and", "und", "et", "y", "e", "och", "og", "en", "with", "mit"];

/// Small words inside a name.
pub(super) const INSIDE: [&str; 18] = [
    "van", "von", "der", "den", "de", "da", "do", "dos", "di", "del", "la", "le", "el", "al", "bin", "ibn", "ter", "zu",
];

/// Whether all of `text` is names of people: `Johanna`, `Pete and Mira`, `Anna Berg:`, `@anna`, `田中さん`. Initials are left to
/// whoever knows what else two capitals may be.
pub fn are_people(text: &str) -> bool {
    let parts = parts(text);
    !parts.is_empty() && parts.iter().all(|part| is_person(part))
}

/// The words of a list of people such as "Anna Berg, @joe and Q. Public (platform)", without small words and what is in parentheses.
/// A part that is called a team or a role, or that is a clause, is no person.
pub fn people_listed(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for part in parts(text) {
        let words: Vec<&str> = part.split_whitespace().collect();
        let begins = |word: &&str| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        let named = |word: &&str| begins(word) || word.starts_with('@') || INSIDE.contains(word);
        if (1..=4).contains(&words.len()) && words.iter().all(named) && !words.iter().any(|word| is_collective(word)) {
            found.extend(words.into_iter().filter(|word| !INSIDE.contains(word)).map(bare));
        } else if words.first().is_some_and(|word| word.starts_with('@')) {
            found.push(bare(words[0]));
        }
    }
    found.retain(|word| word.chars().count() > 1);
    found
}

/// Whether a text says who wrote it and nothing else: "By Anna Berg and Ravi".
pub fn is_byline(text: &str) -> bool {
    const BY: [&str; 14] = [
        "by ",
        "written by ",
        "author ",
        "authors ",
        "von ",
        "par ",
        "por ",
        "di ",
        "door ",
        "av ",
        "af ",
        "escrito por ",
        "rédigé par ",
        "geschreven door ",
    ];
    let lower = text.to_lowercase();
    let Some(by) = BY.iter().find(|by| lower.starts_with(**by)) else { return false };
    let rest = text.get(by.len()..).unwrap_or_default();
    let count: usize = parts(rest).iter().map(|part| part.split_whitespace().count()).sum();
    let small = rest.split_whitespace().filter(|word| INSIDE.contains(word)).count();
    count > 0 && text.len() < 160 && people_listed(rest).len() + small >= count
}

fn parts(text: &str) -> Vec<&str> {
    let text = text.trim().trim_end_matches([':', '：', '.']);
    let mut parts = Vec::new();
    for piece in text.split(BETWEEN) {
        let piece = piece.split(['(', '（', '[', '<']).next().unwrap_or(piece);
        let mut start = 0;
        let mut at = 0;
        for word in piece.split(' ') {
            if AND.contains(&word) {
                parts.push(&piece[start..at]);
                start = (at + word.len()).min(piece.len());
            }
            at += word.len() + 1;
        }
        parts.push(&piece[start..]);
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

fn is_person(part: &str) -> bool {
    let words: Vec<&str> = part.split_whitespace().map(bare).collect();
    let Some(first) = words.first() else { return false };
    if part.starts_with('@') {
        return words.len() == 1;
    }
    let called = words[words.len() - 1].strip_suffix("さん").or_else(|| words[words.len() - 1].strip_suffix("氏"));
    if called.is_some() {
        return true;
    }
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || INSIDE.contains(word);
    words.len() <= 4
        && is_given_name(first)
        && words.iter().skip(1).all(capital)
        && !words.iter().any(|word| is_collective(word))
}

/// Whether a word makes of a name that of many people, or of none: `Platform Team`, `Support`.
pub(super) fn is_collective(word: &str) -> bool {
    const COLLECTIVE: [&str; 42] = [
        "team",
        "teams",
        "squad",
        "group",
        "support",
        "engineering",
        "engineer",
        "engineers",
        "operations",
        "ops",
        "sre",
        "devops",
        "bot",
        "oncall",
        "on-call",
        "department",
        "office",
        "customer",
        "customers",
        "user",
        "users",
        "staff",
        "management",
        "security",
        "platform",
        "infrastructure",
        "network",
        "everyone",
        "nobody",
        "anyone",
        "abteilung",
        "équipe",
        "equipo",
        "equipe",
        "squadra",
        "kunde",
        "kunden",
        "client",
        "チーム",
        "团队",
        "部门",
        "用户",
    ];
    let word = word.to_lowercase();
    COLLECTIVE.iter().any(|known| word == *known || !known.is_ascii() && word.contains(known))
}

/// A name without what stands around it.
fn bare(word: &str) -> &str {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric());
    ["さん", "氏", "様", "'s", "’s"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word)
}
