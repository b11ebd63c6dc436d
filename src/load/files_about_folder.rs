//! A path becomes the reason why its file is about the folder it stands in, by name: a README, an index, a template.

use crate::load::folder_names::named;

/// Words for a text that others are begun from.
const TEMPLATES: &[&str] = &[
    "template",
    "templates",
    "archetype",
    "boilerplate",
    "vorlage",
    "vorlagen",
    "modèle",
    "plantilla",
    "plantillas",
    "sjabloon",
    "szablon",
    "шаблон",
    "skabelon",
];

/// What a template with a date in its name is one of.
const WRITE_UPS: &[&str] =
    &["report", "reports", "incident", "postmortem", "mortem", "retro", "retrospective", "review", "rca", "example"];

/// The same, in scripts that do not part words.
const TEMPLATES_UNPARTED: &[&str] = &["テンプレート", "雛形", "ひな形", "模板", "範本", "范本", "템플릿"];

/// Names of files that are about the files beside them, and of what wikis and other tools put around pages.
const GUIDES: &[&str] = &[
    "readme",
    "contributing",
    "changelog",
    "license",
    "security",
    "code_of_conduct",
    "_index",
    "_sidebar",
    "_navbar",
    "_coverpage",
    "_footer",
    "_header",
    "liesmich",
    "lisezmoi",
    "leeme",
    "leiame",
    "leggimi",
    "authors",
    "maintainers",
    "governance",
];

/// Why the file at `paths[ix]` is a page, where its name says so. READMEs, indexes, contribution guides and templates.
pub(super) fn page_by_name(path: &str, paths: &[String], ix: usize) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let written = name.split('.').next().unwrap_or(name);
    let stem = written.to_lowercase();
    if is_template(folder, &stem) {
        return Some(String::from("is a template"));
    }
    let contributing = stem.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()) == Some("contributing");
    // The table of contents of mdBook; in lower case it is a name like others.
    if GUIDES.contains(&stem.as_str()) || contributing || written == "SUMMARY" {
        return Some(format!("is called `{name}`"));
    }
    let alone = || {
        let sibling = |other: &str| other.rsplit_once('/').map_or("", |(f, _)| f) == folder;
        let neighbours = [ix.checked_sub(1), Some(ix + 1)].into_iter().flatten().filter_map(|i| paths.get(i));
        !folder.is_empty()
            && named(folder.rsplit('/').next().unwrap_or(folder)).is_none()
            && !neighbours.into_iter().any(|p| sibling(p))
    };
    (stem == "index" && !alone()).then(|| String::from("is an index"))
}

fn is_template(folder: &str, stem: &str) -> bool {
    let words: Vec<&str> = stem.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let dated = words.first().is_some_and(|w| w.len() >= 4 && w.bytes().all(|b| b.is_ascii_digit()) && *w != "0000");
    let ends = [words.first(), words.last()].into_iter().flatten();
    let named = ends.into_iter().any(|w| TEMPLATES.contains(w)) || TEMPLATES_UNPARTED.iter().any(|w| stem.contains(w));
    // A web server's `templates` hold its blog too: what has a day in its name is a text.
    let number = |word: &&str, digits: usize| word.len() == digits && word.bytes().all(|b| b.is_ascii_digit());
    let has_day = words.windows(3).any(|w| number(&w[0], 4) && number(&w[1], 2) && number(&w[2], 2) && w[0] != "0000");
    let mut folders = folder.split('/').map(str::to_lowercase);
    // "2024-03-01-report-template" is one; "2024-03-01-broken-template" is what broke.
    let of_reports = words.len() > 1 && WRITE_UPS.contains(&words[words.len() - 2]);
    named && (!dated || of_reports) || !has_day && folders.any(|f| FOLDERS_OF_TEMPLATES.contains(&f.as_str()))
}

/// Folders whose files others are begun from.
const FOLDERS_OF_TEMPLATES: [&str; 11] = [
    "templates",
    "archetypes",
    "_templates",
    "vorlagen",
    "plantillas",
    "sjablonen",
    "szablony",
    "шаблоны",
    "テンプレート",
    "模板",
    "템플릿",
];
