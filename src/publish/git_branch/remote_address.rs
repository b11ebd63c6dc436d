//! What a target calls a repository becomes its address, and what of that may be shown.

use std::path::Path;

/// Where a repository is.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct RemoteAddress(String);

impl std::fmt::Debug for RemoteAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.shown())
    }
}

/// What a text can be that names a repository.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum RemoteName {
    /// An address, or a folder, which is below the site's unless it is absolute.
    Address(RemoteAddress),
    /// Perhaps a remote of the repository that the site is in.
    Name,
}

impl RemoteAddress {
    pub(super) fn new(url: impl Into<String>) -> Self {
        Self(url.into())
    }

    /// All of it, for `git` alone.
    pub(super) fn url(&self) -> &str {
        &self.0
    }

    /// The address without names and passwords in it.
    pub(super) fn shown(&self) -> String {
        self.without_secret(&self.0)
    }

    /// A text about it, without what stands in the address before the host.
    pub(super) fn without_secret(&self, text: &str) -> String {
        match self.secret() {
            Some(secret) => text.replace(&format!("{secret}@"), ""),
            None => text.to_owned(),
        }
    }

    fn secret(&self) -> Option<&str> {
        let (_, rest) = self.0.split_once("://")?;
        let authority = rest.split('/').next()?;
        authority.rsplit_once('@').map(|(secret, _)| secret).filter(|secret| !secret.is_empty())
    }
}

/// What `text` is, as `git` reads it: `https://…`, `host:path`, a folder, or a name.
pub(super) fn read(text: &str, root: &Path) -> RemoteName {
    let is_elsewhere = text.contains("://") || text.split('/').next().is_some_and(|first| first.contains(':'));
    let folder = || std::path::absolute(root.join(text)).unwrap_or_else(|_| root.join(text));
    match () {
        () if is_elsewhere => RemoteName::Address(RemoteAddress::new(text)),
        () if text.contains(['/', '\\']) || folder().is_dir() => {
            RemoteName::Address(RemoteAddress::new(folder().to_string_lossy()))
        }
        () => RemoteName::Name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_an_address_and_a_folder_are_told_apart() {
        let root = Path::new("/site");
        let address = |url: &str| RemoteName::Address(RemoteAddress::new(url));
        for url in ["https://forge.example/a/b.git", "git@forge.example:a/b.git", "ssh://git@forge.example/a"] {
            assert_eq!(read(url, root), address(url));
        }
        assert_eq!(read("origin", root), RemoteName::Name);
        assert_eq!(read("../pages.git", root), address("/site/../pages.git"));
        assert_eq!(read("/srv/pages.git", root), address("/srv/pages.git"));
    }

    #[test]
    fn a_password_in_an_address_is_not_shown() {
        let address = RemoteAddress::new("https://me:a-secret@forge.example/a.git");
        assert_eq!(address.shown(), "https://forge.example/a.git");
        let said = address.without_secret("fatal: unable to access 'https://me:a-secret@forge.example/a.git/'");
        assert!(!said.contains("a-secret") && !format!("{address:?}").contains("a-secret"), "{said}");
        assert_eq!(RemoteAddress::new("git@forge.example:a.git").shown(), "git@forge.example:a.git");
    }
}
