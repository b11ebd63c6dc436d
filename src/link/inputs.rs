//! What `link` is given: pages, configuration, files, and names of what is withheld.

use std::sync::Arc;

use crate::link::withheld_names::Unpublished;
use crate::load::Assets;
use crate::model::{Config, Page};

/// What `link` needs beside the published pages.
#[derive(Debug)]
pub struct Inputs<'a> {
    /// Published pages, in path order.
    pub pages: &'a [Arc<Page>],
    /// The configuration.
    pub config: &'a Arc<Config>,
    /// Files that are not Markdown.
    pub assets: &'a Arc<Assets>,
    /// What leads to pages that exist but are withheld.
    pub withheld: &'a Arc<Unpublished>,
}
