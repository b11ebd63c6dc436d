//! What was read of a folder, and for whom it is: who sees it from now on, and whom each file names as its readers.

use std::sync::Arc;

use crate::error::Result;
use crate::model::Viewer;
use crate::pipeline::audience_view::{AudienceView, NamedAudiences, PlacesAmong, named_audiences, viewer};
use crate::pipeline::folder_reading::Read;
use crate::site::ForWhom;

/// How many audiences' views are kept beside the one that counts.
const MOST_VIEWS: usize = 7;

impl Read {
    /// The same as an audience sees it. What other audiences see of it is parsed once.
    ///
    /// # Errors
    /// When there is no such audience.
    pub fn seen_by(mut self, whom: &ForWhom) -> Result<Self> {
        self.look_for(whom)?;
        Ok(self)
    }

    /// The audience that sees it, as the configuration writes its name; `None` where all readers see the same, and of those who write.
    pub fn audience(&self) -> Option<&str> {
        self.views.last().and_then(|view| view.audience.as_deref())
    }

    /// Lets another audience see it from now on.
    ///
    /// # Errors
    /// When there is no such audience.
    pub fn look_for(&mut self, whom: &ForWhom) -> Result<()> {
        let viewer = viewer(&self.sources.config.audiences, whom)?;
        self.view_for(viewer.as_ref(), PlacesAmong::Seen);
        Ok(())
    }

    /// The same for a few files out of many: what their places say is as it was read.
    ///
    /// # Errors
    /// When there is no such audience.
    pub(super) fn some_seen_by(mut self, whom: &ForWhom) -> Result<Self> {
        let viewer = viewer(&self.sources.config.audiences, whom)?;
        self.view_for(viewer.as_ref(), PlacesAmong::AsRead);
        Ok(self)
    }

    /// What `viewer` sees of it; nothing changes without one.
    pub(super) fn view_for(&mut self, viewer: Option<&Viewer>, among: PlacesAmong) {
        let view = viewer.map(|viewer| AudienceView::new(&self.sources, &self.pages, (viewer, among), &self.views));
        // What many audiences before this one saw is not worth its room.
        let spare = self.views.len().saturating_sub(MOST_VIEWS);
        self.views.drain(..spare);
        self.views.extend(view.map(Arc::new));
    }

    /// Whom each file names as its readers, in path order.
    pub fn named_audiences(&self) -> Vec<NamedAudiences> {
        named_audiences(&self.pages, &self.sources.config)
    }

    /// For each file of the sources, whether the audience may not see it; none where all readers see the same.
    pub fn unseen(&self) -> Vec<bool> {
        let view = self.views.last();
        view.map_or_else(Vec::new, |view| view.unseen.iter().map(Option::is_some).collect())
    }
}
