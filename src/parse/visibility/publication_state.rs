//! Keys about publication become reasons to keep a page back, with what would settle those that are in doubt.

use crate::diag::{Diagnostic, Rule, Severity};
use crate::model::Withheld;
use crate::parse::front_matter::{
    FALSE, HeadEntry, HeadNode, HeadValue, KeyReader, MAYBE_FROM, TRUE, as_text, is_empty, is_one, is_publication_key,
};
use crate::parse::visibility::publication_days::holds_day;
use crate::parse::visibility::publication_values::{Says, Written, is_ours, says};
use crate::parse::visibility::reasons::{HouseRules, TableVerdict, WithholdingReason};

/// Hears every key about publication.
pub(crate) fn hear_publication_state(reader: &mut KeyReader<'_>, house: &HouseRules<'_>, verdict: &mut TableVerdict) {
    for (key, entry) in reader.those(|key| is_publication_key(key, house.settled)) {
        if is_one(&key, MAYBE_FROM) && holds_day(&entry.node, house) {
            continue;
        }
        let values = written(&entry.node);
        let said = says(&key, &values, house.settled);
        if said == Says::Published {
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
        let unclear = said == Says::Unclear;
        let finding = (unclear || values.iter().any(|value| is_ours(&value.text)))
            .then(|| finding(&key, entry, &values, &is, unclear, house.path));
        verdict.reasons.push(WithholdingReason {
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
fn finding(key: &str, entry: &HeadEntry, values: &[Written], is: &str, unclear: bool, path: &str) -> Diagnostic {
    let message = match unclear {
        true => format!("{is}, which is neither plainly published nor plainly withheld, so this page is withheld"),
        false => format!("{is}, so this page is withheld"),
    };
    let mut finding = Diagnostic::new(Rule::PrivacyPublication, path, message).at(entry.node.span.clone());
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
fn written(node: &HeadNode) -> Vec<Written> {
    let one = |node: &HeadNode| {
        let quoted = matches!(node.value, HeadValue::Text(_));
        as_text(node).map(|fact| Written { text: fact.value, quoted })
    };
    match &node.value {
        value if is_empty(value) => Vec::new(),
        HeadValue::List(items) => {
            let items: Vec<&HeadNode> = items.iter().filter(|item| !is_empty(&item.value)).collect();
            let all: Option<Vec<Written>> = items.iter().map(|item| one(item)).collect();
            all.unwrap_or_default()
        }
        _ => one(node).into_iter().collect(),
    }
}
