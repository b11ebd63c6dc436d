//! `tests/run`: what the tests need is named or installed before any of them runs. Run with a made-up machine around it.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::process::Command;

use crate::kit::{Kb, Run};

/// A machine with these commands, each of which writes down how it was called and then does what its script says.
struct Machine(Kb);

/// What the script itself is made of.
const ALWAYS: [&str; 5] = ["bash", "dirname", "mkdir", "tar", "gzip"];

/// A package manager that brings whatever it is asked for.
const APT: (&str, &str) = (
    "apt-get",
    "for name in \"$@\"; do case $name in build-essential) name=cc;; nodejs) name=node;; chromium|npm|curl|nginx|caddy);; *) continue;; esac; \
     printf '#!/bin/sh\\necho \"%s $*\" >> ../log\\n' $name > ../bin/$name; /bin/chmod +x ../bin/$name; done",
);
/// Makes a folder with a package installer, which brings a store.
const PYTHON: (&str, &str) = (
    "python3",
    "[ $1 != -c ] || exit 1; mkdir -p target/moto/bin; /bin/cp ../pip target/moto/bin/pip; /bin/chmod +x target/moto/bin/pip",
);
const PIP: &str = "#!/bin/sh\necho \"pip $*\" >> ../log\n: > target/moto/bin/moto_server\n/bin/chmod +x target/moto/bin/moto_server\n";
/// With formatting and lints, and brings another store.
const WHOLE_CARGO: &str = "#!/bin/sh\necho \"cargo $*\" >> ../log\n[ $1 = install ] || exit 0\nmkdir -p target/s3s/bin\n\
                           : > target/s3s/bin/s3s-fs\n/bin/chmod +x target/s3s/bin/s3s-fs\n";
/// Fetches an archive with axe-core in it.
const CURL: (&str, &str) = ("curl", "/bin/cp ../axe.tgz \"$4\"");
const ROOT: (&str, &str) = ("id", "echo 0");
const SOMEBODY: (&str, &str) = ("id", "echo 1000");
/// Without formatting and lints.
const BARE_CARGO: (&str, &str) = ("cargo", "[ $1 = test ]");
const CARGO: (&str, &str) = ("cargo", "");

impl Machine {
    fn with(commands: &[(&str, &str)]) -> Self {
        let kb = Kb::with(&[("log", ""), ("package/axe.min.js", "axe")]);
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/run");
        kb.edit("clone/tests/run", fs::read(script).expect("the script"));
        for (name, does) in commands {
            kb.edit(&format!("bin/{name}"), format!("#!/bin/sh\necho \"{name} $*\" >> ../log\n{does}\n"));
        }
        for file in
            ["clone/tests/run"].into_iter().map(String::from).chain(commands.iter().map(|(n, _)| format!("bin/{n}")))
        {
            fs::set_permissions(kb.path(&file), fs::Permissions::from_mode(0o755)).expect("permissions can be set");
        }
        for name in ALWAYS {
            let real = ["/usr/bin", "/bin"].map(|folder| std::path::Path::new(folder).join(name));
            let real = real.iter().find(|path| path.exists()).expect("a usual command");
            symlink(real, kb.path(&format!("bin/{name}"))).expect("a link can be made");
        }
        let packed = Command::new("tar").args(["-czf", "axe.tgz", "package"]).current_dir(kb.path("")).status();
        assert!(packed.expect("tar runs").success());
        Self(kb)
    }

    /// The same machine with the stores and the web servers of the tests.
    fn with_servers(self) -> Self {
        for file in ["clone/target/moto/bin/moto_server", "clone/target/s3s/bin/s3s-fs", "bin/nginx", "bin/caddy"] {
            self.0.edit(file, "#!/bin/sh\n");
            fs::set_permissions(self.0.path(file), fs::Permissions::from_mode(0o755)).expect("permissions can be set");
        }
        self
    }

    /// Runs the script; returns what it printed, and what it called, a line each.
    fn run(&self, args: &[&str]) -> (Run, String) {
        let output = Command::new(self.0.path("clone/tests/run"))
            .args(args)
            .env_clear()
            .env("PATH", self.0.path("bin"))
            .env("SBIN", self.0.path("bin"))
            .env("npm_config_registry", "https://registry.example/npm/")
            .output()
            .expect("the script runs");
        let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
        let code = output.status.code().expect("not killed");
        let run = Run { code, stdout: text(output.stdout), stderr: text(output.stderr) };
        (run, fs::read_to_string(self.0.path("log")).expect("what was called"))
    }
}

#[test]
fn what_is_missing_is_named_with_how_to_get_it_and_nothing_runs() {
    let (run, called) = Machine::with(&[BARE_CARGO, APT]).run(&[]);
    let said = "missing:
  a C compiler  apt-get install build-essential
  rustfmt       rustup component add rustfmt
  clippy        rustup component add clippy
  moto          python3 -m venv target/moto && target/moto/bin/pip install 'moto[s3,server]==5.2.3'
  s3s-fs        cargo install --locked --debug --root target/s3s --version 0.14.1 --features binary s3s-fs
  nginx         apt-get install nginx
  Caddy         apt-get install caddy
  Chromium      apt-get install chromium
  Node          apt-get install nodejs npm
  axe-core      the archive of axe-core 4.14.1 from npm's registry, unpacked so that there is target/axe/node_modules/axe-core/axe.min.js
`tests/run --install` installs it; `tests/run --no-browser` needs no Chromium, Node and axe-core
";
    assert_eq!((run.code, run.stderr.as_str()), (1, said));
    assert_eq!(called, "cargo fmt --version\ncargo clippy --version\n");
}

#[test]
fn what_needs_no_browser_runs_without_one() {
    let machine = Machine::with(&[CARGO, ("cc", "")]).with_servers();
    let (run, called) = machine.run(&["--no-browser"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(called, "cargo fmt --version\ncargo clippy --version\ncargo test -- --skip browser::\n");
    let (_, called) = machine.run(&["--no-browser", "--", "--test", "it", "--", "spec"]);
    assert_eq!(called.lines().last(), Some("cargo test --test it -- spec --skip browser::"));
}

#[test]
fn a_bare_machine_is_set_up_and_everything_runs() {
    let components = "[ $3 = rustfmt ] || /bin/cp ../whole-cargo ../bin/cargo";
    let machine = Machine::with(&[BARE_CARGO, APT, CURL, ROOT, PYTHON, ("rustup", components)]);
    machine.0.edit("pip", PIP);
    machine.0.edit("whole-cargo", WHOLE_CARGO);
    // As npm would leave it.
    machine.0.edit("clone/target/axe/node_modules/axe-core/axe.min.js", "axe");
    let (run, called) = machine.run(&["--install", "--", "--test", "it"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let wanted = "cargo fmt --version
cargo clippy --version
python3 -c import ensurepip
id -u
apt-get update -q
apt-get install -y -q --no-install-recommends build-essential python3 python3-venv nginx caddy chromium nodejs npm
rustup component add rustfmt
rustup component add clippy
python3 -m venv target/moto
pip install -q moto[s3,server]==5.2.3
cargo install --quiet --locked --debug --root target/s3s --version 0.14.1 --features binary s3s-fs
cargo fmt --version
cargo clippy --version
chromium --version
cargo test --test it
";
    assert_eq!(called, wanted);
}

#[test]
fn beside_a_node_from_elsewhere_axe_comes_without_npm() {
    let machine =
        Machine::with(&[CARGO, APT, CURL, SOMEBODY, ("sudo", "\"$@\""), ("cc", ""), ("node", "")]).with_servers();
    let (run, called) = machine.run(&["--install"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let wanted = "cargo fmt --version
cargo clippy --version
id -u
sudo apt-get update -q
apt-get update -q
sudo apt-get install -y -q --no-install-recommends chromium
apt-get install -y -q --no-install-recommends chromium
curl -fsSL https://registry.example/npm/axe-core/-/axe-core-4.14.1.tgz -o target/axe/axe-core.tgz
cargo fmt --version
cargo clippy --version
chromium --version
cargo test
";
    assert_eq!(called, wanted);
    assert!(machine.0.path("clone/target/axe/node_modules/axe-core/axe.min.js").is_file());
}

#[test]
fn where_nothing_can_be_installed_it_is_said_who_can() {
    let have = [CARGO, CURL, SOMEBODY, ("cc", ""), ("node", "")];
    let (run, _) = Machine::with(&[&have[..], &[APT]].concat()).with_servers().run(&["--install"]);
    let said = "packages are installed by root, and there is no sudo: as root, apt-get install chromium
missing:
  Chromium      apt-get install chromium
";
    assert_eq!((run.code, run.stderr.as_str()), (1, said));
    let (run, _) = Machine::with(&[&have[..], &[("dnf", "")]].concat()).with_servers().run(&["--install"]);
    let said = "tests/run installs packages with apt-get, and there is none here
missing:
  Chromium      dnf install chromium
";
    assert_eq!((run.code, run.stderr.as_str()), (1, said));
}
