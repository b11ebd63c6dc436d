//! Other recipes of the guide, tried as far as that needs nobody else's machines: workflows, an image, a cache before a store.

use std::path::Path;
use std::process::Command;

use super::servers::{SIGNED, StoreServer, agent, free_port, published};
use super::site::site;
use super::web_servers::{GUIDE, WebServer};
use crate::kit::Kb;

/// The block of the guide that begins so.
pub(super) fn block(begins: &str) -> &'static str {
    let from = GUIDE.find(begins).unwrap_or_else(|| panic!("no block begins with `{begins}`"));
    &GUIDE[from..from + GUIDE[from..].find("```").expect("a block ends")]
}

/// The lines of a workflow that a shell runs.
pub(super) fn commands(workflow: &str) -> Vec<&str> {
    let mut events = saphyr_parser::Parser::new_from_str(workflow);
    assert!(events.all(|event| event.is_ok()), "YAML: {workflow}");
    let lines = workflow.lines().filter_map(|line| line.trim().strip_prefix("- "));
    let lines = lines.map(|line| line.strip_prefix("run: ").unwrap_or(line));
    lines.filter(|line| ["casebook", "export", "printf"].iter().any(|word| line.starts_with(word))).collect()
}

/// Where programs are found, ours first.
pub(super) fn path_with_ours() -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_casebook")).parent().expect("a folder");
    format!("{}:{}", binary.display(), std::env::var("PATH").expect("a path"))
}

/// Runs what a workflow runs where a site's folder was checked out.
fn run_workflow(kb: &Kb, commands: &[&str]) {
    let ran = Command::new("sh")
        .args(["-euc", &commands.join("\n")])
        .current_dir(kb.path(""))
        .env("PATH", path_with_ours())
        .env("CI_PAGES_URL", "https://mill.example/kb")
        .env("XDG_CACHE_HOME", kb.path(".user-cache"))
        .output()
        .expect("a shell");
    assert!(ran.status.success(), "{commands:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn what_the_workflows_for_pages_run_makes_a_site_below_a_path() {
    for (begins, count) in [("pages:\n  script:", 2), ("on: { push:", 1)] {
        let workflow = block(begins).replace("${{ steps.pages.outputs.base_url }}", "https://mill.example/kb");
        let commands = commands(&workflow);
        assert_eq!(commands.len(), count, "{workflow}");
        let kb = site("title = \"Mill\"\n", 3);
        run_workflow(&kb, &commands);
        let built = kb.built();
        assert!(built.get("404.html").contains("\"/kb/assets/"), "what is not there is said at any depth");
        assert!(built.get("feed.xml").contains("https://mill.example/kb/incidents/2024/i0.html"));
    }
}

#[test]
fn the_image_serves_a_site() {
    let kb = site("title = \"Mill\"\n", 3);
    kb.build();
    let containerfile = block("FROM nginx");
    let copies: Vec<&str> = containerfile.lines().filter_map(|line| line.strip_prefix("COPY ")).collect();
    assert_eq!(copies, ["casebook.conf /etc/nginx/conf.d/default.conf", "public /usr/share/nginx/html"]);
    let port = free_port();
    let text = block("server {\n    listen 80;\n    server_tokens off;\n    root /usr/share/nginx/html;");
    let text = text.replace("/usr/share/nginx/html", &kb.path("public").to_string_lossy());
    let server = WebServer::nginx(&kb, port, &text.replace("listen 80;", &format!("listen 127.0.0.1:{port};")));
    let header = |path: &str, name: &str| {
        let answer = server.get_at(path, &[]);
        answer.headers().get(name).map(|value| value.to_str().expect("text").to_owned()).unwrap_or_default()
    };
    for (address, bytes) in &kb.built().files {
        let mut answer = server.get_at(address, &[]);
        assert!(answer.body_mut().read_to_vec().as_ref().is_ok_and(|got| got == bytes), "{address}");
    }
    assert_eq!(header("", "content-type"), "text/html; charset=utf-8");
    assert_eq!(header("incidents/2024/i0.md", "content-type"), "text/markdown; charset=utf-8");
    assert_eq!(header("index.html", "cache-control"), "max-age=60, must-revalidate");
    assert!(header("index.html", "content-security-policy").contains("frame-ancestors 'none'"));
    let shard = kb.built().files.into_keys().find(|address| address.ends_with("/all.js")).expect("an index");
    assert_eq!(header(&shard, "cache-control"), "max-age=31536000, immutable");
    let mut missing = server.get_at("of/another/time.html", &[]);
    assert_eq!(missing.status(), 404);
    assert_eq!(missing.body_mut().read_to_string().expect("text"), kb.built().get("404.html"));
    assert_eq!(server.get_at(".casebook-manifest.json", &[]).status(), 404);
}

#[test]
fn a_cache_before_a_store_serves_what_the_files_say() {
    let store = StoreServer::moto();
    let kb = site(&store.config("compress = [\"gzip\"]\n"), 12);
    published(&kb, &[]);
    let port = free_port();
    let text = block("proxy_cache_path").replace("/var/cache/nginx", &kb.path("cache").to_string_lossy());
    kb.edit("cache/made", "");
    let text = text
        .replace("listen 80;", &format!("listen 127.0.0.1:{port};"))
        .replace("https://casebook.s3.eu-central-1.amazonaws.com", &format!("http://127.0.0.1:{}", store.port))
        .replace("/kb/", "/mill/site/")
        // How this store lets somebody read.
        .replace(
            "proxy_cache casebook;",
            &format!("proxy_cache casebook; proxy_set_header Authorization \"{SIGNED}\";"),
        );
    let server = WebServer::nginx(&kb, port, &text);
    let header = |path: &str, name: &str| {
        let answer = server.get_at(path, &[]);
        answer.headers().get(name).map(|value| value.to_str().expect("text").to_owned()).unwrap_or_default()
    };
    let page = "incidents/2024/i0.html";
    assert_eq!([header(page, "x-cache"), header(page, "x-cache")], ["MISS", "HIT"]);
    let built = kb.built();
    for path in ["", "index.html", page] {
        let mut answer = server.get_at(path, &[]);
        let whole = built.get(if path.is_empty() { "index.html" } else { path });
        assert_eq!(answer.body_mut().read_to_string().expect("text"), whole, "whoever takes no gzip gets none");
    }
    let packed = agent().get(format!("http://127.0.0.1:{port}/{page}")).header("Accept-Encoding", "gzip").call();
    assert_eq!(packed.expect("an answer").headers()["content-encoding"], "gzip");
    assert_eq!(header(page, "cache-control"), "max-age=60, must-revalidate");
    assert_eq!(header("incidents/2024/i0.md", "content-type"), "text/markdown; charset=utf-8");
    let shard = built.files.keys().find(|address| address.ends_with("/all.js")).expect("an index");
    assert_eq!(header(shard, "cache-control"), "max-age=31536000, immutable");
    assert!(header(page, "content-security-policy").contains("frame-ancestors 'none'"));
    let mut missing = server.get_at("of/another/time.html", &[]);
    assert_eq!(
        (missing.status().as_u16(), header("of/another/time.html", "cache-control").as_str()),
        (404, "no-store")
    );
    assert_eq!(missing.body_mut().read_to_string().expect("text"), built.get("404.html"));
    assert_eq!(server.get_at(".casebook-published.json", &[]).status(), 404);
}
