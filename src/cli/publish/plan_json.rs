//! A plan, and what was done of it, become JSON.

use serde_json::{Value, json};

use crate::publish::{Done, Plan, Removal, RemovalTime, Target};

/// The plan as JSON, with a line break at its end. `done` is absent where nothing was done.
pub(super) fn json(target: &Target, plan: &Plan, done: Option<&Done>) -> String {
    let uploads = plan.uploads.iter().map(|upload| {
        let change = if upload.is_new { "added" } else { "changed" };
        json!({ "address": upload.address, "bytes": upload.bytes, "change": change, "reason": upload.reason })
    });
    let whole = json!({
        "target": target.name(),
        "uploads": uploads.collect::<Vec<_>>(),
        "removals": plan.removals.iter().map(removal).collect::<Vec<_>>(),
        "unchanged": plan.unchanged,
        "bytes": plan.bytes(),
        "notes": plan.notes,
        "done": done.map(|done| json!({
            "uploaded": done.uploaded,
            "bytes": done.bytes,
            "removed": done.removed,
            "requests": done.requests,
            "notes": done.notes,
        })),
    });
    format!("{whole:#}\n")
}

fn removal(gone: &Removal) -> Value {
    let (when, until) = match gone.when {
        RemovalTime::Withdrawn => ("withdrawn", None),
        RemovalTime::Due => ("due", None),
        RemovalTime::Unfinished => ("unfinished", None),
        RemovalTime::From(until) => ("later", Some(until.to_string())),
    };
    json!({ "address": gone.address, "bytes": gone.bytes, "when": when, "until": until })
}
