//! What a container or a machine answers about its role becomes credentials.

use std::time::Duration;

use rusty_s3::Credentials;
use serde::Deserialize;
use ureq::http::Response;
use ureq::tls::TlsConfig;
use ureq::{Agent, Body};

use crate::publish::store::credentials::found_credentials::Found;

/// The largest answer that is read.
const LARGEST: u64 = 1024 * 1024;

/// Their own name for credentials.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct RoleCredentials {
    access_key_id: String,
    secret_access_key: String,
    token: Option<String>,
    expiration: Option<String>,
}

/// Credentials from the answer of a role.
pub(crate) fn found(answer: &[u8], place: String) -> Result<Found, &'static str> {
    let role: RoleCredentials = serde_json::from_slice(answer).map_err(|_| "the answer is of another kind")?;
    let (key, secret) = (role.access_key_id, role.secret_access_key);
    let credentials = match role.token {
        Some(token) => Credentials::new_with_token(key, secret, token),
        None => Credentials::new(key, secret),
    };
    let expires = role.expiration.and_then(|moment| moment.parse().ok());
    Ok(Found { credentials, place, expires, passed_over: Vec::new() })
}

/// Whoever asks for credentials: soon tired, and led nowhere else.
pub(crate) fn agent(patience: Duration) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(patience))
        .proxy(None);
    config.build().into()
}

/// The same for a host elsewhere, which may be behind a proxy.
pub(crate) fn agent_for_afar(patience: Duration, tls: TlsConfig) -> Agent {
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(patience))
        .tls_config(tls);
    config.build().into()
}

/// The status of an answer and what it says. An error's own words may hold an address, and that a secret.
pub(crate) fn read(answer: Result<Response<Body>, ureq::Error>) -> Result<(u16, Vec<u8>), &'static str> {
    let mut answer = answer.map_err(|_| "nobody answers")?;
    let status = answer.status().as_u16();
    let text = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
    Ok((status, text.map_err(|_| "the answer cannot be read")?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_with_its_end() {
        let answer = br#"{"Code":"Success","AccessKeyId":"k","SecretAccessKey":"s","Token":"t","Expiration":"2026-11-30T08:00:00Z"}"#;
        let found = found(answer, String::from("here")).unwrap();
        assert_eq!((found.credentials.key(), found.credentials.token()), ("k", Some("t")));
        assert_eq!(found.expires, "2026-11-30T08:00:00Z".parse().ok());
        assert!(super::found(br#"{"Code":"Failed"}"#, String::new()).is_err());
    }
}
