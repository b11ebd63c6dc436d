//! `[audiences]`: who the readers of a site are, and what each of them sees.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};

/// `[audiences]`: a site without it has one audience.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AudiencesConfig {
    /// Who a page is for that names nobody.
    pub default: Option<String>,
    /// Each audience by its name.
    pub named: BTreeMap<String, AudienceConfig>,
}

/// One audience.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct AudienceConfig {
    /// The audiences whose pages it sees beside its own.
    pub includes: Vec<String>,
}

/// Something in `[audiences]` that cannot be: the keys that lead to it, and what is wrong.
#[derive(Debug, PartialEq, Eq)]
pub struct AudienceMistake {
    /// The keys below `[audiences]`.
    pub way: Vec<String>,
    /// What is wrong.
    pub message: String,
}

impl AudiencesConfig {
    /// Whether the site has one audience only.
    pub fn is_empty(&self) -> bool {
        self.named.is_empty() && self.default.is_none()
    }

    /// The audience of this name, as the configuration writes it. Case does not matter.
    pub fn named(&self, name: &str) -> Option<&str> {
        let name = name.trim().to_lowercase();
        self.named.keys().map(String::as_str).find(|own| own.to_lowercase() == name)
    }

    /// All that an audience sees, itself included: what it includes, what that includes, and so on.
    pub fn seen_by(&self, name: &str) -> BTreeSet<String> {
        let mut seen = BTreeSet::new();
        let mut next: Vec<&str> = self.named(name).into_iter().collect();
        while let Some(name) = next.pop() {
            if seen.insert(name.to_lowercase()) {
                let includes = self.named.get(name).map(|audience| audience.includes.as_slice()).unwrap_or_default();
                next.extend(includes.iter().filter_map(|other| self.named(other)));
            }
        }
        seen
    }

    /// The audiences that see what is for any of `names`.
    pub fn viewers(&self, names: &[String]) -> BTreeSet<&str> {
        let sees = |viewer: &&str| {
            let seen = self.seen_by(viewer);
            names.iter().any(|name| seen.contains(&name.to_lowercase()))
        };
        self.named.keys().map(String::as_str).filter(sees).collect()
    }

    /// What makes the table unusable. Who may see what is never guessed.
    pub fn mistakes(&self) -> Vec<AudienceMistake> {
        let mut mistakes = Vec::new();
        let mut reject = |way: &[&str], message: String| {
            mistakes.push(AudienceMistake { way: way.iter().map(|key| (*key).to_owned()).collect(), message });
        };
        let mut folded = BTreeSet::new();
        for (name, audience) in &self.named {
            if !is_name(name) {
                reject(&[name], format!("`{name}` is no name of an audience; write letters, digits, `-` and `_`"));
            }
            if !folded.insert(name.to_lowercase()) {
                reject(&[name], format!("there are two audiences `{name}` that differ in case only"));
            }
            for other in audience.includes.iter().filter(|other| self.named(other).is_none()) {
                reject(&[name, "includes"], format!("there is no audience `{other}`{}", self.nearest(other)));
            }
        }
        if let Some(default) = self.default.as_ref().filter(|default| self.named(default).is_none()) {
            reject(&["default"], format!("there is no audience `{default}`{}", self.nearest(default)));
        }
        mistakes
    }

    /// `; did you mean …?`, or the audiences that there are.
    fn nearest(&self, name: &str) -> String {
        match crate::diag::nearest(name, self.named.keys().map(String::as_str)) {
            Some(near) => format!("; did you mean `{near}`?"),
            None => format!("; there is {}", self.listed()),
        }
    }

    /// The audiences, in words.
    pub fn listed(&self) -> String {
        self.named.keys().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
    }
}

/// Whether marks in a text can name an audience of this name.
fn is_name(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        && name.starts_with(char::is_alphanumeric)
        && name.chars().count() <= 40
        && name != "unreadable"
}

impl<'de> Deserialize<'de> for AudiencesConfig {
    /// Reads `default` as a name and every other key as an audience.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Table;
        impl<'de> Visitor<'de> for Table {
            type Value = AudiencesConfig;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a table of audiences")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<AudiencesConfig, A::Error> {
                let mut audiences = AudiencesConfig::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "default" => audiences.default = Some(map.next_value()?),
                        _ => drop(audiences.named.insert(key, map.next_value()?)),
                    }
                }
                Ok(audiences)
            }
        }
        deserializer.deserialize_map(Table)
    }
}

/// Who a site is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The audience; `None` for its writers, who see what any audience sees.
    pub name: Option<String>,
    /// The audiences, in small letters, whose pages are seen.
    sees: BTreeSet<String>,
}

impl Viewer {
    /// An audience of the configuration.
    pub fn of(audiences: &AudiencesConfig, name: &str) -> Option<Self> {
        let name = audiences.named(name)?;
        Some(Self { name: Some(name.to_owned()), sees: audiences.seen_by(name) })
    }

    /// Somebody who sees nothing: for whoever is not among the audiences any more.
    pub fn nobody() -> Self {
        Self { name: None, sees: BTreeSet::new() }
    }

    /// The writers, who see everything that is for anybody.
    pub fn writers(audiences: &AudiencesConfig) -> Self {
        Self { name: None, sees: audiences.named.keys().map(|name| name.to_lowercase()).collect() }
    }

    /// Whether what is for any of `names` is seen.
    pub fn sees(&self, names: &[String]) -> bool {
        names.iter().any(|name| self.sees.contains(&name.to_lowercase()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn audiences(text: &str) -> AudiencesConfig {
        toml::from_str(text).expect("a table")
    }

    #[test]
    fn an_audience_sees_what_it_includes_and_what_that_includes() {
        let all = audiences(
            "default = \"company\"\n[company]\n[support]\nincludes = [\"company\"]\n[engineering]\nincludes = [\"Support\"]\n[board]\n",
        );
        assert_eq!(all.mistakes(), []);
        let seen: Vec<String> = all.seen_by("Engineering").into_iter().collect();
        assert_eq!(seen, ["company", "engineering", "support"]);
        let viewers: Vec<&str> = all.viewers(&[String::from("support")]).into_iter().collect();
        assert_eq!(viewers, ["engineering", "support"]);
        let viewer = Viewer::of(&all, "support").expect("an audience");
        assert!(
            viewer.sees(&[String::from("Company"), String::from("board")]) && !viewer.sees(&[String::from("board")])
        );
        assert!(!viewer.sees(&[]));
    }

    #[test]
    fn audiences_that_include_each_other_are_one() {
        let all = audiences("[a]\nincludes = [\"b\"]\n[b]\nincludes = [\"a\"]\n");
        assert_eq!(all.seen_by("a"), all.seen_by("b"));
    }

    #[test]
    fn what_is_misspelt_is_a_mistake() {
        let messages = |text: &str| audiences(text).mistakes().into_iter().map(|one| one.message).collect::<Vec<_>>();
        assert_eq!(
            messages("[support]\nincludes = [\"compny\"]\n[company]\n"),
            ["there is no audience `compny`; did you mean `company`?"]
        );
        assert_eq!(messages("default = \"x\"\n[company]\n"), ["there is no audience `x`; there is `company`"]);
        assert_eq!(messages("[\"support team\"]\n").len(), 1);
        assert_eq!(messages("[Support]\n[support]\n").len(), 1);
        assert!(toml::from_str::<AudiencesConfig>("defualt = \"company\"\n[company]\n").is_err());
    }
}
