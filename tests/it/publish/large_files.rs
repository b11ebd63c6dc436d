//! Files that are larger than what a publish holds in memory, at every kind of target.

use std::fs::File;
use std::io::Read;
use std::time::Duration;

use super::servers::{StoreServer, casebook, ran};
use super::site::{incident, site, text};
use crate::kit::Kb;

/// How large the film is that a write-up links to.
const FILM: u64 = 240_000_000;

/// A build with a film and a long log, and without the sources, which need memory of their own.
fn with_film(config: &str, film: u64) -> Kb {
    let kb = site(config, 2);
    kb.edit(&incident(0), text(0, 2, "as [the film](film.mp4) and [the log](log.txt) show"));
    kb.edit("content/incidents/2024/film.mp4", "");
    kb.edit("content/incidents/2024/log.txt", "09:12 The lease ran out.\n".repeat(200_000));
    File::options()
        .write(true)
        .open(kb.path("content/incidents/2024/film.mp4"))
        .expect("there")
        .set_len(film)
        .expect("room");
    kb.build();
    std::fs::remove_dir_all(kb.path("content")).expect("removable");
    kb
}

/// Publishes the build; gives the most memory that it took.
fn memory(kb: &Kb) -> u64 {
    let mut child = casebook(kb, &["publish", "--yes", "--quiet", "--build", "public"]).spawn().expect("it runs");
    let status = format!("/proc/{}/status", child.id());
    let mut most = 0;
    loop {
        if let Some(ended) = child.try_wait().expect("it can be waited for") {
            let mut said = String::new();
            child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
            assert!(ended.success(), "{said}");
            return most;
        }
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes: u64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0);
        most = most.max(kilobytes * 1024);
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_film_is_never_in_memory() {
    let server = StoreServer::s3s();
    let targets = [
        ("store", server.config("compress = [\"gzip\"]\nparallel = 2\n")),
        ("directory", String::from("[publish.x]\ndirectory = \"www\"\ncompress = [\"gzip\", \"brotli\"]\n")),
        ("zip", String::from("[publish.x]\nzip = \"mill.zip\"\n")),
    ];
    let kb = with_film(&targets[0].1, FILM);
    for (name, config) in targets {
        kb.edit("casebook.toml", config);
        let most = memory(&kb);
        assert!(most > 0 && most < FILM * 2 / 3, "{name}: {most}");
    }
    let address = "incidents/2024/film.mp4";
    assert_eq!(server.fetch(address).map(|bytes| bytes.len() as u64), Some(FILM));
    assert_eq!(std::fs::metadata(kb.path("www/current").join(address)).expect("there").len(), FILM);
    let log = kb.built().files["incidents/2024/log.txt"].clone();
    let packed = server.fetch("incidents/2024/log.txt").expect("there");
    let twin = std::fs::read(kb.path("www/current/incidents/2024/log.txt.gz")).expect("there");
    for packed in [packed, twin] {
        let mut again = Vec::new();
        flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut again).expect("gzip");
        assert!(again == log && packed.len() < log.len() / 10);
    }
}

#[test]
fn a_file_that_a_store_does_not_take_is_told_before_anything_is_sent() {
    let server = StoreServer::s3s();
    let kb = with_film(&server.config(""), 1);
    File::options()
        .write(true)
        .open(kb.path("public/incidents/2024/film.mp4"))
        .expect("there")
        .set_len(6_000_000_000)
        .expect("room");
    let run = ran(casebook(&kb, &["publish", "--yes", "--build", "public"]));
    assert_eq!(run.code, 3, "{run:?}");
    let said =
        "`incidents/2024/film.mp4` has 6.0 GB, and a store takes 5.4 GB in one piece; put it elsewhere and link to it";
    assert!(run.stderr.contains(said), "{run:?}");
    assert_eq!(server.addresses(), Vec::<String>::new());
}

#[test]
fn a_large_file_that_was_changed_after_the_build_is_not_published() {
    let server = StoreServer::s3s();
    for config in [
        server.config(""),
        String::from("[publish.x]\ndirectory = \"www\"\n"),
        String::from("[publish.x]\nzip = \"mill.zip\"\n"),
    ] {
        let kb = with_film(&config, 3_000_000);
        kb.edit("public/incidents/2024/film.mp4", vec![1; 3_000_000]);
        let run = ran(casebook(&kb, &["publish", "--yes", "--build", "public"]));
        assert_eq!(run.code, 3, "{run:?}");
        assert!(run.stderr.contains("film.mp4`: it is not what the build wrote; build again"), "{run:?}");
        assert_eq!(server.fetch("incidents/2024/film.mp4"), None);
        assert!(!kb.path("www/current").exists() && !kb.path("mill.zip").exists());
    }
}
