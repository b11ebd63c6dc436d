//! A link of a page becomes the link that its Markdown twin has: twins in place of pages.

use crate::link::{PageIx, Target};
use crate::markup::link_targets::href;
use crate::markup::urls::{encode, relative};
use crate::model::LinkForm;
use crate::site::Site;

/// Where the link leads, with twins in place of pages.
pub(super) fn twin_target(site: &Site, page: PageIx, form: LinkForm, target: &str) -> Option<String> {
    match site.links.resolved(page).get(&(form, target.to_owned()))? {
        Target::Page(to, anchor) => {
            let address = twin_address(&site.links.addresses[*to]);
            let own = twin_address(&site.links.addresses[page]);
            let mut href = relative(&own, &address);
            if let Some(anchor) = anchor {
                href.push('#');
                href.push_str(&encode(anchor));
            }
            Some(href)
        }
        _ => href(site, page, form, target),
    }
}

/// `x.md` for `x.html`.
pub(crate) fn twin_address(address: &str) -> String {
    format!("{}.md", address.strip_suffix(".html").unwrap_or(address))
}
