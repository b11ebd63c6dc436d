//! What stands in the environment of a container becomes the credentials of its role.

use std::net::IpAddr;
use std::time::Duration;

use ureq::http::Uri;

use crate::publish::store::credentials::found_credentials::Looked;
use crate::publish::store::credentials::profiles::{small_text, variable};
use crate::publish::store::credentials::role_answer::{agent, found, read};

/// Where containers on Amazon's machines ask.
const HOST: &str = "http://169.254.170.2";

/// The hosts beside this machine that are asked without encryption.
const BESIDE: [&str; 3] = ["169.254.170.2", "169.254.170.23", "fd00:ec2::23"];

const RELATIVE: &str = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
const FULL: &str = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
const TOKEN: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
const TOKEN_FILE: &str = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

/// The credentials of the role that this container has, if it has one. Its address is in no error: it is half a secret.
pub(crate) fn look() -> Result<Looked, String> {
    let Some(url) = variable(RELATIVE).map(|path| format!("{HOST}{path}")).or_else(|| variable(FULL)) else {
        return Ok(Looked::Absent(format!("the role of a container (neither {RELATIVE} nor {FULL} is set)")));
    };
    if !may_be_asked(&url) {
        return Err(format!(
            "this container has a role, and {FULL} is no address that may be told a secret: it needs `https`, or a host beside this one"
        ));
    }
    let token = match variable(TOKEN_FILE) {
        Some(path) => {
            let none = || format!("this container has a role, and `{path}`, which {TOKEN_FILE} names, cannot be read");
            Some(small_text(&path).ok_or_else(none)?)
        }
        None => variable(TOKEN),
    };
    let asked = || {
        let request = agent(Duration::from_secs(5)).get(&url);
        let request = match &token {
            Some(token) => request.header("Authorization", token.trim()),
            None => request,
        };
        match read(request.call())? {
            (200, answer) => found(&answer, String::from("the role of this container")),
            _ => Err("the answer is a refusal"),
        }
    };
    // It may be busy: many containers ask at once when they begin.
    asked().or_else(|_| asked()).map(Looked::Found).map_err(|why| {
        format!("this container has a role, and its credentials cannot be had: {why}; see to the container's role")
    })
}

/// Whether a secret may travel there: encrypted, or not beyond this machine and what serves it.
fn may_be_asked(url: &str) -> bool {
    let Ok(uri) = url.parse::<Uri>() else { return false };
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    let is_here = host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    match uri.scheme_str() {
        Some("https") => true,
        Some("http") => is_here || BESIDE.contains(&host),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_travels_to_hosts_beside_this_one_or_encrypted() {
        for url in
            ["http://169.254.170.2/v2/x", "http://[fd00:ec2::23]/v1", "http://127.0.0.1:5000/", "https://a.example/"]
        {
            assert!(may_be_asked(url), "{url}");
        }
        for url in [
            "http://a.example/",
            "http://169.254.170.2.a.example/",
            "http://169.254.170.2@a.example/",
            "ftp://localhost/",
            "x",
        ] {
            assert!(!may_be_asked(url), "{url}");
        }
    }
}
