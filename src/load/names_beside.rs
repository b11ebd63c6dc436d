//! The names of all files become what they say of each one that stands among them: dated like its neighbours, or unlike some of them.

use std::collections::HashMap;

use crate::load::folder_names::{folder_kind, is_blog};
use crate::model::Beside;

/// So many files a folder needs before their names are a habit.
const HABIT: usize = 3;

/// Parts of names that say that something broke.
const OUTAGES: &[&str] = &[
    "outage",
    "incident",
    "postmortem",
    "post-mortem",
    "post_mortem",
    "downtime",
    "störung",
    "stoerung",
    "vorfall",
    "ausfall",
    "panne",
    "incidente",
    "storing",
    "störning",
    "障害",
    "インシデント",
    "故障",
    "事故",
];

/// What the names in one folder have in common.
#[derive(Default)]
struct Names {
    all: usize,
    dated: usize,
    outages: usize,
}

/// For each of `paths`, what the others say of it. `own_name` is the name of the folder the user gave.
pub(super) fn beside(paths: &[String], own_name: &str) -> Vec<Beside> {
    let in_sight = paths.iter().any(|path| folder_kind(path).is_some());
    let of_posts = is_blog(own_name);
    let mut folders: HashMap<&str, Names> = HashMap::new();
    for path in paths {
        let (folder, name) = parted(path);
        let names = folders.entry(folder).or_default();
        names.all += 1;
        names.dated += usize::from(is_dated(name));
        names.outages += usize::from(is_outage(name));
    }
    let one = |path: &String| {
        let (folder, name) = parted(path);
        let names = folders.get(folder);
        let habit = |names: &&Names| names.dated >= HABIT && names.dated * 5 >= names.all * 4;
        let unlike = names.is_some_and(|names| names.outages > 0 && !is_outage(name));
        let posts = of_posts || path.rsplit('/').skip(1).any(is_blog);
        Beside { dated: names.filter(habit).is_some() && !posts && !unlike, mixed: in_sight || posts || unlike }
    };
    paths.iter().map(one).collect()
}

/// A path's folder and name; of a bundle (`x/index.md`), those of its folder.
fn parted(path: &str) -> (&str, &str) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if name.to_lowercase().starts_with("index.") && !folder.is_empty() {
        return folder.rsplit_once('/').unwrap_or(("", folder));
    }
    (folder, name)
}

/// Whether a name begins with a day: `2024-03-11`, `20240311`, `2024_3`.
fn is_dated(name: &str) -> bool {
    let year = name.get(..4).is_some_and(|year| ["19", "20"].iter().any(|c| year.starts_with(c)));
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let rest = || name.get(digits..).is_some_and(|rest| rest.starts_with(['-', '_', '.', ' ']));
    let next = || name.as_bytes().get(5).is_some_and(u8::is_ascii_digit);
    year && (digits == 8 || digits == 4 && rest() && next())
}

fn is_outage(name: &str) -> bool {
    let lower = name.to_lowercase();
    OUTAGES.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(paths: &[&str]) -> Vec<(bool, bool)> {
        let paths: Vec<String> = paths.iter().map(|path| (*path).to_owned()).collect();
        beside(&paths, "site").into_iter().map(|beside| (beside.dated, beside.mixed)).collect()
    }

    #[test]
    fn names_tell_what_is_like_its_neighbours() {
        assert_eq!(of(&["2024-01-02-a.md", "2024-02-03-b/index.md", "20240304 c.md"]), [(true, false); 3]);
        assert_eq!(of(&["2024-01-02-a.md", "b.md"]), [(false, false); 2]);
        assert_eq!(of(&["2024-01-02-a.md", "incidents/b.md"]), [(false, true); 2]);
        assert_eq!(of(&["posts/2024-01-02-a.md", "x.md"]), [(false, true), (false, false)]);
        assert_eq!(of(&["2024-01-02-outage.md", "2024-01-03-party.md"]), [(false, false), (false, true)]);
    }
}
