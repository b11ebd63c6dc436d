//! Where a link of a page goes, as an address in that page.

use crate::link::{PageIx, Target};
use crate::markup::urls::relative;
use crate::model::LinkForm;
use crate::site::Site;

pub(crate) fn resolved<'s>(site: &'s Site, page: PageIx, form: LinkForm, target: &str) -> Option<&'s Target> {
    site.links.resolved(page).get(&(form, target.to_owned()))
}

/// The `href` for a candidate of `page`; `None` when its text stays as text.
pub(crate) fn href(site: &Site, page: PageIx, form: LinkForm, target: &str) -> Option<String> {
    let own = &site.links.addresses[page];
    let at = |address: &str, anchor: Option<&str>| {
        let mut href = relative(own, address);
        if let Some(anchor) = anchor {
            href.push('#');
            href.push_str(anchor);
        }
        href
    };
    match resolved(site, page, form, target)? {
        Target::Page(to, anchor) => Some(at(&site.links.addresses[*to], anchor.as_deref())),
        Target::Anchor(anchor) => Some(format!("#{anchor}")),
        Target::Facet(kind, ix) => Some(at(&site.links.facets.get(kind)?.get(*ix)?.address, None)),
        Target::Generated(address) | Target::Asset(address) => Some(at(address, None)),
        Target::External(url) | Target::RemoteImage(url) => Some(url.clone()),
        Target::None => None,
    }
}

/// What `[[target]]` without words of its own says: a catalogue entry's name, the title of a page named by its file; else as written. The
/// name of a heading follows it.
pub(crate) fn wiki_label(site: &Site, page: PageIx, target: &str) -> Option<String> {
    match resolved(site, page, LinkForm::Wiki, target.trim())? {
        Target::Facet(kind, ix) => Some(site.links.facets.get(kind)?.get(*ix)?.name.clone()),
        Target::Anchor(anchor) => {
            let section = site.pages[page].sections.iter().find(|section| section.anchor == *anchor)?;
            Some(section.title.clone())
        }
        Target::Page(ix, anchor) => {
            let to = &site.pages[*ix];
            let name = target.split('#').next().unwrap_or(target).trim();
            let file = to.source.path.to_lowercase().contains(&name.to_lowercase()) && !name.contains(' ');
            let title = (file && !name.eq_ignore_ascii_case(&to.id.value) || name.contains(['/', ':']))
                .then(|| site.title(*ix).to_owned());
            let section = to.sections.iter().find(|section| Some(&section.anchor) == anchor.as_ref());
            match section {
                Some(section) => Some(format!("{}, {}", title.as_deref().unwrap_or(name), section.title)),
                // A block has no name.
                None if target.contains("#^") => Some(title.unwrap_or_else(|| name.to_owned())),
                None => title,
            }
        }
        _ => None,
    }
}

pub(crate) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest).rsplit('@').next().unwrap_or(rest)
}
