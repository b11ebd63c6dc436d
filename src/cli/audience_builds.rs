//! The audiences that a command line names become the builds to be made: whom each is for, and where it goes.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::global_options::Global;
use crate::error::{Error, Result};
use crate::model::AudiencesConfig;
use crate::site::ForWhom;

/// Which audiences to build for.
#[derive(Debug, Default, Args)]
pub(super) struct AudienceArguments {
    /// Build for every audience of `[audiences]`, each into a folder of its name below DIR
    #[arg(long, conflicts_with = "audience")]
    all_audiences: bool,
    /// Say that more readers may see this file, or what is in this folder, than when the site was last built
    #[arg(long, value_name = "PATH")]
    pub(super) accept_widening: Vec<PathBuf>,
}

/// One build.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AudienceBuild {
    pub(super) whom: ForWhom,
    pub(super) out: PathBuf,
}

impl AudienceArguments {
    /// The builds to be made. Several go into a folder each below `out`, a single one into `out` itself.
    ///
    /// # Errors
    /// When all audiences are asked for, and there is none; when one is named twice.
    pub(super) fn builds(
        &self,
        global: &Global,
        audiences: &AudiencesConfig,
        out: &Path,
    ) -> Result<Vec<AudienceBuild>> {
        let names: Vec<&str> = match self.all_audiences {
            true => audiences.named.keys().map(String::as_str).collect(),
            false => global.audience.iter().map(|name| audiences.named(name).unwrap_or(name)).collect(),
        };
        if self.all_audiences && names.is_empty() {
            return Err(Error::usage("this site has no audiences; name them in `[audiences]` of its casebook.toml"));
        }
        if let Some(twice) = names.iter().enumerate().find(|(at, name)| names[..*at].contains(name)) {
            return Err(Error::usage(format!("--audience names `{}` twice", twice.1)));
        }
        let one = |name: &&str| AudienceBuild {
            whom: ForWhom::Audience((*name).to_owned()),
            out: if names.len() > 1 || self.all_audiences { out.join(name) } else { out.to_path_buf() },
        };
        Ok(match names.as_slice() {
            [] => vec![AudienceBuild { whom: ForWhom::Default, out: out.to_path_buf() }],
            names => names.iter().map(one).collect(),
        })
    }
}
