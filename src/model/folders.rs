//! Names of folders that keep back what is in them, whatever it says of itself. One table, compared without regard to case.

use crate::model::Class;

/// Each name and what it means for everything below.
const FOLDERS: &[(&str, Class)] = &[
    ("_drafts", Class::Draft),
    ("private", Class::Unread),
    ("interviews", Class::Unread),
    ("node_modules", Class::Unread),
];

/// The hidden folders in which wikis of Azure DevOps and GitBook keep the pictures of all pages.
const ATTACHMENTS: [&str; 2] = [".attachments", GITBOOK];

/// GitBook's: of what it holds only `assets` is for readers.
const GITBOOK: &str = ".gitbook";

/// Whether what is called `name` in the folder `parent` is only for the tool whose folder that is.
pub(crate) fn is_for_its_tool(parent: &str, name: &str) -> bool {
    parent == GITBOOK && name != "assets"
}

/// How what is in a folder called `name` is kept back, if it is for that name.
pub(crate) fn folder_class(name: &str) -> Option<Class> {
    FOLDERS.iter().find(|(known, _)| name.eq_ignore_ascii_case(known)).map(|(_, class)| *class)
}

/// Whether what is in a folder called `name` are drafts.
pub(crate) fn is_drafts_folder(name: &str) -> bool {
    folder_class(name) == Some(Class::Draft)
}

/// Whether a folder called `name` is never entered: it is one of the table, or hidden and no wiki's.
pub(crate) fn is_unread_folder(name: &str) -> bool {
    name.starts_with('.') && !ATTACHMENTS.contains(&name) || folder_class(name) == Some(Class::Unread)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_in_any_case_and_only_whole() {
        assert!(["_drafts", "_Drafts", "_DRAFTS"].iter().all(|name| is_drafts_folder(name)));
        assert!(["drafts", "_draft", "_drafts2", "private"].iter().all(|name| !is_drafts_folder(name)));
        assert!(["private", "Private", "INTERVIEWS", "node_modules", ".git"].iter().all(|name| is_unread_folder(name)));
        assert!(["_drafts", "privates", "interview"].iter().all(|name| !is_unread_folder(name)));
    }
}
