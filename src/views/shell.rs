//! What every page shows of the site: title, menu, styles and scripts, foot.

use std::collections::HashSet;

use serde::Serialize;
use tera::Value;

use crate::link::FacetKind;
use crate::markup::urls;
use crate::parse::fragment_text;
use crate::views::generated_list::GeneratedList;
use crate::views::site_views::Views;

/// An entry of the menu.
#[derive(Serialize)]
struct MenuEntry {
    title: String,
    /// An address of the site, or
    address: Option<String>,
    /// a URL elsewhere.
    url: Option<String>,
    section: String,
}

#[derive(Serialize)]
struct Shell<'a> {
    title: &'a str,
    description: String,
    index: bool,
    drafts: bool,
    logo: Option<&'a str>,
    footer: Option<Vec<&'a str>>,
    styles: Vec<String>,
    scripts: Vec<String>,
    /// The shape of each severity by its id, as the scripts of the search read it: `sev1=0&sev2=1`.
    shapes: String,
    feed: bool,
    menu: Vec<MenuEntry>,
    /// Further lists, for the foot of the page.
    more: Vec<MenuEntry>,
    as_of: Option<String>,
}

/// What every page shows of the site.
pub(crate) fn shell(views: &Views) -> Value {
    let config = &views.site.config;
    let generated = generated_menu(views);
    let shown = |section: &str| {
        ["incidents", "walls", "trends", "services", "folders", "factors", "glossary", "runbooks", "paths", "actions"]
            .contains(&section)
    };
    let (mut menu, mut more): (Vec<MenuEntry>, Vec<MenuEntry>) =
        generated.into_iter().partition(|entry| shown(&entry.section));
    if menu.is_empty() {
        std::mem::swap(&mut menu, &mut more);
    }
    if !config.nav.is_empty() {
        let configured = configured_menu(views);
        let named: HashSet<_> = configured.iter().filter_map(|entry| entry.address.clone()).collect();
        let left = std::mem::replace(&mut menu, configured);
        more =
            left.into_iter().chain(more).filter(|e| !e.address.as_ref().is_some_and(|a| named.contains(a))).collect();
    }
    let asset = |path: &String| format!("assets/{path}");
    let mut styles: Vec<String> = views.templates.styles.iter().map(asset).collect();
    styles.extend(views.accent.is_some().then(|| String::from("assets/accent.css")));
    Value::from_serializable(&Shell {
        title: &config.title,
        description: fragment_text(&config.description),
        index: config.index,
        drafts: views.site.drafts,
        logo: views.logo.as_ref().map(|(_, address)| address.as_str()),
        footer: config.footer.as_deref().map(|text| text.lines().collect()),
        styles,
        scripts: views.templates.scripts.iter().map(asset).collect(),
        shapes: shapes(views),
        feed: config.base_url.is_some(),
        menu,
        more,
        as_of: views.site.as_of.map(|date| crate::words::moments::day(&views.site.wording, date)),
    })
}

fn shapes(views: &Views) -> String {
    let severities = crate::views::filters::facets(&views.site, FacetKind::Severity);
    let shape = |value: &crate::views::filters::FilterValue| {
        Some(format!("{}={}", urls::encode(&value.id), value.shape.filter(|&shape| shape < 4)?))
    };
    severities.iter().filter_map(shape).collect::<Vec<_>>().join("&")
}

fn generated_menu(views: &Views) -> Vec<MenuEntry> {
    let entry = |list: &GeneratedList| MenuEntry {
        title: list.title.clone(),
        address: Some(list.address.clone()),
        url: None,
        section: list.section.into(),
    };
    views.lists().iter().filter(|list| list.in_menu).map(entry).collect()
}

fn configured_menu(views: &Views) -> Vec<MenuEntry> {
    let entry = |nav: &crate::model::NavEntry| {
        let url = urls::external(&nav.url).map(str::to_owned);
        let address = nav.url.trim_start_matches("./").trim_start_matches('/').to_owned();
        let section = address.split('/').next().unwrap_or_default().to_owned();
        MenuEntry { title: nav.title.clone(), address: url.is_none().then_some(address), url, section }
    };
    views.site.config.nav.iter().map(entry).collect()
}
