//! The incidents that a site has become the place of the next one: folder, name, and how its front matter is written.

use std::sync::Arc;

use jiff::civil::Date;

use crate::addresses::slug;
use crate::link::newest_first;
use crate::model::Page;

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Toml,
    Yaml,
}

/// How this house keeps its incidents, as its newest one shows.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct FrontMatterHabit {
    /// Below the content folder.
    folder: String,
    /// Whether each has a folder of its own, with its pictures.
    bundle: bool,
    /// What stands between the date and the words of a name.
    gap: char,
    pub(super) style: Style,
}

/// How many of the newest are asked for the style of their front matter.
const ASKED: usize = 5;

/// The longest name, in bytes, without its date.
const LONGEST: usize = 60;

impl FrontMatterHabit {
    /// The habit of a site with these pages, drafts included; `None` when it has no incident.
    pub(super) fn of(pages: &[Arc<Page>]) -> Option<Self> {
        let mut incidents: Vec<&Page> =
            pages.iter().map(|page| &**page).filter(|page| page.incident().is_some()).collect();
        incidents.sort_by(|a, b| newest_first(a, b));
        let path = incidents.first()?.source.path.as_str();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let own = folder.rsplit_once('/');
        let own_name = own.map_or(folder, |(_, name)| name);
        // `2024/index.md` is a year's page rather than a write-up with a folder of its own.
        let bundle = name.to_lowercase().starts_with("index.") && !folder.is_empty() && year(own_name).is_none();
        let (folder, stem) = if bundle { (own.map_or("", |(above, _)| above), own_name) } else { (folder, name) };
        let styles = incidents.iter().filter_map(|page| style(page)).take(ASKED);
        let (yaml, toml): (Vec<Style>, Vec<Style>) = styles.partition(|style| *style == Style::Yaml);
        Some(Self {
            folder: folder.to_owned(),
            bundle,
            gap: gap(stem).unwrap_or('-'),
            style: if yaml.len() > toml.len() { Style::Yaml } else { Style::Toml },
        })
    }

    /// The habit of a site that has no incident yet and keeps them in `folder`.
    pub(super) fn beginning(folder: &str) -> Self {
        Self { folder: folder.to_owned(), bundle: false, gap: '-', style: Style::Toml }
    }

    /// The path, below the content folder and without `.md`, of a write-up of that day; and the name of the file in it when it
    /// is to have a folder of its own.
    pub(super) fn path(&self, title: &str, date: Date) -> (String, Option<&'static str>) {
        let mut path = String::new();
        for (before, part) in std::iter::once("").chain(self.folder.split('/')).zip(self.folder.split('/')) {
            let month =
                year(before).is_some() && part.len() == 2 && part.parse().is_ok_and(|n: u8| (1..=12).contains(&n));
            match part {
                "" => continue,
                _ if year(part).is_some() => path.push_str(&date.strftime("%Y").to_string()),
                _ if month => path.push_str(&date.strftime("%m").to_string()),
                _ => path.push_str(part),
            }
            path.push('/');
        }
        path.push_str(&format!("{date}{}{}", self.gap, words(title)));
        (path, self.bundle.then_some("index.md"))
    }
}

/// A title as part of a file's name.
fn words(title: &str) -> String {
    let name = slug(&title.replace(['\'', '’'], ""));
    if name.len() <= LONGEST {
        return name;
    }
    let end = (0..=LONGEST).rev().find(|&at| name.is_char_boundary(at)).unwrap_or(0);
    let whole = name[..end].rfind('-').filter(|_| !name[end..].starts_with('-'));
    name[..whole.unwrap_or(end)].trim_matches('-').to_owned()
}

/// The year that a folder is named for.
fn year(name: &str) -> Option<u16> {
    name.parse().ok().filter(|year| name.len() == 4 && (1970..=2199).contains(year))
}

/// The mark after the date that a name begins with.
fn gap(stem: &str) -> Option<char> {
    let date = stem.get(..10)?;
    date.parse::<Date>().ok()?;
    stem[10..].chars().next().filter(|mark| matches!(mark, '-' | '_'))
}

fn style(page: &Page) -> Option<Style> {
    let head = page.source.text[..page.body_start].trim_start();
    match head.get(..3)? {
        "+++" => Some(Style::Toml),
        "---" => Some(Style::Yaml),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_named_for_a_time_move_on_with_it() {
        let path =
            |folder: &str| FrontMatterHabit::beginning(folder).path("The lease", jiff::civil::date(2026, 4, 3)).0;
        assert_eq!(path("incidents/2024"), "incidents/2026/2026-04-03-the-lease");
        assert_eq!(path("incidents/2024/11"), "incidents/2026/04/2026-04-03-the-lease");
        assert_eq!(path("incidents/11"), "incidents/11/2026-04-03-the-lease");
        assert_eq!(path(""), "2026-04-03-the-lease");
    }

    #[test]
    fn names_are_short_words() {
        let cases = [
            ("It's down: the checkout?", "its-down-the-checkout"),
            ("Größe & Überlast", "größe-überlast"),
            ("障害", "障害"),
            ("?!", "page"),
            (
                "The night on which every kiosk in the three branches lent the same book twice",
                "the-night-on-which-every-kiosk-in-the-three-branches-lent",
            ),
        ];
        for (title, name) in cases {
            assert_eq!(words(title), name);
        }
    }
}
