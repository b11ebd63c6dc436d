//! The address that readers use becomes what they get there: a page, nothing, a twin, the parts of the search.

use std::time::Duration;

use ureq::Agent;

use crate::publish::doctor::check::{Check, PublishedHashes};
use crate::publish::upload_order::is_content_named;

/// A page that no site has.
const MISSING: &str = "casebook-doctor-asks-for-what-is-not-there.html";

/// What came back.
struct PublicAnswer {
    status: u16,
    kind: String,
    hash: String,
}

/// Asks as a reader would, where it is known what they should get.
pub(crate) fn of_readers(address: Option<&str>, published: &PublishedHashes) -> Vec<Check> {
    let Some(address) = address else {
        return vec![Check::untried("readers", "the target says no `address` at which readers find it")];
    };
    if published.is_empty() {
        return vec![Check::untried("readers", "nothing is published yet")];
    }
    let readers = Readers { agent: agent(), base: format!("{}/", address.trim_end_matches('/')), published };
    let mut checks = vec![readers.page("a page", "index.html", "text/html")];
    if checks[0].is_wrong() {
        return checks;
    }
    checks.push(readers.missing());
    let twin = published.keys().find(|address| address.ends_with(".md"));
    checks.extend(twin.map(|twin| readers.page("a twin", twin, "text/markdown")));
    let shard = published.keys().find(|address| is_content_named(address));
    let parts = ["search/manifest.js"].into_iter().filter(|part| published.contains_key(*part));
    let search = parts.chain(shard.map(String::as_str)).map(|part| readers.page("the search", part, "javascript"));
    let search: Vec<Check> = search.collect();
    checks.extend(search.iter().find(|check| check.is_wrong()).or(search.first()).cloned());
    checks
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .timeout_global(Some(Duration::from_secs(20)))
        .build()
        .into()
}

struct Readers<'a> {
    agent: Agent,
    base: String,
    published: &'a PublishedHashes,
}

impl Readers<'_> {
    fn page(&self, name: &'static str, address: &str, kind: &str) -> Check {
        let url = format!("{}{address}", self.base);
        let answer = match self.ask(&url) {
            Ok(answer) => answer,
            Err(why) => {
                return Check::fails(
                    name,
                    format!("`{url}` does not answer: {why}; see to `address` and the web server"),
                );
            }
        };
        match answer.status {
            200 => {}
            301 | 302 | 303 | 307 | 308 | 401 | 403 => {
                let message = format!(
                    "`{url}` asks for a login or leads elsewhere (status {}); a reader may see it, the doctor cannot",
                    answer.status
                );
                return if answer.status == 403 { Check::fails(name, message) } else { Check::untried(name, message) };
            }
            404 => {
                let message = format!(
                    "`{url}` is not there (status 404): does the web server serve `current`, or the bucket's `prefix`?"
                );
                return Check::fails(name, message);
            }
            status => {
                return Check::fails(name, format!("`{url}` answers with status {status}; see to the web server"));
            }
        }
        if !answer.kind.contains(kind) {
            let message =
                format!("`{url}` comes as `{}` and not as {kind}; teach the web server the type", answer.kind);
            return Check::fails(name, message);
        }
        match self.published.get(address) {
            Some(hash) if *hash != answer.hash => {
                let message = format!(
                    "`{url}` is not what was published last: a cache in between keeps an older one, or another directory is served"
                );
                Check::fails(name, message)
            }
            _ => Check::works(name, format!("`{url}` is what was published, as {}", answer.kind)),
        }
    }

    fn missing(&self) -> Check {
        let url = format!("{}{MISSING}", self.base);
        match self.ask(&url).map(|answer| answer.status) {
            Ok(404) => Check::works("what is not there", "answers 404"),
            Ok(200) => Check::fails(
                "what is not there",
                "a page that does not exist answers with status 200; let the web server answer 404 with `404.html`, not with the front page",
            ),
            Ok(403) => Check::fails(
                "what is not there",
                "a page that does not exist answers with status 403; let readers list the bucket, or let the CDN turn that into 404",
            ),
            Ok(status) => Check::untried("what is not there", format!("answers with status {status}")),
            Err(why) => Check::fails("what is not there", why),
        }
    }

    fn ask(&self, url: &str) -> Result<PublicAnswer, String> {
        let mut answer = self.agent.get(url).call().map_err(|error| error.to_string())?;
        let kind = answer.headers().get("content-type").and_then(|kind| kind.to_str().ok()).unwrap_or("").to_owned();
        let packed = answer.headers().get("content-encoding").is_some_and(|encoding| encoding == "gzip");
        let bytes = answer.body_mut().with_config().limit(1 << 30).read_to_vec().map_err(|error| error.to_string())?;
        Ok(PublicAnswer { status: answer.status().as_u16(), kind, hash: hash(&bytes, packed) })
    }
}

/// The hash of what a reader sees: nobody asked for it compressed, but a store keeps only that.
fn hash(bytes: &[u8], packed: bool) -> String {
    let mut hasher = blake3::Hasher::new();
    let whole = packed && std::io::copy(&mut flate2::read::GzDecoder::new(bytes), &mut hasher).is_ok();
    if whole { hasher.finalize().to_hex().to_string() } else { blake3::hash(bytes).to_hex().to_string() }
}
