//! A theme's files become compiled templates and the list of its styles and scripts.
//!
//! Templates see the values they are given and nothing else: what we add turns two addresses into a URL, a key into words, and
//! lets long identifiers break.

use std::sync::Arc;

use serde::Deserialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera};

use crate::diag::{Diagnostic, Mistake, Rule};
use crate::error::Error;
use crate::load::Theme;
use crate::markup::escape::escape_shown;
use crate::markup::urls;
use crate::theme::said;
use crate::theme::white_space::squeezed;
use crate::theme::word_breaks::breaks;
use crate::wording::Wording;

/// The compiled templates of a theme, and what its `theme.toml` says.
pub struct Templates {
    tera: Tera,
    /// The words that they say.
    wording: Arc<Wording>,
    /// Styles, in the order in which pages load them, as paths below the theme's folder.
    pub styles: Vec<String>,
    /// Scripts, likewise.
    pub scripts: Vec<String>,
    /// Styles and scripts that single templates load by themselves.
    pub files: Vec<String>,
    /// What else the site's own theme holds: fonts, pictures, styles that other styles name.
    pub unlisted: Vec<String>,
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
    pub fn compile(theme: &Theme, wording: &Arc<Wording>) -> Result<Self, Mistake> {
        let manifest = theme.files.get("theme.toml").map_or("", String::as_str);
        let manifest: Manifest = toml::from_str(manifest).map_err(|error| {
            let finding = Diagnostic::new(Rule::ThemeSyntax, theme.shown("theme.toml"), error.message());
            let finding = error.span().map_or(finding.clone(), |span| finding.at(span));
            let error = Error::usage(format!("could not read the theme's `theme.toml`: {error}"));
            Mistake::new(finding, error).quoting(theme.files.get("theme.toml").map_or("", String::as_str))
        })?;
        let mut tera = Tera::new();
        let built_in = crate::load::built_in_theme();
        tera.autoescape_on([".html", ".xml"]);
        tera.set_escape_fn(escape_shown);
        tera.register_filter("link", link);
        tera.register_filter("breaks", breaks);
        tera.register_function("say", said::by(wording));
        let templates = theme.files.iter().filter_map(|(path, text)| Some((path.strip_prefix("templates/")?, text)));
        let is_own = |name: &str| theme.own.as_ref().is_some_and(|(_, own)| own.contains(&format!("templates/{name}")));
        // A site's own are taken as they are: findings point into them.
        let text_of = |name: &str, text: &str| match name.ends_with(".html") && !is_own(name) {
            true => squeezed(text),
            false => text.to_owned(),
        };
        let templates = templates.map(|(name, text)| (name.to_owned(), text_of(name, text)));
        tera.add_raw_templates(templates.chain(stood_in_for(theme, &built_in))).map_err(|error| {
            let text = format!("could not compile the theme's templates: {}", explain(&error));
            let finding = mistake(theme, Rule::ThemeSyntax, &error, "");
            let quoted = place(&error).and_then(|(file, _)| theme.files.get(&format!("templates/{file}")));
            Mistake::new(finding, Error::usage(text)).quoting(quoted.map_or("", String::as_str))
        })?;
        let there = |path: &String| theme.files.contains_key(path) || theme.copied.contains_key(path);
        let known = |files: Vec<String>| files.into_iter().filter(there).collect();
        let (styles, scripts, files): (Vec<_>, Vec<_>, Vec<_>) =
            (known(manifest.css), known(manifest.js), known(manifest.files));
        let unlisted = unlisted(theme, &built_in, &[&styles, &scripts, &files]);
        Ok(Self { tera, wording: Arc::clone(wording), styles, scripts, files, unlisted })
    }

    /// The files of the theme that a build writes, as paths below the theme's folder.
    pub(crate) fn published(&self) -> impl Iterator<Item = &String> {
        [&self.styles, &self.scripts, &self.files, &self.unlisted].into_iter().flatten()
    }

    /// Whether they say the words of `wording`.
    pub(crate) fn say(&self, wording: &Wording) -> bool {
        *self.wording == *wording
    }

    /// Fills the template called `name`. The error keeps Tera's file, line and "called from".
    pub(crate) fn fill(&self, name: &str, context: &Context) -> std::result::Result<String, tera::Error> {
        self.tera.render(name, context)
    }
}

/// The built-in templates of pages that the site's own theme has one in place of, as `default/…`: a theme that changes one block says
/// `{% extends "default/incident.html" %}` and that block.
fn stood_in_for<'t>(theme: &'t Theme, built_in: &'t Theme) -> impl Iterator<Item = (String, String)> + 't {
    let own = theme.own.iter().flat_map(|(_, own)| own).filter_map(|path| path.strip_prefix("templates/"));
    // A component has one name in the whole theme, so a second one would be a clash.
    let pages = own.filter(|name| !name.contains('/'));
    pages.filter_map(|name| {
        Some((format!("default/{name}"), squeezed(built_in.files.get(&format!("templates/{name}"))?)))
    })
}

/// The files of the site's own theme that are published as they are. A file that overrides one of the built-in theme's is none of them,
/// since that one is published only where the manifest says so.
fn unlisted(theme: &Theme, built_in: &Theme, listed: &[&Vec<String>]) -> Vec<String> {
    let is_known = |path: &String| {
        path == "theme.toml"
            || path.starts_with("templates/")
            || built_in.files.contains_key(path)
            || built_in.copied.contains_key(path)
            || listed.iter().any(|list| list.contains(path))
    };
    let own = theme.own.iter().flat_map(|(_, own)| own);
    own.chain(theme.copied.keys()).filter(|path| !is_known(path)).cloned().collect()
}

/// The finding for a template of `theme` that could not be compiled, or not be filled for a page.
pub(crate) fn mistake(theme: &Theme, rule: Rule, error: &tera::Error, template: &str) -> Diagnostic {
    let file = place(error).map_or(template, |(file, _)| file);
    let path = theme.shown(&format!("templates/{file}"));
    let message = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => report.message().to_owned(),
        _ => explain(error),
    };
    let finding = Diagnostic::new(rule, path, message);
    match place(error) {
        Some((_, span)) => finding.at(span),
        None => finding,
    }
}

/// The template that is at fault, and where in it, in bytes.
fn place(error: &tera::Error) -> Option<(&str, std::ops::Range<usize>)> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) if !report.filename().is_empty() => {
            Some((report.filename(), report.span().range.clone()))
        }
        _ => None,
    }
}

/// `{{ address | link(from=here) }}`: the URL from the page `here` to `address`.
fn link(address: &str, arguments: Kwargs, _: &State<'_>) -> tera::TeraResult<String> {
    Ok(urls::relative(arguments.must_get::<&str>("from")?, address))
}

/// All that Tera says: file, line, and what it was called from.
pub(crate) fn explain(error: &tera::Error) -> String {
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        text.push_str(&format!(": {error}"));
        cause = error.source();
    }
    text
}

/// The finding for a template that could not be filled.
pub(crate) fn unfilled(theme: &Theme, template: &str, here: &str, error: &tera::Error) -> Diagnostic {
    let said = format!("could not fill the template for `{here}`: {}", explain(error));
    Diagnostic { message: said, ..mistake(theme, Rule::PageTemplate, error, template) }
}
