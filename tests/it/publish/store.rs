//! Stores that speak S3, two of them, on good days and bad ones.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use super::crawler::{once, walk};
use super::servers::{StoreServer, casebook, config, published, ran};
use super::site::{addresses, incident, list, site, text};
use super::store_proxy::{Fate, before};
use crate::kit::Kb;

/// What the store holds of a build is the build.
fn assert_holds(server: &StoreServer, kb: &Kb) {
    for (address, bytes) in &kb.built().files {
        assert!(server.fetch(address).as_ref() == Some(bytes), "{address} is not what was built");
    }
}

fn whole_life(server: &StoreServer) {
    let kb = site(&server.config(""), 14);
    let first = published(&kb, &[]);
    assert_eq!(first["done"]["uploaded"], first["uploads"].as_array().expect("a list").len());
    assert_holds(server, &kb);
    let again = published(&kb, &[]);
    assert_eq!((&again["uploads"], &again["done"]), (&serde_json::json!([]), &serde_json::Value::Null));

    let ended = AtomicBool::new(false);
    let walked = std::thread::scope(|scope| {
        let reader = scope.spawn(|| walk(&|address| server.fetch(address), &ended));
        for page in 0..10 {
            kb.edit(&incident(page), text(page, 14, "as it is now"));
        }
        let changed = addresses(&published(&kb, &[]), "uploads");
        assert!((0..10).all(|page| changed.contains(&format!("incidents/2024/i{page}.html"))), "{changed:?}");
        assert!(!changed.contains(&String::from("incidents/2024/i12.html")), "{changed:?}");

        kb.remove(&incident(13));
        kb.edit(&incident(12), text(12, 13, "as it is now"));
        // One is renamed with an alias and one without.
        kb.remove(&incident(5));
        kb.edit(
            "content/incidents/2024/five.md",
            text(5, 13, "as it is now").replace("title:", "aliases: [incidents/2024/i5.html]\ntitle:"),
        );
        kb.remove(&incident(6));
        kb.edit("content/incidents/2024/six.md", text(6, 13, "as it is now"));
        let plan = published(&kb, &[]);
        let when = list(&plan, "removals", "when");
        assert!(when.contains(&(String::from("incidents/2024/i13.html"), String::from("later"))), "{when:?}");
        assert!(when.contains(&(String::from("incidents/2024/i6.html"), String::from("later"))), "{when:?}");
        assert!(!when.iter().any(|(address, _)| address == "incidents/2024/i5.html"), "{when:?}");
        ended.store(true, Ordering::SeqCst);
        reader.join().expect("it ends")
    });
    assert_eq!(walked.broken, Default::default());
    assert_holds(server, &kb);

    kb.edit(&incident(4), text(4, 13, "as it was").replace("title:", "draft: true\ntitle:"));
    published(&kb, &[]);
    assert_eq!(server.fetch("incidents/2024/i4.html"), None);
    assert_eq!(server.fetch("incidents/2024/i4.md"), None);
    assert!(server.fetch("incidents/2024/i6.html").is_some(), "what was removed stays for a while");
    let built = kb.built();
    let left = server.addresses().into_iter().filter(|address| !built.files.contains_key(address)).collect::<Vec<_>>();
    assert!(!left.iter().any(|address| address.starts_with("search/")), "{left:?}");
    assert_eq!(once(&|address| server.fetch(address)).broken, Default::default());

    kb.edit("casebook.toml", server.config("keep_for = \"0 s\"\n"));
    published(&kb, &["--withdraw"]);
    assert_eq!(server.addresses(), built.files.into_keys().collect::<Vec<_>>());
}

#[test]
fn a_site_lives_in_moto() {
    whole_life(&StoreServer::moto());
}

#[test]
fn a_site_lives_in_s3s_fs() {
    whole_life(&StoreServer::s3s());
}

/// Kills publishes at some moment or other; what a reader meets is of one release or the next, and the last publish mends all.
fn kills(server: &StoreServer, rounds: usize) {
    let kb = site(&server.config("parallel = 2\n"), 8);
    published(&kb, &[]);
    let mut known: BTreeMap<String, Vec<Vec<u8>>> = BTreeMap::new();
    let mut know = |kb: &Kb| {
        for (address, bytes) in kb.built().files {
            known.entry(address).or_default().push(bytes);
        }
    };
    know(&kb);
    for round in 0..rounds {
        kb.edit(&incident(round % 8), text(round % 8, 8, &format!("in round {round}")));
        kb.edit(
            &format!("content/incidents/2025/n{}.md", round % 5),
            format!("# New {round}\n\nSee [[INC-{}]].\n", round % 8),
        );
        kb.build();
        know(&kb);
        let mut child = casebook(&kb, &["publish", "--yes", "--quiet", "--build", "public"]).spawn().expect("it runs");
        std::thread::sleep(Duration::from_millis((round as u64 * 137) % 1700));
        let _ = child.kill();
        let _ = child.wait();
        let walked = once(&|address| server.fetch(address));
        assert_eq!(walked.broken, Default::default(), "round {round}");
    }
    published(&kb, &["--build", "public"]);
    assert_holds(server, &kb);
    for address in server.addresses() {
        let bytes = server.fetch(&address).expect("listed");
        assert!(known.get(&address).is_some_and(|all| all.contains(&bytes)), "{address} is of no release");
    }
}

#[test]
#[ignore = "takes minutes; run it by name"]
fn kills_at_any_moment_leave_moto_whole() {
    kills(&StoreServer::moto(), 25);
}

#[test]
#[ignore = "takes minutes; run it by name"]
fn kills_at_any_moment_leave_s3s_fs_whole() {
    kills(&StoreServer::s3s(), 25);
}

#[test]
fn of_two_publishers_to_a_store_the_second_is_told() {
    let server = StoreServer::moto();
    let kb = site(&server.config(""), 8);
    published(&kb, &[]);
    for round in 0..4 {
        kb.edit(&incident(0), text(0, 8, &format!("in round {round}")));
        kb.build();
        let begin = || casebook(&kb, &["publish", "--yes", "--build", "public"]).spawn().expect("it runs");
        let ends = [begin(), begin()].map(|child| child.wait_with_output().expect("it ends"));
        assert!(ends.iter().any(|end| end.status.success()), "round {round}: {ends:?}");
        for end in ends.iter().filter(|end| !end.status.success()) {
            let said = String::from_utf8_lossy(&end.stderr);
            assert!(said.contains("another publish to") || said.contains("somebody else published"), "{said}");
        }
        assert_holds(&server, &kb);
    }
}

#[test]
fn bad_days_are_sat_out() {
    let server = StoreServer::moto();
    let fate = |number: usize, _: &str, _: &str| match number % 10 {
        3 => Fate::Refused(503, "SlowDown"),
        6 if number % 40 == 6 => Fate::Hangs,
        6 => Fate::AnswerLost,
        8 if number % 20 == 8 => Fate::Refused(500, "InternalError"),
        _ => Fate::Through,
    };
    let kb = site(&config(before(server.port, fate), ""), 8);
    for round in 0..3 {
        kb.edit(&incident(0), text(0, 8, &format!("in round {round}")));
        published(&kb, &[]);
        assert_holds(&server, &kb);
    }
}

/// What a publish through a proxy says.
fn told(fate: impl Fn(usize, &str, &str) -> Fate + Send + Sync + 'static) -> String {
    let server = StoreServer::moto();
    let kb = site(&config(before(server.port, fate), ""), 2);
    let run = ran(casebook(&kb, &["publish", "--yes"]));
    assert_eq!(run.code, 3, "{run:?}");
    run.stderr
}

#[test]
fn what_a_store_refuses_is_said_with_the_way_out() {
    let said = told(|_, _, _| Fate::Refused(400, "ExpiredToken"));
    assert!(
        said.contains("the credentials from the environment (AWS_ACCESS_KEY_ID) have expired; log in again"),
        "{said}"
    );
    let said = told(|_, _, _| Fate::Refused(403, "RequestTimeTooSkewed"));
    assert!(said.contains("the clock of this machine is 60 minutes ahead of the store's; set it"), "{said}");
    let said = told(|_, method, _| if method == "PUT" { Fate::Refused(403, "AccessDenied") } else { Fate::Through });
    assert!(said.contains("s3:PutObject"), "{said}");
    let said = told(|_, method, address| match (method, address.ends_with(".html")) {
        ("PUT", true) => Fate::HalfSent,
        _ => Fate::Through,
    });
    assert!(said.contains("took other bytes for `") && said.contains("than were sent"), "{said}");
    let said = told(|_, method, address| match (method, address.ends_with("index.html")) {
        ("PUT", true) => Fate::Refused(507, "XMinioStorageFull"),
        _ => Fate::Through,
    });
    assert!(said.contains("the store takes no more"), "{said}");
}

#[test]
fn wrong_credentials_and_none_are_told_apart() {
    let server = StoreServer::s3s();
    let kb = site(&server.config(""), 2);
    let mut wrong = casebook(&kb, &["publish", "--yes"]);
    wrong.env("AWS_SECRET_ACCESS_KEY", "another");
    let run = ran(wrong);
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("does not know the credentials from the environment"), "{run:?}");
    let mut none = casebook(&kb, &["publish", "--yes"]);
    none.env_remove("AWS_ACCESS_KEY_ID");
    let run = ran(none);
    assert!(run.code == 3 && run.stderr.contains("there are no credentials: set AWS_ACCESS_KEY_ID"), "{run:?}");
    // A profile in the user's files does as well.
    kb.edit(
        ".aws/credentials",
        format!(
            "[ci]\naws_access_key_id = {}\naws_secret_access_key = {}\n",
            super::servers::KEY,
            super::servers::SECRET
        ),
    );
    kb.edit("casebook.toml", server.config("profile = \"ci\"\n"));
    published(&kb, &[]);
    assert_holds(&server, &kb);
}

#[test]
fn a_store_without_conditions_is_refused_unless_there_is_one_writer() {
    let server = StoreServer::moto();
    let port = before(server.port, |_, _, _| Fate::Unconditional);
    let kb = site(&config(port, ""), 2);
    let run = ran(casebook(&kb, &["publish", "--yes"]));
    assert_eq!(run.code, 3, "{run:?}");
    assert!(run.stderr.contains("write `single_writer = true`"), "{run:?}");
    assert_eq!(server.addresses(), Vec::<String>::new());
    kb.edit("casebook.toml", config(port, "single_writer = true\n"));
    published(&kb, &[]);
    assert_holds(&server, &kb);
}

#[test]
fn what_others_wrote_stays_is_mended_or_stops_a_publish() {
    let server = StoreServer::moto();
    let kb = site(&server.config(""), 3);
    server.put("theirs/a%2F%2Fb%09.txt", b"theirs");
    published(&kb, &[]);
    server.put("incidents/2024/i1.html", b"defaced");
    let plan = published(&kb, &[]);
    assert_eq!(list(&plan, "uploads", "reason"), [(String::from("incidents/2024/i1.html"), String::from("altered"))]);
    assert_holds(&server, &kb);
    server.put("proof.html", b"ours");
    kb.edit("content/proof.md", "# Proof\n\nText.\n");
    let run = ran(casebook(&kb, &["publish", "--yes"]));
    assert!(
        run.code == 3 && run.stderr.contains("`proof.html` in the bucket `mill/site` was not published by Casebook"),
        "{run:?}"
    );
    assert_eq!(server.fetch("proof.html").as_deref(), Some(&b"ours"[..]));
    assert!(server.addresses().iter().any(|address| address.starts_with("theirs/")));
}

#[test]
fn readers_get_the_right_kind_of_file() {
    let server = StoreServer::moto();
    let kb = site(&server.config("compress = [\"gzip\"]\n"), 3);
    published(&kb, &[]);
    let header = |address: &str, name: &str| {
        let (headers, _) = server.ask(address).unwrap_or_else(|| panic!("no {address}"));
        headers.get(name).map(|value| value.to_str().expect("text").to_owned())
    };
    let kinds = [
        ("incidents/2024/i0.md", "text/markdown; charset=utf-8"),
        ("incidents/2024/i0.html", "text/html; charset=utf-8"),
        ("search/manifest.js", "text/javascript; charset=utf-8"),
        ("incidents.json", "application/json; charset=utf-8"),
        ("trends/facts.csv", "text/csv; charset=utf-8"),
        ("llms.txt", "text/plain; charset=utf-8"),
    ];
    for (address, kind) in kinds {
        assert_eq!(header(address, "content-type").as_deref(), Some(kind), "{address}");
    }
    assert_eq!(header("incidents/2024/i0.html", "content-encoding").as_deref(), Some("gzip"));
    assert_eq!(header("incidents/2024/i0.html", "cache-control").as_deref(), Some("max-age=60, must-revalidate"));
    let shard = server.addresses().into_iter().find(|address| address.ends_with("/all.js")).expect("an index");
    assert_eq!(header(&shard, "cache-control").as_deref(), Some("max-age=31536000, immutable"));
    let again = published(&kb, &[]);
    assert_eq!(again["uploads"], serde_json::json!([]));
    kb.edit("casebook.toml", server.config(""));
    let plan = published(&kb, &[]);
    assert!(
        list(&plan, "uploads", "reason").iter().all(|(_, reason)| reason == "encoding" || reason == "search"),
        "{plan}"
    );
    assert_holds(&server, &kb);
}
