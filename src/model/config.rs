//! The configuration: every key of `casebook.toml`, with its default.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Weekday;
use serde::Deserialize;
use serde_aux::serde_introspection::serde_introspect;

use crate::model::{AudienceConfig, AudiencesConfig, People, PrivacyConfig, PublishTarget, SecretsConfig, Zone};
use crate::wording::HouseWording;

/// `casebook.toml`. A missing file is the same as an empty one.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct Config {
    /// The site's name.
    pub title: String,
    /// One sentence under it.
    pub description: String,
    /// Where the site will be published; feeds, sitemap and canonical links exist only with it.
    pub base_url: Option<String>,
    /// A pattern with `{path}` that leads to a file's edit page.
    pub source_url: Option<String>,
    /// A picture below the content folder.
    pub logo: Option<String>,
    /// A CSS colour of six hex digits.
    pub accent: Option<String>,
    /// Lines at the foot of every page, as plain text.
    pub footer: Option<String>,
    /// Menu entries that replace the generated ones.
    pub nav: Vec<NavEntry>,
    /// The site's language, BCP 47.
    pub lang: String,
    /// The house's time zone: IANA name or offset.
    pub timezone: Zone,
    /// Whether search engines may index the site.
    pub index: bool,
    /// What this house calls things (`review = "PIR"`).
    pub terms: BTreeMap<String, String>,
    /// Severities, worst first.
    pub severity: Vec<CatalogueEntry>,
    /// The service catalogue.
    pub service: Vec<CatalogueEntry>,
    /// The teams.
    pub team: Vec<CatalogueEntry>,
    /// The house's vocabulary of contributing factors.
    pub factor: Vec<CatalogueEntry>,
    /// Foreign front matter keys and ours.
    pub fields: BTreeMap<String, String>,
    /// Words of the interface that the house says otherwise.
    pub wording: HouseWording,
    /// Extra heading synonyms: heading and role.
    pub sections: BTreeMap<String, crate::model::Role>,
    /// Patterns that say what files are.
    pub content: ContentConfig,
    /// Links for feedback.
    pub feedback: Feedback,
    /// Similar incidents.
    pub similar: SimilarConfig,
    /// Trend pages.
    pub trends: TrendsConfig,
    /// Who the readers are, and what each of them sees.
    pub audiences: AudiencesConfig,
    /// The people of the house, of `people.toml`.
    #[serde(skip)]
    pub people: Arc<People>,
    /// What becomes of personal data.
    pub privacy: PrivacyConfig,
    /// What looks like a credential and is none.
    pub secrets: SecretsConfig,
    /// The preview.
    pub preview: PreviewConfig,
    /// The theme.
    pub theme: ThemeConfig,
    /// Where the site is published to, by name.
    pub publish: BTreeMap<String, PublishTarget>,
}

impl Config {
    /// The tables that hold keys; the first is the top.
    pub const TABLES: [&str; 16] = [
        "",
        "nav",
        "severity",
        "service",
        "team",
        "factor",
        "content",
        "feedback",
        "similar",
        "trends",
        "audiences",
        "privacy",
        "secrets",
        "preview",
        "theme",
        "publish",
    ];

    /// The keys that a table may hold; none where every key is the author's own.
    pub fn keys(table: &str) -> &'static [&'static str] {
        match table {
            "" => serde_introspect::<Self>(),
            "nav" => serde_introspect::<NavEntry>(),
            "severity" | "service" | "team" | "factor" => serde_introspect::<CatalogueEntry>(),
            "content" => serde_introspect::<ContentConfig>(),
            "feedback" => serde_introspect::<Feedback>(),
            "similar" => serde_introspect::<SimilarConfig>(),
            "trends" => serde_introspect::<TrendsConfig>(),
            "audiences" => serde_introspect::<AudienceConfig>(),
            "privacy" => serde_introspect::<PrivacyConfig>(),
            "secrets" => serde_introspect::<SecretsConfig>(),
            "preview" => serde_introspect::<PreviewConfig>(),
            "theme" => serde_introspect::<ThemeConfig>(),
            "publish" => serde_introspect::<PublishTarget>(),
            _ => &[],
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: String::from("Casebook"),
            description: String::new(),
            base_url: None,
            source_url: None,
            logo: None,
            accent: None,
            footer: None,
            nav: Vec::new(),
            lang: String::from("en"),
            timezone: Zone::default(),
            index: false,
            terms: BTreeMap::new(),
            severity: Vec::new(),
            service: Vec::new(),
            team: Vec::new(),
            factor: Vec::new(),
            fields: BTreeMap::new(),
            wording: HouseWording::default(),
            sections: BTreeMap::new(),
            content: ContentConfig::default(),
            feedback: Feedback::default(),
            similar: SimilarConfig::default(),
            trends: TrendsConfig::default(),
            audiences: AudiencesConfig::default(),
            people: Arc::default(),
            privacy: PrivacyConfig::default(),
            secrets: SecretsConfig::default(),
            preview: PreviewConfig::default(),
            theme: ThemeConfig::default(),
            publish: BTreeMap::new(),
        }
    }
}

/// A menu entry.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NavEntry {
    /// What it says.
    pub title: String,
    /// Where it leads: an address of the site or an absolute URL.
    pub url: String,
}

/// An entry of a vocabulary: a severity, service, team or factor. Keys that do not apply stay empty.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct CatalogueEntry {
    /// The identifier, as write-ups name it.
    pub id: String,
    /// The name people read; the id when empty.
    pub name: String,
    /// One paragraph.
    pub description: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// The team that runs a service.
    pub team: Option<String>,
    /// When a service was retired.
    #[serde(deserialize_with = "date_or_text")]
    pub retired: Option<String>,
    /// The id of the service that took over.
    pub successor: Option<String>,
}

impl CatalogueEntry {
    /// The name people read.
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { &self.id } else { &self.name }
    }
}

/// `[content]`: what files are, and which may be read and copied.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ContentConfig {
    /// Glob patterns of incidents.
    pub incident: Vec<String>,
    /// Glob patterns of glossary entries.
    pub term: Vec<String>,
    /// Glob patterns of runbooks.
    pub runbook: Vec<String>,
    /// Glob patterns of service pages.
    pub service: Vec<String>,
    /// Glob patterns of reading paths.
    pub path: Vec<String>,
    /// Glob patterns of plain pages.
    pub page: Vec<String>,
    /// Glob patterns never read.
    pub ignore: Vec<String>,
    /// Glob patterns of further files to read as Markdown (`*.html.md.erb`, files without extension).
    pub markdown: Vec<String>,
    /// Extensions of files that may be copied though browsers run or style them (`html`, `xml`, `js`, `css`).
    pub allow: Vec<String>,
    /// Values of keys about publication that this house publishes (`visibility = ["internal"]`): key and values.
    pub publication: BTreeMap<String, Vec<String>>,
}

/// `[feedback]`: links on every page.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Feedback {
    /// A pattern with `{path}`; wins over `source_url`.
    pub edit_url: Option<String>,
    /// A pattern with `{path}`, `{title}` and `{url}`.
    pub ask_url: Option<String>,
}

/// `[similar]`: which incidents are shown beside which.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct SimilarConfig {
    /// How many are shown at most, the author's own not counted.
    pub most: usize,
    /// The least cosine that is shown, from 0 to 1; learnt from the site when absent.
    pub threshold: Option<f32>,
    /// Whether shared services, factors and the like break ties between equally similar texts, and a page of another service is
    /// let in.
    pub metadata: bool,
}

impl Default for SimilarConfig {
    fn default() -> Self {
        Self { most: 5, threshold: None, metadata: true }
    }
}

/// `[trends]`: what the trend pages count, and against what.
#[derive(Debug, Clone, Deserialize)]
#[serde(default)]
pub struct TrendsConfig {
    /// Whether facts count that were read from the prose or a file's name rather than written as keys.
    pub inferred: bool,
    /// The hours people work, on the responders' clocks: the first, and the one that is no longer worked; from 0 to 24.
    pub working_hours: (i8, i8),
    /// The days people work, by their first three letters.
    pub working_days: Vec<String>,
    /// How many incidents are known to the house, by year.
    pub known: BTreeMap<String, u64>,
}

impl Default for TrendsConfig {
    fn default() -> Self {
        let days = ["mon", "tue", "wed", "thu", "fri"];
        Self {
            inferred: true,
            working_hours: (9, 17),
            working_days: days.map(String::from).to_vec(),
            known: BTreeMap::new(),
        }
    }
}

impl TrendsConfig {
    /// Whether people work at `hour` (0 to 23) of `weekday`.
    pub fn works(&self, weekday: Weekday, hour: i8) -> bool {
        let (first, end) = self.working_hours;
        (first..end).contains(&hour) && self.working_days.iter().any(|day| self::weekday(day) == Some(weekday))
    }
}

/// The day of the week that `name` begins: `mon`, `Monday`.
pub fn weekday(name: &str) -> Option<Weekday> {
    let day = match name.trim().to_lowercase().get(..3)? {
        "mon" => Weekday::Monday,
        "tue" => Weekday::Tuesday,
        "wed" => Weekday::Wednesday,
        "thu" => Weekday::Thursday,
        "fri" => Weekday::Friday,
        "sat" => Weekday::Saturday,
        "sun" => Weekday::Sunday,
        _ => return None,
    };
    Some(day)
}

/// `[preview]`: what only the writer's own preview does.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct PreviewConfig {
    /// What opens a file at a line: an editor's name, or an address with `{path}`, `{line}` and `{column}`; see [`crate::model::Editor`].
    pub editor: String,
}

/// `[theme]`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ThemeConfig {
    /// The folder below `themes/` whose files override the built-in ones.
    pub name: Option<String>,
}

/// Reads a TOML date or a string.
fn date_or_text<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum DateOrText {
        Date(toml::value::Datetime),
        Text(String),
        Flag(bool),
    }
    Ok(match Option::<DateOrText>::deserialize(deserializer)? {
        None | Some(DateOrText::Flag(false)) => None,
        Some(DateOrText::Date(date)) => Some(date.to_string()),
        Some(DateOrText::Text(text)) => Some(text),
        Some(DateOrText::Flag(true)) => Some(String::new()),
    })
}
