//! The keys of a page become who may see it: those of its front matter, those that slid to another table, those that are misplaced, and
//! those that nobody can read. What cannot be read stays unseen.

mod drafts;
mod folder_data;
mod nested_tables;
mod pages_below;
mod publication_days;
mod publication_state;
mod publication_values;
mod reasons;
mod table_verdict;
#[cfg(test)]
mod tests;

pub use folder_data::below;
pub(crate) use nested_tables::is_item;
pub(crate) use pages_below::said_of_pages_below;
pub(crate) use reasons::HouseRules;

use crate::diag::{Diagnostic, Rule};
use crate::model::{Class, Fact, Publication, Withheld};
use crate::parse::front_matter::{Front, KeyReader, deciding};
use crate::parse::hidden_parts::audience_opened;
use crate::parse::visibility::drafts::unreadable;
use crate::parse::visibility::nested_tables::reasons_in_nested_tables;
use crate::parse::visibility::reasons::{WithholdingReason, strictest};
use crate::parse::visibility::table_verdict::table_verdict;

/// Who may see a page, and from which day to which.
pub(crate) struct PageVisibility {
    /// Why the page is kept back, if it is.
    pub(crate) withheld: Option<Withheld>,
    /// Why the pages below are kept back too, when this is the index of a section.
    pub(crate) withheld_below: Option<Withheld>,
    /// Between which days it may be read.
    pub(crate) publication: Publication,
    /// A status that is not a publication state.
    pub(crate) status: Option<Fact<String>>,
}

/// Who may see the page whose `front` was read from `text`.
pub(crate) fn page_visibility(
    reader: &mut KeyReader<'_>,
    front: &Front,
    text: &str,
    house: &HouseRules<'_>,
) -> PageVisibility {
    let own = table_verdict(reader, house);
    let mut reasons = own.reasons;
    reasons.extend(reasons_in_nested_tables(front, text, house));
    reasons.extend(misplaced(front, house));
    reasons.extend(unread(front, house));
    if text[..front.body_start].lines().any(|line| audience_opened(line).is_some()) {
        // Nobody could cut a block out of there safely.
        reasons.push(whole(Withheld::Audience(String::from("in the front matter")), None));
    }
    reader.diagnostics.extend(reasons.iter().filter_map(|reason| reason.finding.clone()));
    PageVisibility {
        withheld: strictest(&reasons),
        withheld_below: strictest(reasons.iter().filter(|reason| reason.below)),
        publication: own.publication,
        status: own.status,
    }
}

/// Keys that look like a head where none is read: what they plainly say is believed, and said.
fn misplaced(front: &Front, house: &HouseRules<'_>) -> Vec<WithholdingReason> {
    let mut reader = KeyReader::new(&front.misplaced, house.fields, house.path);
    let mut reasons = table_verdict(&mut reader, house).reasons;
    reasons.retain(|reason| reason.plain);
    for reason in &mut reasons {
        let key = &reason.key;
        let message = format!("`{key}` stands where no front matter is read, and withholds this page");
        let finding = Diagnostic::new(Rule::FrontDraft, house.path, message).at(reason.at.clone());
        reason.finding = Some(finding.hint(
            "put the keys between two lines `---` at the top of the file, or reword the line if it is not meant",
        ));
    }
    reasons
}

/// Deciding keys in what nobody could read, and a head that cannot be read at all.
fn unread(front: &Front, house: &HouseRules<'_>) -> Vec<WithholdingReason> {
    let key_of = |class: Class| front.unreadable.iter().find(|key| deciding(key, house.settled) == Some(class));
    let (restricted, draft) = (key_of(Class::Restricted), key_of(Class::Draft));
    let mut reasons = Vec::new();
    if let Some(key) = restricted {
        let finding = front.unread.is_none().then(|| unreadable(key, house.path));
        reasons.push(whole(Withheld::Audience(String::from("unreadable")), finding));
    }
    match (&front.unread, draft) {
        // The head's own finding says it.
        (Some(why), _) => reasons.push(whole(Withheld::Draft(why.clone()), None)),
        (None, Some(key)) => {
            let why = format!("`{key}` stands where nothing can be read");
            reasons.push(whole(Withheld::Draft(why), Some(unreadable(key, house.path))));
        }
        (None, None) => {}
    }
    reasons
}

/// A reason that no single key gives.
fn whole(withheld: Withheld, finding: Option<Diagnostic>) -> WithholdingReason {
    WithholdingReason { withheld, key: String::new(), at: 0..0, plain: false, below: true, finding }
}
