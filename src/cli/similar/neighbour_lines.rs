//! An incident becomes the lines that the terminal shows of it, and the object that programs read.

use std::fmt::Write;

use annotate_snippets::renderer::Style;
use serde_json::{Value, json};

use crate::diag::clean;
use crate::link::PageIx;
use crate::pages::incident::similar_incidents::{ToldOf, told};
use crate::views::Views;

pub(super) const TITLE: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();

/// The lines of an incident: title, when and how bad, the file, `reasons`, what helped then.
pub(super) fn lines(views: &Views, page: PageIx, reasons: &[String]) -> String {
    let ToldOf { date, severity, kind, helped, runbooks } = told(views, page);
    let title = views.site.title(page);
    let page = &views.site.pages[page];
    let draft = page.withheld.as_ref().map(|_| "Draft");
    let id = Some(page.id.value.as_str()).filter(|_| !page.id.inferred());
    let about = [id, kind.as_deref(), draft, severity.as_deref(), Some(date.as_str())];
    let about: Vec<&str> = about.into_iter().flatten().filter(|text| !text.is_empty()).collect();
    let mut out = String::new();
    // Writing to a string cannot fail.
    let gap = if about.is_empty() { "" } else { "  " };
    let _ = writeln!(out, "{TITLE}{}{TITLE:#}{gap}{}", clean(title), clean(&about.join(" · ")));
    let _ = writeln!(out, "  {FAINT}{}{FAINT:#}", clean(&page.source.shown_path));
    for reason in reasons {
        let _ = writeln!(out, "  {}", clean(reason));
    }
    if let Some(helped) = helped {
        let _ = writeln!(out, "  What helped then: {}", clean(&helped));
    }
    if !runbooks.is_empty() {
        let plural = if runbooks.len() == 1 { "" } else { "s" };
        let _ = writeln!(out, "  Runbook{plural}: {}", clean(&runbooks.join("; ")));
    }
    out
}

/// What programs read of an incident.
pub(super) fn object(views: &Views, ix: PageIx) -> Value {
    let page = &views.site.pages[ix];
    let mut object = json!({
        "file": page.source.shown_path,
        "id": page.id.value,
        "title": views.site.title(ix),
        "address": views.site.links.addresses[ix],
    });
    let told = serde_json::to_value(told(views, ix)).expect("plain values become JSON");
    if let (Value::Object(object), Value::Object(told)) = (&mut object, told) {
        object.extend(told);
    }
    object
}
