//! Patterns of `[content] ignore` that match nothing become findings.

use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Rule, nearest};
use crate::load::config::shown;
use crate::load::config_places::{Places, Step, way};
use crate::load::options::Options;
use crate::load::walk::Found;
use crate::model::Config;

/// Findings for patterns of `[content] ignore` that match nothing.
pub(super) fn unmet_patterns(
    options: &Options,
    text: &str,
    config: &Config,
    found: &Found,
    content_root: &Path,
) -> Vec<Diagnostic> {
    let below =
        |path: &PathBuf| path.strip_prefix(content_root).ok().map(|path| format!("{}/", path.to_string_lossy()));
    let folders: Vec<String> = found.folders.iter().filter_map(below).filter(|path| path != "/").collect();
    let files = found.markdown.iter().chain(found.assets.keys());
    let places = folders.iter().chain(files).map(String::as_str);
    unmet(options.config.as_deref(), text, config, &found.met, places)
}

/// A finding for each pattern of `[content] ignore` that is not among those that `met` something. `places` are the folders and files
/// that there are.
fn unmet<'a>(
    path: Option<&Path>,
    text: &str,
    config: &Config,
    met: &[bool],
    places: impl Iterator<Item = &'a str> + Clone,
) -> Vec<Diagnostic> {
    let read = Places::of(text);
    let unmet = config.content.ignore.iter().zip(met).enumerate().filter(|(_, (_, met))| !**met);
    let finding = |(index, (glob, _)): (usize, (&String, &bool))| {
        let message = format!("`[content] ignore` holds `{glob}`, which matches nothing");
        let finding = Diagnostic::new(Rule::ConfigIgnore, shown(path), message);
        let item = [way(&["content", "ignore"]), vec![Step::Item(index)]].concat();
        let finding = match read.value(&item) {
            Some(place) => finding.at(place).label("keeps nothing out"),
            None => finding,
        };
        if glob.trim_start().starts_with('!') {
            return finding.hint("nothing can be taken back here; narrow the pattern that keeps too much out");
        }
        let name = |place: &'a str| place.trim_end_matches('/').rsplit('/').next().unwrap_or(place);
        let mut parts = glob.trim().rsplit(['/', '\\']);
        let wanted = parts.find(|part| !part.is_empty() && !part.contains(['*', '?']));
        let near = wanted.and_then(|wanted| nearest(wanted, places.clone().map(name)));
        match near.and_then(|near| places.clone().find(|place| name(place) == near)) {
            Some(place) => finding.hint(format!("did you mean `{place}`?")),
            None => finding.hint("patterns are about what is below the content folder; correct it, or remove it"),
        }
    };
    unmet.map(finding).collect()
}
