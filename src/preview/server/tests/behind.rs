//! What is answered while it is still being worked out what a page says, or whether there is one.

use std::time::Duration;

use super::*;
use crate::preview::server::page_response;

#[test]
fn a_request_for_the_search_index_waits_for_it() {
    let (_dir, serving) = of_site();
    let before = serving.live.now();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| sent(ask(&serving, "/search/manifest.js", &[])));
        // A page that changes in the meantime does not end the waiting.
        serving.live.swap(next(&before), vec![Event::Pages]);
        std::thread::sleep(Duration::from_millis(50));
        assert!(!waiting.is_finished());
        serving.live.swap(settled(&next(&before)), vec![Event::Settled]);
        let (head, body) = waiting.join().unwrap();
        assert!(head.starts_with("HTTP/1.1 200 OK\nContent-Type: text/javascript; charset=utf-8\n"), "{head}");
        assert_eq!(body, serving.live.now().search_file("search/manifest.js").unwrap());
    });
    assert_eq!(ask(&serving, "/search/nothing.js", &[]).status, 404);
}

/// The demonstration site, of which there is much to say.
fn demonstration() -> Snapshot {
    snapshot_of(Path::new(env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn what_comes_of_all_incidents_together_is_waited_for() {
    let analysed = demonstration();
    let serving = serving(unanalysed(&analysed));
    let before = serving.live.now();
    std::thread::scope(|scope| {
        let waiting = scope.spawn(|| sent(ask(&serving, "/recurring.html", &[])));
        let folder = scope.spawn(|| ask(&serving, "/trends", &[]).status);
        // No build would write it.
        assert_eq!(ask(&serving, "/nowhere", &[]).status, 404);
        serving.live.swap(next(&before), vec![Event::Pages]);
        std::thread::sleep(Duration::from_millis(50));
        assert!(!waiting.is_finished() && !folder.is_finished());
        let expected = built(&analysed, "recurring.html").replace("</body>", &INJECTED.replace('1', "3"));
        serving.live.swap(Snapshot { revision: 3, ..analysed }, vec![Event::Settled]);
        let (head, body) = waiting.join().unwrap();
        assert!(head.starts_with("HTTP/1.1 200 OK\n"), "{head}");
        assert_eq!(String::from_utf8(body).unwrap(), expected);
        assert_eq!(folder.join().unwrap(), 302);
    });
    assert_eq!(ask(&serving, "/trends/nothing.html", &[]).status, 404);
}

#[test]
fn what_is_not_known_for_long_is_said_to_be_worked_out() {
    let (_dir, serving) = of_site();
    let live = Live::new(unanalysed(&serving.live.now()));
    assert!(page_response::knowing(&live, "recurring.html", Duration::from_millis(5)).is_behind("recurring.html"));
    let (head, body) = sent(page_response::behind());
    let start = "HTTP/1.1 503 Service Unavailable\nContent-Type: text/html; charset=utf-8\nCache-Control: no-store\n";
    assert_eq!(head, format!("{start}{ALWAYS}Retry-After: 1\nContent-Length: {}\n\n", body.len()));
    assert!(String::from_utf8(body).unwrap().contains("<meta http-equiv=\"refresh\" content=\"1\">"));
}

#[test]
fn every_address_that_comes_of_the_analysis_is_known_to() {
    let analysed = demonstration();
    let unanalysed = unanalysed(&analysed);
    let written: Vec<String> = analysed.views.routes().iter().map(crate::views::Route::address).collect();
    let missing: Vec<&String> = written.iter().filter(|address| unanalysed.views.route(address).is_none()).collect();
    let behind: Vec<&String> = missing.iter().filter(|address| unanalysed.is_behind(address)).copied().collect();
    assert_eq!(behind, missing);
    for folder in ["recurring", "trends/", "actions/", "services/", "factors/"] {
        assert!(missing.iter().any(|address| address.starts_with(folder)), "nothing in {folder}");
    }
    for address in ["index.html", "incidents/index.html", "walls/nothing.html", "nowhere"] {
        assert!(!unanalysed.is_behind(address), "{address}");
    }
}
