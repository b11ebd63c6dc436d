//! An incident becomes what a wall says of it: the authors' sentences in plain text, cut to whole ones where they are long.

use serde::Serialize;
use tera::Value;

use crate::link::PageIx;
use crate::views::Views;
use crate::views::walls::Wall;
use crate::views::walls::wall_sentences::{WallPart, parts};
use crate::words::latent;

/// What an incident says on a wall.
#[derive(Serialize)]
pub(super) struct WallEntry {
    card: Value,
    /// Where on its page.
    anchor: Option<String>,
    parts: Vec<WallPart>,
    /// How much more of the kind is in the write-up.
    more: usize,
}

/// What an incident says on a wall; `None` when it says nothing.
pub(super) fn entry(views: &Views, wall: Wall, ix: PageIx) -> Option<WallEntry> {
    let page = &views.site.pages[ix];
    let (parts, more) = parts(&views.site.wording, page, page.incident()?, wall);
    let anchor = if wall == Wall::Latent { latent::since(page).and_then(|since| since.anchor) } else { None };
    (!parts.is_empty()).then(|| WallEntry { card: views.card(ix).clone(), anchor, parts, more })
}
