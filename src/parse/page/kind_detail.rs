//! A page's kind, its head and its body become what pages of that kind alone have.

use crate::diag::Diagnostic;
use crate::model::{Config, Detail, PageKind, Section};
use crate::parse::fields::{
    Common, incident_fields, page_fields, path_fields, runbook_fields, service_fields, term_fields,
};
use crate::parse::front_matter::KeyReader;
use crate::parse::incident::{KnownBefore, impossible_order, infer};
use crate::parse::markdown::Document;
use crate::parse::page::page_dates::start_from_file;
use crate::parse::times::PageZone;

/// Everything the kinds of page read from a body.
pub(crate) struct BodyRead<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) sections: &'a [Section],
    pub(crate) known: KnownBefore<'a>,
    pub(crate) config: &'a Config,
    pub(crate) file_date: Option<jiff::civil::Date>,
}

/// What pages of `kind` alone have, with findings.
pub(crate) fn kind_detail(
    kind: PageKind,
    reader: &mut KeyReader<'_>,
    common: &mut Common,
    zone: &PageZone,
    body: BodyRead<'_>,
) -> (Detail, Vec<Diagnostic>) {
    match kind {
        PageKind::Incident => {
            let mut incident = incident_fields(reader, common, zone);
            let (file_date, shown_path) = (body.file_date, body.known.shown_path);
            let mut findings = infer(body.document, body.sections, body.known, &mut incident, body.config);
            start_from_file(&mut incident, file_date);
            findings.extend(impossible_order(&incident.times, shown_path));
            (Detail::Incident(Box::new(incident)), findings)
        }
        PageKind::Term => (Detail::Term(term_fields(reader)), Vec::new()),
        PageKind::Runbook => (Detail::Runbook(runbook_fields(reader, zone)), Vec::new()),
        PageKind::Service => (Detail::Service(service_fields(reader)), Vec::new()),
        PageKind::Path => (Detail::Path(path_fields(reader)), Vec::new()),
        PageKind::Page => {
            page_fields(reader);
            (Detail::Page, Vec::new())
        }
    }
}
