//! What a page says of its language becomes the one that it is in.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::model::LangFrom;
use crate::parse::markdown::Document;
use crate::text::{language_of, primary_language};

/// How much of a text's prose is looked at, in bytes.
const LOOKED_AT: usize = 8_000;

/// The language of a page and what says so: its own key, the text, its folder's name, else `around`, that of the texts around it.
///
/// A folder's name yields to the text where they disagree: `it` and `no` are words. Where the text is in the language of the site, or of the
/// folder, theirs keeps its region.
pub(crate) fn page_language(
    stated: Option<&str>,
    folder: Option<&str>,
    document: &Document<'_>,
    site: &str,
    around: &str,
) -> (String, LangFrom) {
    if let Some(stated) = stated {
        return (stated.to_owned(), LangFrom::Stated);
    }
    let said = language_of(&prose(document));
    let same = |tag: &&str| said.is_some_and(|said| primary_language(tag).eq_ignore_ascii_case(primary_language(said)));
    match (folder.filter(|folder| said.is_none() || same(folder)), said) {
        (Some(folder), _) => (folder.to_owned(), LangFrom::Folder),
        (None, Some(said)) => (Some(site).filter(same).unwrap_or(said).to_owned(), LangFrom::Text),
        (None, None) => (around.to_owned(), LangFrom::Around),
    }
}

/// What the text says in sentences: no headings, no code.
fn prose(document: &Document<'_>) -> String {
    let (mut prose, mut closed) = (String::new(), 0usize);
    for (event, _) in &document.events {
        match event {
            Event::Start(
                Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock | Tag::MetadataBlock(_),
            ) => {
                closed += 1;
            }
            Event::End(
                TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_),
            ) => {
                closed = closed.saturating_sub(1);
            }
            Event::Text(text) if closed == 0 => prose.push_str(text),
            Event::Code(_) | Event::SoftBreak | Event::HardBreak | Event::End(_) => prose.push(' '),
            _ => {}
        }
        if prose.len() > LOOKED_AT {
            break;
        }
    }
    prose
}
