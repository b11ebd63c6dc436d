//! What a preview writes: what somebody says of a fact, asked for by its own page alone.

use super::*;
use crate::preview::panel;

const TARGET: &str = "/.casebook/settle";
const OURS: [(&str, &str); 3] = [HOST, ("Origin", "http://127.0.0.1:4000"), ("X-Casebook-Session", "s")];

fn asked(serving: &Serving, query: &str, headers: &[(&str, &str)]) -> (u16, String) {
    let answer = respond(serving, &PreviewRequest::new("POST", &format!("{TARGET}?{query}"), headers));
    let status = answer.status;
    (status, String::from_utf8(sent(answer).1).unwrap())
}

/// The query that says `mark` of the page's first fact.
fn of_first_fact(serving: &Serving, mark: &str) -> String {
    let told = panel::about(&serving.live.now(), INCIDENT);
    let fact = &told["facts"][0];
    let text = |name: &str| fact[name].as_str().unwrap_or_else(|| panic!("{told}")).to_owned();
    format!("at={INCIDENT}&key={}&mark={mark}&print={}", text("key"), text("fingerprint"))
}

fn text(dir: &TempDir) -> String {
    std::fs::read_to_string(dir.path().join("content/incidents/2024/2024-01-02-lease.md")).unwrap()
}

#[test]
fn what_is_said_of_a_fact_becomes_a_key() {
    let (dir, serving) = of_site();
    let before = text(&dir);
    let query = of_first_fact(&serving, "yes");
    assert_eq!(asked(&serving, &query, &OURS), (200, String::from("{\"written\":true}")));
    let after = text(&dir);
    assert!(after.starts_with("---\n") && after.ends_with(&before), "{after}");
    // The page that was asked about is not the file any more.
    let (status, told) = asked(&serving, &query, &OURS);
    assert_eq!(status, 409, "{told}");
    assert_eq!(text(&dir), after);
}

#[test]
fn nobody_else_writes() {
    let (dir, serving) = of_site();
    let before = text(&dir);
    let query = of_first_fact(&serving, "no");
    let foreign = [HOST, ("Origin", "http://evil.example"), ("X-Casebook-Session", "s")];
    let unnamed = [HOST, ("X-Casebook-Session", "s")];
    let other = [HOST, ("Origin", "http://127.0.0.1:4000"), ("X-Casebook-Session", "t")];
    for headers in [&foreign[..], &unnamed, &other] {
        assert_eq!(asked(&serving, &query, headers).0, 403, "{headers:?}");
    }
    assert_eq!(respond(&serving, &PreviewRequest::new("GET", &format!("{TARGET}?{query}"), &OURS)).status, 405);
    let stale = format!("{}0000", query.strip_suffix(&query[query.len() - 4..]).unwrap());
    assert_eq!(asked(&serving, &stale, &OURS).0, 409);
    assert_eq!(asked(&serving, "at=incidents/none.html&key=started&mark=yes&print=0", &OURS).0, 409);
    assert_eq!(text(&dir), before);
}
