//! The keys of one table become reasons to keep a page back, and the days between which it may be read.
//!
//! Every key that says something is heard, and the strictest answer wins. What a value means is in `drafts`, `publication` and
//! `publication_days`; where the table stands is for whoever asks.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Severity};
use crate::model::{Fact, Publication, Span, Withheld};
use crate::parse::deciding::{AUDIENCE, MAYBE_FROM, is_one};
use crate::parse::drafts::drafts;
use crate::parse::fields::PageZone;
use crate::parse::front::{Entry, Node, Value};
use crate::parse::publication::{self, FALSE, Says, TRUE, Written};
use crate::parse::publication_days::{self, days};
use crate::parse::reader::{Reader, as_text, is_empty};
use crate::parse::restricted_items::audience_name;

/// What a table is read with.
#[derive(Clone, Copy)]
pub(crate) struct House<'a> {
    /// The house's foreign keys and ours.
    pub(crate) fields: &'a BTreeMap<String, String>,
    /// Values of keys about publication that the house publishes.
    pub(crate) settled: &'a BTreeMap<String, Vec<String>>,
    /// The zone of days that name none.
    pub(crate) zone: &'a PageZone,
    /// The file, as findings print it.
    pub(crate) path: &'a str,
}

/// One reason to keep a page back.
pub(crate) struct Reason {
    /// Its class, and the reason in words.
    pub(crate) withheld: Withheld,
    /// The key, in canonical form.
    pub(crate) key: String,
    /// The key's place.
    pub(crate) at: Span,
    /// Whether the value says so, rather than being in doubt.
    pub(crate) plain: bool,
    /// Whether it holds for the pages below, when the page is the index of a section.
    pub(crate) below: bool,
    /// What the author should know.
    pub(crate) finding: Option<Diagnostic>,
}

/// All that a table says.
#[derive(Default)]
pub(crate) struct Verdict {
    /// Reasons to keep the page back.
    pub(crate) reasons: Vec<Reason>,
    /// Between which days it may be read.
    pub(crate) publication: Publication,
    /// A status that is not a publication state.
    pub(crate) status: Option<Fact<String>>,
}

impl Verdict {
    /// A key whose value makes a draft.
    pub(super) fn draft(&mut self, key: &str, entry: &Entry, why: String, below: bool) {
        self.reasons.push(Reason {
            withheld: Withheld::Draft(why),
            key: key.to_owned(),
            at: entry.span.clone(),
            plain: true,
            below,
            finding: None,
        });
    }

    /// A key whose value nobody can read: it might make a draft.
    pub(super) fn doubt(&mut self, key: &str, entry: &Entry, finding: Diagnostic) {
        self.reasons.push(Reason {
            withheld: Withheld::Draft(format!("`{key}` cannot be read")),
            key: key.to_owned(),
            at: entry.span.clone(),
            plain: false,
            below: true,
            finding: Some(finding),
        });
    }
}

/// Reads every key of a table that decides who may see the page.
pub(crate) fn verdict(reader: &mut Reader<'_>, house: &House<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    drafts(reader, house, &mut verdict);
    days(reader, house, &mut verdict);
    about_publication(reader, house, &mut verdict);
    audiences(reader, &mut verdict);
    verdict
}

/// The strictest of `reasons`, and of equals the first.
pub(crate) fn strictest<'r>(reasons: impl IntoIterator<Item = &'r Reason>) -> Option<Withheld> {
    let rank = |reason: &&Reason| match reason.withheld {
        Withheld::Draft(_) => 0,
        Withheld::Publication(_) => 1,
        Withheld::Audience(_) => 2,
        Withheld::Unread(_) => 3,
    };
    let mut strictest: Option<&Reason> = None;
    for reason in reasons {
        if strictest.is_none_or(|other| rank(&reason) > rank(&other)) {
            strictest = Some(reason);
        }
    }
    strictest.map(|reason| reason.withheld.clone())
}

fn about_publication(reader: &mut Reader<'_>, house: &House<'_>, verdict: &mut Verdict) {
    for (key, entry) in reader.those(|key| publication::is_key(key, house.settled)) {
        if is_one(&key, MAYBE_FROM) && publication_days::holds_day(&entry.node, house) {
            continue;
        }
        let values = written(&entry.node);
        let says = publication::says(&key, &values, house.settled);
        if says == Says::Published {
            continue;
        }
        let shown = values.iter().map(|value| value.text.as_str()).collect::<Vec<_>>().join(", ");
        let shown = crate::text::shorten(&shown, 60).to_string();
        let truth = [TRUE, FALSE].iter().any(|words| words.contains(&shown.to_lowercase().as_str()));
        let is = match shown.as_str() {
            "" if is_empty(&entry.node.value) => format!("`{key}` says nothing"),
            "" => format!("`{key}` cannot be read"),
            _ if truth => format!("`{key}` is {shown}"),
            _ => format!("`{key}` is `{shown}`"),
        };
        let unclear = says == Says::Unclear;
        let finding = (unclear || values.iter().any(|value| publication::is_ours(&value.text)))
            .then(|| finding(&key, entry, &values, &is, unclear, house.path));
        verdict.reasons.push(Reason {
            withheld: Withheld::Publication(is),
            key,
            at: entry.span.clone(),
            plain: !unclear,
            below: true,
            finding,
        });
    }
}

/// What settles a value that a house may want to publish: a warning where nobody can tell, else a note.
fn finding(key: &str, entry: &Entry, values: &[Written], is: &str, unclear: bool, path: &str) -> Diagnostic {
    let message = match unclear {
        true => format!("{is}, which is neither plainly published nor plainly withheld, so this page is withheld"),
        false => format!("{is}, so this page is withheld"),
    };
    let mut finding = Diagnostic::new("privacy/publication", path, message).at(entry.node.span.clone());
    if !unclear {
        finding.severity = Severity::Note;
    }
    if values.is_empty() {
        return finding.hint(format!("give `{key}` a value that says published, or remove it"));
    }
    let words = values.iter().map(|value| toml::Value::from(value.text.as_str()).to_string());
    let words = words.collect::<Vec<_>>().join(", ");
    let bare = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    let name = if bare { key.to_owned() } else { toml::Value::from(key).to_string() };
    finding.hint(format!(
        "where such pages are to be published, put `{name} = [{words}]` under `[content.publication]` in casebook.toml"
    ))
}

/// The words of a value; none where it has tables in it or says nothing.
fn written(node: &Node) -> Vec<Written> {
    let one = |node: &Node| {
        let quoted = matches!(node.value, Value::Text(_));
        as_text(node).map(|fact| Written { text: fact.value, quoted })
    };
    match &node.value {
        value if is_empty(value) => Vec::new(),
        Value::List(items) => {
            let items: Vec<&Node> = items.iter().filter(|item| !is_empty(&item.value)).collect();
            let all: Option<Vec<Written>> = items.iter().map(|item| one(item)).collect();
            all.unwrap_or_default()
        }
        _ => one(node).into_iter().collect(),
    }
}

fn audiences(reader: &mut Reader<'_>, verdict: &mut Verdict) {
    for (key, entry) in reader.those(|key| is_one(key, AUDIENCE)) {
        // A name that is still to come is a name: nobody knows yet who may see the page.
        let name = if is_empty(&entry.node.value) { String::from("unnamed") } else { audience_name(&entry.node) };
        verdict.reasons.push(Reason {
            withheld: Withheld::Audience(name),
            key,
            at: entry.span.clone(),
            plain: true,
            below: true,
            finding: None,
        });
    }
}
