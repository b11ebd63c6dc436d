//! The lists that a site has of its own, which no file is: what each is called, what it is for, and where it is.

use crate::addresses::FixedOutput;
use crate::link::FacetKind;
use crate::model::PageKind;
use crate::views::generated_list::GeneratedList;
use crate::views::site_views::Views;
use crate::views::walls::{self, Wall};

/// The lists that there are, in the order of the menu.
pub(crate) fn generated_lists(views: &Views) -> Vec<GeneratedList> {
    let wording = &views.site.wording;
    let entry = |key: &str, section: &'static str, about: Option<&str>| GeneratedList {
        section,
        title: wording.say(key),
        about: about.map_or_else(String::new, |key| wording.say(key)),
        address: format!("{section}/index.html"),
        in_menu: true,
    };
    let facet = |kind: FacetKind, key: &str| (!views.facets(kind).is_empty()).then(|| entry(key, kind.folder(), None));
    let kind = |kind, key: &str, section, about| (!views.of_kind(kind).is_empty()).then(|| entry(key, section, about));
    let recurring = || GeneratedList {
        address: FixedOutput::Recurring.address().into(),
        ..entry("menu.recurring", "recurring", None)
    };
    // The first wall stands for all of them, under their name.
    let wall = |(at, wall): (usize, Wall)| GeneratedList {
        section: "walls",
        title: if at == 0 { wording.say("menu.learned") } else { wall.title(wording) },
        about: wall.about(wording),
        address: wall.address().to_owned(),
        in_menu: at == 0,
    };
    let mut lists: Vec<GeneratedList> = Vec::new();
    lists.extend((!views.incidents().is_empty()).then(|| entry("menu.incidents", "incidents", None)));
    lists.extend(walls::shown(views.sayings()).enumerate().map(wall));
    let rest = [
        (!views.trends().is_empty()).then(|| entry("menu.trends", "trends", None)),
        kind(PageKind::Path, "menu.paths", "paths", Some("path.about")),
        facet(FacetKind::Service, "menu.services"),
        facet(FacetKind::Folder, "menu.folders"),
        facet(FacetKind::Factor, "menu.factors"),
        kind(PageKind::Term, "menu.glossary", "glossary", Some("glossary.about")),
        kind(PageKind::Runbook, "menu.runbooks", "runbooks", Some("home.runbooks_about")),
        (!views.recurring().is_empty()).then(recurring),
        (!views.analysis.follow_ups.rows.is_empty())
            .then(|| entry("menu.follow_ups", "actions", Some("follow_ups.about"))),
        facet(FacetKind::Team, "menu.teams"),
        facet(FacetKind::Severity, "menu.severities"),
        facet(FacetKind::Tag, "menu.tags"),
        kind(PageKind::Page, "menu.pages", "pages", None),
    ];
    lists.extend(rest.into_iter().flatten());
    lists
}
