//! A page's kind, its head and its body become what pages of that kind alone have.

use crate::diag::Diagnostic;
use crate::model::{Config, Detail, PageKind, Precision, Section};
use crate::parse::fields::{
    Common, incident_fields, page_fields, path_fields, runbook_fields, service_fields, term_fields,
};
use crate::parse::front_matter::KeyReader;
use crate::parse::incident::{Inferred, KnownBefore, impossible_order, infer};
use crate::parse::markdown::Document;
use crate::parse::page::page_dates::{DateMeans, take_page_dates};
use crate::parse::times::PageZone;

/// Everything the kinds of page read from a body.
pub(crate) struct BodyRead<'a> {
    pub(crate) document: &'a Document<'a>,
    pub(crate) sections: &'a [Section],
    pub(crate) known: KnownBefore<'a>,
    pub(crate) config: &'a Config,
    /// The day in the file's name, or in the address of a post.
    pub(crate) name_date: Option<jiff::civil::Date>,
    /// What that day and a `date` are the day of.
    pub(crate) date_means: DateMeans,
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
            let mut incident = incident_fields(reader, zone);
            let (name_date, means, shown_path) = (body.name_date, body.date_means, body.known.shown_path);
            let title = body.known.title;
            let date = common.date.clone();
            let mut known = body.known;
            if means == DateMeans::Incident && incident.times.started.is_none() {
                incident.times.started.clone_from(&date);
                let moment = date.as_ref().and_then(|date| date.value.known());
                known.start_is_date = moment.is_some_and(|moment| moment.precision == Precision::Day);
            }
            let Inferred { mut findings, another_day } =
                infer(body.document, body.sections, known, &mut incident, body.config);
            let means = if another_day { DateMeans::Publication } else { means };
            let text = body.document.text;
            let told = body.document.events.first().and_then(|(_, span)| text.get(span.start..)).unwrap_or_default();
            take_page_dates(&mut incident, means, date, name_date, (title, told));
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
