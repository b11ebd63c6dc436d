//! A page becomes whether a key of its front matter says something.

use crate::model::{Fact, Key, Origin, Page, Timepoint};

/// Whether a key of the front matter states `key` on an incident.
pub(super) fn states(page: &Page, key: Key) -> bool {
    let Some(incident) = page.incident() else { return false };
    let times = &incident.times;
    match key {
        Key::Started | Key::Date => time(&times.started),
        Key::Detected => time(&times.detected),
        Key::Acknowledged => time(&times.acknowledged),
        Key::Mitigated => time(&times.mitigated),
        Key::Resolved => time(&times.resolved),
        Key::Reviewed => time(&times.reviewed),
        Key::Published => time(&times.published),
        Key::Severity => text(incident.severity.as_ref()),
        Key::Customers => text(incident.customers.as_ref()),
        Key::Regions => text(incident.regions.first()),
        Key::Detection => text(incident.detection.as_ref()),
        Key::Impact => text(incident.impact.as_ref()),
        Key::Services => text(incident.services.first()),
        Key::Factors => text(incident.factors.first()),
        Key::Takeaways => text(incident.takeaways.first()),
        Key::OpenQuestions => text(incident.open_questions.first()),
        Key::Helped => text(incident.helped.first()),
        Key::Lucky => text(incident.lucky.first()),
        Key::Trigger => text(incident.trigger.as_ref()),
        Key::Summary => text(page.summary.as_ref()),
        Key::Actions => incident.actions.iter().any(|fact| fact.origin == Origin::FrontMatter),
        _ => false,
    }
}

fn time(fact: &Option<Fact<Timepoint>>) -> bool {
    fact.as_ref().is_some_and(|fact| fact.origin == Origin::FrontMatter && fact.value.known().is_some())
}

fn text(fact: Option<&Fact<String>>) -> bool {
    fact.is_some_and(|fact| fact.origin == Origin::FrontMatter)
}
