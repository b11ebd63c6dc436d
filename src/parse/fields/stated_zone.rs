//! A head's key and the configuration become the zone of a page's local times.

use crate::diag::{Diagnostic, Rule};
use crate::model::{Config, Key, Zone, zone_letters};
use crate::parse::front_matter::KeyReader;
use crate::parse::times::{PageZone, goes_by_sometimes};

/// The zone that the head states, else that of the configuration.
pub(crate) fn page_zone(reader: &mut KeyReader<'_>, config: &Config) -> PageZone {
    let written = reader.text(Key::Timezone);
    let house = config.timezone.clocks().clone();
    let Some(written) = written else { return PageZone { stated: None, house } };
    let Some(zone) = Zone::parse(&written.value) else {
        let message = format!("`{}` is not a time zone", written.value);
        let finding = Diagnostic::new(Rule::TimeInvalid, "", message).at(written.span);
        reader
            .diagnostics
            .push(finding.hint("use an IANA name such as `Europe/Copenhagen`, or an offset such as `+01:00`"));
        return PageZone { stated: None, house };
    };
    let own = zone_letters(written.value.trim()).is_some_and(|letters| goes_by_sometimes(&house, letters));
    let zone = if own { config.timezone.clone() } else { zone };
    PageZone { stated: Some(written.map(|_| zone)), house }
}
