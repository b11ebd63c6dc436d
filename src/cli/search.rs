//! `casebook search`: a question becomes the pages that answer it, with the published site's ranking.

use std::fmt::Write;
use std::io::BufRead;
use std::path::Path;

use annotate_snippets::renderer::{DEFAULT_HELP_STYLE, Style};
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use crate::cli::date_argument::since;
use crate::cli::exit_code::Exit;
use crate::cli::global_options::Global;
use crate::cli::progress;
use crate::cli::remembered_answers::answered;
use crate::cli::site_arguments::SiteArguments;
use crate::cli::terminal::Terminal;
use crate::diag;
use crate::error::{Error, Result};
use crate::index::{self, MatchMode, ResultExcerpt, ResultOrder, Search, SearchAnswer, SearchRequest};
use crate::pipeline::{Compiled, Goal, Run};
use crate::views::Views;

const LONG_ABOUT: &str = "\
Searches the write-ups, the glossary, services, runbooks, paths and pages of a site, as its published search page does.

Words may be in any order; pages with all of them come first. A query is never refused: what cannot be understood is read as \
words. The last word may be the beginning of one; a word that nothing has is corrected when it is a slip or two away from one. \
In a question, such as \"what is a pod\", the words that only ask are left out.";

const EXAMPLES: &str = "\
In a query:
  stale lease               pages with both words, then those with either
  \"stale lease\"             the words side by side
  lease -dns                not those that say dns
  service:checkout          also team:, factor:, severity:, kind:, year: and detection:

Examples:
  casebook search certificate expired
  casebook search 'ECONNRESET year:2024'
  casebook search --root docs/postmortems --since 2024-06 queue
  casebook search --json --limit 3 thundering herd | jq -r '.results[].file'
  casebook search resolver -dns -\"stale lease\"
  casebook search --json - <queries     one query a line, one answer a line";

/// Search the write-ups
#[derive(Debug, Args)]
#[command(long_about = LONG_ABOUT, after_help = EXAMPLES)]
pub(super) struct SearchCommand {
    /// What to look for; `-` reads queries from standard input, one a line
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    /// Only pages with this value, such as service:checkout; may be repeated
    #[arg(long, value_name = "GROUP:VALUE")]
    filter: Vec<String>,
    /// Only pages of this date or later: a day, a month or a year
    #[arg(long, value_name = "DATE", value_parser = since)]
    since: Option<Date>,
    /// The newest first, not the best
    #[arg(long)]
    newest: bool,
    /// How many results to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    limit: usize,
    /// Print an object for programs
    #[arg(long)]
    json: bool,
    /// Search drafts too
    #[arg(long)]
    drafts: bool,
}

/// Runs the command.
pub(super) fn run(command: &SearchCommand, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let site = SiteArguments::for_reading(command.drafts, None);
    site.on_threads(|| on_threads(command, &site, global, terminal))
}

fn on_threads(command: &SearchCommand, site: &SiteArguments, global: &Global, terminal: &Terminal) -> Result<Exit> {
    let work = |run: &mut Run<'_>| of_site(command, &site.compile_timed(global, Goal::Search, run)?, terminal);
    if command.query == ["-"] {
        return progress::run(terminal, work);
    }
    answered(global, &site.inputs(global, Path::new(""), None), &format!("{command:?}"), terminal, work)
}

fn of_site(command: &SearchCommand, compiled: &Compiled, terminal: &Terminal) -> Result<Exit> {
    let (views, search) = (compiled.views(), compiled.search());
    let order = if command.newest { ResultOrder::Newest } else { ResultOrder::Relevance };
    let mut request = SearchRequest { text: command.query.join(" "), filters: Vec::new(), since: command.since, order };
    for filter in &command.filter {
        request.filters.push(chosen(search, filter)?);
    }
    if command.query == ["-"] {
        for line in std::io::stdin().lock().lines() {
            let text = line.map_err(|error| Error::environment(format!("could not read standard input: {error}")))?;
            one(command, views, search, &SearchRequest { text, ..request.clone() }, terminal)?;
        }
    } else {
        one(command, views, search, &request, terminal)?;
    }
    Ok(Exit::Clean)
}

/// The group and value of `--filter`, which unlike a query must name something.
fn chosen(search: &Search, filter: &str) -> Result<(String, String)> {
    let (group, value) = filter.split_once(':').ok_or_else(|| {
        Error::usage(format!("--filter takes a group and a value, such as service:checkout, not `{filter}`"))
    })?;
    let group = &group.to_lowercase();
    match search.has(group, value) {
        Ok(true) => Ok((group.clone(), value.to_owned())),
        Ok(false) => {
            Err(Error::usage(format!("there is no group `{group}`; expected one of {}", Search::GROUPS.join(", "))))
        }
        Err(known) => {
            let near = diag::nearest(value, known.iter().map(String::as_str));
            let hint = match near {
                Some(near) => format!("; did you mean `{group}:{near}`?"),
                None if known.is_empty() => String::new(),
                None => format!("; there is {}", known.iter().take(8).cloned().collect::<Vec<_>>().join(", ")),
            };
            Err(Error::usage(format!("nothing has `{filter}`{hint}")))
        }
    }
}

fn one(
    command: &SearchCommand,
    views: &Views,
    search: &Search,
    request: &SearchRequest,
    terminal: &Terminal,
) -> Result<()> {
    let answer = search.answer(request);
    if command.json {
        let object = object(command, views, search, request, &answer);
        return terminal.out(&format!("{object}\n"));
    }
    terminal.out(&page(command, views, search, &answer))
}

fn object(
    command: &SearchCommand,
    views: &Views,
    search: &Search,
    request: &SearchRequest,
    answer: &SearchAnswer,
) -> Value {
    let result = |(&document, &score): (&u32, &f32)| {
        let hit = search.hit(views, document);
        let excerpt = index::excerpt(search, views, answer, document);
        json!({
            "document": document,
            "title": hit.title,
            "id": hit.id,
            "file": hit.file,
            "address": hit.address,
            "kind": hit.kind,
            "severity": hit.severity,
            "date": hit.date,
            "score": score,
            "excerpt": excerpt.text.iter().map(|part| part.text.as_str()).collect::<String>(),
            "section": excerpt.section.map(|(title, anchor)| json!({ "title": title, "anchor": anchor })),
        })
    };
    let shown = answer.documents.iter().zip(&answer.scores).take(command.limit);
    json!({
        "query": request.text,
        "since": request.since,
        "filters": request.filters.iter().map(|(group, value)| format!("{group}:{value}")).collect::<Vec<_>>(),
        "total": answer.documents.len(),
        "all_words": answer.all,
        "mode": answer.mode,
        "exact": answer.exact,
        "loosened": answer.loosened,
        "words": answer.words,
        "synonyms": answer.synonyms,
        "unknown_filters": answer.unknown_filters,
        "stop_words": answer.stop_words,
        "facets": answer.facets,
        "results": shown.map(result).collect::<Vec<_>>(),
    })
}

/// The answer for people.
fn page(command: &SearchCommand, views: &Views, search: &Search, answer: &SearchAnswer) -> String {
    const TITLE: Style = Style::new().bold();
    const FAINT: Style = Style::new().dimmed();
    let mut out = String::new();
    // Writing to a string cannot fail.
    for line in said(search, answer) {
        let _ = writeln!(out, "{FAINT}{}{FAINT:#}", diag::clean(&line));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    for &document in answer.documents.iter().take(command.limit) {
        let hit = search.hit(views, document);
        let about: Vec<&str> = [hit.kind_name.as_deref(), hit.severity.as_deref(), Some(hit.date.as_str())]
            .into_iter()
            .flatten()
            .filter(|text| !text.is_empty())
            .collect();
        let _ = write!(out, "{TITLE}{}{TITLE:#}", diag::clean(&hit.title));
        let _ = writeln!(out, "{}{}", if about.is_empty() { "" } else { "  " }, diag::clean(&about.join(" · ")));
        let _ = writeln!(out, "  {FAINT}{}{FAINT:#}", diag::clean(hit.file.unwrap_or(hit.address)));
        let excerpt = self::excerpt(&index::excerpt(search, views, answer, document));
        if !excerpt.is_empty() {
            let _ = writeln!(out, "  {excerpt}");
        }
        out.push('\n');
    }
    let _ = writeln!(out, "{}", counted(answer, command.limit));
    out
}

fn excerpt(excerpt: &ResultExcerpt) -> String {
    const FOUND: Style = DEFAULT_HELP_STYLE;
    let part = |part: &index::MarkedText| {
        let text = diag::clean(&part.text);
        if part.found { format!("{FOUND}{text}{FOUND:#}") } else { text }
    };
    let section = excerpt.section.as_ref().map(|(title, _)| format!(" ({})", diag::clean(title)));
    excerpt.text.iter().map(part).chain(section).collect()
}

/// What a reader should know of how the query was read.
fn said(search: &Search, answer: &SearchAnswer) -> Vec<String> {
    let mut lines = Vec::new();
    for filter in &answer.unknown_filters {
        lines.push(format!("Nothing has `{filter}`, so it was read as words."));
    }
    if answer.loosened {
        lines.push(String::from("Nothing has the words in quotation marks side by side; showing what has them apart."));
    }
    for word in &answer.words {
        let corrected = word.terms.iter().any(|(.., way)| *way == index::WayFound::Typo);
        match (word.known, corrected) {
            (true, false) => {}
            (true, true) => {
                let near = names(search.corrections(&word.text));
                lines.push(format!("Nothing says `{}`; showing what is spelt like it: {near}.", word.text));
            }
            (false, _) => match names(search.suggestions(&word.text)) {
                near if near.is_empty() => lines.push(format!("Nothing says `{}`.", word.text)),
                near => lines.push(format!("Nothing says `{}`. The nearest words: {near}.", word.text)),
            },
        }
    }
    if !answer.stop_words.is_empty() {
        lines.push(format!("Too common to look for: {}.", names(answer.stop_words.clone())));
    }
    for same in answer.synonyms.chunk_by(|a, b| a.0 == b.0) {
        let also = names(same.iter().map(|(_, synonym)| synonym.clone()).collect());
        lines.push(format!("Looked for {also} as well: the same as `{}`.", same[0].0));
    }
    lines
}

/// Names in a sentence: `` `a`, `b` ``.
fn names(names: Vec<String>) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn counted(answer: &SearchAnswer, limit: usize) -> String {
    let total = answer.documents.len();
    let plural = if total == 1 { "" } else { "s" };
    let shown = if limit > 0 && total > limit { format!(", the first {limit} shown") } else { String::new() };
    match answer.mode {
        _ if total == 0 => String::from("No results."),
        MatchMode::Any if answer.all == 0 => format!("No page has all words; {total} with some{shown}."),
        MatchMode::Any => format!("{} with all words, {} with some{shown}.", answer.all, total - answer.all),
        _ => format!("{total} result{plural}{shown}."),
    }
}
