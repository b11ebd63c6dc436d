//! What may stand around the name of a section becomes the name alone: "technical root cause", "impact on the business".
//!
//! The words are data, in the folders of `languages`: `before`, `behind` and `joins` of `headings.toml`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::model::Role;
use crate::parse::vocabulary::language_folders::{languages, table};
use crate::text::is_cjk;

/// The names of these lists among those of the roles.
pub(super) const LISTS: [&str; 3] = ["before", "behind", "joins"];

/// So many parts are taken off a heading.
const MOST_PARTS: usize = 3;

#[derive(Default)]
struct Parts {
    before: FxHashSet<String>,
    behind: FxHashSet<String>,
    joins: FxHashSet<String>,
}

static PARTS: LazyLock<Parts> = LazyLock::new(|| {
    let mut parts = Parts::default();
    for language in languages() {
        let mut table = table(language, "headings.toml");
        for (name, words) in LISTS.into_iter().zip([&mut parts.before, &mut parts.behind, &mut parts.joins]) {
            let written: Vec<String> =
                table.remove(name).map_or_else(Vec::new, |list| list.try_into().expect("headings.toml lists words"));
            words.extend(written);
        }
    }
    parts
});

/// The role of a normalised heading that is the name of a section and something around it, or two names of one role. `role` knows
/// the names.
pub(super) fn role_of_parts(words: &str, role: &dyn Fn(&str) -> Option<Role>) -> Option<Role> {
    within(words, role, MOST_PARTS)
}

fn within(words: &str, role: &dyn Fn(&str) -> Option<Role>, parts: usize) -> Option<Role> {
    if parts == 0 {
        return None;
    }
    let shorter = shorter(words);
    let known = shorter.iter().find_map(|rest| role(rest));
    known
        .or_else(|| shorter.iter().find_map(|rest| within(rest, role, parts - 1)))
        .or_else(|| of_two(words, role, parts - 1))
}

/// What is left of `words` where a part at one of their ends is taken off, in every way that there is.
fn shorter(words: &str) -> Vec<&str> {
    let cuts = || cuts(words);
    let heads = cuts().filter(|&at| PARTS.before.contains(words[..at].trim_end())).map(|at| words[at..].trim_start());
    let tails = cuts().filter(|&at| PARTS.behind.contains(words[at..].trim_start())).map(|at| words[..at].trim_end());
    heads.chain(tails).collect()
}

/// Where words may be cut in two: at spaces, and anywhere in scripts without them.
fn cuts(words: &str) -> impl Iterator<Item = usize> {
    let spaces = words.match_indices(' ').map(|(at, _)| at);
    let beside_cjk = words.char_indices().skip(1).filter(|(_, c)| is_cjk(*c)).map(|(at, _)| at);
    let few = words.len() < 160;
    spaces.chain(beside_cjk).filter(move |_| few)
}

/// The role of "root cause and contributing factors": both names must say it.
fn of_two(words: &str, role: &dyn Fn(&str) -> Option<Role>, parts: usize) -> Option<Role> {
    let full = |name: &str| role(name).or_else(|| within(name, role, parts));
    cuts(words).find_map(|at| {
        let (first, rest) = (words[..at].trim_end(), words[at..].trim_start());
        // Marks such as `・` are spaces by now.
        let is_mark = words[at..].starts_with(' ') && first.ends_with(is_cjk) && rest.starts_with(is_cjk);
        let behind_join = || {
            let end = rest.find(' ').or_else(|| rest.char_indices().nth(1).map(|(at, _)| at))?;
            let single = rest.char_indices().nth(1).map_or(rest.len(), |(at, _)| at);
            let end = if rest.starts_with(is_cjk) && PARTS.joins.contains(&rest[..single]) { single } else { end };
            PARTS.joins.contains(&rest[..end]).then(|| rest[end..].trim_start())
        };
        let second = behind_join().or_else(|| is_mark.then_some(rest))?;
        if first.is_empty() || second.is_empty() {
            return None;
        }
        together(full(first)?, full(second)?)
    })
}

/// What a section of two roles is, where one of them is the ground of the other.
fn together(first: Role, second: Role) -> Option<Role> {
    use Role::{Factors, LookedAt, Resolution, Summary, Takeaways, Timeline, Trigger, WentBadly};
    match (first, second) {
        (a, b) if a == b => Some(a),
        (LookedAt | Trigger, Factors) | (Factors, LookedAt | Trigger) => Some(Factors),
        (Timeline, Resolution | LookedAt) | (Resolution | LookedAt, Timeline) => Some(Timeline),
        (Takeaways, WentBadly) | (WentBadly, Takeaways) => Some(Takeaways),
        (Trigger, Summary) | (Summary, Trigger) => Some(Summary),
        _ => None,
    }
}
