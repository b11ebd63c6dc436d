//! Who may see a page: what its front matter says, where it slid to another table, where it is misplaced, and where nobody can read
//! it. What cannot be read stays unseen.

use crate::diag::Diagnostic;
use crate::model::{Class, Withheld};
use crate::parse::buried::buried;
use crate::parse::deciding::deciding;
use crate::parse::drafts::unreadable;
use crate::parse::fields::Common;
use crate::parse::front::Front;
use crate::parse::reader::Reader;
use crate::parse::verdict::{House, Reason, strictest, verdict};

/// Fills in what `common` says of who may see the page whose `front` was read from `text`.
pub(crate) fn withheld(reader: &mut Reader<'_>, front: &Front, text: &str, house: &House<'_>, common: &mut Common) {
    let own = verdict(reader, house);
    let mut reasons = own.reasons;
    reasons.extend(buried(front, text, house));
    reasons.extend(misplaced(front, house));
    reasons.extend(unread(front, house));
    if text[..front.body_start].lines().any(|line| crate::parse::hide::opens_audience(line).is_some()) {
        // Nobody could cut a block out of there safely.
        reasons.push(whole(Withheld::Audience(String::from("in the front matter")), None));
    }
    reader.diagnostics.extend(reasons.iter().filter_map(|reason| reason.finding.clone()));
    common.status = own.status;
    common.publication = own.publication;
    common.withheld = strictest(&reasons);
    common.withheld_below = strictest(reasons.iter().filter(|reason| reason.below));
}

/// Keys that look like a head where none is read: what they plainly say is believed, and said.
fn misplaced(front: &Front, house: &House<'_>) -> Vec<Reason> {
    let mut reader = Reader::new(&front.misplaced, house.fields, house.path);
    let mut reasons = verdict(&mut reader, house).reasons;
    reasons.retain(|reason| reason.plain);
    for reason in &mut reasons {
        let key = &reason.key;
        let message = format!("`{key}` stands where no front matter is read, and withholds this page");
        let finding = Diagnostic::new("front/draft", house.path, message).at(reason.at.clone());
        reason.finding = Some(finding.hint(
            "put the keys between two lines `---` at the top of the file, or reword the line if it is not meant",
        ));
    }
    reasons
}

/// Deciding keys in what nobody could read, and a head that cannot be read at all.
fn unread(front: &Front, house: &House<'_>) -> Vec<Reason> {
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
fn whole(withheld: Withheld, finding: Option<Diagnostic>) -> Reason {
    Reason { withheld, key: String::new(), at: 0..0, plain: false, below: true, finding }
}
