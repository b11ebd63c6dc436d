//! An incident of the site becomes its list, as its page shows it; or every incident does.

use std::fmt::Write;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::analyse::Analysis;
use crate::analyse::similar::{Corpus, Likeness, Neighbour, Similar, compare};
use crate::cli::exit_code::Exit;
use crate::cli::similar::neighbour_lines::{self, FAINT, TITLE};
use crate::cli::similar::review;
use crate::cli::similar::similar_command::SimilarCommand;
use crate::cli::terminal::Terminal;
use crate::diag::{clean, nearest};
use crate::error::{Error, Result};
use crate::link::PageIx;
use crate::markup::page_words::words_on_page;
use crate::model::Page;
use crate::pipeline::{CompileInputs, Compiled, Goal, Read, Run, compile_read, views};
use crate::site::Show;
use crate::views::Views;
use crate::wording::english;
use crate::words::reasons::{likeness, reason};

/// How many are looked at for each that is shown, where some may be too old to be shown.
const OLDER: usize = 8;

/// Runs the command for an incident of the site, or for all. Whoever names a file is writing it, and means it though it is a draft.
pub(super) fn run(
    command: &SimilarCommand,
    is_file: bool,
    mut inputs: CompileInputs,
    terminal: &Terminal,
    run: &mut Run<'_>,
) -> Result<Exit> {
    let read = Read::new(&inputs, run)?.expect_files(&inputs.load.dir)?;
    if let Some(of) = command.of.as_deref().filter(|_| is_file && !command.drafts)
        && let Ok(named) = read.named(of, &inputs.site)
    {
        inputs.site.show = Show::DraftOf(named.path);
    }
    let mut compiled = compile_read(read, &inputs, Goal::Site, run)?;
    let most = command.top.map_or(compiled.site.config.similar.most, NonZeroUsize::get);
    let looked_at = if command.since.is_some() { most.saturating_mul(OLDER) } else { most };
    compiled.configure(|config| config.similar.most = looked_at);
    let target = command.of.as_deref().map(|of| find(&compiled, of)).transpose()?;
    let site = &compiled.site;
    let corpus = run.timings.stage("words", || Corpus::new(site), |_| (site.pages.len(), 0));
    // Every pair in full is for a sample; the usual way is timed on all.
    let every = if command.exact { command.step(corpus.len()) } else { 1 };
    let nearest = || corpus.nearest_of_every(every, site, command.effort());
    let near = run.timings.stage("lists", nearest, |near| (near.len(), 0));
    let similar = run.timings.stage("reasons", || compare(site, &corpus, &near), |_| (0, 0));
    if command.review {
        return review(command, &compiled, &similar, terminal);
    }
    let analysis = Analysis { similar: Arc::new(similar), ..Analysis::default() };
    let views = views(site, Arc::new(analysis))?;
    match target {
        Some(page) if command.json => terminal.out(&format!("{}\n", object(command, &views, page, most)))?,
        Some(page) => terminal.out(&text(command, &views, page, most))?,
        None => all(command, &views, most, terminal)?,
    }
    Ok(Exit::Clean)
}

/// Walks through what is strongly alike and linked by nobody.
fn review(command: &SimilarCommand, compiled: &Compiled, similar: &Similar, terminal: &Terminal) -> Result<Exit> {
    let unlinked = similar.unlinked.iter().filter(|(page, _)| command.wants(&compiled.site.pages[*page]));
    let words = |neighbour: &Neighbour| {
        neighbour.shared.iter().map(|shared| reason(&compiled.site, english(), shared).text(english())).collect()
    };
    let pairs: Vec<(PageIx, PageIx, Vec<String>)> =
        unlinked.map(|(page, neighbour)| (*page, neighbour.page, words(neighbour))).collect();
    review::run(compiled, &pairs, terminal)
}

/// Every incident's list, in path order.
fn all(command: &SimilarCommand, views: &Views, most: usize, terminal: &Terminal) -> Result<()> {
    let incidents: Vec<PageIx> =
        (0..views.site.pages.len()).filter(|&ix| views.site.pages[ix].incident().is_some()).collect();
    let mut out = String::new();
    for &page in incidents.iter().step_by(command.step(incidents.len())) {
        if command.json {
            let _ = writeln!(out, "{}", object(command, views, page, most));
        } else {
            out.push_str(&text(command, views, page, most));
            out.push('\n');
        }
    }
    terminal.out(&out)
}

fn shown<'v>(
    command: &SimilarCommand,
    views: &'v Views,
    page: PageIx,
    most: usize,
) -> impl Iterator<Item = &'v Neighbour> {
    let wanted = |neighbour: &&Neighbour| command.wants(&views.site.pages[neighbour.page]);
    // What the authors linked is shown however much it is.
    let mut room = most;
    let all = views.analysis.similar.of(page).iter().filter(wanted);
    all.filter(move |neighbour| {
        let fits = room > 0 || neighbour.likeness == Likeness::Related;
        room = room.saturating_sub(1);
        fits
    })
}

fn reasons(views: &Views, neighbour: &Neighbour) -> Vec<String> {
    neighbour.shared.iter().map(|shared| reason(&views.site, english(), shared).text(english())).collect()
}

fn object(command: &SimilarCommand, views: &Views, page: PageIx, most: usize) -> Value {
    let one = |neighbour: &Neighbour| {
        let mut object = neighbour_lines::object(views, neighbour.page);
        object["likeness"] = likeness(neighbour.likeness).into();
        object["cosine"] = rounded(neighbour.cosine);
        object["reasons"] = reasons(views, neighbour).into();
        if let Some(why) = authors_reason(command, views, page, neighbour) {
            object["why"] = why.into();
        }
        object
    };
    let at = &views.site.pages[page];
    let said = |text: &str| (!is_asked_draft(command, at)).then(|| text.to_owned());
    json!({
        "file": at.source.shown_path,
        "id": said(&at.id.value),
        "title": said(views.site.title(page)),
        "threshold": views.analysis.similar.threshold,
        "similar": shown(command, views, page, most).map(one).collect::<Vec<_>>(),
    })
}

/// A cosine with four decimals.
fn rounded(cosine: f32) -> Value {
    ((f64::from(cosine) * 1e4).round() / 1e4).into()
}

/// A list for people.
fn text(command: &SimilarCommand, views: &Views, page: PageIx, most: usize) -> String {
    let title = name(command, views, page);
    let mut out = String::new();
    let mut before = None;
    for neighbour in shown(command, views, page, most) {
        if before != Some(neighbour.likeness) {
            let _ = writeln!(out, "{FAINT}{} {title}{FAINT:#}\n", heading(neighbour.likeness));
            before = Some(neighbour.likeness);
        }
        let mut reasons = vec![reasons(views, neighbour).join("; ")];
        if let Some(why) = authors_reason(command, views, page, neighbour) {
            reasons.insert(0, why);
        }
        if command.why {
            reasons.push(nearness(views, neighbour));
        }
        reasons.retain(|reason| !reason.is_empty());
        out.push_str(&neighbour_lines::lines(views, neighbour.page, &reasons));
        out.push('\n');
    }
    if before.is_none() {
        let _ = writeln!(out, "{}", nothing(command, views, page));
    }
    out
}

fn heading(likeness: Likeness) -> &'static str {
    match likeness {
        Likeness::Related => "Linked by the authors of",
        Likeness::Copy => "Says nearly the same as",
        Likeness::SameEvent => "Probably the same event as",
        Likeness::Similar => "Similar to",
    }
}

/// Whether a page is a draft that was asked about by its file: it is compared, and nothing that it says is repeated.
fn is_asked_draft(command: &SimilarCommand, page: &Page) -> bool {
    page.withheld.is_some() && !command.drafts
}

/// What a page is called here: a draft that was asked about by its file is called by that.
fn name(command: &SimilarCommand, views: &Views, page: PageIx) -> String {
    let asked = &views.site.pages[page];
    clean(if is_asked_draft(command, asked) { &asked.source.shown_path } else { views.site.title(page) })
}

fn authors_reason(command: &SimilarCommand, views: &Views, page: PageIx, neighbour: &Neighbour) -> Option<String> {
    if is_asked_draft(command, &views.site.pages[page]) {
        return None;
    }
    let related = |from: PageIx, to: PageIx| views.site.links.related(from).iter().find(move |(page, _)| *page == to);
    let said =
        |from, to| related(from, to).map(|(_, why)| why.as_ref().map(|why| words_on_page(&views.site, from, why)));
    said(page, neighbour.page).or_else(|| said(neighbour.page, page))?
}

/// How near it is, in figures.
fn nearness(views: &Views, neighbour: &Neighbour) -> String {
    let least = views.analysis.similar.threshold.unwrap_or_default();
    format!("cosine {:.2}; from {least:.2} on something is shown here", neighbour.cosine)
}

/// Why there is nothing.
fn nothing(command: &SimilarCommand, views: &Views, page: PageIx) -> String {
    let title = name(command, views, page);
    let since = command.since.map(|since| format!(" since {since}")).unwrap_or_default();
    match views.analysis.similar.threshold {
        Some(_) => format!("Nothing here{since} is much like {TITLE}{title}{TITLE:#}."),
        None => String::from("Too few write-ups here say something of their own, so there is nothing to compare."),
    }
}

/// The incident that somebody means.
fn find(compiled: &Compiled, of: &str) -> Result<PageIx> {
    let pages = &compiled.site.pages;
    let same = |name: &str| name.eq_ignore_ascii_case(of);
    let file = Path::new(of).canonicalize().ok();
    let is = |ix: &PageIx| {
        let page = &pages[*ix];
        let source = &page.source;
        let in_place =
            file.as_ref().is_some_and(|file| *file == compiled.read().sources().content_root.join(&source.path));
        in_place
            || same(&page.id.value)
            || page.aliases.iter().any(|alias| same(&alias.value))
            || [source.path.as_str(), source.shown_path.as_str(), compiled.site.links.addresses[*ix].as_str()]
                .contains(&of)
    };
    match (0..pages.len()).find(is) {
        Some(page) if pages[page].incident().is_some() => Ok(page),
        Some(page) => {
            let kind = format!("{:?}", pages[page].kind).to_lowercase();
            Err(Error::usage(format!("`{of}` is a {kind}; similar takes an incident")))
        }
        None => Err(unknown(compiled, of)),
    }
}

fn unknown(compiled: &Compiled, of: &str) -> Error {
    if Path::new(of).is_file() {
        return Error::usage(format!(
            "`{of}` is no file of this site; compare its text with `casebook similar - <{of}`"
        ));
    }
    let incidents = || compiled.site.pages.iter().filter(|page| page.incident().is_some());
    let ids = incidents().map(|page| page.id.value.as_str());
    let near = nearest(of, ids.chain(incidents().map(|page| page.source.shown_path.as_str())));
    let hint = near.map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
    let withheld = crate::cli::withheld::drafts(&compiled.site) > 0;
    let drafts = if withheld { " (drafts are looked for with --drafts)" } else { "" };
    Error::usage(format!("there is no incident `{of}`{hint}{drafts}"))
}
