//! The certificates that this machine trusts become what connections are checked with.

#![expect(clippy::disallowed_methods, reason = "the environment names files of certificates")]

use std::path::PathBuf;

use ureq::tls::{PemItem, RootCerts, TlsConfig};

use crate::load::read_regular;

/// The largest file of certificates that is read.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Where systems keep theirs.
const OF_SYSTEMS: [&str; 3] =
    ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

/// Connections that trust the file that AWS_CA_BUNDLE or SSL_CERT_FILE names, or else the system's.
pub(crate) fn trusting() -> TlsConfig {
    let named = ["AWS_CA_BUNDLE", "SSL_CERT_FILE"].into_iter().find_map(std::env::var_os);
    let named = named.filter(|path| !path.is_empty()).map(PathBuf::from);
    let pem = named.into_iter().chain(OF_SYSTEMS.map(PathBuf::from)).find_map(|path| read_regular(&path, LARGEST).ok());
    let roots: Vec<_> = pem
        .iter()
        .flat_map(|(pem, _)| ureq::tls::parse_pem(pem))
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    let tls = TlsConfig::builder();
    let tls = if roots.is_empty() { tls } else { tls.root_certs(RootCerts::new_with_certs(&roots)) };
    tls.build()
}
