//! Web servers, set up as the guide says, serve what was published.

use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::crawler::once;
use super::servers::{agent, free_port, published};
use super::site::site;
use crate::kit::{Kb, between};

pub(super) const GUIDE: &str = include_str!("../../../content/guide/putting-it-online.md");
const CONFIG: &str = "[publish.intranet]\ndirectory = \"www\"\ncompress = [\"gzip\"]\n";

/// What a reader who may sends to nginx as the guide sets it up.
pub(super) const PASSWORD: (&str, &str) = ("Authorization", "Basic cmVhZGVyOmEtd29yZA==");

/// A web server that ends with the test.
pub(super) struct WebServer {
    child: Child,
    port: u16,
    header: (&'static str, &'static str),
}

impl Drop for WebServer {
    fn drop(&mut self) {
        // nginx has a child of its own, which ends when it is asked to.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}

impl WebServer {
    fn begin(program: &str, arguments: &[&str], kb: &Kb, port: u16, header: (&'static str, &'static str)) -> Self {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(kb.path(""))
            .env("HOME", kb.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let child = command
            .spawn()
            .unwrap_or_else(|e| panic!("`{program}` does not run ({e}); `tests/run --install` installs it"));
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(60), "`{program}` does not begin");
            std::thread::sleep(Duration::from_millis(30));
        }
        Self { child, port, header }
    }

    /// nginx with this configuration of its servers.
    pub(super) fn nginx(kb: &Kb, port: u16, servers: &str) -> Self {
        kb.edit("casebook.conf", servers);
        kb.edit("htpasswd", "reader:{PLAIN}a-word\n");
        kb.edit("nginx.conf", nginx_configuration(kb));
        let arguments = ["-e", "errors", "-p", ".", "-c", "nginx.conf"];
        // A configuration that cannot be used is told by what is wrong with it.
        let tried = Command::new(nginx()).args(arguments).arg("-t").current_dir(kb.path("")).output();
        let tried = tried.unwrap_or_else(|e| panic!("nginx does not run ({e}); `tests/run --install` installs it"));
        assert!(tried.status.success(), "{}", String::from_utf8_lossy(&tried.stderr));
        Self::begin(nginx(), &arguments, kb, port, PASSWORD)
    }

    fn get(&self, address: &str, headers: &[(&str, &str)]) -> ureq::http::Response<ureq::Body> {
        self.get_at(&format!("kb/{address}"), headers)
    }

    /// The answer at a path of the server.
    pub(super) fn get_at(&self, path: &str, headers: &[(&str, &str)]) -> ureq::http::Response<ureq::Body> {
        let request = agent().get(format!("http://127.0.0.1:{}/{path}", self.port));
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        request.call().expect("an answer")
    }

    /// How a reader who may gets a file.
    fn fetch(&self, address: &str) -> Option<Vec<u8>> {
        let mut answer = self.get(address, &[self.header]);
        let bytes = answer.body_mut().with_config().limit(u64::MAX).read_to_vec().ok()?;
        (answer.status() == 200).then_some(bytes)
    }

    /// What the guide promises of both.
    fn keeps_its_word(&self, kb: &Kb) {
        let header = |address: &str, more: &[(&str, &str)], name: &str| {
            let answer = self.get(address, &[&[self.header], more].concat());
            answer.headers().get(name).map(|value| value.to_str().expect("text").to_owned()).unwrap_or_default()
        };
        for (address, bytes) in &kb.built().files {
            assert!(self.fetch(address).as_ref() == Some(bytes), "{address} is not what was built");
        }
        assert_eq!(once(&|address| self.fetch(address)).broken, Default::default());
        assert_eq!(self.get("index.html", &[]).status(), 401);
        assert_eq!(self.get("nothing.html", &[self.header]).status(), 404);
        assert_eq!(self.get(".casebook-published.json", &[self.header]).status(), 404);
        let page = "incidents/2024/i0.html";
        assert_eq!(header(page, &[], "content-type"), "text/html; charset=utf-8");
        assert_eq!(header("incidents/2024/i0.md", &[], "content-type"), "text/markdown; charset=utf-8");
        self.answers_in_markdown(kb, page);
        assert_eq!(header(page, &[("Accept-Encoding", "gzip")], "content-encoding"), "gzip");
        assert!(header(page, &[], "content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!(header(page, &[], "cache-control"), "max-age=60, must-revalidate");
        let shard = kb.built().files.into_keys().find(|address| address.ends_with("/all.js")).expect("an index");
        assert_eq!(header(&shard, &[], "cache-control"), "max-age=31536000, immutable");
    }

    /// Whoever asks for Markdown gets the twin of a page that has one, and caches are told that it depends.
    fn answers_in_markdown(&self, kb: &Kb, page: &str) {
        let asked = |address: &str, wish: &str| {
            let mut answer = self.get(address, &[self.header, ("Accept", wish)]);
            let all = |name: &str| {
                let values = answer.headers().get_all(name).iter().map(|value| value.to_str().expect("text"));
                values.collect::<Vec<_>>().join(", ")
            };
            let (kind, vary) = (all("content-type"), all("vary"));
            let text = answer.body_mut().read_to_string().expect("text");
            (kind, vary.contains("Accept,") || vary.ends_with("Accept"), text)
        };
        let (html, twin) = (kb.built().get(page), kb.built().get(&page.replace(".html", ".md")));
        let markdown = || (String::from("text/markdown; charset=utf-8"), true, twin.clone());
        let shown = || (String::from("text/html; charset=utf-8"), true, html.clone());
        assert_eq!(asked(page, "text/markdown"), markdown());
        assert_eq!(asked(page, "text/markdown, text/html;q=0.8, */*;q=0.1"), markdown());
        for others in ["text/html,application/xhtml+xml,*/*;q=0.8", "*/*", "text/html, text/markdown;q=0.5"] {
            assert_eq!(asked(page, others), shown(), "{others}");
        }
        let (kind, varies, _) = asked("index.html", "text/markdown");
        assert_eq!((kind.as_str(), varies), ("text/html; charset=utf-8", true), "what has no twin is what it is");
    }
}

/// Where nginx is.
fn nginx() -> &'static str {
    if Path::new("/usr/sbin/nginx").exists() { "/usr/sbin/nginx" } else { "nginx" }
}

/// What stands around the servers: everything that nginx writes stands in the test's folder.
fn nginx_configuration(kb: &Kb) -> String {
    let here = kb.path("");
    let here = here.display();
    let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let folders: String = folders.iter().map(|name| format!("{name}_temp_path {here}/nginx-{name}; ")).collect();
    let is_root = std::fs::metadata("/proc/self").is_ok_and(|of| std::os::unix::fs::MetadataExt::uid(&of) == 0);
    let user = if is_root { "user root;" } else { "" };
    format!(
        "{user} daemon off; pid {here}/pid; error_log {here}/errors; events {{}} \
         http {{ access_log off; {folders} include {here}/casebook.conf; }}"
    )
}

/// The recipe in a block of the guide, for this test's directory.
fn recipe(kb: &Kb, language: &str) -> String {
    let text = between(GUIDE, &format!("```{language}\n"), "```");
    assert!(text.contains("/srv/www/casebook"), "the recipe says where the site is");
    text.replace("/srv/www/casebook", &kb.path("www").to_string_lossy())
}

/// The recipe for nginx, listening at `port`, with the site below `/PATH/`.
pub(super) fn nginx_recipe(kb: &Kb, port: u16, path: &str) -> String {
    let text = recipe(kb, "nginx").replace("listen 80;", &format!("listen 127.0.0.1:{port};"));
    let text = text.replace("/etc/nginx/casebook.htpasswd", &kb.path("htpasswd").to_string_lossy());
    text.replace("/kb", &format!("/{path}"))
}

#[test]
fn nginx_serves_a_site_by_the_recipe() {
    let kb = site(CONFIG, 5);
    published(&kb, &[]);
    let port = free_port();
    WebServer::nginx(&kb, port, &nginx_recipe(&kb, port, "kb")).keeps_its_word(&kb);
}

#[test]
fn caddy_serves_a_site_by_the_recipe() {
    let kb = site(CONFIG, 5);
    published(&kb, &[]);
    let port = free_port();
    let text = recipe(&kb, "caddy").replace("http://casebook.example", &format!("http://:{port}"));
    kb.edit("Caddyfile", format!("{{\nadmin off\nauto_https off\n}}\n{text}"));
    let arguments = ["run", "--config", "Caddyfile", "--adapter", "caddyfile"];
    let server = WebServer::begin("caddy", &arguments, &kb, port, ("X-Auth-Request-Email", "reader@mill.example"));
    server.keeps_its_word(&kb);
}
