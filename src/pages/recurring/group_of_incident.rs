//! An incident becomes what its page says of the group of recurring incidents that it belongs to.

use serde::Serialize;

use crate::addresses::FixedOutput;
use crate::analyse::similar::Recurrence;
use crate::link::PageIx;
use crate::views::Views;
use crate::views::page_size::sheet_address;
use crate::views::recurring_places::WORDS;

/// What the page of an incident says of the group it belongs to.
#[derive(Serialize)]
pub(crate) struct Belongs {
    /// `One of five with this shape`.
    text: String,
    /// The authors' words.
    words: String,
    address: String,
    anchor: String,
}

/// What is said of the group that an incident belongs to.
pub(crate) fn belongs(views: &Views, ix: PageIx) -> Option<Belongs> {
    let group = *views.recurring().group_of.get(&ix)?;
    let sheet = views.recurring().sheets.iter().position(|sheet| sheet.contains(&group));
    let wording = &views.site.wording;
    let recurrence = &views.analysis.similar.recurring[group];
    Some(Belongs {
        text: wording.fill("alike.group", &[("number", &wording.small_number(recurrence.pages.len()))]),
        words: title(views, recurrence),
        address: sheet_address(
            views.taken(),
            FixedOutput::Recurring.address(),
            sheet.expect("every group is on a sheet"),
        ),
        anchor: views.recurring().anchors[group].clone(),
    })
}

/// The words a group goes by; the title of its newest incident where it has none.
pub(crate) fn title(views: &Views, recurrence: &Recurrence) -> String {
    let words = &recurrence.words[..recurrence.words.len().min(WORDS)];
    let newest = || recurrence.pages.first().map(|&ix| views.site.title(ix).to_owned());
    if words.is_empty() { newest().unwrap_or_default() } else { words.join(&views.site.wording.say("list.between")) }
}
