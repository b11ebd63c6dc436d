//! A page becomes the hashes of its parts, and two releases of it the reason why it changed.

use serde::{Deserialize, Serialize};

/// The parts of a page, hashed: what every page has around it, and what is its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PageParts {
    frame: String,
    main: String,
}

impl PageParts {
    /// Those of the page at `address`; none of what is no page.
    pub(crate) fn of(address: &str, bytes: &[u8]) -> Option<Self> {
        if !address.ends_with(".html") {
            return None;
        }
        let text = String::from_utf8_lossy(bytes);
        let main = text.find("<main").and_then(|from| Some(from..from + text[from..].rfind("</main>")?));
        let main = main.unwrap_or(0..text.len());
        let own = &text[main.clone()];
        // The head repeats the title and the summary, and so changes with the text.
        let frame = [text[..main.start].find("<body").map_or("", |at| &text[at..main.start]), &text[main.end..]];
        Some(Self { frame: short(&frame), main: short(&[own]) })
    }
}

/// Enough of a hash to tell parts of one page apart.
fn short(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes());
    }
    hasher.finalize().to_hex()[..12].to_owned()
}

/// Why a file is written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// It is new.
    New,
    /// Its own text.
    Text,
    /// What stands beside its text: links to it, what is similar, words of the glossary.
    Beside,
    /// What every page has around it: the menu, the title of the site, the foot.
    Frame,
    /// It lists pages that changed.
    List,
    /// A style, a script or a picture.
    Asset,
    /// Numbers or lists for programs.
    Data,
    /// The search index.
    Search,
    /// It is kept in another way: compressed, or not any more.
    Encoding,
    /// Somebody else changed or removed it at the target.
    Altered,
}

impl Reason {
    /// Every reason, in the order in which they are counted.
    pub const ALL: [Self; 10] = [
        Self::New,
        Self::Text,
        Self::Beside,
        Self::Frame,
        Self::List,
        Self::Asset,
        Self::Data,
        Self::Search,
        Self::Encoding,
        Self::Altered,
    ];

    /// In words.
    pub fn said(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Text => "its text",
            Self::Beside => "what stands beside its text",
            Self::Frame => "what every page has around it",
            Self::List => "pages that it lists",
            Self::Asset => "a style, a script or a picture",
            Self::Data => "a file for programs",
            Self::Search => "the search index",
            Self::Encoding => "how it is compressed",
            Self::Altered => "it was changed at the target",
        }
    }
}

/// What is known of a page's two releases.
pub(crate) struct Comparison<'a> {
    pub(crate) before: Option<&'a PageParts>,
    pub(crate) after: Option<&'a PageParts>,
    /// Whether its Markdown twin changed; none where it has no twin.
    pub(crate) twin_changed: Option<bool>,
}

impl Comparison<'_> {
    /// Why the page changed.
    pub(crate) fn reason(&self) -> Reason {
        let own = match self.twin_changed {
            Some(true) => return Reason::Text,
            Some(false) => Reason::Beside,
            None => Reason::List,
        };
        match (self.before, self.after) {
            (Some(before), Some(after)) if before.main == after.main => Reason::Frame,
            _ => own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(menu: &str, main: &str) -> PageParts {
        let page = format!("<html><head><title>{main}</title></head><body>{menu}<main>{main}</main>foot</body></html>");
        PageParts::of("a.html", page.as_bytes()).unwrap()
    }

    #[test]
    fn why_a_page_changed_is_told_from_its_parts() {
        let reason = |before: PageParts, after: PageParts, twin_changed| {
            Comparison { before: Some(&before), after: Some(&after), twin_changed }.reason()
        };
        assert_eq!(reason(parts("menu", "a"), parts("menu", "b"), Some(true)), Reason::Text);
        assert_eq!(reason(parts("menu", "a"), parts("menu", "b"), Some(false)), Reason::Beside);
        assert_eq!(reason(parts("menu", "a"), parts("new", "a"), Some(false)), Reason::Frame);
        assert_eq!(reason(parts("menu", "a"), parts("menu", "b"), None), Reason::List);
        assert_eq!(reason(parts("menu", "a"), parts("new", "a"), None), Reason::Frame);
    }

    #[test]
    fn a_page_without_a_main_part_is_all_its_own() {
        assert_eq!(PageParts::of("a.csv", b"x"), None);
        let of = |text: &str| PageParts::of("a.html", text.as_bytes()).unwrap();
        assert_eq!(of("x").frame, of("y").frame);
        assert_ne!(of("x").main, of("y").main);
    }
}
