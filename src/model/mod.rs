//! The vocabulary every stage shares: facts with their origin, timepoints, pages and what is in them.
//!
//! Types only, with the few methods that read them. Nothing here parses, resolves or prints.

mod allowed_secrets;
mod audiences;
mod config;
mod editor;
mod entity;
mod facet_kind;
mod fact;
mod file_names;
mod folders;
mod front_matter_keys;
mod incident;
mod page;
mod page_kind;
mod people;
mod personal_policy;
mod prose;
mod publish_target;
mod table_keys;
mod text_form;
mod time;
mod ways_of_finding;
mod withholding;
mod written_links;
mod zone;
mod zone_names;
mod zone_places;

pub use allowed_secrets::{AllowedSecret, SecretsConfig};
pub use audiences::{AudienceConfig, AudiencesConfig, Viewer};
pub use config::*;
pub use editor::{Editor, editor_url};
pub use entity::*;
pub use facet_kind::FacetKind;
pub use fact::*;
pub use file_names::{strip_suffix_ignore_case, without_export_digits, without_extensions};
pub(crate) use folders::{folder_class, is_drafts_folder, is_for_its_tool, is_unread_folder};
pub use front_matter_keys::{Key, Takes};
pub use incident::*;
pub use page::*;
pub use page_kind::*;
pub use people::{NamesPolicy, People};
pub use personal_policy::{PersonalKind, Policy, PrivacyConfig};
pub use prose::*;
pub use publish_target::{Encoding, PublishTarget, TargetMistake};
pub use table_keys::TableKey;
pub(crate) use text_form::{composed, is_control, without_controls};
pub use time::*;
pub use ways_of_finding::WayOfFinding;
pub use withholding::*;
pub use written_links::*;
pub use zone::Zone;
pub(crate) use zone_names::{
    OffsetForms, SaidZone, ends_zone, is_shared, leading_zone, place_of_standard, zone_in, zone_letters, zone_named,
};
pub(crate) use zone_places::place_time_behind;
