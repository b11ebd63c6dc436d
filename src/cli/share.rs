#![expect(clippy::disallowed_methods, reason = "share writes one file, and reads the pictures that go into it")]
//! `casebook share`: a write-up becomes one file, marked DRAFT, for the colleagues whose view of it is asked for.
//!
//! The page is made on the published site with this one write-up added, so that nothing of another draft can be in it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use jiff::Zoned;
use rayon::prelude::*;

use crate::analyse::Analysis;
use crate::cli::Global;
use crate::cli::outcome::Exit;
use crate::cli::site::SiteArguments;
use crate::cli::terminal::{Terminal, Verbosity};
use crate::cli::timings::{self, Timings};
use crate::diag::{clean, nearest};
use crate::error::{Error, Result};
use crate::link::PageIx;
use crate::load::Sources;
use crate::model::{Page, Withheld};
use crate::parse::parse;
use crate::render::standalone::{Copy, MARK, Sheet};
use crate::render::{Content, Route, Views, absolute, render};
use crate::site::{self, Site};

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
pub(super) struct Share {
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
pub(super) fn run(share: &Share, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let arguments = SiteArguments::for_reading(false, share.jobs);
    arguments.on_threads(|| on_threads(share, &arguments, global, terminal))
}

fn on_threads(share: &Share, arguments: &SiteArguments, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let sources = arguments.load(global, Path::new(""), &mut Timings::start())?;
    let mut pages: Vec<Page> = sources.files.par_iter().map(|source| parse(source, &sources.config)).collect();
    let wanted = find(&pages, &sources, &share.of)?;
    let published = pages[wanted].withheld.take();
    if let Some(Withheld::Audience(audience)) = published {
        let file = clean(&pages[wanted].source.shown_path);
        return Err(Error::usage(format!("`{file}` is for the audience `{}` and cannot be shared", clean(&audience))));
    }
    if pages[wanted].diagnostics.iter().any(|finding| finding.code == "privacy/secret") {
        terminal.error(&Error::environment(
            "nothing was written, because of what looks like a live credential; `casebook check --drafts` says where",
        ));
        return Ok(Exit::Privacy);
    }
    let path = pages[wanted].source.path.clone();
    let options = site::Options { omit_restricted: true, ..site::Options::default() };
    let pages: Vec<Arc<Page>> = pages.into_iter().map(Arc::new).collect();
    let site = Arc::new(site::build(&sources, &pages, &options, None));
    let page =
        site.pages.iter().position(|page| page.source.path == path).expect("the page is in the site it was added to");
    let (html, pictures) = copy(&site, page, published.is_none())?;
    let name = site.links.addresses[page].rsplit('/').next().unwrap_or_default();
    let name = format!("{}.draft.html", name.strip_suffix(".html").unwrap_or(name));
    put(share, &name, &html, terminal)?;
    if pictures > LARGE {
        let size = timings::bytes(pictures);
        terminal.note(&format!("the pictures are {size}; mail servers and chats may refuse a file of this size"));
    }
    Ok(Exit::Clean)
}

/// The copy of a page, and the size of its pictures.
fn copy(site: &Arc<Site>, page: PageIx, published: bool) -> Result<(String, u64)> {
    let views = Views::new(Arc::clone(site), Arc::new(Analysis::default()))?;
    let here = &site.links.addresses[page];
    let sheet = Sheet::read(&page_at(&views, here)?, here);
    let files = contents(&views, &sheet.files())?;
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
fn put(share: &Share, name: &str, html: &str, terminal: &Terminal) -> Result<()> {
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
        let size = timings::bytes(html.len() as u64);
        terminal.aside(&format!(
            "one file, {size}, marked DRAFT: it needs nothing beside it and loads nothing; send it to those who were there\n"
        ))?;
    }
    Ok(())
}

/// Whether the head of a file says that it is an earlier copy.
fn is_ours(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = std::fs::File::open(path).and_then(|file| file.take(512).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains(MARK)
}

/// The write-up that somebody means: by file, id or alias, else by title.
fn find(pages: &[Page], sources: &Sources, of: &str) -> Result<PageIx> {
    let file = sources.root.join(of).canonicalize().or_else(|_| Path::new(of).canonicalize()).ok();
    let same = |name: &str| name.eq_ignore_ascii_case(of);
    let is_file = |page: &Page| {
        let source = &page.source;
        let there = file.as_ref().is_some_and(|file| *file == sources.content_root.join(&source.path));
        there || source.path == of || source.shown_path == of
    };
    // A file, then what a write-up calls itself, then what it was called: of two that answer, the wrong one must not be mailed.
    let ways: [&dyn Fn(&Page) -> bool; 4] = [
        &is_file,
        &|page| same(&page.id.value),
        &|page| page.aliases.iter().any(|alias| same(&alias.value)),
        &|page| page.title.value.to_lowercase() == of.to_lowercase(),
    ];
    let all =
        |way: &&dyn Fn(&Page) -> bool| -> Vec<PageIx> { (0..pages.len()).filter(|&ix| way(&pages[ix])).collect() };
    let found = ways.iter().map(all).find(|found| !found.is_empty()).unwrap_or_default();
    if found.len() > 1 {
        let paths: Vec<String> = found.iter().map(|&ix| format!("`{}`", clean(&pages[ix].source.shown_path))).collect();
        return Err(Error::usage(format!("`{}` is the name of {}; give the file", clean(of), paths.join(" and "))));
    }
    match found.first().copied() {
        Some(page) if pages[page].incident().is_some() => Ok(page),
        Some(page) => {
            let kind = format!("{:?}", pages[page].kind).to_lowercase();
            Err(Error::usage(format!("`{}` is a {kind}; share takes a write-up of an incident", clean(of))))
        }
        None => Err(unknown(pages, of, file.is_some_and(|file| file.is_file()))),
    }
}

fn unknown(pages: &[Page], of: &str, is_file: bool) -> Error {
    let shown = clean(of);
    if is_file {
        return Error::usage(format!("`{shown}` is no file of this site; give the site's folder with --root"));
    }
    let incidents = || pages.iter().filter(|page| page.incident().is_some());
    let ids = incidents().map(|page| page.id.value.as_str());
    let titles = incidents().map(|page| page.title.value.as_str());
    let paths = incidents().map(|page| page.source.shown_path.as_str());
    let near = nearest(of, ids.chain(titles).chain(paths));
    let hint = near.map(|near| format!("; did you mean `{}`?", clean(near))).unwrap_or_default();
    Error::usage(format!("there is no write-up `{shown}`{hint}"))
}
