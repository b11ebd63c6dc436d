//! The configuration becomes `robots.txt`.

use crate::markup::urls;
use crate::views::Views;

/// `robots.txt`: nothing for search engines unless the configuration says so.
pub(crate) fn robots(views: &Views) -> String {
    let config = &views.site.config;
    if !config.index {
        return String::from("User-agent: *\nDisallow: /\n");
    }
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if let Some(base) = &config.base_url {
        text.push_str(&format!("Sitemap: {}\n", urls::absolute(base, "sitemap.xml")));
    }
    text
}
