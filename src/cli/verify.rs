#![expect(clippy::disallowed_methods, reason = "writes a copy of the site into a folder of its own")]
//! `casebook verify`: a site and an audience become the proof that a build for it holds nothing else, or the list of what got out.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use walkdir::WalkDir;

use crate::canaries::{BuiltFiles, Leak, Planted, leaks, plant};
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::progress;
use crate::cli::share;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::{Terminal, Verbosity};
use crate::diag::clean;
use crate::error::{Error, Result};
use crate::load::{self, AssetFile, Sources};
use crate::model::Viewer;
use crate::pipeline::{CompileInputs, Goal, Read, Run, compile, compile_read};
use crate::site::ForWhom;

const LONG_ABOUT: &str = "\
Proves that a build for an audience holds what it may see and nothing else.

A copy of the site is made in a temporary folder. It is built, then a word that stands nowhere else is put into every key, block, item, \
remark, alternative text, picture, attachment and file name that the audience may not see, whole pages for others are added, and it \
is built again. Every file of both builds must be the same, and none may hold one of the words, packed or not.";

const EXAMPLES: &str = "\
Examples:
  casebook verify --audience company        one audience
  casebook verify --audience company --audience support

Exit codes:
  0  nothing got out              2  usage or configuration
  3  environment                  4  something got out; each file is named";

/// Prove that a build for an audience holds nothing else
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct Verify {
    #[command(flatten)]
    site: SiteArguments,
}

/// Of how many write-ups the copy is looked into that `share` makes.
const SHARED: usize = 20;

/// How many leaks are named.
const NAMED: usize = 100;

/// Runs the command.
pub(super) fn run(verify: &Verify, global: &Global, terminal: &Terminal) -> Result<Exit> {
    verify.site.on_threads(|| on_threads(verify, global, terminal))
}

fn on_threads(verify: &Verify, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let inputs = verify.site.inputs(global, Path::new(""), None);
    check_folder(&inputs.load.dir)?;
    progress::run(terminal, |run| {
        let mut read = Read::for_several(&inputs, run)?.expect_files(&inputs.load.dir)?;
        let audiences = read.sources().config.audiences.clone();
        let named = global
            .audience
            .iter()
            .map(String::as_str)
            .chain(audiences.default.as_deref().filter(|_| global.audience.is_empty()));
        let named: Vec<String> = named.map(str::to_owned).collect();
        if audiences.is_empty() {
            return Err(Error::usage("this site has no audiences; name them in `[audiences]` of its casebook.toml"));
        }
        if named.is_empty() {
            return Err(Error::usage(
                "say with --audience for whom the site is to be verified, one of its `[audiences]`",
            ));
        }
        let mut worst = Exit::Clean;
        for name in named {
            let whom = ForWhom::Audience(name.clone());
            let (found, left) = verified(read.seen_by(&whom)?, &inputs, &whom, run)?;
            read = left;
            worst = worst.max(say(&name, &found, terminal)?);
        }
        Ok(worst)
    })
}

/// What came of it.
struct Verified {
    leaks: Vec<Leak>,
    files: usize,
    tokens: usize,
}

fn verified(read: Read, inputs: &CompileInputs, whom: &ForWhom, run: &mut Run<'_>) -> Result<(Verified, Read)> {
    let mut inputs = CompileInputs { load: inputs.load.clone(), site: inputs.site.clone() };
    inputs.site.whom = whom.clone();
    let compiled = compile_read(read, &inputs, Goal::Site, run)?;
    let audiences = &compiled.read().sources().config.audiences;
    let ForWhom::Audience(name) = whom else { return Err(Error::usage("name an audience")) };
    let viewer = Viewer::of(audiences, name).ok_or_else(|| Error::usage(format!("there is no audience `{name}`")))?;
    let planted = plant(compiled.read(), &compiled.site, &viewer);
    let folder = tempfile::tempdir().map_err(|e| Error::io("make a temporary folder in", std::env::temp_dir(), e))?;
    let copy = SiteCopy::of(compiled.read().sources(), folder.path());
    copy.write(compiled.read().sources())?;
    let site = compiled.into_read();
    inputs.load = load::Options { dir: copy.root.clone(), config: None, out: copy.root.join("public") };
    let plain = built(&inputs, &planted, run)?;
    copy.plant(&planted)?;
    let after = built(&inputs, &planted, run)?;
    let verified = Verified { leaks: leaks(&plain, &after), files: plain.count(), tokens: planted.tokens };
    Ok((verified, site))
}

fn built(inputs: &CompileInputs, planted: &Planted, run: &mut Run<'_>) -> Result<BuiltFiles> {
    let mut compiled = compile(inputs, Goal::Everything, run)?;
    if compiled.stop().is_some() {
        return Err(Error::usage("this site cannot be built for that audience; `casebook build` says why"));
    }
    let mut files = BuiltFiles::new(&mut compiled, &planted.search)?;
    let views = compiled.views();
    for &page in views.incidents().iter().take(SHARED) {
        let name = format!("a shared copy of {}", views.site().links.addresses[page]);
        files.add(name, share::copy(views, page)?.0.as_bytes(), &planted.search);
    }
    Ok(files)
}

fn say(name: &str, found: &Verified, terminal: &Terminal) -> Result<Exit> {
    for leak in found.leaks.iter().take(NAMED) {
        let address = clean(&leak.address);
        let line = match leak.places.as_slice() {
            [] => format!("{address}: differs by what follows from what is not for `{name}`\n"),
            places => places.iter().map(|place| format!("{address}: {}\n", clean(place))).collect(),
        };
        terminal.out(&line)?;
    }
    if found.leaks.len() > NAMED {
        terminal.out(&format!("and {} more files\n", found.leaks.len() - NAMED))?;
    }
    if !found.leaks.is_empty() {
        terminal.error(&Error::environment(format!("a build for `{name}` holds more than it may")));
        return Ok(Exit::Privacy);
    }
    if terminal.verbosity() > Verbosity::Quiet {
        let Verified { files, tokens, .. } = found;
        terminal
            .out(&format!("nothing got out to `{name}`: {files} files are the same with {tokens} words planted\n"))?;
    }
    Ok(Exit::Clean)
}

/// A copy of a site.
struct SiteCopy {
    root: PathBuf,
    content: PathBuf,
}

impl SiteCopy {
    /// That of `sources` below `folder`. The name of the site's folder says what its files are.
    fn of(sources: &Sources, folder: &Path) -> Self {
        let name = sources.root.file_name().unwrap_or("site".as_ref());
        let root = folder.join(name);
        let content = match sources.content_root.strip_prefix(&sources.root) {
            Ok(below) => root.join(below),
            Err(_) => root.clone(),
        };
        Self { root, content }
    }

    /// Copies what was read.
    fn write(&self, sources: &Sources) -> Result<()> {
        put(&self.root.join("casebook.toml"), sources.configuration().as_bytes())?;
        let below = sources.files.iter().chain(&sources.data).map(|file| &file.path);
        for path in below {
            let from = self.place(&sources.root, &sources.content_root, path);
            copy(&from, &self.place(&self.root, &self.content, path))?;
        }
        for (path, from) in &sources.assets.files {
            let AssetFile::OnDisk(from) = from else { continue };
            copy(from, &self.place(&self.root, &self.content, path))?;
        }
        let theme = sources.config.theme.name.as_ref().map(|name| Path::new("themes").join(name));
        let theme = theme.filter(|theme| sources.root.join(theme).is_dir());
        for entry in theme.iter().flat_map(|theme| WalkDir::new(sources.root.join(theme))).flatten() {
            if let (true, Ok(path)) = (entry.file_type().is_file(), entry.path().strip_prefix(&sources.root)) {
                copy(entry.path(), &self.root.join(path))?;
            }
        }
        Ok(())
    }

    /// Puts what is planted into it.
    fn plant(&self, planted: &Planted) -> Result<()> {
        for (path, bytes) in &planted.content {
            put(&self.content.join(path), bytes)?;
        }
        let configuration = self.root.join("casebook.toml");
        let text = fs::read_to_string(&configuration).map_err(|e| Error::io("read", &configuration, e))?;
        put(&configuration, format!("{text}{}", planted.configuration).as_bytes())
    }

    /// Where a file stands whose path is below the content folder, or beside that.
    fn place(&self, root: &Path, content: &Path, path: &str) -> PathBuf {
        path.strip_prefix("../").map_or_else(|| content.join(path), |path| root.join(path))
    }
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let bytes = fs::read(from).map_err(|e| Error::io("read", from, e))?;
    put(to, &bytes)
}

fn put(to: &Path, bytes: &[u8]) -> Result<()> {
    let write = || {
        to.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(to, bytes)
    };
    write().map_err(|e| Error::io("write", to, e))
}
