//! What a virtual machine says of itself, to whoever shows a token, becomes the credentials of its role.

use std::time::Duration;

use crate::publish::store::credentials::found_credentials::Looked;
use crate::publish::store::credentials::profiles::variable;
use crate::publish::store::credentials::role_answer::{agent, found, read};

/// Where machines ask about themselves.
const HOST: &str = "http://169.254.169.254";

/// Where they ask with addresses of the newer kind.
const HOST_6: &str = "http://[fd00:ec2::254]";

const ROLES: &str = "latest/meta-data/iam/security-credentials/";

/// Nobody waits long for a host that is there at once or not at all.
const PATIENCE: Duration = Duration::from_secs(1);

/// The credentials of the role that this machine has, if it is one that has roles.
pub(crate) fn look() -> Result<Looked, String> {
    let absent = |why: &str| Ok(Looked::Absent(format!("the role of a machine ({why})")));
    if variable("AWS_EC2_METADATA_DISABLED").is_some_and(|value| value.trim().eq_ignore_ascii_case("true")) {
        return absent("AWS_EC2_METADATA_DISABLED is set");
    }
    let is_6 = variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE").is_some_and(|mode| mode.eq_ignore_ascii_case("ipv6"));
    let usual = || String::from(if is_6 { HOST_6 } else { HOST });
    let host = variable("AWS_EC2_METADATA_SERVICE_ENDPOINT").unwrap_or_else(usual);
    let host = host.trim_end_matches('/');
    let agent = agent(PATIENCE);
    let token = agent.put(format!("{host}/latest/api/token")).header("X-aws-ec2-metadata-token-ttl-seconds", "300");
    let token = match read(token.send_empty()) {
        Ok((200, token)) => String::from_utf8(token).unwrap_or_default(),
        Ok((status, _)) => return absent(&format!("what answers at `{host}` refuses a token, with status {status}")),
        Err(why) => return absent(&format!("{why} at `{host}`")),
    };
    let ask = |path: &str| {
        let request = agent.get(format!("{host}/{ROLES}{path}")).header("X-aws-ec2-metadata-token", token.trim());
        match read(request.call())? {
            (200, answer) => Ok(answer),
            _ => Err("the answer is a refusal"),
        }
    };
    let roles = ask("").map(|roles| String::from_utf8_lossy(&roles).into_owned()).unwrap_or_default();
    let Some(role) = roles.lines().map(str::trim).find(|role| is_name(role)) else {
        return absent("this one has none");
    };
    let place = format!("the role `{role}` of this machine");
    ask(role).and_then(|answer| found(&answer, place)).map(Looked::Found).map_err(|why| {
        format!("this machine has the role `{role}`, and its credentials cannot be had: {why}; see to the role")
    })
}

/// Whether it can be the name of a role.
fn is_name(role: &str) -> bool {
    !role.is_empty() && role.bytes().all(|b| b.is_ascii_alphanumeric() || b"_+=,.@-".contains(&b))
}
