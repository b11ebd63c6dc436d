//! A store becomes what works there: every kind of request that a publish makes, made once.

use crate::publish::doctor::check::Check;
use crate::publish::store::{Refusal, Store, Wish, skewed};

/// What is written to see whether it can be.
const PROBE: &str = ".casebook-doctor.md";

const TEXT: &[u8] = b"# A page for the doctor\n";

/// By how many seconds a clock may be off; the store refuses after fifteen minutes.
const TOLERATED: i64 = 240;

/// Tries what a publish to a store needs, in the order in which it needs it.
pub(crate) fn of_store(store: &Store) -> Vec<Check> {
    let client = &store.client;
    let found = client.found();
    let others: String = found.passed_over.iter().map(|place| format!("; not in {place}")).collect();
    let mut checks = vec![Check::works("credentials", format!("found in {}{others}", found.place))];
    let said = |refusal: &Refusal| refusal.said(client.bucket(), &found.place, client.skew());
    let listed = store.objects();
    checks.push(match &listed {
        Ok(_) => Check::works("listing", format!("{} answers", store.shown())),
        Err(refusal) => Check::fails("listing", said(refusal)),
    });
    checks.push(match client.skew() {
        Some(skew) if skew.abs() > TOLERATED => Check::fails("clock", skewed(skew)),
        Some(_) => Check::works("clock", "it agrees with the store's"),
        None => Check::untried("clock", "the store does not say what time it is"),
    });
    if listed.is_err() {
        return checks;
    }
    let key = store.key(PROBE);
    let kind = "text/markdown; charset=utf-8";
    // One that an earlier visit could not remove is in the way of nothing but the conditions.
    let _ = client.ask(Wish::Delete(&key), &[]);
    if let Err(refusal) = client.ask(Wish::Put(&key, TEXT), &[("content-type", kind)]) {
        checks.push(Check::fails("writing", said(&refusal)));
        return checks;
    }
    checks.push(Check::works("writing", "an object can be written"));
    checks.push(match client.ask(Wish::Put(&key, TEXT), &[("if-none-match", "*"), ("content-type", kind)]) {
        Err(refusal) if refusal.is_unmet() => Check::works("conditional writing", "a second publisher is kept out"),
        _ if store.single_writer => Check::works("conditional writing", "none, and `single_writer` says that nobody else publishes"),
        Ok(_) => Check::fails(
            "conditional writing",
            "the store ignores If-None-Match, so that a second publisher cannot be kept out; see to it that there is none and write `single_writer = true`",
        ),
        Err(refusal) => Check::fails("conditional writing", said(&refusal)),
    });
    match client.ask(Wish::Get(&key), &[]) {
        Ok(answer) if answer.body != TEXT => {
            let message = "other bytes come back than were written; something between here and the store changes them";
            checks.push(Check::fails("reading back", message));
        }
        Ok(answer) => {
            checks.push(Check::works("reading back", "what was written comes back"));
            checks.push(match answer.content_type.as_deref() {
                Some(told) if told == kind => Check::works("content type", format!("kept: {kind}")),
                told => Check::fails(
                    "content type",
                    format!("`{kind}` was sent and `{}` comes back; browsers would not show such pages, see to the store or the proxy before it", told.unwrap_or("nothing")),
                ),
            });
        }
        Err(refusal) => checks.push(Check::fails("reading back", said(&refusal))),
    }
    checks.push(removing(store, &key, &said));
    checks
}

fn removing(store: &Store, key: &str, said: &dyn Fn(&Refusal) -> String) -> Check {
    if let Err(refusal) = store.client.ask(Wish::Delete(key), &[]) {
        return Check::fails("removing", said(&refusal));
    }
    match store.client.ask(Wish::Head(key), &[]) {
        Err(refusal) if refusal.status() == 404 => Check::works("removing", "an object can be removed"),
        Err(refusal) => Check::fails("removing", said(&refusal)),
        Ok(_) => {
            Check::fails("removing", "what was removed is still there; does the bucket keep everything (object lock)?")
        }
    }
}
