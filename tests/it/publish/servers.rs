//! Stores that speak S3, started for a test and ended with it: moto for behaviour, s3s-fs for signatures and clocks.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::kit::{Kb, Run};

pub(super) const KEY: &str = "a-key-for-tests";
pub(super) const SECRET: &str = "a-secret-that-nobody-may-see";

/// A store with one empty bucket, `mill`.
pub(super) struct StoreServer {
    child: Child,
    pub(super) port: u16,
    /// Where a store on a disk keeps its objects.
    disk: Option<tempfile::TempDir>,
}

impl Drop for StoreServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl StoreServer {
    pub(super) fn moto() -> Self {
        let port = free_port();
        let server = Self { child: begin("target/moto/bin/moto_server", &["-p", &port.to_string()]), port, disk: None };
        server.wait();
        let made = agent().put(format!("http://localhost:{port}/mill")).send_empty().expect("moto answers");
        assert_eq!(made.status(), 200, "a bucket");
        server
    }

    pub(super) fn s3s() -> Self {
        let (port, disk) = (free_port(), tempfile::tempdir().expect("a folder"));
        fs::create_dir(disk.path().join("mill")).expect("a bucket");
        let number = port.to_string();
        let root = disk.path().to_string_lossy().into_owned();
        let arguments = ["--port", &number, "--access-key", KEY, "--secret-key", SECRET, &root];
        let server = Self { child: begin("target/s3s/bin/s3s-fs", &arguments), port, disk: Some(disk) };
        server.wait();
        server
    }

    fn wait(&self) {
        let begun = Instant::now();
        while TcpStream::connect(("localhost", self.port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(90), "the store does not begin");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// A configuration with this store as its target.
    pub(super) fn config(&self, more: &str) -> String {
        config(self.port, more)
    }

    /// How a reader gets a file.
    pub(super) fn fetch(&self, address: &str) -> Option<Vec<u8>> {
        match &self.disk {
            Some(disk) => fs::read(disk.path().join("mill/site").join(address)).ok(),
            None => self.ask(address).map(|(_, bytes)| bytes),
        }
    }

    /// The same with the headers that come with it.
    pub(super) fn ask(&self, address: &str) -> Option<(ureq::http::HeaderMap, Vec<u8>)> {
        let url = format!("http://localhost:{}/mill/site/{address}", self.port);
        let mut answer = agent().get(url).header("Authorization", SIGNED).call().ok()?;
        let bytes = answer.body_mut().with_config().limit(u64::MAX).read_to_vec().ok()?;
        (answer.status() == 200).then(|| (answer.headers().clone(), bytes))
    }

    /// Puts something there that no publish of ours did.
    pub(super) fn put(&self, address: &str, bytes: &[u8]) {
        match &self.disk {
            Some(disk) => {
                let path = disk.path().join("mill/site").join(address);
                fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
                fs::write(path, bytes).expect("writable");
            }
            None => {
                let url = format!("http://localhost:{}/mill/site/{address}", self.port);
                agent().put(url).header("Authorization", SIGNED).send(bytes).expect("moto answers");
            }
        }
    }

    /// Every object's address, ours for ourselves left out.
    pub(super) fn addresses(&self) -> Vec<String> {
        let all: Vec<String> = match &self.disk {
            Some(disk) => crate::kit::files(&disk.path().join("mill/site")).into_keys().collect(),
            None => {
                let url = format!("http://localhost:{}/mill?prefix=site/&max-keys=100000", self.port);
                let answer = agent().get(url).header("Authorization", SIGNED).call();
                let text = answer.expect("moto answers").body_mut().read_to_string().expect("a list");
                let keys = text.split("<Key>site/").skip(1).filter_map(|rest| rest.split("</Key>").next());
                keys.map(str::to_owned).collect()
            }
        };
        all.into_iter().filter(|address| !address.starts_with(".casebook-")).collect()
    }
}

/// Enough for moto, which looks at no signature.
pub(super) const SIGNED: &str =
    "AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=x";

pub(super) fn config(port: u16, more: &str) -> String {
    format!(
        "title = \"Mill\"\n[publish.store]\nbucket = \"mill\"\nprefix = \"site\"\nendpoint = \"http://localhost:{port}\"\nregion = \"us-east-1\"\nlease = \"1 s\"\n{more}"
    )
}

pub(super) fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).proxy(None).build().into()
}

pub(super) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port").port()
}

fn begin(program: &str, arguments: &[&str]) -> Child {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join(program);
    let begun = Command::new(&path).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    begun.unwrap_or_else(|e| panic!("`{}` does not run ({e}); `tests/run --install` installs it", path.display()))
}

/// `casebook` with the credentials of the tests.
pub(super) fn casebook(kb: &Kb, args: &[&str]) -> Command {
    let mut command = with_credentials(kb, env!("CARGO_BIN_EXE_casebook"));
    command.args(args);
    command
}

/// A program with the credentials of the tests, and no others.
pub(super) fn with_credentials(kb: &Kb, program: &str) -> Command {
    let mut command = Command::new(program);
    command
        .current_dir(kb.path(""))
        .env("NO_COLOR", "1")
        .env("HOME", kb.path(""))
        .env("NO_PROXY", "localhost,127.0.0.1");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("AWS_") {
            command.env_remove(name);
        }
    }
    command.env("AWS_ACCESS_KEY_ID", KEY).env("AWS_SECRET_ACCESS_KEY", SECRET);
    // What the machine is that the tests run on is nothing to them.
    command.env("AWS_EC2_METADATA_DISABLED", "true");
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Runs it; what it says never holds the secret nor a signature.
pub(super) fn ran(mut command: Command) -> Run {
    let output = command.output().expect("the binary runs");
    let run = Run {
        code: output.status.code().expect("the binary was not killed"),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    };
    for word in [SECRET, "X-Amz-", "Signature=", "nobody-may-see"] {
        assert!(!run.stdout.contains(word) && !run.stderr.contains(word), "{word}: {run:?}");
    }
    run
}

/// Publishes and expects that it went well.
pub(super) fn published(kb: &Kb, args: &[&str]) -> serde_json::Value {
    let run = ran(casebook(kb, &[&["publish", "--yes", "--json"], args].concat()));
    assert_eq!(run.code, 0, "{run:?}");
    super::site::json(&run)
}
