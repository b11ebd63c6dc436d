//! `casebook doctor`, shown broken set-ups: it names the cause in each.

use std::path::PathBuf;
use std::sync::Arc;

use tiny_http::{Header, Response, Server};

use super::servers::{StoreServer, casebook, config, free_port, published, ran};
use super::site::site;
use super::store_proxy::{Fate, before};
use crate::kit::{Kb, Run};

fn doctor(kb: &Kb) -> Run {
    ran(casebook(kb, &["doctor"]))
}

/// What the doctor says of what does not work.
fn wrong(run: &Run) -> String {
    let lines = run.stdout.lines().filter(|line| line.trim_start().starts_with("WRONG"));
    lines.map(str::trim).collect::<Vec<_>>().join("\n") + &run.stderr
}

#[track_caller]
fn assert_named(run: &Run, code: i32, cause: &str) {
    let said = wrong(run);
    assert!(run.code == code && said.contains(cause), "`{cause}` is not in: {said}\n{run:?}");
}

#[test]
fn a_configuration_that_cannot_be_used_is_named() {
    let cases = [
        ("title = \"Mill\"\n", "has no target to publish to"),
        ("[publish.x]\nkeep = 3\n", "it does not say where to; write `directory`, `bucket`, `git` or `zip`"),
        ("[publish.x]\nzip = \"a.zip\"\ndirectory = \"b\"\n", "it is both a `directory` and a `zip`"),
        ("[publish.x]\nzip = \"a.zip\"\nkeep_for = \"a while\"\n", "`a while` is not a length of time"),
        ("[publish.x]\nzip = \"a.zip\"\naudience = \"staff\"\n", "the site has no table `[audiences]`"),
        ("[publish.x]\nzip = 3\n", "cannot be used as it is"),
    ];
    for (config, cause) in cases {
        assert_named(&doctor(&site(config, 1)), 2, cause);
    }
    let kb = site("[publish.x]\nzip = \"a.zip\"\nkeep_fr = \"1 day\"\nkeep_for = \"never\"\n", 1);
    let findings = kb.findings();
    assert!(findings.iter().any(|f| f.contains("`publish.x.keep_fr` is not a key")), "{findings:?}");
    assert!(
        findings.iter().any(|f| f.starts_with("config/value casebook.toml:4 `[publish.x]` cannot be used")),
        "{findings:?}"
    );
}

#[test]
fn a_place_on_disk_that_cannot_be_used_is_named() {
    let kb = site("[publish.x]\ndirectory = \"a-file/www\"\n", 1);
    kb.edit("a-file", "x");
    assert_named(&doctor(&kb), 1, "is not a folder");
    kb.edit("casebook.toml", "[publish.x]\ndirectory = \"www\"\n");
    kb.edit("www/current/theirs.html", "x");
    assert_named(&doctor(&kb), 1, "is no link that Casebook made");
    kb.edit("casebook.toml", "[publish.x]\nzip = \"theirs.zip\"\n");
    kb.edit("theirs.zip", "x");
    assert_named(&doctor(&kb), 1, "Casebook did not write it");
    kb.edit("casebook.toml", "[publish.x]\ndirectory = \"web\"\n");
    published(&kb, &[]);
    let whole = doctor(&kb);
    assert_eq!(whole.code, 0, "{whole:?}");
    kb.edit("web/current/index.html", "defaced");
    assert_named(&doctor(&kb), 1, "1 file is not what was published");
}

#[test]
fn a_store_that_works_is_said_to_and_is_left_as_it_was() {
    for server in [StoreServer::moto(), StoreServer::s3s()] {
        let kb = site(&server.config(""), 1);
        let run = doctor(&kb);
        assert_eq!(run.code, 0, "{run:?}");
        for check in [
            "credentials",
            "listing",
            "clock",
            "writing",
            "conditional writing",
            "reading back",
            "content type",
            "removing",
        ] {
            assert!(
                run.stdout.lines().any(|line| line.trim_start().starts_with("works") && line.contains(check)),
                "{check}: {run:?}"
            );
        }
        assert_eq!(server.addresses(), Vec::<String>::new());
        assert!(server.fetch(".casebook-doctor.md").is_none());
    }
}

#[test]
fn a_store_that_refuses_or_is_not_there_is_named() {
    let kb = site(&config(free_port(), ""), 1);
    assert_named(&doctor(&kb), 1, "the store does not answer");
    let server = StoreServer::s3s();
    let kb = site(&server.config(""), 1);
    let mut command = casebook(&kb, &["doctor"]);
    command.env("AWS_SECRET_ACCESS_KEY", "another");
    assert_named(&ran(command), 1, "does not know the credentials");
    let mut command = casebook(&kb, &["doctor"]);
    command.env_remove("AWS_SECRET_ACCESS_KEY");
    assert_named(&ran(command), 3, "there are no credentials");
    let moto = StoreServer::moto();
    let kb = site(&moto.config("").replace("\"mill\"", "\"mil1\""), 1);
    assert_named(&doctor(&kb), 1, "there is no bucket `mil1`");
    let refused = [
        ("", Fate::Refused(400, "ExpiredToken"), "have expired"),
        ("", Fate::Refused(403, "RequestTimeTooSkewed"), "60 minutes ahead of the store's"),
        ("", Fate::Refused(301, "PermanentRedirect"), "write that as `region`"),
        ("", Fate::Refused(200, ""), "its list of objects cannot be understood"),
        ("PUT", Fate::Refused(403, "AccessDenied"), "s3:PutObject"),
        ("PUT", Fate::Unconditional, "write `single_writer = true`"),
        ("PUT", Fate::HalfSent, "other bytes come back than were written"),
        ("DELETE", Fate::Refused(403, "AccessDenied"), "s3:DeleteObject"),
    ];
    for (method, fate, cause) in refused {
        let port = before(moto.port, move |_, asked, _| if asked.contains(method) { fate } else { Fate::Through });
        assert_named(&doctor(&site(&config(port, ""), 1)), 1, cause);
    }
    let port = before(moto.port, |_, asked, _| if asked == "GET" { Fate::WithoutType } else { Fate::Through });
    assert_named(&doctor(&site(&config(port, ""), 1)), 1, "browsers would not show such pages");
}

/// How a web server gets it wrong.
#[derive(Clone, Copy, PartialEq)]
enum Serving {
    Well,
    FrontPageForEverything,
    UnknownTypes,
    Stale,
    WithoutSearch,
    Forbidden,
}

/// A web server before a directory; gives its address.
fn web(root: PathBuf, serving: Serving) -> String {
    let server = Arc::new(Server::http("127.0.0.1:0").expect("a port"));
    let port = server.server_addr().to_ip().expect("an address").port();
    std::thread::spawn(move || {
        while let Ok(request) = server.recv() {
            let address = request.url().trim_start_matches("/kb/").to_owned();
            let read = |address: &str| std::fs::read(root.join(address)).ok();
            let found = match serving {
                Serving::WithoutSearch if address.starts_with("search/") => None,
                Serving::FrontPageForEverything => read(&address).or_else(|| read("index.html")),
                Serving::Stale => read(&address).map(|bytes| [&bytes[..], b"<!-- of yesterday -->"].concat()),
                _ => read(&address),
            };
            let kind = match address.rsplit('.').next() {
                _ if serving == Serving::UnknownTypes && address.ends_with(".md") => "application/octet-stream",
                Some("html") => "text/html; charset=utf-8",
                Some("md") => "text/markdown; charset=utf-8",
                _ => "text/javascript; charset=utf-8",
            };
            let status = match &found {
                _ if serving == Serving::Forbidden => 403,
                Some(_) => 200,
                None => 404,
            };
            let answer = Response::from_data(found.unwrap_or_default()).with_status_code(status);
            let _ = request.respond(answer.with_header(Header::from_bytes("Content-Type", kind).expect("a header")));
        }
    });
    format!("http://127.0.0.1:{port}/kb/")
}

#[test]
fn what_readers_would_get_is_looked_at_through_the_address() {
    let kb = site("[publish.x]\ndirectory = \"www\"\n", 2);
    let cases = [
        (Serving::Well, None),
        (Serving::FrontPageForEverything, Some("answers with status 200; let the web server answer 404")),
        (Serving::UnknownTypes, Some("comes as `application/octet-stream` and not as text/markdown")),
        (Serving::Stale, Some("is not what was published last")),
        (Serving::WithoutSearch, Some("search/manifest.js` is not there")),
        (Serving::Forbidden, Some("status 403")),
    ];
    for (serving, cause) in cases {
        let address = web(kb.path("www/current"), serving);
        kb.edit("casebook.toml", format!("[publish.x]\ndirectory = \"www\"\naddress = \"{address}\"\n"));
        published(&kb, &[]);
        let run = doctor(&kb);
        match cause {
            None => assert_eq!(run.code, 0, "{run:?}"),
            Some(cause) => assert_named(&run, 1, cause),
        }
    }
    kb.edit(
        "casebook.toml",
        format!("[publish.x]\ndirectory = \"www\"\naddress = \"http://127.0.0.1:{}/\"\n", free_port()),
    );
    assert_named(&doctor(&kb), 1, "does not answer");
}
