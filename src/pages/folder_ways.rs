//! The folder that a page opens, or stands in, becomes the ways down into it and up from it.

use serde::Serialize;
use tera::Value;

use crate::link::{PageIx, Target};
use crate::views::Views;

/// Where a page leads by its place alone.
#[derive(Serialize)]
pub(crate) struct FolderWays {
    /// The page that opens the folder it stands in.
    above: Option<Value>,
    /// What the folder holds that it opens, without what its own words lead to.
    pub(crate) within: Vec<Value>,
    /// Whether they are few enough to say what each is about.
    told: bool,
}

/// The most pages of which each is told what it is about.
const TOLD: usize = 24;

/// The ways from a page.
pub(crate) fn folder_ways(views: &Views, ix: PageIx) -> FolderWays {
    let folders = views.folder_pages();
    let named = |other: PageIx| {
        let targets = views.site.links.resolved(ix).values();
        targets.into_iter().any(|target| matches!(target, Target::Page(page, _) if *page == other))
    };
    let within = folders.within(ix).iter().copied().filter(|other| !named(*other));
    let within: Vec<Value> = within.map(|other| views.card(other).clone()).collect();
    let above = folders.above(ix).map(|above| views.card(above).clone());
    FolderWays { above, told: within.len() <= TOLD, within }
}
