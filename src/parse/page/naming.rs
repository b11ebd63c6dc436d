//! A file's name, its first heading and its front matter become what its page is called.

use crate::model::{Fact, Span};
use crate::parse::fields::Common;
use crate::parse::file_names::stem;
use crate::parse::markdown::bare_ids;
use crate::parse::outline::HeadingTitle;
use crate::parse::times::date_in;

/// The title: the key, the first heading, the subject of a mail, the file's name; when that is a hash or a number, how the story begins. A key that only repeats
/// the file's name in one word, as tools that name notes write it, comes after a heading.
pub(crate) fn titles(
    common: &Common,
    heading: Option<HeadingTitle>,
    path: &str,
    subject: impl Fn() -> Option<Fact<String>>,
    told: impl Fn() -> Option<Fact<String>>,
) -> (Fact<String>, Option<Span>) {
    let same = |a: &str, b: &str| {
        let fold = |t: &str| t.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
        fold(a) == fold(b)
    };
    let is_slug = |title: &str| title.contains(['-', '_']) && !title.contains(' ') && same(title, stem(path));
    match (&common.title, heading) {
        (Some(title), Some(heading)) if is_slug(&title.value) && heading.text.contains(' ') => {
            (Fact::section(heading.text, heading.heading.clone()), Some(heading.heading))
        }
        (Some(title), heading) => {
            let repeated = heading.filter(|h| same(&h.text, &title.value)).map(|h| h.heading);
            (title.clone(), repeated)
        }
        (None, Some(heading)) => (Fact::section(heading.text, heading.heading.clone()), Some(heading.heading)),
        (None, None) => {
            let machine = || told().filter(|_| is_machine_name(stem(path)));
            let told = || machine().map(|summary| Fact { value: beginning(&summary.value), ..summary });
            (subject().or_else(told).unwrap_or_else(|| Fact::file_name(title_from_path(path))), None)
        }
    }
}

/// `INC-214 checkout down.md` is `INC-214`, and so is a write-up whose title begins with it and a mark; other files go by their name.
pub(crate) fn default_id(path: &str, title: &Fact<String>) -> Fact<String> {
    let leading = |text: &str| bare_ids(text).next().filter(|id| id.start == 0).map(|id| text[id].to_owned());
    let stem = stem(path);
    let bare = title.value.trim_start_matches(['[', '(', '#']);
    // "HTTP-503 for all" begins with no name.
    let is_marked = |id: &String| {
        let rest = bare[id.len()..].trim_start();
        rest.is_empty() || rest.starts_with([':', ']', ')', '-', '–', '—', '|', '：'])
    };
    match (leading(stem), leading(bare).filter(is_marked)) {
        (Some(id), _) => Fact::file_name(id),
        (None, Some(id)) => Fact { value: id, origin: title.origin, span: title.span.clone() },
        (None, None) => Fact::file_name(stem.to_owned()),
    }
}

/// `INC-7: The fire` and `[INC-7] The fire` are called `The fire`: the id stands beside it wherever a title is shown.
pub(crate) fn without_id(title: Fact<String>, id: &Fact<String>) -> Fact<String> {
    let parted = || {
        let rest = title.value.strip_prefix(id.value.as_str())?.trim_start();
        rest.strip_prefix([':', '–', '—', '-', '|'])
    };
    let bracketed = || title.value.strip_prefix('[')?.strip_prefix(id.value.as_str())?.strip_prefix(']');
    let rest = parted().or_else(bracketed).map(str::trim_start);
    match rest.filter(|rest| bare_ids(&id.value).next().is_some() && rest.chars().any(char::is_alphabetic)) {
        Some(rest) => Fact { value: rest.to_owned(), ..title },
        None => title,
    }
}

/// Whether a file is named by a machine: a UUID, a hash, a number.
fn is_machine_name(stem: &str) -> bool {
    let digits = stem.chars().filter(char::is_ascii_hexdigit).count();
    let others = stem.chars().filter(|c| !c.is_ascii_hexdigit() && !matches!(c, '-' | '_')).count();
    let dated = date_in(stem).is_some();
    others == 0 && !dated && (digits >= 16 || stem.chars().all(|c| c.is_ascii_digit()))
}

/// The first clause of a text as a title of at most 90 characters.
fn beginning(text: &str) -> String {
    let sentence = crate::text::first_sentences(text, 90);
    let clause = sentence.split(". ").next().unwrap_or(&sentence);
    clause.trim_end_matches(['.', ':', ';', ',']).to_owned()
}

fn title_from_path(path: &str) -> String {
    let stem = stem(path);
    let undated = stem.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '_' | '.' | ' '));
    let words = if undated.is_empty() { stem } else { undated }.replace(['-', '_'], " ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::from("Untitled"),
    }
}
