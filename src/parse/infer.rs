//! Stub.
use crate::diag::Diagnostic;
use crate::model::*;
use crate::parse::Document;
pub(crate) struct Known<'a> {
    pub shown_path: &'a str,
    pub lang: &'a str,
    pub title: &'a str,
    pub date: Option<jiff::civil::Date>,
    pub zone: &'a jiff::tz::TimeZone,
    pub zone_origin: ZoneOrigin,
}
pub(crate) fn infer(
    _d: &Document<'_>,
    _s: &[Section],
    _k: Known<'_>,
    _i: &mut Incident,
    _c: &Config,
) -> Vec<Diagnostic> {
    Vec::new()
}
