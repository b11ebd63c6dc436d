//! The usual places become credentials: the environment, the files of profiles, the role of a container.
//!
//! What they are is in no output, no error and no log: only where they were found.

#![expect(clippy::disallowed_methods, reason = "credentials stand in the environment and in files of the user")]

use std::path::PathBuf;
use std::time::Duration;

use rusty_s3::Credentials;
use serde::Deserialize;

use crate::error::{Error, Result};
use crate::load::read_regular;

/// The largest file of profiles that is read.
const LARGEST: u64 = 1024 * 1024;

/// Where containers on Amazon's machines ask.
const CONTAINER_HOST: &str = "http://169.254.170.2";

/// Credentials, and where they were found.
pub(crate) struct Found {
    pub(crate) credentials: Credentials,
    pub(crate) place: String,
}

impl std::fmt::Debug for Found {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Found").field("place", &self.place).finish_non_exhaustive()
    }
}

/// What a profile says of a store.
#[derive(Debug, Default)]
pub(crate) struct Profile {
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<String>,
}

/// Finds credentials. A `profile` that is named is looked for, and nothing else.
///
/// # Errors
/// When there are none, naming the places that were looked at.
pub(crate) fn find(profile: Option<&str>) -> Result<Found> {
    if profile.is_none()
        && let Some(credentials) = Credentials::from_env()
    {
        return Ok(Found { credentials, place: String::from("the environment (AWS_ACCESS_KEY_ID)") });
    }
    let name =
        profile.map(str::to_owned).or_else(|| variable("AWS_PROFILE")).unwrap_or_else(|| String::from("default"));
    let files = [file("AWS_SHARED_CREDENTIALS_FILE", "credentials"), file("AWS_CONFIG_FILE", "config")];
    for path in files.iter().flatten() {
        let value = |key: &str| profile_value(path, &name, key);
        if let (Some(key), Some(secret)) = (value("aws_access_key_id"), value("aws_secret_access_key")) {
            let credentials = match value("aws_session_token") {
                Some(token) => Credentials::new_with_token(key, secret, token),
                None => Credentials::new(key, secret),
            };
            return Ok(Found { credentials, place: format!("the profile `{name}` in `{}`", path.display()) });
        }
    }
    if profile.is_none()
        && let Some(found) = of_container()?
    {
        return Ok(found);
    }
    let looked: Vec<String> = files.iter().flatten().map(|path| format!("`{}`", path.display())).collect();
    let looked = looked.join(" and ");
    Err(Error::environment(match profile {
        Some(name) => format!("there are no credentials: {looked} have no profile `{name}` with a key and a secret"),
        None => format!(
            "there are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write the profile `{name}` into {looked}; \
             a login of another kind gives them with `aws configure export-credentials --format env`"
        ),
    }))
}

/// What the environment and the profile say of the store itself.
pub(crate) fn profile(name: Option<&str>) -> Profile {
    let name = name.map(str::to_owned).or_else(|| variable("AWS_PROFILE")).unwrap_or_else(|| String::from("default"));
    let config = file("AWS_CONFIG_FILE", "config");
    let value = |key: &str| config.as_ref().and_then(|path| profile_value(path, &name, key));
    Profile {
        region: variable("AWS_REGION").or_else(|| variable("AWS_DEFAULT_REGION")).or_else(|| value("region")),
        endpoint: variable("AWS_ENDPOINT_URL_S3")
            .or_else(|| variable("AWS_ENDPOINT_URL"))
            .or_else(|| value("endpoint_url")),
    }
}

/// A file of certificates that the user trusts.
pub(crate) fn certificates() -> Option<(PathBuf, Vec<u8>)> {
    let named = ["AWS_CA_BUNDLE", "SSL_CERT_FILE"].into_iter().find_map(variable).map(PathBuf::from);
    let of_system = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];
    let paths = named.into_iter().chain(of_system.map(PathBuf::from));
    paths.into_iter().find_map(|path| Some((path.clone(), read_regular(&path, 16 * LARGEST).ok()?.0)))
}

/// What the role of a container answers.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ContainerCredentials {
    access_key_id: String,
    secret_access_key: String,
    token: Option<String>,
}

/// The credentials of the role that this container has, if it has one.
fn of_container() -> Result<Option<Found>> {
    let relative = variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI").map(|path| format!("{CONTAINER_HOST}{path}"));
    let Some(url) = relative.or_else(|| variable("AWS_CONTAINER_CREDENTIALS_FULL_URI")) else { return Ok(None) };
    let token = variable("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE")
        .and_then(|path| String::from_utf8(read_regular(&PathBuf::from(path), LARGEST).ok()?.0).ok())
        .or_else(|| variable("AWS_CONTAINER_AUTHORIZATION_TOKEN"));
    let ask = || -> std::result::Result<ContainerCredentials, &'static str> {
        let agent: ureq::Agent =
            ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(5))).proxy(None).build().into();
        let request = agent.get(&url);
        let request = match &token {
            Some(token) => request.header("Authorization", token.trim()),
            None => request,
        };
        let mut answer = request.call().map_err(|_| "nobody answers")?;
        let text = answer.body_mut().read_to_vec().map_err(|_| "the answer cannot be read")?;
        serde_json::from_slice(&text).map_err(|_| "the answer is of another kind")
    };
    let found = ask().map_err(|why| {
        Error::environment(format!(
            "this container has a role, and its credentials cannot be had: {why}; see to the container's role"
        ))
    })?;
    let (key, secret) = (found.access_key_id, found.secret_access_key);
    let credentials = match found.token {
        Some(token) => Credentials::new_with_token(key, secret, token),
        None => Credentials::new(key, secret),
    };
    Ok(Some(Found { credentials, place: String::from("the role of this container") }))
}

/// A variable that is set and not empty.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.trim().is_empty())
}

/// One of the user's two files.
fn file(name: &str, usual: &str) -> Option<PathBuf> {
    let home = || {
        variable("HOME").or_else(|| variable("USERPROFILE")).map(|home| PathBuf::from(home).join(".aws").join(usual))
    };
    variable(name).map(PathBuf::from).or_else(home)
}

/// A key of a profile: sections in brackets, `key = value` below them.
fn profile_value(path: &std::path::Path, profile: &str, key: &str) -> Option<String> {
    let text = String::from_utf8(read_regular(path, LARGEST).ok()?.0).ok()?;
    value_in(&text, profile, key)
}

fn value_in(text: &str, profile: &str, key: &str) -> Option<String> {
    let mut inside = false;
    let mut found = None;
    for line in text.lines() {
        let line = line.trim();
        if let Some(section) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let section = section.trim();
            inside = section.strip_prefix("profile ").unwrap_or(section).trim() == profile;
        } else if inside
            && let Some((name, value)) = line.split_once('=')
            && name.trim() == key
        {
            found = Some(value.trim().to_owned());
        }
    }
    found.filter(|value| !value.is_empty())
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

    #[test]
    fn what_is_found_is_not_printed() {
        let found = Found { credentials: Credentials::new("a-key", "a-secret"), place: String::from("here") };
        let printed = format!("{found:?}");
        assert!(!printed.contains("a-key") && !printed.contains("a-secret"), "{printed}");
    }
}
