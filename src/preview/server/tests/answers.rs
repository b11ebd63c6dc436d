//! Requests and their answers, whole heads, without sockets.

use super::*;

#[test]
fn a_page_is_what_a_build_writes_and_the_previews_own_script() {
    let (_dir, serving) = of_site();
    for (target, address) in [
        ("/", "index.html"),
        ("/index.html", "index.html"),
        ("/incidents/", "incidents/index.html"),
        ("/incidents/?factor=x&y", "incidents/index.html"),
        ("/incidents/2024/2024%2D01-02-lease.html", INCIDENT),
    ] {
        let (head, body) = sent(ask(&serving, target, &[]));
        let expected = built(&serving.live.now(), address).replace("</body>", INJECTED);
        assert_eq!(String::from_utf8(body).unwrap(), expected, "{target}");
        let length = expected.len();
        assert_eq!(
            head,
            format!(
                "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\nCache-Control: no-store\n{ALWAYS}Content-Length: {length}\n\n"
            ),
            "{target}"
        );
    }
}

#[test]
fn what_is_not_there_is_the_sites_own_page_for_it() {
    let (_dir, serving) = of_site();
    let page = built(&serving.live.now(), "404.html").replace("</body>", INJECTED);
    let at_top = |target: &str| {
        let (head, body) = sent(ask(&serving, target, &[]));
        let length = body.len();
        assert_eq!(
            head,
            format!(
                "HTTP/1.1 404 Not Found\nContent-Type: text/html; charset=utf-8\nCache-Control: no-store\n{ALWAYS}Content-Length: {length}\n\n"
            )
        );
        String::from_utf8(body).unwrap()
    };
    assert_eq!(at_top("/nowhere"), page);
    assert_eq!(at_top("/incidents/2019/nowhere.html"), page.replace("<head>", "<head><base href=\"/\">"));
}

#[test]
fn a_page_published_below_a_folder_is_found_by_the_links_of_the_page_for_what_is_not_there() {
    let dir = folder();
    write(&dir, "casebook.toml", b"base_url = \"https://w.example/kb/\"\n");
    let serving = serving(snapshot(&dir));
    let (_, not_found) = sent(ask(&serving, "/a/b", &[]));
    let not_found = String::from_utf8(not_found).unwrap();
    assert!(not_found.contains("href=\"/kb/index.html\"") && !not_found.contains("<base"), "{not_found}");
    assert_eq!(sent(ask(&serving, "/kb/index.html", &[])), sent(ask(&serving, "/", &[])));
    assert_eq!(sent(ask(&serving, "/kb/", &[])), sent(ask(&serving, "/", &[])));
    assert_eq!(ask(&serving, "/kb/nowhere", &[]).status, 404);
}

#[test]
fn a_folder_without_its_slash_leads_to_it() {
    let (_dir, serving) = of_site();
    let (head, _) = sent(ask(&serving, "/incidents?x=1", &[]));
    let expected = |location: &str| {
        format!(
            "HTTP/1.1 302 Found\nContent-Type: text/plain; charset=utf-8\nCache-Control: no-store\n{ALWAYS}Location: {location}\n\
             Content-Length: 18\n\n"
        )
    };
    assert_eq!(head, expected("/incidents/?x=1"));
    for (target, location) in [
        ("/incidents", "/incidents/"),
        ("/%69ncidents", "/incidents/"),
        ("/%69ncidents?", "/incidents/?"),
        ("/incidents?a=b&c=%C3%A9+d:e", "/incidents/?a=b&c=%C3%A9+d:e"),
        ("/incidents?a\r\nSet-Cookie: b", "/incidents/?a%0D%0ASet-Cookie:%20b"),
        ("/incidents?é\0\u{7f}\"<", "/incidents/?%C3%A9%00%7F%22%3C"),
        ("/incidents?%0d%0aSet-Cookie:b", "/incidents/?%0d%0aSet-Cookie:b"),
    ] {
        assert_eq!(sent(ask(&serving, target, &[])).0, expected(location), "{target}");
    }
    for target in ["/nothing", "//incidents", "/incidents//", "/incidents/2024/2024-01-02-lease.html/"] {
        assert_eq!(ask(&serving, target, &[]).status, 404, "{target}");
    }
}

#[test]
fn no_path_leads_out_of_the_site() {
    let (dir, serving) = of_site();
    write(&dir, "content/secret.txt", b"not linked, not published");
    let root = dir.path().to_string_lossy();
    let targets = [
        "/../casebook.toml",
        "/casebook.toml",
        "/%2e%2e/casebook.toml",
        "/..%2fcasebook.toml",
        "/incidents/../../casebook.toml",
        "/..%5ccasebook.toml",
        "/..\\casebook.toml",
        "/./index.html",
        "/incidents/..",
        "/incidents/./index.html",
        "/secret.txt",
        "/content/secret.txt",
        "/incidents/2024/2024-01-02-lease.md%00.html",
        "/%ff",
        "/%",
        "/%2",
        "/%zz",
        "*",
        "index.html",
        "http://127.0.0.1:4000/",
        "/.casebook/../index.html",
        "/.casebook/%2e%2e/index.html",
        "/.casebook/preview.js/..",
        "/%2fetc/passwd",
        "//etc/passwd",
        "/etc/passwd",
        "/.git/config",
        "/C:/Windows/win.ini",
        "/file:///etc/passwd",
    ];
    for target in targets
        .iter()
        .map(|target| (*target).to_owned())
        .chain([format!("/{root}/casebook.toml"), format!("{root}/casebook.toml")])
    {
        let status = ask(&serving, &target, &[]).status;
        assert!(matches!(status, 400 | 404), "{target}: {status}");
    }
}

#[test]
fn a_file_of_the_theme_is_sent_once() {
    let (_dir, serving) = of_site();
    let (head, body) = sent(ask(&serving, "/assets/css/tokens.css", &[]));
    assert_eq!(String::from_utf8(body.clone()).unwrap(), built(&serving.live.now(), "assets/css/tokens.css"));
    let tag = format!("\"{}\"", &blake3::hash(&body).to_hex()[..20]);
    let length = body.len();
    assert_eq!(
        head,
        format!(
            "HTTP/1.1 200 OK\nContent-Type: text/css; charset=utf-8\nCache-Control: no-cache\n{ALWAYS}ETag: {tag}\nAccept-Ranges: bytes\n\
             Content-Length: {length}\n\n"
        )
    );
    for known in [tag.clone(), format!("\"x\", W/{tag}"), String::from("*")] {
        let (head, body) = sent(ask(&serving, "/assets/css/tokens.css", &[("If-None-Match", &known)]));
        assert_eq!(
            (head, body.len()),
            (
                format!(
                    "HTTP/1.1 304 Not Modified\nContent-Type: text/css; charset=utf-8\nCache-Control: no-cache\n{ALWAYS}ETag: {tag}\n\n"
                ),
                0
            ),
            "{known}"
        );
    }
    assert_eq!(ask(&serving, "/assets/css/tokens.css", &[("If-None-Match", "\"x\"")]).status, 200);
}

#[test]
fn a_recording_is_sent_in_the_part_that_is_asked_for() {
    let (dir, serving) = of_site();
    let address = "/incidents/2024/tone.wav";
    let changed = std::fs::metadata(dir.path().join("content/incidents/2024/tone.wav")).unwrap().modified().unwrap();
    let tag = format!("\"a-{:x}\"", changed.duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos());
    let expected = |status: &str, rest: &str| {
        format!(
            "HTTP/1.1 {status}\nContent-Type: audio/wav\nCache-Control: no-cache\n{ALWAYS}ETag: {tag}\nAccept-Ranges: bytes\n{rest}\n\n"
        )
    };
    let of = |headers: &[(&str, &str)]| sent(ask(&serving, address, headers));
    assert_eq!(of(&[]), (expected("200 OK", "Content-Length: 10"), RECORDING.to_vec()));
    let part = expected("206 Partial Content", "Content-Range: bytes 2-4/10\nContent-Length: 3");
    assert_eq!(of(&[("Range", "bytes=2-4")]), (part.clone(), b"234".to_vec()));
    assert_eq!(of(&[("Range", "bytes=2-4"), ("If-Range", &tag)]), (part, b"234".to_vec()));
    assert_eq!(of(&[("Range", "bytes=2-4"), ("If-Range", "\"b\"")]).1, RECORDING);
    assert_eq!(of(&[("Range", "bytes=-2")]).1, b"89");
    assert_eq!(of(&[("Range", "bytes=7-")]).1, b"789");
    assert_eq!(of(&[("Range", "bytes=0-1,4-5")]).1, RECORDING);
    let none = expected("416 Range Not Satisfiable", "Content-Range: bytes */10\nContent-Length: 0");
    assert_eq!(of(&[("Range", "bytes=10-")]), (none, Vec::new()));
    assert_eq!(sent(ask(&serving, "/assets/css/tokens.css", &[("Range", "bytes=0-2")])).1.len(), 3);
}

#[test]
fn a_file_that_is_gone_is_not_there() {
    let (dir, serving) = of_site();
    let path = dir.path().join("content/incidents/2024/tone.wav");
    let cut = ask(&serving, "/incidents/2024/tone.wav", &[]);
    std::fs::File::options().write(true).open(&path).unwrap().set_len(3).unwrap();
    assert_eq!(sent(cut).1, b"012\0\0\0\0\0\0\0");
    std::fs::remove_file(&path).unwrap();
    assert_eq!(ask(&serving, "/incidents/2024/tone.wav", &[]).status, 404);
    std::fs::create_dir(&path).unwrap();
    assert_eq!(ask(&serving, "/incidents/2024/tone.wav", &[]).status, 404);
}

#[test]
fn a_long_file_is_sent_in_pieces() {
    let (dir, serving) = of_site();
    let long: Vec<u8> = (0..1_000_000_u32).map(|n| n.to_le_bytes()[n as usize % 3]).collect();
    write(&dir, "content/incidents/2024/tone.wav", &long);
    assert!(sent(ask(&serving, "/incidents/2024/tone.wav", &[])).1 == long);
    assert!(sent(ask(&serving, "/incidents/2024/tone.wav", &[("Range", "bytes=5-700000")])).1 == long[5..=700_000]);
}

#[test]
fn the_previews_own_files_are_its_script_its_style_its_events_and_what_it_says_of_a_page() {
    let (_dir, serving) = of_site();
    let start = |target: &str| sent(ask(&serving, target, &[])).0.lines().take(3).collect::<Vec<_>>().join("\n");
    let typed = |kind, cache| format!("HTTP/1.1 200 OK\nContent-Type: {kind}\nCache-Control: {cache}");
    assert_eq!(start("/.casebook/preview.js"), typed("text/javascript; charset=utf-8", "no-cache"));
    assert_eq!(start("/.casebook/preview.css"), typed("text/css; charset=utf-8", "no-cache"));
    let json = typed("application/json; charset=utf-8", "no-store");
    for at in [INCIDENT, "/incidents/", "%2Fincidents%2F", "", "a+b%20c"] {
        assert_eq!(start(&format!("/.casebook/page?at={at}")), json, "{at}");
    }
    for (target, status) in [("page", 400), ("page?at=%ff", 400), ("page?at=../x", 404), ("x", 404), ("", 404)] {
        assert_eq!(ask(&serving, &format!("/.casebook/{target}"), &[]).status, status, "{target}");
    }
}

#[test]
fn a_stream_of_events_begins_after_what_was_seen() {
    let (_dir, serving) = of_site();
    for (target, headers, expected) in [
        ("/.casebook/events", &[][..], None),
        ("/.casebook/events?seen=3", &[], Some(3)),
        ("/.casebook/events?seen=3", &[("Last-Event-ID", "5")], Some(5)),
        ("/.casebook/events?seen=x", &[], None),
    ] {
        let answer = ask(&serving, target, headers);
        assert!(matches!(answer.body, ResponseBody::Events(seen) if seen == expected), "{target}: {answer:?}");
        assert_eq!(
            answer.head().replace('\r', ""),
            format!(
                "HTTP/1.1 200 OK\nContent-Type: text/event-stream\nCache-Control: no-store\n{ALWAYS}\
                 Transfer-Encoding: chunked\n\n"
            )
        );
    }
}

#[test]
fn a_browser_that_asks_for_an_icon_is_told_that_there_is_none() {
    let (_dir, serving) = of_site();
    let (head, body) = sent(ask(&serving, "/favicon.ico", &[]));
    let expected = "HTTP/1.1 204 No Content\nContent-Type: image/x-icon\nCache-Control: no-store\n";
    assert_eq!((head, body.len()), (format!("{expected}{ALWAYS}\n"), 0));
}
