//! The zone that a page's local times are read in, and who says so.

use jiff::tz::TimeZone;

use crate::model::{Fact, Zone, ZoneOrigin};
use crate::parse::times::timepoints::TimeContext;

/// The zone that a page's times are read in: the one it states, else the house's.
pub(crate) struct PageZone {
    pub(crate) stated: Option<Fact<Zone>>,
    pub(crate) house: TimeZone,
}

impl PageZone {
    pub(crate) fn context(&self) -> TimeContext<'_> {
        let (zone, zone_origin) = match &self.stated {
            Some(stated) => (stated.value.clocks(), ZoneOrigin::Stated),
            None => (&self.house, ZoneOrigin::Assumed),
        };
        TimeContext { date: None, near: None, zone, zone_origin, house: zone, order: None }
    }
}
