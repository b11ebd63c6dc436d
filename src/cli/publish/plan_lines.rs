//! A plan becomes lines for people: what is added, changed and removed, how large it is, and why.

use std::collections::BTreeMap;

use unicode_width::UnicodeWidthStr;

use crate::cli::terminal::Verbosity;
use crate::diag::clean;
use crate::pipeline::bytes;
use crate::publish::{Plan, Reason, Removal, RemovalTime, Target, Upload};

/// How many files of a kind are named; the others are counted.
const NAMED: usize = 20;

/// The plan, a line a file, and what it comes to.
pub(super) fn lines(target: &Target, plan: &Plan, verbosity: Verbosity) -> String {
    if plan.is_nothing() {
        return format!("{} is up to date: {} unchanged\n", target.shown(), files(plan.unchanged));
    }
    let most = match verbosity {
        Verbosity::Quiet => 0,
        Verbosity::Normal => NAMED,
        Verbosity::Verbose => usize::MAX,
    };
    let (new, changed): (Vec<&Upload>, Vec<&Upload>) = plan.uploads.iter().partition(|upload| upload.is_new);
    let mut rows = Vec::new();
    for (sign, uploads) in [("+", &new), ("~", &changed)] {
        // Pages come first: they are what a publisher looks for.
        let mut sorted: Vec<&&Upload> = uploads.iter().collect();
        sorted.sort_by_key(|upload| (is_behind(&upload.address), &upload.address));
        let why = |upload: &Upload| upload.reason.said().to_owned();
        let named = sorted.iter().take(most);
        rows.extend(named.map(|upload| (sign, upload.address.as_str(), bytes(upload.bytes), why(upload))));
        rows.extend(rest(sorted.len(), most).map(|text| ("", "", String::new(), text)));
    }
    let named = plan.removals.iter().take(most);
    rows.extend(named.map(|gone| ("-", gone.address.as_str(), bytes(gone.bytes), when(gone))));
    rows.extend(rest(plan.removals.len(), most).map(|text| ("", "", String::new(), text)));
    let width = rows.iter().map(|(_, address, ..)| clean(address).width()).max().unwrap_or(0).min(70);
    let mut text = String::new();
    for (sign, address, size, why) in rows {
        if sign.is_empty() {
            text.push_str(&format!("  {why}\n"));
            continue;
        }
        let address = clean(address);
        let fill = " ".repeat(width.saturating_sub(address.width()));
        text.push_str(&format!("{sign} {address}{fill} {size:>9}  {why}\n"));
    }
    text.push_str(&sum(target, plan, new.len(), changed.len()));
    text
}

/// What changed, counted by why, and what goes.
fn sum(target: &Target, plan: &Plan, new: usize, changed: usize) -> String {
    let mut text =
        format!("to {}: {} new, {changed} changed, {} unchanged", target.shown(), files(new), plan.unchanged);
    let going = plan.removals.iter().filter(|gone| !matches!(gone.when, RemovalTime::From(_))).count();
    if going > 0 {
        text.push_str(&format!(", {going} to be removed"));
    }
    let later = plan.removals.len() - going;
    if later > 0 {
        text.push_str(&format!(", {later} to stay for a while"));
    }
    text.push_str(&format!("; {} to write\n", bytes(plan.bytes())));
    let mut counts: BTreeMap<Reason, usize> = BTreeMap::new();
    for upload in plan.uploads.iter().filter(|upload| upload.reason != Reason::New) {
        *counts.entry(upload.reason).or_default() += 1;
    }
    let counts = Reason::ALL.iter().filter_map(|reason| Some((counts.get(reason)?, reason)));
    let counts: Vec<String> = counts.map(|(count, reason)| format!("{count} for {}", reason.said())).collect();
    if !counts.is_empty() {
        text.push_str(&format!("why: {}\n", counts.join(", ")));
    }
    text
}

/// When and why a file goes.
fn when(gone: &Removal) -> String {
    match gone.when {
        RemovalTime::Withdrawn => String::from("withdrawn: at once"),
        RemovalTime::Due => String::from("named by no page for long enough"),
        RemovalTime::Unfinished => String::from("left by a publish that did not end"),
        RemovalTime::From(until) => {
            format!("named by no page; stays until {}", until.strftime("%Y-%m-%d %H:%M UTC"))
        }
    }
}

/// What programs read is behind what people read.
fn is_behind(address: &str) -> bool {
    !address.ends_with(".html")
}

fn rest(count: usize, most: usize) -> Option<String> {
    let rest = count.saturating_sub(most);
    (rest > 0 && most > 0).then(|| format!("and {rest} more; --verbose names them"))
}

fn files(count: usize) -> String {
    format!("{count} file{}", if count == 1 { "" } else { "s" })
}
