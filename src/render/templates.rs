//! A theme's files become compiled templates and the list of its styles and scripts.
//!
//! Templates see the values they are given and nothing else: the one function we add turns two addresses into a URL.

use serde::Deserialize;
use tera::{Context, Kwargs, State, Tera};

use crate::error::{Error, Result};
use crate::load::Theme;
use crate::render::urls;

/// The compiled templates of a theme, and what its `theme.toml` says.
pub(crate) struct Templates {
    tera: Tera,
    /// Styles, in the order in which pages load them, as paths below the theme's folder.
    pub styles: Vec<String>,
    /// Scripts, likewise.
    pub scripts: Vec<String>,
    /// Styles and scripts that single templates load by themselves.
    pub files: Vec<String>,
}

/// `theme.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Manifest {
    css: Vec<String>,
    js: Vec<String>,
    files: Vec<String>,
}

impl Templates {
    /// Compiles every file below `templates/`.
    ///
    /// Fails when a template has a syntax error or calls what does not exist: a theme is part of the configuration.
    pub(crate) fn compile(theme: &Theme) -> Result<Self> {
        let manifest = theme.files.get("theme.toml").map_or("", String::as_str);
        let manifest: Manifest = toml::from_str(manifest)
            .map_err(|error| Error::usage(format!("could not read the theme's `theme.toml`: {error}")))?;
        let mut tera = Tera::new();
        tera.autoescape_on([".html", ".xml"]);
        tera.register_filter("link", link);
        let templates = theme.files.iter().filter_map(|(path, text)| Some((path.strip_prefix("templates/")?, text)));
        tera.add_raw_templates(templates)
            .map_err(|error| Error::usage(format!("could not compile the theme's templates: {}", explain(&error))))?;
        let known = |files: Vec<String>| files.into_iter().filter(|path| theme.files.contains_key(path)).collect();
        Ok(Self { tera, styles: known(manifest.css), scripts: known(manifest.js), files: known(manifest.files) })
    }

    /// Fills the template called `name`. The error keeps Tera's file, line and "called from".
    pub(crate) fn fill(&self, name: &str, context: &Context) -> std::result::Result<String, String> {
        self.tera.render(name, context).map_err(|error| explain(&error))
    }
}

/// `{{ address | link(from=here) }}`: the URL from the page `here` to `address`.
fn link(address: &str, arguments: Kwargs, _: &State<'_>) -> tera::TeraResult<String> {
    Ok(urls::relative(arguments.must_get::<&str>("from")?, address))
}

fn explain(error: &tera::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}
