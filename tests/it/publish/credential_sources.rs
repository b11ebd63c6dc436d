//! The places that credentials come from, played by a server of the tests: containers, machines, and whoever gives roles to a web identity.

use std::process::Command;
use std::sync::{Arc, Mutex, PoisonError};

use tiny_http::{Header, Method, Request, Response, Server};

use super::recipes::{block, commands, path_with_ours};
use super::servers::{KEY, SECRET, StoreServer, casebook, free_port, ran, with_credentials};
use super::site::{json, site};
use crate::kit::{Kb, Run};

const CONTAINER_TOKEN: &str = "of-a-container-nobody-may-see";
const MACHINE_TOKEN: &str = "of-a-machine-nobody-may-see";
const WEB_TOKEN: &str = "of-a-job-nobody-may-see";
const SESSION: &str = "of-a-session-nobody-may-see";

/// Whoever gives roles: everything at one port.
struct RoleServer {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl RoleServer {
    /// `ends` is when the first credentials end that it gives; later ones last.
    fn start(ends: &'static str) -> Self {
        let server = Server::http("127.0.0.1:0").expect("a port");
        let port = server.server_addr().to_ip().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let own = Arc::clone(&asked);
        std::thread::spawn(move || {
            let mut given = 0;
            while let Ok(mut request) = server.recv() {
                let path = request.url().to_owned();
                own.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{} {path}", request.method()));
                let end = if given == 0 { ends } else { "2999-01-01T00:00:00Z" };
                let (status, text) = answer(&mut request, end);
                given += usize::from(text.contains(SECRET));
                let _ = request.respond(Response::from_string(text).with_status_code(status));
            }
        });
        Self { port, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }
}

fn answer(request: &mut Request, end: &str) -> (u16, String) {
    let header = |request: &Request, name: &'static str| {
        let found = request.headers().iter().find(|header: &&Header| header.field.equiv(name));
        found.map(|header| header.value.to_string()).unwrap_or_default()
    };
    let role = format!(
        "{{\"AccessKeyId\":\"{KEY}\",\"SecretAccessKey\":\"{SECRET}\",\"Token\":\"{SESSION}\",\"Expiration\":\"{end}\"}}"
    );
    let is_machine = header(request, "X-aws-ec2-metadata-token") == MACHINE_TOKEN;
    match (request.method().clone(), request.url()) {
        (Method::Get, "/container") if header(request, "Authorization") == CONTAINER_TOKEN => (200, role),
        (Method::Put, "/latest/api/token") if !header(request, "X-aws-ec2-metadata-token-ttl-seconds").is_empty() => {
            (200, MACHINE_TOKEN.to_owned())
        }
        (Method::Get, "/latest/meta-data/iam/security-credentials/") if is_machine => {
            (200, String::from("publisher\n"))
        }
        (Method::Get, "/latest/meta-data/iam/security-credentials/publisher") if is_machine => (200, role),
        (Method::Post, "/sts") => {
            let mut body = String::new();
            request.as_reader().read_to_string(&mut body).expect("a form");
            let wish = format!(
                "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fpublisher\
                 &RoleSessionName=casebook&WebIdentityToken={WEB_TOKEN}"
            );
            match body == wish {
                true => (
                    200,
                    format!(
                        "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>\
                     <AccessKeyId>{KEY}</AccessKeyId><SecretAccessKey>{SECRET}</SecretAccessKey>\
                     <SessionToken>{SESSION}</SessionToken><Expiration>{end}</Expiration></Credentials>\
                     </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>"
                    ),
                ),
                false => (
                    400,
                    format!(
                        "<ErrorResponse><Error><Code>InvalidIdentityToken</Code><Message>{body}</Message></Error></ErrorResponse>"
                    ),
                ),
            }
        }
        _ => (403, format!("no: {SESSION}")),
    }
}

/// The doctor with nothing in the environment but this.
fn doctor(kb: &Kb, environment: &[(&str, &str)]) -> Run {
    let mut command = casebook(kb, &["doctor"]);
    without_keys(&mut command).envs(environment.iter().copied());
    ran(command)
}

fn without_keys(command: &mut Command) -> &mut Command {
    command.env_remove("AWS_ACCESS_KEY_ID").env_remove("AWS_SECRET_ACCESS_KEY").env_remove("AWS_EC2_METADATA_DISABLED")
}

/// What the doctor says of credentials.
fn said(run: &Run) -> String {
    let line = run.stdout.lines().find(|line| line.contains(" credentials ")).unwrap_or(&run.stderr);
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

const NO_KEY: &str = "not in the environment (AWS_ACCESS_KEY_ID is not set)";
const NO_WEB: &str = "not in a web identity (AWS_WEB_IDENTITY_TOKEN_FILE is not set)";
const NO_CONTAINER: &str = "not in the role of a container (neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor AWS_CONTAINER_CREDENTIALS_FULL_URI is set)";

#[test]
fn each_place_is_asked_in_its_turn_and_the_doctor_names_them() {
    let (store, roles) = (StoreServer::s3s(), RoleServer::start("2999-01-01T00:00:00Z"));
    let kb = site(&store.config(""), 1);
    let home = kb.path(".aws");
    let no_profile = format!(
        "not in the profile `default` (no key and secret of it in `{0}/credentials` and `{0}/config`)",
        home.display()
    );
    kb.edit("web-token", format!("{WEB_TOKEN}\n"));
    kb.edit("container-token", CONTAINER_TOKEN);
    let (sts, container, machine) = (roles.url("sts"), roles.url("container"), roles.url(""));
    let machine = ("AWS_EC2_METADATA_SERVICE_ENDPOINT", machine.as_str());
    let web = [
        ("AWS_WEB_IDENTITY_TOKEN_FILE", "web-token"),
        ("AWS_ROLE_ARN", "arn:aws:iam::1:role/publisher"),
        ("AWS_ENDPOINT_URL_STS", sts.as_str()),
    ];
    let container = [
        ("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.as_str()),
        ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "container-token"),
    ];
    let cases = [
        (
            [&web[..], &container, &[machine]].concat(),
            format!(
                "works credentials found in the role that a web identity has (AWS_WEB_IDENTITY_TOKEN_FILE); {NO_KEY}"
            ),
        ),
        (
            [&container[..], &[machine]].concat(),
            format!("works credentials found in the role of this container; {NO_KEY}; {NO_WEB}; {no_profile}"),
        ),
        (
            vec![machine],
            format!(
                "works credentials found in the role `publisher` of this machine; {NO_KEY}; {NO_WEB}; {no_profile}; {NO_CONTAINER}"
            ),
        ),
    ];
    for (environment, wanted) in cases {
        let run = doctor(&kb, &environment);
        assert_eq!((run.code, said(&run)), (0, wanted), "{run:?}");
    }
    // A profile may have a web identity, too, and one that is named is all that is looked at.
    let config = "[profile ci]\nrole_arn = arn:aws:iam::1:role/publisher\nweb_identity_token_file = web-token\n";
    kb.edit(".aws/config", config);
    kb.edit("casebook.toml", store.config("profile = \"ci\"\n"));
    let run = doctor(&kb, &[web[2], container[0], container[1]]);
    let wanted = "works credentials found in the role that the web identity of the profile `ci` has";
    assert_eq!((run.code, said(&run).as_str()), (0, wanted), "{run:?}");
}

#[test]
fn a_place_that_is_set_up_and_refuses_is_named_and_no_other_is_asked() {
    let (store, roles) = (StoreServer::s3s(), RoleServer::start("2999-01-01T00:00:00Z"));
    let kb = site(&store.config(""), 1);
    kb.edit("web-token", "of-another-nobody-may-see");
    let (sts, machine, container) = (roles.url("sts"), roles.url(""), roles.url("container"));
    let nobody = format!("http://127.0.0.1:{}", free_port());
    let fallback = ("AWS_EC2_METADATA_SERVICE_ENDPOINT", machine.as_str());
    let role = ("AWS_ROLE_ARN", "arn:aws:iam::1:role/publisher");
    let web = |file| ("AWS_WEB_IDENTITY_TOKEN_FILE", file);
    let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    let cases = [
        (
            vec![web("web-token"), role, ("AWS_ENDPOINT_URL_STS", sts.as_str())],
            "does not get the role `arn:aws:iam::1:role/publisher`: status 400 InvalidIdentityToken; see to whom the role trusts",
        ),
        (vec![web("web-token"), role, ("AWS_ENDPOINT_URL_STS", nobody.as_str())], "nobody answers at `127.0.0.1`"),
        (vec![web("not-there"), role], "the token of the web identity, `not-there`, cannot be read"),
        (
            vec![(full, container.as_str())],
            "this container has a role, and its credentials cannot be had: the answer is a refusal",
        ),
        (vec![(full, nobody.as_str())], "its credentials cannot be had: nobody answers"),
        (vec![(full, "http://roles.example/container")], "is no address that may be told a secret"),
        (
            vec![(full, container.as_str()), ("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "not-there")],
            "`not-there`, which AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names, cannot be read",
        ),
    ];
    for (environment, cause) in cases {
        let run = doctor(&kb, &[&environment[..], &[fallback]].concat());
        assert!(run.code == 3 && run.stderr.contains(cause), "`{cause}` is not in {run:?}");
    }
    assert!(!roles.asked().iter().any(|asked| asked.contains("latest")), "{:?}", roles.asked());
    let none = doctor(&kb, &[("AWS_EC2_METADATA_SERVICE_ENDPOINT", &nobody)]);
    assert_eq!(none.code, 3, "{none:?}");
    for place in [NO_KEY, NO_WEB, NO_CONTAINER] {
        assert!(none.stderr.contains(place.trim_start_matches("not in ")), "{place}: {none:?}");
    }
    assert!(none.stderr.contains(&format!("the role of a machine (nobody answers at `{nobody}`)")), "{none:?}");
    let missing = doctor(&kb, &[("AWS_PROFILE", "ci"), fallback]);
    assert!(
        missing.code == 3 && missing.stderr.contains("AWS_PROFILE is `ci`, and there is no such profile"),
        "{missing:?}"
    );
    kb.edit(".aws/config", "[default]\nsso_session = us\n");
    let other = doctor(&kb, &[fallback]);
    assert!(other.code == 3 && other.stderr.contains("the profile `default` logs in by `sso_session`"), "{other:?}");
    kb.edit(".aws/config", "[profile ci]\nregion = us-east-1\n");
    let region_only = doctor(&kb, &[("AWS_PROFILE", "ci"), fallback]);
    assert!(
        region_only.code == 0 && region_only.stdout.contains("the role `publisher` of this machine"),
        "{region_only:?}"
    );
}

#[test]
fn a_job_of_ci_publishes_with_what_it_is() {
    let (store, roles) = (StoreServer::s3s(), RoleServer::start("2999-01-01T00:00:00Z"));
    let kb = site(&store.config(""), 2);
    let workflow = block("publish:\n  id_tokens:");
    assert!(workflow.contains("JOB_TOKEN: {") && workflow.contains("{ AWS_ROLE_ARN: "));
    let mut job = with_credentials(&kb, "sh");
    without_keys(&mut job).args(["-euc", &commands(workflow).join("\n")]).env("PATH", path_with_ours());
    job.env("JOB_TOKEN", WEB_TOKEN).env("AWS_ROLE_ARN", "arn:aws:iam::1:role/publisher");
    job.env("TMPDIR", kb.path("")).env("AWS_ENDPOINT_URL_STS", roles.url("sts"));
    let run = ran(job);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.contains("found in the role that a web identity has"), "{run:?}");
    assert!(store.fetch("index.html").is_some());
}

#[test]
fn credentials_that_end_soon_are_looked_for_anew() {
    let (store, roles) = (StoreServer::s3s(), RoleServer::start("2026-01-01T00:00:00Z"));
    let kb = site(&store.config(""), 2);
    let mut command = casebook(&kb, &["publish", "--yes", "--json"]);
    without_keys(&mut command).env("AWS_CONTAINER_CREDENTIALS_FULL_URI", roles.url("container"));
    command.env("AWS_CONTAINER_AUTHORIZATION_TOKEN", CONTAINER_TOKEN);
    let run = ran(command);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(json(&run)["done"]["uploaded"].as_u64().is_some_and(|count| count > 30));
    assert_eq!(roles.asked(), ["GET /container"; 2]);
}
