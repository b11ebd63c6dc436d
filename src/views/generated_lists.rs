//! The lists that a site has of its own, which no file is: what each is called, what it is for, and where it is.

use crate::addresses::FixedOutput;
use crate::link::FacetKind;
use crate::model::PageKind;
use crate::views::site_views::Views;
use crate::views::walls::{self, Wall};

/// A list that was made from what the pages say.
#[derive(Debug)]
pub(crate) struct GeneratedList {
    /// The part of the site that it opens; the walls have one together.
    pub section: &'static str,
    pub title: String,
    /// What it is for, where it says so; else empty.
    pub about: String,
    pub address: String,
    /// Whether it stands among the lists of the site; else only beside its like.
    pub in_menu: bool,
}

impl GeneratedList {
    /// Whether it can be there only once pages have been compared, which a search does not wait for.
    pub(crate) fn waits_for_comparison(&self) -> bool {
        self.address == FixedOutput::Recurring.address()
    }
}

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
