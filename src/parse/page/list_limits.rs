//! A page's lists of names become no longer than a site can make a page for each.

use crate::diag::{Diagnostic, Rule};
use crate::model::{Detail, Fact, Key};
use crate::parse::fields::Common;

/// So many services, tags or old addresses one page may name.
const MOST: usize = 200;

/// Cuts every list whose values become pages, with a finding for each that was too long.
pub(crate) fn limit_lists(common: &mut Common, detail: &mut Detail) -> Vec<Diagnostic> {
    let mut lists =
        vec![(Key::Tags, &mut common.tags), (Key::Aliases, &mut common.aliases), (Key::Keywords, &mut common.keywords)];
    match detail {
        Detail::Incident(incident) => lists.extend([
            (Key::Services, &mut incident.services),
            (Key::Teams, &mut incident.teams),
            (Key::Regions, &mut incident.regions),
            (Key::Factors, &mut incident.factors),
            (Key::Conditions, &mut incident.conditions),
        ]),
        Detail::Runbook(runbook) => {
            lists.extend([(Key::RunbookServices, &mut runbook.services), (Key::RunbookTeams, &mut runbook.teams)]);
        }
        _ => {}
    }
    lists.into_iter().filter_map(|(key, list)| cut(key, list)).collect()
}

fn cut(key: Key, list: &mut Vec<Fact<String>>) -> Option<Diagnostic> {
    let first = list.get(MOST)?.span.clone();
    let message = format!(
        "{} {} are more than a page can have; those after the first {MOST} are left out",
        list.len(),
        key.name()
    );
    list.truncate(MOST);
    Some(Diagnostic::new(Rule::PageBudget, "", message).at(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_that_is_one_too_long_is_cut() {
        let values = |count: usize| (0..count).map(|ix| Fact::front(format!("v{ix}"), ix..ix + 1)).collect::<Vec<_>>();
        let mut list = values(MOST);
        assert_eq!(cut(Key::Tags, &mut list), None);
        list = values(MOST + 1);
        let finding = cut(Key::Tags, &mut list).expect("one too many");
        assert_eq!(finding.message, "201 tags are more than a page can have; those after the first 200 are left out");
        assert_eq!((list.len(), finding.span), (MOST, Some(MOST..MOST + 1)));
    }
}
