//! A build becomes one zip file, for a laptop on the day when nothing else can be reached.

#![expect(clippy::disallowed_methods, reason = "publish writes at its target")]

use std::fs::File;
use std::io::{BufWriter, ErrorKind, Read, Seek, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::addresses::is_text;
use crate::error::{Error, Result};
use crate::load::PUBLISHED;
use crate::output::FinishedBuild;
use crate::publish::plan::{Plan, Standing};
use crate::publish::published::{Done, Step};
use crate::publish::published_manifest::PublishedManifest;

/// From so many bytes on a file needs longer fields, with room for one that deflating makes larger.
const SMALL: u64 = 4_000_000_000;

/// A zip file.
#[derive(Debug)]
pub(crate) struct Zip {
    pub(crate) path: PathBuf,
}

impl Zip {
    /// Looks at what stands there.
    ///
    /// # Errors
    /// When something does that is no zip file of ours.
    pub(crate) fn look(&self) -> Result<Standing> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(Standing::default()),
            Err(e) => return Err(Error::io("read", &self.path, e)),
        };
        let shown = self.path.display();
        let not_ours = || {
            Error::environment(format!(
                "`{shown}` is there already and Casebook did not write it; move it away, or give another name"
            ))
        };
        let mut archive = ZipArchive::new(file).map_err(|_| not_ours())?;
        let name = format!("{}/{PUBLISHED}", self.folder());
        let mut text = Vec::new();
        let mut entry = archive.by_name(&name).map_err(|_| not_ours())?;
        entry.read_to_end(&mut text).map_err(|e| Error::io("read", &self.path, e))?;
        let manifest = PublishedManifest::parse(&text, &name)?;
        Ok(Standing { manifest: Some(manifest), ..Standing::default() })
    }

    /// Writes the file beside its place and puts it there.
    ///
    /// # Errors
    /// When the disk refuses; what stood there then still does.
    pub(crate) fn publish(&self, build: &FinishedBuild, plan: &Plan, step: Step<'_>) -> Result<Done> {
        let failed = |e| Error::io("write", &self.path, e);
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(failed)?;
        let file = tempfile::Builder::new().prefix(".casebook-tmp-").tempfile_in(folder).map_err(failed)?;
        let mut zip = ZipWriter::new(BufWriter::new(file));
        let manifest = plan.after.text();
        self.start(&mut zip, PUBLISHED, manifest.len() as u64)?;
        zip.write_all(&manifest).map_err(failed)?;
        for address in build.files.keys() {
            self.start(&mut zip, address, build.size(address)?)?;
            build.copy(address, &mut zip, &self.path)?;
            step(1);
        }
        let file = zip.finish().map_err(|e| failed(e.into()))?;
        let file = file.into_inner().map_err(|e| failed(e.into_error()))?;
        let bytes = file.as_file().metadata().map_err(failed)?.len();
        readable(file.as_file()).map_err(failed)?;
        file.persist(&self.path).map_err(|e| failed(e.error))?;
        Ok(Done { uploaded: build.files.len(), bytes, removed: plan.removals.len(), ..Done::default() })
    }

    /// Begins a file of so many bytes.
    fn start(&self, zip: &mut ZipWriter<impl Write + Seek>, address: &str, bytes: u64) -> Result<()> {
        let method = if is_text(address) { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        // The same files make the same bytes, whenever that is.
        let options = SimpleFileOptions::default().compression_method(method).last_modified_time(DateTime::default());
        let options = options.unix_permissions(0o644).large_file(bytes >= SMALL);
        let started = zip.start_file(format!("{}/{address}", self.folder()), options);
        started.map_err(|e| Error::io("write", &self.path, e.into()))
    }

    /// The folder that everything in it stands in, so that it does not spill where it is unpacked.
    fn folder(&self) -> &str {
        self.path.file_stem().and_then(|stem| stem.to_str()).unwrap_or("casebook")
    }
}

/// A temporary file is its maker's alone; this one is for others.
#[cfg(unix)]
fn readable(file: &File) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(std::fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable(_: &File) -> std::io::Result<()> {
    Ok(())
}
