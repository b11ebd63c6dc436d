//! Every key of front matter that Casebook reads: its names, what it takes, and on which pages.
//!
//! The reader takes a key's names from here, hints offer our own ones, and a page that tells no other way what it is may show it by a
//! key that only incidents have. Tests hold the guide and the schema of `incidents.json` against this table. Keys are in canonical
//! form: `startTime` is `start_time`.

use crate::model::page_kind::PageKind;
use crate::model::page_kind::PageKind::{Incident, Page, Path, Runbook, Service, Term};

/// What a key takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// One piece of text.
    Text,
    /// A list of texts.
    List,
    /// A list of names, or names with commas between them.
    Names,
    /// A whole number.
    Count,
    /// A timepoint.
    Time,
    /// A truth value.
    Truth,
    /// A list of tables and texts.
    Items,
    /// A table that is kept as it is.
    Table,
}

/// Who brought a key up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// We did: it is offered where somebody mistypes one, and lines that begin with it may be a head.
    Ours,
    /// Other tools did: it is read, and offered to nobody.
    Theirs,
}

use Whose::{Ours, Theirs};

/// On pages of every kind.
const EVERY: &[PageKind] = &[Incident, Term, Runbook, Service, Path, Page];

macro_rules! keys {
    ($($whose:ident $key:ident $takes:ident $pages:expr, $name:literal $(also $($also:literal)+)? $(sign $($sign:literal)+)?;)*) => {
        /// A key of front matter.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Key {
            $(#[doc = concat!("`", $name, "`.")] $key,)*
        }

        impl Key {
            /// All keys.
            pub const ALL: &[Key] = &[$(Key::$key),*];

            /// Its name and the synonyms that other tools use; the first that says anything counts.
            pub const fn names(self) -> &'static [&'static str] {
                match self {
                    $(Key::$key => &[$name $($(, $also)+)?],)*
                }
            }

            /// What it takes.
            pub const fn takes(self) -> Takes {
                match self {
                    $(Key::$key => Takes::$takes,)*
                }
            }

            /// The kinds of page that it says something on.
            pub const fn pages(self) -> &'static [PageKind] {
                match self {
                    $(Key::$key => $pages,)*
                }
            }

            /// Those of its names that only write-ups of incidents have.
            pub const fn signs(self) -> &'static [&'static str] {
                match self {
                    $(Key::$key => &[$($($sign),+)?],)*
                }
            }

            const fn whose(self) -> Whose {
                match self {
                    $(Key::$key => $whose,)*
                }
            }
        }
    };
}

// Where two rows have one name, kinds of page differ in what else they call it: the owner of an incident need not be a team.
keys! {
    Ours Id Text EVERY, "id" also "incident_id" "key" "number";
    Ours Title Text EVERY, "title" also "name";
    Ours Summary Text EVERY, "summary" also "description" "abstract" "excerpt" "tldr" "tl;dr";
    Ours Kind Text &[Incident], "kind" also "incident_kind";
    Ours Status Text EVERY, "status" also "state" "post_status" "page_status" "doc_status" "document_status";
    Ours Draft Truth EVERY, "draft" also "is_draft" "wip" "is_wip" "unpublished" "unlisted" "headless"
        "eleventy_exclude_from_collections";
    Ours Authors Names EVERY, "authors" also "author" "written_by";
    Ours Aliases List EVERY, "aliases" also "alias" "redirect_from";
    Ours Level Text EVERY, "level";
    Ours Tags Names EVERY, "tags" also "tag" "categories" "labels" "topics";
    Theirs Keywords Names EVERY, "keywords";

    Theirs Date Time EVERY, "date" also "incident_date" "date_of_incident";
    Theirs Changed Time EVERY, "updated" also "updated_at" "update_date" "updated_date" "date_updated" "last_updated"
        "last_updated_date" "last_update" "lastmod" "last_mod" "modified" "date_modified" "mod_datetime" "last_modified"
        "last_modified_at" "last_modified_date" "last_edited_time";
    Ours Started Time &[Incident], "started" also "started_at" "start" "start_time" "began" "incident_start" "impact_start"
        "start_date" "start_at" "starts" "starts_at" "began_at" "incident_started" "incident_start_time" "outage_start" "time_started" "from"
        "inicio" "início" "fecha_inicio" "fecha_de_inicio" "hora_inicio" "data_inicio" "data_início" "début" "debut" "date_debut"
        "date_début" "beginn" "startzeit" "inizio" "data_inizio" sign "started" "start_time" "inicio" "début" "inizio";
    Ours Detected Time &[Incident], "detected" also "detected_at" "detected_on" "detection_time" "detection_date" "time_detected"
        "time_of_detection" "date_detected" "first_detected" "discovered" "discovered_at" "noticed" "noticed_at" "detectado" "detectado_en"
        "detectado_em" "fecha_deteccion" "détecté" "detecte" "entdeckt" "bemerkt" "rilevato" sign "detected" "detectado" "détecté";
    Ours Acknowledged Time &[Incident], "acknowledged" also "acknowledged_at";
    Ours Mitigated Time &[Incident], "mitigated" also "mitigated_at" "mitigation_time" "stabilised" "stabilized" "contained" "contained_at"
        sign "mitigated";
    Ours Resolved Time &[Incident], "resolved" also "resolved_at" "resolved_when" "end" "end_time" "ended" "ended_at"
        "incident_end" "impact_end" "end_date" "end_at" "ends" "ends_at" "resolved_on" "resolved_time" "resolution_time" "resolution_date"
        "time_resolved" "date_resolved" "outage_end" "incident_ended" "incident_end_time" "recovered" "recovered_at" "restored" "restored_at"
        "repaired" "repaired_at" "fixed_at" "closed_at" "until" "resuelto" "resuelto_en" "fin" "fecha_fin" "fecha_de_fin"
        "fecha_resolucion" "hora_fin" "resolvido" "resolvido_em" "fim" "data_fim" "data_resolucao" "date_fin" "résolu" "resolu" "date_resolution"
        "ende" "endzeit" "behoben" "behoben_am" "fine" "data_fine" "risolto"
        sign "resolved" "resolved_when" "end_time" "resuelto" "resolvido" "résolu" "behoben" "risolto";
    Ours Captured Time &[Incident], "captured";
    Ours Reviewed Time &[Incident], "reviewed" also "reviewed_at" "review_date";
    Ours RunbookReviewed Time &[Runbook], "reviewed" also "last_reviewed" "checked";
    Ours Published Time &[Incident], "published" also "published_at" "publish_date" "date_published"
        "source_published_at";
    Ours Timezone Text EVERY, "timezone" also "time_zone" "tz";

    Ours Severity Text &[Incident], "severity" also "sev" "severity_level" "incident_severity" "priority" "severidad" "severidade"
        "gravedad" "gravidade" "gravité" "gravite" "gravità" "schweregrad" "ernst" "alvorlighet" "allvarlighet" "prioridad" "prioridade"
        "重大度" "深刻度" "严重程度" "严重级别" "嚴重程度" "심각도"
        sign "severity" "severidad" "severidade" "gravedad" "gravidade" "gravité" "gravite" "gravità" "schweregrad";
    Ours Impact Text &[Incident], "impact" also "customer_impact" "user_impact" sign "impact";
    Ours Customers Text &[Incident], "customers" also "customers_affected" "affected_customers" "users_affected"
        "affected_users";
    Ours Regions Names &[Incident], "regions" also "region";
    Ours CustomerStory Items &[Incident], "customer_story";
    Ours Domain Text &[Incident], "domain";

    Ours Services Names &[Incident], "services" also "service" "affected" "affected_services" "services_affected" "impacted_services"
        "systems" "affected_systems" "systems_affected" "components" "component" "affected_components" "components_affected" "product"
        "products" "servicios" "servicio" "servicios_afectados" "serviços" "servicos" "serviço" "servico" "serviços_afetados"
        "servicos_afetados" "componentes" "afectados" "afetados" "composants" "services_touchés" "services_touches" "services_affectés"
        "services_affectes" "dienste" "betroffen" "betroffene_dienste" "servizi" "componenti" "servizi_interessati"
        sign "affected" "services" "affected_systems" "servicios" "serviços" "dienste" "servizi";
    Ours RunbookServices Names &[Runbook], "services" also "service";
    Ours Teams Names &[Incident], "teams" also "team" "owning_team" "owner_team";
    Ours RunbookTeams Names &[Runbook], "teams" also "team" "owner";
    Ours PeopleInvolved Count &[Incident], "people_involved";
    Ours Paged Count &[Incident], "paged";
    Ours PagedOutOfHours Count &[Incident], "paged_out_of_hours";
    Ours PulledInOffCall Count &[Incident], "pulled_in_off_call";

    Ours Factors List &[Incident], "factors" also "contributing_factors" "causes" "root_causes" "root_cause" sign "factors";
    Ours Trigger Text &[Incident], "trigger";
    Ours Conditions Names &[Incident], "conditions";
    Ours Surprise Items &[Incident], "surprise" also "surprises";
    Ours Takeaways List &[Incident], "takeaways" also "lessons" "lessons_learned" "learnings";
    Ours OpenQuestions List &[Incident], "open_questions" also "questions";
    Ours Rehearse List &[Incident], "rehearse";
    Ours Helped List &[Incident], "helped" also "went_well";
    Ours Lucky List &[Incident], "lucky" also "got_lucky";
    Ours Novelty Text &[Incident], "novelty";

    Ours Detection Text &[Incident], "detection" also "detected_by" "detection_method" "detection_source" "how_detected" "discovered_by"
        "reported_by" "found_by" "deteccion" "detección" "detecção" "deteccao" "détection" "erkennung" sign "detection" "detección" "detecção";
    Ours SignalExisted Text &[Incident], "signal_existed";
    Ours Alerts Items &[Incident], "alerts" also "alert";
    Ours RunbookAlerts Names &[Runbook], "alerts" also "alert";
    Ours LookedAt List &[Incident], "looked_at";
    Theirs Company Text &[Incident], "company" also "organisation" "organization" sign "company";

    Ours Related Items EVERY, "related" also "related_incidents" "see";
    Ours NotRelated Items EVERY, "not_related";
    Ours Runbooks Items &[Incident], "runbooks" also "runbook";
    Ours Refs Items EVERY, "refs" also "references" "links";
    Theirs Url Text EVERY, "url";
    Theirs SourceUrl Text EVERY, "source_url";
    Theirs ArchiveUrl Text EVERY, "archive_url";
    Ours Actions Items &[Incident], "actions" also "action_items" "follow_ups" "followups" "action";

    Ours Audience Names EVERY, "audience" also "audiences";
    Theirs PublishDate Time EVERY, "publish_date" also "pubdate" "publication_date" "publish_on" "publish_at" "publish_after"
        "publish_from" "go_live" "go_live_date" "embargo_until" "embargoed_until" "embargo_date" "visible_from"
        "available_from" "not_before";
    Theirs ExpiryDate Time EVERY, "expiry_date" also "expiry" "expires" "expires_at" "expires_on" "expiration"
        "expiration_date" "unpublish_date" "unpublish_on" "unpublish_at" "publish_until" "visible_until" "available_until";
    Ours ExcludeFromTrends Truth &[Incident], "exclude_from_trends";
    Ours Lang Text EVERY, "lang" also "language" "locale";
    Ours Type Text EVERY, "type";

    Ours SeeAlso Names &[Term], "see_also";
    Ours Linked Truth &[Term], "linked";
    Ours Senses List &[Term], "senses";
    Ours Steps Items &[Path], "steps" also "step";
    Ours Team Text &[Service, Page], "team" also "owner" "teams";
    Ours Retired Text &[Service], "retired";
    Ours Successor Text &[Service], "successor" also "replaced_by";
    Ours Extra Table EVERY, "extra";
}

impl Key {
    /// The name that we give it.
    pub const fn name(self) -> &'static str {
        self.names()[0]
    }

    /// The names of our own keys.
    pub(crate) fn our_names() -> impl Iterator<Item = &'static str> {
        Self::ALL.iter().filter(|key| key.whose() == Ours).map(|key| key.name())
    }
}

impl From<Key> for &'static str {
    fn from(key: Key) -> Self {
        key.name()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_a_name_and_no_page_has_two_keys_of_one_name() {
        for (at, key) in Key::ALL.iter().enumerate() {
            assert!(key.signs().iter().all(|sign| key.names().contains(sign)), "{key:?}");
            let shares = |other: &&Key| other.pages().iter().any(|kind| key.pages().contains(kind));
            for other in Key::ALL[at + 1..].iter().filter(shares) {
                assert_ne!(key.name(), other.name(), "{key:?}, {other:?}");
            }
        }
    }
}
