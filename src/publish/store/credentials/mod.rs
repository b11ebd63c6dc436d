//! The usual places become credentials: the environment, a web identity, the files of profiles, the role of a container, that of a machine.
//!
//! What they are is in no output, no error and no log: only where they were found. A place that is set up and refuses is an error, and
//! no other is tried in its stead: what another place has may be somebody else's.

mod container_role;
mod found_credentials;
mod machine_role;
mod profiles;
mod role_answer;
mod web_identity;

use rusty_s3::Credentials;

use crate::error::{Error, Result};

use found_credentials::Looked;
use profiles::{profile_name, variable};

pub(crate) use found_credentials::Found;
pub(crate) use profiles::of_store;

/// Where credentials are looked for.
#[derive(Debug)]
pub(crate) struct Search {
    /// The profile that the target names; then nothing else is looked at.
    pub(crate) profile: Option<String>,
    /// The region of the store, in which web identities are shown as well.
    pub(crate) region: String,
}

impl Search {
    /// Finds credentials.
    ///
    /// # Errors
    /// When there are none, naming each place that was looked at; and when a place that is set up refuses.
    pub(crate) fn find(&self) -> Result<Found> {
        let name = profile_name(self.profile.as_deref());
        let environment = || Ok(of_environment());
        let web_identity = || web_identity::of_environment(&self.region);
        let profile = || of_profile(&name, &self.region);
        let sources: &[&dyn Fn() -> Result<Looked, String>] = match &self.profile {
            Some(_) => &[&profile],
            None => &[&environment, &web_identity, &profile, &container_role::look, &machine_role::look],
        };
        let mut passed_over = Vec::new();
        for look in sources {
            match look().map_err(Error::environment)? {
                Looked::Found(found) => return Ok(Found { passed_over, ..found }),
                Looked::Absent(why) => passed_over.push(why),
            }
        }
        Err(Error::environment(self.none(&name, &passed_over)))
    }

    /// That there are none, and the way out.
    fn none(&self, name: &str, passed_over: &[String]) -> String {
        let passed_over = passed_over.join("; ");
        match &self.profile {
            Some(_) => format!("there are no credentials in {passed_over}"),
            None => format!(
                "there are no credentials: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write the profile `{name}` into the files \
                 of profiles; a login of another kind gives them with `aws configure export-credentials --format env`. \
                 Looked at: {passed_over}"
            ),
        }
    }
}

fn of_environment() -> Looked {
    match Credentials::from_env() {
        Some(credentials) => Looked::found(credentials, "the environment (AWS_ACCESS_KEY_ID)"),
        None => {
            let missing =
                ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].into_iter().find(|name| variable(name).is_none());
            Looked::Absent(format!("the environment ({} is not set)", missing.unwrap_or("AWS_ACCESS_KEY_ID")))
        }
    }
}

/// A profile with a key and a secret, or with a web identity.
fn of_profile(name: &str, region: &str) -> Result<Looked, String> {
    if let Some(found) = profiles::keys(name) {
        return Ok(found);
    }
    match web_identity::of_profile(name, region)? {
        Looked::Absent(_) => profiles::absent(name),
        found => Ok(found),
    }
}
