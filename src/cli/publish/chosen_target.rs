//! A name on the command line becomes the table `[publish.NAME]` that it means.

use std::path::PathBuf;

use crate::cli::global_options::Global;
use crate::cli::site_arguments::check_folder;
use crate::diag::nearest;
use crate::error::{Error, Result};
use crate::load::{configuration, read_regular};
use crate::model::{Config, PublishTarget};

/// The largest configuration that is read.
const LARGEST: u64 = 8 * 1024 * 1024;

/// A target, as it stands in the configuration.
#[derive(Debug)]
pub(in crate::cli) struct ChosenTarget {
    pub(in crate::cli) name: String,
    pub(in crate::cli) config: PublishTarget,
    /// The site's folder, below which its paths are.
    pub(in crate::cli) root: PathBuf,
}

/// The target that `name` means; without one the only one there is.
///
/// # Errors
/// When there is none, or several; and when it names an audience that the site does not have.
pub(in crate::cli) fn choose(name: Option<&str>, global: &Global) -> Result<ChosenTarget> {
    let root = global.folder(None);
    check_folder(&root)?;
    let path = global.config.clone().unwrap_or_else(|| root.join("casebook.toml"));
    let (text, _) = read_regular(&path, LARGEST).map_err(|e| Error::io("read the configuration", &path, e))?;
    let text = String::from_utf8_lossy(&text);
    let shown = path.display();
    let Some(site) = configuration(text.strip_prefix('\u{feff}').unwrap_or(&text)) else {
        return Err(Error::usage(format!("`{shown}` cannot be used as it is; `casebook check` says why")));
    };
    let name = match (name, &site.publish.keys().collect::<Vec<_>>()[..]) {
        (Some(name), _) if site.publish.contains_key(name) => name.to_owned(),
        (_, []) => {
            return Err(Error::usage(format!(
                "`{shown}` has no target to publish to; write a table such as `[publish.intranet]` with `directory = \"/srv/www/casebook\"`"
            )));
        }
        (Some(name), known) => return Err(unknown(name, known)),
        (None, [only]) => (*only).clone(),
        (None, known) => {
            return Err(Error::usage(format!("there are several targets; name one of {}", listed(known))));
        }
    };
    let mut config = site.publish[&name].clone();
    config.audience = audience(&name, &config, &site, &global.audience)?;
    Ok(ChosenTarget { name, config, root })
}

/// Whom a target is for, as the configuration names them. Refuses one whose readers cannot be told from others: what would be published
/// is not known to be for them. `asked` are the audiences of the command line.
fn audience(name: &str, target: &PublishTarget, site: &Config, asked: &[String]) -> Result<Option<String>> {
    let Some(written) = &target.audience else {
        return match site.audiences.is_empty() && asked.is_empty() {
            true => Ok(None),
            false => Err(Error::usage(format!(
                "`[publish.{name}]` does not say for whom it is; write `audience = …` there, one of {}",
                site.audiences.listed()
            ))),
        };
    };
    if site.audiences.is_empty() {
        return Err(Error::usage(format!(
            "`[publish.{name}]` is for the audience `{written}`, and the site has no table `[audiences]` that says what they may see; \
             nothing is published there until it has"
        )));
    }
    let Some(own) = site.audiences.named(written) else {
        return Err(Error::usage(format!(
            "`[publish.{name}]` is for the audience `{written}`, which the site does not have, only {}",
            site.audiences.listed()
        )));
    };
    match asked.iter().find(|asked| site.audiences.named(asked) != Some(own)) {
        Some(other) => Err(Error::usage(format!("`[publish.{name}]` is for the audience `{own}`, not for `{other}`"))),
        None => Ok(Some(own.to_owned())),
    }
}

fn unknown(name: &str, known: &[&String]) -> Error {
    let near = nearest(name, known.iter().map(|known| known.as_str()));
    let near = near.map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
    Error::usage(format!("there is no target `{name}`, only {}{near}", listed(known)))
}

fn listed(names: &[&String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
