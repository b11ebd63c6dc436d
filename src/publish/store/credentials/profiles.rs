//! The environment and the user's two files of profiles become what they say of credentials and of the store.

#![expect(clippy::disallowed_methods, reason = "credentials stand in the environment and in files of the user")]

use std::path::{Path, PathBuf};

use rusty_s3::Credentials;

use crate::load::read_regular;
use crate::publish::store::credentials::found_credentials::Looked;

/// The largest file that is read.
const LARGEST: u64 = 1024 * 1024;

/// Keys of profiles that log in by ways that are not ours.
const OTHER_WAYS: [&str; 4] = ["sso_session", "sso_start_url", "credential_process", "source_profile"];

/// What the environment and a profile say of a store.
#[derive(Debug, Default)]
pub(crate) struct StoreSettings {
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
}

/// What the environment and the profile say of the store itself.
pub(crate) fn of_store(profile: Option<&str>) -> StoreSettings {
    let name = profile_name(profile);
    StoreSettings {
        region: variable("AWS_REGION").or_else(|| variable("AWS_DEFAULT_REGION")).or_else(|| setting(&name, "region")),
        endpoint: variable("AWS_ENDPOINT_URL_S3")
            .or_else(|| variable("AWS_ENDPOINT_URL"))
            .or_else(|| setting(&name, "endpoint_url")),
    }
}

/// The profile that is meant.
pub(crate) fn profile_name(named: Option<&str>) -> String {
    named.map(str::to_owned).or_else(|| variable("AWS_PROFILE")).unwrap_or_else(|| String::from("default"))
}

/// The key and the secret of a profile.
pub(crate) fn keys(name: &str) -> Option<Looked> {
    files().iter().find_map(|path| {
        let value = |key: &str| profile_value(path, name, key);
        let (key, secret) = (value("aws_access_key_id")?, value("aws_secret_access_key")?);
        let credentials = match value("aws_session_token") {
            Some(token) => Credentials::new_with_token(key, secret, token),
            None => Credentials::new(key, secret),
        };
        Some(Looked::found(credentials, format!("the profile `{name}` in `{}`", path.display())))
    })
}

/// Why a profile has none.
///
/// # Errors
/// When it has some for others, or when somebody asked for it and it is not there: what the next place has is not what was meant.
pub(crate) fn absent(name: &str) -> Result<Looked, String> {
    if let Some(key) = OTHER_WAYS.into_iter().find(|key| setting(name, key).is_some()) {
        return Err(format!(
            "the profile `{name}` logs in by `{key}`, which is for others: set what \
             `aws configure export-credentials --profile {name} --format env` says"
        ));
    }
    let files = files();
    let is_there = || files.iter().filter_map(|path| text(path)).any(|text| section(&text, name).next().is_some());
    let shown: Vec<String> = files.iter().map(|path| format!("`{}`", path.display())).collect();
    let shown = shown.join(" and ");
    match () {
        () if variable("AWS_PROFILE").is_some_and(|asked| asked == name) && !is_there() => {
            Err(format!("AWS_PROFILE is `{name}`, and there is no such profile in {shown}"))
        }
        () if files.is_empty() => Ok(Looked::Absent(format!("the profile `{name}` (there is no home for its files)"))),
        () => Ok(Looked::Absent(format!("the profile `{name}` (no key and secret of it in {shown})"))),
    }
}

/// What a profile says, in whichever file.
pub(crate) fn setting(profile: &str, key: &str) -> Option<String> {
    files().iter().find_map(|path| profile_value(path, profile, key))
}

/// A variable that is set and not empty.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// What stands in a file that somebody named, such as a token.
pub(crate) fn small_text(path: &str) -> Option<String> {
    let text = String::from_utf8(read_regular(Path::new(path), LARGEST).ok()?.0).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The user's two files.
fn files() -> Vec<PathBuf> {
    let home = variable("HOME").or_else(|| variable("USERPROFILE"));
    let usual = |name: &str| home.as_ref().map(|home| PathBuf::from(home).join(".aws").join(name));
    let files = [("AWS_SHARED_CREDENTIALS_FILE", "credentials"), ("AWS_CONFIG_FILE", "config")];
    files.into_iter().filter_map(|(named, name)| variable(named).map(PathBuf::from).or_else(|| usual(name))).collect()
}

/// A key of a profile.
fn profile_value(path: &Path, profile: &str, key: &str) -> Option<String> {
    value_in(&text(path)?, profile, key)
}

fn text(path: &Path) -> Option<String> {
    String::from_utf8(read_regular(path, LARGEST).ok()?.0).ok()
}

fn value_in(text: &str, profile: &str, key: &str) -> Option<String> {
    let pairs = section(text, profile).filter_map(|line| line.split_once('='));
    let found = pairs.filter(|(name, _)| name.trim() == key).last();
    found.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// The lines of a profile, its name in brackets among them.
fn section<'t>(text: &'t str, profile: &str) -> impl Iterator<Item = &'t str> {
    let mut is_inside = false;
    text.lines().map(str::trim).filter(move |line| {
        if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let section = section.trim();
            is_inside = section.strip_prefix("profile ").unwrap_or(section).trim() == profile;
        }
        is_inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_profile_is_read_as_others_read_it() {
        let text = "# ours\n[default]\nregion=eu-west-1\n[profile ci]\nregion = eu-central-1\naws_access_key_id = \n";
        let value = |profile, key| value_in(text, profile, key);
        assert_eq!(value("default", "region").as_deref(), Some("eu-west-1"));
        assert_eq!(value("ci", "region").as_deref(), Some("eu-central-1"));
        assert_eq!(value("ci", "aws_access_key_id"), None);
        assert_eq!(value("other", "region"), None);
    }
}
