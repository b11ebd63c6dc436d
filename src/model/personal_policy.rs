//! `[privacy]`: what becomes of personal data that stand in a text.

use serde::Deserialize;

use crate::model::NamesPolicy;

/// What becomes of one kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Policy {
    /// It is published, and nothing is said.
    #[default]
    Allow,
    /// It is published, with a finding.
    Report,
    /// It is overwritten, with a finding.
    Mask,
    /// It stops a build.
    Stop,
}

/// A kind of personal data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalKind {
    /// An address of mail.
    Email,
    /// A telephone number.
    Telephone,
    /// An IP address.
    Ip,
    /// A host of the house.
    Host,
    /// An account of the house.
    Account,
}

impl PersonalKind {
    /// What it is called.
    pub fn words(self) -> &'static str {
        match self {
            PersonalKind::Email => "an e-mail address",
            PersonalKind::Telephone => "a telephone number",
            PersonalKind::Ip => "an IP address",
            PersonalKind::Host => "a host of the house",
            PersonalKind::Account => "an account of the house",
        }
    }
}

/// `[privacy]`: one policy a kind, and what belongs to the house.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct PrivacyConfig {
    /// Names of people.
    pub names: NamesPolicy,
    /// Addresses of mail.
    pub email: Policy,
    /// Telephone numbers.
    pub telephone: Policy,
    /// IP addresses.
    pub ip: Policy,
    /// Hosts below `hosts`.
    pub host: Policy,
    /// Words that begin like one of `accounts`.
    pub account: Policy,
    /// The house's domains, such as `corp.cove.example`.
    pub hosts: Vec<String>,
    /// What the names of the house's accounts begin with, such as `svc-`.
    pub accounts: Vec<String>,
    /// What is public on purpose, such as the address of the press office: as it is written.
    pub public: Vec<String>,
}

impl PrivacyConfig {
    /// What becomes of a kind.
    pub fn policy(&self, kind: PersonalKind) -> Policy {
        match kind {
            PersonalKind::Email => self.email,
            PersonalKind::Telephone => self.telephone,
            PersonalKind::Ip => self.ip,
            PersonalKind::Host => self.host,
            PersonalKind::Account => self.account,
        }
    }
}
