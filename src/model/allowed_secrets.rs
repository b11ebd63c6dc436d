//! `[secrets]`: what looks like a credential and is public on purpose.

use serde::Deserialize;

/// `[secrets]`: what looks like a credential and may be published.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct SecretsConfig {
    /// Each by what tells it from others, with why.
    pub allow: Vec<AllowedSecret>,
}

/// Something that looks like a credential and is public on purpose.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct AllowedSecret {
    /// As the finding about it prints.
    pub hash: String,
    /// Why it may be seen.
    pub reason: String,
}

impl AllowedSecret {
    /// Whether it says what and why. One that does not lets nothing pass.
    pub fn counts(&self) -> bool {
        self.hash.len() == 8 && self.hash.bytes().all(|byte| byte.is_ascii_hexdigit()) && !self.reason.trim().is_empty()
    }
}
