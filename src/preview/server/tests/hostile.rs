//! What others may send, and what they may do with an answer.

use proptest::prelude::*;

use super::*;
use crate::preview::server::page_response;

#[test]
fn every_kind_of_answer_is_kept_from_pages_of_other_sites() {
    let dir = folder();
    let serving = serving(snapshot(&dir));
    let cross = [("Sec-Fetch-Site", "cross-site")];
    let range = [("Range", "bytes=99-")];
    let answers = vec![
        (200, ask(&serving, "/", &[])),
        (200, ask(&serving, "/assets/css/tokens.css", &[])),
        (200, ask(&serving, "/.casebook/preview.js", &[])),
        (200, ask(&serving, "/.casebook/page?at=index.html", &[])),
        (200, ask(&serving, "/.casebook/events", &[])),
        (204, ask(&serving, "/favicon.ico", &[])),
        (206, ask(&serving, "/incidents/2024/tone.wav", &[("Range", "bytes=1-2")])),
        (302, ask(&serving, "/incidents", &[])),
        (304, ask(&serving, "/assets/css/tokens.css", &[("If-None-Match", "*")])),
        (400, ask(&serving, "/%ff", &[])),
        (403, ask(&serving, "/", &cross)),
        (404, ask(&serving, "/nowhere", &[])),
        (405, respond(&serving, &PreviewRequest::new("POST", "/", &[HOST]))),
        (416, ask(&serving, "/incidents/2024/tone.wav", &range)),
        (503, page_response::behind()),
    ];
    for (status, answer) in answers {
        assert_eq!(answer.status, status, "{answer:?}");
        assert!(answer.head().replace('\r', "").contains(&format!("\n{ALWAYS}")), "{}", answer.head());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_of_a_request_end_in_a_panic_or_in_a_head(
        start in prop::sample::select(vec!["/", "/incidents", "/incidents?", "/search/", "/%2e", "/.casebook/page?at=", "/.casebook/", ""]),
        bytes in prop::collection::vec(prop_oneof![any::<u8>(), prop::sample::select(b"%0aAdDcC?&=#/\\.\r\n \t\0".to_vec())], 0..12),
        value in "[ -~\\t\u{80}-\u{2030}]{0,12}",
    ) {
        static SITE: std::sync::OnceLock<(TempDir, Serving)> = std::sync::OnceLock::new();
        let (_, serving) = SITE.get_or_init(|| {
            let dir = folder();
            let serving = serving(settled(&snapshot(&dir)));
            (dir, serving)
        });
        let target = format!("{start}{}", String::from_utf8_lossy(&bytes));
        // Among them is what the wire lets nobody say.
        let headers = [("Range", &*value), ("If-None-Match", &*value), ("Last-Event-ID", &*value), ("Origin", &*value)];
        for headers in [&headers[..3], &headers[..]] {
            let answer = ask(serving, &target, headers);
            let head = answer.head();
            let lines: Vec<&str> = head.strip_suffix("\r\n\r\n").unwrap().split("\r\n").collect();
            prop_assert!(lines.iter().all(|line| line.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic())), "{head:?}");
            prop_assert!(lines.iter().skip(1).all(|line| line.contains(": ")) && !head.contains("Set-"), "{head:?}");
            prop_assert!(lines[0].len() > "HTTP/1.1 200 ".len() && answer.status != 500, "{head:?}");
        }
    }
}

#[test]
fn a_host_that_may_be_another_sites_is_refused() {
    let (_dir, serving) = of_site();
    let of = |headers: &[(&str, &str)]| respond(&serving, &PreviewRequest::new("GET", "/", headers));
    let (head, body) = sent(of(&[("Host", "evil.example:4000")]));
    let sentence = "The preview does not answer to the name `evil.example:4000`: under a name, another site could be let in. Open it by \
                    the address that `casebook serve` printed, or name the address of this machine that you want to use with `--bind`.\n";
    assert_eq!(String::from_utf8(body).unwrap(), sentence);
    let length = sentence.len();
    assert_eq!(
        head,
        format!(
            "HTTP/1.1 403 Forbidden\nContent-Type: text/plain; charset=utf-8\nCache-Control: no-store\n{ALWAYS}Content-Length: {length}\n\n"
        )
    );
    assert_eq!(of(&[]).status, 400);
    assert_eq!(of(&[HOST, ("host", "evil.example")]).status, 400);
    assert_eq!(of(&[("Host", "localhost:4000")]).status, 200);
}

#[test]
fn a_page_of_another_site_reads_nothing() {
    let (_dir, serving) = of_site();
    let cross = |mode| [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode)];
    let status = |target: &str, headers: &[(&str, &str)]| ask(&serving, target, headers).status;
    assert_eq!(status("/", &cross("navigate")), 200);
    assert_eq!(status("/", &cross("no-cors")), 403);
    assert_eq!(status("/incidents/2024.js", &cross("no-cors")), 403);
    for own in ["/.casebook/preview.js", "/%2ecasebook/page?at=index.html", "/.casebook/events"] {
        assert_eq!(status(own, &cross("navigate")), 403, "{own}");
        assert_eq!(status(own, &[("Sec-Fetch-Site", "same-origin")]), 200, "{own}");
        assert_eq!(status(own, &[("Origin", "https://evil.example")]), 403, "{own}");
    }
}

#[test]
fn the_preview_can_only_be_read() {
    let (_dir, serving) = of_site();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "X"] {
        let (head, _) = sent(respond(&serving, &PreviewRequest::new(method, "/", &[HOST])));
        assert_eq!(
            head,
            format!(
                "HTTP/1.1 405 Method Not Allowed\nContent-Type: text/plain; charset=utf-8\nCache-Control: no-store\n{ALWAYS}\
                 Allow: GET, HEAD\nContent-Length: 30\n\n"
            )
        );
    }
}
