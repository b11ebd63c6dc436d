//! Sites of a folder for the tests of later stages.

use std::path::Path;
use std::sync::Arc;

use crate::load;
use crate::pipeline::{CompileInputs, Goal, Run, compile};
use crate::site::{self, Day, Site};
use crate::views::Views;

/// What a build of the folder reads, on the last day of 2026.
pub(crate) fn inputs(root: &Path) -> CompileInputs {
    CompileInputs {
        load: load::Options { dir: root.to_owned(), config: None, out: root.join("public") },
        site: site::PublicationOptions::on(Day::Given(jiff::civil::date(2026, 12, 31))),
    }
}

/// What is published of the folder.
pub(crate) fn site(root: &Path) -> Arc<Site> {
    compile(&inputs(root), Goal::Site, &mut Run::unseen()).unwrap().site
}

/// Its pages.
pub(crate) fn views(root: &Path) -> Arc<Views> {
    Arc::clone(compile(&inputs(root), Goal::Analysis, &mut Run::unseen()).unwrap().views())
}
