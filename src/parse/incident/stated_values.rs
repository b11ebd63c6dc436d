//! A value as people write it becomes a duration, a severity, or names of services and teams.

use crate::model::Config;
use crate::parse::times::duration;
use crate::parse::vocabulary::says_nothing;

/// A duration, whole or before a remark, or in parentheses at the end: "21:45 to 23:28 UTC (103 minutes)".
#[expect(clippy::option_option, reason = "an unknown duration differs from a text that is none")]
pub(crate) fn stated_duration(text: &str) -> Option<Option<jiff::SignedDuration>> {
    if text.trim().is_empty() {
        return None;
    }
    let inside = || {
        let start = text.rfind('(')?;
        let end = text.get(start..)?.find(')')?;
        duration(text.get(start + 1..start + end)?)
    };
    let head = || text.split([',', ';', '–', '—', '.']).next().filter(|h| h.len() < text.len()).and_then(duration);
    let known = |found: Option<Option<_>>| found.filter(Option::is_some);
    duration(text).or_else(|| known(inside())).or_else(|| known(head()))
}

/// A severity as people write one; nothing when the text is a discussion of it.
pub(crate) fn severity(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches('.');
    if says_nothing(text) {
        return None;
    }
    let first = if text.chars().count() <= 40 {
        text
    } else {
        text.split([',', ';', '(', '.', '–', '—', ':'])
            .next()
            .unwrap_or_default()
            .split(" - ")
            .next()
            .unwrap_or_default()
            .trim()
    };
    let choices = text.matches('/').count() > 1 || text.matches('|').count() > 0;
    (!first.is_empty() && first.chars().count() <= 40 && first.split_whitespace().count() <= 5 && !choices)
        .then(|| first.to_owned())
}

/// Services that a labelled line or a list names; sentences name only what the catalogue knows.
pub(crate) fn services(text: &str, config: &Config) -> Vec<String> {
    let names: Vec<&str> = text
        .split([',', ';', '、', '，'])
        .flat_map(|n| n.split(" and "))
        .map(|n| n.trim().trim_end_matches('.'))
        .collect();
    let short = names.iter().all(|n| n.split_whitespace().count() <= 4 && n.chars().count() <= 40);
    if short {
        return names
            .into_iter()
            .filter(|n| !says_nothing(n))
            .map(|n| n.trim_matches(['`', '*', '_']).to_owned())
            .collect();
    }
    catalogued(text, config)
}

/// The teams of the catalogue in a list of names. Other names may be people's.
pub(crate) fn teams(text: &str, config: &Config) -> Vec<String> {
    let names = text.split([',', ';', '、', '，']).flat_map(|name| name.split(" and "));
    let names: Vec<String> = names.map(|name| name.trim().trim_end_matches('.').to_lowercase()).collect();
    let same = |other: &String| names.contains(&other.to_lowercase());
    let known = config.team.iter().filter(|team| same(&team.id) || same(&team.name) || team.aliases.iter().any(same));
    known.map(|team| team.id.clone()).collect()
}

/// The services of the catalogue that a text names.
pub(crate) fn catalogued(text: &str, config: &Config) -> Vec<String> {
    if config.service.is_empty() {
        return Vec::new();
    }
    let lower = text.to_lowercase();
    let named = |name: &str| {
        let name = name.to_lowercase();
        !name.is_empty()
            && lower.match_indices(&name).any(|(i, _)| {
                let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
                let before = lower.get(..i).and_then(|t| t.chars().next_back());
                let after = lower.get(i + name.len()..).and_then(|t| t.chars().next());
                !before.is_some_and(part) && !after.is_some_and(part)
            })
    };
    let known = config.service.iter().filter(|s| named(&s.id) || named(&s.name) || s.aliases.iter().any(|a| named(a)));
    known.map(|s| s.id.clone()).collect()
}
