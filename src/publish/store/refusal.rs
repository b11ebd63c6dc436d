//! What a store answers when it refuses becomes words with the way out.

/// Why a request came to nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// The store said so: status, its own word for it, and what its clock said.
    Answered { status: u16, code: String, region: Option<String> },
    /// Nothing, or nothing whole, came back.
    Silent(String),
    /// It was never sent whole, because the file to be sent cannot be read, in words.
    Unreadable(String),
}

impl Refusal {
    /// Whether the same request may go well in a moment.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Silent(_) => true,
            Self::Unreadable(_) => false,
            Self::Answered { status, code, .. } => {
                matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504)
                    || matches!(
                        code.as_str(),
                        "SlowDown" | "RequestTimeout" | "InternalError" | "BadDigest" | "IncompleteBody"
                    )
            }
        }
    }

    pub(crate) fn status(&self) -> u16 {
        match self {
            Self::Answered { status, .. } => *status,
            Self::Silent(_) | Self::Unreadable(_) => 0,
        }
    }

    /// Whether a condition of the request was not met.
    pub(crate) fn is_unmet(&self) -> bool {
        matches!(self.status(), 412 | 409)
    }

    /// Why, and what to do about it. `skew` is by how many seconds this machine's clock is ahead of the store's, where that is known.
    pub(crate) fn said(&self, bucket: &str, place: &str, skew: Option<i64>) -> String {
        let (status, code, region) = match self {
            Self::Silent(why) => {
                return format!("the store does not answer: {why}; see to `endpoint`, the network and the proxy");
            }
            Self::Unreadable(why) => return why.clone(),
            Self::Answered { status, code, region } => (*status, code.as_str(), region.as_deref()),
        };
        if let Some(skew) = skew.filter(|skew| skew.abs() > 300 && matches!(status, 400 | 401 | 403)) {
            return skewed(skew);
        }
        match (status, code) {
            (_, "RequestTimeTooSkewed") => String::from(
                "the clocks of this machine and of the store differ by more than 15 minutes; set this one's",
            ),
            (_, "ExpiredToken" | "TokenRefreshRequired" | "ExpiredTokenException") => {
                format!("the credentials from {place} have expired; log in again")
            }
            (_, "InvalidAccessKeyId" | "SignatureDoesNotMatch" | "InvalidToken" | "UnrecognizedClientException") => {
                format!(
                    "the store does not know the credentials from {place} ({code}); see to the key, the secret and the token"
                )
            }
            (_, "NoSuchBucket") => {
                format!("there is no bucket `{bucket}`; make it, or see to `bucket`, `region` and `endpoint`")
            }
            (_, "PermanentRedirect" | "AuthorizationHeaderMalformed" | "IllegalLocationConstraintException")
            | (301 | 307, _) => {
                let region =
                    region.map_or_else(|| String::from("another region"), |region| format!("the region `{region}`"));
                format!("the bucket `{bucket}` is in {region}; write that as `region`")
            }
            (_, "NotImplemented") | (501, _) => String::from("the store does not know this kind of request"),
            (401 | 403, _) => {
                let code = if code.is_empty() { "403" } else { code };
                format!(
                    "the store refuses it ({code}): the credentials from {place} are not those of somebody who may; let them have \
                     s3:ListBucket on `{bucket}`, and s3:GetObject, s3:PutObject and s3:DeleteObject on what is in it"
                )
            }
            (404, _) => format!("there is nothing there; see to `bucket` (`{bucket}`), `endpoint` and `path_style`"),
            (507, _) | (_, "QuotaExceeded" | "XMinioStorageFull" | "EntityTooLarge") => {
                format!("the store takes no more ({code}); see to its quota")
            }
            (_, "") => format!("the store answers {status}; is `endpoint` a store that speaks S3?"),
            (_, code) => format!("the store answers {status} ({code})"),
        }
    }
}

/// By how much a clock is off, in words.
pub(crate) fn skewed(skew: i64) -> String {
    let (minutes, way) = (skew.abs() / 60, if skew > 0 { "ahead of" } else { "behind" });
    format!("the clock of this machine is {minutes} minutes {way} the store's; set it")
}

/// The store's own word for an error: what stands in `<Code>`. Nothing else of the answer is kept: it may quote what was signed.
pub(crate) fn code(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map_or("", |(code, _)| code);
    code.chars().filter(char::is_ascii_alphanumeric).take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16, code: &str) -> Refusal {
        Refusal::Answered { status, code: code.to_owned(), region: None }
    }

    #[test]
    fn only_the_word_of_an_answer_is_kept() {
        let body = b"<Error><Code>SignatureDoesNotMatch</Code><AWSAccessKeyId>AKIA</AWSAccessKeyId></Error>";
        assert_eq!(code(body), "SignatureDoesNotMatch");
        assert_eq!(code(b"<html>no</html>"), "");
    }

    #[test]
    fn every_refusal_says_what_to_do() {
        let said = |refusal: Refusal, skew| refusal.said("mill", "the environment", skew);
        assert!(said(answered(403, "ExpiredToken"), None).contains("have expired; log in again"));
        assert!(said(answered(403, "AccessDenied"), None).contains("s3:PutObject"));
        assert!(said(answered(403, "SignatureDoesNotMatch"), Some(3600)).contains("60 minutes ahead of the store's"));
        assert!(said(answered(301, ""), None).contains("another region"));
        assert!(said(Refusal::Silent(String::from("timeout")), None).contains("see to `endpoint`"));
        assert!(answered(503, "SlowDown").is_passing() && !answered(403, "AccessDenied").is_passing());
    }
}
