//! Where a link of a page goes, as an address in that page.

use crate::link::{PageIx, Target, turned_key};
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
        Target::Generated(address) => Some(at(address, None)),
        // A page of a document, a moment of a video: for whoever opens it to understand.
        Target::Asset(address) => {
            let fragment =
                target.split_once('#').map(|(_, fragment)| fragment.trim().replace(char::is_whitespace, "%20"));
            Some(at(address, fragment.as_deref().filter(|fragment| !fragment.is_empty())))
        }
        Target::External(url) | Target::RemoteImage(url) => Some(url.clone()),
        Target::None => None,
    }
}

/// What `[[target]]` without words of its own says: a catalogue entry's name, the title of a page named by its file; else as written. The
/// name of a heading follows it.
pub(crate) fn wiki_label(site: &Site, page: PageIx, target: &str) -> Option<String> {
    // Where the words stand before the target, they are its label.
    if let Some((words, _)) = target.split_once('|') {
        return resolved(site, page, LinkForm::Wiki, target).map(|_| words.to_owned());
    }
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

/// The words of a link that has none of its own, `[](b.md)`: the title of what it leads to.
pub(crate) fn name_of_target(site: &Site, page: PageIx, form: LinkForm, target: &str) -> Option<String> {
    let heading = |page: PageIx, anchor: &str| {
        let page = &site.pages[page];
        let mut headings = page.sections.iter().chain(&page.inner_headings);
        headings.find(|section| section.anchor == anchor).map(|section| section.title.clone())
    };
    Some(match resolved(site, page, form, target)? {
        Target::Page(to, anchor) => {
            let heading = anchor.as_deref().and_then(|anchor| heading(*to, anchor));
            heading.unwrap_or_else(|| site.title(*to).to_owned())
        }
        Target::Anchor(anchor) => heading(page, anchor).unwrap_or_else(|| site.title(page).to_owned()),
        Target::Facet(kind, ix) => site.links.facets.get(kind)?.get(*ix)?.name.clone(),
        Target::Generated(address) | Target::Asset(address) => address.rsplit('/').next()?.to_owned(),
        Target::External(url) | Target::RemoteImage(url) => url.clone(),
        Target::None => return None,
    })
}

/// By what the wiki link of this `target` and these `words` is known, where its words are its target: where it leads, if it does.
pub(crate) fn turned_link(site: &Site, page: PageIx, target: &str, words: &str) -> Option<String> {
    let key = turned_key(target.trim().trim_end_matches('\\'), words.trim());
    matches!(resolved(site, page, LinkForm::Wiki, &key), Some(target) if *target != Target::None).then_some(key)
}

pub(crate) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or(rest).rsplit('@').next().unwrap_or(rest)
}
