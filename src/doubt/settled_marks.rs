//! What somebody says of an inferred fact becomes a key in the file it was read from, where the fact is still the one that was shown.

use crate::doubt::evidence::{Fingerprint, fingerprint};
use crate::edit::{Edit, KeyedFact, Reading, Settled, keyed_facts, settle, spelled};
use crate::model::{Key, Page};

/// What to do where a mark is of a text that is no more.
pub const AGAIN: &str = "list it again with `casebook check --doubtful`";

/// What somebody says of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// It is so.
    Yes,
    /// Nobody knows, or it is not so.
    No,
    /// It is this instead.
    Instead(String),
}

/// A mark on a fact of some page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkedFact {
    /// The fact's key.
    pub key: Key,
    /// What is said of it.
    pub mark: Mark,
    /// What it said, and was read from, when it was marked.
    pub fingerprint: Fingerprint,
}

impl Mark {
    /// What somebody wrote as a mark; `None` for nothing.
    pub fn written(written: &str) -> Option<Self> {
        let bare = written.trim().trim_matches(['"', '\'']).trim();
        Some(match bare.to_lowercase().as_str() {
            "" | "?" => return None,
            "yes" | "y" | "x" | "✓" | "✔" => Self::Yes,
            "no" | "n" | "unknown" => Self::No,
            _ => Self::Instead(bare.to_owned()),
        })
    }
}

/// `text`, the file of `page` by now, with what is said of a fact.
///
/// # Errors
/// Why it stays as it is: the fact is not the one that was marked any more, or there is no way of writing it that changes nothing else.
pub fn with_mark(page: &Page, text: &str, marked: &MarkedFact, reading: Reading<'_>) -> Result<Edit, String> {
    let facts = keyed_facts(page);
    let fact = facts.iter().find(|fact| fact.key == marked.key);
    let Some(fact) = fact else { return Err(format!("nothing is read for it any more; {AGAIN}")) };
    if let Some(changed) = changed(page, fact, marked) {
        return Err(changed);
    }
    let settled = match &marked.mark {
        Mark::Yes => Settled::Confirmed(fact.value.clone()),
        Mark::No => Settled::Unknown,
        Mark::Instead(value) => Settled::Corrected(value.clone()),
    };
    settle(page, text, marked.key, &settled, reading).map_err(|refusal| refusal.to_string())
}

/// What is not as it was when the fact was marked.
fn changed(page: &Page, fact: &KeyedFact, marked: &MarkedFact) -> Option<String> {
    let now = fingerprint(page, fact);
    if !fact.inferred() {
        // Only of a value that was confirmed it can be told whether it is the one that was meant.
        let other = marked.mark == Mark::Yes && now.value != marked.fingerprint.value;
        return other.then(|| format!("a key says `{}` by now; change it there", spelled(&fact.value)));
    }
    if now.evidence != marked.fingerprint.evidence {
        return Some(format!("the sentence that it was read from has changed since; {AGAIN}"));
    }
    (now.value != marked.fingerprint.value).then(|| format!("it is read as `{}` by now; {AGAIN}", spelled(&fact.value)))
}
