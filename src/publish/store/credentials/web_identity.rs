//! A token that says who a job or a pod is becomes the credentials of the role that it may have.

use std::time::Duration;

use rusty_s3::Credentials;

use crate::publish::store::credentials::found_credentials::{Found, Looked};
use crate::publish::store::credentials::profiles::{setting, small_text, variable};
use crate::publish::store::credentials::role_answer::{agent_for_afar, read};
use crate::publish::store::refusal::code;
use crate::publish::store::trusted_certificates::trusting;

const TOKEN_FILE: &str = "AWS_WEB_IDENTITY_TOKEN_FILE";
const ROLE: &str = "AWS_ROLE_ARN";

/// How often is asked who does not answer, or not now.
const TRIES: usize = 3;

/// Who is who, and wants which role.
struct WebIdentity<'a> {
    token_file: &'a str,
    role: &'a str,
    session: &'a str,
    place: String,
}

/// What the environment says of a web identity.
pub(crate) fn of_environment(region: &str) -> Result<Looked, String> {
    let (file, role) = (variable(TOKEN_FILE), variable(ROLE));
    let (Some(token_file), Some(role)) = (&file, &role) else {
        let missing = if file.is_none() { TOKEN_FILE } else { ROLE };
        return Ok(Looked::Absent(format!("a web identity ({missing} is not set)")));
    };
    let session = variable("AWS_ROLE_SESSION_NAME").unwrap_or_else(|| String::from("casebook"));
    let place = format!("the role that a web identity has ({TOKEN_FILE})");
    WebIdentity { token_file, role, session: &session, place }.look(region)
}

/// What a profile says of one.
pub(crate) fn of_profile(name: &str, region: &str) -> Result<Looked, String> {
    let (Some(token_file), Some(role)) = (setting(name, "web_identity_token_file"), setting(name, "role_arn")) else {
        return Ok(Looked::Absent(format!("the profile `{name}`")));
    };
    let session = setting(name, "role_session_name").unwrap_or_else(|| String::from("casebook"));
    let place = format!("the role that the web identity of the profile `{name}` has");
    WebIdentity { token_file: &token_file, role: &role, session: &session, place }.look(region)
}

impl WebIdentity<'_> {
    fn look(&self, region: &str) -> Result<Looked, String> {
        let Some(token) = small_text(self.token_file) else {
            return Err(format!("the token of the web identity, `{}`, cannot be read, or is empty", self.token_file));
        };
        let endpoint = variable("AWS_ENDPOINT_URL_STS").or_else(|| variable("AWS_ENDPOINT_URL"));
        let endpoint = endpoint.unwrap_or_else(|| usual_endpoint(region));
        let agent = agent_for_afar(Duration::from_secs(20), trusting());
        // In the body, for addresses are written down on the way.
        let wish = [
            ("Action", "AssumeRoleWithWebIdentity"),
            ("Version", "2011-06-15"),
            ("RoleArn", self.role),
            ("RoleSessionName", self.session),
            ("WebIdentityToken", &token),
        ];
        let mut why = String::new();
        for n in 0..TRIES {
            std::thread::sleep(Duration::from_millis(500) * n as u32);
            match read(agent.post(&endpoint).send_form(wish)) {
                Ok((200, answer)) => {
                    let text = String::from_utf8_lossy(&answer);
                    why = String::from("the answer is of another kind");
                    if let Some(found) = self.found(&text) {
                        return Ok(Looked::Found(found));
                    }
                }
                Ok((status, answer)) => {
                    let word = code(&answer);
                    why = format!("status {status} {word}").trim_end().to_owned();
                    if status < 500 && word != "IDPCommunicationError" {
                        break;
                    }
                }
                Err(silent) => why = format!("{silent} at `{}`", host(&endpoint)),
            }
        }
        Err(format!(
            "the web identity does not get the role `{}`: {why}; see to whom the role trusts, and to the token's audience and age",
            self.role
        ))
    }

    fn found(&self, answer: &str) -> Option<Found> {
        let (key, secret) = (element(answer, "AccessKeyId")?, element(answer, "SecretAccessKey")?);
        let credentials = Credentials::new_with_token(key, secret, element(answer, "SessionToken")?);
        let expires = element(answer, "Expiration").and_then(|moment| moment.parse().ok());
        Some(Found { credentials, place: self.place.clone(), expires, passed_over: Vec::new() })
    }
}

/// Where Amazon gives roles.
fn usual_endpoint(region: &str) -> String {
    let china = if region.starts_with("cn-") { ".cn" } else { "" };
    format!("https://sts.{region}.amazonaws.com{china}")
}

/// An address without what may be secret in it.
fn host(url: &str) -> String {
    url.parse::<ureq::http::Uri>().ok().and_then(|uri| uri.host().map(str::to_owned)).unwrap_or_default()
}

/// What stands in an element of an answer whose texts need no escapes.
fn element<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    let (value, _) = rest.split_once(&format!("</{name}>"))?;
    Some(value.trim()).filter(|value| !value.is_empty() && !value.contains(['<', '&']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_by_its_elements() {
        let answer = "<R><Credentials><AccessKeyId>k</AccessKeyId><SecretAccessKey>s/+=</SecretAccessKey>\
                      <SessionToken>t</SessionToken><Expiration>2026-11-30T08:00:00Z</Expiration></Credentials></R>";
        let identity = WebIdentity { token_file: "", role: "", session: "", place: String::new() };
        let found = identity.found(answer).unwrap();
        assert_eq!((found.credentials.secret(), found.credentials.token()), ("s/+=", Some("t")));
        assert_eq!(found.expires, "2026-11-30T08:00:00Z".parse().ok());
        assert!(identity.found("<AccessKeyId>k</AccessKeyId>").is_none());
    }

    #[test]
    fn roles_are_given_in_the_region_of_the_store() {
        assert_eq!(usual_endpoint("eu-central-1"), "https://sts.eu-central-1.amazonaws.com");
        assert_eq!(usual_endpoint("cn-north-1"), "https://sts.cn-north-1.amazonaws.com.cn");
        assert_eq!(host("https://sts.example/a?b"), "sts.example");
    }
}
