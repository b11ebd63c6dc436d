//! Web servers, set up as the guide says, serve what was published.

use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::crawler::once;
use super::servers::{agent, free_port, published};
use super::site::site;
use crate::kit::{Kb, between};

const GUIDE: &str = include_str!("../../../content/guide/putting-it-online.md");
const CONFIG: &str = "[publish.intranet]\ndirectory = \"www\"\ncompress = [\"gzip\"]\n";

/// A web server that ends with the test.
struct WebServer {
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

    fn get(&self, address: &str, headers: &[(&str, &str)]) -> ureq::http::Response<ureq::Body> {
        let request = agent().get(format!("http://127.0.0.1:{}/kb/{address}", self.port));
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
        let markdown = [("Accept", "text/markdown")];
        assert_eq!(header(page, &markdown, "content-type"), "text/markdown; charset=utf-8");
        assert_eq!(header("index.html", &markdown, "content-type"), "text/html; charset=utf-8");
        assert_eq!(header(page, &[("Accept-Encoding", "gzip")], "content-encoding"), "gzip");
        assert!(header(page, &[], "content-security-policy").contains("frame-ancestors 'none'"));
        assert_eq!(header(page, &[], "cache-control"), "max-age=60, must-revalidate");
        let shard = kb.built().files.into_keys().find(|address| address.ends_with("/all.js")).expect("an index");
        assert_eq!(header(&shard, &[], "cache-control"), "max-age=31536000, immutable");
    }
}

/// The recipe in a block of the guide, for this test's directory.
fn recipe(kb: &Kb, language: &str) -> String {
    let text = between(GUIDE, &format!("```{language}\n"), "```");
    assert!(text.contains("/srv/www/casebook"), "the recipe says where the site is");
    text.replace("/srv/www/casebook", &kb.path("www").to_string_lossy())
}

#[test]
fn nginx_serves_a_site_by_the_recipe() {
    let kb = site(CONFIG, 5);
    published(&kb, &[]);
    let port = free_port();
    let text = recipe(&kb, "nginx").replace("listen 80;", &format!("listen 127.0.0.1:{port};"));
    kb.edit("casebook.conf", text.replace("/etc/nginx/casebook.htpasswd", &kb.path("htpasswd").to_string_lossy()));
    kb.edit("htpasswd", "reader:{PLAIN}a-word\n");
    let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let folders: String =
        folders.iter().map(|name| format!("{name}_temp_path {0}/{name};", kb.path("").display())).collect();
    let user = if std::fs::metadata("/proc/self").is_ok_and(|of| std::os::unix::fs::MetadataExt::uid(&of) == 0) {
        "user root;"
    } else {
        ""
    };
    let here = kb.path("");
    kb.edit(
        "nginx.conf",
        format!("{user} daemon off; pid {0}/pid; error_log {0}/errors; events {{}} http {{ access_log off; {folders} include {0}/casebook.conf; }}", here.display()),
    );
    let program = if Path::new("/usr/sbin/nginx").exists() { "/usr/sbin/nginx" } else { "nginx" };
    let arguments = ["-e", "errors", "-p", ".", "-c", "nginx.conf"];
    let server = WebServer::begin(program, &arguments, &kb, port, ("Authorization", "Basic cmVhZGVyOmEtd29yZA=="));
    server.keeps_its_word(&kb);
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
