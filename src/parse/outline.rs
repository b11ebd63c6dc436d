//! Stub.
use crate::model::*;
use crate::parse::Document;
pub(crate) fn sections(_d: &Document<'_>, _l: &str, _c: &Config) -> Vec<Section> {
    Vec::new()
}
pub(crate) struct Title {
    pub text: String,
    pub heading: Span,
}
pub(crate) fn title(_d: &Document<'_>) -> Option<Title> {
    None
}
pub(crate) fn summary(_d: &Document<'_>, _s: &[Section]) -> Option<Fact<String>> {
    None
}
