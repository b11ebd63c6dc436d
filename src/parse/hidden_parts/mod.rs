//! A text becomes the text that may be published: authors' comments, parts for an audience and unread footnotes are blanked out.

mod blank;
mod comments;
mod hide;
mod publishable_text;
mod restricted;
mod unread_footnotes;
mod unused_notes;

pub(crate) use blank::blanked;
pub(crate) use comments::{Preformatted, without_comments};
pub(crate) use hide::hide;
pub(crate) use publishable_text::{Publishable, publishable_text};
pub(crate) use restricted::{AudiencePart, audience_opened, audience_parts};
pub(crate) use unused_notes::UnusedNote;
