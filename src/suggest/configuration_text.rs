//! Proposals become the text of a `casebook.toml`.

use crate::suggest::proposal::{Place, Proposal, ToldProposal, counted};

/// Columns of a line of remarks.
const WIDTH: usize = 100;

/// The proposals that are decided, without a word on them.
pub(super) fn plain(proposals: &[Proposal]) -> String {
    let lines: Vec<ToldProposal<'_>> = proposals
        .iter()
        .filter(|proposal| proposal.is_decided())
        .map(|proposal| ToldProposal { proposal, told: String::new() })
        .collect();
    tables(&lines)
}

/// All of it, each with what is said of it, for `files` that are published.
pub(super) fn explained(lines: &[ToldProposal<'_>], files: usize) -> String {
    let head = format!(
        "A casebook.toml to start from, made of what is read in {}. Above each line stands what it does; what the files do not \
         decide is commented out, with the reason. Change what you know better.",
        counted(files, "published file")
    );
    let nothing = "Nothing needs to be said: every file is read without a configuration as it would be with one.";
    let body = tables(lines);
    let body = if body.is_empty() { remark(nothing, "") } else { body };
    format!("{}\n{body}", remark(&head, ""))
}

fn tables(lines: &[ToldProposal<'_>]) -> String {
    let at = |place: Place| lines.iter().filter(move |line| line.proposal.place == place);
    let mut parts: Vec<String> = at(Place::Top).map(|line| entry(line, "")).collect();
    let mut patterns = String::new();
    for key in ["incident", "term", "runbook"] {
        patterns.push_str(&pattern_list(key, &at(Place::Content(key)).collect::<Vec<_>>()));
    }
    if !patterns.is_empty() {
        parts.push(format!("[content]\n{patterns}"));
    }
    let fields: String = at(Place::Fields).map(|line| entry(line, "")).collect();
    if !fields.is_empty() {
        parts.push(format!("[fields]\n{fields}"));
    }
    parts.extend(at(Place::Severity).map(|line| entry(line, "[[severity]]\n")));
    parts.extend(at(Place::Service).map(|line| entry(line, "[[service]]\n")));
    parts.join("\n")
}

/// A key or an entry below what is said of it.
fn entry(line: &ToldProposal<'_>, header: &str) -> String {
    let told = remark(&line.told, "");
    let toml = &line.proposal.toml;
    match (toml.is_empty(), line.proposal.is_decided()) {
        (true, _) => told,
        (false, true) => format!("{told}{header}{toml}\n"),
        (false, false) => {
            let out: String = format!("{header}{toml}").lines().map(|line| format!("# {line}\n")).collect();
            format!("{told}{out}")
        }
    }
}

/// The patterns of one key; a list that is all comments is one itself.
fn pattern_list(key: &str, lines: &[&ToldProposal<'_>]) -> String {
    if lines.is_empty() {
        return String::new();
    }
    if !lines.iter().any(|line| line.proposal.is_decided()) {
        let one = |line: &&ToldProposal<'_>| {
            let list = match line.proposal.toml.as_str() {
                "" => String::new(),
                pattern => format!("# {key} = [{pattern}]\n"),
            };
            format!("{}{list}", remark(&line.told, ""))
        };
        return lines.iter().map(one).collect();
    }
    let one = |line: &&ToldProposal<'_>| {
        let out = if line.proposal.is_decided() { "" } else { "# " };
        let pattern = match line.proposal.toml.as_str() {
            "" => String::new(),
            pattern => format!("  {out}{pattern},\n"),
        };
        format!("{}{pattern}", remark(&line.told, "  "))
    };
    format!("{key} = [\n{}]\n", lines.iter().map(one).collect::<String>())
}

/// A text as lines of comments; nothing of an empty one.
fn remark(text: &str, indent: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    // Whatever a name holds, it stays within the comment.
    for word in text.split_whitespace().map(crate::diag::clean) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(format!("{indent}# {word}")),
        }
    }
    lines.iter().map(|line| format!("{line}\n")).collect()
}
