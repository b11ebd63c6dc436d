//! Sources become what they would be under another configuration, without the disk.

use std::sync::Arc;

use crate::error::{Error, Result};
use crate::load::config::reread;
use crate::load::kinds_by_folder::{check_patterns, hints};
use crate::load::patterns::Patterns;
use crate::load::site_folders::own_name;
use crate::load::sources::Sources;
use crate::model::{KindHint, Source};

impl Sources {
    /// The same files as if `text` were their configuration. What it says of kinds, fields, names and clocks counts; which files are read
    /// stays as it is.
    ///
    /// # Errors
    /// When `text` is no configuration, or one of its patterns is none.
    pub fn as_configured(&self, text: &str) -> Result<Self> {
        let config = reread(text).ok_or_else(|| Error::usage("this is no configuration"))?;
        check_patterns(&config)?;
        let paths: Vec<String> = self.files.iter().map(|file| file.path.clone()).collect();
        let hints = hints(&paths, &own_name(&self.root), &config);
        let one = |(file, hint): (&Arc<Source>, _)| Arc::new(Source { hint, ..file.again() });
        let files = self.files.iter().zip(hints).map(one).collect();
        let mut sources = Self { config: Arc::new(config), files, ..self.shared() };
        sources.memory.config = (text.to_owned(), Vec::new());
        Ok(sources)
    }
}

impl Sources {
    /// What the places of some of the files say of each, as if there were no others: one a file that is `seen`, in order.
    pub fn hints_among(&self, seen: impl Fn(usize) -> bool) -> Vec<KindHint> {
        let seen = self.files.iter().enumerate().filter(|(at, _)| seen(*at));
        let paths: Vec<String> = seen.map(|(_, file)| file.path.clone()).collect();
        hints(&paths, &own_name(&self.root), &self.config)
    }
}

/// Those of `paths`, below the content folder, that a pattern of `[content]` matches; none where it is no pattern.
pub fn matched<'p>(glob: &str, paths: impl Iterator<Item = &'p str>) -> Vec<&'p str> {
    let patterns = Patterns::of_files(&[glob.to_owned()], "incident");
    patterns.map_or_else(|_| Vec::new(), |patterns| paths.filter(|path| patterns.is_match(path)).collect())
}
