//! The routes of a site are rendered and written, in the order in which readers may meet them.

use rayon::prelude::*;

use crate::cli::known_outputs::KnownOutputs;
use crate::cli::progress;
use crate::cli::terminal::Terminal;
use crate::diag::Diagnostic;
use crate::error::Result;
use crate::index::FilesOfIndex;
use crate::markup::last_read::LastRead;
use crate::output::{FileRecord, Folder};
use crate::pipeline::Timings;
use crate::render::{Content, render_next};
use crate::views::{Route, Stage, Views};

/// Every address of a site, with those of its search index.
pub(super) fn addresses(views: &Views, shards: &FilesOfIndex) -> Vec<String> {
    views.routes().iter().map(Route::address).chain(shards.addresses().map(str::to_owned)).collect()
}

/// What became of the routes of a site.
#[derive(Default)]
pub(super) struct WrittenSite {
    pub(super) records: Vec<FileRecord>,
    pub(super) findings: Vec<Diagnostic>,
    /// How many files were left alone, since nothing that enters them has changed.
    pub(super) untouched: usize,
}

/// Renders and writes every route but those that are `known` to come out as they stand: assets before the pages that load them, lists
/// after the pages they name.
pub(super) fn write<'v>(
    views: &'v Views,
    known: Option<&KnownOutputs<'_>>,
    shards: &FilesOfIndex,
    folder: &Folder,
    terminal: &Terminal,
    timings: &mut Timings,
) -> Result<WrittenSite> {
    let routes = views.routes();
    let bar = progress::bar(terminal, "writing", routes.len());
    let mut written = WrittenSite::default();
    for (stage, name) in [(Stage::Asset, "assets"), (Stage::Page, "pages"), (Stage::List, "lists")] {
        if stage == Stage::List {
            written.records.extend(timings.stage("search", || search_files(shards, known, folder), size_of_records)?);
        }
        let routes: Vec<&Route> = routes.iter().filter(|route| route.stage() == stage).collect();
        let one = |last: &mut LastRead<'v>, route: &&Route| {
            if let Some(record) = known.and_then(|known| known.untouched(route, folder)) {
                bar.inc(1);
                return Ok((record, Vec::new(), true));
            }
            let output = render_next(views, route, last);
            let record = folder.put(&output.address, &output.content)?;
            if !output.diagnostics.is_empty() {
                known.iter().for_each(|known| known.has_findings(&output.address));
            }
            bar.inc(1);
            Ok((record, output.diagnostics, false))
        };
        let all = || routes.par_iter().map_init(LastRead::default, one).collect::<Vec<Result<_>>>();
        let size = |done: &Vec<Result<(FileRecord, _, bool)>>| {
            let made = done.iter().flatten().filter(|(.., untouched)| !untouched);
            made.fold((0, 0), |(files, bytes), (record, ..)| (files + 1, bytes + record.bytes))
        };
        for done in timings.stage(name, all, size) {
            let (record, found, untouched) = done.inspect_err(|_| bar.finish_and_clear())?;
            written.records.push(record);
            written.findings.extend(found);
            written.untouched += usize::from(untouched);
        }
    }
    bar.finish_and_clear();
    Ok(written)
}

/// Writes the search index: the shards on all threads, then the manifest that names them. A shard that stands in the folder of an earlier
/// index as it would be written is named again.
fn search_files(shards: &FilesOfIndex, known: Option<&KnownOutputs<'_>>, folder: &Folder) -> Result<Vec<FileRecord>> {
    let addresses: Vec<&str> = shards.addresses().collect();
    let put = |at: usize| {
        let standing = known.and_then(|known| known.same_of_index(shards.written(at), addresses[at], folder));
        standing.map_or_else(|| folder.put(addresses[at], &Content::Bytes(shards.content(at))), Ok)
    };
    let Some(manifest) = addresses.len().checked_sub(1) else { return Ok(Vec::new()) };
    let mut records =
        (0..manifest).into_par_iter().map(put).collect::<Vec<_>>().into_iter().collect::<Result<Vec<_>>>()?;
    records.push(put(manifest)?);
    Ok(records)
}

fn size_of_records(records: &Result<Vec<FileRecord>>) -> (usize, u64) {
    records.as_ref().map_or((0, 0), |records| (records.len(), records.iter().map(|record| record.bytes).sum()))
}
