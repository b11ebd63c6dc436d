#![expect(clippy::disallowed_methods, reason = "share writes one file, and reads the pictures that go into it")]
//! `casebook share`: a write-up becomes one file, marked DRAFT, for the colleagues whose view of it is asked for.
//!
//! The page is made on the published site with this one write-up added, so that nothing of another draft can be in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Zoned;

use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::site_arguments::{SiteArguments, check_folder};
use crate::cli::terminal::{Terminal, Verbosity};
use crate::diag::clean;
use crate::error::{Error, Result};
use crate::link::PageIx;
use crate::load::open_regular;
use crate::markup::urls::absolute;
use crate::model::Withheld;
use crate::pipeline::{self, Goal, NamedWriteUp, Read, Run, compile_read};
use crate::render::standalone::{Copy, MARK, Sheet};
use crate::render::{Content, render};
use crate::site::{Kept, Show};
use crate::views::{Route, Views};

const LONG_ABOUT: &str = "\
Writes one HTML file of a write-up, for the colleagues one calibrates with: \"is this how you saw it?\"

It is the page as `build` makes it, with its styles and pictures inside, marked DRAFT and with the day on which it was made. It \
needs nothing beside it, loads nothing and runs nothing. Links to other pages are their words; what other write-ups say of this one, \
authors' comments and parts for an audience are not in it. Drafts are what it is for; a published write-up can be shared as well.

The file's path goes to standard output, advice to standard error.";

const EXAMPLES: &str = "\
Examples:
  casebook share INC-214                    by id, alias, title or path
  casebook share content/incidents/2026/2026-02-09-lent-twice.md
  casebook share INC-214 --out ~/for-records.html
  casebook share INC-214 --out - | mail -s 'Is this how you saw it?' ana";

/// From this size on mail servers and chats may refuse a file.
const LARGE: u64 = 5 * 1024 * 1024;

/// Write one self-contained HTML file of a write-up, marked DRAFT
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct ShareCommand {
    /// A write-up's id, alias, title or file
    #[arg(value_name = "ID|FILE")]
    of: String,
    /// Where to write; `-` is standard output [default: <name>.draft.html, here]
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Overwrite a file that Casebook did not write
    #[arg(long)]
    force: bool,
    /// Threads to use [default: one a core]
    #[arg(long, value_name = "N")]
    jobs: Option<std::num::NonZeroUsize>,
}

/// Runs the command.
pub(super) fn run(share: &ShareCommand, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let arguments = SiteArguments::for_reading(false, share.jobs);
    arguments.on_threads(|| on_threads(share, &arguments, global, terminal))
}

fn on_threads(share: &ShareCommand, arguments: &SiteArguments, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let mut inputs = arguments.inputs(global, Path::new(""), None);
    check_folder(&inputs.load.dir)?;
    let mut run = Run::unseen();
    let read = Read::new(&inputs, &mut run)?.expect_files(&inputs.load.dir)?;
    let NamedWriteUp { path, file } = read.named(&share.of, &inputs.site)?;
    inputs.site.show = Show::DraftOf(path.clone());
    let compiled = compile_read(read, &inputs, Goal::Search, &mut run)?;
    let site = &compiled.site;
    if let Some(kept) = site.kept.iter().find(|kept| kept.file == file) {
        return Err(refused(kept));
    }
    let page =
        site.pages.iter().position(|page| page.source.path == path).expect("what is not kept back is in the site");
    if site.has_credential(page) {
        terminal.error(&Error::environment(
            "nothing was written, because of what looks like a live credential; `casebook check --drafts` says where",
        ));
        return Ok(Exit::Privacy);
    }
    let (html, pictures) = copy(compiled.views(), page)?;
    let name = site.links.addresses[page].rsplit('/').next().unwrap_or_default();
    let name = format!("{}.draft.html", name.strip_suffix(".html").unwrap_or(name));
    put(share, &name, &html, terminal)?;
    if pictures > LARGE {
        let size = pipeline::bytes(pictures);
        terminal.note(&format!("the pictures are {size}; mail servers and chats may refuse a file of this size"));
    }
    Ok(Exit::Clean)
}

/// Why a write-up cannot be shared.
fn refused(kept: &Kept) -> Error {
    let file = clean(&kept.file);
    Error::usage(match &kept.withheld {
        Withheld::Audience(audience) => {
            format!("`{file}` is for the audience `{}` and cannot be shared", clean(audience))
        }
        Withheld::Draft(why) | Withheld::Publication(why) | Withheld::Unread(why) => {
            format!("`{file}` cannot be shared: {}", clean(why))
        }
    })
}

/// The copy of a page, and the size of its pictures.
pub(super) fn copy(views: &Views, page: PageIx) -> Result<(String, u64)> {
    let site = views.site();
    let published = site.pages[page].withheld.is_none();
    let here = &site.links.addresses[page];
    let sheet = Sheet::read(&page_at(views, here)?, here);
    let files = contents(views, &sheet.files())?;
    let pictures = files.iter().filter(|(address, _)| !address.ends_with(".css")).map(|(_, file)| file.len() as u64);
    let pictures = pictures.sum();
    let public: BTreeSet<&str> = site
        .links
        .addresses
        .iter()
        .enumerate()
        .filter(|(ix, _)| published || *ix != page)
        .map(|(_, address)| address.as_str())
        .collect();
    let base = site.config.base_url.as_deref();
    let copy = Copy {
        wording: &site.wording,
        title: &site.pages[page].title.value,
        made: Zoned::now().with_time_zone(views.zone.clone()).date(),
        published,
        files: &files,
        style: site.theme.files.get("css/share.css").map_or("", String::as_str),
        absolute: &|address| base.filter(|_| public.contains(address)).map(|base| absolute(base, address)),
    };
    Ok((sheet.alone(&copy), pictures))
}

/// The page at an address, as `build` writes it.
fn page_at(views: &Views, here: &str) -> Result<String> {
    let route = views.route(here).expect("every page has a route");
    let output = render(views, &route);
    match (output.content, output.diagnostics.into_iter().next()) {
        (_, Some(failure)) => Err(Error::usage(failure.message)),
        (Content::Bytes(html), None) => Ok(String::from_utf8_lossy(&html).into_owned()),
        (Content::File(path), None) => unreachable!("a page is no copy of `{}`", path.display()),
    }
}

/// The styles and pictures at these addresses, as `build` writes them. What is gone is left out.
fn contents(views: &Views, addresses: &BTreeSet<String>) -> Result<BTreeMap<String, Vec<u8>>> {
    let routes = addresses.iter().filter_map(|address| views.route(address));
    let content = |route: Route| match render(views, &route).content {
        Content::Bytes(bytes) => Ok((route.address(), bytes)),
        Content::File(path) => {
            let bytes = std::fs::read(&path).map_err(|error| Error::io("read", &path, error))?;
            Ok((route.address(), bytes))
        }
    };
    routes.map(content).collect()
}

/// Writes the copy where it is wanted, over a copy of ours at most.
fn put(share: &ShareCommand, name: &str, html: &str, terminal: &Terminal) -> Result<()> {
    let out = match &share.out {
        Some(out) if out.as_os_str() == "-" => return terminal.out(html),
        Some(out) if out.is_dir() => out.join(name),
        Some(out) => out.clone(),
        None => PathBuf::from(name),
    };
    let shown = clean(&out.to_string_lossy());
    if !share.force && out.symlink_metadata().is_ok() && !is_ours(&out) {
        return Err(Error::environment(format!(
            "`{shown}` is there already and is not a copy that Casebook wrote; give another file with --out, or --force to overwrite it"
        )));
    }
    std::fs::write(&out, html).map_err(|error| Error::io("write", &out, error))?;
    terminal.out(&format!("{shown}\n"))?;
    if terminal.verbosity() > Verbosity::Quiet {
        let size = pipeline::bytes(html.len() as u64);
        terminal.aside(&format!(
            "one file, {size}, marked DRAFT: it needs nothing beside it and loads nothing; send it to those who were there\n"
        ))?;
    }
    Ok(())
}

/// Whether the head of a file says that it is an earlier copy.
fn is_ours(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = open_regular(path).and_then(|(file, _)| file.take(512).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains(MARK)
}
