//! A preview shows the site as one audience sees it, and switches to another on the page.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::audiences::{ENGINEERING, SUPPORT, site};
use crate::preview::running::Preview;

/// The word of the process, which the stream of changes tells its own pages.
fn session(preview: &Preview<'_>) -> String {
    let mut stream = TcpStream::connect(&preview.host).expect("the preview listens");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout");
    write!(stream, "GET /.casebook/events?seen=0 HTTP/1.1\r\nHost: {}\r\n\r\n", preview.host).expect("it is asked");
    let hello = BufReader::new(stream).lines().map_while(Result::ok).find(|line| line.contains("\"session\":\""));
    let hello = hello.expect("a greeting");
    hello.split("\"session\":\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a word").to_owned()
}

fn choose(preview: &Preview<'_>, name: &str, session: &str) -> u16 {
    let host = &preview.host;
    let head =
        format!("Host: {host}\r\nOrigin: http://{host}\r\nX-Casebook-Session: {session}\r\nConnection: close\r\n");
    preview.ask(&format!("POST /.casebook/audience?name={name} HTTP/1.1\r\n{head}Content-Length: 0\r\n\r\n")).status
}

#[test]
fn the_audience_is_switched_on_the_page_and_nothing_of_the_one_before_is_left() {
    let kb = site();
    let preview = Preview::with(&kb, &["--audience", "engineering"]);
    let word = session(&preview);
    let told = |preview: &Preview<'_>| preview.get("/.casebook/page?at=incidents/a.html").body;
    assert!(
        told(&preview)
            .contains("\"readers\":{\"all\":[\"company\",\"engineering\",\"support\"],\"now\":\"engineering\"}")
    );
    assert_eq!(preview.get("/incidents/b.html").status, 200);
    // The search index of the audience is there before the switch.
    preview.until("/search/manifest.js", |reply| reply.status == 200);
    assert_eq!(choose(&preview, "support", "x"), 403, "another site cannot choose");
    assert_eq!(choose(&preview, "support", &word), 202);
    preview.until("/incidents/b.html", |reply| reply.status == 404);
    let page = preview.get("/incidents/a.html").body.to_lowercase();
    assert!(page.contains(SUPPORT) && !page.contains(ENGINEERING), "{page}");
    assert!(told(&preview).contains("\"now\":\"support\""));
    // What is edited afterwards is seen as the audience sees it.
    kb.edit("content/incidents/c.md", "# C\n\nCommon.\n\n:::audience engineering\nA quokka.\n:::\n");
    let page = preview.until_says("/incidents/c.html", "Common.").body;
    assert!(!page.contains(ENGINEERING), "{page}");
}
