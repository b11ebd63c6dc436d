//! Stub.
use crate::model::*;
pub(crate) struct TimeContext<'a> {
    pub date: Option<jiff::civil::Date>,
    pub zone: &'a jiff::tz::TimeZone,
    pub zone_origin: ZoneOrigin,
}
pub(crate) enum TimeError {
    Impossible(String),
    Unreadable(String),
}
pub(crate) fn timepoint(text: &str, _c: &TimeContext<'_>) -> Result<Timepoint, TimeError> {
    let _ = text;
    Err(TimeError::Unreadable(String::new()))
}
pub(crate) fn date_in(text: &str) -> Option<jiff::civil::Date> {
    text.get(..10)?.parse().ok()
}
pub(crate) fn zone(text: &str) -> Option<jiff::tz::TimeZone> {
    crate::model::zone(text)
}
