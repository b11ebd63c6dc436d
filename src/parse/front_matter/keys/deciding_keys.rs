//! A key becomes what hangs on it: whether the page is shown, and whether lines are a head. Names alone, in canonical form.

use std::collections::BTreeMap;

use crate::model::{Class, Key};
use crate::parse::front_matter::keys::key_spelling::same_key;
use crate::parse::front_matter::keys::publication_keys::is_publication_key;

/// True means a draft.
pub(crate) const DRAFT: &[&str] = Key::Draft.names();

/// True means published; a date is the day of it.
pub(crate) const PUBLISHED: &[&str] = &["published", "publish", "is_published"];

/// Words that say how far a page is.
pub(crate) const STATUS: &[&str] = Key::Status.names();

/// Who may see a page.
pub(crate) const AUDIENCE: &[&str] = Key::Audience.names();

/// The first day on which a page may be read, in the future as in the past.
pub(crate) const FROM: &[&str] = Key::PublishDate.names();

/// The day on which a page was published: nobody may know it, and the page is published all the same.
pub(crate) const PUBLISHED_ON: &[&str] =
    &["published", "publish", "published_at", "published_on", "published_date", "date_published"];

/// Keys of other meanings that are a day of publication when they hold a date.
pub(crate) const MAYBE_FROM: &[&str] = &["embargo", "embargoed", "scheduled", "release_date"];

/// The day from which a page may no more be read.
pub(crate) const UNTIL: &[&str] = Key::ExpiryDate.names();

/// Keys that hardly any text but a head begins with.
const TELLING: &[&str] = &["title", "date", "slug", "layout", "permalink", "severity", "started"];

/// Whether `key` is one of `list`, with or without marks between its words.
pub(crate) fn is_one(key: &str, list: &[&str]) -> bool {
    list.iter().any(|own| same_key(own, key))
}

/// The class of a page whose `key` cannot be read; `None` when the key decides nothing.
pub(crate) fn deciding(key: &str, settled: &BTreeMap<String, Vec<String>>) -> Option<Class> {
    if is_one(key, AUDIENCE) || is_publication_key(key, settled) {
        return Some(Class::Restricted);
    }
    let drafts = [DRAFT, PUBLISHED, STATUS, FROM, PUBLISHED_ON, UNTIL, &["render", "build", "cascade"]];
    drafts.iter().any(|list| is_one(key, list)).then_some(Class::Draft)
}

/// Whether lines with `key` among them are a head where nothing else says so.
pub(crate) fn is_telling(key: &str) -> bool {
    is_one(key, TELLING) || deciding(key, &BTreeMap::new()).is_some()
}
