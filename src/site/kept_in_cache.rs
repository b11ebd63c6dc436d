//! Whether what is made of a page may be kept between builds: only what everybody is shown as it is.

use crate::model::{Config, NamesPolicy, Page};

/// Whether a page says the same to everybody, withholds nothing and stops nothing; in doubt it is kept nowhere.
///
/// Where people are to go by other names, their own are kept nowhere. Of a file in which anything looks as if it were for some and not for
/// others it is not even asked what it says.
pub(crate) fn may_be_kept(config: &Config, page: &Page) -> bool {
    config.privacy.names == NamesPolicy::Allow
        && page.withheld.is_none()
        && page.restricted_parts.is_empty()
        && !page.diagnostics.iter().any(|finding| finding.rule.stops() || finding.rule.is_credential())
        && !page.source.text.to_lowercase().contains("audience")
}
