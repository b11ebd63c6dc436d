//! Dates in figures become what they prove of the order of days and months in a house.

use crate::diag::Rule;
use crate::parse::{DayOrder, day_order};
use crate::site::Site;
use crate::suggest::proposal::{Place, Proposal, counted};

/// A remark on it, where dates in figures are written at all.
pub(super) fn order_of_days(site: &Site) -> Option<Proposal> {
    // By their own dates alone: in no language, beside no day.
    let proved = |order: DayOrder| {
        let proves = |text: &str| day_order(text, None, "") == Some(order);
        site.pages.iter().filter(|page| page.incident().is_some() && proves(page.body())).count()
    };
    let (days, months) = (proved(DayOrder::DayFirst), proved(DayOrder::MonthFirst));
    let open = site.diagnostics().iter().filter(|finding| finding.rule == Rule::TimeAmbiguous).count();
    if days + months == 0 {
        return None;
    }
    let open = match open {
        0 => String::from("No date is open."),
        some => format!("`casebook check` names {} that stay open (time/ambiguous).", counted(some, "time")),
    };
    let said = format!(
        "Days and months: {} prove the order 25/12, {} the order 12/25. No key says which is the house's: a file is read by its own \
         dates, its day and its language. {open}",
        counted(days, "write-up"),
        months
    );
    Some(Proposal::remark(Place::Top, said))
}
